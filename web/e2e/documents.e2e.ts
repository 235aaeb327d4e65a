// The office's papers: a document made for a month, a template changed in Word; the dossier built, taken out, out of date
// after a correction, held against a hand-edited report; a drill walked; and where a number comes from.
import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Paper } from './support/paper'
import { Program } from './support/program'
import { closeBrowser, Visitor } from './support/visitor'

const kDocx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const kText = 'word/document.xml'

let program: Program
beforeAll(async () => {
  program = await Program.demo()
})
afterAll(async () => {
  await closeBrowser()
  await program.stop()
})

async function savedBy(page: Page, button: Locator): Promise<{ name: string; paper: Paper }> {
  const [saved] = await Promise.all([page.waitForEvent('download'), button.click()])
  return { name: saved.suggestedFilename(), paper: Paper.read(readFileSync(await saved.path())) }
}
async function hand(page: Page, button: string, paper: Paper, name: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click(),
  ])
  await chooser.setFiles({ name, mimeType: kDocx, buffer: paper.bytes() })
}

test('a document for a day; a template with a wrong name is refused with its paragraph, a right one is used', async () => {
  const visitor = await (await Visitor.come(program)).logIn('office')
  const page = await visitor.goTo('/console/documents')
  await page.getByRole('navigation', { name: '文档清单' }).getByRole('button', { name: '空气质量日报' }).click()
  await page.getByLabel('期间', { exact: true }).fill('2011-12-30')
  const make = page.getByRole('button', { name: '生成 Word' })
  const made = await savedBy(page, make)
  expect(made.name).toMatch(/空气质量日报（2011年12月30日）\.docx$/)
  expect(made.paper.text(kText)).toContain('cm:air:')
  expect(await visitor.violations()).toEqual([])

  const template = (await savedBy(page, page.getByRole('button', { name: '下载 Word 模板' }))).paper
  template.change(kText, (xml) => xml.replace('{{城市}}', '{{城式}}'))
  await hand(page, '交改好的模板', template, '日报.docx')
  await page.getByText(/“日报.docx”有 1 处错误，不能换用/).waitFor()
  const finding = page.getByRole('region', { name: '模板检查结果' }).locator('tbody tr')
  expect(await finding.innerText()).toMatch(/第 \d+ 段[^]*城式[^]*城市/)
  expect(await page.getByRole('button', { name: '换用这个模板' }).count()).toBe(0)
  expect(await visitor.violations()).toEqual([])

  template.change(kText, (xml) => xml.replace('{{城式}}', '本市{{城市}}'))
  await hand(page, '交改好的模板', template, '日报.docx')
  await page.getByRole('button', { name: '换用这个模板' }).click()
  await visitor.told('已换用“日报.docx”')
  expect((await savedBy(page, make)).paper.text(kText)).toContain('本市')
  expect(await visitor.leave()).toEqual([])
})

test('a leader makes documents on a phone, and has no templates', async () => {
  const visitor = await (await Visitor.come(program, { width: 390, height: 844, language: 'en' })).logIn('leader')
  const page = await visitor.goTo('/console/documents')
  await page.getByRole('combobox', { name: /^List of documents/ }).selectOption('responsibility-letter')
  const make = page.getByRole('button', { name: 'Make a Word file' })
  expect(await make.isDisabled()).toBe(true)
  await page.getByLabel('Unit', { exact: true }).selectOption('市公安局')
  expect((await savedBy(page, make)).name).toContain('市公安局')
  expect(await page.getByRole('button', { name: 'Hand in a changed template' }).count()).toBe(0)
  expect(await page.locator('option[value=review-report]').count()).toBe(0)
  expect(await visitor.sidewaysScroll()).toBe(0)
  expect(await visitor.leave()).toEqual([])
})

