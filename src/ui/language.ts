import { useCallback, useSyncExternalStore } from 'react'
import type { Text } from '../base/result.ts'

export type Language = 'zh' | 'en'
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' }

const KEY = 'tongxin.language'
const listeners = new Set<() => void>()

/** Storage may be closed to the page (private windows): then the choice lasts as long as the page. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Nothing is lost but the convenience.
  }
}

let language: Language = remembered(KEY) === 'en' ? 'en' : 'zh'
const tell = () => { document.documentElement.lang = LANGUAGE_TAGS[language] }

export const currentLanguage = (): Language => language

export function setLanguage(next: Language): void {
  language = next
  remember(KEY, next)
  tell()
  for (const listener of listeners) listener()
}

export const startLanguage = (): void => tell()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage)

/** What is shown of a text; plain strings (names, documents) are shown as they are. */
export type Words = Text | string

/** `t({ zh: '名册', en: 'Roster' })` in the language that was chosen; the page follows when it changes. */
export function useText(): (words: Words) => string {
  const chosen = useLanguage()
  return useCallback((words: Words) => (typeof words === 'string' ? words : words[chosen]), [chosen])
}
