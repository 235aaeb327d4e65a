// Numbers as clerks write them, read for hints on the screen alone: the server reads the text again, and decides.
export interface GivenNumber {
  digits: string // exact: "-1234.50"
  unit: string // what stands behind it: "吨", "" nothing
}

const kFactors: Record<string, number> = { 万: 4, 亿: 8 }
const kNumber = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([^\d.,].*)?$/

// "１，２３４．５ 万" -> 12345000. Null: no number, or one that nobody should guess at (1.5E+08, 68,2).
export function readNumber(text: string): GivenNumber | null {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^(大约|约|近|~)+/, '')
    .replace(/左右$/, '')
  const [, sign, whole, fraction = '', rest = ''] = kNumber.exec(plain) ?? []
  if (whole === undefined || /^e[+-]?\d/i.test(rest)) return null
  const digits = `${sign === '-' ? '-' : ''}${whole.replaceAll(',', '')}${fraction}`
  const factor = kFactors[rest]
  return factor ? { digits: shifted(digits, factor), unit: '' } : { digits, unit: rest }
}

// Times a power of ten, without arithmetic.
function shifted(digits: string, places: number): string {
  const [whole, fraction = ''] = digits.split('.')
  const moved = fraction.padEnd(places, '0')
  const left = `${whole}${moved.slice(0, places)}`.replace(/^(-?)0+(?=\d)/, '$1')
  const right = moved.slice(places)
  return right ? `${left}.${right}` : left
}

// 1234567.8 -> 1,234,567.8
export function grouped(digits: string): string {
  const [whole, fraction] = digits.split('.')
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? spaced : `${spaced}.${fraction}`
}

interface Scaled {
  value: bigint
  scale: number
}
function scaledTo(digits: string, scale: number): bigint {
  const [whole, fraction = ''] = digits.split('.')
  return BigInt(whole + fraction.padEnd(scale, '0'))
}
function together(a: string, b: string): [bigint, bigint, number] {
  const scale = Math.max(a.split('.')[1]?.length ?? 0, b.split('.')[1]?.length ?? 0)
  return [scaledTo(a, scale), scaledTo(b, scale), scale]
}
function textOf({ value, scale }: Scaled): string {
  const sign = value < 0n ? '-' : ''
  const all = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  const whole = all.slice(0, all.length - scale)
  const fraction = scale ? all.slice(all.length - scale).replace(/0+$/, '') : ''
  return `${sign}${whole}${fraction ? `.${fraction}` : ''}`
}

// -1, 0, 1; exact.
export function compareDigits(a: string, b: string): number {
  const [x, y] = together(a, b)
  return x < y ? -1 : x > y ? 1 : 0
}

// How a value stands to the one of a year before.
export interface Deviation {
  kind: 'same' | 'more' | 'less' | 'times' | 'part' | 'points_more' | 'points_less' | 'other'
  difference: string // without sign
  percent: string // of the value before; of kind times: how many times
}

export function deviation(now: string, before: string, unit: string): Deviation {
  const [a, b, scale] = together(now, before)
  const difference = textOf({ value: a < b ? b - a : a - b, scale })
  const found = (kind: Deviation['kind'], percent = ''): Deviation => ({ kind, difference, percent })
  if (a === b) return found('same')
  if (unit === '%') return found(a > b ? 'points_more' : 'points_less')
  if (a <= 0n || b <= 0n) return found('other')
  const ratio = Number(a) / Number(b)
  if (ratio >= 2) return found('times', short(ratio))
  if (ratio <= 0.5) return found('part', short(ratio * 100))
  return found(a > b ? 'more' : 'less', short(Math.abs(ratio - 1) * 100))
}

function short(number: number): string {
  if (number >= 100) return number.toFixed(0)
  return number >= 0.1 ? String(Number(number.toFixed(1))) : '<0.1'
}
