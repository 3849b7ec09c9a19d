import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { serveProgram } from '../../main.ts'
import { BadArguments, type Output } from '../command.ts'
import { ROOT } from '../house.ts'
import { at, measure, type Measured } from './measure.ts'

type Sized = { readonly file: string; readonly gzip_bytes: number }

/** All bytes until the desk is usable, one language, gzip: the page, its entry, and what the desk's own chunk needs. */
export function webSizes(): Sized[] {
  const assets = join(ROOT, 'dist', 'assets')
  const size = (file: string) => ({ file, gzip_bytes: gzipSync(readFileSync(join(assets, file)), { level: 9 }).length })
  const all = readdirSync(assets)
  const needed = new Set<string>()
  const take = (file: string) => {
    if (needed.has(file)) return
    needed.add(file)
    if (!file.endsWith('.js')) return
    // Static imports alone: what a chunk loads later is not needed for the desk.
    for (const [, name] of readFileSync(join(assets, file), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) if (all.includes(name!)) take(name!)
  }
  const page = readFileSync(join(ROOT, 'dist', 'index.html'), 'utf8')
  for (const file of all) if (page.includes(file) || /^(desk|zh_CN)-.*\.(js|css)$/.test(file)) take(file)
  return [...needed].toSorted().map(size)
}

/**
 * A clerk's way through the program, each step a real click (or a word searched) from where the last one ended.
 * `stays`: the same page is shown with other rows. `typed`: searched for in the search field of the header.
 */
type Step = { readonly name: string; readonly click: string; readonly stays?: true; readonly typed?: string }

const menu = (address: string): Step => ({ name: address, click: `nav a:is([href="${address}"], [href^="${address}?"])` })
const WAY: readonly Step[] = [
  menu('/glance'), menu('/roster'),
  { name: 'roster, next page', click: '.pages li[title="2"]', stays: true },
  { name: 'roster, by pinyin', click: '.find', typed: 'zg', stays: true },
  { name: 'person', click: 'main a[href^="/people/"]' },
  menu('/confirmation'), menu('/screening'), menu('/runs'),
  { name: 'run', click: 'main a[href^="/runs/"]' },
  menu('/failures'), menu('/receivables'), menu('/accounts'), menu('/disclosure'), menu('/funds'),
  { name: 'fund', click: 'main a[href^="/funds/"]' },
  menu('/proof'), menu('/differences'), menu('/payment-settings'), menu('/plan'), menu('/tasks'), menu('/activities'),
  { name: 'activity', click: 'main a[href^="/activities/"]:not([href*="new"])' },
  menu('/organization'), menu('/meetings'), menu('/rounds'),
  { name: 'round', click: 'main a[href^="/rounds/"]' },
  menu('/visits'), menu('/visits/coverage'), menu('/law'),
  { name: 'benefit', click: 'main a[href^="/law/benefits/"]' },
  menu('/law/proposals'), menu('/what-if'), menu('/documents/annual'), menu('/'),
]

type Counted = { waiting: number }

/** In the page: counts the questions to the server that are not answered. */
function countQuestions(): void {
  const counted = Object.assign(globalThis as unknown as Counted, { waiting: 0 })
  const ask = globalThis.fetch
  globalThis.fetch = async (...question) => {
    counted.waiting += 1
    try { return await ask(...question) } finally { counted.waiting -= 1 }
  }
}

/** In the page: one step, and how many milliseconds until what it leads to is there and nothing is waited for, two frames long. */
async function walk({ click, stays, typed }: Step): Promise<number> {
  const counted = globalThis as unknown as Counted
  const [title, address] = [document.querySelector('main h1'), location.href]
  const target = document.querySelector<HTMLElement>(click)
  if (target === null) throw new Error(`${location.pathname}: there is no ${click}`)
  const isThere = () => (stays ? location.href !== address : document.querySelector('main h1') !== null && document.querySelector('main h1') !== title)
    && counted.waiting === 0 && document.querySelector('main .spinner, main [aria-busy=true]') === null
  const begun = performance.now()
  if (typed === undefined) target.click()
  else {
    const field = target.querySelector('input')!
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, typed)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise(requestAnimationFrame)
    ;(target as HTMLFormElement).requestSubmit()
  }
  for (let still = 0; still < 2; still = isThere() ? still + 1 : 0) {
    await new Promise(requestAnimationFrame)
    if (performance.now() - begun > 60_000) throw new Error(`${click} led nowhere within a minute`)
  }
  return performance.now() - begun
}

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const ROUNDS = 6

export type WebMeasured = { readonly results: readonly Measured[]; readonly navigation: { readonly count: number; readonly seconds_median: number; readonly seconds_p95: number; readonly seconds_max: number } }

async function walkAll(page: Page): Promise<WebMeasured> {
  const pieces = WAY.map(step => ({ name: step.name, count: 1, run: async () => { await page.evaluate(walk, step); return 0 } }))
  const { results, seconds } = await measure(pieces, ROUNDS)
  const all = [...seconds.values()].flat()
  return { results, navigation: { count: all.length, seconds_median: at(all, 0.5), seconds_p95: at(all, 0.95), seconds_max: Math.max(...all) } }
}

/**
 * Going from page to page in a browser beside the program, on this machine; the first round loads each page's own files.
 * What is timed is from the click to the page standing still with all that it asked for.
 */
export async function measureWeb(data: string, out: Output): Promise<WebMeasured> {
  const { chromium } = await import('playwright-core').catch(() => { throw new BadArguments('网页测量只在源码目录里能用（需要 playwright-core）。/ pages are measured from the sources alone (playwright-core).') })
  const executablePath = BROWSERS.find(path => existsSync(path))
  if (executablePath === undefined) throw new BadArguments(`没有 Chromium：${BROWSERS.join('、')} / there is no Chromium at ${BROWSERS.join(', ')}`)
  const program = await serveProgram({ data, demo: true, host: '127.0.0.1', port: 0, tls: undefined, log: out.log })
  try {
    await program.ready
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'] })
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
      await page.addInitScript(countQuestions)
      await page.goto(program.address)
      await page.locator('.people button').first().click()
      await page.waitForSelector('.ribbon')
      out.log(`${WAY.length} steps, ${ROUNDS} rounds …`)
      return await walkAll(page)
    } finally { await browser.close() }
  } finally { await program.close() }
}
