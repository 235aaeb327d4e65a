import { ref, shallowRef } from 'vue'
import { api, ask, askWhole } from '@/api/client'
import { useAct } from '@/ui/act'

// One setting of the programme, changed upon the value that was seen. `value` is null while nothing is set or the value
// is a secret.
export function useSetting(name: string) {
  const value = shallowRef<string | null>(null)
  const isSet = ref(false)
  const etag = ref('')
  const { run, isBusy, problem } = useAct()

  const read = () =>
    run(async () => {
      const come = await askWhole(api.GET('/settings/{name}', { params: { path: { name } } }))
      value.value = come.data.value
      isSet.value = come.data.value !== null
      etag.value = come.etag
    })
  const store = (next: string) =>
    run(async () => {
      const params = { path: { name }, header: { 'If-Match': etag.value } }
      await ask(api.PUT('/settings/{name}', { params, body: { value: next } }))
      const come = await askWhole(api.GET('/settings/{name}', { params: { path: { name } } }))
      value.value = come.data.value
      isSet.value = true
      etag.value = come.etag
    })
  return { value, isSet, read, store, isBusy, problem }
}

export interface Recipient {
  id: string
  channel: 'email' | 'wecom' | 'dingtalk' | 'feishu'
  address: string
  unit: string
  level: 'unit' | 'unit_head' | 'office' | 'leader'
}
export interface Mail {
  host: string
  port?: number
  security?: 'starttls' | 'tls'
  user?: string
  from: string
  ca_file?: string
}

export function readJson<T>(text: string | null, otherwise: T): T {
  if (text === null || text === '') return otherwise
  try {
    return JSON.parse(text) as T
  } catch {
    return otherwise
  }
}
