import type { Schemas } from '@/api/client'

export type WorkbookLook = Schemas['WorkbookLook']
export type WorkbookCell = Schemas['WorkbookCell']
export type WorkbookFinding = Schemas['WorkbookFinding']
export type CellState = WorkbookCell['state']
export type OnConflict = 'keep' | 'take'

// A cell with what is said of it.
export interface WorkbookRow {
  key: number
  cell: WorkbookCell
  findings: WorkbookFinding[]
}
export interface WorkbookRows {
  rows: WorkbookRow[] // what asks for an eye first
  unchanged: WorkbookRow[]
  others: WorkbookFinding[] // of no cell that is listed: of a sheet, of what is missing
}

// Both changed and not understood come before what is merely changed; in themselves as the workbook has them.
const kOrder: readonly CellState[] = ['conflict', 'not_understood', 'changed', 'unchanged']
const kWeight = { blocker: 0, error: 1, warning: 2, note: 3 }

export function workbookRows(look: WorkbookLook): WorkbookRows {
  const all = look.cells.map((cell, key): WorkbookRow => ({ key, cell, findings: [] }))
  const byPlace = new Map(all.filter((row) => row.cell.place).map((row) => [row.cell.place, row]))
  const byCell = new Map(all.filter((row) => row.cell.cell).map((row) => [cellKey(row.cell), row]))
  const others: WorkbookFinding[] = []
  for (const finding of [...look.diagnostics, ...look.findings]) {
    const row =
      (finding.place ? byPlace.get(finding.place) : undefined) ??
      (finding.cell ? byCell.get(cellKey(finding)) : undefined)
    if (row) row.findings.push(finding)
    else others.push(finding)
  }
  const sorted = [...all].sort((a, b) => kOrder.indexOf(a.cell.state) - kOrder.indexOf(b.cell.state) || a.key - b.key)
  return {
    rows: sorted.filter((row) => row.cell.state !== 'unchanged' || row.findings.some(isLoud)),
    unchanged: sorted.filter((row) => row.cell.state === 'unchanged' && !row.findings.some(isLoud)),
    others: others.sort((a, b) => kWeight[a.severity] - kWeight[b.severity]),
  }
}
function cellKey(at: { sheet: string; cell: string }): string {
  return `${at.sheet}!${at.cell}`
}
function isLoud(finding: WorkbookFinding): boolean {
  return finding.severity !== 'note'
}

// How many cells putting the workbook in would change.
export function changesOf(look: WorkbookLook, conflicts: OnConflict): number {
  return look.counts.changed + (conflicts === 'take' ? look.counts.conflict : 0)
}
