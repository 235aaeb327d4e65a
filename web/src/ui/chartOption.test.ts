import { describe, expect, it } from 'vitest'
import type { ChartColours } from './chartColours'
import { axisOf, drawnOf, optionOf, placesOf } from './chartOption'
import { columnsOf, rowsOf, type Chart } from './chartTable'
import { useChartWords } from './chartWords'

const w = useChartWords()
const colours = { notMet: '#b3261e', paper: '#fff', series: ['#111', '#222'] } as ChartColours
const chart = (more: Partial<Chart>): Chart => ({
  number: 1,
  kind: 'trend',
  criterion: '8.1',
  title: '年均值',
  title_en: 'Annual mean',
  unit: 'μg/m³',
  unit_en: 'μg/m³',
  scale: 'plain',
  limit: '60',
  limit_is_ceiling: true,
  levels: [],
  series: [],
  ...more,
})
const series = (key: string, points: Chart['series'][number]['points']) => ({ key, name: key, name_en: '', points })
interface Drawn {
  series: {
    name: string
    data: ({ value: number; symbol?: string } | number | null)[]
    markLine?: { data: unknown[] }
  }[]
}
const drawn = (of: Chart) => optionOf(of, colours, w) as unknown as Drawn

describe('charts of an indicator', () => {
  it('draws a value that misses its limit in another shape, and the limit as a line', () => {
    const option = drawn(
      chart({
        series: [
          series('SO2', [
            { at: '2010', valid: true, value: '58.9' },
            { at: '2011', valid: true, value: '61.8', breaks: true },
          ]),
        ],
      }),
    )
    expect(option.series[0].data.map((dot) => (dot as { symbol: string }).symbol)).toEqual(['circle', 'diamond'])
    expect(option.series[0].markLine?.data).toEqual([{ yAxis: 60 }])
  })

  it('draws the limits that points have of their own as a second line', () => {
    const option = drawn(
      chart({
        series: [
          series('SO2', [
            { at: '2015', valid: true, value: '50', limit: '80' },
            { at: '2016', valid: true, value: '50', limit: '60' },
          ]),
        ],
      }),
    )
    expect(option.series[1].data).toEqual([80, 60])
    expect(option.series[0].markLine).toBeUndefined()
  })

  it("lays a year's mean over its months", () => {
    const months = chart({
      kind: 'months',
      series: [
        series('month', [
          { at: '2011-01', valid: true, value: '90' },
          { at: '2011-02', valid: false },
        ]),
        series('year', [{ at: '2011', valid: true, value: '60' }]),
      ],
    })
    expect(axisOf(months)).toEqual(['2011-01', '2011-02'])
    expect(placesOf('2011', axisOf(months))).toEqual(['2011-01', '2011-02'])
    expect(drawn(months).series[1].data.map((dot) => (dot as { value: number }).value)).toEqual([60, 60])
  })

  it('draws in per cent what has no common scale', () => {
    const point = { at: '2011', valid: true, value: '39512', drawn: '98.78' }
    expect(drawnOf(chart({ scale: 'of_limit' }), point)).toBe(98.78)
    expect(drawnOf(chart({}), point)).toBe(39512)
  })

  it('leaves empty columns out of the table', () => {
    const one = chart({ series: [series('', [{ at: '2011', valid: true, value: '61.8', breaks: true }])] })
    expect(columnsOf(one, rowsOf(one), w).map((column) => column.key)).toEqual(['at', 'value', 'limit', 'state'])
  })
})
