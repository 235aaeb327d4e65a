import type { Schemas } from '@/api/client'
import { language, named } from '@/i18n'
import { readChoice } from './paste'

export type Field = Schemas['FieldDefinition']
export type LedgerDefinition = Schemas['LedgerDefinition']

// What a unit fills in: what is computed from the rest is not asked for.
export function givenFields(ledger: LedgerDefinition): Field[] {
  return ledger.fields.filter((field) => !field.derived)
}
export function fieldTitle(field: Field): string {
  if (!field.unit) return named(field)
  return language() === 'en' ? `${named(field)} (${field.unit})` : `${named(field)}（${field.unit}）`
}

export interface Choice {
  value: string
  title: string
}
export function choicesOf(field: Field): Choice[] {
  const isEnglish = language() === 'en'
  if (field.type === 'boolean') {
    return [
      { value: 'true', title: isEnglish ? 'Yes' : '是' },
      { value: 'false', title: isEnglish ? 'No' : '否' },
    ]
  }
  const english = field.choice_names_en ?? []
  return field.choices.map((value, i) => ({
    value,
    title: (isEnglish && english[i]) || field.choice_names[i] || value,
  }))
}
export function isChosen(field: Field): boolean {
  return field.type === 'boolean' || field.type === 'choice' || field.type === 'ordinal'
}

// A cell as people read it.
export function cellText(field: Field, text: string): string {
  if (!isChosen(field)) return text
  const key = field.type === 'boolean' ? text : (readChoice(field, text) ?? text)
  return choicesOf(field).find((choice) => choice.value === key)?.title ?? text
}
// What a record is called by: that which tells it from the others.
export function rowTitle(ledger: LedgerDefinition, fields: Record<string, string>): string {
  const parts = ledger.identity.map((key) => {
    const field = ledger.fields.find((each) => each.key === key)
    return field ? cellText(field, fields[key] ?? '') : ''
  })
  return parts.filter(Boolean).join(' ')
}
