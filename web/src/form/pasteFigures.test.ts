import { describe, expect, it } from 'vitest'
import { readBlock } from './paste'
import { mapFigures, type FigureSlot } from './pasteFigures'

const kSlots: FigureSlot[] = [
  { key: 'gdp', names: ['地区生产总值'], unit: '万元' },
  { key: 'gdp_comparable', names: ['地区生产总值（可比价）'], unit: '万元' },
  { key: 'cod', names: ['排放总量（化学需氧量）', '化学需氧量排放总量'], unit: 't' },
]
function takes(text: string, at = 0, period = '2011') {
  const map = mapFigures(readBlock(text), kSlots, { at, period })
  return map.rows.map((row) => [row.slot?.key ?? null, row.given])
}

describe('a pasted column of figures', () => {
  it('goes down from the line one is at', () => {
    expect(takes('1,234\n\n7', 1)).toEqual([
      ['gdp_comparable', '1,234'],
      ['cod', ''],
      [null, '7'],
    ])
  })
  it('goes by name, in any order, and names that differ in brackets are told apart', () => {
    expect(takes('化学需氧量排放总量\t39512\n地区生产总值（可比价）\t7\n地区生产总值\t8')).toEqual([
      ['cod', '39512'],
      ['gdp_comparable', '7'],
      ['gdp', '8'],
    ])
  })
  it('takes the column of the year that is asked for', () => {
    const text = '指标\t单位\t2010\t2011\n地区生产总值\t万元\t6\t8'
    expect(takes(text)).toEqual([
      [null, '2011'],
      ['gdp', '8'],
    ])
    expect(takes(text, 0, '2010')[1]).toEqual(['gdp', '6'])
  })
  it('shows what has no line, and does not fill a line twice', () => {
    expect(takes('地区生产总值\t8\n人口\t160\n地区生产总值\t9')).toEqual([
      ['gdp', '8'],
      [null, '160'],
      [null, '9'],
    ])
  })
  it('marks what is no number', () => {
    const map = mapFigures(readBlock('地区生产总值\t待定'), kSlots, { at: 0, period: '2011' })
    expect(map.rows[0].isWrong).toBe(true)
  })
})
