import type { ChartPoint } from './chartTable'

export interface DayCell {
  point: ChartPoint
  week: number // column
  weekday: number // row, Monday is 0
}

const kDay = 86_400_000
const weekdayOf = (ms: number): number => (new Date(ms).getUTCDay() + 6) % 7

// Where the days of one year stand: a column per week, Monday above.
export function cellsOf(year: number, points: ChartPoint[]): DayCell[] {
  const first = Date.UTC(year, 0, 1)
  const shift = weekdayOf(first)
  return points.map((point) => {
    const ms = Date.parse(point.at)
    const number = Math.round((ms - first) / kDay)
    return { point, week: Math.floor((number + shift) / 7), weekday: weekdayOf(ms) }
  })
}

// The column in which each month begins.
export function monthColumns(year: number): number[] {
  const first = Date.UTC(year, 0, 1)
  const shift = weekdayOf(first)
  return Array.from({ length: 12 }, (_, month) =>
    Math.floor((Math.round((Date.UTC(year, month, 1) - first) / kDay) + shift) / 7),
  )
}

// Black or white, whichever reads better on a colour of a standard.
export function inkOn(colour: string): string {
  const channel = (at: number): number => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return 'inherit'
  const light = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
  return (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) ? '#000000' : '#ffffff'
}
