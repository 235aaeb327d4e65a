// Anybody, without an account and without JavaScript, in both languages. How the pages look is portal.e2e.ts.
import { gzipSync } from 'node:zlib'
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

const kMostBytes = 60_000
const kPages = [
  '/',
  '/indicators/8',
  '/indicators/10',
  '/indicators/12',
  '/data',
  '/data/gdp',
  '/notices',
  '/notices/notice-3',
  '/plan',
  '/proof',
]
const words = {
  zh: {
    air: '城区空气质量',
    data: '数据',
    notices: '公告',
    plan: '任务分解',
    proof: '存证',
    red: '未达标',
    who: '谁来整改',
    root: '根',
  },
  en: {
    air: 'Urban air quality',
    data: 'Data',
    notices: 'Notices',
    plan: 'Plan',
    proof: 'Proof',
    red: 'Not met',
    who: 'Who must act',
    root: 'Root',
  },
}

describe.each(['zh', 'en'] as const)('%s', (language) => {
  const w = words[language]
  const root = language === 'en' ? '/en' : '/'
  test('from the first page to an indicator, the data, the notices, the plan and the proof', async () => {
    const visitor = await Visitor.come(program, { language, javaScript: false })
    const page = visitor.page
    await page.goto(program.url + root)
    await page.getByText(w.red).first().waitFor()
    await page.getByText(w.who).first().waitFor()
    await page.getByRole('link', { name: w.air }).first().click()
    await page.getByText('0.0618').filter({ visible: true }).first().waitFor()
    await page.getByText('GB 3095').filter({ visible: true }).first().waitFor()
    const sections = page.getByRole('navigation').first()
    await sections.getByRole('link', { name: w.data, exact: true }).click()
    const file = page.locator('a[href$="/data/gdp.csv"]')
    const address = new URL((await file.getAttribute('href'))!, program.url)
    // With the byte order mark by which Excel knows that it is UTF-8.
    const csv = Buffer.from(await (await fetch(address)).arrayBuffer()).toString('utf8')
    expect(csv.startsWith('\uFEFF')).toBe(true)
    expect(csv).toContain('2011')
    await sections.getByRole('link', { name: w.notices, exact: true }).click()
    await page
      .getByRole('link', { name: /环境质量公报/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await sections.getByRole('link', { name: w.plan, exact: true }).click()
    await page.getByText('10.7').first().waitFor()
    await sections.getByRole('link', { name: w.proof, exact: true }).click()
    await page.getByText(w.root, { exact: true }).first().waitFor()
    expect(await visitor.leave()).toEqual([])
  })

  test('every page has one heading and its other language', async () => {
    const visitor = await Visitor.come(program, { language, javaScript: false })
    const wrong: string[] = []
    for (const each of kPages) {
      const path = language === 'en' ? `/en${each === '/' ? '' : each}` : each
      const answer = await visitor.page.goto(program.url + path)
      if (answer?.status() !== 200) wrong.push(`${path}: ${answer?.status()}`)
      if ((await visitor.page.locator('h1').count()) !== 1) wrong.push(`${path}: not one h1`)
      if (!(await visitor.page.locator('link[rel=alternate][hreflang]').count()))
        wrong.push(`${path}: one language only`)
    }
    expect(wrong).toEqual([])
    expect(await visitor.leave()).toEqual([])
  })
})

test('no page is heavier than a slow line bears', async () => {
  const wrong: string[] = []
  for (const each of kPages) {
    const html = await (await fetch(program.url + each)).text()
    const bytes = gzipSync(html.replace(/<svg[\s\S]*?<\/svg>/g, '')).length
    if (bytes > kMostBytes) wrong.push(`${each}: ${bytes}`)
    if (/<script|style="|\son\w+="/.test(html)) wrong.push(`${each}: a script or a style of its own`)
  }
  expect(wrong).toEqual([])
})
