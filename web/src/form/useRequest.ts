import { computed } from 'vue'
import { api, ask, askAll, type Schemas } from '@/api/client'
import type { LiveEvent } from '@/api/live'
import { useResource } from '@/api/resource'
import { fullContent, type Content } from './content'
import { whyByItem } from './reasons'
import { useDefinitions, useObligations } from './useMyWork'

type Submission = Schemas['Submission']

function isAbout(request: string): (event: LiveEvent) => boolean {
  return (event) =>
    event.type === 'work' &&
    (event.work.object === `request:${request}` || event.work.object.startsWith(`submission:${request}#`))
}
function readContent(submission: string, signal: AbortSignal): Promise<Content> {
  const params = { path: { submission } }
  return ask(api.GET('/submissions/{submission}/content', { params, signal }))
}

// A request with everything that its page shows.
export function useRequest(id: string) {
  const form = useResource(
    `mywork/form:${id}`,
    (signal) => ask(api.GET('/requests/{request}/form', { params: { path: { request: id } }, signal })),
    isAbout(id),
  )
  const request = computed(() => form.data.value?.request ?? null)
  // What else there is to read depends on there being such a request, of one's own unit.
  const unit = () => request.value?.unit ?? null
  const submissions = useResource(
    () =>
      request.value
        ? `mywork/submissions:${id}:${request.value.submissions.map((each) => each.id + each.state).join()}`
        : null,
    (signal) =>
      Promise.all(
        (request.value?.submissions ?? []).map(({ id: submission }) =>
          ask(api.GET('/submissions/{submission}', { params: { path: { submission } }, signal })),
        ),
      ),
  )
  const last = computed<Submission | null>(() => submissions.data.value?.at(-1) ?? null)
  // What came back, though something handed in after it may have been withdrawn.
  const returned = computed<Submission | null>(() =>
    request.value?.state === 'returned'
      ? (submissions.data.value?.filter((each) => each.state === 'returned').at(-1) ?? null)
      : null,
  )
  const returnedContent = useSubmissionContent(() => returned.value?.id ?? null)
  const lastContent = useResource(
    () => (last.value ? `mywork/content:${last.value.id}` : null),
    (signal) => readContent(last.value?.id ?? '', signal),
  )
  // What counts: of an accepted request what was accepted, though a correction of it was handed in and withdrawn.
  const counted = computed<Submission | null>(() =>
    request.value?.state === 'accepted'
      ? (submissions.data.value?.filter((each) => each.state === 'accepted').at(-1) ?? null)
      : last.value,
  )
  const otherContent = useSubmissionContent(() =>
    counted.value && counted.value.id !== last.value?.id ? counted.value.id : null,
  )
  const countedContent = computed(() =>
    counted.value?.id === last.value?.id ? lastContent.data.value : otherContent.data.value,
  )
  const definitions = useDefinitions()
  const obligations = useObligations(unit)
  const duties = useResource(
    () => (unit() === null ? null : `mywork/duties?unit=${unit()}`),
    async (signal) => {
      const params = { query: { unit: unit() ?? '' } }
      return (await ask(api.GET('/duties', { params, signal }))).items
    },
  )
  const why = computed(() => whyByItem(unit() ?? '', obligations.data.value ?? []))
  const parts = [form, submissions, lastContent, definitions, obligations, duties]
  const problems = computed(() => parts.filter((part) => part.problem.value))
  // Why something is asked for and of which task stands in the form from its beginning; without them it goes too.
  const hasCome = (part: typeof obligations | typeof duties) => part.data.value !== null || part.problem.value !== null
  const isReady = computed(
    () =>
      hasCome(obligations) &&
      hasCome(duties) &&
      !!form.data.value &&
      !!definitions.data.value &&
      submissions.data.value !== null &&
      (submissions.data.value.length === 0 || lastContent.data.value !== null),
  )
  const handedIn = { submissions, last, lastContent, counted, countedContent, returned, returnedContent }
  return { form, request, ...handedIn, definitions, duties, why, problems, isReady }
}

export function useSubmissionContent(submission: () => string | null) {
  return useResource(
    () => {
      const id = submission()
      return id ? `mywork/content:${id}` : null
    },
    (signal) => readContent(submission() ?? '', signal),
  )
}

// What was accepted of the unit for the latest period before this one, in the same rhythm: to go on from.
export function usePrevious(request: () => Schemas['Request'] | null) {
  return useResource(
    () => (request() ? `mywork/before:${request()?.id}` : null),
    async (signal) => {
      const mine = request() as Schemas['Request']
      const { unit, rhythm } = mine
      const all = await askAll((cursor) =>
        ask(api.GET('/requests', { params: { query: { unit, limit: 500, cursor } }, signal })),
      )
      const before = all
        .filter((each) => each.rhythm === rhythm && each.due < mine.due)
        .sort((a, b) => (a.due < b.due ? 1 : -1))
        .find((each) => each.submissions.some((one) => one.state === 'accepted'))
      const accepted = before?.submissions.filter((one) => one.state === 'accepted').at(-1)
      return accepted ? readContent(accepted.id, signal) : fullContent()
    },
  )
}
