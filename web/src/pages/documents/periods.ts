import type { Schemas } from '@/api/client'

export type PeriodKind = Schemas['DocumentKind']['periods'][number]

export interface PeriodChoice {
  period: string
  isOver: boolean
}
const kPartsOfYear: Record<Exclude<PeriodKind, 'day'>, (year: number, part: number) => string> = {
  year: (year) => `${year}`,
  half_year: (year, half) => `${year}H${half}`,
  quarter: (year, quarter) => `${year}Q${quarter}`,
  month: (year, month) => `${year}-${String(month).padStart(2, '0')}`,
}
const kCounts = { year: 1, half_year: 2, quarter: 4, month: 12 }

// The periods of a kind that have begun, the latest first, back to the year of the first day. Days are picked by a calendar.
export function periodChoices(kind: PeriodKind, today: string, firstDay: string): PeriodChoice[] {
  if (kind === 'day') return []
  const [year, month] = today.split('-').map(Number)
  const count = kCounts[kind]
  const running = Math.ceil((month * count) / 12)
  const choices: PeriodChoice[] = []
  for (let of = year; of >= Number(firstDay.slice(0, 4)); --of) {
    for (let part = of === year ? running : count; part >= 1; --part) {
      choices.push({ period: kPartsOfYear[kind](of, part), isOver: of < year || part < running })
    }
  }
  return choices
}

// What is asked for first: the last one that is over.
export function lastOver(kind: PeriodKind, today: string, firstDay: string): string {
  if (kind === 'day') return new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10)
  return periodChoices(kind, today, firstDay).find((each) => each.isOver)?.period ?? ''
}
