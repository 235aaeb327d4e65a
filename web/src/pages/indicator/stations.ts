import type { Schemas } from '@/api/client'
import { named } from '@/i18n'
import { levelName, type Chart, type ChartPoint } from '@/ui/chartTable'
import type { MapMark } from '@/ui/CountyMap.vue'

export type Station = Schemas['MonitoredStation']
export interface PlaceRow {
  key: string
  name: string
  county: string
  isControl: boolean
  target: string
  point: ChartPoint | undefined
  shown: string // value or level
}

// The last year of a series, or the last period that has something where there is none.
export function latestOf(points: ChartPoint[]): ChartPoint | undefined {
  const years = points.filter((point) => /^\d{4}$/.test(point.at))
  return years.at(-1) ?? points.filter((point) => point.valid).at(-1)
}

export function placesOf(chart: Chart, stations: Station[]): PlaceRow[] {
  const byKey = new Map(stations.map((station) => [station.key, station]))
  return chart.series
    .filter((series) => series.station)
    .map((series) => {
      const point = latestOf(series.points)
      return {
        key: series.station ?? '',
        name: named(series),
        county: byKey.get(series.station ?? '')?.county ?? '',
        isControl: series.is_control === true,
        target: levelName(chart, series.target),
        point,
        shown: point?.level ? levelName(chart, point.level) : (point?.value ?? ''),
      }
    })
}

// Where a station lies on the map; without coordinates at the seat of its county; null where not even that is known.
export function positionOf(station: Station | undefined, map: Schemas['Map']): { x: number; y: number } | null {
  if (!station) return null
  if (station.longitude !== null && station.latitude !== null) {
    const { west, east, south, north } = map.projection
    return {
      x: ((Number(station.longitude) - Number(west)) / (Number(east) - Number(west))) * map.width,
      y: ((Number(north) - Number(station.latitude)) / (Number(north) - Number(south))) * map.height,
    }
  }
  const county = map.regions.find((region) => region.name === station.county)
  return county ? { x: county.seat[0], y: county.seat[1] } : null
}

export function marksOf(rows: PlaceRow[], stations: Station[], map: Schemas['Map']): MapMark[] {
  const byKey = new Map(stations.map((station) => [station.key, station]))
  return rows.flatMap((row) => {
    const position = positionOf(byKey.get(row.key), map)
    if (!position) return []
    const isKnown = row.point?.valid === true
    const tone = row.isControl ? 'not-due' : !isKnown ? 'undecided' : row.point?.breaks ? 'not-met' : 'met'
    const sign = row.isControl ? '◇' : !isKnown ? '?' : row.point?.breaks ? '✘' : '✔'
    return [{ key: row.key, name: row.name, ...position, tone, sign } as const]
  })
}

// The station sets of a medium that a rule asks about: good_day(air) -> air.
export function setsOf(list: Schemas['StationList'], medium: string, rule: string): string[] {
  const words = new Set(rule.split(/[^A-Za-z0-9_]+/))
  return list.sets.filter((set) => set.medium === medium && words.has(set.key)).map((set) => set.key)
}
