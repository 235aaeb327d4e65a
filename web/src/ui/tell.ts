import { ref } from 'vue'

export interface Telling {
  id: number
  text: string
  kind: 'done' | 'failed'
  undo?: { label: string; act: () => void }
}
export const tellings = ref<Telling[]>([])
let last = 0

// A word about what was just done, at the edge of the window, read out to those who do not see it. Goes by itself; what
// failed stays until it is closed.
export function tell(text: string, options: Partial<Pick<Telling, 'kind' | 'undo'>> = {}): void {
  const telling: Telling = { id: ++last, text, kind: options.kind ?? 'done', undo: options.undo }
  tellings.value.push(telling)
  if (telling.kind === 'done') setTimeout(() => dismiss(telling.id), telling.undo ? 12_000 : 6_000)
}
export function dismiss(id: number): void {
  tellings.value = tellings.value.filter((each) => each.id !== id)
}
