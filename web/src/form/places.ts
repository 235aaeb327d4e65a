import type { Schemas } from '@/api/client'
import { language, named } from '@/i18n'

// Places of findings and of reasons of a return: "figure:gdp", "figure:total_emission(COD):2010", "record:drills:3:held_on",
// "ledger:drills", "closure:drills:2011", "evidence:2.3", "report:10.7"; "" the whole.
export type Place =
  | { kind: 'figure'; figure: string; subject: string; period: string }
  | { kind: 'record'; ledger: string; row: number; field: string }
  | { kind: 'ledger' | 'closure' | 'evidence' | 'report' | 'readings' | 'survey'; key: string }
  | { kind: 'whole' }

export function readPlace(place: string): Place {
  const [kind, ...rest] = place.split(':')
  const text = rest.join(':')
  if (kind === 'figure') {
    const [, figure, subject = '', period = ''] = /^([^(:]+)(?:\(([^)]*)\))?(?::(.*))?$/.exec(text) ?? []
    if (figure) return { kind, figure, subject, period }
  }
  if (kind === 'record') {
    const [, ledger, row, field = ''] = /^([^:]+):(\d+)(?::(.*))?$/.exec(text) ?? []
    if (ledger) return { kind, ledger, row: Number(row), field }
  }
  if (kind === 'closure') return { kind, key: rest[0] ?? '' }
  if (kind === 'ledger' || kind === 'evidence' || kind === 'report' || kind === 'readings' || kind === 'survey')
    return { kind, key: text }
  return { kind: 'whole' }
}

export function figurePlace(figure: string, subject: string, period: string, asked: string): string {
  const name = subject ? `${figure}(${subject})` : figure
  return period === asked ? `figure:${name}` : `figure:${name}:${period}`
}

// Rows move while one works; inside the page a record is known by the number it was given when it came: ~17.
export function boundPlace(place: string, rowId: (ledger: string, row: number) => number | undefined): string {
  const read = readPlace(place)
  if (read.kind !== 'record') return place
  const id = rowId(read.ledger, read.row)
  return id === undefined ? place : recordPlace(read.ledger, id, read.field)
}
export function recordPlace(ledger: string, id: number, field = ''): string {
  return `record:${ledger}:~${id}${field ? `:${field}` : ''}`
}
// The reverse: "record:drills:~17:held_on" -> "record:drills:3:held_on"; null: that row is gone.
export function unboundPlace(place: string, rowOf: (ledger: string, id: number) => number | undefined): string | null {
  const [, ledger, id, rest] = /^record:([^:]+):~(\d+)(.*)$/.exec(place) ?? []
  if (!ledger) return place
  const row = rowOf(ledger, Number(id))
  return row === undefined ? null : `record:${ledger}:${row}${rest}`
}

export type Definitions = Schemas['Definitions']

export function subjectName(
  of: { subjects: readonly string[]; subject_names: readonly string[]; subject_names_en?: readonly string[] },
  subject: string,
): string {
  const index = of.subjects.indexOf(subject)
  return named({ name: of.subject_names[index] ?? subject, name_en: of.subject_names_en?.[index] })
}

function bracketed(name: string, inner: string): string {
  return language() === 'en' ? `${name} (${inner})` : `${name}（${inner}）`
}
export function figureName(definitions: Definitions, figure: string, subject: string): string {
  const found = definitions.figures.find((each) => each.key === figure)
  if (found) return subject ? bracketed(named(found), subjectName(found, subject)) : named(found)
  const survey = definitions.surveys.find((each) => each.key === figure)
  if (!survey) return subject ? bracketed(figure, subject) : figure
  const option = subjectName(
    { subjects: survey.options, subject_names: survey.option_names, subject_names_en: survey.option_names_en },
    subject,
  )
  return bracketed(named(survey), option)
}
