import { expect, it } from 'vitest'
import { Sheet } from './content'
import { boundReturns } from './returnPlaces'

it('finds the record that came back after rows have moved', () => {
  const handedIn = {
    records: ['甲', '乙'].map((title) => ({ ledger: 'drills', fields: { title } })),
  }
  const sheet = new Sheet()
  sheet.load({ records: ['丙', '乙'].map((title) => ({ ledger: 'drills', fields: { title, people: '3' } })) })
  const reasons = [
    { place: 'record:drills:2:people', text: '人数不对' },
    { place: 'figure:gdp', text: '与公报不一致' },
    { place: 'record:drills:1:title', text: '没有这次演练' },
  ]
  const bound = boundReturns(reasons, handedIn, sheet, () => ['title'])
  expect(bound.get(`record:drills:~${sheet.rows('drills')[1].id}:people`)).toEqual(['人数不对'])
  expect(bound.get('figure:gdp')).toEqual(['与公报不一致'])
  expect(bound.get('record:drills:1:title')).toEqual(['没有这次演练'])
})
