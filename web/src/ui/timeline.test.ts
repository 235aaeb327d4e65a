import { describe, expect, it } from 'vitest'
import { bandsOf, dayAt, dayNumber, knownText, neighbours, type KnownStep } from './timeline'

const step = (at: string, state = 'met'): KnownStep => ({ at: `${at}T09:00:00+08:00`, state, text: at })
const steps = [step('2010-02-20', 'undecided'), step('2011-02-20', 'met'), step('2012-02-20', 'not_met')]

describe('the line of time', () => {
  it('counts days from the first one and back', () => {
    expect(dayNumber('2009-01-05', '2012-03-01T09:00:00+08:00')).toBe(1151)
    expect(dayAt('2009-01-05', 1151)).toBe('2012-03-01')
  })
  it('colours what held between steps', () => {
    const bands = bandsOf(steps, '2010-02-20', '2012-03-01')
    expect(bands.map((band) => band.state)).toEqual(['undecided', 'met', 'not_met'])
    expect(bands[0].from).toBe(0)
    expect(bands[2].from + bands[2].width).toBeCloseTo(1)
  })
  it('finds the change before and after: a day means its end', () => {
    expect(neighbours(steps, '').before?.text).toBe('2012-02-20')
    expect(neighbours(steps, '2011-02-20')).toEqual({ before: steps[1], after: steps[2] })
    expect(neighbours(steps, steps[1].at)).toEqual({ before: steps[0], after: steps[2] })
  })
  it('writes instants with their time', () => {
    expect(knownText('2011-08-01')).toBe('2011-08-01')
    expect(knownText('2012-02-20T09:00:00+08:00')).toBe('2012-02-20 09:00')
  })
})
