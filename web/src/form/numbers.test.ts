import { describe, expect, it } from 'vitest'
import { compareDigits, deviation, grouped, readNumber } from './numbers'

describe('reading a number as a clerk writes it', () => {
  it.each([
    ['700', '700', ''],
    ['1,234.50', '1234.50', ''],
    ['１，２３４．５', '1234.5', ''],
    ['1.2亿', '120000000', ''],
    ['0.00015万', '1.5', ''],
    ['-3.25万', '-32500', ''],
    ['1.2亿元', '1.2', '亿元'],
    ['约 700 吨', '700', '吨'],
    ['12345678901234567890', '12345678901234567890', ''],
  ])('%s', (text, digits, unit) => {
    expect(readNumber(text)).toEqual({ digits, unit })
  })
  it.each(['', '约', '68,2', '1.5E+08', '七百', '1,23,456', '.', '3.', '--3'])('does not guess at “%s”', (text) => {
    expect(readNumber(text)).toBeNull()
  })
})

it('groups digits and keeps all of them', () => {
  expect(grouped('1234567.80')).toBe('1,234,567.80')
  expect(grouped('-1234')).toBe('-1,234')
  expect(grouped('12345678901234567890')).toBe('12,345,678,901,234,567,890')
})

it('compares exactly where a double would not', () => {
  expect(compareDigits('0.30000000000000001', '0.3')).toBe(1)
  expect(compareDigits('9007199254740993', '9007199254740992')).toBe(1)
  expect(compareDigits('1.50', '1.5')).toBe(0)
  expect(compareDigits('-2', '1')).toBe(-1)
})

describe('how it stands to the year before', () => {
  it.each([
    ['100', '100.0', 't', 'same', '0', ''],
    ['112.3', '100', 't', 'more', '12.3', '12.3'],
    ['95', '100', 't', 'less', '5', '5'],
    ['1250', '100', 't', 'times', '1150', '12.5'],
    ['10', '100', 't', 'part', '90', '10'],
    ['82.5', '80', '%', 'points_more', '2.5', ''],
    ['79', '80', '%', 'points_less', '1', ''],
    ['5', '0', 't', 'other', '5', ''],
    ['100.01', '100', 't', 'more', '0.01', '<0.1'],
  ])('%s after %s %s', (now, before, unit, kind, difference, percent) => {
    expect(deviation(now, before, unit)).toEqual({ kind, difference, percent })
  })
})
