import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import type { AxeResults } from 'axe-core'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { onTestFailed } from 'vitest'
import { kPassword, type Person, type Program } from './program'

// What the window showed when a walk failed.
const kFailures = resolve(import.meta.dirname, '../../../build/screenshots/failures')
const kAxe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Look {
  width?: number
  height?: number
  dark?: boolean
  language?: 'zh' | 'en'
  largeText?: boolean
  javaScript?: boolean
}

let browser: Browser | null = null

export async function openBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Without a character set of its own it saves 报送表.xlsx as "download".
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
  return browser
}
export async function closeBrowser(): Promise<void> {
  await browser?.close()
  browser = null
}

// Somebody with a browser. Remembers whatever no page may do: errors in the console, refusals of the content policy,
// requests that leave the origin. A failure that belongs to the walk is named beforehand; then it has to come.
export class Visitor {
  readonly complaints: string[] = []
  private readonly expected: { status: number | string; path: RegExp; came: boolean }[] = []
  private constructor(
    readonly program: Program,
    readonly context: BrowserContext,
    readonly page: Page,
    readonly look: Look,
  ) {}

  static async come(program: Program, look: Look = {}): Promise<Visitor> {
    const context = await (
      await openBrowser()
    ).newContext({
      viewport: { width: look.width ?? 1366, height: look.height ?? 768 },
      colorScheme: look.dark ? 'dark' : 'light',
      locale: look.language === 'en' ? 'en-GB' : 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      javaScriptEnabled: look.javaScript ?? true,
    })
    if (look.largeText) await context.addInitScript("localStorage.setItem('chuangmo.text', 'large')")
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const visitor = new Visitor(program, context, page, look)
    onTestFailed(async ({ task }) => {
      const name = task.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
      await page.screenshot({ path: resolve(kFailures, `${name}.png`) }).catch(() => undefined)
    })
    page.on('console', (message) => {
      if (message.type() !== 'error' || visitor.isExpected(message.text(), message.location().url)) return
      visitor.complaints.push(`console: ${message.text()} ${message.location().url} (${page.url()})`)
    })
    page.on('pageerror', (error) => visitor.complaints.push(`error: ${error.message} (${page.url()})`))
    page.on('request', (request) => {
      const url = request.url()
      if (/^https?:/.test(url) && !url.startsWith(program.url)) visitor.complaints.push(`left the origin: ${url}`)
    })
    return visitor
  }

  // A request that will fail: with a status of the server, or with an error of the network such as INTERNET_DISCONNECTED.
  expects(status: number | string, path: RegExp): void {
    this.expected.push({ status, path, came: false })
  }
  private isExpected(text: string, url: string): boolean {
    const known = this.expected.find(
      ({ status, path }) =>
        text.startsWith('Failed to load resource') && text.includes(String(status)) && path.test(url),
    )
    if (known) known.came = true
    return known !== undefined
  }

  // By the log-in page, as people do.
  async logIn(person: Person): Promise<this> {
    await this.page.goto(`${this.program.url}/console/login`)
    await this.page.locator('input[autocomplete=username]').fill(this.program.accountOf(person))
    await this.page.locator('input[type=password]').fill(kPassword)
    await this.page.locator('form button.is-primary').click()
    await this.page.waitForURL((url) => !url.pathname.endsWith('/login'))
    return this
  }

  // What waits at the edge of the window for whoever did something.
  async told(text: string | RegExp): Promise<void> {
    await this.page.locator('.tellings .telling', { hasText: text }).first().waitFor()
  }

  async goTo(path: string): Promise<Page> {
    await this.page.goto(this.program.url + path)
    await this.settle()
    return this.page
  }

  // Until what the page asks for has come and is drawn.
  async settle(): Promise<void> {
    await this.page.locator('h1').first().waitFor()
    await this.page.waitForFunction(() => !document.querySelector('[role=status] .bone, [aria-busy=true]'))
  }

  async sidewaysScroll(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  }

  // What axe-core finds, as lines to read.
  async violations(): Promise<string[]> {
    await this.page.evaluate(kAxe)
    let found: string[] = []
    // What is only seen while a busy machine still draws is no violation: it has to be there each time.
    for (let look = 0; look < 3; ++look) {
      const results = await this.page.evaluate<AxeResults>('axe.run()')
      found = results.violations.flatMap((violation) =>
        violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 200)} — ${node.failureSummary}`),
      )
      if (found.length === 0) break
      await this.page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
    }
    return found
  }

  async leave(): Promise<string[]> {
    await this.context.close()
    const missed = this.expected.filter((each) => !each.came)
    return [
      ...this.complaints,
      ...missed.map(({ status, path }) => `expected and never came: ${status} ${path.source}`),
    ]
  }
}
