import { onScopeDispose, watch } from 'vue'
import { api, ask } from '@/api/client'
import { useResource } from '@/api/resource'

const kLookEveryMs = 1_500

// The dossier of a year; while it is built, asked about again and again.
export function useDossier(year: () => string, onBuilt: () => void) {
  const dossier = useResource(
    () => `dossier?year=${year()}`,
    (signal) => ask(api.GET('/dossier', { params: { query: year() ? { year: Number(year()) } : {} }, signal })),
    (event) => event.type === 'work' || event.type === 'verdict',
  )
  let waiting: ReturnType<typeof setTimeout> | undefined
  watch(dossier.data, (now, before) => {
    clearTimeout(waiting)
    if (now?.job.state === 'running') waiting = setTimeout(() => void dossier.refresh(), kLookEveryMs)
    if (before?.job.state !== 'running' || now?.job.state === 'running') return
    // It ended while the volumes were being looked at: once more, as they are now.
    void dossier.refresh()
    if (now?.job.state === 'done') onBuilt()
  })
  onScopeDispose(() => clearTimeout(waiting))
  return dossier
}
