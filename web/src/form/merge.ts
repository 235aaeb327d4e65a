import { fullContent, splitKey, type Content, type FullContent } from './content'
import { readPlace } from './places'

// Two people, or two windows, filled in one form from the same beginning. What only one of them changed is taken; what
// both changed differently is a clash that somebody has to decide.
export interface Clash {
  part: string // its name, readable by `readPart`
  mine: string | null // JSON; null: removed
  theirs: string | null
}
export interface Merged {
  content: FullContent
  clashes: Clash[]
  taken: number // changes of theirs that mine did not have
}
export type Side = 'mine' | 'theirs'
export type IdentityOf = (ledger: string) => readonly string[]

export type Part =
  | ['figure', figure: string, subject: string, period: string]
  | ['record', ledger: string, row: string, occurrence: number]
  | ['closure', ledger: string, period: string]
  | ['evidence', digest: string, criterion: string]
  | ['report', task: string]
  | ['reason', code: string, place: string]
  | ['reason of record', code: string, ledger: string, row: string, occurrence: number, field: string]

export function readPart(part: string): Part {
  return JSON.parse(part) as Part
}

type Parts = Map<string, string>

// A record is the same on both sides when what identifies it is; of several alike, the first, the second …
function rowNames(records: FullContent['records'], identity: IdentityOf): [string, number][] {
  const seen = new Map<string, number>()
  return records.map(({ ledger, fields }) => {
    const keys = identity(ledger)
    const name = JSON.stringify(
      (keys.length ? keys : Object.keys(fields).sort()).map((key) => fields[key]?.trim() ?? ''),
    )
    const occurrence = seen.get(`${ledger}|${name}`) ?? 0
    seen.set(`${ledger}|${name}`, occurrence + 1)
    return [name, occurrence]
  })
}

export function partsOf(content: Content, identity: IdentityOf): Parts {
  const full = fullContent(content)
  const parts: Parts = new Map()
  const set = (part: Part, value: unknown) => parts.set(JSON.stringify(part), JSON.stringify(value))
  for (const { figure, subject = '', period, as_given, note = '' } of full.figures)
    set(['figure', figure, subject, period], [as_given, note])
  const names = rowNames(full.records, identity)
  const rowsOf = new Map<string, [string, number][]>()
  full.records.forEach(({ ledger, fields }, i) => {
    if (!rowsOf.has(ledger)) rowsOf.set(ledger, [])
    rowsOf.get(ledger)?.push(names[i])
    set(['record', ledger, ...names[i]], sorted(fields))
  })
  for (const { ledger, period } of full.closures) set(['closure', ledger, period], true)
  for (const { digest, criterion, name } of full.evidence) set(['evidence', digest, criterion], name)
  for (const [task, text] of Object.entries(full.reports)) set(['report', task], text)
  for (const [key, reason] of Object.entries(full.reasons)) {
    const [code, text] = splitKey(key)
    const place = readPlace(text)
    const row = place.kind === 'record' ? rowsOf.get(place.ledger)?.[place.row - 1] : undefined
    if (place.kind === 'record' && row) set(['reason of record', code, place.ledger, ...row, place.field], reason)
    else set(['reason', code, text], reason)
  }
  return parts
}

export function contentOf(parts: Parts): FullContent {
  const content = fullContent()
  const rows = new Map<string, number>() // number of a record in its ledger
  const counts = new Map<string, number>()
  const all = [...parts].map(([part, value]) => [readPart(part), JSON.parse(value)] as const)
  for (const [part, value] of all) {
    if (part[0] === 'figure') {
      const [, figure, subject, period] = part
      content.figures.push({ figure, subject, period, as_given: value[0], note: value[1] })
    } else if (part[0] === 'record') {
      const [, ledger, row, occurrence] = part
      content.records.push({ ledger, fields: value })
      counts.set(ledger, (counts.get(ledger) ?? 0) + 1)
      rows.set(JSON.stringify([ledger, row, occurrence]), counts.get(ledger) as number)
    } else if (part[0] === 'closure') {
      content.closures.push({ ledger: part[1], period: part[2] })
    } else if (part[0] === 'evidence') {
      content.evidence.push({ digest: part[1], criterion: part[2], name: value })
    } else if (part[0] === 'report') {
      content.reports[part[1]] = value
    } else if (part[0] === 'reason') {
      content.reasons[`${part[1]}@${part[2]}`] = value
    }
  }
  for (const [part, value] of all) {
    if (part[0] !== 'reason of record') continue
    const [, code, ledger, row, occurrence, field] = part
    const number = rows.get(JSON.stringify([ledger, row, occurrence]))
    if (number) content.reasons[`${code}@record:${ledger}:${number}${field ? `:${field}` : ''}`] = value
  }
  return content
}

// `pick` decides the clashes; until somebody has, mine stands.
export function merge(
  base: Content,
  mine: Content,
  theirs: Content,
  identity: IdentityOf,
  pick: (part: string) => Side = () => 'mine',
): Merged {
  const [was, a, b] = [base, mine, theirs].map((content) => partsOf(content, identity))
  const merged: Parts = new Map()
  const clashes: Clash[] = []
  let taken = 0
  for (const part of new Set([...a.keys(), ...b.keys()])) {
    const [before, left, right] = [was.get(part) ?? null, a.get(part) ?? null, b.get(part) ?? null]
    let value = left
    if (left !== right && right !== before) {
      if (left === before) {
        value = right
        ++taken
      } else {
        clashes.push({ part, mine: left, theirs: right })
        value = pick(part) === 'mine' ? left : right
      }
    }
    if (value !== null) merged.set(part, value)
  }
  return { content: contentOf(merged), clashes, taken }
}

export function isSame(a: Content, b: Content, identity: IdentityOf): boolean {
  const [left, right] = [partsOf(a, identity), partsOf(b, identity)]
  return left.size === right.size && [...left].every(([part, value]) => right.get(part) === value)
}

function sorted(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).sort(([x], [y]) => (x < y ? -1 : 1)))
}
