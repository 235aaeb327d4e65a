// A piece of a cell, and the findings that point at it.
export interface Piece<F> {
  text: string
  findings: F[]
}
interface Pointing {
  where: { begin?: number; end?: number }
}

function utf8Length(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

// Where each byte of the text as UTF-8 stands in it: findings count bytes.
function placesOfBytes(text: string): number[] {
  const places: number[] = []
  let at = 0
  for (const character of text) {
    for (let byte = utf8Length(character.codePointAt(0) ?? 0); byte > 0; --byte) places.push(at)
    at += character.length
  }
  places.push(at)
  return places
}

// The cell cut where findings begin and end. A finding that points at the whole cell, or at nothing, marks no piece.
export function piecesOf<F extends Pointing>(text: string, findings: F[]): Piece<F>[] {
  const places = placesOfBytes(text)
  const spans = findings.flatMap((finding) => {
    const { begin, end } = finding.where
    if (begin === undefined || end === undefined || end <= begin || end >= places.length) return []
    if (begin === 0 && end === places.length - 1) return []
    return [{ from: places[begin], to: places[end], finding }]
  })
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.from, span.to])])].sort((a, b) => a - b)
  return cuts.slice(1).map((to, index) => ({
    text: text.slice(cuts[index], to),
    findings: spans.filter((span) => span.from < to && span.to > cuts[index]).map((span) => span.finding),
  }))
}
