import { csrfHeaders, refusal } from './client'
import { unreachable, unreadable } from './problem'

export interface Sending {
  query?: Record<string, string>
  headers?: Record<string, string>
  onProgress?: (share: number) => void // of what is on its way, 0 to 1
}

// A file as the body of a request. Unlike fetch it tells how far it is on its way.
export function sendFile(method: 'POST' | 'PUT', path: string, file: Blob, sending: Sending = {}): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const query = new URLSearchParams(sending.query).toString()
    request.open(method, `/api/v1${path}${query ? `?${query}` : ''}`)
    request.responseType = 'blob'
    const headers = { 'Content-Type': 'application/octet-stream', ...csrfHeaders(), ...sending.headers }
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => sending.onProgress?.(event.total ? event.loaded / event.total : 0)
    request.onerror = request.onabort = () => reject(unreachable())
    request.onload = () => {
      const response = new Response(request.response as Blob, { status: request.status, headers: headersOf(request) })
      if (response.ok) resolve(response)
      else refused(response).then(reject, reject)
    }
    request.send(file)
  })
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers()
  for (const name of ['Content-Type', 'Content-Disposition', 'ETag']) {
    const value = request.getResponseHeader(name)
    if (value !== null) headers.set(name, value)
  }
  return headers
}

async function refused(response: Response): Promise<unknown> {
  return refusal(response, await response.json().catch(() => null))
}

export async function jsonOf<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T
  } catch {
    throw unreadable(response.status)
  }
}

export interface NamedFile {
  name: string
  content: Blob
  etag: string
}

// A file that the server makes, under the name it gives it.
export async function fetchFile(path: string, query: Record<string, string> = {}): Promise<NamedFile> {
  const asked = new URLSearchParams(query).toString()
  const response = await fetch(`/api/v1${path}${asked ? `?${asked}` : ''}`).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw await refused(response)
  return fileOf(response)
}

export async function fileOf(response: Response): Promise<NamedFile> {
  const name = nameIn(response.headers.get('Content-Disposition') ?? '')
  const content = await response.blob().catch(() => {
    throw unreachable()
  })
  return { name, content, etag: response.headers.get('ETag') ?? '' }
}

// attachment; filename="report.docx"; filename*=UTF-8''%E7%AE%80%E6%8A%A5.docx
export function nameIn(disposition: string): string {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  if (extended) {
    try {
      return decodeURIComponent(extended.trim())
    } catch {
      // Not encoded as it should be: the plain name has to do.
    }
  }
  return /filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1].replace(/\\(.)/g, '$1') ?? ''
}
