import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

// The width of a box in pixels as it changes, for drawings that are made to measure.
export function useWidth(box: Ref<HTMLElement | null>): Ref<number> {
  const width = ref(0)
  let observer: ResizeObserver | null = null
  onMounted(() => {
    if (!box.value) return
    width.value = box.value.clientWidth
    observer = new ResizeObserver((entries) => (width.value = entries[0].contentRect.width))
    observer.observe(box.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
  return width
}
