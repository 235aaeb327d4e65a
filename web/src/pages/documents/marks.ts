import type { Schemas } from '@/api/client'

// How a name is written in a template, ready to be copied into Word; '' where it is no mark of its own.
export function markOf(field: Schemas['DocumentField']): string {
  switch (field.kind) {
    case '文字':
      return `{{${field.name}}}`
    case '是否':
      return `{{#如果 ${field.name}}} … {{/如果}}`
    case '列表':
      return `{{#每个 ${field.name}}} … {{/每个}}`
    case '图':
      return `{{图:${field.name}}}`
    default:
      return ''
  }
}

// Of where a finding of a template is, "air-daily.docx:12", "air-daily.docx:页眉:1" or "self-check.xlsx:自查表:7:B": the
// part of the document and the number of its paragraph, or the sheet and its cell.
export function placeOf(where: string): { part: string; paragraph: number } {
  const [, ...rest] = where.split(':')
  const column = rest.at(-1) ?? ''
  if (rest.length > 1 && /^[A-Z]{1,3}$/.test(column))
    return { part: `${rest.slice(0, -2).join(':')} ${column}${rest.at(-2)}`.trim(), paragraph: 0 }
  const paragraph = Number(column)
  return paragraph > 0 ? { part: rest.slice(0, -1).join(' '), paragraph } : { part: rest.join(' '), paragraph: 0 }
}
