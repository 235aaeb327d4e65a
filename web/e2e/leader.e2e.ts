// A leader with ten seconds: on a phone what is red, why, and who must act; on the wall the same, as it happens.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const words = {
  zh: {
    air: '城区空气质量',
    first: '先看这几项',
    why: '为什么',
    who: '市环保局',
    over: '0.0618',
    inspection: '机动车环保检验',
  },
  en: {
    air: 'Urban air quality',
    first: 'Look at these first',
    why: 'Why',
    who: 'Environmental Protection Bureau',
    over: '0.0618',
    inspection: 'vehicle',
  },
}
describe.each(['zh', 'en'] as const)('%s', (language) => {
  test('on a phone: what is red, who must act, and one touch further why', async () => {
    const visitor = await (await Visitor.come(program, { width: 390, height: 844, language })).logIn('leader')
    const page = visitor.page
    await visitor.settle()
    const w = words[language]
    const first = page.locator('section.card', { has: page.getByRole('heading', { name: w.first }) })
    const line = first.getByRole('listitem').first()
    await line.getByText(w.air).first().waitFor()
    expect(await line.innerText()).toContain(w.over)
    await line.getByText(w.who).waitFor()
    // It stands in the window, without scrolling.
    expect((await line.boundingBox())!.y).toBeLessThan(844)
    await line.getByRole('link', { name: w.why }).click()
    await page.waitForURL(/indicators\/8#why/)
    await visitor.settle()
    await page.getByText('GB 3095').first().waitFor()
    expect(await visitor.sidewaysScroll()).toBe(0)
    expect(await visitor.violations()).toEqual([])
    expect(await visitor.leave()).toEqual([])
  })
})

test('what the office accepts is on the open overview by itself', async () => {
  const visitor = await (await Visitor.come(program)).logIn('leader')
  const page = await visitor.goTo('/console/')
  await page.locator('.live.on').waitFor()
  const office = await program.as('office')
  const waiting = (await office.get('/submissions?state=submitted&limit=500')) as {
    items: { id: string; unit: string }[]
  }
  await page.evaluate(() => ((window as unknown as { here: boolean }).here = true))
  const returned = waiting.items[0]
  await office.send('POST', `/submissions/${encodeURIComponent(returned.id)}/return`, {
    reasons: [{ place: '', text: '缺盖章页' }],
  })
  await page.locator('[aria-live]', { hasText: '缺盖章页' }).waitFor()
  expect(await page.evaluate(() => (window as unknown as { here?: boolean }).here)).toBe(true)
  expect(await visitor.leave()).toEqual([])
})

test('a figure that comes in turns its tile on the wall', async () => {
  const visitor = await (await Visitor.come(program, { width: 1920, height: 1080 })).logIn('leader')
  const page = await visitor.goTo('/console/wall')
  const tile = page.locator('a.tile[href$="/indicators/17"]')
  expect(await tile.getAttribute('class')).toContain('undecided')
  const office = await program.as('office')
  await office.send(
    'POST',
    '/imports?kind=figures&file=17.csv',
    '统计数据,年份,数值,单位\n应检机动车数,2011,102315,辆\n',
  )
  await page.locator('a.tile.met[href$="/indicators/17"]').waitFor()
  await page.locator('aside [aria-live]', { hasText: words.zh.inspection }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true)
  expect(await visitor.leave()).toEqual([])
})
