import { expect, test } from 'vitest'
import { findingCounts, inOrder, neighbours, type Submission } from './queue'

function submission(id: string, at: string, severities: string[] = []): Submission {
  return {
    id,
    submitted_at: at,
    findings: severities.map((severity) => ({ severity })),
  } as Submission
}
const early = submission('甲|2011#1', '2012-02-01T09:00:00+08:00')
const late = submission('乙|2011#1', '2012-02-03T09:00:00+08:00')

test('what waits stands by its age, what is decided the latest first', () => {
  expect(inOrder([late, early], 'submitted')).toEqual([early, late])
  expect(inOrder([early, late], 'accepted')).toEqual([late, early])
})
test('findings are counted, the gravest first', () => {
  expect(findingCounts(submission('甲', '', ['note', 'error', 'error', 'warning']))).toEqual([
    { severity: 'error', count: 2 },
    { severity: 'warning', count: 1 },
    { severity: 'note', count: 1 },
  ])
})
test('neighbours in the queue', () => {
  expect(neighbours([early, late], early.id)).toEqual({ at: 0, previous: null, next: late.id })
  expect(neighbours([early, late], late.id)).toEqual({ at: 1, previous: early.id, next: null })
  expect(neighbours([early, late], '丙|2011#1')).toEqual({ at: -1, previous: null, next: early.id })
})
