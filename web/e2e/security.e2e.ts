// Accounts: made, invited, entered by their owner; and the three administrators who must be three people.
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
    new: '新建账号',
    id: '账号',
    name: '姓名',
    unit: '单位',
    make: '建立',
    editor: '单位填报人',
    system: '系统管理员',
    close: '关闭',
    password: '新密码',
    enter: '设置密码并进入',
    mine: '我的工作',
    office: '创模办',
  },
  en: {
    new: 'New account',
    id: 'Account',
    name: 'Name',
    unit: 'Unit',
    make: 'Make',
    editor: 'Unit editor',
    system: 'System administrator',
    close: 'Close',
    password: 'New password',
    enter: 'Set password and enter',
    mine: 'My work',
    office: 'Programme office',
  },
}
describe.each(['zh', 'en'] as const)('%s', (language) => {
  const w = words[language]
  test('an account is made, its owner comes in by the link, once', async () => {
    const visitor = await (await Visitor.come(program, { language })).logIn('security')
    const page = await visitor.goTo('/console/system')
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: w.new }).click()
    await dialog.getByLabel(w.id, { exact: true }).fill(`weisheng-${language}`)
    await dialog.getByLabel(w.name, { exact: true }).fill('卫某')
    await dialog.getByLabel(w.unit, { exact: true }).fill('市卫生局')
    await dialog.getByLabel(w.editor).check()
    await dialog.getByRole('button', { name: w.make, exact: true }).click()
    const link = await dialog.locator('code', { hasText: '/console/welcome#cmi_' }).innerText()
    expect(await visitor.violations()).toEqual([])
    await dialog.getByRole('button', { name: w.close }).click()
    expect(await visitor.leave()).toEqual([])

    const owner = await Visitor.come(program, { language })
    await owner.page.goto(link)
    // The address forgets it at once: nobody reads it over a shoulder or finds it in the history.
    await owner.page.waitForURL((url) => !url.href.includes('cmi_'))
    await owner.page.getByLabel(w.password).fill('Wutong-Qingtian-42')
    expect(await owner.violations()).toEqual([])
    await owner.page.getByRole('button', { name: w.enter }).click()
    await owner.page.getByRole('heading', { level: 1, name: w.mine }).waitFor()
    expect(await owner.leave()).toEqual([])

    // The link is spent.
    const late = await Visitor.come(program, { language })
    late.expects(401, /invitations\/accept/)
    await late.page.goto(link)
    await late.page.getByLabel(w.password).fill('Wutong-Qingtian-42')
    await late.page.getByRole('button', { name: w.enter }).click()
    await late.page.getByRole('alert').waitFor()
    expect(await late.leave()).toEqual([])
  })

  test('nobody is two of the three administrators, nor one of them and at work with the data', async () => {
    const visitor = await (await Visitor.come(program, { language })).logIn('security')
    visitor.expects('4', /api\/v1\/accounts$/)
    const page = await visitor.goTo('/console/system')
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: w.new }).click()
    await dialog.getByLabel(w.id, { exact: true }).fill(`two-hats-${language}`)
    await dialog.getByLabel(w.name, { exact: true }).fill('某')
    await dialog.getByLabel(w.system).check()
    await dialog.getByLabel(w.office).check()
    await dialog.getByRole('button', { name: w.make, exact: true }).click()
    await dialog.getByRole('alert').waitFor()
    expect(await visitor.violations()).toEqual([])
    await dialog.getByLabel(w.office).uncheck()
    await dialog.getByRole('button', { name: w.make, exact: true }).click()
    await dialog.locator('code', { hasText: 'cmi_' }).waitFor()
    expect(await visitor.leave()).toEqual([])
  })
})

// What a code means is told in the reader's language.
test.each([
  ['zh', '账号或密码不对'],
  ['en', 'account or password wrong'],
] as const)(
  'a wrong password is refused in %s, and nobody says which of the two was wrong',
  async (language, words) => {
    const visitor = await Visitor.come(program, { language })
    visitor.expects(401, /api\/v1\/session$/)
    const page = await visitor.goTo('/console/login')
    await page.locator('input[autocomplete=username]').fill('office')
    await page.locator('input[type=password]').fill('Not-The-Password-7')
    await page.locator('form button.is-primary').click()
    await page.getByRole('alert').filter({ hasText: words }).waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('ACC001')
    expect(await visitor.violations()).toEqual([])
    expect(await visitor.leave()).toEqual([])
  },
)
