import type { Schemas } from '@/api/client'

export type Plan = Schemas['Plan']
export type Indicator = Schemas['PlanIndicator']
export type Task = Schemas['Task']
export type Duty = Schemas['Duty']
export type DutyList = Schemas['DutyList']
export type DutyState = Schemas['DutyState']
export type Finding = Schemas['PlanFinding']

// What is to be done first stands first.
export const kStates: readonly DutyState[] = ['overdue', 'waiting', 'under_way', 'not_due', 'done']

// A unit or a group as it stands in a cell, with the duties it has there.
export interface UnitMark {
  name: string
  name_en: string
  duties: Duty[]
  worst: { state: DutyState; count: number } | null
  isGroup: boolean
  isGuessed: boolean
}
export interface TaskRow {
  label: string
  indicator: Indicator
  task: Task
  state: DutyState | null // of the task, as the server says it; null: nobody can be asked by name
  waitingFor: string[]
  lead: UnitMark[]
  cooperating: UnitMark[]
  duties: Duty[]
  due: string // the nearest day of a lead that is not done, else of any
  missed: number // periods in a row that a lead has missed
  findings: Finding[]
  words: string // what the text filter looks through
}
export interface IndicatorRows {
  indicator: Indicator
  findings: Finding[]
  rows: TaskRow[]
}
export interface PlanView {
  groups: IndicatorRows[]
  byLabel: Map<string, TaskRow>
  taskOf: Map<Finding, string> // label of the task a finding is about
}

interface Names {
  english: Map<string, string>
  members: Map<string, string[]> // of groups
}
function namesOf(plan: Plan): Names {
  return {
    english: new Map([...plan.units, ...plan.groups].map((each) => [each.name, each.name_en])),
    members: new Map(plan.groups.map((group) => [group.name, group.members])),
  }
}

function marksOf(listed: string[], role: Duty['role'], duties: Duty[], names: Names, task: Task): UnitMark[] {
  const mine = duties.filter((duty) => duty.role === role)
  const taken = new Set<Duty>()
  const guessed = new Set(
    task.guesses.filter((guess) => (guess.role === 'lead') === (role === 'lead')).map((guess) => guess.name),
  )
  const mark = (name: string, theirs: Duty[]): UnitMark => ({
    name,
    name_en: names.english.get(name) ?? '',
    duties: theirs,
    worst: worstOf(theirs),
    isGroup: names.members.has(name),
    isGuessed: guessed.has(name),
  })
  const marks = listed.map((name) => {
    const members = new Set(names.members.get(name) ?? [name])
    const theirs = mine.filter((duty) => members.has(duty.unit) && !taken.has(duty))
    theirs.forEach((duty) => taken.add(duty))
    return mark(name, theirs)
  })
  // Whoever carries on what another unit had.
  return [...marks, ...mine.filter((duty) => !taken.has(duty)).map((duty) => mark(duty.unit, [duty]))]
}

function nearestDue(leads: Duty[]): string {
  const open = leads.filter((duty) => duty.state !== 'done')
  const days = (open.length ? open : leads).map((duty) => duty.due).filter((due) => due !== null)
  return days.sort()[0] ?? ''
}

// Findings name rows of the document. Those of the requirement's column are the indicator's.
function findingsByRow(plan: Plan): { of: (row: number | undefined) => Finding[] } {
  const byRow = new Map<number, Finding[]>()
  for (const finding of plan.diagnostics) {
    const row = finding.where.row ?? 0
    const list = byRow.get(row)
    if (list) list.push(finding)
    else byRow.set(row, [finding])
  }
  return { of: (row) => byRow.get(row ?? 0) ?? [] }
}

