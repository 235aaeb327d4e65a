import type { Schemas } from '@/api/client'

// What a record says in a field, in words: choices by their names, truth as yes and no, numbers as they are.
export function fieldText(
  field: Schemas['FieldDefinition'],
  value: string | undefined,
  words: { yes: string; no: string },
  choiceNames: readonly string[],
): string {
  if (value === undefined) return ''
  if (field.type === 'boolean') return value === 'true' ? words.yes : value === 'false' ? words.no : value
  const at = field.choices.indexOf(value)
  return at >= 0 ? (choiceNames[at] ?? value) : value
}
