import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Page } from 'playwright-core'

// Pictures of pages, kept as output of the tests in build/screenshots/console, and compared loosely with how they looked
// when somebody last looked at them: a coarse grey picture of each stands in looks.json. Fonts and a moved line do not
// matter; a page that lost its half does.
const kFolder = resolve(import.meta.dirname, '../../../build/screenshots/console')
const kLooks = resolve(import.meta.dirname, '../looks.json')
const kColumns = 32
const kRows = 18
const kAllowed = 14 // mean difference of 0..255

const isWriting = process.env.CHUANGMO_LOOKS === 'write'
const known: Record<string, string> = JSON.parse(readFileSync(kLooks, 'utf8'))

async function coarse(page: Page, png: Buffer): Promise<number[]> {
  return page.evaluate(
    async ([data, columns, rows]) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(columns, rows)
      const pen = canvas.getContext('2d')!
      pen.imageSmoothingQuality = 'high'
      pen.drawImage(image, 0, 0, columns, rows)
      const pixels = pen.getImageData(0, 0, columns, rows).data
      return Array.from({ length: columns * rows }, (_, i) =>
        Math.round(0.3 * pixels[4 * i] + 0.59 * pixels[4 * i + 1] + 0.11 * pixels[4 * i + 2]),
      )
    },
    [png.toString('base64'), kColumns, kRows] as const,
  )
}

// The picture of what the window shows. Answers how far it is from what it was, or null where that is near enough.
export async function lookAt(page: Page, name: string): Promise<string | null> {
  const path = resolve(kFolder, `${name}.png`)
  mkdirSync(dirname(path), { recursive: true })
  const png = await page.screenshot({ path })
  const now = await coarse(page, png)
  const text = Buffer.from(now).toString('base64')
  if (isWriting) {
    known[name] = text
    const sorted = Object.fromEntries(Object.entries(known).sort(([a], [b]) => a.localeCompare(b)))
    writeFileSync(kLooks, `${JSON.stringify(sorted, null, 2)}\n`)
    return null
  }
  if (!known[name]) return `${name}: nobody has looked at it yet (CHUANGMO_LOOKS=write)`
  const before = Buffer.from(known[name], 'base64')
  const mean = now.reduce((sum, value, index) => sum + Math.abs(value - before[index]), 0) / now.length
  return mean <= kAllowed ? null : `${name}: looks different (${mean.toFixed(1)} of 255 on average); see ${path}`
}
