import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { ROOT } from '../harness/database.ts'
import { atRest, openPage, openTownship, signIn, type Township } from '../journeys/program.ts'
import { PICTURES, type Picture } from './pictures.ts'

/** `node tools/run.mjs pictures`: every picture of the guide anew, from the invented township. */

const FOLDER = join(ROOT, 'docs/guide/images')
const ALL_BYTES_MAX = 6 << 20
/** WebP of this quality shows letters as sharp as they are, at a third of a PNG. */
const QUALITY = 78
/** A machine that does much else is waited for, but not for ever. */
const PATIENCE_MILLISECONDS = 40_000
const LANGUAGES = ['zh', 'en'] as const
type Language = typeof LANGUAGES[number]

let town: Township
beforeAll(async () => {
  town = await openTownship()
  mkdirSync(FOLDER, { recursive: true })
})
afterAll(() => town?.close())

/** One window for each person, language and width: signed in once. */
const windows = new Map<string, Promise<Page>>()

async function openWindow({ role, phone }: Picture, language: Language): Promise<Page> {
  const page = await openPage(town.browser, phone ? 390 : 1440)
  page.setDefaultTimeout(PATIENCE_MILLISECONDS)
  if (role !== undefined) await signIn(page, town.program, role)
  else await page.goto(`${town.program.address}/sign-in`)
  await page.evaluate(chosen => localStorage.setItem('tongxin.language', chosen), language)
  return page
}

function windowOf(picture: Picture, language: Language): Promise<Page> {
  const key = `${picture.role ?? ''} ${language} ${picture.phone ?? false}`
  const found = windows.get(key) ?? openWindow(picture, language)
  windows.set(key, found)
  return found
}

async function taken(page: Page, { steps = [], ready }: Picture, language: Language): Promise<Buffer> {
  for (const step of steps) {
    if ('press' in step) await page.getByRole('button', { name: step.press[language], exact: true }).first().click()
    else if ('click' in step) await page.locator(step.click).first().click()
    else {
      const { pathname } = new URL(page.url())
      await page.locator(step.open).first().click()
      await page.waitForURL(url => url.pathname !== pathname)
    }
  }
  await page.locator(ready).first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => document.querySelector('main .spinner, .ant-spin-spinning') === null)
  await page.mouse.move(0, 0)
  await atRest(page)
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
  return Buffer.from(data, 'base64')
}

describe('the pictures of the guide', () => {
  test.each(PICTURES.flatMap(picture => LANGUAGES.map(language => [picture.name, language, picture] as const)))('%s-%s', async (name, language, picture) => {
    const page = await windowOf(picture, language)
    await page.goto(town.program.address + picture.path)
    writeFileSync(join(FOLDER, `${name}-${language}.webp`), await taken(page, picture, language))
  })

  test('a picture that nobody takes any more is gone, and all together are small', () => {
    const wanted = new Set(PICTURES.flatMap(({ name }) => LANGUAGES.map(language => `${name}-${language}.webp`)))
    for (const file of readdirSync(FOLDER)) if (!wanted.has(file)) rmSync(join(FOLDER, file))
    expect(readdirSync(FOLDER).reduce((total, file) => total + statSync(join(FOLDER, file)).size, 0)).toBeLessThan(ALL_BYTES_MAX)
  })
})
