import { describe, expect, it } from 'vitest'
import { contextOf, firstChildren, rowOf, tellingChildren, type TraceNode } from './trace'

const leaf = (more: Partial<TraceNode> = {}): TraceNode => ({ op: 'figure', ...more })

describe('rows of a trace', () => {
  it('shows a member as what is put to it, under its name', () => {
    const inner = leaf({ words: '年均值' })
    expect(rowOf({ op: 'member', words: '2011 · SO2', children: [inner] })).toEqual({ node: inner, name: '2011 · SO2' })
    expect(rowOf(inner)).toEqual({ node: inner, name: '' })
  })

  it('leaves out the bare number of a comparison, and nothing that has a source', () => {
    const number = leaf({ op: 'number' })
    const limit = leaf({ op: 'limit', citation: { document: 'GB 3095-1996', confidence: 'V2' } })
    expect(tellingChildren({ op: 'compare', children: [number, limit] })).toEqual([limit])
    expect(tellingChildren({ op: 'share', children: [number] })).toEqual([number])
  })

  it('keeps what decided and what fails when only a few are shown, in their order', () => {
    const days = Array.from({ length: 100 }, (_, index) =>
      leaf({ text: String(index), result: { kind: index === 60 ? 'fails' : 'holds', text: '' } }),
    )
    days[90].decides = true
    expect(firstChildren(days, 4).map((day) => day.text)).toEqual(['0', '1', '60', '90'])
    expect(firstChildren(days, 100)).toBe(days)
  })

  it('hands set and parameter down to the hours of a day', () => {
    const mean = contextOf(leaf({ details: { set: 'air', parameter: 'PM10' } }), {})
    expect(contextOf(leaf({ details: { day: '2011-07-28' } }), mean)).toEqual({ set: 'air', parameter: 'PM10' })
    expect(contextOf(leaf({ details: { parameter: 'SO2' } }), mean)).toEqual({ set: 'air', parameter: 'SO2' })
  })
})
