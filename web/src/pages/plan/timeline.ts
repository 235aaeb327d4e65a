import type { Duty } from './planView'

const kDay = 86_400_000

export function dayNumber(day: string): number {
  return Math.round(Date.parse(day.slice(0, 10)) / kDay)
}

// First and last day of "2011", "2011H1", "2011Q4", "2011-03", "2011-03-05", "2010/2011" or "2009-01-01..2011-12-31".
// A school year runs from September to August, as the server has it.
export function periodDays(period: string): [string, string] | null {
  const range = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(period)
  if (range) return [range[1], range[2]]
  const school = /^(\d{4})\/(\d{4})$/.exec(period)
  if (school) return [`${school[1]}-09-01`, `${school[2]}-08-31`]
  const [, year, half, quarter, month, day] = /^(\d{4})(?:H([12])|Q([1-4])|-(\d{2})(?:-(\d{2}))?)?$/.exec(period) ?? []
  if (!year) return null
  if (day) return [period, period]
  const [first, months] = half
    ? [half === '1' ? 1 : 7, 6]
    : quarter
      ? [Number(quarter) * 3 - 2, 3]
      : month
        ? [Number(month), 1]
        : [1, 12]
  const last = new Date(Date.UTC(Number(year), first - 1 + months, 0))
  return [`${year}-${String(first).padStart(2, '0')}-01`, last.toISOString().slice(0, 10)]
}

// The days a drawing reaches over, and where a day stands on it, 0 to 1.
export interface Scale {
  first: number
  last: number
  at: (day: string) => number
}
export function scaleOf(years: number[], today: string, duties: Duty[], days: string[]): Scale {
  const first = dayNumber(`${Math.min(...years, Number(today.slice(0, 4)))}-01-01`)
  const ends = [
    dayNumber(`${Math.max(...years)}-12-31`),
    dayNumber(today) + 30,
    ...duties.flatMap((duty) => (duty.due ? [dayNumber(duty.due) + 15] : [])),
    ...days.filter(Boolean).map((day) => dayNumber(day) + 15),
  ]
  const last = Math.max(...ends)
  return { first, last, at: (day) => Math.min(1, Math.max(0, (dayNumber(day) - first) / (last - first))) }
}

export interface Tick {
  at: number
  label: string
  isYear: boolean
}
// A line at each quarter, named where a year begins.
export function ticksOf(scale: Scale): Tick[] {
  const ticks: Tick[] = []
  const begin = new Date(scale.first * kDay)
  for (let month = begin.getUTCMonth(), year = begin.getUTCFullYear(); ; month += 3) {
    const day = new Date(Date.UTC(year, month, 1))
    if (day.getTime() / kDay > scale.last) return ticks
    const text = day.toISOString().slice(0, 10)
    const isYear = day.getUTCMonth() === 0
    ticks.push({ at: scale.at(text), label: isYear ? text.slice(0, 4) : `Q${day.getUTCMonth() / 3 + 1}`, isYear })
  }
}

// One duty on the line: the period it reports on, the day it is due, and how far it is late by today.
export interface Bar {
  from: number
  to: number
  due: number | null
  lateTo: number | null
}
export function barOf(duty: Duty, scale: Scale, today: string): Bar | null {
  const days = duty.period ? periodDays(duty.period) : null
  if (!days) return null
  const due = duty.due ? scale.at(duty.due) : null
  const isLate = duty.state === 'overdue' && duty.due !== null && duty.due < today
  return { from: scale.at(days[0]), to: scale.at(days[1]), due, lateTo: isLate ? scale.at(today) : null }
}
