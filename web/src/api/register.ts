import { shallowRef } from 'vue'
import { language } from '@/i18n'
import { api, ask } from './client'
import { isOwnCode, type Problem } from './problem'

// What a code means, in English. The server tells what it found in Chinese.
export interface Meaning {
  name: string
  help: string
}

const asSentence = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
const register = shallowRef<Map<string, Meaning>>(new Map())
let isAsked = false

// Read once, when somebody reads English.
async function readRegister(): Promise<void> {
  isAsked = true
  try {
    const { items } = await ask(api.GET('/diagnostics'))
    register.value = new Map(items.map((each) => [each.code, { name: asSentence(each.name_en), help: each.help_en }]))
  } catch {
    isAsked = false // the Chinese stands there; the next finding asks again
  }
}

// undefined: to a reader of Chinese, or of a code that is not of the register.
export function meaningOf(code: string): Meaning | undefined {
  if (language() !== 'en' || isOwnCode(code)) return undefined
  if (!isAsked) void readRegister()
  return register.value.get(code)
}

interface Found {
  code: string
  text: string
  fix?: string
  text_en?: string
  fix_en?: string
}
export function meaningOfFound(found: Found): Meaning | undefined {
  if (language() === 'en' && found.text_en) return { name: found.text_en, help: found.fix_en ?? '' }
  return meaningOf(found.code)
}

// For a cell of a table that is taken out, and for one line at the edge of the window.
export function foundText(found: Found): string {
  const meaning = meaningOfFound(found)
  return meaning ? `${meaning.name} — ${found.text}` : found.text
}
export function foundFix(found: Found): string {
  const meaning = meaningOfFound(found)
  return [meaning?.help, found.fix].filter(Boolean).join(' — ')
}
export function problemText(problem: Problem): string {
  const meaning = meaningOf(problem.code)
  return meaning ? `${meaning.name} — ${problem.detail}` : problem.detail
}
