import { expect, test } from 'vitest'
import { monthsOf } from './calendarMonths'

// The Spring Festival of 2011: 2 to 8 February off, Saturday 12 February worked.
const calendar = {
  years: [2011],
  holidays: ['2011-02-02', '2011-02-03', '2011-02-04', '2011-02-07', '2011-02-08'],
  worked_days: ['2011-02-12'],
}
const february = monthsOf(calendar, 2011)[1]
const day = (number: number) => february.flat().find((each) => each?.number === number)

test('weeks begin on Monday and are whole', () => {
  expect(february).toHaveLength(5)
  expect(february.every((week) => week.length === 7)).toBe(true)
  expect(february[0].map((each) => each?.number ?? 0)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(day(28)?.date).toBe('2011-02-28')
})
test('a holiday is off, a weekend day that is worked is not', () => {
  expect(day(1)).toMatchObject({ isOff: false, isException: false })
  expect(day(2)).toMatchObject({ isOff: true, isException: true })
  expect(day(5)).toMatchObject({ isOff: true, isException: false })
  expect(day(12)).toMatchObject({ isOff: false, isException: true })
})
