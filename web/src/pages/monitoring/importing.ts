import { csrfHeaders, onceKey, refusal, type Schemas } from '@/api/client'
import { unreachable, unreadable } from '@/api/problem'

export interface ImportWish {
  kind: Schemas['ImportKind']
  target: string
  reason: string
  file: File
}

// A file as the body of a request, which the typed client does not do.
async function send(path: string, wish: ImportWish): Promise<unknown> {
  const query = new URLSearchParams({ kind: wish.kind, file: wish.file.name })
  if (wish.target) query.set('target', wish.target)
  if (wish.reason && path === '/imports') query.set('reason', wish.reason)
  const headers: Record<string, string> = { 'Content-Type': 'application/octet-stream', ...csrfHeaders() }
  if (path === '/imports') headers['Idempotency-Key'] = onceKey()
  let response: Response
  try {
    response = await fetch(`/api/v1${path}?${query}`, { method: 'POST', headers, body: wish.file })
  } catch {
    throw unreachable()
  }
  let content: unknown
  try {
    content = await response.json()
  } catch {
    throw unreadable(response.status)
  }
  if (!response.ok) throw refusal(response, content)
  return content
}

export const previewImport = (wish: ImportWish) => send('/imports/preview', wish) as Promise<Schemas['ImportPreview']>
export const importFile = (wish: ImportWish) => send('/imports', wish) as Promise<Schemas['ImportReport']>
