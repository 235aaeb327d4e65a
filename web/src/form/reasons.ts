import type { Schemas } from '@/api/client'

type Obligation = Schemas['Obligation']

// Why an item is asked for: the indicators that need it, and the sentence of the obligation.
export interface Why {
  indicators: number[]
  tasks: string[]
  reason: string
}

function numberOf(label: string): number | null {
  const number = Number(label.split('.')[0])
  return Number.isInteger(number) && number > 0 ? number : null
}

export function whyOf(obligation: Obligation): Why {
  const indicators = new Set<number>()
  const tasks: string[] = []
  for (const each of obligation.needed_by) {
    const [kind, label] = [each.slice(0, each.indexOf(':')), each.slice(each.indexOf(':') + 1)]
    if (kind === 'task') tasks.push(label)
    const number = numberOf(label)
    if (number !== null) indicators.add(number)
  }
  return { indicators: [...indicators].sort((a, b) => a - b), tasks, reason: obligation.reason }
}

// By item; an item of the request that no obligation speaks of has none.
export function whyByItem(unit: string, obligations: readonly Obligation[]): Map<string, Why> {
  return new Map(obligations.filter((each) => each.unit === unit).map((each) => [each.item, whyOf(each)]))
}

export function indicatorsOf(items: readonly string[], why: ReadonlyMap<string, Why>): number[] {
  return [...new Set(items.flatMap((item) => why.get(item)?.indicators ?? []))].sort((a, b) => a - b)
}
