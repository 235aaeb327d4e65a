// An inspector doubts a number: from the red one to its clause, into the past, with the proof in hand, and to the log.
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Program } from './support/program'
import { closeBrowser, Visitor } from './support/visitor'

const kVerifier = resolve(import.meta.dirname, '../../tools/verify_verdict.py')

let program: Program
beforeAll(async () => {
  program = await Program.demo()
})
afterAll(async () => {
  await closeBrowser()
  await program.stop()
})

test('from the overview to the clause in three clicks, and to the day that decided', async () => {
  const visitor = await (await Visitor.come(program)).logIn('inspector')
  const page = await visitor.goTo('/console/')
  await page
    .getByRole('link', { name: /^为什么/ })
    .first()
    .click()
  await page.waitForURL(/indicators\/8#why/)
  await visitor.settle()
  await page.getByRole('button', { name: '为什么', exact: true }).first().click()
  const tree = page.locator('.tree')
  await tree.getByText('GB 3095-1996').first().waitFor()
  await page.locator('[data-row]').first().waitFor()
  expect(await visitor.violations()).toEqual([])
  expect(await visitor.leave()).toEqual([])
})

test('as known at an earlier day the number was another, and the address says so', async () => {
  const visitor = await (await Visitor.come(program)).logIn('inspector')
  const page = await visitor.goTo('/console/indicators/8')
  const now = await page.locator('.sentence').innerText()
  await visitor.goTo('/console/indicators/8?known_at=2011-06-30')
  await page.getByText('您看到的是 2011-06-30 所知').waitFor()
  expect(await page.locator('.sentence').innerText()).not.toBe(now)
  await page.getByRole('button', { name: '回到现在' }).first().click()
  await expect.poll(() => page.locator('.sentence').innerText()).toBe(now)
  expect(await visitor.leave()).toEqual([])
})

test('the proof that is downloaded is replayed by the independent verifier', async () => {
  const visitor = await (await Visitor.come(program)).logIn('inspector')
  const page = await visitor.goTo('/console/indicators/8')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '判定证明（JSON）' }).first().click(),
  ])
  const said = execFileSync('python3', [kVerifier, await download.path()], { encoding: 'utf8' })
  expect(said).toMatch(/not_met|未达标|ok|一致/)
  expect(await visitor.leave()).toEqual([])
})

test('the whole log is verified, and one entry is taken home with its proof', async () => {
  const visitor = await (await Visitor.come(program)).logIn('inspector')
  const page = await visitor.goTo('/console/audit')
  await page.getByRole('button', { name: '核对整个日志' }).click()
  await page.getByText(/完好：\d+ 条记录、\d+ 次导入全部相符/).waitFor()
  const first = page.locator('tbody tr button').first()
  await first.click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('link', { name: '下载证明', exact: true }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain('\nc2sp.org/tlog-proof@v1\n')
  expect(await visitor.violations()).toEqual([])
  expect(await visitor.leave()).toEqual([])
})
