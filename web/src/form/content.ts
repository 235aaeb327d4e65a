import { reactive, ref, shallowRef, toRaw } from 'vue'
import type { Schemas } from '@/api/client'
import { boundPlace, readPlace, recordPlace, unboundPlace } from './places'

export type Content = Schemas['Content']
export type FullContent = Required<Content>
export type PaperClip = Schemas['SubmittedEvidence']

export interface Row {
  id: number // for as long as the page is open
  fields: Record<string, string>
}
export interface GivenFigure {
  figure: string
  subject: string
  period: string
  asGiven: string
  note: string
}

export function figureKey(figure: string, subject: string, period: string): string {
  return `${figure}|${subject}|${period}`
}
export function fullContent(content: Content = {}): FullContent {
  return { figures: [], records: [], closures: [], evidence: [], reports: {}, reasons: {}, ...content }
}
function isBlank(text: string | undefined): boolean {
  return !text || text.trim() === ''
}

// What is being filled in. Every change goes through a method and raises `version`, so that nothing has to watch a
// hundred thousand cells.
export class Sheet {
  readonly version = ref(0) // counts what the person changes
  readonly figures = reactive(new Map<string, GivenFigure>())
  readonly ledgers = reactive(new Map<string, Row[]>())
  readonly closures = reactive(new Map<string, Set<string>>()) // periods by ledger
  readonly reports = reactive(new Map<string, string>())
  readonly reasons = reactive(new Map<string, string>()) // by code@place, rows bound
  readonly evidence = shallowRef<readonly PaperClip[]>([])
  private lastId = 0

  load(content: Content): void {
    const full = fullContent(content)
    for (const map of [this.figures, this.closures, this.reports, this.reasons]) map.clear()
    for (const { figure, subject = '', period, as_given, note = '' } of full.figures)
      this.figures.set(figureKey(figure, subject, period), { figure, subject, period, asGiven: as_given, note })
    const rows = new Map<string, Row[]>()
    for (const { ledger, fields } of full.records) {
      if (!rows.has(ledger)) rows.set(ledger, [])
      rows.get(ledger)?.push({ id: ++this.lastId, fields: { ...fields } })
    }
    this.ledgers.clear()
    for (const [ledger, all] of rows) this.ledgers.set(ledger, all)
    for (const { ledger, period } of full.closures) this.periodsClosed(ledger).add(period)
    this.evidence.value = full.evidence
    for (const [task, text] of Object.entries(full.reports)) this.reports.set(task, text)
    for (const [key, reason] of Object.entries(full.reasons)) {
      const [code, place] = splitKey(key)
      this.reasons.set(`${code}@${boundPlace(place, (ledger, row) => rows.get(ledger)?.[row - 1]?.id)}`, reason)
    }
  }

  // As it is handed in. `rowIds` says which row of the page each record is, since rows without anything are left out.
  content(): { content: FullContent; rowIds: Map<string, number[]> } {
    const rowIds = new Map<string, number[]>()
    const records: FullContent['records'] = []
    for (const [ledger, rows] of toRaw(this.ledgers)) {
      const ids: number[] = []
      for (const row of toRaw(rows)) {
        const fields = filled(toRaw(row).fields)
        if (!Object.keys(fields).length) continue
        records.push({ ledger, fields })
        ids.push(row.id)
      }
      rowIds.set(ledger, ids)
    }
    const figures = [...toRaw(this.figures).values()]
      .filter((each) => !isBlank(each.asGiven) || !isBlank(each.note))
      .map(({ figure, subject, period, asGiven, note }) => ({ figure, subject, period, as_given: asGiven, note }))
    const closures = [...toRaw(this.closures)].flatMap(([ledger, periods]) =>
      [...toRaw(periods)].map((period) => ({ ledger, period })),
    )
    const reports = filled(Object.fromEntries(toRaw(this.reports)))
    const content = { figures, records, closures, evidence: [...this.evidence.value], reports, reasons: {} }
    return { content: { ...content, reasons: this.unboundReasons(rowIds) }, rowIds }
  }

  private unboundReasons(rowIds: Map<string, number[]>): Record<string, string> {
    const reasons: Record<string, string> = {}
    for (const [key, reason] of toRaw(this.reasons)) {
      const [code, place] = splitKey(key)
      const unbound = unboundPlace(place, (ledger, id) => {
        const at = rowIds.get(ledger)?.indexOf(id) ?? -1
        return at < 0 ? undefined : at + 1
      })
      if (unbound !== null && !isBlank(reason)) reasons[`${code}@${unbound}`] = reason
    }
    return reasons
  }

