// The programme office through its year: asks, reviews, moves days, chases, publishes, imports, and changes the table.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiClient } from './support/program'
import { Program } from './support/program'
import { closeBrowser, Visitor } from './support/visitor'

const kUnit = '市住建局'
const path = encodeURIComponent

let program: Program
let office: ApiClient
beforeAll(async () => {
  program = await Program.demo()
  office = await program.as('office')
})
afterAll(async () => {
  await closeBrowser()
  await program.stop()
})

type Item = Record<string, string>
async function listed(of: string): Promise<Item[]> {
  return ((await office.get(of)) as { items: Item[] }).items
}

test('an obligation is changed, and what follows from it is asked for', async () => {
  const visitor = await (await Visitor.come(program)).logIn('office')
  const page = await visitor.goTo(`/console/units?part=obligations&unit=${path('市水务局')}`)
  await page.getByRole('button', { name: /用水/ }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('频次').selectOption('quarterly')
  await dialog.getByLabel('修改理由').fill('按季掌握')
  await dialog.getByRole('button', { name: '保存' }).click()
  await visitor.told('已保存')
  const before = (await listed('/requests?limit=500')).length
  await page.getByRole('button', { name: '下发催报' }).click()
  await dialog.getByRole('button', { name: '下发催报' }).click()
  await visitor.told(/下发 \d+ 件，更新 [1-9]\d* 件/)
  const told = await page.locator('.telling', { hasText: '下发' }).innerText()
  const after = (await listed('/requests?limit=500')).length
  expect(after - before).toBe(Number(/下发 (\d+) 件/.exec(told)?.[1]))
  expect(await visitor.violations()).toEqual([])
  expect(await visitor.leave()).toEqual([])
})

const review = {
  zh: { accepted: '已接受', returned: '已退回', why: '请核对与年鉴是否一致' },
  en: { accepted: /accepted/i, returned: /returned/i, why: 'Please compare with the yearbook' },
}
describe.each(['zh', 'en'] as const)('review in %s', (language) => {
  test('one submission goes back with its reason, the next is accepted, without a mouse', async () => {
    const visitor = await (await Visitor.come(program, { language })).logIn('office')
    const waiting = (await listed('/submissions?state=submitted&limit=500')).sort(
      (a, b) => a.submitted_at.localeCompare(b.submitted_at) || a.id.localeCompare(b.id, 'zh-CN'),
    )
    const page = await visitor.goTo('/console/review')
    const table = page.getByRole('region').filter({ has: page.locator('table') })
    await table.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/review/${path(waiting[1].id)}*`)
    await page.locator('.panel').waitFor()
    await page.keyboard.press('r')
    const text = page.locator('.panel textarea').first()
    await text.waitFor()
    await expect.poll(() => text.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Control+A')
    await page.keyboard.type(review[language].why)
    // From the text on to the button that sends it.
    const send = page.locator('.panel button.is-danger')
    for (let i = 0; i < 40 && !(await send.evaluate((element) => element === document.activeElement)); ++i)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await visitor.told(review[language].returned)
    const back = (await office.get(`/submissions/${path(waiting[1].id)}`)) as Item & { reasons: Item[] }
    expect(back.state).toBe('returned')
    expect(back.reasons[0].text).toBe(review[language].why)
    // The next of the queue is there by itself.
    await page.waitForURL(`**/review/${path(waiting[2].id)}*`)
    await page.locator('.panel kbd').first().waitFor()
    await page.keyboard.press('a')
    await visitor.told(review[language].accepted)
    expect((await office.get(`/submissions/${path(waiting[2].id)}`)).state).toBe('accepted')
    expect(await visitor.leave()).toEqual([])
  })
})

test('the day of a request is moved, with the reason', async () => {
  const visitor = await (await Visitor.come(program)).logIn('office')
  const page = await visitor.goTo(`/console/progress?part=requests&unit=${path(kUnit)}&state=returned`)
  await page.getByRole('button', { name: kUnit }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('新的截止日').fill('2012-03-20')
  await dialog.getByLabel('理由').first().fill('等省厅核定数')
  await dialog.getByRole('button', { name: '改期' }).click()
  await visitor.told('已保存')
  await dialog.getByText('2012年3月20日').waitFor()
  expect((await office.get(`/requests/${path(`${kUnit}|2011`)}`)).due).toBe('2012-03-20')
  expect(await visitor.leave()).toEqual([])
})

test('a matter is opened and moved on by the clock of 13710', async () => {
  const visitor = await (await Visitor.come(program)).logIn('office')
  const page = await visitor.goTo('/console/chasing?part=matters')
  await page
    .getByRole('button', { name: '立项督办' })
    .or(page.getByRole('button', { name: '立项' }))
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('单位', { exact: true }).selectOption('市公安局')
  await dialog.getByLabel('事项').fill('禁鸣标志补齐')
  await dialog.locator('footer button').click()
  await visitor.told('已立项')
  await page.getByRole('button', { name: '禁鸣标志补齐' }).click()
  await dialog.locator('textarea').fill('已研究，由交警支队办理')
  await dialog.getByRole('button', { name: '已研究' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const matter = (await listed('/matters')).find((each) => each.title === '禁鸣标志补齐')
  expect(matter?.stage).toBe('answer')
  expect(await visitor.violations()).toEqual([])
  expect(await visitor.leave()).toEqual([])
})

test('a bulletin is drafted from the data, published, read by the public, and withdrawn', async () => {
  const visitor = await (await Visitor.come(program)).logIn('office')
  const page = await visitor.goTo('/console/publishing?part=write')
  page.on('dialog', (asked) => void asked.accept())
  await page.getByLabel('期间').fill('2012-01')
  await page.getByRole('button', { name: '按数据起草' }).click()
  await expect.poll(() => page.getByLabel('正文').inputValue()).toContain('## ')
  const title = '朔州市环境质量简报（2012年1月，试刊）'
  await page.getByLabel('标题').fill(title)
  await page.locator('section[aria-live]').getByText('指标总体情况').waitFor()
  expect(await visitor.violations()).toEqual([])
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await visitor.told('已发布')
  const notice = (await listed('/notices')).find((each) => each.title === title)!
  const open = async () => (await fetch(program.url + notice.address)).text()
  expect(await open()).toContain('指标总体情况')
  await page.getByRole('row', { name: title }).getByRole('button', { name: '撤回' }).click()
  await page.getByLabel('撤回的理由').fill('数字待核')
  await page.getByRole('dialog').getByRole('button', { name: '撤回', exact: true }).click()
  await visitor.told('已撤回')
  expect(await open()).not.toContain('指标总体情况')
  expect(await open()).toContain('数字待核')
  expect(await visitor.leave()).toEqual([])
})

test('a file is looked at before it is imported, and one with faults is not taken', async () => {
  const visitor = await (await Visitor.come(program)).logIn('office')
  const page = await visitor.goTo('/console/monitoring?part=import')
  await page.getByLabel('种类').selectOption('ledger')
  await page.getByLabel('对象').selectOption('drills')
  const give = (name: string, text: string) =>
    page.getByLabel('文件').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await give('坏的.csv', '演练名称,演练日期,参加人数\n水源地演练,某日,二十\n')
  await page.getByRole('button', { name: '先看看怎么理解的' }).click()
  await page.getByText('文件有错误，不能导入').waitFor()
  expect(await page.getByRole('button', { name: '确认导入' }).isDisabled()).toBe(true)
  const before = (await listed('/ledgers/drills')).length
  await give('应急演练.csv', '演练名称,演练日期,参加人数\n水源地演练,2011-06-03,40\n危化品演练,2011-11-09,65\n')
  await page.getByRole('button', { name: '先看看怎么理解的' }).click()
  await page.getByText('将新增 2').waitFor()
  expect((await listed('/ledgers/drills')).length).toBe(before)
  expect(await visitor.violations()).toEqual([])
  await page.getByRole('button', { name: '确认导入' }).click()
  await visitor.told('已导入：新增 2')
  expect((await listed('/ledgers/drills')).length).toBe(before + 2)
  expect(await visitor.leave()).toEqual([])
})

test('an agency gets another name', async () => {
  const visitor = await (await Visitor.come(program)).logIn('office')
  const page = await visitor.goTo('/console/units?part=changes')
  await page.getByRole('button', { name: '登记机构变动' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('原单位').fill('市园林局')
  await dialog.getByLabel('现单位').fill('市园林绿化局')
  await dialog.getByLabel('日期').fill('2012-03-01')
  await dialog.getByLabel('文号').fill('朔编发〔2012〕3号')
  await dialog.getByRole('button', { name: '登记机构变动' }).click()
  await visitor.told('已登记')
  await page.getByRole('cell', { name: '市园林绿化局' }).waitFor()
  expect((await listed('/units/changes')).some((each) => each.after === '市园林绿化局')).toBe(true)
  expect(await visitor.leave()).toEqual([])
})

test('a task of the table is changed, and the change undone', async () => {
  const visitor = await (await Visitor.come(program)).logIn('office')
  const page = await visitor.goTo('/console/plan')
  const before = (await listed('/plan/versions'))[0].digest
  await page.getByRole('button', { name: '修改', exact: true }).click()
  await page.getByRole('button', { name: '修改任务 10.7 的责任单位' }).scrollIntoViewIfNeeded()
  await page.getByRole('button', { name: '修改任务 10.7 的工作任务' }).click()
  const cell = page.locator('#task-10\\.7 textarea')
  await cell.fill(`${await cell.inputValue()}（2012年6月底前完成）`)
  await page.getByRole('button', { name: '记下' }).click()
  await page.getByRole('button', { name: '查看差异并保存' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('2012年6月底前完成').first().waitFor()
  await dialog.getByLabel('修改理由').fill('主任办公会议定')
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await visitor.told('已保存 1 处修改')
  expect((await listed('/plan/versions'))[0].digest).not.toBe(before)
  await page.locator('.telling').getByRole('button', { name: '撤销' }).click()
  await visitor.told('已恢复修改前的任务分解表')
  expect((await listed('/plan/versions'))[0].digest).toBe(before)
  expect(await visitor.leave()).toEqual([])
})
