// Ctrl-K: everything found by name, pinyin or initials, and reached without a mouse.
import { afterAll, beforeAll, expect, test } from 'vitest'
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

const kSought: [string, string, RegExp][] = [
  ['cqkqzl', 'cqkqzl', /\/indicators\/8$/],
  ['kqzl', 'kqzl', /\/indicators\/8$/],
  ['空气质量', 'urban air', /\/indicators\/8$/],
  ['10.7', '10.7', /\/plan\?task=10\.7/],
  ['shbj', 'shbj', /\/units\?unit=/],
  ['催办', 'Chasing', /\/chasing$/],
]
test.each(['zh', 'en'] as const)('names, pinyin and initials lead there, in %s', async (language) => {
  const visitor = await (await Visitor.come(program, { language })).logIn('leader')
  const page = visitor.page
  await visitor.settle()
  for (const [zh, en, leadsTo] of kSought) {
    await page.keyboard.press('Control+K')
    const input = page.locator('dialog input[role=combobox]')
    await expect.poll(() => input.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type(language === 'zh' ? zh : en)
    await page.locator('[role=option][aria-selected=true]').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => leadsTo.test(decodeURI(url.pathname + url.search)))
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  expect(await visitor.leave()).toEqual([])
})

test('Esc closes it and gives the focus back; what is not there is said so', async () => {
  const visitor = await (await Visitor.come(program)).logIn('leader')
  const page = visitor.page
  await visitor.settle()
  const opener = page.getByRole('button', { name: /查找/ })
  await opener.focus()
  await page.keyboard.press('Enter')
  await page.locator('dialog input[role=combobox]').fill('xyzzy')
  await page.getByText('没有找到').waitFor()
  expect(await visitor.violations()).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await visitor.leave()).toEqual([])
})
