import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

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
      const query = { ...route.query }
      if (value === otherwise || value === '') delete query[name]
      else query[name] = value
      void router.replace({ query, hash: route.hash })
    },
  })
}
