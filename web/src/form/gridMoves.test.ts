import { describe, expect, it } from 'vitest'
import { moveBy } from './gridMoves'

const kExtent = { rows: 3, columns: 4 }
const press = (key: string, more = {}) => ({ key, shiftKey: false, ctrlKey: false, isEditing: false, ...more })

describe('keys of the table', () => {
  it.each([
    ['Enter', {}, { row: 0, column: 1 }, { row: 1, column: 1 }],
    ['Enter', { shiftKey: true }, { row: 1, column: 1 }, { row: 0, column: 1 }],
    ['Tab', {}, { row: 0, column: 3 }, { row: 1, column: 0 }],
    ['Tab', { shiftKey: true }, { row: 1, column: 0 }, { row: 0, column: 3 }],
    ['ArrowRight', {}, { row: 0, column: 3 }, { row: 0, column: 3 }],
    ['ArrowDown', { isEditing: true }, { row: 0, column: 0 }, { row: 1, column: 0 }],
    ['ArrowDown', { ctrlKey: true }, { row: 0, column: 2 }, { row: 2, column: 2 }],
    ['Home', { ctrlKey: true }, { row: 2, column: 2 }, { row: 0, column: 0 }],
    ['PageDown', {}, { row: 0, column: 2 }, { row: 2, column: 2 }],
  ])('%s %o', (key, more, from, to) => {
    expect(moveBy(from, press(key, more), kExtent)).toEqual(to)
  })
  it('leave the caret its own while one edits', () => {
    expect(moveBy({ row: 0, column: 1 }, press('ArrowLeft', { isEditing: true }), kExtent)).toBeNull()
    expect(moveBy({ row: 0, column: 1 }, press('a'), kExtent)).toBeNull()
  })
  it('let Tab out at both ends', () => {
    expect(moveBy({ row: 2, column: 0 }, press('Tab'), kExtent)).toBeNull()
    expect(moveBy({ row: 0, column: 0 }, press('Tab', { shiftKey: true }), kExtent)).toBeNull()
  })
})
