import { fullContent, type Content } from '@/form/content'
import { placeTitle } from '@/form/placeTitles'
import { figurePlace, type Definitions } from '@/form/places'
import type { useWords } from '@/form/words'

// Where in a submission a reason can point to, in its order: each figure, each record, closures, papers, reports.
export function placesOf(
  content: Content,
  definitions: Definitions,
  period: string,
  w: ReturnType<typeof useWords>,
): { place: string; title: string }[] {
  const full = fullContent(content)
  const counted = new Map<string, number>()
  const records = full.records.map(({ ledger }) => {
    const number = (counted.get(ledger) ?? 0) + 1
    counted.set(ledger, number)
    return `record:${ledger}:${number}`
  })
  const places = [
    ...full.figures.map((each) => figurePlace(each.figure, each.subject ?? '', each.period, period)),
    ...records,
    ...full.closures.map((each) => `closure:${each.ledger}:${each.period}`),
    ...new Set(full.evidence.map((each) => `evidence:${each.criterion}`)),
    ...Object.keys(full.reports).map((task) => `report:${task}`),
  ]
  return places.map((place) => ({ place, title: placeTitle(w, definitions, place) }))
}
