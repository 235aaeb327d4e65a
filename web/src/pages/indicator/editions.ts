import type { Schemas } from '@/api/client'
import type { Criterion, Verdict } from './verdict'

export interface Family {
  family: string
  editions: Schemas['Standard'][]
  isUsed: boolean // the present verdict rests on one of them
}

// The families of standards that have a choice, those that the verdict rests on first.
export function familiesOf(standards: Schemas['Standard'][], verdict: Verdict): Family[] {
  const used = new Set(verdict.criteria.flatMap((criterion) => criterion.editions))
  const families = new Map<string, Family>()
  for (const standard of standards) {
    const family = families.get(standard.family) ?? { family: standard.family, editions: [], isUsed: false }
    family.editions.push(standard)
    family.isUsed ||= used.has(standard.edition)
    families.set(standard.family, family)
  }
  return [...families.values()].sort((a, b) => Number(b.isUsed) - Number(a.isUsed))
}

export interface Comparison {
  id: string
  present: Criterion
  other: Criterion | undefined
  differs: boolean
}

export function compare(present: Verdict, other: Verdict): Comparison[] {
  return present.criteria.map((criterion) => {
    const found = other.criteria.find((each) => each.id === criterion.id)
    return { id: criterion.id, present: criterion, other: found, differs: found?.outcome !== criterion.outcome }
  })
}
