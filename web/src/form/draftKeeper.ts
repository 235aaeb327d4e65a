import { ref, shallowRef } from 'vue'
import { asProblem, ProblemError, type Problem } from '@/api/problem'
import type { Content, FullContent, Sheet } from './content'
import { isSame, merge, type Clash, type IdentityOf, type Side } from './merge'

// A draft on this machine that the server does not have yet: what it was made from, and what it is now.
export interface LocalDraft {
  key: string
  base: Content
  etag: string
  content: Content
  changedAt: number
}
export interface DraftPorts {
  read(): Promise<{ content: Content; etag: string }>
  write(content: Content, etag: string): Promise<string>
  kept(): Promise<LocalDraft | undefined>
  keep(draft: Omit<LocalDraft, 'key'>): Promise<void>
  forget(): Promise<void>
  now(): number
}
// none: nothing written yet · pending: on this machine, about to be sent · offline: on this machine, cannot be sent now
export type SaveState = 'none' | 'pending' | 'saving' | 'saved' | 'offline' | 'clash' | 'refused'

export const kNoDraft = '""'
const kDelayMs = 1200
const kRetryMs = [5_000, 10_000, 30_000]

// Keeps what is filled in: on this machine at each change, at the server when it can be reached. Of two who fill in the
// same form neither undoes the other.
export class DraftKeeper {
  readonly state = ref<SaveState>('none')
  readonly savedAt = ref(0)
  readonly problem = shallowRef<Problem | null>(null)
  readonly clashes = shallowRef<Clash[]>([])
  readonly taken = ref(0) // changes of others that came in without a clash
  readonly isKeptHere = ref(true) // false: this browser keeps nothing
  private base: Content = {}
  private etag: string | null = null // null: not known, the server was not reached yet
  private theirs: { content: Content; etag: string } | null = null
  private savedVersion = 0
  private sending: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  private isKeeping = false
  private keepsAgain = false
  private isStopped = false

  constructor(
    private readonly sheet: Sheet,
    private readonly ports: DraftPorts,
    private readonly identity: IdentityOf,
  ) {}

  get isDirty(): boolean {
    return this.sheet.version.value !== this.savedVersion
  }

  // `initial` is where one begins when there is no draft: empty, or what was handed in before.
  async open(initial: Content): Promise<void> {
    const local = await this.ports.kept().catch(() => {
      this.isKeptHere.value = false
      return undefined
    })
    let come: { content: Content; etag: string }
    try {
      come = await this.ports.read()
    } catch (error) {
      if (!isPassing(error)) throw error
      this.base = local?.base ?? initial
      this.show(local?.content ?? initial, local !== undefined)
      this.fail(error)
      return
    }
    const theirs = come.etag === kNoDraft ? initial : come.content
    if (local) {
      this.base = local.base
      this.show(local.content, true)
      this.reconcile(theirs, come.etag)
      return
    }
    this.base = theirs
    this.etag = come.etag
    this.show(theirs, false)
    this.state.value = come.etag === kNoDraft ? 'none' : 'saved'
  }

  // The person changed something.
  touched(): void {
    this.keepHere()
    if (this.state.value === 'clash') return
    if (this.state.value !== 'offline') this.state.value = 'pending'
    this.later(kDelayMs)
  }

  // Sends what is not at the server yet; true when everything is.
  async flush(): Promise<boolean> {
    clearTimeout(this.timer)
    while (this.sending) await this.sending
    if (!this.isDirty) return this.state.value !== 'clash'
    if (this.isStopped || this.state.value === 'clash') return false
    this.sending = this.send().finally(() => (this.sending = null))
    await this.sending
    return !this.isDirty
  }

  // Whether somebody else has changed the draft meanwhile: their version comes in when nothing is unsent here.
  async look(): Promise<void> {
    if (this.isStopped || this.sending || this.state.value === 'clash') return
    if (this.isDirty) return void (await this.flush())
    const version = this.sheet.version.value
    const come = await this.ports.read().catch(() => null)
    const isNews = come && come.etag !== this.etag && come.etag !== kNoDraft
    if (!isNews || this.sheet.version.value !== version || this.isStopped) return
    this.reconcile(come.content, come.etag)
  }

  // The clashes are decided.
  resolve(pick: (part: string) => Side): void {
    if (!this.theirs) return
    const { content, etag } = this.theirs
    const merged = merge(this.base, this.mine(), content, this.identity, pick)
    this.clashes.value = []
    this.theirs = null
    this.base = content
    this.etag = etag
    this.show(merged.content, !isSame(merged.content, content, this.identity))
    this.state.value = this.isDirty ? 'pending' : 'saved'
    this.keepHere()
    if (this.isDirty) this.later(0)
  }

