import { describe, expect, it } from 'vitest'
import { boundFindings, isGiven, Sheet, type Content } from './content'

const kContent: Content = {
  figures: [{ figure: 'gdp', subject: '', period: '2011', as_given: '700亿元', note: '年报数' }],
  records: [
    { ledger: 'drills', fields: { title: '甲', held_on: '2011-06-05' } },
    { ledger: 'drills', fields: { title: '乙' } },
    { ledger: 'plans', fields: { title: '丙' } },
  ],
  closures: [{ ledger: 'plans', period: '2011' }],
  evidence: [{ digest: 'd'.repeat(64), name: '总结.pdf', criterion: '2.3' }],
  reports: { '10.7': '完成' },
  reasons: { 'WRK109@record:drills:2:held_on': '补报', 'WRK110@figure:gdp': '核实' },
}

describe('what is filled in', () => {
  it('comes back as it was loaded', () => {
    const sheet = new Sheet()
    sheet.load(kContent)
    expect(sheet.content().content).toEqual(kContent)
    expect(sheet.version.value).toBe(0)
  })
  it('keeps a reason at its record when rows before it go', () => {
    const sheet = new Sheet()
    sheet.load(kContent)
    sheet.removeRows('drills', new Set([sheet.rows('drills')[0].id]))
    expect(Object.keys(sheet.content().content.reasons)).toContain('WRK109@record:drills:1:held_on')
    sheet.removeRows('drills', new Set([sheet.rows('drills')[0].id]))
    expect(Object.keys(sheet.content().content.reasons)).toEqual(['WRK110@figure:gdp'])
  })
  it('leaves out rows and fields without anything, and numbers the rest', () => {
    const sheet = new Sheet()
    sheet.addRows('drills', [{ title: '甲', held_on: ' ' }, { title: '' }, { title: '乙' }])
    const { content, rowIds } = sheet.content()
    expect(content.records.map((record) => record.fields)).toEqual([{ title: '甲' }, { title: '乙' }])
    const [first, , third] = sheet.rows('drills')
    expect(rowIds.get('drills')).toEqual([first.id, third.id])
  })
  it('puts a finding at the row it speaks of', () => {
    const sheet = new Sheet()
    sheet.addRows('drills', [{ title: '' }, { title: '甲' }])
    const plain = { code: 'WRK116', severity: 'blocker' as const, text: '', fix: '', text_en: '', fix_en: '', key: '' }
    const [finding] = boundFindings([{ ...plain, place: 'record:drills:1:held_on' }], sheet.content().rowIds)
    expect(finding.at).toBe(`record:drills:~${sheet.rows('drills')[1].id}:held_on`)
    sheet.setReason(finding.reasonKey, '补报')
    expect(sheet.content().content.reasons).toEqual({ 'WRK116@record:drills:1:held_on': '补报' })
  })
  it('counts every change, and none that changes nothing', () => {
    const sheet = new Sheet()
    sheet.load(kContent)
    const [row] = sheet.rows('drills')
    sheet.setCell('drills', row.id, 'title', '甲')
    expect(sheet.version.value).toBe(0)
    sheet.setCell('drills', row.id, 'title', '丁')
    sheet.setReport('10.7', '')
    expect(sheet.version.value).toBe(2)
    expect(sheet.content().content.reports).toEqual({})
  })
  it('does not let “nothing happened” stand beside a first record', () => {
    const sheet = new Sheet()
    sheet.setClosed('drills', '2011', true)
    sheet.addRows('drills', [{ title: '甲' }])
    expect(sheet.isClosed('drills')).toBe(false)
    sheet.setClosed('drills', '2011', true)
    sheet.addRows('drills', [{ title: '乙' }])
    expect(sheet.isClosed('drills')).toBe(true)
  })
  it('knows what has been given', () => {
    expect(isGiven(kContent, 'figure:gdp')).toBe(true)
    expect(isGiven(kContent, 'figure:population')).toBe(false)
    expect(isGiven(kContent, 'ledger:plans')).toBe(true)
    expect(isGiven({ closures: [{ ledger: 'x', period: '2011' }] }, 'ledger:x')).toBe(true)
    expect(isGiven(kContent, 'evidence:2.3')).toBe(true)
    expect(isGiven(kContent, 'report:10.8')).toBe(false)
  })
})
