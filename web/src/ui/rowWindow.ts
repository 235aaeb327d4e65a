import { useVirtualizer } from '@tanstack/vue-virtual'
import { computed, watch, type ComputedRef, type Ref } from 'vue'

export interface RowWindow {
  indexes: ComputedRef<number[]>
  // What is left free above and below the drawn rows, and the height of all rows with the head, in pixels.
  above: ComputedRef<number>
  below: ComputedRef<number>
  whole: ComputedRef<number>
}

interface Rows {
  count: number
  height: number // of a row of one line, in pixels: the nearer, the truer the scroll bar
  overscan: number
  isMeasured?: boolean // rows with a data-index are as high as what they say
}

// The rows of a long table that stand in the window of `box`, with free room in rows above and below them. Such rows get
// their height late: for a moment the table is too short, and a reader on the way to the end would be taken back. So what is
// around the table is at least as high as `whole`, and `box` has no overflow-anchor.
export function useRowWindow(box: Ref<HTMLElement | null>, rows: () => Rows): RowWindow {
  const virtualizer = useVirtualizer(
    computed(() => {
      const { count, height, overscan } = rows()
      return { count, getScrollElement: () => box.value, estimateSize: () => height, overscan }
    }),
  )
  const items = computed(() => virtualizer.value.getVirtualItems())
  watch(
    items,
    () => {
      if (!rows().isMeasured) return
      for (const row of box.value?.querySelectorAll('tr[data-index]') ?? []) virtualizer.value.measureElement(row)
    },
    { flush: 'post' },
  )
  return {
    indexes: computed(() => items.value.map((item) => item.index)),
    above: computed(() => items.value[0]?.start ?? 0),
    below: computed(() => {
      const last = items.value.at(-1)
      return last ? virtualizer.value.getTotalSize() - last.end : 0
    }),
    whole: computed(() => (items.value.length ? virtualizer.value.getTotalSize() + rows().height : 0)),
  }
}
