import { describe, expect, it } from 'vitest'
import { cellsOf, inkOn, monthColumns } from './calendar'

describe('a calendar of days', () => {
  it('begins with the weekday of 1 January: 2011 on a Saturday', () => {
    const [first, second, third] = cellsOf(
      2011,
      ['2011-01-01', '2011-01-02', '2011-01-03'].map((at) => ({ at, valid: true })),
    )
    expect([first.week, first.weekday]).toEqual([0, 5])
    expect([second.week, second.weekday]).toEqual([0, 6])
    expect([third.week, third.weekday]).toEqual([1, 0])
  })
  it('knows leap years', () => {
    const [last] = cellsOf(2012, [{ at: '2012-12-31', valid: true }])
    expect([last.week, last.weekday]).toEqual([53, 0])
  })
  it('says where months begin', () => {
    expect(monthColumns(2011).slice(0, 3)).toEqual([0, 5, 9])
  })
  it('writes on the colours of standards what can be read', () => {
    expect(inkOn('#ffff00')).toBe('#000000')
    expect(inkOn('#99004c')).toBe('#ffffff')
    expect(inkOn('')).toBe('inherit')
  })
})
