import { describe, expect, it } from 'vitest'
import { foldedName, isBlock, mapColumns, readBlock, readCell, readDay, readRows, type Field } from './paste'

function field(key: string, name: string, more: Partial<Field> = {}): Field {
  const plain = { name_en: '', type: 'text' as const, unit: '', choices: [], choice_names: [], choice_names_en: [] }
  return { key, name, ...plain, required: false, derived: false, ...more } as Field
}
const kFields = [
  field('title', '演练名称', { name_en: 'Title' }),
  field('held_on', '演练日期', { type: 'date' }),
  field('participants', '参加人数', { type: 'number', unit: '人' }),
  field('kind', '类别', { type: 'choice', choices: ['table', 'field'], choice_names: ['桌面推演', '现场演练'] }),
  field('passed', '合格', { type: 'boolean' }),
]

describe('a block of the clipboard', () => {
  it('is tabs and lines', () => {
    expect(readBlock('a\tb\r\nc\t\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ])
  })
  it('keeps lines, tabs and quotes inside a quoted cell', () => {
    expect(readBlock('"第一行\n第二行\t甲 ""乙"""\t2')).toEqual([['第一行\n第二行\t甲 "乙"', '2']])
  })
  it('leaves a quote alone that nobody closes', () => {
    expect(readBlock('5" 管道\t3\n"未完\t4')).toEqual([
      ['5" 管道', '3'],
      ['"未完', '4'],
    ])
  })
  it('is told from a single value', () => {
    expect(isBlock('1,234\n')).toBe(false)
    expect(isBlock('1\n2')).toBe(true)
    expect(isBlock('a\tb')).toBe(true)
  })
})

describe('which column goes where', () => {
  it('follows the headings, wherever they stand and however they are written', () => {
    const block = readBlock(
      '2011年演练台账\n序号\t演练日期\t 演练名称 \t参加人数（人）\t备注\n1\t2011-6-5\t综合演练\t30\t无',
    )
    expect(mapColumns(block, kFields)).toEqual({ headerRow: 1, columns: [null, 1, 0, 2, null] })
  })
  it('goes by position without headings, from the cell one is at', () => {
    expect(mapColumns([['2011-06-05', '30']], kFields, 1)).toEqual({ headerRow: -1, columns: [1, 2] })
  })
  it('leaves out what is beyond the last field', () => {
    expect(mapColumns([['是', '多余']], kFields, 4)).toEqual({ headerRow: -1, columns: [4, null] })
  })
  it('leaves out the numbering of a list without headings', () => {
    const block = readBlock('1\t甲\t2011-06-05\n2\t乙\t2011-06-06')
    expect(mapColumns(block, kFields).columns).toEqual([null, 0, 1])
  })
  it('does not take a record for headings because one word is alike', () => {
    const block = readBlock('类别\t2011-06-05\n乙\t2011-06-06')
    expect(mapColumns(block, kFields).headerRow).toBe(-1)
  })
  it('gives a field to one column only', () => {
    expect(mapColumns([['演练名称', '演练日期', '演练名称']], kFields).columns).toEqual([0, 1, null])
  })
  it('tells fields apart that only differ in their brackets', () => {
    const twins = [field('poisoned', '中毒（重伤）人数'), field('a', '规模（每日）'), field('b', '规模（每年）')]
    expect(mapColumns([['规模（每年）', '规模（每日）']], twins).columns).toEqual([2, 1])
  })
})

describe('a cell', () => {
  it.each([
    [1, '2011年6月5日', '2011-06-05', false],
    [1, '2011/6/5', '2011-06-05', false],
    [1, '２０１１．６．５', '2011-06-05', false],
    [1, '20110605', '2011-06-05', false],
    [1, '2011-06-05 08:30', '2011-06-05', false],
    [1, '2011-02-30', '2011-02-30', true],
    [2, '1,200', '1,200', false],
    [2, '三十人', '三十人', true],
    [3, '桌面推演', 'table', false],
    [3, 'FIELD', 'field', false],
    [3, '沙盘', '沙盘', true],
    [4, '√', 'true', false],
    [4, '否', 'false', false],
    [4, '也许', '也许', true],
    [0, ' 综合演练 ', '综合演练', false],
  ])('of field %i: %s', (at, given, text, isWrong) => {
    expect(readCell(kFields[at], given)).toEqual({ text, isWrong })
  })
})

describe('rows', () => {
  it('are what stands below the headings, without empty ones, sums marked', () => {
    const block = readBlock('演练名称\t参加人数\n甲\t30\n\t\n合计\t三十')
    const rows = readRows(block, mapColumns(block, kFields), kFields)
    expect(rows.map((row) => [row.source, row.isSum, row.cells.map((cell) => cell.text)])).toEqual([
      [1, false, ['甲', '30']],
      [3, true, ['合计', '三十']],
    ])
    expect(rows[1].cells[1].isWrong).toBe(true)
  })
})

it('folds names', () => {
  expect(foldedName('罚 款（万元）*')).toBe('罚款')
  expect(readDay('六月五日')).toBeNull()
})
