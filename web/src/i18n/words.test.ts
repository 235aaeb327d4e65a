import { expect, test } from 'vitest'
import { defineWords, i18n, named, worded } from './index'

const useWords = defineWords(
  'test',
  { left: '还有 {days} 天', rows: '{n} 行' },
  { left: '{days} days left', rows: 'none | one | {n} rows' },
)

test('words with names and numbers in them, in both languages', () => {
  const w = useWords()
  expect(w('left', { days: 3 })).toBe('还有 3 天')
  expect(w('rows', { n: 0 })).toBe('0 行')
  i18n.global.locale.value = 'en'
  expect([0, 1, 5].map((n) => w('rows', { n }))).toEqual(['none', 'one', '5 rows'])
  expect(named({ name: '市环保局', name_en: '' })).toBe('市环保局')
  expect(named({ name: '市环保局', name_en: 'EPB' })).toBe('EPB')
  expect(worded('核对单位', 'Check the unit')).toBe('Check the unit')
  expect(worded('核对单位', '')).toBe('核对单位')
  i18n.global.locale.value = 'zh'
  expect(named({ name: '市环保局', name_en: 'EPB' })).toBe('市环保局')
  expect(worded('核对单位', 'Check the unit')).toBe('核对单位')
})

// Every words.ts has the same keys in both languages by its types; that nothing was left empty or Chinese is seen here.
test('English words are there and English', async () => {
  const rooms = import.meta.glob('../**/words.ts')
  await Promise.all(Object.values(rooms).map((load) => load()))
  const messages = i18n.global.messages.value as Record<string, Record<string, Record<string, string>>>
  const wrong = Object.entries(messages.en).flatMap(([room, words]) =>
    Object.entries(words)
      .filter(([, word]) => word === '' || /[\u4e00-\u9fff]/.test(word.replace(/语言|中文|空气质量/g, '')))
      .map(([key, word]) => `${room}.${key}: ${word}`),
  )
  expect(wrong).toEqual([])
  // A bare | would begin a plural, which Chinese has not.
  const split = Object.entries(messages.zh).flatMap(([room, words]) =>
    Object.entries(words)
      .filter(([, word]) => word.replaceAll("{'|'}", '').includes('|'))
      .map(([key]) => `${room}.${key}`),
  )
  expect(split).toEqual([])
  for (const room of Object.keys(messages.zh)) {
    expect(Object.keys(messages.en[room]).sort()).toEqual(Object.keys(messages.zh[room]).sort())
  }
})
