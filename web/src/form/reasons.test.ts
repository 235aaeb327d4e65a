import { expect, it } from 'vitest'
import { indicatorsOf, whyByItem } from './reasons'

const plain = { rhythm: 'annual', due: { fixed: null, days: 60, working_days: 0 }, state: 'confirmed' } as const

it('names the indicators that need an item, once each, and of one unit alone', () => {
  const why = whyByItem('市统计局', [
    {
      ...plain,
      id: '市统计局|figure:gdp',
      unit: '市统计局',
      item: 'figure:gdp',
      needed_by: ['criterion:5.1', 'criterion:4.2', 'task:5.3'],
      reason: '指标包指定的供数单位',
    },
    {
      ...plain,
      id: '市环保局|figure:gdp',
      unit: '市环保局',
      item: 'figure:gdp',
      needed_by: ['criterion:9.1'],
      reason: '',
    },
  ])
  expect(why.get('figure:gdp')).toEqual({ indicators: [4, 5], tasks: ['5.3'], reason: '指标包指定的供数单位' })
  expect(indicatorsOf(['figure:gdp', 'report:1.1'], why)).toEqual([4, 5])
})
