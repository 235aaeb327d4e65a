import { onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter, type Ref, type ShallowRef } from 'vue'
import { listenLive, type LiveEvent } from './live'
import { asProblem, type Problem } from './problem'

export interface Resource<T> {
  data: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  loading: Ref<boolean>
  refresh: () => Promise<void>
}

const kMostKept = 200
const kept = new Map<string, unknown>()

export function forgetResources(): void {
  kept.clear()
}

function keep(key: string, data: unknown): void {
  kept.delete(key)
  kept.set(key, data)
  if (kept.size > kMostKept) kept.delete(kept.keys().next().value as string)
}

// Content of the server under a key that says what was asked, for instance `requests?state=open`. What was read last
// under the same key shows at once while it is read anew; the key changing reads another; null reads nothing.
// `isTouched` names the events after which it is read again. What is too large to be kept beside others is read each time.
export function useResource<T>(
  key: MaybeRefOrGetter<string | null>,
  read: (signal: AbortSignal) => Promise<T>,
  isTouched: (event: LiveEvent) => boolean = () => false,
  options: { isKept?: boolean } = {},
): Resource<T> {
  const data = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  let running: AbortController | null = null
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function refresh(): Promise<void> {
    const asked = toValue(key)
    running?.abort()
    if (asked === null) {
      data.value = null
      loading.value = false
      return
    }
    const mine = (running = new AbortController())
    loading.value = true
    try {
      const come = await read(mine.signal)
      if (mine.signal.aborted) return
      if (options.isKept !== false) keep(asked, come)
      data.value = come
      problem.value = null
    } catch (error) {
      if (mine.signal.aborted) return
      problem.value = asProblem(error)
    }
    loading.value = false
  }

  watch(
    () => toValue(key),
    (asked) => {
      data.value = asked !== null && kept.has(asked) ? (kept.get(asked) as T) : null
      problem.value = null
      void refresh()
    },
    { immediate: true },
  )
  // Many changes come together; one reading is enough for them.
  const stop = listenLive((event) => {
    if (event.type !== 'resync' && !isTouched(event)) return
    clearTimeout(waiting)
    waiting = setTimeout(() => void refresh(), 250)
  })
  onScopeDispose(() => {
    stop()
    clearTimeout(waiting)
    running?.abort()
  })
  return { data, problem, loading, refresh }
}
