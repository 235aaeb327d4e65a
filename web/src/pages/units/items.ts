import type { Schemas } from '@/api/client'
import { named, worded } from '@/i18n'

// The name of an item, "figure:gdp" -> 地区生产总值; what no definition knows keeps its key.
export function itemNames(definitions: Schemas['Definitions'] | null): (item: string) => string {
  const names = new Map<string, string>()
  for (const each of definitions?.figures ?? []) names.set(`figure:${each.key}`, named(each))
  for (const each of definitions?.ledgers ?? []) names.set(`ledger:${each.key}`, named(each))
  for (const each of definitions?.station_sets ?? []) names.set(`readings:${each.key}`, named(each))
  for (const each of definitions?.surveys ?? []) names.set(`survey:${each.key}`, named(each))
  for (const each of definitions?.criteria ?? [])
    names.set(`evidence:${each.id}`, `${each.id} ${worded(each.evidence, each.evidence_en)}`)
  return (item) => names.get(item) ?? item
}
