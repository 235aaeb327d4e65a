import { named } from '@/i18n'
import { figureName, readPlace, type Definitions } from './places'
import { itemTitle, periodTitle } from './titles'
import { useFormWords } from './formWords'
import type { useWords } from './words'

// A place of a finding or of a reason as people say it: 应急演练 第3条 演练日期.
export function placeTitle(w: ReturnType<typeof useWords>, definitions: Definitions, text: string): string {
  const f = useFormWords()
  const place = readPlace(text)
  if (place.kind === 'whole') return text === '' ? w('wholeSubmission') : text
  if (place.kind === 'figure') {
    const name = figureName(definitions, place.figure, place.subject)
    return place.period ? `${name} ${periodTitle(w, place.period)}` : name
  }
  if (place.kind !== 'record') return itemTitle(w, definitions, text)
  const ledger = definitions.ledgers.find((each) => each.key === place.ledger)
  const field = ledger?.fields.find((each) => each.key === place.field)
  const name = ledger ? named(ledger) : place.ledger
  return [name, f('rowNumber', { row: place.row }), field ? named(field) : place.field].filter(Boolean).join(' ')
}
