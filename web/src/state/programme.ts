import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, ask, type Schemas } from '@/api/client'
import { worded } from '@/i18n'

// Which programme this is, and what time it is there: a rehearsal has a clock of its own.
export const useProgramme = defineStore('programme', () => {
  const programme = shallowRef<Schemas['Programme'] | null>(null)
  const offsetMs = ref(0)
  const tick = ref(Date.now())

  async function read(): Promise<void> {
    programme.value = await ask(api.GET('/programme'))
    offsetMs.value = Date.parse(programme.value.now) - Date.now()
  }
  setInterval(() => (tick.value = Date.now()), 30_000)
  const now = computed(() => new Date(tick.value + offsetMs.value))
  // The day in China (+08:00), where all days of the programme are: 2012-03-01.
  const today = computed(() => new Date(now.value.getTime() + 8 * 3_600_000).toISOString().slice(0, 10))
  const title = computed(() => programme.value && worded(programme.value.title, programme.value.title_en))
  // Before the first assessment year nothing was known.
  const firstDay = computed(() => `${programme.value?.years[0] ?? today.value.slice(0, 4)}-01-01`)
  return { programme, title, now, today, firstDay, offsetMs, read }
})
