import createClient from 'openapi-fetch'
import { ProblemError, unreachable, unreadable, type Problem } from './problem'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

// Set at login, and sent with whatever changes something.
let csrfToken = ''
export function setCsrfToken(token: string): void {
  csrfToken = token
}
export function csrfHeaders(): Record<string, string> {
  return csrfToken ? { 'X-CSRF-Token': csrfToken } : {}
}

let onSessionLost = () => {}
export function whenSessionLost(listener: () => void): void {
  onSessionLost = listener
}

// The operations of api/openapi.yaml: api.GET('/requests', …). Answers go through `ask`.
export const api = createClient<paths>({
  baseUrl: `${location.origin}/api/v1`,
  fetch: (request) => fetch(request),
  querySerializer: { array: { style: 'form', explode: true } },
})
api.use({
  onRequest({ request }) {
    if (csrfToken && !['GET', 'HEAD'].includes(request.method)) request.headers.set('X-CSRF-Token', csrfToken)
    return request
  },
})

type Answer<T> = { data?: T; error?: unknown; response: Response }

// The content of an answer. Throws a ProblemError with what the server says.
export async function ask<T>(answer: Promise<Answer<T>>): Promise<T> {
  return (await askWhole(answer)).data
}

// The same with the ETag that a change of this object has to name.
export async function askWhole<T>(answer: Promise<Answer<T>>): Promise<{ data: T; etag: string; response: Response }> {
  let come: Answer<T>
  try {
    come = await answer
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw error instanceof SyntaxError ? unreadable(0) : unreachable()
  }
  if (!come.response.ok) throw refusal(come.response, come.error)
  return { data: come.data as T, etag: come.response.headers.get('ETag') ?? '', response: come.response }
}

export function refusal(response: Response, content: unknown): ProblemError {
  if (response.status === 401 && !response.url.endsWith('/api/v1/session')) onSessionLost()
  const isProblem = typeof content === 'object' && content !== null && 'code' in content && 'detail' in content
  return isProblem ? new ProblemError(content as Problem) : unreadable(response.status)
}

// Of a request that may be sent twice and must be done once.
export function onceKey(): string {
  return crypto.randomUUID()
}

// All pages of a list.
export async function askAll<T>(
  page: (cursor?: string) => Promise<{ items: T[]; next?: string | null }>,
): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const answer = await page(cursor)
    items.push(...answer.items)
    cursor = answer.next ?? undefined
  } while (cursor)
  return items
}
