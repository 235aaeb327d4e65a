import { computed } from 'vue'
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router'
import { language } from '@/i18n'
import type { LiveEvent } from '@/api/live'
import { useQuery } from '@/ui/query'

// From where a page looks: what was known at a moment, in which language, by which editions beside the present ones.
export function useVantage() {
  const route = useRoute()
  const router = useRouter()
  const knownAt = useQuery('known_at')
  const known = computed(() => (knownAt.value ? { known_at: knownAt.value } : {}))
  const worded = computed(() => ({ lang: language(), ...known.value }))

  const standardAs = computed<string[]>({
    get: () => [route.query.standard_as ?? []].flat().filter((edition) => edition !== null),
    set: (editions) => {
      const query = { ...route.query, standard_as: editions }
      void router.replace({ query: editions.length ? query : { ...query, standard_as: undefined }, hash: route.hash })
    },
  })

  // Of another page from the same moment.
  const to = (path: string): RouteLocationRaw => ({ path, query: known.value })
  // The past does not change any more; the present does whenever something comes in.
  const isTouched = (event: LiveEvent): boolean =>
    !knownAt.value && (event.type === 'verdict' || (event.type === 'work' && kFacts.test(event.work.kind)))
  return { knownAt, known, worded, standardAs, to, isTouched }
}
const kFacts = /^(submission|import|evidence|request|matter|plan|obligation|standards)/

export type Vantage = ReturnType<typeof useVantage>
