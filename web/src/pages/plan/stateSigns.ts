import type { DutyState } from './planView'

// Signs small enough to stand before a name.
export const stateSigns: Record<DutyState | 'nobody', string> = {
  overdue: '!',
  waiting: '◔',
  under_way: '◐',
  not_due: '○',
  done: '✔',
  nobody: '·',
}
