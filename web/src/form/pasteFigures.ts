import { readNumber } from './numbers'
import { foldedName } from './paste'

// A figure of the form that a pasted column may fill.
export interface FigureSlot {
  key: string
  names: string[] // it may be called by: with and without its subject
  unit: string
}
export interface FigurePaste {
  byName: boolean
  column: number // of the block that the values are taken from
  rows: { source: number; label: string; slot: FigureSlot | null; given: string; isWrong: boolean }[]
}

function matching(cell: string, slots: readonly FigureSlot[]): FigureSlot | null {
  const whole = cell.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
  const exact = slots.filter((slot) => slot.names.some((name) => folded(name) === whole))
  if (exact.length === 1) return exact[0]
  const near = slots.filter((slot) => slot.names.some((name) => foldedName(name) === foldedName(cell)))
  return near.length === 1 ? near[0] : null
}
function folded(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
}

// The column with the most names in it, if there is one.
function nameColumn(block: string[][], slots: readonly FigureSlot[]): number {
  const width = Math.max(0, ...block.map((row) => row.length))
  const found = Array.from(
    { length: width },
    (_, column) => block.filter((row) => matching(row[column] ?? '', slots)).length,
  )
  const most = Math.max(0, ...found)
  return most > 0 && width > 1 ? found.indexOf(most) : -1
}

// Of the columns beside the names: the one headed by the year asked for, else the first that holds numbers.
function valueColumn(block: string[][], names: number, period: string): number {
  const width = Math.max(0, ...block.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, i) => i).filter((i) => i > names)
  const year = period.slice(0, 4)
  const headed = columns.filter((i) => block.slice(0, 3).some((row) => new RegExp(`^${year}年?$`).test(row[i] ?? '')))
  if (headed.length) return headed[0]
  const count = (column: number) => block.filter((row) => readNumber(row[column] ?? '')).length
  return columns.reduce((best, i) => (count(i) > count(best) ? i : best), columns[0] ?? 0)
}

// What a pasted block would put into which figure: by the names beside the numbers, else down from the figure `at`.
export function mapFigures(
  block: string[][],
  slots: readonly FigureSlot[],
  options: { at: number; period: string; column?: number },
): FigurePaste {
  const names = nameColumn(block, slots)
  if (names < 0) {
    const column = options.column ?? 0
    return {
      byName: false,
      column,
      rows: block.map((row, i) => line(i, '', slots[options.at + i] ?? null, row[column] ?? '')),
    }
  }
  const column = options.column ?? valueColumn(block, names, options.period)
  const taken = new Set<string>()
  const rows = block.flatMap((row, i) => {
    const slot = matching(row[names] ?? '', slots)
    const isTwice = slot !== null && taken.has(slot.key)
    if (slot) taken.add(slot.key)
    const given = row[column] ?? ''
    return slot || readNumber(given) ? [line(i, row[names] ?? '', isTwice ? null : slot, given)] : []
  })
  return { byName: true, column, rows: rows.filter((row) => row.slot || row.label) }
}

function line(source: number, label: string, slot: FigureSlot | null, given: string): FigurePaste['rows'][number] {
  return { source, label, slot, given, isWrong: given !== '' && readNumber(given) === null }
}
