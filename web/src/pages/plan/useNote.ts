import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import type { TaskRow } from './planView'

const kBeforeShown_ms = 500
const kBeforeGone_ms = 200

// The original wording beside what one points at: at once by key, after a moment by pointer, gone a moment after.
export function useNote() {
  const row = shallowRef<TaskRow | null>(null)
  const anchor = ref<HTMLElement | null>(null)
  let waiting: ReturnType<typeof setTimeout> | undefined

  function point(next: TaskRow, beside: HTMLElement | null, isByKey: boolean): void {
    clearTimeout(waiting)
    waiting = setTimeout(
      () => {
        row.value = next
        anchor.value = beside
      },
      isByKey ? 0 : kBeforeShown_ms,
    )
  }
  function hide(): void {
    clearTimeout(waiting)
    row.value = null
  }
  function leave(): void {
    clearTimeout(waiting)
    waiting = setTimeout(hide, kBeforeGone_ms)
  }
  function stay(): void {
    clearTimeout(waiting)
  }
  const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hide()
  onMounted(() => {
    addEventListener('keydown', onKey)
    addEventListener('scroll', hide, { passive: true })
  })
  onBeforeUnmount(() => {
    hide()
    removeEventListener('keydown', onKey)
    removeEventListener('scroll', hide)
  })
  return { row, anchor, point, leave, stay, hide }
}
