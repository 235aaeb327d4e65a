import { expect, test } from 'vitest'
import type { Schemas } from '@/api/client'
import type { ChartColours } from '@/ui/chartColours'
import { seriesOption } from './seriesOption'

const colours = { notMet: 'red', brand: 'green' } as ChartColours

test('a limit holds on the days of its stretch, and points above it are red', () => {
  const readings = {
    name: '二氧化硫',
    unit: 'mg/m³',
    points: { at: ['2011-12-31', '2012-01-01'], value: ['0.2', null], exceeds: [true, null] },
    stretches: [
      { from: '2011-01-01', to: '2011-12-31', limit: { value: '0.15' } },
      { from: '2012-01-01', to: '2012-12-31', limit: null },
    ],
  } as unknown as Schemas['Readings']
  const option = seriesOption(readings, colours, '限值') as {
    series: { data: (number | null | { value: number | null; itemStyle?: { color: string } })[] }[]
  }
  expect(option.series[0].data).toEqual([
    { value: 0.2, itemStyle: { color: 'red' } },
    { value: null, itemStyle: undefined },
  ])
  expect(option.series[1].data).toEqual([0.15, null])
})
