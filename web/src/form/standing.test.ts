import { describe, expect, it } from 'vitest'
import { byUrgency, lastDay, standingOf, urgencyOf, windowOf, type WorkRequest } from './standing'

const kToday = '2012-03-01'
function request(id: string, state: WorkRequest['state'], due: string, more: Partial<WorkRequest> = {}): WorkRequest {
  const window = { opens: '2011-12-16', due, effective_due: due, closes: '2012-03-28', exceptions: [] }
  const plain = { unit: '市统计局', period: '2011', rhythm: 'annual', items: [], is_withdrawn: false, submissions: [] }
  return { id, state, ...plain, ...window, ...more } as WorkRequest
}

describe('what is most urgent', () => {
  it('is overdue, then returned, then due soon, then what waits, and the done last', () => {
    const all = [
      request('accepted', 'accepted', '2012-01-17'),
      request('later', 'open', '2012-04-20'),
      request('waiting', 'submitted', '2012-02-01'),
      request('soon', 'open', '2012-03-05'),
      request('returned', 'returned', '2012-02-20'),
      request('overdue 2', 'overdue', '2012-02-29'),
      request('planned', 'planned', '2012-06-01'),
      request('overdue 1', 'overdue', '2012-02-10'),
      request('closed', 'closed', '2011-07-01'),
    ]
    expect(byUrgency(all, kToday).map((each) => each.id)).toEqual([
      'overdue 1',
      'overdue 2',
      'returned',
      'soon',
      'later',
      'waiting',
      'planned',
      'closed',
      'accepted',
    ])
  })
  it('puts the latest of what is done first', () => {
    const done = [request('old', 'accepted', '2011-07-14'), request('new', 'accepted', '2012-01-17')]
    expect(byUrgency(done, kToday).map((each) => each.id)).toEqual(['new', 'old'])
  })
  it('counts seven days as soon, by the day the server has', () => {
    expect(urgencyOf(request('a', 'open', '2012-03-08'), kToday)).toBe('soon')
    expect(urgencyOf(request('a', 'open', '2012-03-09'), kToday)).toBe('open')
  })
})

describe('what one can do', () => {
  it('counts leave to hand in late into the window', () => {
    const late = request('a', 'returned', '2012-01-17', {
      closes: '2012-02-03',
      exceptions: [{ until: '2012-03-10', who: 'office', reason: '' }],
    })
    expect(lastDay(late)).toBe('2012-03-10')
    expect(windowOf(late, kToday)).toBe('open')
    expect(windowOf({ ...late, exceptions: [] }, kToday)).toBe('over')
  })
  it.each([
    ['open', true, null, false],
    ['planned', true, null, false],
    ['returned', true, null, false],
    ['submitted', false, null, true],
    ['accepted', false, 'correct', false],
    ['closed', false, 'prepare', false],
    ['withdrawn', false, null, false],
  ] as const)('%s', (state, isFillable, mayBegin, mayWithdraw) => {
    expect(standingOf(request('a', state, '2012-02-29'), kToday)).toMatchObject({ isFillable, mayBegin, mayWithdraw })
  })
  it('does not offer to put right what was accepted once the window is over', () => {
    expect(standingOf(request('a', 'accepted', '2012-01-17', { closes: '2012-02-03' }), kToday).mayBegin).toBeNull()
  })
})
