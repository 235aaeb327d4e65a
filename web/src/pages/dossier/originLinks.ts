import type { Schemas } from '@/api/client'
import type { Role } from '@/state/session'
import { addressOfObject } from '@/shell/places'

export type OriginFact = Schemas['OriginFact']
export interface OriginLink {
  word: 'goIndicator' | 'goFigure' | 'goLedger' | 'goTask' | 'goMonitoring'
  to: string
  n?: number
}

const enc = encodeURIComponent

// Where in the console one looks at what a number is about; the forms of a binding: docs/formats/dossier.md, documents.md.
export function linksOfBinding(binding: string): OriginLink[] {
  const [, kind, key = ''] = /^([a-z_]+):([^|]*)/.exec(binding) ?? []
  switch (kind) {
    case 'verdict':
    case 'criterion':
    case 'year': {
      const n = Number(/^\d+/.exec(key)?.[0])
      return n ? [{ word: 'goIndicator', to: `/indicators/${n}`, n }] : []
    }
    case 'figure':
      return [{ word: 'goFigure', to: `/ledgers?figure=${enc(key.replace(/\(.*$/, ''))}` }]
    case 'record':
    case 'records':
      return [{ word: 'goLedger', to: `/ledgers/${enc(key)}` }]
    case 'task':
      return [{ word: 'goTask', to: `/plan?task=${enc(key)}` }]
    case 'air':
    case 'water':
    case 'noise':
      return [{ word: 'goMonitoring', to: '/monitoring' }]
    default:
      return []
  }
}

// Of a fact: the submission for those who review, the paper, the entry of the log for those who see it.
export function submissionLink(fact: OriginFact, roles: readonly Role[]): string | null {
  return fact.submission && roles.includes('office') ? addressOfObject(`submission:${fact.submission}`) : null
}
export function evidenceLink(fact: OriginFact): string | null {
  return fact.kind === 'evidence' && fact.digest ? addressOfObject(`evidence:${fact.digest}`) : null
}
export function entryLink(entry: number | null, roles: readonly Role[]): string | null {
  return entry !== null && roles.some((role) => role === 'inspector' || role === 'audit_admin')
    ? `/audit?entry=${entry}`
    : null
}
