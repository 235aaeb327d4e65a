import type { Schemas } from '@/api/client'

export type TraceNode = Schemas['TraceNode']

// What a row of the tree shows: a member of a quantifier is shown as what is put to it, under the member's name.
export interface TraceRow {
  node: TraceNode
  name: string // "2011 · SO2"; '' of every other node
}

export function rowOf(node: TraceNode): TraceRow {
  if (node.op === 'member' && node.children?.length === 1) return { node: node.children[0], name: node.words ?? '' }
  return { node, name: '' }
}

// Both sides of a comparison stand in its own words; one that is nothing but a number has nothing to add.
function isTold(parent: TraceNode, child: TraceNode): boolean {
  return parent.op === 'compare' && !child.children?.length && !child.origin && !child.citation
}

export function tellingChildren(node: TraceNode): TraceNode[] {
  return (node.children ?? []).filter((child) => !isTold(node, child))
}

function rank(child: TraceNode): number {
  if (child.decides) return 0
  return child.result?.kind === 'fails' || child.result?.kind === 'unknown' ? 1 : 2
}

// Of many children those that matter most, in their own order: what decided, what is not plainly true, the first ones.
export function firstChildren(children: TraceNode[], most: number): TraceNode[] {
  if (children.length <= most) return children
  const chosen = children
    .map((child, index) => ({ child, index, rank: rank(child) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, most)
  return chosen.sort((a, b) => a.index - b.index).map((each) => each.child)
}

// What a node inherits from those above it: the series that the hours of a day belong to.
export interface TraceContext {
  set?: string
  parameter?: string
}

export function contextOf(node: TraceNode, above: TraceContext): TraceContext {
  const details = node.details
  if (!details?.set && !details?.parameter) return above
  return { set: details.set ?? above.set, parameter: details.parameter ?? above.parameter }
}
