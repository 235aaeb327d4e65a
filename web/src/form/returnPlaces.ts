import type { Schemas } from '@/api/client'
import { fullContent, type Content, type Sheet } from './content'
import { partsOf, readPart, type IdentityOf } from './merge'
import { boundPlace } from './places'

// Reasons of a return by place of the page. They name rows of what was handed in; those have moved since, and are found
// again by what identifies the record.
export function boundReturns(
  reasons: readonly Schemas['ReturnReason'][],
  handedIn: Content,
  sheet: Sheet,
  identity: IdentityOf,
): Map<string, string[]> {
  const namesOf = (content: Content) =>
    [...partsOf({ records: fullContent(content).records }, identity).keys()]
      .map(readPart)
      .flatMap((part) => (part[0] === 'record' ? [{ ledger: part[1], name: `${part[2]}#${part[3]}` }] : []))
  const then = namesOf(handedIn)
  const { content, rowIds } = sheet.content()
  const now = namesOf(content)
  const bound = new Map<string, string[]>()
  for (const { place, text } of reasons) {
    const at = boundPlace(place, (ledger, row) => {
      const name = then.filter((each) => each.ledger === ledger)[row - 1]?.name
      const index = now.filter((each) => each.ledger === ledger).findIndex((each) => each.name === name)
      return index < 0 ? undefined : rowIds.get(ledger)?.[index]
    })
    bound.set(at, [...(bound.get(at) ?? []), text])
  }
  return bound
}
