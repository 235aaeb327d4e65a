import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { useQuery } from '@/ui/query'

const kPause_ms = 250

// A filter that is typed: it holds at once, and stands in the address when the fingers rest.
export function useTypedQuery(name: string): Ref<string> {
  const query = useQuery(name)
  const typed = ref(query.value)
  let waiting: ReturnType<typeof setTimeout> | undefined
  watch(typed, (text) => {
    clearTimeout(waiting)
    waiting = setTimeout(() => (query.value = text.trim()), kPause_ms)
  })
  watch(query, (text) => {
    if (text !== typed.value.trim()) typed.value = text
  })
  onScopeDispose(() => clearTimeout(waiting))
  return typed
}
