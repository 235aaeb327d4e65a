import { momentText } from './format'

const kDay = 86_400_000

// Days on the line of time, counted from its first one.
export function dayNumber(first: string, moment: string): number {
  return Math.round((Date.parse(moment.slice(0, 10)) - Date.parse(first.slice(0, 10))) / kDay)
}
export function dayAt(first: string, number: number): string {
  return new Date(Date.parse(first.slice(0, 10)) + number * kDay).toISOString().slice(0, 10)
}

// "2011-08-01", or "2012-02-20 09:00" where it is an instant.
export function knownText(knownAt: string): string {
  return knownAt.includes('T') ? momentText(knownAt) : knownAt
}

export interface KnownStep {
  at: string // an instant
  state: string // outcome, gives the colour of what follows
  text: string
}
export interface Band {
  from: number // share of the line
  width: number
  state: string
  text: string
}

// What held from one step to the next, along the line.
export function bandsOf(steps: KnownStep[], first: string, today: string): Band[] {
  const whole = Math.max(1, dayNumber(first, today))
  return steps.map((step, index) => {
    const from = Math.max(0, dayNumber(first, step.at) / whole)
    const until = index + 1 < steps.length ? dayNumber(first, steps[index + 1].at) / whole : 1
    return { from, width: Math.max(0, until - from), state: step.state, text: step.text }
  })
}

// The step before and after what one looks at; '' is now.
export function neighbours(steps: KnownStep[], knownAt: string): { before?: KnownStep; after?: KnownStep } {
  if (!knownAt) return { before: steps.at(-1) }
  const moment = knownAt.includes('T') ? knownAt : `${knownAt}T23:59:59+08:00`
  const before = steps.filter((step) => step.at < moment).at(-1)
  return { before, after: steps.find((step) => step.at > moment) }
}
