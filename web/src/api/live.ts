import { ref } from 'vue'
import type { Schemas } from './client'

// What the server tells an open page (docs/formats/api.md, Events).
export type LiveEvent =
  | { type: 'verdict'; verdict: Schemas['VerdictEvent'] }
  | { type: 'work'; work: Schemas['WorkEvent'] }
  | { type: 'resync' }

const listeners = new Set<(event: LiveEvent) => void>()
let source: EventSource | null = null

// Whether changes reach this page at the moment.
export const isLive = ref(false)

export function listenLive(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(event: LiveEvent): void {
  for (const listener of listeners) listener(event)
}

// One stream for the whole console. The browser reconnects by itself and names the last event it saw.
export function openLive(): void {
  if (source) return
  source = new EventSource('/api/v1/events')
  source.onopen = () => {
    isLive.value = true
  }
  source.onerror = () => {
    isLive.value = false
  }
  source.addEventListener('verdict', (event) => tell({ type: 'verdict', verdict: JSON.parse(event.data) }))
  source.addEventListener('work', (event) => tell({ type: 'work', work: JSON.parse(event.data) }))
  source.addEventListener('resync', () => tell({ type: 'resync' }))
}

export function closeLive(): void {
  source?.close()
  source = null
  isLive.value = false
}
