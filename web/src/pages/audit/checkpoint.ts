// What a signed checkpoint says (C2SP tlog-checkpoint): origin, number of entries, root.
export interface Checkpoint {
  origin: string
  size: number
  root: string
}

// From the whole note. A number alone, as somebody may have kept it, is a checkpoint without a root. null: neither.
export function readCheckpoint(text: string): Checkpoint | null {
  const lines = text.trim().split(/\r?\n/)
  if (lines.length === 1 && /^\d{1,15}$/.test(lines[0])) return { origin: '', size: Number(lines[0]), root: '' }
  if (lines.length < 3 || !/^\d{1,15}$/.test(lines[1]) || !/^[A-Za-z0-9+/]{43}=$/.test(lines[2])) return null
  return { origin: lines[0], size: Number(lines[1]), root: lines[2] }
}
