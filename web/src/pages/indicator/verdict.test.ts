import { describe, expect, it } from 'vitest'
import { beside, decidingOf, missingOf, type Criterion, type Verdict } from './verdict'

const criterion = (id: string, more: Partial<Criterion>): Criterion =>
  ({
    id,
    decides: true,
    outcome: 'met',
    measured: '',
    best_text: '',
    worst_text: '',
    missing: [],
    ...more,
  }) as Criterion
const verdict = (number: number, criteria: Criterion[], outcome: Verdict['outcome'] = 'met'): Verdict =>
  ({ number, outcome, criteria }) as Verdict
const missing = (period: string, in_future: boolean) => ({
  what: 'rank',
  name: '名次线',
  period,
  supplier: '市环保局',
  reason: '未报送',
  in_future,
})

describe('one verdict', () => {
  it('is decided by the criterion whose outcome it is, not by one for information', () => {
    const criteria = [
      criterion('8.1', {}),
      criterion('8.2', { outcome: 'not_met', decides: false, measured: '1' }),
      criterion('8.3', { outcome: 'not_met', measured: '61.8' }),
    ]
    expect(decidingOf(verdict(8, criteria, 'not_met'))?.id).toBe('8.3')
  })
  it('lists what is missing once, what is late first, with every criterion that waits for it', () => {
    const criteria = [
      criterion('3.1', { missing: [missing('2012', true), missing('2010', false)] }),
      criterion('3.2', { missing: [missing('2010', false)] }),
    ]
    const all = missingOf(verdict(3, criteria, 'undecided'))
    expect(all.map((each) => [each.item.period, each.criterion])).toEqual([
      ['2010', '3.1、3.2'],
      ['2012', '3.1'],
    ])
  })
  it('knows its neighbours', () => {
    const all = [1, 2, 4].map((number) => verdict(number, []))
    expect(beside(all, 2)).toEqual({ previous: all[0], next: all[2] })
    expect(beside(all, 4).next).toBeUndefined()
    expect(beside(all, 99)).toEqual({})
  })
})
