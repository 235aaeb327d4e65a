import { inject, provide, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { language, named } from '@/i18n'
import type { Indicator, Plan, TaskRow } from './planView'

// What every part of the page looks at.
export interface PlanContext {
  plan: ComputedRef<Plan>
  english: ComputedRef<Map<number, string>> // requirements by number of the indicator
  unit: ComputedRef<string> // whose eyes one looks through; "" nobody's
  task: ComputedRef<string> // the task that is marked
  isEditing: Ref<boolean>
  hasDuties: ComputedRef<boolean> // false: how tasks stand could not be read
  choose: (label: string) => void // marks a task and shows its details, or puts them away
  point: (row: TaskRow, anchor: HTMLElement | null, isByKey: boolean) => void // its original wording beside it
  leave: () => void
}

// Names one after the other, as the language writes a list.
export function listed(names: string[]): string {
  return names.join(language() === 'en' ? ', ' : '、')
}

export function unitName(plan: Plan, name: string): string {
  const known = plan.units.find((unit) => unit.name === name)
  return known ? named(known) : name
}

// The requirement of an indicator in one line; in English where the pack has it.
export function headingOf(indicator: Indicator, english: Map<number, string>): string {
  const text = (language() === 'en' && english.get(indicator.number)) || indicator.requirement
  return `${indicator.number} ${text}`
}

const kContext: InjectionKey<PlanContext> = Symbol('plan')

export function providePlan(context: PlanContext): void {
  provide(kContext, context)
}
export function usePlanContext(): PlanContext {
  const context = inject(kContext)
  if (!context) throw new Error('a part of the plan page stands outside of it')
  return context
}
