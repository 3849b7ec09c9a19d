import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BrowserContext, Page, Request } from 'playwright-core'
import { ROOT } from '../harness/database.ts'
import { atRest, openPage, openTownship, signIn, until, type Township } from '../journeys/program.ts'
import { PICTURES, type Picture, type Step } from './pictures.ts'

/** `node tools/run.mjs pictures [NAME…]`: every picture of the guide anew, or those that are named, from the invented township. */

const FOLDER = join(ROOT, 'docs/guide/images')
const ALL_BYTES_MAX = 6 << 20
/** WebP of this quality shows letters as sharp as they are, at a third of a PNG. */
const QUALITY = 78
/** A machine that does much else is waited for, but not for ever. */
const PATIENCE_MILLISECONDS = 40_000
const LANGUAGES = ['zh', 'en'] as const
/** The pictures that were named; none named are all. */
const NAMED = (process.env['TONGXIN_PICTURES'] ?? '').split(' ').filter(name => name !== '')
const WANTED = NAMED.length === 0 ? PICTURES : PICTURES.filter(({ name }) => NAMED.includes(name))
type Language = typeof LANGUAGES[number]

let town: Township
beforeAll(async () => {
  town = await openTownship()
  mkdirSync(FOLDER, { recursive: true })
})
afterAll(() => town?.close())

/** One window for each person, language and width: signed in once. One that could not be opened is tried anew. */
const windows = new Map<string, Promise<BrowserContext>>()

async function openWindow({ role, phone }: Picture, language: Language): Promise<BrowserContext> {
  const page = await openPage(town.browser, phone ? 390 : 1440)
  page.setDefaultTimeout(PATIENCE_MILLISECONDS)
  if (role !== undefined) await signIn(page, town.program, role)
  else await page.goto(`${town.program.address}/sign-in`)
  await page.evaluate(chosen => localStorage.setItem('tongxin.language', chosen), language)
  const context = page.context()
  await page.close()
  return context
}

function windowOf(picture: Picture, language: Language): Promise<BrowserContext> {
  const key = `${picture.role ?? ''} ${language} ${picture.phone ?? false}`
  const found = windows.get(key) ?? openWindow(picture, language)
  windows.set(key, found)
  found.catch(() => windows.delete(key))
  return found
}

/** Whether the page still asks the server for something: what it shows may change then. */
function watch(page: Page): () => boolean {
  const asked = new Set<Request>()
  const ended = (request: Request) => asked.delete(request)
  page.on('request', request => { if (new URL(request.url()).pathname.startsWith('/api/')) asked.add(request) })
  page.on('requestfinished', ended).on('requestfailed', ended)
  return () => asked.size > 0
}

async function take(page: Page, step: Step, language: Language): Promise<void> {
  if ('press' in step) return page.getByRole('button', { name: step.press[language], exact: true }).first().click()
  if ('click' in step) return page.locator(step.click).first().click()
  // The page that is left stands until the next one is loaded, at the new address already.
  const left = await page.locator('main h1').elementHandle()
  await page.locator(step.open).first().click()
  await left!.waitForElementState('hidden')
}

async function taken(page: Page, { path, steps = [], ready }: Picture, language: Language): Promise<Buffer> {
  const isAsking = watch(page)
  if (typeof path !== 'string') await page.goto(`${town.program.address}/`)
  await page.goto(town.program.address + (typeof path === 'string' ? path : await path(page)))
  for (const step of steps) await take(page, step, language)
  await page.locator(ready).first().waitFor()
  await page.mouse.move(0, 0)
  await until(async () => (isAsking() || await page.locator('.spinner, .ant-spin-spinning, [aria-busy=true]').count() > 0 ? undefined : true), PATIENCE_MILLISECONDS)
  await atRest(page)
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
  return Buffer.from(data, 'base64')
}

describe('the pictures of the guide', () => {
  test('whatever is named is a picture', () => expect(NAMED.filter(name => !PICTURES.some(picture => picture.name === name))).toEqual([]))

  test.each(WANTED.flatMap(picture => LANGUAGES.map(language => [picture.name, language, picture] as const)))('%s-%s', async (name, language, picture) => {
    // A page of its own: one that hangs does not stand before the next picture.
    const page = await (await windowOf(picture, language)).newPage()
    page.setDefaultTimeout(PATIENCE_MILLISECONDS)
    try {
      writeFileSync(join(FOLDER, `${name}-${language}.webp`), await taken(page, picture, language))
    } finally {
      await page.close()
    }
  })

  test('a picture that nobody takes any more is gone, and all together are small', () => {
    const wanted = new Set(PICTURES.flatMap(({ name }) => LANGUAGES.map(language => `${name}-${language}.webp`)))
    for (const file of readdirSync(FOLDER)) if (!wanted.has(file)) rmSync(join(FOLDER, file))
    expect(readdirSync(FOLDER).reduce((total, file) => total + statSync(join(FOLDER, file)).size, 0)).toBeLessThan(ALL_BYTES_MAX)
  })
})
