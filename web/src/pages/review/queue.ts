import { computed } from 'vue'
import { api, ask, askAll, type Schemas } from '@/api/client'
import { useResource } from '@/api/resource'
import { useQuery } from '@/ui/query'

export type Submission = Schemas['Submission']
export const kStates = ['submitted', 'returned', 'accepted', 'superseded', 'withdrawn'] as const

// The queue in the order it is worked through, with the filters of the address: the page of one submission goes on along
// the same queue.
export function useQueue() {
  const state = useQuery('state', 'submitted')
  const unit = useQuery('unit')
  const submissions = useResource(
    () => `submissions?state=${state.value}`,
    (signal) =>
      askAll((cursor) =>
        ask(
          api.GET('/submissions', {
            params: { query: { state: state.value as Submission['state'], limit: 500, cursor } },
            signal,
          }),
        ),
      ),
    (event) => event.type === 'work' && event.work.kind.startsWith('submission'),
  )
  const all = computed(() => inOrder(submissions.data.value ?? [], state.value))
  const units = computed(() => [...new Set(all.value.map((each) => each.unit))].sort())
  const rows = computed(() => all.value.filter((each) => !unit.value || each.unit === unit.value))
  return { state, unit, units, rows, submissions }
}

// What waits: the earliest first. What is decided: the latest first.
export function inOrder(submissions: readonly Submission[], state: string): Submission[] {
  const sign = state === 'submitted' ? 1 : -1
  return [...submissions].sort(
    (a, b) => sign * a.submitted_at.localeCompare(b.submitted_at) || a.id.localeCompare(b.id, 'zh-CN'),
  )
}

const kGrave = ['note', 'warning', 'error', 'blocker'] as const

// How many findings of each kind, the gravest first.
export function findingCounts(submission: Submission): { severity: (typeof kGrave)[number]; count: number }[] {
  return [...kGrave]
    .reverse()
    .map((severity) => ({ severity, count: submission.findings.filter((each) => each.severity === severity).length }))
    .filter((each) => each.count > 0)
}

// The neighbours of a submission in the queue; one that has left it has the first for its next.
export function neighbours(rows: readonly Submission[], id: string) {
  const at = rows.findIndex((each) => each.id === id)
  return {
    at,
    previous: at > 0 ? rows[at - 1].id : null,
    next: at >= 0 ? (rows[at + 1]?.id ?? null) : (rows[0]?.id ?? null),
  }
}
