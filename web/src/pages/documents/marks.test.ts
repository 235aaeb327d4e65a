import { expect, test } from 'vitest'
import { markOf, placeOf } from './marks'

const field = (name: string, kind: '文字' | '是否' | '列表' | '一组' | '图') => ({
  name,
  kind,
  meaning: '',
  example: '',
})

test('marks as they are written in Word', () => {
  expect(markOf(field('指标.判定', '文字'))).toBe('{{指标.判定}}')
  expect(markOf(field('变化', '是否'))).toBe('{{#如果 变化}} … {{/如果}}')
  expect(markOf(field('指标', '列表'))).toBe('{{#每个 指标}} … {{/每个}}')
  expect(markOf(field('污染物.各月图', '图'))).toBe('{{图:污染物.各月图}}')
  expect(markOf(field('空气', '一组'))).toBe('')
})

test('where a finding is, without the file', () => {
  expect(placeOf('air-daily.docx:12')).toEqual({ part: '', paragraph: 12 })
  expect(placeOf('air-daily.docx:页眉:1')).toEqual({ part: '页眉', paragraph: 1 })
  expect(placeOf('self-check.xlsx:自查表:7:B')).toEqual({ part: '自查表 B7', paragraph: 0 })
  expect(placeOf('self-check.xlsx:自查表:页眉页脚')).toEqual({ part: '自查表 页眉页脚', paragraph: 0 })
  expect(placeOf('air-daily.docx')).toEqual({ part: '', paragraph: 0 })
})
