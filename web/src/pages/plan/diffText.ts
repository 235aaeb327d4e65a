export interface DiffPiece {
  kind: 'same' | 'removed' | 'added'
  text: string
}

const kMostCharacters = 1500
// Texts that have less than this in common are shown one after the other: letters picked out of them would confuse.
const kLeastInCommon = 0.4

// What changed from one text to another, character by character (longest common subsequence); of very long texts only
// what stands between their common beginning and end.
export function diffText(before: string, after: string): DiffPiece[] {
  const [a, b] = [[...before], [...after]]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) ++head
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) ++tail
  const pieces = joined([
    { kind: 'same', text: a.slice(0, head).join('') },
    ...between(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    { kind: 'same', text: a.slice(a.length - tail).join('') },
  ])
  const common = pieces.reduce((sum, piece) => (piece.kind === 'same' ? sum + [...piece.text].length : sum), 0)
  if (common >= kLeastInCommon * Math.min(a.length, b.length)) return pieces
  return joined([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ])
}

function between(a: string[], b: string[]): DiffPiece[] {
  if (a.length > kMostCharacters || b.length > kMostCharacters) {
    return [
      { kind: 'removed', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ]
  }
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; --i) {
    for (let j = b.length - 1; j >= 0; --j) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
    }
  }
  const pieces: DiffPiece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i] })
      ++i
      ++j
    } else if (j >= b.length || (i < a.length && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])) {
      pieces.push({ kind: 'removed', text: a[i++] })
    } else {
      pieces.push({ kind: 'added', text: b[j++] })
    }
  }
  return pieces
}

function joined(pieces: DiffPiece[]): DiffPiece[] {
  const result: DiffPiece[] = []
  for (const piece of pieces) {
    if (!piece.text) continue
    const last = result.at(-1)
    if (last?.kind === piece.kind) last.text += piece.text
    else result.push({ ...piece })
  }
  return result
}
