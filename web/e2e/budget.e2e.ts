// What the console costs before anybody has logged in, and what it does with ten thousand rows.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Program } from './support/program'
import { closeBrowser, Visitor } from './support/visitor'

const kMostBytes = 450_000
const kRows = 10_000
const kMostDrawn = 300

let program: Program
beforeAll(async () => {
  program = await Program.demo()
})
afterAll(async () => {
  await closeBrowser()
  await program.stop()
})

test('the way in weighs less than 450 kB, and nothing leaves the origin', async () => {
  const visitor = await Visitor.come(program)
  const loaded = new Map<string, number>()
  visitor.page.on('response', (response) => {
    const url = response.url()
    if (!url.startsWith(`${program.url}/console/`)) return
    void response.body().then((body) => loaded.set(url, gzipSync(body).length))
  })
  await visitor.page.goto(`${program.url}/console/login`, { waitUntil: 'networkidle' })
  await visitor.settle()
  const sum = [...loaded.values()].reduce((all, each) => all + each, 0)
  expect(loaded.size).toBeGreaterThan(2)
  expect(sum, [...loaded].map(([url, bytes]) => `${bytes} ${url}`).join('\n')).toBeLessThan(kMostBytes)
  expect(await visitor.leave()).toEqual([])
})

test('a ledger of ten thousand records scrolls through all of them and draws a window of them', async () => {
  const office = await program.as('office')
  const rows = Array.from(
    { length: kRows },
    (_, i) => `餐馆${String(i + 1).padStart(5, '0')}号,开发路${i + 1}号,是,2011-05-06,是,2011年`,
  )
  const text = `餐饮单位,地址,已安装净化设施,安装日期,油烟达标,期间\n${rows.join('\n')}\n`
  const done = await office.send('POST', '/imports?kind=ledger&target=catering_fumes&file=fumes.csv', text)
  expect(done.added).toBe(kRows)
  const visitor = await (await Visitor.come(program)).logIn('inspector')
  const page = await visitor.goTo('/console/ledgers/catering_fumes')
  await page.getByText(`${kRows} 行`).waitFor()
  const drawn = () => page.locator('tbody tr').count()
  await page.getByText('餐馆00001号').waitFor()
  expect(await drawn()).toBeLessThan(kMostDrawn)
  const box = page.locator('.box.long')
  for (const share of [0.25, 0.5, 0.75]) {
    await box.evaluate((element, at) => (element.scrollTop = element.scrollHeight * at), share)
    const around = Math.round(kRows * share)
    // Rows of the middle stand in the window, and no more of them than fit.
    await expect
      .poll(async () => {
        const seen = await page.locator('tbody tr[aria-rowindex]').evaluateAll((found) => {
          return found.map((row) => Number(row.getAttribute('aria-rowindex')))
        })
        const isThere = seen.some((at) => Math.abs(at - around) < kRows / 20)
        return isThere
          ? 'there'
          : `rows ${seen[0]} to ${seen.at(-1)} at ${await box.evaluate((element) => element.scrollTop)}`
      })
      .toBe('there')
    expect(await drawn()).toBeLessThan(kMostDrawn)
  }
  await box.press('End')
  await page.getByText(`餐馆${kRows}号`).waitFor()
  await page.getByRole('searchbox').fill('餐馆09999号')
  await page.getByText('1 行').waitFor()
  expect(await visitor.violations()).toEqual([])
  expect(await visitor.leave()).toEqual([])
})
