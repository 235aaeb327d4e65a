import { expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import { hoursOf } from './hours'

it('puts readings at their hours, gaps where they are not valid, and marks the first highest', () => {
  const hours = hoursOf({
    points: {
      at: ['2011-03-05T00', '2011-03-05T08', '2011-03-05T09', '2011-03-05T10'],
      value: ['41', '298', '298', '990'],
      flag: ['valid', 'valid', 'valid', 'excluded'],
    },
  } as unknown as Schemas['Readings'])
  expect(hours).toHaveLength(24)
  expect(hours[0]).toEqual({ value: '41', highest: false })
  expect(hours[8]).toEqual({ value: '298', highest: true })
  expect(hours[9].highest).toBe(false)
  expect(hours[10].value).toBe('')
  expect(hours[1].value).toBe('')
})
