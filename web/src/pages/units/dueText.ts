import type { Schemas } from '@/api/client'
import { dayText } from '@/ui/format'
import type { useWords } from './words'

// A rule of a day in words.
export function dueRuleText(due: Schemas['DueRule'], w: ReturnType<typeof useWords>): string {
  if (due.fixed) return w('dueFixed', { day: dayText(due.fixed) })
  if (due.working_days > 0) return w('dueWorkingDays', { days: due.working_days })
  return w('dueDays', { days: due.days })
}

// The first of the month so many months before a day.
export function monthsBefore(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10)
}
