import { compareDigits, deviation, grouped, readNumber } from './numbers'
import type { Slot } from './figureSlots'
import type { useFormWords } from './formWords'

export interface Hint {
  text: string
  isWrong: boolean
}

// What is said below a number while it is typed. Nothing of it decides: the server's checks do.
export function numberHints(w: ReturnType<typeof useFormWords>, slot: Slot, given: string): Hint[] {
  if (!given.trim()) return []
  const number = readNumber(given)
  if (!number) return [{ text: w('hintNoNumber'), isWrong: true }]
  const hints: Hint[] = []
  const unit = slot.unit
  if (number.unit && number.unit !== unit) {
    return [{ text: w('hintOtherUnit', { given: number.unit, unit: unit || w('plainNumber') }), isWrong: false }]
  }
  if (grouped(number.digits) !== given.trim()) {
    hints.push({ text: w('hintRead', { number: grouped(number.digits), unit }).trim(), isWrong: false })
  }
  if (slot.low !== null && compareDigits(number.digits, slot.low) < 0)
    hints.push({ text: w('hintLow', { bound: grouped(slot.low), unit }), isWrong: true })
  if (slot.high !== null && compareDigits(number.digits, slot.high) > 0)
    hints.push({ text: w('hintHigh', { bound: grouped(slot.high), unit }), isWrong: true })
  if (slot.yearBefore !== null) hints.push({ text: deviationText(w, slot, number.digits), isWrong: false })
  return hints
}

function deviationText(w: ReturnType<typeof useFormWords>, slot: Slot, digits: string): string {
  const found = deviation(digits, slot.yearBefore as string, slot.unit)
  const named = { difference: grouped(found.difference), percent: found.percent, unit: slot.unit }
  return w(`deviation_${found.kind}`, named)
}
