import { expect, test } from 'vitest'
import { monthsBefore } from './dueText'

test('months before a day begin with their first day, over the year too', () => {
  expect(monthsBefore('2012-03-01', 3)).toBe('2011-12-01')
  expect(monthsBefore('2012-05-31', 3)).toBe('2012-02-01')
})
