// How long the console takes from a click in the menu to the next page drawn, on the demonstration.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Program, type Person } from '../e2e/support/program'
import { closeBrowser, Visitor } from '../e2e/support/visitor'

const kRounds = 9
const kTargetMs = 100

let program: Program
beforeAll(async () => {
  program = await Program.demo()
})
afterAll(async () => {
  await closeBrowser()
  await program.stop()
})

// From the click until the heading is that of the page, nothing of it is still on its way, and it is drawn.
async function change(visitor: Visitor, href: string): Promise<number> {
  return visitor.page.evaluate(async (target) => {
    const link = document.querySelector<HTMLAnchorElement>(`nav a[href="${target}"]`)!
    const before = document.querySelector('h1')
    const begin = performance.now()
    link.click()
    const isThere = () => {
      const heading = document.querySelector('main h1')
      return heading && heading !== before && !document.querySelector('[role=status] .bone, [aria-busy=true]')
    }
    while (!isThere()) await new Promise((drawn) => requestAnimationFrame(drawn))
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
    return performance.now() - begin
  }, href)
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

test.each<Person>(['leader', 'office', 'statistics'])('%s', async (person) => {
  const visitor = await (await Visitor.come(program)).logIn(person)
  await visitor.settle()
  const links = await visitor.page.locator('nav a[href^="/console/"]').evaluateAll((found) => {
    return found.map((link) => link.getAttribute('href')!)
  })
  const first = new Map<string, number>()
  const later = new Map<string, number[]>()
  for (let round = 0; round <= kRounds; ++round) {
    // The first page is where the round before ended, and would not change.
    for (const href of [...links.slice(1), links[0]]) {
      const took = await change(visitor, href)
      if (round === 0) first.set(href, took)
      else later.set(href, [...(later.get(href) ?? []), took])
    }
  }
  for (const href of links) {
    const middle = median(later.get(href)!)
    const note = middle <= kTargetMs ? '' : '  over the target'
    const line = `${person.padEnd(11)}${href.padEnd(24)}${middle.toFixed(0).padStart(5)} ms, first visit`
    process.stdout.write(`${line} ${first.get(href)!.toFixed(0).padStart(5)} ms${note}\n`)
  }
  expect(await visitor.leave()).toEqual([])
})
