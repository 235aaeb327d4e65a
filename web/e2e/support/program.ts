import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kProgram } from './run'
import { copyDemo } from './setup'

export const kPassword = 'Qingshan-Lvshui-2041'
const kBegin = '2012-03-01T09:00:00+08:00'

// Who walks through the tests: account -> name, unit, roles. An account that the demonstration brings is that of its link.
export const people = {
  system: { name: '系统员', unit: '', roles: ['system_admin'] },
  auditor: { name: '审计员', unit: '', roles: ['audit_admin'] },
  office: { name: '创模办李某', unit: '', roles: ['office'] },
  leader: { name: '分管领导', unit: '', roles: ['leader'] },
  inspector: { name: '核查人员', unit: '', roles: ['inspector'] },
  statistics: { name: '统计局张某', unit: '市统计局', roles: ['unit_editor', 'unit_reviewer'] },
  police: { name: '公安局王某', unit: '市公安局', roles: ['unit_editor', 'unit_reviewer'] },
} as const
export type Person = keyof typeof people | 'security'

// A program that runs over a folder of its own, as a user starts it, with these people in it.
export class Program {
  private securityAccount = 'security'
  private constructor(
    readonly folder: string,
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  // The demonstration: three simulated years and what was done with them, on 1 March 2012.
  static async demo(): Promise<Program> {
    const folder = mkdtempSync(join(tmpdir(), 'console-'))
    copyDemo(join(folder, 'demo'))
    return Program.serve(folder)
  }

  private static async serve(folder: string): Promise<Program> {
    const process = spawn(
      kProgram,
      ['serve', '-w', join(folder, 'demo'), '--port', '0', '--admin-port', '0', '--begin-at', kBegin],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
    const told = await new Promise<string>((done, failed) => {
      let text = ''
      process.stdout!.on('data', (piece: Buffer) => {
        text += piece.toString()
        if (text.includes('Ctrl-C')) done(text)
      })
      process.on('exit', (code) => failed(new Error(`serve ended with ${code}: ${text}`)))
    })
    const port = /http:\/\/localhost:(\d+)\//.exec(told)?.[1]
    const program = new Program(folder, process, `http://localhost:${port}`)
    await program.letIn(told)
    return program
  }

  // By the links that the program prints: the first administrator's, or of the demonstration everybody's.
  private async letIn(told: string): Promise<void> {
    const links = new Map(
      [...told.matchAll(/(\S+) +\S+\/console\/welcome#(cmi_\S+)/g)].map((each) => [each[1], each[2]]),
    )
    const security = await this.client()
    if (links.has('security-admin')) {
      this.securityAccount = 'security-admin'
      await security.enter('/invitations/accept', { token: links.get('security-admin')!, password: kPassword })
    } else {
      const token = /cmi_\S+/.exec(told)?.[0] ?? ''
      const answer = { token, account: 'security', name: '安全员', password: kPassword }
      await security.enter('/invitations/accept', answer)
    }
    for (const [id, person] of Object.entries(people)) {
      const token = links.get(id) ?? (await security.send('POST', '/accounts', { id, ...person })).invitation
      const own = await this.client()
      await own.enter('/invitations/accept', { token: token as string, password: kPassword })
    }
  }

  accountOf(person: Person): string {
    return person === 'security' ? this.securityAccount : person
  }
  client(): Promise<ApiClient> {
    return Promise.resolve(new ApiClient(`${this.url}/api/v1`))
  }
  async as(person: Person): Promise<ApiClient> {
    const client = await this.client()
    await client.enter('/session', { account: this.accountOf(person), password: kPassword })
    return client
  }

  async stop(): Promise<void> {
    this.process.removeAllListeners('exit')
    const ended = new Promise((done) => this.process.once('exit', done))
    this.process.kill('SIGTERM')
    await ended
    rmSync(this.folder, { recursive: true, force: true })
  }
}

type Json = Record<string, unknown>

// Somebody at the API, for what a test prepares or looks up behind the pages.
export class ApiClient {
  private cookie = ''
  private token = ''
  constructor(private readonly base: string) {}

  async enter(path: string, body: Json): Promise<void> {
    const answer = await fetch(this.base + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    this.cookie = answer.headers.get('set-cookie')!.split(';')[0]
    this.token = ((await answer.json()) as Json).csrf_token as string
  }

  async send(method: string, path: string, body?: Json | string, headers: Record<string, string> = {}): Promise<Json> {
    const answer = await fetch(this.base + path, {
      method,
      headers: {
        Cookie: this.cookie,
        'X-CSRF-Token': this.token,
        'Content-Type': typeof body === 'string' ? 'application/octet-stream' : 'application/json',
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text ? (JSON.parse(text) as Json) : {}
  }
  get(path: string): Promise<Json> {
    return this.send('GET', path)
  }
  // A file as it comes.
  async bytes(path: string): Promise<Buffer> {
    const answer = await fetch(this.base + path, { headers: { Cookie: this.cookie } })
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`)
    return Buffer.from(await answer.arrayBuffer())
  }
}
