import { language, named, worded } from '@/i18n'
import { dayText, periodText } from '@/ui/format'
import { figureName, readPlace, type Definitions } from './places'
import { spanOf, type WorkRequest } from './standing'
import type { useWords } from './words'

type Words = ReturnType<typeof useWords>

export function periodTitle(w: Words, period: string): string {
  const span = spanOf(period)
  return span ? w('span', { from: dayText(span[0]), to: dayText(span[1]) }) : periodText(period)
}
export function listText(parts: readonly string[]): string {
  return parts.join(language() === 'en' ? ', ' : '、')
}
// 数据：与公报不一致
export function pairText(name: string, text: string): string {
  return language() === 'en' ? `${name}: ${text}` : `${name}：${text}`
}
// 2011年年报, 2011年二季度季报
export function requestTitle(w: Words, request: Pick<WorkRequest, 'period' | 'rhythm'>): string {
  return w(`title_${request.rhythm}`, { period: periodTitle(w, request.period) })
}

// An item of a request as people call it.
export function itemTitle(w: Words, definitions: Definitions, item: string): string {
  const place = readPlace(item)
  if (place.kind === 'figure') return figureName(definitions, place.figure, '')
  if (place.kind === 'whole' || place.kind === 'record') return item
  const of = (list: { key: string; name: string; name_en?: string }[]) => {
    const found = list.find((each) => each.key === place.key)
    return found ? named(found) : place.key
  }
  switch (place.kind) {
    case 'ledger':
    case 'closure':
      return of(definitions.ledgers)
    case 'survey':
      return of(definitions.surveys)
    case 'readings':
      return w('item_readings', { name: of(definitions.station_sets) })
    case 'evidence':
      return w('item_evidence', { id: place.key, what: evidenceWanted(definitions, place.key) })
    default:
      return w('item_report', { id: place.key })
  }
}
export function evidenceWanted(definitions: Definitions, criterion: string): string {
  const found = definitions.criteria.find((each) => each.id === criterion)
  return found ? worded(found.evidence, found.evidence_en) : ''
}
export function indicatorName(definitions: Definitions, number: number): string {
  const found = definitions.indicators.find((each) => each.number === number)
  return found ? named(found) : ''
}
