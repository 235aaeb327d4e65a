// From a red number down to the station, the hour and the clause; into the past and back; by another edition; with files.
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
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

test('an inspector follows a red number to the station, the hour and the clause, by keyboard', async () => {
  const visitor = await (await Visitor.come(program)).logIn('inspector')
  const page = await visitor.goTo('/console/indicators?outcome=not_met')
  await page.getByRole('link', { name: '城区空气质量' }).click()
  await visitor.settle()
  const why = page.getByRole('button', { name: '为什么', exact: true }).first()
  await why.focus()
  await page.keyboard.press('Enter')
  const tree = page.locator('.tree')
  await tree.waitFor()
  await tree.getByText('GB 3095-1996').first().waitFor()
  await tree.locator('.hour').first().waitFor()
  expect(await tree.getByText('城区空气小时值.csv').count()).toBeGreaterThan(0)
  await tree.locator('[data-row]').first().focus()
  await page.keyboard.press('ArrowLeft')
  expect(await tree.locator('[data-row]').count()).toBe(1)
  await page.keyboard.press('ArrowRight')
  await tree.locator('.hour.highest').first().click()
  // The one reading: its file, its row, who sent it.
  const origin = page.locator('div.origin table')
  await origin.waitFor()
  expect(await origin.innerText()).toMatch(/城区空气小时值\.csv\s+行 \d+/)
  expect(await visitor.violations()).toEqual([])
  expect(await visitor.leave()).toEqual([])
})

test('the page goes back to what was known, keeps it from indicator to indicator, and comes back to now', async () => {
  const visitor = await (await Visitor.come(program)).logIn('leader')
  const page = await visitor.goTo('/console/indicators/8?known_at=2011-08-01')
  await page.getByText('您看到的是 2011-08-01 所知').waitFor()
  await page.getByText('无法判定').first().waitFor()
  await page.locator('h1').click()
  await page.keyboard.press('BracketRight')
  await page.waitForURL(/indicators\/9\?known_at=2011-08-01/)
  await page.getByRole('button', { name: '回到现在' }).first().click()
  await page.waitForURL((url) => url.pathname.endsWith('/9') && !url.search.includes('known_at'))
  expect(await page.getByText('您看到的是').count()).toBe(0)
  expect(await visitor.leave()).toEqual([])
})

test('another edition stands beside the present verdict and does not change it', async () => {
  const visitor = await (await Visitor.come(program)).logIn('leader')
  const page = await visitor.goTo('/console/indicators/8')
  const before = await page.locator('.sentence').innerText()
  await page.locator('#editions select').first().waitFor()
  await page.locator('#editions .family', { hasText: 'GB 3095' }).locator('select').selectOption('GB 3095-2012')
  const table = page.locator('#editions table')
  await table.getByText('GB 3095-2012').first().waitFor()
  expect(await page.locator('.sentence').innerText()).toBe(before)
  expect(page.url()).toContain('standard_as=GB')
  expect(await visitor.violations()).toEqual([])
  expect(await visitor.leave()).toEqual([])
})

test('data, drawing and proof are downloaded, and the proof holds', async () => {
  const visitor = await (await Visitor.come(program)).logIn('inspector')
  const page = await visitor.goTo('/console/indicators/12')
  const fileOf = async (button: string): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).first().click(),
    ])
    return download.path()
  }
  expect(await readFile(await fileOf('数据 CSV'), 'utf8')).toMatch(/^\uFEFF.*张辽路/s)
  expect(await readFile(await fileOf('图 SVG'), 'utf8')).toMatch(/^<.*<svg|^<svg/s)
  expect((await readFile(await fileOf('图 PNG'))).subarray(1, 4).toString()).toBe('PNG')
  const verifier = resolve(import.meta.dirname, '../../tools/verify_verdict.py')
  const verified = spawnSync('python3', [verifier, await fileOf('判定证明（JSON）')], { encoding: 'utf8' })
  expect(verified.stdout).toContain('holds. Indicator 12')
  expect(await visitor.leave()).toEqual([])
})
