import { mount, RouterLinkStub } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { TraceNode } from './trace'
import TraceTree from './TraceTree.vue'

const day = (at: number, more: Partial<TraceNode> = {}): TraceNode => ({
  op: 'city_day',
  words: `day ${at}`,
  result: { kind: 'holds', text: '成立' },
  ...more,
})
const station: TraceNode = {
  op: 'station_day',
  words: '北城站',
  decides: true,
  hours: Array.from({ length: 24 }, (_, hour) => ({ value: hour === 3 ? '' : String(hour), highest: hour === 23 })),
  origin: { file: '2011/空气.csv', row: 35042, column: 'PM10' },
}
const trace: TraceNode = {
  op: 'each',
  words: '每年',
  decides: true,
  children: [
    ...Array.from({ length: 60 }, (_, index) => day(index)),
    day(60, {
      decides: true,
      result: { kind: 'fails', text: '不成立' },
      children: [station],
      citation: { document: 'GB 3095-1996', clause: '表1', confidence: 'MEM' },
      cited: 'GB 3095-1996 表1',
    }),
    day(61, { children: [day(1)] }),
  ],
}
const open = () =>
  mount(TraceTree, {
    props: { trace },
    attachTo: document.body,
    global: { plugins: [createPinia()], stubs: { RouterLink: RouterLinkStub } },
  })

describe('the tree of a verdict', () => {
  it('stands open down to what decided: the hours, the cell, the clause', () => {
    const text = open().text()
    expect(text).toContain('北城站')
    expect(text).toContain('35042')
    expect(text).toContain('GB 3095-1996 表1')
    expect(text).toContain('仅凭记忆')
  })

  it('folds long rows and keeps the one that decided among those shown', async () => {
    const tree = open()
    expect(tree.text()).toContain('day 60')
    expect(tree.text()).not.toContain('day 30')
    const fold = tree.get('.fold button')
    expect(fold.text()).toContain('还有 42 项')
    await fold.trigger('click')
    expect(tree.text()).toContain('day 30')
    expect(tree.find('.fold').exists()).toBe(false)
  })

  it('is walked by arrow keys', async () => {
    const tree = open()
    const rows = () => tree.findAll<HTMLElement>('[data-row]')
    rows()[0].element.focus()
    await rows()[0].trigger('keydown', { key: 'ArrowDown' })
    expect(document.activeElement).toBe(rows()[1].element)
    await rows()[1].trigger('keydown', { key: 'ArrowLeft' })
    expect(document.activeElement).toBe(rows()[0].element)
    await rows()[0].trigger('keydown', { key: 'ArrowLeft' })
    await nextTick()
    expect(rows()).toHaveLength(1)
    await rows()[0].trigger('keydown', { key: 'ArrowRight' })
    await nextTick()
    expect(rows().length).toBeGreaterThan(20)
  })
})