// Plan, duties and findings laid side by side, in the order of the table.
export function viewOf(plan: Plan, list: DutyList): PlanView {
  const duties = new Map<string, Duty[]>()
  for (const duty of list.items) {
    const known = duties.get(duty.task)
    if (known) known.push(duty)
    else duties.set(duty.task, [duty])
  }
  const standing = new Map(list.tasks.map((task) => [task.task, task]))
  const findings = findingsByRow(plan)
  const names = namesOf(plan)
  const isOfIndicator = (finding: Finding) => finding.where.column === plan.headings.requirement
  const taken = new Set<Finding>()
  const view: PlanView = { groups: [], byLabel: new Map(), taskOf: new Map() }
  for (const indicator of plan.indicators) {
    const rows = indicator.tasks.map((task): TaskRow => {
      const mine = duties.get(task.label) ?? []
      const own = findings.of(task.source.row).filter((finding) => !isOfIndicator(finding) && !taken.has(finding))
      own.forEach((finding) => {
        taken.add(finding)
        view.taskOf.set(finding, task.label)
      })
      const leads = mine.filter((duty) => duty.role === 'lead')
      return {
        label: task.label,
        indicator,
        task,
        state: standing.get(task.label)?.state ?? null,
        waitingFor: standing.get(task.label)?.waiting_for ?? [],
        lead: marksOf(task.lead, 'lead', mine, names, task),
        cooperating: marksOf(task.cooperating, 'cooperate', mine, names, task),
        duties: mine,
        due: nearestDue(leads.length ? leads : mine),
        missed: Math.max(0, ...leads.map((duty) => duty.missed_periods)),
        findings: own,
        words: [task.label, task.text, ...task.lead, ...task.cooperating, ...task.notes].join('\n').toLowerCase(),
      }
    })
    const above = findings.of(indicator.source.row).filter(isOfIndicator)
    above.forEach((finding) => view.taskOf.set(finding, indicator.tasks[0]?.label ?? ''))
    rows.forEach((row) => view.byLabel.set(row.label, row))
    view.groups.push({ indicator, findings: above, rows })
  }
  return view
}

export interface PlanFilters {
  unit: string
  state: string
  indicator: string
  text: string
  lint: string // "warning": tasks with findings that are more than notes; "edited": tasks that people edited
}

// The duty that a look through one unit's eyes is about.
export function ownDuty(row: TaskRow, unit: string): Duty | undefined {
  return unit ? row.duties.find((duty) => duty.unit === unit) : undefined
}
export function stateFor(row: TaskRow, unit: string): DutyState | null {
  return ownDuty(row, unit)?.state ?? row.state
}
export function hasWarning(findings: Finding[]): boolean {
  return findings.some((finding) => finding.severity !== 'note')
}

function fits(row: TaskRow, filters: PlanFilters, ofIndicator: Finding[]): boolean {
  if (filters.indicator && String(row.indicator.number) !== filters.indicator) return false
  if (filters.unit && !row.duties.some((duty) => duty.unit === filters.unit)) return false
  if (filters.state && stateFor(row, filters.unit) !== filters.state) return false
  if (filters.lint === 'warning' && !hasWarning(row.findings) && !hasWarning(ofIndicator)) return false
  if (filters.lint === 'edited' && !row.task.edited.length && !row.indicator.edited.length) return false
  const text = filters.text.trim().toLowerCase()
  return !text || text.split(/\s+/).every((word) => row.words.includes(word) || inIndicator(row.indicator, word))
}
function inIndicator(indicator: Indicator, word: string): boolean {
  return indicator.requirement.toLowerCase().includes(word)
}

export function filtered(groups: IndicatorRows[], filters: PlanFilters): IndicatorRows[] {
  return groups
    .map((group) => ({
      ...group,
      rows: group.rows.filter((row, index) => fits(row, filters, index === 0 ? group.findings : [])),
    }))
    .filter((group) => group.rows.length > 0)
}

export function rowsOf(groups: IndicatorRows[]): TaskRow[] {
  return groups.flatMap((group) => group.rows)
}

export function countStates(rows: TaskRow[], unit: string): Map<DutyState, number> {
  const counts = new Map<DutyState, number>(kStates.map((state) => [state, 0]))
  for (const row of rows) {
    const state = stateFor(row, unit)
    if (state) counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return counts
}

// Of a unit's or a group's duties: the state that needs most, and how many are in it.
export function worstOf(duties: Duty[]): { state: DutyState; count: number } | null {
  for (const state of kStates) {
    const count = duties.filter((duty) => duty.state === state).length
    if (count && state !== 'done') return { state, count }
  }
  return duties.length ? { state: 'done', count: duties.length } : null
}
