import { saveCsv, saveFile, type Sheet } from '@/ui/export'
import type { IndicatorRows, Plan, Task } from './planView'

type CellKey = 'lead' | 'cooperating'

// A cell of units as the document has it; names where people changed them.
export function unitCell(task: Task, key: CellKey): string {
  if (!task.edited.includes(key) && task.original[key].trim()) return task.original[key].trim()
  return task[key].join('、')
}

export interface SheetWords {
  state: string
  due: string
  stateOf: (state: string | null) => string
}

// The table with the columns of the document, and how each task stands behind them: it can be imported again.
export function sheetOf(plan: Plan, groups: IndicatorRows[], words: SheetWords): Sheet {
  const heads = plan.headings
  return {
    name: plan.title,
    head: [heads.number, heads.requirement, heads.task, heads.lead, heads.cooperating, words.state, words.due],
    rows: groups.flatMap((group) =>
      group.rows.map((row) => [
        group.indicator.number,
        group.indicator.requirement,
        `${row.task.number}.${row.task.text}`,
        unitCell(row.task, 'lead'),
        unitCell(row.task, 'cooperating'),
        words.stateOf(row.state),
        row.due,
      ]),
    ),
  }
}

export function savePlanCsv(plan: Plan, groups: IndicatorRows[], words: SheetWords): void {
  saveCsv(sheetOf(plan, groups, words))
}

const kWidths = [6, 32, 60, 20, 32, 10, 13]

// In Excel with the merged cells everybody knows.
export async function savePlanExcel(plan: Plan, groups: IndicatorRows[], words: SheetWords): Promise<void> {
  const { default: writeExcel } = await import('write-excel-file/browser')
  const sheet = sheetOf(plan, groups, words)
  const look = { borderStyle: 'thin' as const, alignVertical: 'top' as const, wrap: true }
  const text = (value: string | number | null) =>
    value === null || value === '' ? { ...look, value: undefined } : { ...look, type: String, value: String(value) }
  const title = [
    {
      type: String,
      value: plan.title,
      fontWeight: 'bold' as const,
      fontSize: 16,
      align: 'center' as const,
      columnSpan: kWidths.length,
    },
    ...kWidths.slice(1).map(() => null),
  ]
  const head = sheet.head.map((value) => ({
    ...look,
    type: String,
    value,
    fontWeight: 'bold' as const,
    align: 'center' as const,
  }))
  let at = 0
  const body = groups.flatMap((group) =>
    group.rows.map((_row, index) => {
      const [number, requirement, ...rest] = sheet.rows[at++]
      const rowSpan = group.rows.length
      const merged =
        index === 0
          ? [
              { ...look, type: Number, value: Number(number), align: 'center' as const, rowSpan },
              { ...text(requirement), rowSpan },
            ]
          : [null, null]
      return [...merged, ...rest.map(text)]
    }),
  )
  const file = writeExcel([title, head, ...body], {
    sheet: plan.title.slice(0, 31),
    stickyRowsCount: 2,
    columns: kWidths.map((width) => ({ width })),
    orientation: 'landscape',
  })
  saveFile(`${plan.title}.xlsx`, await file.toBlob())
}
