import type { Field } from './cells'
import { recordPlace, type Row } from './content'
import { gravest, useForm } from './openForm'

// bad: keeps it from being handed in · warned: look again · todo: not filled in yet, and nobody asked to submit
export type Mark = '' | 'bad' | 'warned' | 'todo'

// How the cells of a ledger are marked by what is said about them.
export function useMarks(ledger: string) {
  const form = useForm()
  function markOf(row: Row | null, field: Field): Mark {
    if (!row) return ''
    const place = recordPlace(ledger, row.id, field.key)
    if (form.returns.value.has(place)) return 'bad'
    const grave = gravest(form.byPlace.value.get(place) ?? [])
    if (!grave || grave === 'note') return ''
    if (grave === 'warning') return 'warned'
    return (row.fields[field.key] ?? '').trim() || form.isStrict.value ? 'bad' : 'todo'
  }
  function rowMark(row: Row | null): Mark {
    const grave = row && gravest(form.byPlace.value.get(recordPlace(ledger, row.id)) ?? [])
    return grave === 'blocker' || grave === 'error' ? 'bad' : grave === 'warning' ? 'warned' : ''
  }
  return { markOf, rowMark }
}