  // The draft at the server was made anew by this person in another way, as one step: it is what counts now.
  replaced(content: Content, etag: string, initial: Content): void {
    this.base = etag === kNoDraft ? initial : content
    this.etag = etag
    this.show(this.base, true)
    this.savedVersion = this.sheet.version.value
    this.savedAt.value = this.ports.now()
    this.state.value = etag === kNoDraft ? 'none' : 'saved'
    this.keepHere()
  }

  // It was handed in, or is not wanted any more.
  async drop(): Promise<void> {
    this.stop()
    await this.ports.forget().catch(() => undefined)
  }
  stop(): void {
    this.isStopped = true
    clearTimeout(this.timer)
  }

  private mine(): FullContent {
    return this.sheet.content().content
  }
  private show(content: Content, isUnsaved: boolean): void {
    this.sheet.load(content)
    if (isUnsaved) ++this.sheet.version.value
    else this.savedVersion = this.sheet.version.value
  }
  private later(delay: number): void {
    if (this.isStopped) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), delay)
  }

  private async send(): Promise<void> {
    try {
      if (this.etag === null) {
        const come = await this.ports.read()
        this.reconcile(come.etag === kNoDraft ? this.base : come.content, come.etag)
        if (this.theirs || this.etag === null) return
      }
      const version = this.sheet.version.value
      const content = this.mine()
      this.state.value = 'saving'
      this.etag = await this.ports.write(content, this.etag)
      this.base = content
      this.failures = 0
      this.problem.value = null
      this.savedVersion = version
      this.savedAt.value = this.ports.now()
      this.state.value = this.isDirty ? 'pending' : 'saved'
      this.keepHere()
      if (this.isDirty) this.later(kDelayMs)
    } catch (error) {
      if (isStale(error)) await this.catchUp()
      else this.fail(error)
    }
  }

  // Somebody was faster.
  private async catchUp(): Promise<void> {
    try {
      const come = await this.ports.read()
      this.reconcile(come.etag === kNoDraft ? this.base : come.content, come.etag)
      if (!this.theirs && this.isDirty) this.later(0)
    } catch (error) {
      this.fail(error)
    }
  }

  private reconcile(theirs: Content, etag: string): void {
    const merged = merge(this.base, this.mine(), theirs, this.identity)
    if (merged.clashes.length) {
      this.theirs = { content: theirs, etag }
      this.clashes.value = merged.clashes
      this.state.value = 'clash'
      this.keepHere()
      return
    }
    this.base = theirs
    this.etag = etag
    this.taken.value += merged.taken
    const isUnsaved = !isSame(merged.content, theirs, this.identity)
    if (merged.taken) this.show(merged.content, isUnsaved)
    else if (!isUnsaved) this.savedVersion = this.sheet.version.value
    this.state.value = this.isDirty ? 'pending' : 'saved'
    if (this.isDirty && !this.sending) this.later(0)
    this.keepHere()
  }

  private fail(error: unknown): void {
    this.problem.value = asProblem(error)
    this.state.value = isPassing(error) ? 'offline' : 'refused'
    const delay = kRetryMs[Math.min(this.failures++, kRetryMs.length - 1)]
    if (isPassing(error)) this.later(delay)
  }

  // One writing at a time; what changes while it runs is written by the next.
  private keepHere(): void {
    if (this.isStopped) return
    this.keepsAgain = true
    if (!this.isKeeping) void this.keepAll()
  }
  private async keepAll(): Promise<void> {
    this.isKeeping = true
    while (this.keepsAgain && !this.isStopped) {
      this.keepsAgain = false
      try {
        if (this.isDirty) {
          const draft = { base: this.base, etag: this.etag ?? kNoDraft, content: this.mine() }
          await this.ports.keep({ ...draft, changedAt: this.ports.now() })
        } else {
          await this.ports.forget()
        }
        this.isKeptHere.value = true
      } catch {
        this.isKeptHere.value = false
      }
    }
    this.isKeeping = false
  }
}

function isStale(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 412 || error.code === 'SRV060')
}
// The network, a session that has to be renewed, a server that is busy: it will pass.
function isPassing(error: unknown): boolean {
  return error instanceof ProblemError && [0, 401, 429, 502, 503, 504].includes(error.status)
}
