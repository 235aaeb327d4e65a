import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import KnownAt from './KnownAt.vue'

const steps = ['2010-02-20', '2011-02-20'].map((day) => ({ at: `${day}T09:00:00+08:00`, state: 'met', text: day }))
const open = (knownAt: string) =>
  mount(KnownAt, { props: { modelValue: knownAt, first: '2009-01-05', today: '2012-03-01', steps } })

describe('当时所知', () => {
  it('has no banner now, and says the day when it is not now', () => {
    expect(open('').find('.banner').exists()).toBe(false)
    expect(open('2011-08-01').get('.banner').text()).toContain('您看到的是 2011-08-01 所知')
  })

  it('moves when the slider is let go, and comes back at its end', async () => {
    const page = open('')
    const slider = page.get('input[type=range]')
    await slider.setValue(938)
    await slider.trigger('change')
    expect(page.emitted('update:modelValue')?.at(-1)).toEqual(['2011-08-01'])
    await slider.setValue(1151)
    await slider.trigger('change')
    expect(page.emitted('update:modelValue')?.at(-1)).toEqual([''])
  })

  it('steps from change to change', async () => {
    const page = open('2011-01-01')
    const [before, after] = page.findAll('.panel .button')
    await before.trigger('click')
    await after.trigger('click')
    expect(page.emitted('update:modelValue')).toEqual([[steps[0].at], [steps[1].at]])
  })

  it('does not leave the line of time', async () => {
    const page = open('')
    const day = page.get('input[type=date]')
    await day.setValue('2005-01-01')
    expect(page.emitted('update:modelValue')?.at(-1)).toEqual(['2009-01-05'])
    await day.setValue('2030-01-01')
    expect(page.emitted('update:modelValue')?.at(-1)).toEqual([''])
  })
})
