import { afterEach, expect, test } from 'vitest'
import { i18n } from '@/i18n'
import { bytesText, dayText, daysBetween, dueText, momentText, periodText, unitText } from './format'

afterEach(() => {
  i18n.global.locale.value = 'zh'
})

test('days and moments', () => {
  expect(dayText('2012-03-01')).toBe('2012年3月1日')
  expect(dayText(null)).toBe('')
  expect(momentText('2012-03-01T09:05:00+08:00')).toBe('2012-03-01 09:05')
  expect(daysBetween('2012-02-28', '2012-03-01')).toBe(2)
})
test('how far away a day is', () => {
  expect(dueText('2012-03-01', '2012-03-01')).toBe('今天')
  expect(dueText('2012-03-04', '2012-03-01')).toBe('还有3天')
  expect(dueText('2012-02-24', '2012-03-01')).toBe('逾期6天')
})
test('periods', () => {
  expect(['2011', '2011H1', '2011Q3', '2011-03', '2010/2011'].map(periodText)).toEqual([
    '2011年',
    '2011年上半年',
    '2011年三季度',
    '2011年3月',
    '2010/2011学年',
  ])
})
test('English', () => {
  i18n.global.locale.value = 'en'
  expect(dayText('2012-03-01')).toBe('1 Mar 2012')
  expect(dueText('2012-02-29', '2012-03-01')).toBe('1 day late')
})
test('sizes', () => {
  expect([900, 2048, 5 * 1024 * 1024].map(bytesText)).toEqual(['900 B', '2 KB', '5.0 MB'])
})
test('units as people write them', () => {
  expect(unitText('ug/m3')).toBe('μg/m³')
  expect(unitText('m3/万元')).toBe('m³/万元')
  expect(unitText('dB(A)')).toBe('dB(A)')
})
