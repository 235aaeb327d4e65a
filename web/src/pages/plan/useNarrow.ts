import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

// Too narrow for six columns side by side. What is printed is as wide as the paper, whatever the window.
export function useNarrow(): Ref<boolean> {
  const query = matchMedia('screen and (max-width: 50rem)')
  const isNarrow = ref(query.matches)
  const update = () => (isNarrow.value = query.matches)
  onMounted(() => query.addEventListener('change', update))
  onBeforeUnmount(() => query.removeEventListener('change', update))
  return isNarrow
}
