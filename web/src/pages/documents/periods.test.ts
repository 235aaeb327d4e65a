import { expect, test } from 'vitest'
import { lastOver, periodChoices } from './periods'

const texts = (...of: Parameters<typeof periodChoices>) =>
  periodChoices(...of).map((each) => each.period + (each.isOver ? '' : ' …'))

test('periods that have begun, the latest first', () => {
  expect(texts('year', '2012-03-01', '2009-01-01')).toEqual(['2012 …', '2011', '2010', '2009'])
  expect(texts('half_year', '2012-07-01', '2012-01-01')).toEqual(['2012H2 …', '2012H1'])
  expect(texts('quarter', '2012-03-31', '2011-01-01')).toEqual(['2012Q1 …', '2011Q4', '2011Q3', '2011Q2', '2011Q1'])
  expect(texts('month', '2012-02-29', '2012-01-01')).toEqual(['2012-02 …', '2012-01'])
  expect(texts('day', '2012-02-29', '2012-01-01')).toEqual([])
})

test('the last one that is over', () => {
  expect(lastOver('year', '2012-03-01', '2009-01-01')).toBe('2011')
  expect(lastOver('quarter', '2012-04-01', '2009-01-01')).toBe('2012Q1')
  expect(lastOver('month', '2012-01-15', '2009-01-01')).toBe('2011-12')
  expect(lastOver('day', '2012-03-01', '2009-01-01')).toBe('2012-02-29')
  expect(lastOver('month', '2012-01-15', '2012-01-01')).toBe('')
})
