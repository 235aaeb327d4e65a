import { createI18n } from 'vue-i18n'

export type Language = 'zh' | 'en'
export const i18n = createI18n({ legacy: false, locale: 'zh', fallbackLocale: false, messages: { zh: {}, en: {} } })

type Words = Record<string, string>

// The words of one page or part, in both languages: every key of zh must be there in en.
//   export const useWords = defineWords('overview', { title: '总览' }, { title: 'Overview' })
//   const w = useWords();  w('title');  w('left', { days: 3 })
// Named values stand in braces: '还有 {days} 天'. English plurals: 'no request | one request | {n} requests'.
export function defineWords<Zh extends Words>(room: string, zh: Zh, en: { [Key in keyof Zh]: string }) {
  i18n.global.mergeLocaleMessage('zh', { [room]: zh })
  i18n.global.mergeLocaleMessage('en', { [room]: en as Words })
  const t = i18n.global.t as (key: string, named?: Record<string, unknown>, plural?: number) => string
  return () =>
    (key: keyof Zh & string, named: Record<string, unknown> = {}): string =>
      typeof named.n === 'number' ? t(`${room}.${key}`, named, named.n) : t(`${room}.${key}`, named)
}

export function language(): Language {
  return i18n.global.locale.value as Language
}

// The name in the language of the reader; in Chinese where there is no other.
export function named(thing: { name: string; name_en?: string | null }): string {
  return worded(thing.name, thing.name_en)
}
// The same of what is no name.
export function worded(zh: string, en?: string | null): string {
  return language() === 'en' && en ? en : zh
}
