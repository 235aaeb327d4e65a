import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'

// Filters that are set together go into the address together.
let waiting: LocationQueryRaw | null = null

// A filter that lives in the address: what one looks at can be sent to a colleague, and Back takes it away.
//   const unit = useQuery('unit');  unit.value = '市统计局'  ->  ?unit=市统计局
export function useQuery(name: string, otherwise = ''): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => {
      const value = route.query[name]
      return (Array.isArray(value) ? value[0] : value) ?? otherwise
    },
    set: (value) => {
      if (!waiting) {
        waiting = { ...route.query }
        queueMicrotask(() => {
          void router.replace({ query: waiting ?? {}, hash: route.hash })
          waiting = null
        })
      }
      if (value === otherwise || value === '') delete waiting[name]
      else waiting[name] = value
    },
  })
}
