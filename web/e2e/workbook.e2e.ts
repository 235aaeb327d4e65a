// A unit that works on paper: the workbook out, filled in with a spreadsheet program, back, compared, put in, taken out
// again, put in once more and handed in; a cell that two people changed; a workbook of somebody else.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Paper } from './support/paper'
import { Program } from './support/program'
import { closeBrowser, Visitor } from './support/visitor'

const kRequest = encodeURIComponent('市公安局|2011')
const kXlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const kFigures = '数据-环境建设'
const kLedger = '台账-禁鸣和机动车违章查处'

let program: Program
beforeAll(async () => {
  program = await Program.demo()
})
afterAll(async () => {
  await closeBrowser()
  await program.stop()
})

async function savedBy(page: Page, button: string): Promise<{ name: string; paper: Paper }> {
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return { name: saved.suggestedFilename(), paper: Paper.read(readFileSync(await saved.path())) }
}
async function handBack(page: Page, paper: Paper, name = '市公安局 2011年报送表.xlsx'): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '交回填好的报送表' }).click(),
  ])
  await chooser.setFiles({ name, mimeType: kXlsx, buffer: paper.bytes() })
}
// As with the mouse, out of a folder.
async function drop(page: Page, paper: Paper, name: string): Promise<void> {
  const dropped = await page.evaluateHandle(
    ([data, file]) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], file))
      return transfer
    },
    [paper.bytes().toString('base64'), name],
  )
  await page.getByRole('group', { name: '交回填好的报送表' }).dispatchEvent('drop', { dataTransfer: dropped })
}
const draft = async () =>
  (await (await program.as('police')).get(`/requests/${kRequest}/draft`)) as {
    figures: { as_given: string }[]
    records: { fields: Record<string, string> }[]
  }

test('out, filled in, back, compared cell by cell, marked, put in, taken out, put in again, handed in', async () => {
  const visitor = await (await Visitor.come(program)).logIn('police')
  const page = await visitor.goTo(`/console/mywork/${kRequest}`)
  const { name, paper } = await savedBy(page, '下载报送表')
  expect(name).toBe('市公安局 2011年报送表.xlsx')

  paper.type(kFigures, 'F5', '１０．１９８万辆').type(kFigures, 'G5', '年报数')
  paper.type(kLedger, 'B7', '禁鸣区鸣笛').type(kLedger, 'C7', '很多').type(kLedger, 'D7', '300')
  await handBack(page, paper, name)
  const rows = page.getByRole('region', { name: '报送表逐格对照' }).locator('tbody tr')
  // What is not understood stands first, with what to do about it.
  await rows.first().getByText('读不懂').waitFor()
  expect(await rows.first().innerText()).toContain('很多')
  const figure = rows.filter({ hasText: '应检机动车数' }).filter({ hasText: 'F5' })
  expect(await figure.innerText()).toContain('１０．１９８万辆')
  await page.getByRole('button', { name: /^显示没有改动的/ }).click()
  await rows.filter({ hasText: '没有改动' }).first().waitFor()
  expect(await visitor.violations()).toEqual([])

  const marked = await savedBy(page, '下载标红的报送表')
  expect(marked.name).toBe('市公安局 2011年报送表（有疑问处已标红）.xlsx')
  expect(marked.paper.names.some((each) => /comments/.test(each))).toBe(true)
  expect((await draft()).figures).toEqual([])

  paper.type(kLedger, 'C7', '312')
  await drop(page, paper, '改好的.xlsx')
  await page.getByText('“改好的.xlsx”与系统的对照').waitFor()
  const put = page.getByRole('button', { name: /^写入草稿（\d+ 格）$/ })
  await put.click()
  await visitor.told(/已按“改好的.xlsx”写入草稿/)
  const field = page.getByLabel('应检机动车数', { exact: true })
  await expect.poll(() => field.inputValue()).toBe('１０．１９８万辆')
  expect((await draft()).records.map((each) => each.fields)).toEqual([
    { offence: 'honking', stopped: '312', fined: '300' },
  ])

  await page.locator('.tellings').getByRole('button', { name: '撤销写入' }).click()
  await visitor.told('已撤销，草稿恢复到写入以前')
  await expect.poll(() => field.inputValue()).toBe('')
  expect(await draft()).toMatchObject({ figures: [], records: [] })

  await handBack(page, paper, name)
  await put.click()
  await visitor.told(new RegExp(`已按“${name}”写入草稿`))
  await page.getByRole('region', { name: '填报进度' }).getByRole('button', { name: '提交' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click()
  await page.locator('.receipt').getByText('市公安局|2011#1').waitFor()
  const office = await program.as('office')
  const content = await office.get(`/submissions/${encodeURIComponent('市公安局|2011#1')}/content`)
  expect(content.figures).toMatchObject([{ figure: 'vehicles_due', note: '年报数' }])
  expect(await visitor.leave()).toEqual([])
})

test('what was changed on both sides is shown and decided; a workbook of somebody else is refused with what to do', async () => {
  const office = await program.as('office')
  await office.send('POST', `/submissions/${encodeURIComponent('市公安局|2011#1')}/return`, {
    reasons: [{ place: 'figure:vehicles_due', text: '请扣除已注销车辆' }],
  })
  const visitor = await (await Visitor.come(program)).logIn('police')
  const page = await visitor.goTo(`/console/mywork/${kRequest}`)
  const { paper } = await savedBy(page, '下载报送表')
  const field = page.getByLabel('应检机动车数', { exact: true })
  await field.fill('101,500')
  await page.locator('.save.saved').waitFor()
  await handBack(page, paper.type(kFigures, 'F5', '101,990'))
  const conflict = page.getByRole('region', { name: '报送表逐格对照' }).locator('tbody tr').first()
  await conflict.getByText('冲突').waitFor()
  expect(await conflict.innerText()).toMatch(/101,990[^]*101,500/)
  await page.getByText('没有要写入的').waitFor()
  await page.getByLabel('用报送表里的').check()
  await page.getByRole('button', { name: '写入草稿（1 格）' }).click()
  await expect.poll(() => field.inputValue()).toBe('101,990')

  visitor.expects(422, /\/workbook\?/)
  const other = await (
    await program.as('statistics')
  ).bytes(`/requests/${encodeURIComponent('市统计局|2011')}/workbook`)
  await handBack(page, Paper.read(other), '市统计局.xlsx')
  const refused = page.getByRole('region', { name: '用 Excel、WPS 填' }).getByRole('alert')
  await refused.getByText('WBK004').waitFor()
  expect(await refused.innerText()).toContain('怎么办')
  expect(await visitor.leave()).toEqual([])
})

test('whoever oversees takes a workbook out where the request is looked at, in English', async () => {
  const visitor = await (await Visitor.come(program, { language: 'en' })).logIn('leader')
  const page = await visitor.goTo(`/console/progress?request=${kRequest}`)
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the workbook' }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/\.xlsx$/)
  // A leader reads; what comes back is for those who fill in.
  expect(await page.getByRole('button', { name: 'Bring back the workbook' }).count()).toBe(0)
  expect(await visitor.violations()).toEqual([])
  expect(await visitor.leave()).toEqual([])
})
