import { computed } from 'vue'
import { api, ask, askWhole } from '@/api/client'
import type { LiveEvent } from '@/api/live'
import { useResource } from '@/api/resource'
import { viewOf, type DutyList, type Plan } from './planView'

function isOfPlan(event: LiveEvent): boolean {
  return event.type === 'work' && event.work.kind.startsWith('plan.')
}
function movesDuties(event: LiveEvent): boolean {
  if (event.type !== 'work') return false
  return /^(plan|submission|obligation|unit)\./.test(event.work.kind)
}

// What is read anew and says the same is the same object: nothing is drawn again for it.
function unlessChanged<T>(): (next: T) => T {
  let last: { text: string; value: T } | null = null
  return (next) => {
    const text = JSON.stringify(next)
    if (last?.text !== text) last = { text, value: next }
    return last.value
  }
}
const keptPlan = unlessChanged<{ plan: Plan; etag: string }>()
const keptDuties = unlessChanged<DutyList>()

// The table, how its duties stand, and the English of its indicators, as they are now.
export function usePlan() {
  const plan = useResource(
    'plan',
    async (signal) => {
      const { data, etag } = await askWhole(api.GET('/plan', { signal }))
      return keptPlan({ plan: data, etag })
    },
    isOfPlan,
  )
  const duties = useResource(
    'duties',
    async (signal) => keptDuties(await ask(api.GET('/duties', { signal }))),
    movesDuties,
  )
  const definitions = useResource('definitions', (signal) => ask(api.GET('/definitions', { signal })))

  // Together, so that no task seems to be nobody's for a moment.
  const view = computed(() => {
    if (!plan.data.value || !(duties.data.value || duties.problem.value)) return null
    return viewOf(plan.data.value.plan, duties.data.value ?? { items: [], tasks: [] })
  })
  const english = computed(
    () => new Map((definitions.data.value?.indicators ?? []).map((each) => [each.number, each.requirement_en])),
  )
  return { plan, duties, view, english }
}
