// Without a mouse: on every page Tab goes through all there is, in the order it is read, seen wherever it is, and out again.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kPages } from './support/pages'
import { Program } from './support/program'
import { closeBrowser, Visitor } from './support/visitor'

let program: Program
beforeAll(async () => {
  program = await Program.demo()
})
afterAll(async () => {
  await closeBrowser()
  await program.stop()
})

// Numbers everything that Tab should reach: what is shown, enabled, and not the second button of a group of tabs or radios.
function number(page: Page): Promise<number> {
  return page.evaluate(() => {
    const controls = 'a[href], button, input, select, textarea, summary, [tabindex]'
    const reached = [...document.querySelectorAll<HTMLElement>(controls)].filter((element) => {
      if (element.matches(':disabled, [type=hidden]') || element.tabIndex < 0) return false
      if (element.matches('input[type=radio]:not(:checked)')) return false
      const isClosed = element.closest('details:not([open])')
      if (isClosed && !(element.tagName === 'SUMMARY' && element.parentElement === isClosed)) return false
      return element.checkVisibility({ visibilityProperty: true })
    })
    reached.forEach((element, index) => (element.dataset.stop = String(index)))
    // Tab goes on from where the focus was last: from before everything.
    const begin = document.body.insertAdjacentElement('afterbegin', document.createElement('span')) as HTMLElement
    begin.tabIndex = -1
    begin.focus()
    begin.remove()
    return reached.length
  })
}

// at -1: a box that a browser lets scroll by keys.
type Stop = { at: number; seen: boolean; html: string }
function stop(page: Page): Promise<Stop | null> {
  return page.evaluate(async () => {
    const element = document.activeElement as HTMLElement | null
    if (!element || element === document.body) return null
    // As it is drawn: what comes in when it has the focus is there a moment later.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    const style = getComputedStyle(element)
    const hasOutline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
    const box = element.getBoundingClientRect()
    const isInWindow = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    const seen = (hasOutline || style.boxShadow !== 'none') && isInWindow
    return { at: Number(element.dataset.stop ?? -1), seen, html: element.outerHTML.slice(0, 120) }
  })
}

test.each([...new Set(kPages.map((each) => each.person))])('%s', async (person) => {
  const visitor = await (await Visitor.come(program)).logIn(person)
  const wrong: string[] = []
  for (const each of kPages.filter((page) => page.person === person)) {
    const page = await visitor.goTo(each.path)
    const count = await number(page)
    const order: number[] = []
    // A day has stops of its own for year, month and calendar.
    const most = count + 5 + 4 * (await page.locator('input[type=date]').count())
    for (let i = 0; i < most; ++i) {
      await page.keyboard.press('Tab')
      const here = await stop(page)
      if (!here || (order.length > 1 && here.at === order[0])) break
      if (here.at < 0) continue
      // The button of the calendar inside of a day shows its focus itself.
      if (here.at !== order.at(-1) && !here.seen) wrong.push(`${each.name}: focus not seen at ${here.html}`)
      if (here.at !== order.at(-1)) order.push(here.at)
    }
    const missed = count - new Set(order).size
    if (missed > 0) wrong.push(`${each.name}: ${missed} of ${count} not reached`)
    const back = order.filter((at, index) => index > 0 && at < order[index - 1]).length
    if (back > 0) wrong.push(`${each.name}: the order jumps back ${back} times`)
  }
  expect(wrong).toEqual([])
  expect(await visitor.leave()).toEqual([])
})

test('the first Tab offers to skip to the content, and does', async () => {
  const visitor = await (await Visitor.come(program)).logIn('leader')
  const page = await visitor.goTo('/console/indicators')
  await number(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.querySelector('main')!.contains(document.activeElement))).toBe(true)
  expect(await visitor.leave()).toEqual([])
})