  setFigure(slot: Omit<GivenFigure, 'asGiven' | 'note'>, change: Partial<Pick<GivenFigure, 'asGiven' | 'note'>>): void {
    const key = figureKey(slot.figure, slot.subject, slot.period)
    const before = this.figures.get(key) ?? { ...slot, asGiven: '', note: '' }
    this.figures.set(key, { ...before, ...change })
    this.changed()
  }
  rows(ledger: string): Row[] {
    return this.ledgers.get(ledger) ?? []
  }
  // New rows at the end, or before row `at`.
  addRows(ledger: string, all: Record<string, string>[], at?: number): Row[] {
    if (!this.ledgers.has(ledger)) this.ledgers.set(ledger, [])
    const rows = all.map((fields) => ({ id: ++this.lastId, fields: { ...fields } }))
    const present = this.ledgers.get(ledger) as Row[]
    // “Nothing happened” is not “these are all”: who adds the first record has to say that anew.
    if (!present.length && rows.length) this.closures.delete(ledger)
    present.splice(at ?? present.length, 0, ...rows)
    this.changed()
    return rows
  }
  setCell(ledger: string, id: number, field: string, text: string): void {
    const row = this.rows(ledger).find((each) => each.id === id)
    if (!row || (row.fields[field] ?? '') === text) return
    row.fields[field] = text
    this.changed()
  }
  setRow(ledger: string, id: number, fields: Record<string, string>): void {
    const row = this.rows(ledger).find((each) => each.id === id)
    if (!row) return
    row.fields = { ...fields }
    this.changed()
  }
  removeRows(ledger: string, ids: ReadonlySet<number>): void {
    this.ledgers.set(
      ledger,
      this.rows(ledger).filter((row) => !ids.has(row.id)),
    )
    this.changed()
  }
  isClosed(ledger: string): boolean {
    return (this.closures.get(ledger)?.size ?? 0) > 0
  }
  setClosed(ledger: string, period: string, isClosed: boolean): void {
    if (isClosed) this.periodsClosed(ledger).add(period)
    else this.closures.delete(ledger)
    this.changed()
  }
  addEvidence(clip: PaperClip): void {
    const isThere = this.evidence.value.some((each) => each.digest === clip.digest && each.criterion === clip.criterion)
    if (isThere) return
    this.evidence.value = [...this.evidence.value, clip]
    this.changed()
  }
  removeEvidence(clip: PaperClip): void {
    this.evidence.value = this.evidence.value.filter((each) => each !== clip)
    this.changed()
  }
  setReport(task: string, text: string): void {
    this.reports.set(task, text)
    this.changed()
  }
  setReason(key: string, text: string): void {
    this.reasons.set(key, text)
    this.changed()
  }

  private periodsClosed(ledger: string): Set<string> {
    if (!this.closures.has(ledger)) this.closures.set(ledger, new Set())
    return this.closures.get(ledger) as Set<string>
  }
  private changed(): void {
    ++this.version.value
  }
}

export function splitKey(key: string): [code: string, place: string] {
  const at = key.indexOf('@')
  return [key.slice(0, at), key.slice(at + 1)]
}
function filled(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => !isBlank(text)))
}

// A finding at its place on the page.
export type Finding = Schemas['CheckFinding'] & { at: string; reasonKey: string }
export function boundFindings(findings: Schemas['CheckFinding'][], rowIds: Map<string, number[]>): Finding[] {
  return findings.map((finding) => {
    const at = boundPlace(finding.place, (ledger, row) => rowIds.get(ledger)?.[row - 1])
    return { ...finding, at, reasonKey: `${finding.code}@${at}` }
  })
}

// Whether what was asked for at this item of a request has been given in some way.
export function isGiven(content: Content, item: string): boolean {
  const place = readPlace(item)
  const key = item.slice(item.indexOf(':') + 1)
  const full = fullContent(content)
  if (place.kind === 'figure' || place.kind === 'survey')
    return full.figures.some((each) => each.figure === key && !isBlank(each.as_given))
  if (place.kind === 'ledger')
    return full.records.some((each) => each.ledger === key) || full.closures.some((each) => each.ledger === key)
  if (place.kind === 'evidence') return full.evidence.some((each) => each.criterion === key)
  return place.kind === 'report' && !isBlank(full.reports[key])
}
// Monitoring data come as files to the office, not through the form.
export function isOfForm(item: string): boolean {
  return !item.startsWith('readings:')
}
export { recordPlace }
