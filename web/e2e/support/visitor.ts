import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { kPassword, type Person, type Program } from './program'

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
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
  return browser
}
export async function closeBrowser(): Promise<void> {
  await browser?.close()
  browser = null
}

// Somebody with a browser. Remembers whatever no page may do: errors in the console, refusals of the content policy,
// requests that leave the origin.
export class Visitor {
  readonly complaints: string[] = []
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
    page.on('console', (message) => {
      if (message.type() === 'error') visitor.complaints.push(`console: ${message.text()} (${page.url()})`)
    })
    page.on('pageerror', (error) => visitor.complaints.push(`error: ${error.message} (${page.url()})`))
    page.on('request', (request) => {
      const url = request.url()
      if (/^https?:/.test(url) && !url.startsWith(program.url)) visitor.complaints.push(`left the origin: ${url}`)
    })
    return visitor
  }

  // By the log-in page, as people do.
  async logIn(person: Person): Promise<this> {
    await this.page.goto(`${this.program.url}/console/login`)
    await this.page.locator('input[autocomplete=username]').fill(person)
    await this.page.locator('input[type=password]').fill(kPassword)
    await this.page.locator('form button.is-primary').click()
    await this.page.waitForURL((url) => !url.pathname.endsWith('/login'))
    return this
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
    const results = await this.page.evaluate<AxeResults>('axe.run()')
    return results.violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 200)} — ${node.failureSummary}`),
    )
  }

  async leave(): Promise<string[]> {
    await this.context.close()
    return this.complaints
  }
}
