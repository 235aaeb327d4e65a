import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, ask, setCsrfToken, whenSessionLost, type Schemas } from '@/api/client'
import { closeLive, openLive } from '@/api/live'
import { forgetResources } from '@/api/resource'

export type Role = Schemas['Role']

// Who is at the console.
export const useSession = defineStore('session', () => {
  const me = shallowRef<Schemas['Session'] | null>(null)
  const isKnown = ref(false)
  const isLost = ref(false) // ended while somebody was working: the page stays, and asks to log in again over it

  function enter(session: Schemas['Session'] | null): void {
    if (session?.account !== me.value?.account) forgetResources()
    me.value = session
    isKnown.value = true
    isLost.value = false
    setCsrfToken(session?.csrf_token ?? '')
    if (session && !session.must_change_password) openLive()
    else closeLive()
  }
  whenSessionLost(() => {
    if (me.value) isLost.value = true
    closeLive()
  })

  async function restore(): Promise<void> {
    enter((await ask(api.GET('/session'))) ?? null)
  }
  async function logIn(credentials: Schemas['Credentials']): Promise<void> {
    enter(await ask(api.POST('/session', { body: credentials })))
  }
  async function acceptInvitation(answer: Schemas['InvitationAnswer']): Promise<void> {
    enter(await ask(api.POST('/invitations/accept', { body: answer })))
  }
  async function logOut(): Promise<void> {
    await ask(api.DELETE('/session'))
    enter(null)
  }

  const roles = computed<Role[]>(() => me.value?.roles ?? [])
  const has = (...wanted: Role[]): boolean => wanted.some((role) => roles.value.includes(role))
  return { me, isKnown, isLost, roles, has, enter, restore, logIn, acceptInvitation, logOut }
})
