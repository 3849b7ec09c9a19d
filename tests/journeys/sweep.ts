import type { Page } from 'playwright-core'
import type { Text } from '../../src/base/result.ts'
import { HEIGHT, unsound, WIDTHS } from './program.ts'
import type { Stop } from './stops.ts'
import { chineseOn, englishOn, type Told } from './words.ts'

type Language = keyof Text
const TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' }
/** Each width in each language, one change at a time: whichever way they are walked, the next page begins where the last one ended. */
const LOOKS: readonly (readonly [number, Language])[] = [[WIDTHS[0], 'zh'], [WIDTHS[0], 'en'], [WIDTHS[1], 'en'], [WIDTHS[1], 'zh']]

/** Nothing is asked for any more, nothing turns or waits, and the page has its heading. */
const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => (window as unknown as { waiting: number }).waiting === 0 && [...document.querySelectorAll('h1')].some(each => each.dataset['left'] !== each.textContent)
    && document.querySelector('.spinner, .ant-spin-spinning, .ant-skeleton') === null)
}

/** Goes to an address as a link does: the program is not loaded anew. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate(address => {
    if (address === location.pathname + location.search) return
    const heading = document.querySelector('h1')
    heading?.setAttribute('data-left', heading.textContent)
    history.pushState(null, '', address)
  }, address)
  await settled(page)
}

async function speak(page: Page, language: Language): Promise<void> {
  if (await page.evaluate(() => document.documentElement.lang) === TAGS[language]) return
  const button = page.getByRole('button', { name: language === 'en' ? 'EN' : '中文', exact: true, includeHidden: true }).first()
  // Papers have no switch: it is chosen on another page.
  const address = await button.count() === 0 ? await page.evaluate(() => location.pathname + location.search) : undefined
  if (address !== undefined) await goTo(page, '/admin/roles')
  // An open drawer lies over it, and stays.
  await button.evaluate((switched: HTMLElement) => switched.click())
  await settled(page)
  if (address !== undefined) await goTo(page, address)
}

/** What is wrong with what the screen shows now. */
async function seen(page: Page, language: Language, told: Told): Promise<string[]> {
  const found = await unsound(page)
  found.push(...(language === 'en' ? await chineseOn(page, told) : await englishOn(page)).map(words => `not translated: ${words}`))
  const { lang, title, headings } = await page.evaluate(() => ({ lang: document.documentElement.lang, title: document.title, headings: [...document.querySelectorAll('h1')].map(each => each.textContent) }))
  if (lang !== TAGS[language]) found.push(`its language is ${lang}`)
  if (headings.length !== 1) found.push(`${headings.length} first headings: ${headings.join(', ')}`)
  if (!/\S · 同心$/.test(title)) found.push(`its title is ${title}`)
  return found
}

async function withOpen(page: Page, button: Text, language: Language, told: Told): Promise<string[]> {
  await page.locator('main').getByRole('button', { name: new RegExp(`^${button[language]}`) }).first().click()
  await page.getByRole('dialog').last().waitFor()
  await settled(page)
  const found = await seen(page, language, told)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  return found.map(what => `${button[language]}: ${what}`)
}

/** Everything wrong with the page that is open, at both widths and in both languages; its drawers at one width in each language. */
export async function wrongWith(page: Page, { opens = [] }: Stop, told: Told): Promise<string[]> {
  const wrong: string[] = []
  const looks = page.viewportSize()!.width === WIDTHS[0] ? LOOKS : LOOKS.toReversed()
  for (const [index, [width, language]] of looks.entries()) {
    await page.setViewportSize({ width, height: HEIGHT })
    await speak(page, language)
    const found = await seen(page, language, told)
    if (index % 2 === 0) for (const button of opens) found.push(...await withOpen(page, button, language, told))
    wrong.push(...found.map(what => `${width} px, ${language}: ${what}`))
  }
  return wrong
}
