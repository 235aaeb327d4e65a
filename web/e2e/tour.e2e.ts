// The way of docs/tour.md, walked in its order, with a picture at each stop. CHUANGMO_TOUR=write renews those of the page.
import { mkdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Program } from './support/program'
import { closeBrowser, Visitor } from './support/visitor'

const kRoot = resolve(import.meta.dirname, '../..')
const kFolder = resolve(kRoot, process.env.CHUANGMO_TOUR === 'write' ? 'docs/images' : 'build/screenshots/tour')
const kQuality = 80
const kMostBytes = 150_000

let program: Program
beforeAll(async () => {
  mkdirSync(kFolder, { recursive: true })
  program = await Program.demo()
})
afterAll(async () => {
  await closeBrowser()
  await program.stop()
})

const heavy: string[] = []
// The window at a stop, with what the stop is about near its top.
async function picture(visitor: Visitor, name: string, about?: Locator): Promise<void> {
  await about?.waitFor()
  await about?.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 120))
  const path = resolve(kFolder, `tour-${name}.jpg`)
  await visitor.page.screenshot({ path, type: 'jpeg', quality: kQuality })
  if (statSync(path).size > kMostBytes) heavy.push(`${name}: ${statSync(path).size}`)
}

test('what is red, why, who must act; the unit answers, the office reviews; what the public sees; the proof', async () => {
  const leader = await (await Visitor.come(program)).logIn('leader')
  let page = await leader.goTo('/console/')
  await picture(leader, 'overview')
  await leader.goTo('/console/wall')
  await picture(leader, 'wall')
  page = await leader.goTo('/console/indicators/8')
  await page.getByRole('button', { name: '为什么', exact: true }).first().click()
  await page.locator('.tree .hour').first().waitFor()
  await picture(leader, 'why', page.locator('.tree'))
  await leader.goTo('/console/plan?indicator=17')
  await page.locator('#task-17\\.1').waitFor()
  await picture(leader, 'who')
  expect(await leader.leave()).toEqual([])

  const unit = await (await Visitor.come(program)).logIn('police')
  page = unit.page
  await unit.settle()
  await page.locator('article.owed').first().waitFor()
  await picture(unit, 'owed')
  await page.getByRole('link', { name: /^填报/ }).first().click()
  await page.getByLabel('应检机动车数', { exact: true }).fill('10.2万')
  await page.locator('.save.saved').waitFor()
  await page.getByText(/即 102,000 辆/).waitFor()
  await picture(unit, 'form')
  await page.getByRole('region', { name: '填报进度' }).getByRole('button', { name: '提交' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click()
  await page.locator('.receipt').waitFor()
  await picture(unit, 'receipt')
  expect(await unit.leave()).toEqual([])

  const office = await (await Visitor.come(program)).logIn('office')
  page = await office.goTo(`/console/review/${encodeURIComponent('市公安局|2011#1')}`)
  await page.locator('.panel kbd').first().waitFor()
  await picture(office, 'review')
  await page.keyboard.press('a')
  await office.told('已接受')
  await office.goTo('/console/progress?part=matrix')
  await picture(office, 'progress')
  expect(await office.leave()).toEqual([])

  const anybody = await Visitor.come(program)
  // What the unit brought decides an indicator, moments after it was accepted.
  await expect.poll(async () => (await anybody.goTo('/')).locator('main').innerText()).toContain('22 项达标')
  await picture(anybody, 'public')
  await anybody.goTo('/proof')
  await picture(anybody, 'proof')
  expect(await anybody.leave()).toEqual([])
  expect(heavy).toEqual([])
})
