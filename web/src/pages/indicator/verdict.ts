import type { Schemas } from '@/api/client'

export type Verdict = Schemas['IndicatorVerdict']
export type Criterion = Schemas['CriterionVerdict']

// The criterion that the outcome comes from: the first whose own outcome it is.
export function decidingOf(verdict: Verdict): Criterion | undefined {
  const deciding = verdict.criteria.filter((each) => each.decides && each.outcome === verdict.outcome)
  return (
    deciding.find((each) => each.measured || each.best_text || each.worst_text) ?? deciding[0] ?? verdict.criteria[0]
  )
}

export interface Missing {
  key: string
  criterion: string
  item: Schemas['MissingItem']
}

// What would decide it, each once, what is late first.
export function missingOf(verdict: Verdict): Missing[] {
  const all = new Map<string, Missing>()
  for (const criterion of verdict.criteria) {
    for (const item of criterion.missing) {
      const key = [item.what, item.period, item.supplier, item.name].join('|')
      const known = all.get(key)
      all.set(key, { key, item, criterion: known ? `${known.criterion}、${criterion.id}` : criterion.id })
    }
  }
  return [...all.values()].sort((a, b) => Number(a.item.in_future) - Number(b.item.in_future))
}

// The indicators before and after one, in the order of the plan.
export function beside(verdicts: Verdict[], number: number): { previous?: Verdict; next?: Verdict } {
  const at = verdicts.findIndex((each) => each.number === number)
  return at < 0 ? {} : { previous: verdicts[at - 1], next: verdicts[at + 1] }
}
