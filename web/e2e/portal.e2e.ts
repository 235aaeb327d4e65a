// The public pages in a browser: no violation of accessibility, no sideways scroll, nothing refused by the policy, by keyboard
// and without scripts; pictures kept. What stands on them is tests/e2e/portal_test.py.
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Program } from './support/program'
import { closeBrowser, Visitor, type Look } from './support/visitor'

const kFolder = resolve(import.meta.dirname, '../../build/screenshots/portal')
const kPages = {
  home: '/',
  'indicator-air': '/indicators/8',
  'indicator-water': '/indicators/10',
  'indicator-roads': '/indicators/12',
  'indicator-undecided': '/indicators/17',
  data: '/data',
  table: '/data/verdicts',
  notices: '/notices',
  notice: '/notices/notice-1',
  plan: '/plan',
  proof: '/proof',
  nowhere: '/nowhere',
}
const kLooks: (Look & { name: string })[] = [
  { name: '1366', width: 1366, height: 768 },
  { name: '1920', width: 1920, height: 1080 },
  { name: '390', width: 390, height: 844 },
  { name: '320', width: 320, height: 640 },
  { name: '1366-dark', width: 1366, height: 768, dark: true },
  { name: '1366-en', width: 1366, height: 768, language: 'en' },
]

let program: Program
beforeAll(async () => {
  mkdirSync(kFolder, { recursive: true })
  program = await Program.demo()
})
afterAll(async () => {
  await closeBrowser()
  await program.stop()
})

describe.each(kLooks)('$name', (look) => {
  test.each(Object.entries(kPages))('%s', async (name, path) => {
    const visitor = await Visitor.come(program, look)
    const page = await visitor.goTo(look.language === 'en' ? `/en${path === '/' ? '' : path}` : path)
    await page.screenshot({ path: resolve(kFolder, `${name}-${look.name}.png`) })
    expect(await visitor.sidewaysScroll()).toBe(0)
    await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)))
    expect(await visitor.violations()).toEqual([])
    expect(await visitor.sidewaysScroll()).toBe(0)
    // A browser says that the page of a wrong address was not found.
    const complaints = (await visitor.leave()).filter((each) => name !== 'nowhere' || !each.includes('404'))
    expect(complaints).toEqual([])
  })
})

test('the first key leads past the menu, the next ones through the indicators, by keyboard alone', async () => {
  const visitor = await Visitor.come(program)
  const page = await visitor.goTo('/')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/indicators\/\d+$/)
  expect(await visitor.leave()).toEqual([])
})

test('without scripts the trace opens, tables stand behind drawings and the other language is a link', async () => {
  const visitor = await Visitor.come(program, { javaScript: false })
  const page = await visitor.goTo('/indicators/8')
  const numbers = page.locator('details.numbers').first()
  expect(await numbers.locator('table').isVisible()).toBe(false)
  await numbers.locator('summary').click()
  expect(await numbers.locator('table').isVisible()).toBe(true)
  expect(await page.locator('.trace .hours').first().isVisible()).toBe(true)
  await page.getByRole('link', { name: 'English' }).click()
  await page.waitForURL(/\/en\/indicators\/8$/)
  await page.getByRole('heading', { name: 'Urban air quality' }).waitFor()
  expect(await visitor.leave()).toEqual([])
})
