import type { Schemas } from '@/api/client'

const enc = encodeURIComponent

// Where in the console a thing of the directory is looked at.
export function addressOf(page: Schemas['DirectoryItem']['page'], id: string): string {
  switch (page) {
    case 'indicator':
      return `/indicators/${enc(id)}`
    case 'task':
      return `/plan?task=${enc(id)}`
    case 'unit':
      return `/units?unit=${enc(id)}`
    case 'person':
      return `/units?person=${enc(id)}`
    case 'figure':
      return `/ledgers?figure=${enc(id)}`
    case 'ledger':
      return `/ledgers/${enc(id)}`
    case 'station':
      return `/monitoring?station=${enc(id)}`
  }
}

// Of an object of the journal, "request:市统计局|2010": where one looks at it, or null.
export function addressOfObject(object: string): string | null {
  const [kind, id] = [object.slice(0, object.indexOf(':')), object.slice(object.indexOf(':') + 1)]
  if (kind === 'indicator') return `/indicators/${enc(id)}`
  if (kind === 'submission') return `/review/${enc(id)}`
  if (kind === 'request') return `/progress?request=${enc(id)}`
  if (kind === 'matter') return `/chasing?matter=${enc(id)}`
  if (kind === 'evidence') return `/archive?evidence=${enc(id)}`
  if (kind === 'task') return `/plan?task=${enc(id)}`
  if (kind === 'notice') return `/publishing?notice=${enc(id)}`
  return null
}
