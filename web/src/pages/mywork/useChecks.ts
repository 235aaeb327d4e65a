import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { api, ask } from '@/api/client'
import { asProblem, type Problem } from '@/api/problem'
import { boundFindings, type Finding, type Sheet } from '@/form/content'

const kDelayMs = 700

export interface Checks {
  findings: ShallowRef<Finding[]>
  problem: ShallowRef<Problem | null>
  isRunning: Ref<boolean>
  version: Ref<number> // of the sheet that `findings` speaks of
  run: () => Promise<Problem | null> // why they could not be asked
}

// What the automatic checks of the server say about what is filled in, while it is.
export function useChecks(request: string, sheet: Sheet, isWanted: () => boolean): Checks {
  const findings = shallowRef<Finding[]>([])
  const problem = shallowRef<Problem | null>(null)
  const isRunning = ref(false)
  const version = ref(-1)
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | null = null

  async function run(): Promise<Problem | null> {
    clearTimeout(timer)
    running?.abort()
    const mine = (running = new AbortController())
    const { content, rowIds } = sheet.content()
    const checked = sheet.version.value
    isRunning.value = true
    try {
      const params = { path: { request } }
      const answer = await ask(api.POST('/requests/{request}/checks', { params, body: content, signal: mine.signal }))
      if (mine.signal.aborted) return null
      findings.value = boundFindings(answer.findings, rowIds)
      version.value = checked
      return (problem.value = null)
    } catch (error) {
      return mine.signal.aborted ? null : (problem.value = asProblem(error))
    } finally {
      if (running === mine) isRunning.value = false
    }
  }
  watch(sheet.version, () => {
    if (!isWanted()) return
    clearTimeout(timer)
    timer = setTimeout(() => void run(), kDelayMs)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })
  return { findings, problem, isRunning, version, run }
}
