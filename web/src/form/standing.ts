import type { Schemas } from '@/api/client'
import { daysBetween } from '@/ui/format'

export type WorkRequest = Schemas['Request']
export type Urgency =
  'overdue' | 'returned' | 'soon' | 'open' | 'submitted' | 'planned' | 'accepted' | 'closed' | 'withdrawn'

const kSoonDays = 7
const kOrder: readonly Urgency[] = [
  'overdue',
  'returned',
  'soon',
  'open',
  'submitted',
  'planned',
  'closed',
  'accepted',
  'withdrawn',
]

export function urgencyOf(request: WorkRequest, today: string): Urgency {
  if (request.state !== 'open') return request.state
  return daysBetween(today, request.effective_due) <= kSoonDays ? 'soon' : 'open'
}
// What somebody of the unit has to do something about.
export function isOwed(request: WorkRequest): boolean {
  return request.state === 'overdue' || request.state === 'returned' || request.state === 'open'
}

// The most urgent first; of those alike what is due first, and of what is done the latest first.
export function byUrgency(requests: readonly WorkRequest[], today: string): WorkRequest[] {
  const rank = new Map(requests.map((each) => [each.id, kOrder.indexOf(urgencyOf(each, today))]))
  return [...requests].sort((a, b) => {
    const [x, y] = [rank.get(a.id) ?? 0, rank.get(b.id) ?? 0]
    if (x !== y) return x - y
    const order = a.effective_due < b.effective_due ? -1 : a.effective_due > b.effective_due ? 1 : 0
    const isDone = x >= kOrder.indexOf('closed')
    return (isDone ? -order : order) || (a.id < b.id ? -1 : 1)
  })
}

// The last day something may be handed in, leave counted.
export function lastDay(request: WorkRequest): string {
  return request.exceptions.reduce((last, each) => (each.until > last ? each.until : last), request.closes)
}
export type WindowState = 'not_yet' | 'open' | 'over'
export function windowOf(request: WorkRequest, today: string): WindowState {
  if (today < request.opens) return 'not_yet'
  return today <= lastDay(request) ? 'open' : 'over'
}

// What one can do with a request now. The server decides again when it is done.
export interface Standing {
  isFillable: boolean // shown as a form at once
  mayBegin: 'correct' | 'prepare' | null // shown as it was handed in; a form on demand
  isOpen: boolean // what is filled in can be handed in today
  mayWithdraw: boolean
}
export function standingOf(request: WorkRequest, today: string): Standing {
  const isOpen = windowOf(request, today) === 'open' && !request.is_withdrawn
  const standing = (more: Partial<Standing>): Standing => ({
    isFillable: false,
    mayBegin: null,
    isOpen,
    mayWithdraw: false,
    ...more,
  })
  switch (request.state) {
    case 'open':
    case 'overdue':
    case 'returned':
    case 'planned':
      return standing({ isFillable: true })
    case 'submitted':
      return standing({ mayWithdraw: true })
    case 'accepted':
      return standing({ mayBegin: isOpen ? 'correct' : null })
    case 'closed':
      return standing({ mayBegin: 'prepare' })
    default:
      return standing({})
  }
}

// "市统计局|2010" is named by its period and rhythm.
export function spanOf(period: string): [string, string] | null {
  const [from, to] = period.split('..')
  return to ? [from, to] : null
}
