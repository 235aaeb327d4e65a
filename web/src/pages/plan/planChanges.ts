import { api, askWhole, type Schemas } from '@/api/client'
import { ProblemError } from '@/api/problem'
import type { PlanEdit } from './edits'

export type Report = Schemas['PlanReport']

const preview = (isPreview: boolean) => (isPreview ? { preview: '1' as const } : {})

// Every change of the table names the version it was decided upon, and can be looked at before it is made.
export async function editPlan(etag: string, edits: PlanEdit[], reason: string, isPreview: boolean): Promise<Report> {
  const answer = await askWhole(
    api.PATCH('/plan', {
      params: { query: preview(isPreview), header: { 'If-Match': etag } },
      body: { edits, reason },
    }),
  )
  return answer.data
}

export async function restorePlan(etag: string, digest: string, reason: string, isPreview: boolean): Promise<Report> {
  const answer = await askWhole(
    api.PUT('/plan/version', {
      params: { query: preview(isPreview), header: { 'If-Match': etag } },
      body: { digest, reason },
    }),
  )
  return answer.data
}

// `etag` "": there is no table yet.
export async function importPlan(etag: string, file: File, isPreview: boolean): Promise<Report> {
  const answer = await askWhole(
    api.PUT('/plan', {
      params: {
        query: { file: file.name, ...preview(isPreview) },
        header: etag ? { 'If-Match': etag } : { 'If-None-Match': '*' },
      },
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file as never,
      bodySerializer: (body: unknown) => body as Blob,
    }),
  )
  return answer.data
}

// Somebody else was faster: what one looked at is no longer what stands there.
export function isStale(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 412 || error.code === 'PLN053')
}
export function digestOf(etag: string): string {
  return etag.replace(/^W\//, '').replaceAll('"', '')
}
