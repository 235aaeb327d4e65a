import type { Schemas } from '@/api/client'
import { readNumber } from './numbers'

export type Field = Schemas['FieldDefinition']

// A block as Excel and WPS put it on the clipboard: tabs and lines, quotes around cells that hold either.
export function readBlock(text: string, separator = '\t'): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  let isOpening = true // at the beginning of a cell
  const endCell = () => {
    rows[rows.length - 1].push(cell.trim())
    cell = ''
    isOpening = true
  }
  const all = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  for (let i = 0; i < all.length; ++i) {
    const c = all[i]
    if (isQuoted) {
      if (c !== '"') cell += c
      else if (all[i + 1] === '"') cell += all[++i]
      else isQuoted = false
    } else if (c === '"' && isOpening && closesLater(all, i, separator)) {
      isQuoted = true
      isOpening = false
    } else if (c === separator) {
      endCell()
    } else if (c === '\n') {
      endCell()
      rows.push([])
    } else {
      cell += c
      isOpening = false
    }
  }
  endCell()
  if (rows.at(-1)?.every((each) => each === '')) rows.pop()
  return rows
}

// A quote that nobody closes is a quote: 5" pipe.
function closesLater(text: string, at: number, separator: string): boolean {
  for (let i = at + 1; i < text.length; ++i) {
    if (text[i] !== '"') continue
    if (text[i + 1] === '"') ++i
    else return i + 1 === text.length || text[i + 1] === separator || text[i + 1] === '\n'
  }
  return false
}

// Whether what is pasted is more than one value for one cell.
export function isBlock(text: string): boolean {
  return /\t/.test(text) || /\n/.test(text.trim())
}

// Names as people write them in headings: width, blanks, case and the unit in brackets do not count.
export function foldedName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s*:：]/g, '')
    .replace(/[([【][^()[\]【】]*[)\]】]$/, '')
    .toLowerCase()
}

export interface ColumnMap {
  headerRow: number // -1: the block has no headings
  columns: (number | null)[] // of each column of the block the field, or that it is left out
}

const kRowsSearched = 6

// Which column goes where: by the headings, if a row near the top has them, else in order from the field `at` on.
export function mapColumns(block: string[][], fields: readonly Field[], at = 0): ColumnMap {
  const width = Math.max(0, ...block.map((row) => row.length))
  const names = fields.map((field) => [field.name, field.name_en, field.key].filter(Boolean).map(foldedName))
  const whole = fields.map((field) => field.name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase())
  let best: ColumnMap = { headerRow: -1, columns: [] }
  let mostFound = 0
  block.slice(0, kRowsSearched).forEach((row, index) => {
    const taken = new Set<number>()
    const columns = row.map((cell) => {
      const exact = whole.indexOf(cell.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase())
      const found = exact >= 0 ? exact : names.findIndex((each, i) => !taken.has(i) && each.includes(foldedName(cell)))
      if (!cell || found < 0 || taken.has(found)) return null
      taken.add(found)
      return found
    })
    if (taken.size > mostFound) {
      mostFound = taken.size
      best = { headerRow: index, columns }
    }
  })
  const cells = best.headerRow >= 0 ? block[best.headerRow].filter(Boolean).length : 0
  if (mostFound >= 2 || (mostFound === 1 && cells === 1)) {
    return { ...best, columns: Array.from({ length: width }, (_, i) => best.columns[i] ?? null) }
  }
  const isNumbered = width > 1 && fields[at]?.type !== 'number' && isCounting(block.map((row) => row[0] ?? ''))
  const skipped = isNumbered ? 1 : 0
  return {
    headerRow: -1,
    columns: Array.from({ length: width }, (_, i) => {
      const field = i - skipped + at
      return i < skipped || field >= fields.length ? null : field
    }),
  }
}

// 1, 2, 3 … at the left of a list.
function isCounting(cells: string[]): boolean {
  return cells.length > 1 && cells.every((cell, i) => Number(cell) === Number(cells[0]) + i && cell !== '')
}

// 合计 and the like below a list are no records.
export function isSumRow(row: string[]): boolean {
  return row.some((cell) => /^(合计|总计|小计|总数|total|subtotal)[:：]?$/i.test(cell.replaceAll(/\s/g, '')))
}

const kYes = ['是', '有', 'true', '√', '✓', '✔', '1', '合格', '已', 'y', 'yes', '对', 't']
const kNo = ['否', '无', 'false', '×', '✗', 'x', '0', '不合格', '未', 'n', 'no', 'f']

function folded(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
}

// 2011年6月5日, 2011/6/5, 2011.6.5, 20110605 -> 2011-06-05; null: no day.
export function readDay(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/[ T]\d{1,2}:\d{2}.*$/, '')
    .replaceAll(/\s/g, '')
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? undefined
  if (!parts) return null
  const [year, month, day] = parts.slice(1).map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

export function readChoice(field: Field, text: string): string | null {
  const wanted = folded(text)
  for (const words of [field.choices, field.choice_names, field.choice_names_en ?? []]) {
    const index = words.findIndex((word) => folded(word) === wanted)
    if (index >= 0) return field.choices[index]
  }
  return null
}

// A cell as the form keeps it: ISO days, true and false, keys of choices; all else as it was written. What does not fit
// is kept too, so that it can be seen and put right: the server has the last word on it.
export function readCell(field: Field, text: string): { text: string; isWrong: boolean } {
  const given = text.trim()
  if (!given) return { text: '', isWrong: false }
  const kept = (value: string | null) => ({ text: value ?? given, isWrong: value === null })
  switch (field.type) {
    case 'number':
      return kept(readNumber(given) ? given : null)
    case 'date':
      return kept(readDay(given))
    case 'boolean':
      return kept(kYes.includes(folded(given)) ? 'true' : kNo.includes(folded(given)) ? 'false' : null)
    case 'choice':
    case 'ordinal':
      return kept(readChoice(field, given))
    default:
      return { text: given, isWrong: false }
  }
}

export interface PastedRow {
  source: number // row of the block
  cells: { field: number; given: string; text: string; isWrong: boolean }[]
  isSum: boolean
}

// What the rows below the headings would put into the fields. Rows without anything are left out.
export function readRows(block: string[][], map: ColumnMap, fields: readonly Field[]): PastedRow[] {
  return block.slice(map.headerRow + 1).flatMap((row, index) => {
    const cells = map.columns.flatMap((field, column) => {
      const given = row[column] ?? ''
      return field === null || !given ? [] : [{ field, given, ...readCell(fields[field], given) }]
    })
    return cells.length ? [{ source: map.headerRow + 1 + index, cells, isSum: isSumRow(row) }] : []
  })
}
