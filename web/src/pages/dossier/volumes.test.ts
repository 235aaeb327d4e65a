import { expect, test } from 'vitest'
import { i18n } from '@/i18n'
import { countOf, minutesOf, nameOf, stateOf, type Volume } from './volumes'

const volume = (more: Partial<Volume>): Volume => ({
  id: 'A08',
  title: '',
  title_en: '',
  is_built: true,
  is_stale: false,
  why: '',
  changed: 0,
  values: [],
  pages: 0,
  papers: 0,
  ...more,
})

test('a volume is current, out of date, or was never built', () => {
  const all = [volume({}), volume({ is_stale: true }), volume({ is_built: false, is_stale: true })]
  expect(all.map(stateOf)).toEqual(['current', 'stale', 'unbuilt'])
  expect([countOf(all, 'stale'), countOf(all, 'current')]).toEqual([1, 1])
})

test('the name of a volume beside its number', () => {
  expect(nameOf(volume({ title: 'A08 城区空气质量' }))).toBe('城区空气质量')
  expect(nameOf(volume({ title: '总目录' }))).toBe('总目录')
  i18n.global.locale.value = 'en'
  expect(nameOf(volume({ title: 'A08 城区空气质量', title_en: 'A08 Urban air quality' }))).toBe('Urban air quality')
  expect(nameOf(volume({ title: 'A08 城区空气质量' }))).toBe('城区空气质量')
  i18n.global.locale.value = 'zh'
})

test('time as it is read off a clock', () => {
  expect(minutesOf(0)).toEqual({ minutes: 0, seconds: 0 })
  expect(minutesOf(125.9)).toEqual({ minutes: 2, seconds: 5 })
  expect(minutesOf(-3)).toEqual({ minutes: 0, seconds: 0 })
})
