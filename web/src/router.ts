import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { pages, startPage } from './shell/pages'
import { useSession } from './state/session'

// Pages that belong to another in the menu.
const details: RouteRecordRaw[] = [
  {
    path: '/indicators/:number(\\d+)',
    name: 'indicator',
    component: () => import('@/pages/indicator/IndicatorPage.vue'),
    meta: { page: 'indicators' },
  },
  {
    path: '/mywork/:request',
    name: 'request',
    component: () => import('@/pages/mywork/RequestPage.vue'),
    meta: { page: 'mywork' },
  },
  {
    path: '/review/:submission',
    name: 'submission',
    component: () => import('@/pages/review/SubmissionPage.vue'),
    meta: { page: 'review' },
  },
  {
    path: '/ledgers/:ledger',
    name: 'ledger',
    component: () => import('@/pages/ledgers/LedgerPage.vue'),
    meta: { page: 'ledgers' },
  },
]

export const router = createRouter({
  history: createWebHistory('/console/'),
  // A filter in the address is no other page: one stays where one is.
  scrollBehavior: (to, from, saved) =>
    saved ?? (to.hash ? { el: to.hash } : to.path === from.path ? false : { top: 0 }),
  routes: [
    { path: '/login', name: 'login', component: () => import('@/shell/LoginPage.vue'), meta: { open: true } },
    { path: '/welcome', name: 'welcome', component: () => import('@/shell/WelcomePage.vue'), meta: { open: true } },
    {
      path: '/wall',
      name: 'wall',
      component: () => import('@/pages/overview/WallPage.vue'),
      meta: { bare: true, page: 'overview' },
    },
    ...pages.map((page) => ({ path: page.path, name: page.name, component: page.view, meta: { page: page.name } })),
    ...details,
    { path: '/account', name: 'account', component: () => import('@/pages/account/AccountPage.vue') },
    { path: '/:rest(.*)', name: 'nowhere', component: () => import('@/shell/NowherePage.vue') },
  ],
})

router.beforeEach(async (to) => {
  const session = useSession()
  if (!session.isKnown) await session.restore()
  if (to.meta.open) return true
  if (!session.me) return { name: 'login', query: to.path === '/' ? {} : { next: to.fullPath } }
  if (session.me.must_change_password && to.name !== 'account') return { name: 'account' }
  if (to.path === '/' && startPage(session.roles) !== '/') return startPage(session.roles)
  return true
})
