import { expect, it } from 'vitest'
import type { Finding } from './content'
import { formParts, isObstacle, partOfPlace } from './formParts'
import type { WorkRequest } from './standing'

function finding(severity: Finding['severity'], at: string): Finding {
  return {
    code: 'WRK103',
    place: at,
    severity,
    text: '',
    fix: '',
    text_en: '',
    fix_en: '',
    key: '',
    at,
    reasonKey: `WRK103@${at}`,
  }
}

it('lets nothing pass that nobody has explained', () => {
  const reasons = new Map([
    ['WRK103@figure:gdp', '年鉴未出版'],
    ['WRK103@ledger:drills', ' '],
  ])
  expect(isObstacle(finding('error', 'figure:gdp'), reasons)).toBe(false)
  expect(isObstacle(finding('error', 'ledger:drills'), reasons)).toBe(true)
  expect(isObstacle(finding('blocker', 'figure:gdp'), reasons)).toBe(true)
  expect(isObstacle(finding('warning', 'figure:gdp'), reasons)).toBe(false)
})

it('counts each part of the form', () => {
  const items = ['figure:gdp', 'survey:satisfaction', 'ledger:drills', 'evidence:2.3', 'readings:air']
  const content = { figures: [{ figure: 'gdp', period: '2011', as_given: '7' }] }
  const parts = formParts(
    { items } as unknown as WorkRequest,
    content,
    [finding('error', 'record:drills:~3')],
    new Map(),
  )
  expect(parts).toEqual([
    { kind: 'figures', done: 1, all: 2, wrong: 0 },
    { kind: 'ledgers', done: 0, all: 1, wrong: 1 },
    { kind: 'evidence', done: 0, all: 1, wrong: 0 },
  ])
  expect(partOfPlace('closure:drills:2011')).toBe('ledgers')
})
