import type { Schemas } from '@/api/client'

export type Duty = Schemas['Duty']
export interface TaskRow {
  label: string
  text: string
  due: string // the nearest day that a duty of it is due, else the day the plan names
  lead: Duty[]
  cooperating: Duty[]
}

// The tasks of an indicator with who has which part of them; `planned` are the units where no duty is known.
export function tasksOf(plan: Schemas['Plan'], duties: Duty[], indicator: number): TaskRow[] {
  const tasks = plan.indicators.find((each) => each.number === indicator)?.tasks ?? []
  return tasks.map((task) => {
    const mine = duties.filter((duty) => duty.indicator === indicator && duty.task === task.label)
    const days = mine.map((duty) => duty.due).filter((due) => due !== null)
    return {
      label: task.label,
      text: task.text,
      due: days.sort()[0] ?? task.due,
      lead: mine.filter((duty) => duty.role === 'lead'),
      cooperating: mine.filter((duty) => duty.role === 'cooperate'),
    }
  })
}

export interface StateCount {
  state: string
  count: number
}

// How many requests stand where; what nobody has answered last.
export function statesOf(requests: Schemas['Coverage']['requests']): StateCount[] {
  const counts = new Map<string, number>()
  for (const request of requests) counts.set(request.state ?? '', (counts.get(request.state ?? '') ?? 0) + 1)
  return [...counts].map(([state, count]) => ({ state, count })).sort((a, b) => Number(!a.state) - Number(!b.state))
}
