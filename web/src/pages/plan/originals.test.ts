import { describe, expect, it } from 'vitest'
import { piecesOf } from './originals'

const pointing = (begin: number, end: number) => ({ where: { begin, end } })

describe('piecesOf', () => {
  it('counts bytes, as findings do', () => {
    const finding = pointing(2, 8)
    expect(piecesOf('3.及时报', [finding])).toEqual([
      { text: '3.', findings: [] },
      { text: '及时', findings: [finding] },
      { text: '报', findings: [] },
    ])
  })
  it('cuts where findings overlap', () => {
    const [one, other] = [pointing(0, 6), pointing(3, 9)]
    expect(piecesOf('甲乙丙丁', [one, other]).map((piece) => [piece.text, piece.findings.length])).toEqual([
      ['甲', 1],
      ['乙', 2],
      ['丙', 1],
      ['丁', 0],
    ])
  })
  it('stands characters of two UTF-16 units', () => {
    const finding = pointing(4, 7)
    expect(piecesOf('𠮷祥', [finding, pointing(0, 7)])).toEqual([
      { text: '𠮷', findings: [] },
      { text: '祥', findings: [finding] },
    ])
  })
  it('marks nothing for the whole cell, for no place, or for one that is not in it', () => {
    const findings = [pointing(0, 6), { where: {} }, pointing(3, 60), pointing(4, 2)]
    expect(piecesOf('甲乙', findings)).toEqual([{ text: '甲乙', findings: [] }])
    expect(piecesOf('', findings)).toEqual([])
  })
})
