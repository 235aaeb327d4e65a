import { computed } from 'vue'
import { api, ask, askAll, type Schemas } from '@/api/client'
import type { LiveEvent } from '@/api/live'
import { useResource } from '@/api/resource'
import { useProgramme } from '@/state/programme'
import { useSession } from '@/state/session'
import { keptUnder } from '@/ui/keep'
import type { LocalDraft } from './draftKeeper'
import { whyByItem } from './reasons'
import { byUrgency, isOwed } from './standing'

export function isWork(event: LiveEvent): boolean {
  return event.type === 'work' && /^(request|submission|obligation):/.test(event.work.object)
}
export function useDefinitions() {
  return useResource('definitions', (signal) => ask(api.GET('/definitions', { signal })))
}
export function useObligations(unit: () => string | null) {
  return useResource(
    () => (unit() === null ? null : `mywork/obligations?unit=${unit()}`),
    (signal) =>
      askAll((cursor) => {
        const query = { unit: unit() ?? '', limit: 500, cursor }
        return ask(api.GET('/obligations', { params: { query }, signal }))
      }),
  )
}

// All that the unit of whoever is logged in has to do with.
export function useMyWork() {
  const session = useSession()
  const programme = useProgramme()
  const unit = session.me?.unit ?? ''
  const requests = useResource(
    `mywork/requests?unit=${unit}`,
    (signal) =>
      askAll((cursor) => ask(api.GET('/requests', { params: { query: { unit, limit: 500, cursor } }, signal }))),
    isWork,
  )
  const returned = useResource(
    `mywork/submissions?unit=${unit}&state=returned`,
    (signal) =>
      askAll((cursor) =>
        ask(api.GET('/submissions', { params: { query: { unit, state: 'returned', limit: 500, cursor } }, signal })),
      ),
    isWork,
  )
  const matters = useResource(`mywork/matters?unit=${unit}`, (signal) =>
    askAll((cursor) => ask(api.GET('/matters', { params: { query: { unit, limit: 500, cursor } }, signal }))),
  )
  const obligations = useObligations(() => unit)
  const definitions = useDefinitions()
  const all = computed(() => byUrgency(requests.data.value ?? [], programme.today))
  const owed = computed(() => all.value.filter(isOwed))
  const why = computed(() => whyByItem(unit, obligations.data.value ?? []))
  const drafts = useResource(
    () => (owed.value.length ? `mywork/drafts:${owed.value.map((each) => each.id).join()}` : null),
    (signal) =>
      readDrafts(
        owed.value.map((each) => each.id),
        session.me?.account ?? '',
        signal,
      ),
    isWork,
  )
  // Why the latest answer to a request came back.
  const returnOf = (request: Schemas['Request']) => {
    const last = request.submissions.filter((each) => each.state === 'returned').at(-1)
    return request.state === 'returned' ? returned.data.value?.find((each) => each.id === last?.id) : undefined
  }
  return { unit, requests, returned, matters, obligations, definitions, all, owed, why, drafts, returnOf }
}

export interface DraftState {
  content: Schemas['Content'] // {} none
  local: LocalDraft | null // on this machine alone
}
async function readDrafts(ids: string[], account: string, signal: AbortSignal): Promise<Map<string, DraftState>> {
  const locals = await keptUnder<LocalDraft>('drafts', `${account}|`).catch(() => [])
  const all = ids.map(async (request): Promise<[string, DraftState]> => {
    const local = locals.find((each) => each.key === `${account}|${request}`) ?? null
    const params = { path: { request } }
    return [request, { content: await ask(api.GET('/requests/{request}/draft', { params, signal })), local }]
  })
  return new Map(await Promise.all(all))
}
