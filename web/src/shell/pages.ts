import {
  Bell,
  Box,
  Collection,
  DataLine,
  Document,
  DocumentChecked,
  EditPen,
  Files,
  Grid,
  List,
  Lock,
  Notebook,
  OfficeBuilding,
  Promotion,
  Setting,
  TrendCharts,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import type { Role } from '@/state/session'
import type { useShellWords } from './words'

export type PageName = Parameters<ReturnType<typeof useShellWords>>[0] &
  (
    | 'overview'
    | 'indicators'
    | 'plan'
    | 'mywork'
    | 'review'
    | 'monitoring'
    | 'units'
    | 'progress'
    | 'chasing'
    | 'archive'
    | 'ledgers'
    | 'publishing'
    | 'documents'
    | 'dossier'
    | 'audit'
    | 'system'
  )

export interface Page {
  name: PageName
  path: string
  icon: Component
  // Who has something to do or to see there; the server decides again with every request.
  roles: readonly Role[]
  view: () => Promise<unknown>
}

const kWorking: readonly Role[] = ['office', 'leader', 'inspector', 'unit_editor', 'unit_reviewer']
const kOverseeing: readonly Role[] = ['office', 'leader', 'inspector']
const kUnit: readonly Role[] = ['unit_editor', 'unit_reviewer']

// The pages in the order of the menu.
export const pages: readonly Page[] = [
  { name: 'overview', path: '/', icon: Grid, roles: kWorking, view: () => import('@/pages/overview/OverviewPage.vue') },
  {
    name: 'indicators',
    path: '/indicators',
    icon: TrendCharts,
    roles: kWorking,
    view: () => import('@/pages/indicator/IndicatorsPage.vue'),
  },
  { name: 'mywork', path: '/mywork', icon: EditPen, roles: kUnit, view: () => import('@/pages/mywork/MyWorkPage.vue') },
  {
    name: 'review',
    path: '/review',
    icon: DocumentChecked,
    roles: ['office'],
    view: () => import('@/pages/review/ReviewPage.vue'),
  },
  { name: 'plan', path: '/plan', icon: List, roles: kWorking, view: () => import('@/pages/plan/PlanPage.vue') },
  {
    name: 'monitoring',
    path: '/monitoring',
    icon: DataLine,
    roles: kWorking,
    view: () => import('@/pages/monitoring/MonitoringPage.vue'),
  },
  {
    name: 'units',
    path: '/units',
    icon: OfficeBuilding,
    roles: kOverseeing,
    view: () => import('@/pages/units/UnitsPage.vue'),
  },
  {
    name: 'progress',
    path: '/progress',
    icon: Notebook,
    roles: kWorking,
    view: () => import('@/pages/progress/ProgressPage.vue'),
  },
  {
    name: 'chasing',
    path: '/chasing',
    icon: Bell,
    roles: kWorking,
    view: () => import('@/pages/chasing/ChasingPage.vue'),
  },
  {
    name: 'archive',
    path: '/archive',
    icon: Files,
    roles: kWorking,
    view: () => import('@/pages/archive/ArchivePage.vue'),
  },
  {
    name: 'ledgers',
    path: '/ledgers',
    icon: Collection,
    roles: kWorking,
    view: () => import('@/pages/ledgers/LedgersPage.vue'),
  },
  {
    name: 'documents',
    path: '/documents',
    icon: Document,
    roles: kOverseeing,
    view: () => import('@/pages/documents/DocumentsPage.vue'),
  },
  {
    name: 'dossier',
    path: '/dossier',
    icon: Box,
    roles: kOverseeing,
    view: () => import('@/pages/dossier/DossierPage.vue'),
  },
  {
    name: 'publishing',
    path: '/publishing',
    icon: Promotion,
    roles: ['office'],
    view: () => import('@/pages/publishing/PublishingPage.vue'),
  },
  {
    name: 'audit',
    path: '/audit',
    icon: Lock,
    roles: ['inspector', 'audit_admin'],
    view: () => import('@/pages/audit/AuditPage.vue'),
  },
  {
    name: 'system',
    path: '/system',
    icon: Setting,
    roles: ['system_admin', 'security_admin', 'office'],
    view: () => import('@/pages/system/SystemPage.vue'),
  },
]

export function pagesOf(roles: readonly Role[]): Page[] {
  return pages.filter((page) => page.roles.some((role) => roles.includes(role)))
}
// Where somebody begins: a unit with what it owes, an administrator with what there is to administer.
export function startPage(roles: readonly Role[]): string {
  if (roles.some((role) => kUnit.includes(role))) return '/mywork'
  return pagesOf(roles)[0]?.path ?? '/account'
}
