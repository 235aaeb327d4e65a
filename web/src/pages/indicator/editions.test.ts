import { describe, expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import { compare, familiesOf } from './editions'
import type { Verdict } from './verdict'

const standard = (family: string, edition: string): Schemas['Standard'] => ({
  family,
  edition,
  from: '',
  until: null,
  pinned: false,
})
const verdict = (outcomes: Record<string, string>, editions: string[] = []): Verdict =>
  ({ criteria: Object.entries(outcomes).map(([id, outcome]) => ({ id, outcome, editions })) }) as unknown as Verdict

describe('another edition', () => {
  it('offers the families first that the verdict rests on', () => {
    const all = [standard('API', 'API'), standard('GB 3095', 'GB 3095-1996'), standard('GB 3095', 'GB 3095-2012')]
    const families = familiesOf(all, verdict({ '8.1': 'met' }, ['GB 3095-1996']))
    expect(families.map((each) => [each.family, each.isUsed, each.editions.length])).toEqual([
      ['GB 3095', true, 2],
      ['API', false, 1],
    ])
  })
  it('says which criterion comes out otherwise', () => {
    const rows = compare(verdict({ '8.1': 'met', '8.2': 'not_met' }), verdict({ '8.1': 'not_met', '8.2': 'not_met' }))
    expect(rows.map((row) => row.differs)).toEqual([true, false])
  })
})
