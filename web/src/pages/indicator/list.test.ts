import { describe, expect, it } from 'vitest'
import { countOf, fitting, type Tile } from './list'

const tile = (number: number, more: Partial<Tile>): Tile => ({
  number,
  name: `指标${number}`,
  name_en: '',
  group: '环境质量',
  group_en: 'Quality',
  outcome: 'met',
  outcome_text: '',
  sentence: '',
  measured: '',
  limit_text: '',
  room: '',
  reachability: { applicable: false, reachable: false, safe: false, text: '' },
  missing: { count: 0, late: 0, suppliers: [] },
  lead_units: [],
  trend: null,
  ...more,
})
const tiles = [
  tile(8, { name: '城区空气质量', outcome: 'not_met', lead_units: ['市环保局'] }),
  tile(17, {
    name: '机动车环保检验',
    outcome: 'undecided',
    group: '环境建设',
    missing: { count: 3, late: 2, suppliers: ['市公安局'] },
  }),
  tile(12, { name: '交通干线噪声', lead_units: ['市公安局'] }),
]
const none = { outcome: '', unit: '', group: '', words: '' }

describe('the list of indicators', () => {
  it('counts outcomes', () => {
    expect(countOf(tiles)).toEqual({ met: 1, not_met: 1, undecided: 1, not_due: 0 })
  })
  it('finds what a unit leads and what it owes data for', () => {
    expect(fitting(tiles, { ...none, unit: '市公安局' }).map((each) => each.number)).toEqual([17, 12])
  })
  it('finds by every word, in name, unit or number', () => {
    expect(fitting(tiles, { ...none, words: '空气 环保' }).map((each) => each.number)).toEqual([8])
    expect(fitting(tiles, { ...none, words: '12' }).map((each) => each.number)).toEqual([12])
    expect(fitting(tiles, { ...none, group: '环境建设' }).map((each) => each.number)).toEqual([17])
  })
})
