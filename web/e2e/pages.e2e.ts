// Every page, as each of those who may see it sees it: nothing in the console, nothing leaves the origin, no violation of
// accessibility, no sideways scroll; pictures kept.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookAt } from './support/looks'
import { kPages } from './support/pages'
import { Program } from './support/program'
import { closeBrowser, Visitor, type Look } from './support/visitor'

const kLooks: (Look & { name: string })[] = [
  { name: '1366', width: 1366, height: 768 },
  { name: '1920-dark', width: 1920, height: 1080, dark: true },
  { name: '390', width: 390, height: 844 },
  { name: '1366-en-large', width: 1366, height: 768, language: 'en', largeText: true },
]

let program: Program
beforeAll(async () => {
  program = await Program.demo()
})
afterAll(async () => {
  await closeBrowser()
  await program.stop()
})

describe.each(kLooks)('$name', (look) => {
  const people = [...new Set(kPages.map((each) => each.person))]
  test.each(people)('%s', async (person) => {
    const visitor = await (await Visitor.come(program, look)).logIn(person)
    const wrong: string[] = []
    for (const each of kPages.filter((page) => page.person === person)) {
      await visitor.goTo(each.path)
      wrong.push(...(await visitor.violations()).map((violation) => `${each.name}: ${violation}`))
      const sideways = await visitor.sidewaysScroll()
      if (sideways > 0) wrong.push(`${each.name}: scrolls sideways by ${sideways} px`)
      const different = await lookAt(visitor.page, `${each.name}-${look.name}`)
      if (different) wrong.push(different)
    }
    wrong.push(...(await visitor.leave()))
    expect(wrong).toEqual([])
  })
})

test('a window of 320 px scrolls no page sideways', async () => {
  const wrong: string[] = []
  for (const person of [...new Set(kPages.map((each) => each.person))]) {
    const visitor = await (await Visitor.come(program, { width: 320, height: 640 })).logIn(person)
    for (const each of kPages.filter((page) => page.person === person)) {
      await visitor.goTo(each.path)
      const sideways = await visitor.sidewaysScroll()
      if (sideways > 0) wrong.push(`${each.name}: ${sideways} px`)
    }
    wrong.push(...(await visitor.leave()))
  }
  expect(wrong).toEqual([])
})

test('the ways in: log in, welcome, and what a stranger finds there', async () => {
  for (const look of kLooks) {
    const visitor = await Visitor.come(program, look)
    const wrong: string[] = []
    for (const name of ['login', 'welcome']) {
      await visitor.goTo(`/console/${name}`)
      wrong.push(...(await visitor.violations()))
      const different = await lookAt(visitor.page, `${name}-${look.name}`)
      if (different) wrong.push(different)
    }
    // A page asked for without a login leads to it, and on to the page.
    await visitor.goTo('/console/indicators/8')
    expect(new URL(visitor.page.url()).pathname).toBe('/console/login')
    wrong.push(...(await visitor.leave()))
    expect(wrong).toEqual([])
  }
})
