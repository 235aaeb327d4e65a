// A unit at 17:50: what it owes, filled in, pasted, proved, checked, handed in; what comes back, put right; a line that fails.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Program } from './support/program'
import { closeBrowser, Visitor } from './support/visitor'

const kPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

let program: Program
beforeAll(async () => {
  program = await Program.demo()
})
afterAll(async () => {
  await closeBrowser()
  await program.stop()
})

async function paste(visitor: Visitor, text: string): Promise<void> {
  await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await visitor.page.evaluate((block) => navigator.clipboard.writeText(block), text)
  await visitor.page.keyboard.press('Control+V')
}

test('what is owed and why; a number that is none; a pasted block; a paper; then it is handed in', async () => {
  const visitor = await (await Visitor.come(program)).logIn('police')
  const page = visitor.page
  await visitor.settle()
  const owed = page.locator('article.owed').first()
  await owed.getByText('2011年年报').first().waitFor()
  await owed.getByText('2012年3月6日').first().waitFor()
  await owed.locator('.chip', { hasText: '17 机动车环保检验' }).waitFor()
  await owed.getByRole('link', { name: /^填报/ }).click()
  const figure = page.getByLabel('应检机动车数', { exact: true })
  // Not a number: said at once, and it cannot be handed in so.
  await figure.fill('很多')
  await page.getByText('这不像一个数').waitFor()
  await page.getByRole('region', { name: '填报进度' }).getByRole('button', { name: '提交' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/处不改正不能提交/).waitFor()
  expect(await dialog.getByRole('button', { name: '提交', exact: true }).isDisabled()).toBe(true)
  await dialog.getByRole('button', { name: /应检机动车数/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(() => figure.evaluate((input) => input === document.activeElement)).toBe(true)
  // Less than its part: to be explained, or corrected.
  await figure.fill('1万')
  await page.getByText('即 10,000 辆').waitFor()
  await page
    .getByText(/大于它所属的/)
    .first()
    .waitFor()
  await figure.fill('102,315')
  await page.getByText(/比上年多 5,005/).waitFor()
  await page
    .getByText(/大于它所属的/)
    .first()
    .waitFor({ state: 'detached' })

  const ledger = page.locator('#ledger-traffic_penalties')
  await ledger.getByRole('checkbox').uncheck()
  await ledger.getByRole('button', { name: '粘贴表格' }).click()
  await dialog.locator('textarea').focus()
  await paste(visitor, '违章种类\t查处数\t罚款数\n禁鸣区鸣笛\t312\t300\n冒黑烟\t45\t45\n闯禁行\t188\t160\n')
  await dialog.getByRole('button', { name: '填入 3 条' }).click()
  await ledger.getByText('3 条记录').waitFor()
  await ledger.getByRole('checkbox', { name: /以上为全部记录/ }).check()

  const wanted = page.locator('#evidence-17\\.1')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    wanted.getByRole('button', { name: /选择文件/ }).click(),
  ])
  await chooser.setFiles({ name: '车管所登记汇总.pdf', mimeType: 'application/pdf', buffer: kPdf })
  await wanted.locator('.clips', { hasText: '车管所登记汇总.pdf' }).waitFor()
  await page.locator('.save.saved').waitFor()
  expect(await visitor.violations()).toEqual([])

  await page.getByRole('region', { name: '填报进度' }).getByRole('button', { name: '提交' }).click()
  await dialog.getByText('提交后由创模办审核').waitFor()
  await dialog.getByRole('button', { name: '提交', exact: true }).click()
  const receipt = page.locator('.receipt')
  await receipt.getByText('市公安局|2011#1').waitFor()
  const office = await program.as('office')
  const submission = await office.get(`/submissions/${encodeURIComponent('市公安局|2011#1')}`)
  expect((await receipt.locator('.digest').innerText()).replaceAll(' ', '')).toBe(submission.digest)
  const content = (await office.get(`/submissions/${encodeURIComponent('市公安局|2011#1')}/content`)) as {
    records: unknown[]
    evidence: { digest: string }[]
  }
  expect(content.records).toHaveLength(3)
  expect(content.evidence.map((each) => each.digest)).toContain(createHash('sha256').update(kPdf).digest('hex'))
  expect(await visitor.leave()).toEqual([])
})

test('what came back stands at its field; put right, it is handed in again', async () => {
  const office = await program.as('office')
  await office.send('POST', `/submissions/${encodeURIComponent('市公安局|2011#1')}/return`, {
    reasons: [{ place: 'figure:vehicles_due', text: '请扣除已注销车辆' }],
  })
  const visitor = await (await Visitor.come(program)).logIn('police')
  const page = visitor.page
  await visitor.settle()
  await page
    .locator('article.owed', { hasText: '请扣除已注销车辆' })
    .getByRole('link', { name: /^去修改/ })
    .click()
  const row = page.locator('.figure', { has: page.getByLabel('应检机动车数', { exact: true }) })
  await row.getByText('请扣除已注销车辆').waitFor()
  await page.getByLabel('应检机动车数', { exact: true }).fill('101,980')
  await page.locator('.save.saved').waitFor()
  await page.getByRole('region', { name: '填报进度' }).getByRole('button', { name: '提交' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '提交', exact: true }).click()
  await page.locator('.receipt').getByText('市公安局|2011#2').waitFor()
  await office.send('POST', `/submissions/${encodeURIComponent('市公安局|2011#2')}/accept`, {})
  // The page hears of it by itself.
  await page.getByText(/已接受（2012-03-01/).waitFor()
  expect(await visitor.leave()).toEqual([])
})

test('in English: taken back, a column pasted, the line down and up again, handed in', async () => {
  const visitor = await (await Visitor.come(program, { language: 'en' })).logIn('statistics')
  const page = await visitor.goTo(`/console/mywork/${encodeURIComponent('市统计局|2011')}`)
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('textarea, input').first().fill('One figure was preliminary')
  await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click()
  // What was accepted before still stands, and is put right.
  await page.getByText(/Accepted \(2012-02-\d+/).waitFor()
  await page.getByRole('button', { name: 'Put right' }).click()
  await page.getByRole('button', { name: 'Paste a column' }).click()
  await dialog.locator('textarea').focus()
  await paste(visitor, '地区生产总值\t8548800\n规模以上工业增加值（可比价）\t3447100\n')
  await dialog.getByText('By name', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Take 2 figures' }).click()
  await page.locator('.save.saved').waitFor()

  visitor.expects('INTERNET_DISCONNECTED', /\/api\/v1\//)
  await visitor.context.setOffline(true)
  const gdp = page.getByLabel('Gross domestic product', { exact: true })
  await gdp.fill('8548900')
  await page.getByText('Kept on this machine, waiting for the network').first().waitFor()
  await visitor.context.setOffline(false)
  await page.locator('.save.saved').waitFor()
  const draft = (await (
    await program.as('statistics')
  ).get(`/requests/${encodeURIComponent('市统计局|2011')}/draft`)) as {
    figures: { figure: string; as_given: string }[]
  }
  expect(draft.figures.find((each) => each.figure === 'gdp')?.as_given).toBe('8548900')
  expect(await visitor.violations()).toEqual([])
  expect(await visitor.leave()).toEqual([])
})

test('in two windows one fills in; the other says so', async () => {
  const visitor = await (await Visitor.come(program)).logIn('statistics')
  const page = await visitor.goTo(`/console/mywork/${encodeURIComponent('市统计局|2011')}`)
  await page.getByRole('button', { name: /^(接着填草稿|更正)$/ }).click()
  await page.locator('#part-figures input').first().waitFor()
  const second = await visitor.context.newPage()
  await second.goto(page.url())
  await second.getByRole('button', { name: /^(接着填草稿|更正)$/ }).click()
  await second.getByText('正在另一个窗口里填写').waitFor()
  await second.getByRole('button', { name: '在这里继续' }).click()
  await second.locator('#part-figures input').first().waitFor()
  await page.getByText('正在另一个窗口里填写').waitFor()
  expect(await visitor.leave()).toEqual([])
})
