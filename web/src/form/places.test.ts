import { expect, it } from 'vitest'
import { boundPlace, figurePlace, readPlace, unboundPlace } from './places'

it('reads the places of findings', () => {
  expect(readPlace('figure:total_emission(COD):2010')).toEqual({
    kind: 'figure',
    figure: 'total_emission',
    subject: 'COD',
    period: '2010',
  })
  expect(readPlace('figure:gdp')).toEqual({ kind: 'figure', figure: 'gdp', subject: '', period: '' })
  expect(readPlace('record:drills:3:held_on')).toEqual({ kind: 'record', ledger: 'drills', row: 3, field: 'held_on' })
  expect(readPlace('record:drills:3')).toEqual({ kind: 'record', ledger: 'drills', row: 3, field: '' })
  expect(readPlace('closure:drills:2011')).toEqual({ kind: 'closure', key: 'drills' })
  expect(readPlace('evidence:2.3')).toEqual({ kind: 'evidence', key: '2.3' })
  expect(readPlace('')).toEqual({ kind: 'whole' })
})

it('names a figure of the request without its period', () => {
  expect(figurePlace('total_emission', 'COD', '2011', '2011')).toBe('figure:total_emission(COD)')
  expect(figurePlace('gdp', '', '2010', '2011')).toBe('figure:gdp:2010')
})

it('binds a row and finds its number again', () => {
  const bound = boundPlace('record:drills:3:held_on', (_, row) => (row === 3 ? 17 : undefined))
  expect(bound).toBe('record:drills:~17:held_on')
  expect(unboundPlace(bound, () => 2)).toBe('record:drills:2:held_on')
  expect(unboundPlace(bound, () => undefined)).toBeNull()
  expect(unboundPlace('figure:gdp', () => undefined)).toBe('figure:gdp')
})
