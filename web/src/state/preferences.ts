import { defineStore } from 'pinia'
import { ref, watchEffect } from 'vue'
import { i18n, type Language } from '@/i18n'

export type Theme = 'system' | 'light' | 'dark'

function stored<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const value = localStorage.getItem(`chuangmo.${key}`) as T | null
  return value !== null && allowed.includes(value) ? value : otherwise
}

// How this person likes the console on this machine.
export const usePreferences = defineStore('preferences', () => {
  const browserLanguage: Language = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh'
  const language = ref<Language>(stored('language', ['zh', 'en'], browserLanguage))
  const theme = ref<Theme>(stored('theme', ['system', 'light', 'dark'], 'system'))
  const text = ref<'normal' | 'large'>(stored('text', ['normal', 'large'], 'normal'))

  // What the machine says, where the person says nothing.
  const machine = matchMedia('(prefers-color-scheme: dark)')
  const isMachineDark = ref(machine.matches)
  machine.addEventListener('change', () => (isMachineDark.value = machine.matches))

  watchEffect(() => {
    i18n.global.locale.value = language.value
    const root = document.documentElement
    root.lang = language.value === 'zh' ? 'zh-CN' : 'en'
    root.dataset.theme = theme.value !== 'system' ? theme.value : isMachineDark.value ? 'dark' : 'light'
    root.dataset.text = text.value
    localStorage.setItem('chuangmo.language', language.value)
    localStorage.setItem('chuangmo.theme', theme.value)
    localStorage.setItem('chuangmo.text', text.value)
  })
  return { language, theme, text }
})
