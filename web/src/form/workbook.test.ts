import { expect, test } from 'vitest'
import { changesOf, workbookRows, type CellState, type WorkbookFinding, type WorkbookLook } from './workbook'

const cell = (place: string, state: CellState, at: string) => ({
  place,
  name: place,
  state,
  sheet: '数据-经济',
  cell: at,
  sent: '1',
  returned: '2',
  current: '1',
})
const finding = (more: Partial<WorkbookFinding>): WorkbookFinding => ({
  code: 'WBK012',
  severity: 'warning',
  place: '',
  sheet: '',
  cell: '',
  text: '',
  fix: '',
  text_en: '',
  fix_en: '',
  ...more,
})
function lookOf(more: Partial<WorkbookLook>): WorkbookLook {
  const counts = { unchanged: 1, changed: 2, conflict: 1, not_understood: 1 }
  const none = { cells: [], diagnostics: [], findings: [], left_out: 0 }
  return { request: '市公安局|2011', seal: 'good', looked: '', counts, ...none, ...more }
}

test('what both changed and what is not understood come first, what did not change is folded', () => {
  const look = lookOf({
    cells: [
      cell('figure:a', 'changed', 'F3'),
      cell('figure:b', 'unchanged', 'F4'),
      cell('figure:c', 'not_understood', 'F5'),
      cell('figure:d', 'conflict', 'F6'),
      cell('figure:e', 'changed', 'F7'),
    ],
  })
  const { rows, unchanged } = workbookRows(look)
  expect(rows.map((row) => row.cell.place)).toEqual(['figure:d', 'figure:c', 'figure:a', 'figure:e'])
  expect(unchanged.map((row) => row.cell.place)).toEqual(['figure:b'])
  expect([changesOf(look, 'keep'), changesOf(look, 'take')]).toEqual([2, 3])
})

test('a finding stands at its place or its cell, and what belongs to none is told apart, the gravest first', () => {
  const { rows, unchanged, others } = workbookRows(
    lookOf({
      cells: [
        cell('figure:a', 'changed', 'F3'),
        cell('figure:b', 'unchanged', 'F4'),
        cell('figure:c', 'unchanged', 'F5'),
        cell('report:1', 'changed', ''),
      ],
      diagnostics: [
        finding({ sheet: '数据-经济', cell: 'F3', text: 'by cell' }),
        finding({ sheet: '别的', cell: 'F3', text: 'other sheet' }),
        finding({ text: 'of no cell', severity: 'note' }),
      ],
      findings: [
        finding({ place: 'figure:b', severity: 'error', text: 'by place' }),
        finding({ place: 'figure:c', severity: 'note', text: 'only said' }),
        finding({ place: 'evidence:2.3', severity: 'error', text: 'missing' }),
      ],
    }),
  )
  expect(rows.map((row) => [row.cell.place, row.findings.map((each) => each.text)])).toEqual([
    ['figure:a', ['by cell']],
    ['report:1', []],
    ['figure:b', ['by place']],
  ])
  expect(unchanged.map((row) => row.cell.place)).toEqual(['figure:c'])
  expect(others.map((each) => each.text)).toEqual(['missing', 'other sheet', 'of no cell'])
})
