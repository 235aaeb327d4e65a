import type { Finding } from './content'
import { isGiven, isOfForm, type Content } from './content'
import type { WorkRequest } from './standing'

// The parts of a form, in the order of the page.
export type PartKind = 'figures' | 'ledgers' | 'evidence' | 'reports'
export interface Part {
  kind: PartKind
  done: number
  all: number
  wrong: number // findings that keep it from being handed in
}
const kKinds: Record<string, PartKind> = {
  figure: 'figures',
  survey: 'figures',
  ledger: 'ledgers',
  evidence: 'evidence',
  report: 'reports',
}
const kOrder: readonly PartKind[] = ['figures', 'ledgers', 'evidence', 'reports']

export function partOfPlace(place: string): PartKind | null {
  const kind = place.slice(0, place.indexOf(':'))
  if (kind === 'record' || kind === 'closure') return 'ledgers'
  return kKinds[kind] ?? null
}

// What has to be put right before it can be handed in: blockers, and errors that nobody has explained.
export function isObstacle(finding: Finding, reasons: ReadonlyMap<string, string>): boolean {
  if (finding.severity === 'blocker') return true
  return finding.severity === 'error' && !reasons.get(finding.reasonKey)?.trim()
}

export function formParts(
  request: WorkRequest,
  content: Content,
  findings: readonly Finding[],
  reasons: ReadonlyMap<string, string>,
): Part[] {
  const parts = new Map<PartKind, Part>()
  for (const item of request.items.filter(isOfForm)) {
    const kind = partOfPlace(item)
    if (!kind) continue
    const part = parts.get(kind) ?? { kind, done: 0, all: 0, wrong: 0 }
    parts.set(kind, { ...part, all: part.all + 1, done: part.done + (isGiven(content, item) ? 1 : 0) })
  }
  for (const finding of findings) {
    const kind = partOfPlace(finding.at)
    const part = kind && parts.get(kind)
    if (part && isObstacle(finding, reasons)) ++part.wrong
  }
  return kOrder.flatMap((kind) => parts.get(kind) ?? [])
}
