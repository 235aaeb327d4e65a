import { onScopeDispose, watch } from 'vue'
import { api, askWhole } from '@/api/client'
import { isLive } from '@/api/live'
import { useProgramme } from '@/state/programme'
import { useSession } from '@/state/session'
import { forget, keep, kept } from '@/ui/keep'
import type { Sheet } from '@/form/content'
import { DraftKeeper, kNoDraft, type DraftPorts, type LocalDraft } from '@/form/draftKeeper'
import type { IdentityOf } from '@/form/merge'

const kLookEveryMs = 60_000

export function localKey(account: string, request: string): string {
  return `${account}|${request}`
}

function portsOf(request: string, account: string, now: () => number): DraftPorts {
  const key = localKey(account, request)
  const path = { request }
  return {
    now,
    async read() {
      const come = await askWhole(api.GET('/requests/{request}/draft', { params: { path } }))
      return { content: come.data, etag: come.etag || kNoDraft }
    },
    async write(content, etag) {
      const header = etag === kNoDraft ? { 'If-None-Match': '*' } : { 'If-Match': etag }
      const sent = api.PUT('/requests/{request}/draft', { params: { path, header }, body: content })
      return (await askWhole(sent)).etag
    },
    kept: () => kept<LocalDraft>('drafts', key),
    keep: (draft) => keep('drafts', key, { ...draft, key }),
    forget: () => forget('drafts', key),
  }
}

// The draft of a request for as long as its page is open: tried again when the network, the session or the server is back.
export function useDraft(request: string, sheet: Sheet, identity: IdentityOf): DraftKeeper {
  const programme = useProgramme()
  const session = useSession()
  const account = session.me?.account ?? ''
  const keeper = new DraftKeeper(
    sheet,
    portsOf(request, account, () => Date.now() + programme.offsetMs),
    identity,
  )
  watch(sheet.version, () => {
    if (keeper.isDirty) keeper.touched()
  })
  const retry = () => {
    if (keeper.state.value === 'offline' || keeper.state.value === 'pending') void keeper.flush()
  }
  const look = () => {
    if (document.visibilityState === 'visible') void keeper.look()
  }
  addEventListener('online', retry)
  addEventListener('focus', look)
  const timer = setInterval(look, kLookEveryMs)
  watch(isLive, (live) => live && retry())
  watch(
    () => session.isLost,
    (isLost) => !isLost && retry(),
  )
  onScopeDispose(() => {
    removeEventListener('online', retry)
    removeEventListener('focus', look)
    clearInterval(timer)
    void keeper.flush().finally(() => keeper.stop())
  })
  return keeper
}
