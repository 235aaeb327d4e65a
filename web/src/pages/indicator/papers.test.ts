import { expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import { papersIn, requestsOf } from './papers'

it('finds the papers of the criteria asked about, in accepted answers alone', () => {
  const coverage = [
    {
      criterion: '8.1',
      requests: [
        { id: '市环保局|2011', state: 'accepted' },
        { id: '市环保局|2012', state: 'returned' },
      ],
    },
    { criterion: '8.2', requests: [{ id: '市环保局|2011', state: 'accepted' }] },
  ] as Schemas['Coverage'][]
  expect([...requestsOf(coverage)]).toEqual(['市环保局|2011'])
  const papers = papersIn(
    { id: '市环保局|2011#1', unit: '市环保局' } as Schemas['Submission'],
    {
      evidence: [
        { digest: 'a', name: '锅炉拆除.pdf', criterion: '8.1' },
        { digest: 'b', name: '演练.pdf', criterion: '2.2' },
      ],
    },
    new Set(['8.1', '8.2']),
  )
  expect(papers.map((paper) => [paper.name, paper.unit])).toEqual([['锅炉拆除.pdf', '市环保局']])
})
