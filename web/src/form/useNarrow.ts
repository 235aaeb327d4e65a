import { onScopeDispose, ref, type Ref } from 'vue'

// Whether this is as narrow as a phone.
export function useNarrow(): Ref<boolean> {
  const query = matchMedia('(max-width: 40rem)')
  const isNarrow = ref(query.matches)
  const onChange = () => (isNarrow.value = query.matches)
  query.addEventListener('change', onChange)
  onScopeDispose(() => query.removeEventListener('change', onChange))
  return isNarrow
}
