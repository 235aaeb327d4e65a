import { computed, toValue } from 'vue'
import { api, ask, type Schemas } from '@/api/client'
import type { LiveEvent } from '@/api/live'
import { useResource } from '@/api/resource'
import { language } from '@/i18n'

export type Tile = Schemas['Tile']
const kFacts = /^(submission|import|evidence|request|matter|unit|plan)/

const isWork = (event: LiveEvent): boolean => event.type === 'work' && kFacts.test(event.work.kind)

// What the overview and the wall stand on: the same three questions.
export function useOverviewSources() {
  const tiles = useResource(
    () => `tiles?lang=${language()}`,
    (signal) => ask(api.GET('/tiles', { params: { query: { lang: language() } }, signal })),
    (event) => event.type === 'verdict' || isWork(event),
  )
  const overview = useResource('overview', (signal) => ask(api.GET('/overview', { signal })), isWork)
  const changes = useResource(
    'changes',
    (signal) => ask(api.GET('/changes', { params: { query: { days: 1 } }, signal })),
    (event) => event.type === 'verdict' || isWork(event),
  )
  return { tiles, overview, changes }
}

// In the order of the plan, under their groups.
export function groupsOf(tiles: Tile[]): { group: string; group_en: string; tiles: Tile[] }[] {
  const groups: { group: string; group_en: string; tiles: Tile[] }[] = []
  for (const tile of tiles) {
    const last = groups.at(-1)
    if (last?.group === tile.group) last.tiles.push(tile)
    else groups.push({ group: tile.group, group_en: tile.group_en, tiles: [tile] })
  }
  return groups
}

const kUrgency = { not_met: 0, undecided: 1, not_due: 2, met: 3 } as const

// What needs somebody: missed ones first, then undecided ones.
export function useFirst(tiles: () => Tile[]) {
  return computed(() =>
    toValue(tiles)
      .filter((tile) => kUrgency[tile.outcome] < 2)
      .sort((a, b) => kUrgency[a.outcome] - kUrgency[b.outcome] || a.number - b.number),
  )
}
