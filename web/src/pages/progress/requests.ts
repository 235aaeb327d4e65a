import { computed } from 'vue'
import { api, ask, askAll } from '@/api/client'
import { useResource } from '@/api/resource'
import { useQuery } from '@/ui/query'

// All requests one may see, and the filters that every part of the page has in common.
export function useRequests() {
  const unit = useQuery('unit')
  const state = useQuery('state')
  const rhythm = useQuery('rhythm')
  const due = useQuery('due')
  const requests = useResource(
    'requests',
    (signal) => askAll((cursor) => ask(api.GET('/requests', { params: { query: { limit: 500, cursor } }, signal }))),
    (event) => event.type === 'work' && /^(request|submission|obligation)/.test(event.work.kind),
  )
  const all = computed(() => requests.data.value ?? [])
  const units = computed(() =>
    [...new Set(all.value.map((each) => each.unit))].sort((a, b) => a.localeCompare(b, 'zh-CN')),
  )
  const rhythms = computed(() => [...new Set(all.value.map((each) => each.rhythm))])
  const shown = computed(() =>
    all.value.filter(
      (each) =>
        (!unit.value || each.unit === unit.value) &&
        (!state.value || each.state === state.value) &&
        (!rhythm.value || each.rhythm === rhythm.value) &&
        (!due.value || each.effective_due === due.value),
    ),
  )
  function clear(): void {
    unit.value = state.value = rhythm.value = due.value = ''
  }
  const isFiltered = computed(() => Boolean(unit.value || state.value || rhythm.value || due.value))
  return { unit, state, rhythm, due, units, rhythms, requests, shown, clear, isFiltered }
}
