import { reactive } from 'vue'
import { api, ask, csrfHeaders, onceKey, refusal, type Schemas } from '@/api/client'
import { asProblem, ProblemError, unreachable, type Problem } from '@/api/problem'
import { forget, keep, keptUnder } from './keep'

// Files on their way to the server, in pieces. They outlive the page that took them: an upload goes on while one works
// elsewhere, and after a crash from where it stopped.
export type UploadState = 'reading' | 'sending' | 'offline' | 'needs_file' | 'finishing' | 'done' | 'failed'
export interface Upload {
  key: string // `${owner}|${number}`
  owner: string // of whom and for what: account|request|criterion
  name: string
  size: number
  file: Blob | null // null: the browser did not keep it, it has to be chosen again
  sha256: string
  id: string // of the server; "" not announced yet
  offset: number
  state: UploadState
  problem: Problem | null
  evidence: Schemas['Evidence'] | null
}

export const kMostPieceBytes = 8 * 1024 * 1024
const kFirstPieceBytes = 512 * 1024
const kQuickMs = 1_500
const kSlowMs = 6_000
const kRetryMs = 4_000
// The digest needs the whole file at once in memory; beyond this the server's own has to do.
const kMostHashedBytes = 128 * 1024 * 1024

export const uploads = reactive<Upload[]>([])
let isBusy = false
let retrying: ReturnType<typeof setTimeout> | undefined
let last = 0

export function uploadsOf(owner: string): Upload[] {
  return uploads.filter((each) => each.owner === owner)
}

export function addUploads(owner: string, files: Iterable<File>): void {
  for (const file of files) {
    const { name, size } = file
    const key = `${owner}|${Date.now()}-${++last}`
    const plain = { key, owner, name, size, file, sha256: '', id: '', offset: 0 }
    uploads.push({ ...plain, state: 'reading', problem: null, evidence: null })
  }
  void work()
}

// What this account left unfinished, in this window or one that was closed.
export async function restoreUploads(account: string): Promise<void> {
  const found = await keptUnder<Upload>('uploads', `${account}|`).catch(() => [])
  for (const each of found) {
    if (uploads.some((present) => present.key === each.key)) continue
    uploads.push({ ...each, state: each.file ? 'sending' : 'needs_file', problem: null, evidence: null })
  }
  void work()
}

// The file of an upload that the browser did not keep, chosen again.
export function giveFile(upload: Upload, file: File): boolean {
  if (file.size !== upload.size || file.name !== upload.name) return false
  upload.file = file
  upload.state = 'sending'
  void work()
  return true
}
export function retryUpload(upload: Upload): void {
  upload.problem = null
  upload.state = upload.file ? 'sending' : 'needs_file'
  void work()
}
export function removeUpload(upload: Upload): void {
  const at = uploads.findIndex((each) => each.key === upload.key)
  if (at >= 0) uploads.splice(at, 1)
  void forget('uploads', upload.key).catch(() => undefined)
}
export function resumeUploads(): void {
  for (const each of uploads) if (each.state === 'offline') each.state = 'sending'
  void work()
}
if (typeof window !== 'undefined') addEventListener('online', resumeUploads)

function isPresent(upload: Upload): boolean {
  return uploads.some((each) => each.key === upload.key)
}

// One file after the other.
async function work(): Promise<void> {
  if (isBusy) return
  isBusy = true
  for (;;) {
    const next = uploads.find((each) => each.state === 'reading' || each.state === 'sending')
    if (!next) break
    await carry(next)
  }
  isBusy = false
}

async function carry(upload: Upload): Promise<void> {
  try {
    if (!upload.id) await announce(upload)
    else upload.offset = (await ask(api.GET('/uploads/{upload}', { params: { path: { upload: upload.id } } }))).offset
    await send(upload)
    if (!isPresent(upload)) return
    upload.state = 'finishing'
    const params = { path: { upload: upload.id }, header: { 'Idempotency-Key': `${upload.id}-finish`.padEnd(16, '-') } }
    upload.evidence = await ask(api.POST('/uploads/{upload}/finish', { params }))
    upload.state = 'done'
    await forget('uploads', upload.key).catch(() => undefined)
  } catch (error) {
    await stumble(upload, error)
  }
}

async function announce(upload: Upload): Promise<void> {
  upload.state = 'reading'
  const file = upload.file as Blob
  if (!upload.sha256 && file.size <= kMostHashedBytes) upload.sha256 = await sha256Of(file)
  const body = { name: upload.name, size: upload.size, ...(upload.sha256 ? { sha256: upload.sha256 } : {}) }
  const header = { 'Idempotency-Key': onceKey() }
  const begun = await ask(api.POST('/uploads', { params: { header }, body }))
  upload.id = begun.id
  upload.offset = begun.offset
  upload.state = 'sending'
  await remember(upload)
}

async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

// A browser that has no room for the file keeps at least where it stands.
async function remember(upload: Upload): Promise<void> {
  const { key, owner, name, size, sha256, id, offset } = upload
  const plain = { key, owner, name, size, sha256, id, offset }
  const store = (file: Blob | null) => keep('uploads', key, { ...plain, file })
  await store(upload.file).catch(() => store(null).catch(() => undefined))
}

// Small pieces on a slow line, so that little is lost when it breaks; larger ones on a quick one.
export function nextPiece(bytes: number, tookMs: number): number {
  if (tookMs < kQuickMs) return Math.min(bytes * 2, kMostPieceBytes)
  return tookMs > kSlowMs ? Math.max(Math.floor(bytes / 2), kFirstPieceBytes / 4) : bytes
}

async function send(upload: Upload): Promise<void> {
  let piece = kFirstPieceBytes
  upload.state = 'sending'
  while (upload.offset < upload.size && isPresent(upload)) {
    const begun = performance.now()
    const end = Math.min(upload.offset + piece, upload.size)
    upload.offset = await sendPiece(upload, (upload.file as Blob).slice(upload.offset, end))
    piece = nextPiece(piece, performance.now() - begun)
  }
}

// How far the server has it now; where it stands already when a piece does not fit on.
async function sendPiece(upload: Upload, piece: Blob): Promise<number> {
  const response = await fetch(`/api/v1/uploads/${encodeURIComponent(upload.id)}`, {
    method: 'PATCH',
    headers: {
      ...csrfHeaders(),
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(upload.offset),
    },
    body: await piece.arrayBuffer(),
  }).catch(() => {
    throw unreachable()
  })
  if (response.ok) return Number(response.headers.get('Upload-Offset'))
  const refused = refusal(response, await response.json().catch(() => null))
  if (response.status !== 409) throw refused
  const stands = (await ask(api.GET('/uploads/{upload}', { params: { path: { upload: upload.id } } }))).offset
  if (stands === upload.offset) throw refused
  return stands
}

async function stumble(upload: Upload, error: unknown): Promise<void> {
  const status = error instanceof ProblemError ? error.status : -1
  if ([0, 401, 429, 502, 503, 504].includes(status)) {
    upload.state = 'offline'
    clearTimeout(retrying)
    retrying = setTimeout(resumeUploads, kRetryMs)
    return
  }
  // The server forgets what nobody finished for days: from the beginning, then.
  if (status === 404 && upload.id) {
    upload.id = ''
    upload.offset = 0
    upload.state = upload.file ? 'reading' : 'needs_file'
    return
  }
  upload.problem = asProblem(error)
  upload.state = 'failed'
  await forget('uploads', upload.key).catch(() => undefined)
}
