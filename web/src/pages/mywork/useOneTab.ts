import { onScopeDispose, ref, type Ref } from 'vue'

// One window writes at a time: a second one of the same browser looks on until the first is closed, or takes over.
// Browsers without locks, and other machines, are held apart by the ETag of the draft.
export function useOneTab(name: string): { isMine: Ref<boolean | null>; takeOver: () => void } {
  const isMine = ref<boolean | null>(null) // null: not decided yet
  let release = () => {}
  let waiting = new AbortController()
  let isOver = false

  function hold(): Promise<void> {
    isMine.value = true
    return new Promise((resolve) => (release = resolve))
  }
  function ask(options: LockOptions): void {
    navigator.locks
      .request(name, options, (lock) => {
        if (isOver) return
        if (lock) return hold()
        isMine.value = false
        waitForIt()
      })
      .catch(() => {
        if (isOver || options.signal?.aborted) return
        isMine.value = false // another window took over
        waitForIt()
      })
  }
  function waitForIt(): void {
    waiting = new AbortController()
    ask({ signal: waiting.signal })
  }
  function takeOver(): void {
    waiting.abort()
    ask({ steal: true })
  }

  if (navigator.locks) ask({ ifAvailable: true })
  else isMine.value = true
  onScopeDispose(() => {
    isOver = true
    waiting.abort()
    release()
  })
  return { isMine, takeOver }
}
