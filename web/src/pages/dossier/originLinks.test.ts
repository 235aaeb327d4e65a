import { expect, test } from 'vitest'
import { entryLink, evidenceLink, linksOfBinding, submissionLink, type OriginFact } from './originLinks'

const to = (binding: string) => linksOfBinding(binding).map((each) => each.to)
const fact = (more: Partial<OriginFact>) =>
  ({ kind: 'figure', digest: '', submission: '', entry: null, ...more }) as OriginFact

test('what a number is about is a page away', () => {
  expect(to('verdict:8|2011|value')).toEqual(['/indicators/8'])
  expect(to('criterion:8.1|limit')).toEqual(['/indicators/8'])
  expect(to('figure:total_emission(COD)|2010')).toEqual(['/ledgers?figure=total_emission'])
  expect(to('year:8.1:SO2|2010')).toEqual(['/indicators/8'])
  expect(to('records:drills|2011')).toEqual(['/ledgers/drills'])
  expect(to('record:drills|3f2a91bc04|held_on')).toEqual(['/ledgers/drills'])
  expect(to('task:10.7|2011|state')).toEqual(['/plan?task=10.7'])
  expect(to('air:SO2|2011|mean')).toEqual(['/monitoring'])
  expect(to('count:tasks.overdue')).toEqual([])
  expect(to('nonsense')).toEqual([])
})

test('links of a fact are for those who may follow them', () => {
  const reported = fact({ submission: '市统计局|2011#1' })
  expect(submissionLink(reported, ['office'])).toBe('/review/%E5%B8%82%E7%BB%9F%E8%AE%A1%E5%B1%80%7C2011%231')
  expect(submissionLink(reported, ['inspector'])).toBeNull()
  expect(submissionLink(fact({}), ['office'])).toBeNull()
  expect(evidenceLink(fact({ kind: 'evidence', digest: 'ab' }))).toBe('/archive?evidence=ab')
  expect(evidenceLink(fact({ digest: 'ab' }))).toBeNull()
  expect([entryLink(7, ['inspector']), entryLink(7, ['leader']), entryLink(null, ['inspector'])]).toEqual([
    '/audit?entry=7',
    null,
    null,
  ])
})
