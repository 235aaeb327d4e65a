import { computed, ref } from 'vue'
import type { Schemas } from '@/api/client'
import type { Indicator, Task } from './planView'

export type PlanEdit = Schemas['PlanEdit']
export type EditField = PlanEdit['field']

export const kRhythms = [
  'none',
  'once',
  'annual',
  'half_yearly',
  'quarterly',
  'monthly',
  'weekly',
  'daily',
  'school_year',
  'on_event',
] as const

const kBetweenUnits = '、'
const kBetweenNotes = '；'

// What stands in a field, as an edit names it.
export function fieldOf(task: Task, field: EditField): string {
  switch (field) {
    case 'text':
      return task.text
    case 'lead':
      return task.lead.join(kBetweenUnits)
    case 'cooperating':
      return task.cooperating.join(kBetweenUnits)
    case 'notes':
      return task.notes.join(kBetweenNotes)
    case 'due':
      return task.due
    case 'rhythm':
      return task.schedule.rhythm
    case 'requirement':
      return ''
  }
}

export function namesIn(text: string): string[] {
  return text
    .split(/[、，,；;\n]+/)
    .map((name) => name.trim())
    .filter(Boolean)
}
export function namesText(names: string[]): string {
  return names.join(kBetweenUnits)
}

function keyOf(indicator: number, task: string, field: EditField): string {
  return `${indicator}/${task}/${field}`
}

// Edits that are not stored yet. They belong to the tab, not to the page: one may look elsewhere and come back.
const pending = ref(new Map<string, PlanEdit>())

export function usePendingEdits() {
  const edits = computed(() => [...pending.value.values()])

  function put(edit: PlanEdit): void {
    const key = keyOf(edit.indicator, edit.task ?? '', edit.field)
    if (edit.after.trim() === edit.before.trim()) pending.value.delete(key)
    else pending.value.set(key, edit)
  }
  function putTask(indicator: number, task: Task, field: EditField, after: string): void {
    put({ indicator, task: task.label, field, before: fieldOf(task, field), after })
  }
  function putRequirement(indicator: Indicator, after: string): void {
    put({ indicator: indicator.number, task: '', field: 'requirement', before: indicator.requirement, after })
  }
  // What an edit that waits would put there; null: none does.
  function waiting(indicator: number, task: string, field: EditField): string | null {
    return pending.value.get(keyOf(indicator, task, field))?.after ?? null
  }
  function drop(edit: PlanEdit): void {
    pending.value.delete(keyOf(edit.indicator, edit.task ?? '', edit.field))
  }
  function clear(): void {
    pending.value.clear()
  }
  return { edits, putTask, putRequirement, waiting, drop, clear }
}
