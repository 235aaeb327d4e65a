import type { Schemas } from '@/api/client'

export type WorkingCalendar = Schemas['WorkingCalendar']
export interface Day {
  date: string
  number: number
  isOff: boolean
  isException: boolean // off from Monday to Friday, or worked at a weekend
}
// Weeks begin on Monday; null stands where the week belongs to another month.
export type Month = (Day | null)[][]

const kDay = 86_400_000

function weekday(time: number): number {
  return (new Date(time).getUTCDay() + 6) % 7
}

export function monthsOf(calendar: WorkingCalendar, year: number): Month[] {
  const holidays = new Set(calendar.holidays)
  const worked = new Set(calendar.worked_days)
  return Array.from({ length: 12 }, (_, month) => {
    const begin = Date.UTC(year, month, 1)
    const length = (Date.UTC(year, month + 1, 1) - begin) / kDay
    const cells: (Day | null)[] = Array.from({ length: weekday(begin) }, () => null)
    for (let i = 0; i < length; ++i) {
      const date = new Date(begin + i * kDay).toISOString().slice(0, 10)
      const isWeekend = weekday(begin + i * kDay) > 4
      const isException = isWeekend ? worked.has(date) : holidays.has(date)
      cells.push({ date, number: i + 1, isOff: isWeekend !== isException, isException })
    }
    while (cells.length % 7) cells.push(null)
    return Array.from({ length: cells.length / 7 }, (__, week) => cells.slice(7 * week, 7 * week + 7))
  })
}
