import { computed } from 'vue'
import { api, ask } from '@/api/client'
import { useResource } from '@/api/resource'
import { language, named } from '@/i18n'
import { useSession } from '@/state/session'

// What units are called in the language of the reader. Everything speaks of them by their Chinese name, which is their
// key too; the English ones are read when somebody reads English.
export function useUnitNames(): (name: string) => string {
  const session = useSession()
  const maySee = () => session.has('office', 'leader', 'inspector', 'unit_editor', 'unit_reviewer')
  const units = useResource(
    () => (language() === 'en' && maySee() ? 'units' : null),
    (signal) => ask(api.GET('/units', { signal })),
  )
  const names = computed(() => new Map(units.data.value?.items.map((unit) => [unit.name, named(unit)]) ?? []))
  return (name) => names.value.get(name) ?? name
}
