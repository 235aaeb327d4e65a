import { describe, expect, it } from 'vitest'
import type { Schemas } from '@/api/client'
import type { Chart } from '@/ui/chartTable'
import { latestOf, marksOf, placesOf, positionOf, setsOf, type Station } from './stations'

const map = {
  width: 1000,
  height: 500,
  projection: { west: '112', east: '113', south: '39', north: '40' },
  regions: [{ name: '应县', seat: [700, 300] }],
} as unknown as Schemas['Map']
const station = (key: string, more: Partial<Station>) =>
  ({ key, county: '应县', longitude: null, latitude: null, ...more }) as Station

describe('stations on the map', () => {
  it('lie in proportion, or at the seat of their county', () => {
    expect(positionOf(station('a', { longitude: '112.25', latitude: '39.8' }), map)?.x).toBeCloseTo(250)
    expect(positionOf(station('a', { longitude: '112.25', latitude: '39.8' }), map)?.y).toBeCloseTo(100)
    expect(positionOf(station('b', {}), map)).toEqual({ x: 700, y: 300 })
    expect(positionOf(station('c', { county: '大同县' }), map)).toBeNull()
  })

  it('are marked by their last year: kept, missed, not known, reference', () => {
    const series = (key: string, point: object, more: object = {}) => ({
      key,
      name: key,
      name_en: '',
      station: key,
      points: [{ at: '2011', valid: true, ...point }],
      ...more,
    })
    const chart = {
      levels: [],
      series: [
        series('a', { value: '50' }),
        series('b', { value: '70', breaks: true }),
        series('c', { valid: false }),
        series('d', { value: '20' }, { is_control: true }),
        { key: 'mean', name: '全市', name_en: '', points: [] },
      ],
    } as unknown as Chart
    const stations = ['a', 'b', 'c', 'd'].map((key) => station(key, {}))
    const rows = placesOf(chart, stations)
    expect(rows.map((row) => row.key)).toEqual(['a', 'b', 'c', 'd'])
    expect(marksOf(rows, stations, map).map((mark) => mark.sign)).toEqual(['✔', '✘', '?', '◇'])
  })

  it('take the year where there is one, else the last month that is known', () => {
    const month = (at: string, valid = true) => ({ at, valid })
    expect(latestOf([month('2011-11'), month('2011-12', false)])?.at).toBe('2011-11')
    expect(latestOf([month('2011-12'), month('2011'), month('2012-01')])?.at).toBe('2011')
  })

  it('belong to the set that the rule names', () => {
    const list = {
      sets: ['air', 'air_county'].map((key) => ({ key, medium: 'air' })),
      items: [],
    } as unknown as Schemas['StationList']
    expect(setsOf(list, 'air', 'share of days in year where good_day(air_county) >= 85 %')).toEqual(['air_county'])
  })
})
