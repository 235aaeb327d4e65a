import { describe, expect, it } from 'vitest'
import { fullContent, type Content } from './content'
import { isSame, merge, readPart, type Side } from './merge'

const identity = (ledger: string) => (ledger === 'drills' ? ['title'] : [])
const figure = (as_given: string, note = '') => ({ figure: 'gdp', subject: '', period: '2011', as_given, note })
const drill = (title: string, people = '') => ({ ledger: 'drills', fields: { title, ...(people ? { people } : {}) } })
const mergeOf = (base: Content, mine: Content, theirs: Content, pick?: (part: string) => Side) =>
  merge(base, mine, theirs, identity, pick)

describe('two drafts of one form', () => {
  it('take what only one of them changed', () => {
    const base = { figures: [figure('1')], reports: { '1.1': '旧', '1.2': '旧' } }
    const mine = { figures: [figure('2')], reports: { '1.1': '旧', '1.2': '旧' } }
    const theirs = {
      figures: [figure('1')],
      reports: { '1.1': '新' },
      closures: [{ ledger: 'drills', period: '2011' }],
    }
    const merged = mergeOf(base, mine, theirs)
    expect(merged.clashes).toEqual([])
    expect(merged.taken).toBe(3)
    expect(merged.content).toEqual(
      fullContent({
        figures: [figure('2')],
        reports: { '1.1': '新' },
        closures: [{ ledger: 'drills', period: '2011' }],
      }),
    )
  })
  it('clash where both changed the same differently, and the person decides', () => {
    const merged = mergeOf({ figures: [figure('1')] }, { figures: [figure('2')] }, { figures: [figure('3')] })
    expect(merged.clashes).toHaveLength(1)
    expect(readPart(merged.clashes[0].part)).toEqual(['figure', 'gdp', '', '2011'])
    expect(merged.content.figures).toEqual([figure('2')])
    const decided = mergeOf(
      { figures: [figure('1')] },
      { figures: [figure('2')] },
      { figures: [figure('3')] },
      () => 'theirs',
    )
    expect(decided.content.figures).toEqual([figure('3')])
  })
  it('do not clash where both say the same', () => {
    expect(mergeOf({}, { figures: [figure('2')] }, { figures: [figure('2')] }).clashes).toEqual([])
  })
  it('keep the records that each of them added, and lose those one deleted', () => {
    const base = { records: [drill('甲'), drill('乙')] }
    const mine = { records: [drill('甲'), drill('乙'), drill('丙')] }
    const theirs = { records: [drill('乙', '30'), drill('丁')] }
    const merged = mergeOf(base, mine, theirs)
    expect(merged.clashes).toEqual([])
    expect(merged.content.records).toEqual([drill('乙', '30'), drill('丙'), drill('丁')])
  })
  it('clash over a record that one changed and the other deleted', () => {
    const merged = mergeOf({ records: [drill('甲')] }, { records: [drill('甲', '5')] }, {})
    expect(merged.clashes.map((clash) => clash.theirs)).toEqual([null])
    expect(merged.content.records).toEqual([drill('甲', '5')])
  })
  it('carry a reason with its record to its new number', () => {
    const base = { records: [drill('甲'), drill('乙')] }
    const mine = { ...base, reasons: { 'WRK109@record:drills:2:held_on': '补报' } }
    const merged = mergeOf(base, mine, { records: [drill('乙')] })
    expect(merged.content.reasons).toEqual({ 'WRK109@record:drills:1:held_on': '补报' })
  })
  it('tell records alike apart by their order', () => {
    const base = { records: [drill('甲'), drill('甲')] }
    expect(mergeOf(base, base, { records: [drill('甲')] }).content.records).toEqual([drill('甲')])
  })
  it('are the same whatever the order of their fields', () => {
    const a = { records: [{ ledger: 'drills', fields: { title: '甲', people: '1' } }] }
    const b = { records: [{ ledger: 'drills', fields: { people: '1', title: '甲' } }] }
    expect(isSame(a, b, identity)).toBe(true)
    expect(isSame(a, { records: [] }, identity)).toBe(false)
  })
})