test('the dossier is built, a volume and the whole taken out; a correction makes exactly its volumes out of date', async () => {
  const visitor = await (await Visitor.come(program)).logIn('office')
  const page = await visitor.goTo('/console/dossier')
  await page.getByText('还没有编制过').waitFor()
  await page.getByRole('button', { name: '编制', exact: true }).click()
  await visitor.told(/编制完成：新做 31 卷/)
  await page.getByText('31 卷都与现在的数据一致').waitFor()
  const volume = await savedBy(page, page.getByRole('button', { name: /^下载 A08 .*Word$/ }))
  expect(volume.name).toBe('A08 城区空气质量.docx')
  const whole = await savedBy(page, page.getByRole('button', { name: '下载整套（zip）' }))
  expect(whole.paper.names.some((name) => name.endsWith('manifest.json'))).toBe(true)
  expect(await visitor.violations()).toEqual([])

  const office = await program.as('office')
  const query = new URLSearchParams({ kind: 'figures', file: '更正.csv', reason: '核实' })
  await office.send('POST', `/imports?${query}`, '统计数据,期间,数值,单位\n地区生产总值,2010,671.23,亿元\n', {
    'Idempotency-Key': 'a-correction-of-a-figure',
  })
  await page.reload()
  await page.getByText('2 卷已经过时，要重新编制').waitFor()
  await page.getByLabel('只看').selectOption('stale')
  const rows = page.getByRole('region', { name: '档案卷' }).locator('tbody tr')
  expect(await rows.locator('td:first-child').allInnerTexts()).toEqual(['A04', 'C1'])
  await rows
    .first()
    .getByRole('button', { name: /个数变了/ })
    .click()
  const changed = page.getByRole('dialog').getByRole('row', { name: /2010年地区生产总值/ })
  expect(await changed.innerText()).toMatch(/6700200[^]*6712300/)
  await changed.getByRole('button', { name: /这个数从哪来/ }).click()
  const origin = page.getByRole('dialog', { name: /^来源：2010年地区生产总值/ })
  await origin.getByText('更正.csv').waitFor()
  await origin.getByText('671.23 亿元').waitFor()
  expect(await visitor.violations()).toEqual([])
  await origin.getByRole('link', { name: '看这项数据的历史' }).click()
  await page.waitForURL(/\/console\/ledgers\?figure=gdp$/)
  expect(await visitor.leave()).toEqual([])
})

test('a report that somebody edited is held against the data', async () => {
  const visitor = await (await Visitor.come(program)).logIn('inspector')
  const page = await visitor.goTo('/console/dossier')
  const { paper } = await savedBy(page, page.getByRole('button', { name: /^下载 A08 .*Word$/ }))
  await page.getByRole('tab', { name: '核对改过的报告' }).click()
  await hand(page, '交改过的报告', paper, '空气质量.docx')
  await page.getByText(/“空气质量.docx”里的 \d+ 个数都与数据一致/).waitFor()
  paper.change(kText, (xml) =>
    xml.replace(/("cm:verdict:8\.1\|2011\|value".*?<w:t[^>]*>)[^<]*</, (_, before: string) => `${before}0.0590 mg/m³<`),
  )
  await hand(page, '交改过的报告', paper, '空气质量.docx')
  const fault = page.getByRole('region', { name: '不符的数' }).locator('tbody tr')
  await fault.getByText('被改写').waitFor()
  expect(await fault.innerText()).toMatch(/第\d+段[^]*0\.0590[^]*0\.0618/)
  expect(await visitor.violations()).toEqual([])
  await fault.getByRole('button', { name: /这个数从哪来/ }).click()
  await page.getByRole('dialog', { name: /^来源：/ }).waitFor()
  expect(await visitor.leave()).toEqual([])
})

test('a drill: question after question, what is right and where to find it, and how long it took', async () => {
  const visitor = await (await Visitor.come(program)).logIn('inspector')
  const page = await visitor.goTo('/console/dossier?part=drill')
  await page.getByLabel('题号（可空）').fill('7')
  await page.getByRole('button', { name: '开始演练' }).click()
  const field = page.getByLabel('您的回答')
  await page.getByText(/第 1 题，共 \d 题/).waitFor()
  const all = Number(/共 (\d) 题/.exec(await page.locator('form.open').innerText())?.[1])
  for (let question = 1; question <= all; ++question) {
    await page.locator('form.open').getByText(`第 ${question} 题`).waitFor()
    await field.fill('不知道')
    await page.getByRole('button', { name: '回答', exact: true }).click()
    await page
      .locator('.answer')
      .nth(question - 1)
      .getByText('在哪里找：')
      .waitFor()
  }
  await page.getByText(new RegExp(`演练结束：${all} 题答对 0 题，共用`)).waitFor()
  await page.getByText('题号 7。').waitFor()
  expect(await visitor.violations()).toEqual([])
  // Whoever is sent the address sees how it went.
  const other = await (await Visitor.come(program, { language: 'en' })).logIn('leader')
  await other.goTo(new URL(page.url()).pathname + new URL(page.url()).search)
  await other.page.getByText(/This drill is taken by inspector/).waitFor()
  expect(await other.leave()).toEqual([])
  expect(await visitor.leave()).toEqual([])
})
