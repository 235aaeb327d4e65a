import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  addUploads,
  giveFile,
  kMostPieceBytes,
  nextPiece,
  removeUpload,
  resumeUploads,
  uploads,
  uploadsOf,
} from './uploads'

// A server that takes pieces, and a line that breaks when it is told to.
class Line {
  received = new Uint8Array(0)
  announced: { name: string; size: number; sha256?: string }[] = []
  pieces: number[] = []
  failAt = -1 // number of the piece that does not arrive
  known = true
  finishStatus = 201

  async answer(input: Request | string, init?: RequestInit): Promise<Response> {
    const request = typeof input === 'string' ? new Request(new URL(input, 'http://localhost'), init) : input
    const path = new URL(request.url).pathname
    if (request.method === 'PATCH')
      return this.take(Number(request.headers.get('Upload-Offset')), await request.arrayBuffer())
    if (path.endsWith('/finish')) {
      const problem = { type: '', title: '', status: this.finishStatus, code: 'EVI001', detail: '有宏', fix: '' }
      return this.json(this.finishStatus === 201 ? { digest: 'd', name: 'a.pdf' } : problem, this.finishStatus)
    }
    if (request.method === 'GET') {
      const missing = { type: '', title: '', status: 404, code: 'EVI038', detail: '没有上传', fix: '' }
      return this.known ? this.json({ id: 'u1', offset: this.received.length }) : this.json(missing, 404)
    }
    this.announced.push(await request.json())
    this.known = true
    this.received = new Uint8Array(0)
    return this.json({ id: 'u1', offset: 0 }, 201)
  }
  private take(offset: number, bytes: ArrayBuffer): Response {
    if (this.pieces.length === this.failAt) {
      this.failAt = -1
      throw new TypeError('network')
    }
    this.pieces.push(offset)
    const all = new Uint8Array(offset + bytes.byteLength)
    all.set(this.received.slice(0, offset))
    all.set(new Uint8Array(bytes), offset)
    this.received = all
    return new Response(null, { status: 204, headers: { 'Upload-Offset': String(all.length) } })
  }
  private json(body: unknown, status = 200): Response {
    const headers = { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' }
    return new Response(JSON.stringify(body), { status, headers })
  }
}

let line: Line
const kFile = new File([new Uint8Array(1_500_000).fill(7)], 'a.pdf')
function mine() {
  return uploadsOf('huanbao|r|2.3')[0]
}
async function until(state: string): Promise<void> {
  await vi.waitFor(() => expect(mine().state).toBe(state))
}

beforeEach(() => {
  line = new Line()
  vi.stubGlobal('fetch', (input: Request | string, init?: RequestInit) => line.answer(input, init))
})
afterEach(() => {
  for (const each of [...uploads]) removeUpload(each)
  vi.unstubAllGlobals()
})

describe('an upload', () => {
  it('goes in pieces, announced with its digest, and gives the evidence', async () => {
    addUploads('huanbao|r|2.3', [kFile])
    await until('done')
    expect(line.announced).toEqual([
      { name: 'a.pdf', size: 1_500_000, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
    expect(line.received.length).toBe(1_500_000)
    expect(line.pieces.length).toBeGreaterThan(1)
    expect(mine().evidence?.digest).toBe('d')
  })
  it('goes on from where it stood when the line broke', async () => {
    line.failAt = 1
    addUploads('huanbao|r|2.3', [kFile])
    await until('offline')
    const stood = line.received.length
    expect(stood).toBeGreaterThan(0)
    resumeUploads()
    await until('done')
    expect(line.announced).toHaveLength(1)
    expect(line.pieces[1]).toBe(stood)
  })
  it('begins anew when the server has forgotten it', async () => {
    line.failAt = 1
    addUploads('huanbao|r|2.3', [kFile])
    await until('offline')
    line.known = false
    resumeUploads()
    await until('done')
    expect(line.announced).toHaveLength(2)
    expect(line.received.length).toBe(1_500_000)
  })
  it('says why the server does not want it', async () => {
    line.finishStatus = 422
    addUploads('huanbao|r|2.3', [kFile])
    await until('failed')
    expect(mine().problem?.detail).toBe('有宏')
  })
  it('takes the same file again, and no other', async () => {
    line.failAt = 1
    addUploads('huanbao|r|2.3', [kFile])
    await until('offline')
    mine().file = null
    mine().state = 'needs_file'
    expect(giveFile(mine(), new File(['x'], 'a.pdf'))).toBe(false)
    expect(giveFile(mine(), kFile)).toBe(true)
    await until('done')
  })
})

it('takes larger pieces on a quick line, within what the server takes', () => {
  expect(nextPiece(1024, 100)).toBe(2048)
  expect(nextPiece(kMostPieceBytes, 100)).toBe(kMostPieceBytes)
  expect(nextPiece(1024 * 1024, 3_000)).toBe(1024 * 1024)
  expect(nextPiece(1024 * 1024, 10_000)).toBe(512 * 1024)
})
