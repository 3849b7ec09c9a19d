import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { DOORS, PAGES, PAPERS } from '../../src/pages.tsx'
import { expectSound, openPage, openTownship, provokes, WIDTHS, type Township } from './program.ts'
import { STOPS, type Path, type Stop } from './stops.ts'
import { goTo, wrongWith } from './sweep.ts'
import { listen, Told } from './words.ts'

let township: Township
beforeAll(async () => { township = await openTownship() })
afterAll(() => township?.close())

const GUARD = { 'x-tongxin': '1' }

/** The program in the browser of one of the demo's people, of somebody whose password is for one use, or of nobody. */
async function opened(login: string): Promise<Page> {
  const page = await openPage(township.browser, WIDTHS[0])
  await listen(page)
  const at = (path: string) => `${township.program.address}/api${path}`
  const enter = (account: string, password?: string) => page.request.post(at('/session'), { headers: GUARD, data: { login: account, password } })
  if (login === 'newcomer') {
    await enter('security')
    const made = await page.request.post(at('/administration/accounts'), { headers: GUARD, data: { login: 'n1', name: '新示例', role: 'clerk', place: '990101101' } })
    await enter('n1', (await made.json() as { password: string }).password)
  } else if (login !== 'nobody') await enter(login)
  await page.goto(`${township.program.address}/`)
  await page.locator('h1').waitFor()
  return page
}

const SWEPT_AT_ONCE = 10
type Sweep = { readonly as: string; readonly part: number; readonly stops: readonly (readonly [Path, Stop])[] }
/** The pages by who looks at them, a few at a time. */
const sweeps = [...Map.groupBy(Object.entries(STOPS) as [Path, Stop][], ([, stop]) => stop.as ?? 'clerk')].flatMap(([as, stops]): Sweep[] =>
  Array.from({ length: Math.ceil(stops.length / SWEPT_AT_ONCE) }, (_, part) => ({ as, part: part + 1, stops: stops.slice(part * SWEPT_AT_ONCE, (part + 1) * SWEPT_AT_ONCE) })))

describe('every page', () => {
  test('is swept', () => expect(Object.keys(STOPS).toSorted()).toEqual([PAGES, PAPERS, DOORS].flatMap(pages => Object.keys(pages)).toSorted()))

  test.each(sweeps)('as $as sees it, $part: sound, in the language that was chosen and no other, at both widths', async ({ as, stops }) => {
    const page = await opened(as)
    const told = new Told()
    const wrong: string[] = []
    for (const [path, stop] of stops) {
      await goTo(page, typeof stop.at === 'function' ? await stop.at(page) : stop.at ?? path)
      wrong.push(...(await wrongWith(page, stop, told)).map(what => `${path}, ${what}`))
    }
    expect(wrong).toEqual([])
    await page.context().close()
  })
})

describe('an address that leads to nothing', () => {
  const OF_RECORDS = Object.keys(STOPS).filter(path => path.includes('$'))
  const NO_RECORD = '01890000-0000-7000-8000-000000000000'

  test.each(['record', 'abc'])('says so under one heading, with its title, whatever record it asks for: %s', async asked => {
    const page = await opened('clerk')
    provokes(page, 404)
    const wrong: string[] = []
    for (const path of OF_RECORDS) {
      await goTo(page, path.replace(/\$(?:id)?/, asked === 'record' ? NO_RECORD : asked))
      await page.locator('main .state', { hasText: '没有' }).first().waitFor()
      const { headings, said, title } = await page.evaluate(() => ({
        headings: [...document.querySelectorAll('h1')].map(each => each.textContent), said: document.querySelector('main .state')?.textContent ?? '', title: document.title,
      }))
      if (headings.length !== 1 || headings[0] === '' || !title.startsWith(headings[0]!) || !/没有/.test(said) || /格式/.test(said)) wrong.push(`${path}: ${headings.join()} ${title} ${said}`)
    }
    expect(wrong).toEqual([])
    await page.context().close()
  })

  test.each(WIDTHS)('is told in the program’s own words where the address cannot even be read (%i px)', async width => {
    const page = await openPage(township.browser, width)
    await page.goto(`${township.program.address}/%E0%A4`)
    await page.getByRole('heading', { level: 1, name: '没有这个页面' }).waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: 'EN' }).click()
    await page.getByRole('link', { name: 'Back to the desk' }).waitFor()
    expect(await page.title()).toBe('There is no such page · 同心')
    await page.context().close()
  })
})
