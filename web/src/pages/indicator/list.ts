import type { Schemas } from '@/api/client'

export type Tile = Schemas['Tile']
export type Outcome = Schemas['Outcome']
export const kOutcomes: readonly Outcome[] = ['not_met', 'undecided', 'not_due', 'met']

export interface Filters {
  outcome: string
  unit: string
  group: string
  words: string
}

function says(tile: Tile, words: string): boolean {
  const all = [
    String(tile.number),
    tile.name,
    tile.name_en,
    tile.group,
    tile.group_en,
    ...tile.lead_units,
    ...tile.missing.suppliers,
  ]
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.some((text) => text.toLowerCase().includes(word)))
}

// All filters but the outcome, so that the outcomes can be counted.
export function fitting(tiles: Tile[], filters: Filters): Tile[] {
  return tiles.filter(
    (tile) =>
      (!filters.unit || tile.lead_units.includes(filters.unit) || tile.missing.suppliers.includes(filters.unit)) &&
      (!filters.group || tile.group === filters.group) &&
      (!filters.words.trim() || says(tile, filters.words.trim())),
  )
}

export function countOf(tiles: Tile[]): Record<Outcome, number> {
  const count = { met: 0, not_met: 0, undecided: 0, not_due: 0 }
  for (const tile of tiles) ++count[tile.outcome]
  return count
}
