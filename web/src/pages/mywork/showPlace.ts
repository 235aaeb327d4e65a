import { partOfPlace } from '@/form/formParts'
import { readPlace } from '@/form/places'

// Brings a place of the form into view, and the focus into its control where there is one.
export function showPlace(place: string, period: string): void {
  const target = elementOf(place, period)
  if (!target) return
  target.scrollIntoView({ block: 'center', behavior: 'auto' })
  const fields = 'input:not([hidden]), textarea, select'
  // What is written in comes before the buttons around it.
  const control = target.matches(fields)
    ? target
    : (target.querySelector<HTMLElement>(fields) ?? target.querySelector<HTMLElement>('button'))
  control?.focus({ preventScroll: true })
}

function elementOf(place: string, period: string): HTMLElement | null {
  const ledger = /^(?:record|ledger|closure):([^:]+)/.exec(place)?.[1]
  if (ledger) return document.getElementById(`ledger-${ledger}`)
  const read = readPlace(place)
  if (read.kind === 'report') return document.getElementById(`report-${read.key}`)
  if (read.kind === 'evidence') return document.getElementById(`evidence-${read.key}`)
  if (read.kind === 'figure') {
    const key = `${read.figure}|${read.subject}|${read.period || period}`
    return document.querySelector(`[data-slot="${CSS.escape(key)}"]`)
  }
  const part = partOfPlace(place)
  return part && document.getElementById(`part-${part}`)
}
