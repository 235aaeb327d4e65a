import { expect, test } from 'vitest'
import { matrixOf, type Request } from './matrix'

const request = (unit: string, period: string, due: string) =>
  ({ id: `${unit}|${period}`, unit, period, due }) as Request
const a1 = request('市统计局', '2011Q1', '2011-04-10')
const a2 = request('市统计局', '2011', '2012-01-20')
const b1 = request('市公安局', '2011Q1', '2011-04-05')

test('units against periods, what fell due last first', () => {
  const matrix = matrixOf([a2, a1, b1])
  expect(matrix.periods).toEqual(['2011', '2011Q1'])
  expect(matrix.units.map((each) => each.unit)).toEqual(['市公安局', '市统计局'])
  expect(matrix.units[0].cells).toEqual([null, [b1]])
  expect(matrix.units[1].cells).toEqual([[a2], [a1]])
})
test('nothing asked, nothing shown', () => {
  expect(matrixOf([])).toEqual({ periods: [], units: [] })
})
