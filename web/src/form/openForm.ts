import { computed, inject, provide, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { Schemas } from '@/api/client'
import type { Content, Finding, Sheet } from './content'
import type { Definitions } from './places'
import type { Why } from './reasons'
import type { WorkRequest } from './standing'

// What the parts of a form share: what is asked for, what is filled in, and what is said about it.
export interface OpenForm {
  request: WorkRequest
  form: Schemas['Form']
  definitions: Definitions
  why: ReadonlyMap<string, Why>
  duties: readonly Schemas['Duty'][]
  previous: Readonly<Ref<Content | null>> // what was accepted for the period before
  sheet: Sheet
  isReadOnly: boolean
  account: string
  isStrict: Ref<boolean> // somebody wants to hand it in: what is missing is shown as wrong
  findings: Readonly<Ref<readonly Finding[]>>
  target: Ref<string> // the place of a record that somebody wants to see; its ledger brings it up
  returns: Readonly<Ref<ReadonlyMap<string, readonly string[]>>> // reasons of the return, by place
}
const kOpenForm: InjectionKey<OpenForm & { byPlace: ComputedRef<Map<string, Finding[]>> }> = Symbol('open form')

export function provideForm(form: OpenForm): void {
  const byPlace = computed(() => {
    const map = new Map<string, Finding[]>()
    for (const finding of form.findings.value) {
      if (!map.has(finding.at)) map.set(finding.at, [])
      map.get(finding.at)?.push(finding)
    }
    return map
  })
  provide(kOpenForm, { ...form, byPlace })
}
export function useForm() {
  const form = inject(kOpenForm)
  if (!form) throw new Error('no form is open')
  return form
}

const kGrave = ['note', 'warning', 'error', 'blocker']
export function gravest(findings: readonly Finding[]): Finding['severity'] | null {
  return findings.reduce<Finding['severity'] | null>(
    (most, each) => (most === null || kGrave.indexOf(each.severity) > kGrave.indexOf(most) ? each.severity : most),
    null,
  )
}

// Of a table that is saved: without what Excel does not allow in a name.
export function sheetName(name: string, period: string): string {
  return `${name} ${period}`.replaceAll(/[\\/:*?[\]]/g, '-')
}
