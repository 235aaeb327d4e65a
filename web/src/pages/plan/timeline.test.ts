import { describe, expect, it } from 'vitest'
import type { Duty } from './planView'
import { barOf, periodDays, scaleOf, ticksOf } from './timeline'

const duty = (more: Partial<Duty>): Duty => ({
  indicator: 1,
  task: '1.1',
  unit: '市环保局',
  role: 'lead',
  joint_with: [],
  territory: '',
  text: '',
  rhythm: 'quarterly',
  period: '2011Q4',
  due: '2012-01-17',
  state: 'overdue',
  missed_periods: 1,
  ...more,
})

describe('periodDays', () => {
  it('knows every kind of period', () => {
    expect(periodDays('2011')).toEqual(['2011-01-01', '2011-12-31'])
    expect(periodDays('2011H2')).toEqual(['2011-07-01', '2011-12-31'])
    expect(periodDays('2011Q1')).toEqual(['2011-01-01', '2011-03-31'])
    expect(periodDays('2012-02')).toEqual(['2012-02-01', '2012-02-29'])
    expect(periodDays('2012-02-03')).toEqual(['2012-02-03', '2012-02-03'])
    expect(periodDays('2010/2011')).toEqual(['2010-09-01', '2011-08-31'])
    expect(periodDays('2009-01-01..2011-12-31')).toEqual(['2009-01-01', '2011-12-31'])
    expect(periodDays('sometime')).toBeNull()
  })
})

describe('scaleOf', () => {
  it('reaches from the first year over today and every day due', () => {
    const scale = scaleOf([2009, 2010, 2011], '2012-03-01', [duty({})], ['2011-12-31', ''])
    expect(scale.at('2009-01-01')).toBe(0)
    expect(scale.at('2008-01-01')).toBe(0)
    expect(scale.at('2012-03-31')).toBe(1)
    expect(
      ticksOf(scale)
        .filter((tick) => tick.isYear)
        .map((tick) => tick.label),
    ).toEqual(['2009', '2010', '2011', '2012'])
    expect(ticksOf(scale)[1].label).toBe('Q2')
  })
})

describe('barOf', () => {
  const scale = scaleOf([2011], '2012-03-01', [duty({})], [])
  it('runs on to today only where a duty is overdue', () => {
    const late = barOf(duty({}), scale, '2012-03-01')
    expect(late?.due).toBe(scale.at('2012-01-17'))
    expect(late?.lateTo).toBe(scale.at('2012-03-01'))
    expect(barOf(duty({ state: 'under_way' }), scale, '2012-03-01')?.lateTo).toBeNull()
  })
  it('is not there without a period', () => {
    expect(barOf(duty({ period: null }), scale, '2012-03-01')).toBeNull()
  })
})
