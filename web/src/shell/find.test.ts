import { expect, test } from 'vitest'
import { findIn, type Findable } from './find'

const air: Findable = {
  title: '城区空气质量',
  names: ['城区空气质量', '8'],
  readings: ['chengqukongqizhiliang', 'cqkqzl'],
}
const water: Findable = {
  title: '饮用水源水质',
  names: ['饮用水源水质', '9'],
  readings: ['yinyongshuiyuanshuizhi', 'yysysz'],
}
const bureau: Findable = { title: '市环保局', names: ['市环保局'], readings: ['shihuanbaoju', 'shbj'] }
const all = [air, water, bureau]

test('names, pinyin and initials find', () => {
  expect(findIn(all, '空气', 'zh')).toEqual([air])
  expect(findIn(all, 'cqkq', 'zh')).toEqual([air])
  expect(findIn(all, 'yinyong', 'zh')).toEqual([water])
  expect(findIn(all, 'SHBJ', 'zh')).toEqual([bureau])
})
test('a middle of initials finds from three letters on', () => {
  expect(findIn(all, 'kqzl', 'zh')).toEqual([air])
  expect(findIn(all, 'kq', 'zh')).toEqual([])
})
test('the beginning of a name comes before its middle', () => {
  const other: Findable = { title: '空气自动站', names: ['空气自动站'], readings: [] }
  expect(findIn([air, other], '空气', 'zh')).toEqual([other, air])
})
test('every word must be found, and nothing typed is everything in its order', () => {
  expect(findIn(all, '城区 质量', 'zh')).toEqual([air])
  expect(findIn(all, '城区 环保', 'zh')).toEqual([])
  expect(findIn(all, '  ', 'zh')).toEqual(all)
})
