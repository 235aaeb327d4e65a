import { describe, expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import { statesOf, tasksOf, type Duty } from './duties'

const duty = (task: string, unit: string, role: Duty['role'], due: string | null): Duty =>
  ({ indicator: 8, task, unit, role, due }) as Duty
const plan = {
  indicators: [
    {
      number: 8,
      tasks: [
        { label: '8.1', text: '整治燃煤锅炉', due: '2011-12-31' },
        { label: '8.2', text: '扬尘', due: '2011-06-30' },
      ],
    },
    { number: 9, tasks: [{ label: '9.1', text: '水源', due: '' }] },
  ],
} as unknown as Schemas['Plan']

describe('tasks of an indicator', () => {
  const duties = [
    duty('8.1', '市环保局', 'lead', '2012-03-31'),
    duty('8.1', '市住建局', 'cooperate', '2012-01-31'),
    { ...duty('8.1', '市水务局', 'lead', null), indicator: 9 },
  ]
  it('know who leads, who cooperates, and what is due first', () => {
    const [first, second] = tasksOf(plan, duties, 8)
    expect(first.lead.map((each) => each.unit)).toEqual(['市环保局'])
    expect(first.cooperating.map((each) => each.unit)).toEqual(['市住建局'])
    expect(first.due).toBe('2012-01-31')
    expect(second.due).toBe('2011-06-30')
  })
  it('count requests by where they stand', () => {
    const states = statesOf([
      { id: 'a', state: null },
      { id: 'b', state: 'accepted' },
      { id: 'c', state: 'accepted' },
    ])
    expect(states).toEqual([
      { state: 'accepted', count: 2 },
      { state: '', count: 1 },
    ])
  })
})
