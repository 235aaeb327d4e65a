import { computed, ref, shallowRef } from 'vue'
import { api, askWhole } from '@/api/client'
import { fileOf, jsonOf, sendFile } from '@/api/files'
import { ProblemError } from '@/api/problem'
import { useAct } from '@/ui/act'
import { saveFile } from '@/ui/export'
import type { Content } from './content'
import { changesOf, type OnConflict, type WorkbookLook } from './workbook'

export type Doing = '' | 'sending' | 'reading' | 'applying' | 'undoing'
export interface AnsweredDraft {
  content: Content
  etag: string
}

// A workbook that came back: looked at, marked, put into the draft, taken back out of it.
export function useWorkbook(request: () => string) {
  const { run, isBusy, problem } = useAct()
  const file = shallowRef<File | null>(null)
  const look = shallowRef<WorkbookLook | null>(null)
  const conflicts = ref<OnConflict>('keep')
  const doing = ref<Doing>('')
  const share = ref<number | null>(null)
  const changes = computed(() => (look.value ? changesOf(look.value, conflicts.value) : 0))

  const path = (rest = '') => `/requests/${encodeURIComponent(request())}/workbook${rest}`
  function send(rest: string, then: Doing, more: Record<string, string> = {}): Promise<Response> {
    const sent = file.value as File
    const query = { file: sent.name, conflicts: conflicts.value, ...more }
    const onProgress = (part: number) => {
      share.value = part < 1 ? part : null
      doing.value = part < 1 ? 'sending' : then
    }
    doing.value = 'sending'
    share.value = 0
    return sendFile('POST', path(rest), sent, { query, onProgress })
  }
  async function act(what: () => Promise<void>): Promise<boolean> {
    const done = await run(what)
    doing.value = ''
    return done
  }

  const read = () =>
    act(async () => {
      look.value = await jsonOf<WorkbookLook>(await send('', 'reading'))
    })
  function lookAt(chosen: File): Promise<boolean> {
    discard()
    file.value = chosen
    return read()
  }
  // What counts where both changed a cell is part of what was looked at.
  function choose(choice: OnConflict): Promise<boolean> {
    conflicts.value = choice
    return read()
  }
  function discard(): void {
    file.value = null
    look.value = null
    conflicts.value = 'keep'
    problem.value = null
  }
  const saveMarked = () =>
    act(async () => {
      const { name, content } = await fileOf(await send('/marked', 'reading'))
      saveFile(name, content)
    })

  async function apply(): Promise<AnsweredDraft | null> {
    let draft: AnsweredDraft | null = null
    await act(async () => {
      const response = await send('/apply', 'applying', { looked: look.value?.looked ?? '' })
      draft = { content: await jsonOf<Content>(response), etag: response.headers.get('ETag') ?? '' }
      discard()
    })
    return draft
  }
  async function undo(): Promise<AnsweredDraft | null> {
    let draft: AnsweredDraft | null = null
    doing.value = 'undoing'
    await act(async () => {
      const params = { path: { request: request() } }
      const come = await askWhole(api.DELETE('/requests/{request}/workbook/apply', { params }))
      draft = { content: come.data, etag: come.etag }
    })
    return draft
  }
  // Before anything of it can be looked at: what keeps it back.
  function refuse(title: string, detail: string): void {
    problem.value = new ProblemError({ type: 'about:blank', status: 0, code: 'NET003', title, detail }).problem
  }
  return {
    file,
    look,
    conflicts,
    doing,
    share,
    changes,
    isBusy,
    problem,
    lookAt,
    choose,
    read,
    discard,
    saveMarked,
    apply,
    undo,
    refuse,
  }
}
