import type { Schemas } from '@/api/client'
import type { useWords } from './words'

// Where a fact came from, to the cell: "报表.xlsx，工作表 2011，第 5 行，C 列".
export function originText(origin: Schemas['Origin'], w: ReturnType<typeof useWords>): string {
  return [
    origin.file,
    origin.sheet && w('sheet', { sheet: origin.sheet }),
    origin.row && w('row', { row: origin.row }),
    origin.column && w('column', { column: origin.column }),
    origin.unit,
  ]
    .filter(Boolean)
    .join(' · ')
}
