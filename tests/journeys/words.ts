import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { parse } from 'yaml'
import { filesUnder, PROGRAM, ROOT } from '../architecture/sources.ts'

/** A piece of what a page says: what is seen, or what is read out. */
type Said = { readonly words: string; readonly where: string }

const HAN = /[\u4e00-\u9fff]+/g
/** Marks that only Chinese is set with. */
const FULL_WIDTH = /[\u3001\u3002\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]/

/** A key of the data, which no page says as it is. */
const KEY = /\b[a-z]+_[a-z_]+\b|\b[a-z]+\.[a-z-]+\.[a-z-]+\b/

/** Every `{ zh, en }` of the program and of its data folders, whose Chinese is no English word. */
function labels(): ReadonlySet<string> {
  const found = new Set<string>()
  const add = (zh: string, en: string): void => { if (zh !== en) found.add(zh) }
  for (const { text } of PROGRAM) for (const [, zh, en] of text.matchAll(/\bzh: '([^']+)', en: '([^']+)'/g)) add(zh!, en!)
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string') add(value.zh, value.en)
    else Object.values(value).forEach(walk)
  }
  for (const folder of ['law', 'activities', 'forms', 'templates']) for (const path of filesUnder(folder, /\.yaml$/).filter(path => !path.startsWith('forms/places/'))) walk(parse(readFileSync(join(ROOT, path), 'utf8')))
  return found
}
const LABELS = labels()

/** Listens to what the server tells the pages: what stands there in one language alone is data, a name or a note that somebody wrote. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const here = window as unknown as { waiting: number; told: string[] }
    here.waiting = 0
    here.told = []
    const plain = window.fetch.bind(window)
    window.fetch = async (...asked) => {
      here.waiting += 1
      try {
        const answer = await plain(...asked)
        if (answer.headers.get('content-type')?.includes('json')) here.told.push(await answer.clone().text())
        return answer
      } finally {
        setTimeout(() => { here.waiting -= 1 }, 30)
      }
    }
  })
}

/** What the server has told so far. */
export class Told {
  readonly #data = new Set<string>()
  async hear(page: Page): Promise<void> {
    const texts = await page.evaluate(() => (window as unknown as { told: string[] }).told.splice(0))
    for (const text of texts) this.#walk(JSON.parse(text))
  }

  #walk(value: unknown): void {
    if (typeof value === 'string') for (const run of value.match(HAN) ?? []) this.#data.add(run)
    if (typeof value !== 'object' || value === null) return
    const isText = 'zh' in value && 'en' in value
    for (const [key, inner] of Object.entries(value)) if (!(isText && key === 'zh')) this.#walk(inner)
  }

  /** Whether these are words that somebody entered, alone or one after the other. */
  has(run: string): boolean {
    if ([...this.#data].some(entered => entered.includes(run))) return true
    let rest = run
    for (const entered of [...this.#data].filter(each => each.length > 1 && run.includes(each)).toSorted((one, other) => other.length - one.length)) rest = rest.replaceAll(entered, '')
    return rest === ''
  }
}

/** All that the page says, save what is marked as being in another language: `lang` is the other one. */
const saidOn = (page: Page, lang: string): Promise<Said[]> => page.evaluate(lang => {
  const said: Said[] = []
  const ATTRIBUTES = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt']
  const nameOf = (element: Element): string => {
    const names: string[] = []
    for (let at: Element | null = element; at !== null && at !== document.body && names.length < 4; at = at.parentElement) names.unshift(at.tagName.toLowerCase() + (typeof at.className === 'string' && at.className !== '' ? `.${at.className.split(' ')[0]}` : ''))
    return names.join(' > ')
  }
  const isOther = (element: Element): boolean => element.closest('[lang]')!.getAttribute('lang')!.startsWith(lang)
  for (const element of document.body.querySelectorAll('*')) {
    if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(element.tagName) || isOther(element) || element.closest('pre, code, textarea, [translate=no]') !== null || !(element.checkVisibility() || element.tagName === 'OPTION')) continue
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE && node.nodeValue!.trim() !== '') said.push({ words: node.nodeValue!.trim(), where: nameOf(element) })
    for (const attribute of ATTRIBUTES) {
      const words = element.getAttribute(attribute)?.trim()
      if (words) said.push({ words, where: `${nameOf(element)} [${attribute}]` })
    }
  }
  return said
}, lang)

/** Chinese on an English page that nobody entered. */
export async function chineseOn(page: Page, told: Told): Promise<string[]> {
  await told.hear(page)
  return (await saidOn(page, 'zh')).flatMap(({ words, where }) => {
    const runs = words.match(HAN) ?? []
    const strange = LABELS.has(words) || runs.some(run => !told.has(run)) || (runs.length === 0 && FULL_WIDTH.test(words)) || KEY.test(words)
    return strange ? [`${words} (${where})`] : []
  })
}

/** Words that Chinese offices themselves write so. */
const ABROAD = /^(xlsx?|docx|csv|pdf|PDF|CSV|GBK|YAML|Excel|Word|EN|GB|MB|KB|PostgreSQL|Node|Chrome|Edge|Firefox|Linux|Windows|Android|pain|law|zh)$/

/** Folders, files and hashes are the machine's own names. */
const MACHINE_NAME = /(?:[\w-]*\/)+[\w.-]*|[\w-]+\.(?:yaml|docx|xlsx|backup)\b|\b[0-9a-f]{12,64}\b/g

/** English on a Chinese page. */
export async function englishOn(page: Page): Promise<string[]> {
  return (await saidOn(page, 'en')).flatMap(({ words, where }) => ((words.replaceAll(MACHINE_NAME, '').match(/[A-Za-z]{2,}/g) ?? []).some(word => !ABROAD.test(word)) ? [`${words} (${where})`] : []))
}
