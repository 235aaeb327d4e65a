// Where a key leads in the table of records, as in a spreadsheet.
export interface Cell {
  row: number
  column: number
}
export interface Extent {
  rows: number // with the empty one at the end
  columns: number
}
export interface Press {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  isEditing: boolean // the caret is inside the text: left and right belong to it
}
const kPage = 10

function within(at: number, count: number): number {
  return Math.max(0, Math.min(at, count - 1))
}

// The cell to go to; null: the key is none of the table's, as Tab is in the empty row at the end, so that one gets out.
export function moveBy(at: Cell, press: Press, extent: Extent): Cell | null {
  const to = (row: number, column: number): Cell => ({
    row: within(row, extent.rows),
    column: within(column, extent.columns),
  })
  const isSideways = !press.isEditing
  switch (press.key) {
    case 'Tab':
      return tab(at, press.shiftKey, extent)
    case 'Enter':
      return to(at.row + (press.shiftKey ? -1 : 1), at.column)
    case 'ArrowUp':
      return to(press.ctrlKey ? 0 : at.row - 1, at.column)
    case 'ArrowDown':
      return to(press.ctrlKey ? extent.rows - 1 : at.row + 1, at.column)
    case 'ArrowLeft':
      return isSideways ? to(at.row, press.ctrlKey ? 0 : at.column - 1) : null
    case 'ArrowRight':
      return isSideways ? to(at.row, press.ctrlKey ? extent.columns - 1 : at.column + 1) : null
    case 'Home':
      return isSideways ? to(press.ctrlKey ? 0 : at.row, 0) : null
    case 'End':
      return isSideways ? to(press.ctrlKey ? extent.rows - 1 : at.row, extent.columns - 1) : null
    case 'PageUp':
      return to(at.row - kPage, at.column)
    case 'PageDown':
      return to(at.row + kPage, at.column)
    default:
      return null
  }
}

function tab(at: Cell, isBack: boolean, { rows, columns }: Extent): Cell | null {
  if (isBack) {
    if (at.column > 0) return { row: at.row, column: at.column - 1 }
    return at.row > 0 ? { row: at.row - 1, column: columns - 1 } : null
  }
  if (at.row === rows - 1) return null
  return at.column < columns - 1 ? { row: at.row, column: at.column + 1 } : { row: at.row + 1, column: 0 }
}
