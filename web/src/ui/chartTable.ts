import type { Schemas } from '@/api/client'
import { language, named } from '@/i18n'
import type { ChartWords } from './chartWords'
import type { Column } from './DataTable.vue'

export type Chart = Schemas['Chart']
export type ChartPoint = Schemas['ChartPoint']
export interface ChartRow {
  key: string
  series: string
  point: ChartPoint
}

export function unitOf(chart: Chart): string {
  return language() === 'en' ? chart.unit_en : chart.unit
}

export function levelName(chart: Chart, key: string | undefined): string {
  const level = chart.levels.find((each) => each.key === key)
  return level ? named(level) : (key ?? '')
}

// Colours of levels by their place, for standards that name none: days from good to worst, classes of water from I.
const kDayColours = ['#5fb070', '#e0cf6a', '#e59a45', '#d5603f', '#b03060', '#8a3f86', '#6d2440', '#4a1a2c']
const kClassColours = ['#bfe3f5', '#9fd0ee', '#b5e0a8', '#f6e58a', '#f6bd79', '#f0958a']

export function levelColour(chart: Chart, key: string | undefined): string {
  const at = chart.levels.findIndex((each) => each.key === key)
  if (at < 0) return ''
  const byPlace = chart.kind === 'classes' ? kClassColours : kDayColours
  // Where there is nothing but yes and no, no is the last of them.
  const place = chart.levels.length === 2 && at === 1 && chart.kind === 'classes' ? byPlace.length - 1 : at
  return chart.levels[at].colour || byPlace[Math.min(place, byPlace.length - 1)]
}

export function rowsOf(chart: Chart): ChartRow[] {
  return chart.series.flatMap((series) =>
    series.points.map((point) => ({ key: `${series.key}|${point.at}`, series: named(series), point })),
  )
}

export function stateOf(point: ChartPoint, w: ChartWords): string {
  if (point.ahead) return w('ahead')
  if (!point.valid) return w('unknown')
  return point.breaks ? w('breaks') : ''
}

// The numbers of a chart as a table; a column that would be empty is left out.
export function columnsOf(chart: Chart, rows: ChartRow[], w: ChartWords): Column<ChartRow>[] {
  const unit = unitOf(chart) ? `（${unitOf(chart)}）` : ''
  const long = rows.find((row) => row.point.weight_unit)?.point.weight_unit
  const lengthUnit = long ? `（${long}）` : ''
  const all: Column<ChartRow>[] = [
    { key: 'series', title: w('series'), value: (row) => row.series || null },
    { key: 'at', title: w('at'), value: (row) => row.point.at },
    { key: 'value', title: w('value') + unit, number: true, value: (row) => row.point.value ?? null },
    { key: 'limit', title: w('limit') + unit, number: true, value: (row) => row.point.limit ?? chart.limit },
    { key: 'level', title: w('level'), value: (row) => levelName(chart, row.point.level) || null },
    { key: 'state', title: w('state'), value: (row) => stateOf(row.point, w) || null },
    { key: 'primary', title: w('primary'), value: (row) => row.point.primary || null },
    { key: 'days', title: w('days'), number: true, value: (row) => row.point.days ?? null },
    { key: 'weight', title: w('length') + lengthUnit, number: true, value: (row) => row.point.weight ?? null },
    { key: 'note', title: w('note'), value: (row) => row.point.note || null },
  ]
  return all.filter((column) => rows.some((row) => column.value(row) !== null))
}
