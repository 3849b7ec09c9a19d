import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterEach, expect, inject } from 'vitest'
import { MACHINE } from '../harness/machine.ts'
import { ROOT } from '../harness/database.ts'

export const WIDTHS = [1440, 390] as const
export const HEIGHT = 900
const AXE = readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8')

export type Program = { readonly address: string; readonly lines: readonly string[]; stop(): Promise<void> }

type Start = { readonly args?: readonly string[]; readonly root?: string; readonly from?: string }

/** The real program (or a copy of it) on a free port, its directory gone with it. `from` is a folder of data and key to begin with. */
export async function startProgram({ args = [], root = ROOT, from }: Start = {}): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-journey-'))
  if (from !== undefined) cpSync(from, folder, { recursive: true })
  const child = spawn(process.execPath, [join(root, 'src/cli.ts'), 'serve', '--data', join(folder, 'data'), '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  const ended = new Promise<void>(resolve => child.on('close', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        lines.push(line)
        const found = /^listening (\S+)$/.exec(line)
        if (found) resolve(found[1]!)
      })
    }
    child.on('close', () => reject(new Error(lines.join('\n'))))
  })
  return { address, lines, stop: async () => { child.kill('SIGTERM'); await ended; rmSync(folder, { recursive: true, force: true }) } }
}

/** Waits until something is so. */
export async function until<T>(look: () => Promise<T | undefined>, milliseconds: number): Promise<T> {
  const end = Date.now() + milliseconds
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error('it did not happen in time')
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

type State = { set_up: boolean; progress?: { done: number; total: number } | null }
export const stateOf = async (program: Program): Promise<State> => (await fetch(`${program.address}/api/state`)).json() as Promise<State>

export const openBrowser = (): Promise<Browser> => chromium.launch({
  executablePath: MACHINE.chromium!, args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
})

/** A status that a test provokes; `offline`: what the browser says of a page without signal. */
type Provoked = 401 | 403 | 404 | 409 | 413 | 415 | 422 | 423 | 429 | 500 | 503 | 507 | 'offline'
const provoked = new WeakMap<Page, Set<Provoked>>()
const faults: string[] = []

/** This page will be refused so, by the test's own doing: the browser's console may say it. */
export function provokes(page: Page, ...statuses: readonly Provoked[]): void {
  for (const status of statuses) provoked.get(page)!.add(status)
}

const statusIn = (text: string): string => /status of (\d{3})/.exec(text)?.[1] ?? (/net::ERR_/.test(text) ? 'offline' : '')

/** No journey ends well over an error in the console or on the page, whichever page of it that was. */
afterEach(() => expect(faults.splice(0), 'errors in the console').toEqual([]))

function watch(page: Page): void {
  provoked.set(page, new Set())
  page.on('console', message => {
    const named = [...provoked.get(page)!].some(status => String(status) === statusIn(message.text()))
    if (message.type() === 'error' && !named) faults.push(`${page.url()}: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', error => faults.push(`${page.url()}: ${error.stack ?? error.message}`))
}

export async function openPage(browser: Browser, width: number): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height: HEIGHT }, locale: 'zh-CN', acceptDownloads: true, reducedMotion: 'reduce' })).newPage()
  watch(page)
  return page
}

/** Nothing is half way between two looks: every movement that ends has ended, and no list is being asked for again. */
export const atRest = (page: Page): Promise<unknown> => page.waitForFunction(() =>
  document.querySelector('.ant-spin-spinning, [aria-busy=true]') === null
  && document.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().endTime === Infinity))

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** WCAG 2.2 A and AA, and what else axe's authors call good: every page and its drawers, by the sweep. */
const SWEPT = [...WCAG_22_AA, 'best-practice']

/** Rules of axe that are not kept, each with its cause. */
const AXE_WITHOUT: readonly { readonly rule: string; readonly because: string }[] = []

type Axe = { run(options: unknown): Promise<{ violations: { id: string; nodes: { target: string[]; any: { message: string }[] }[] }[] }> }

/** What is wrong with what is on the screen: against axe's rules, or beyond its side. */
export async function unsound(page: Page, values: readonly string[] = SWEPT): Promise<string[]> {
  await atRest(page)
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(AXE)
  const violations = await page.evaluate(async ({ values, without }) => {
    const { axe } = window as unknown as { axe: Axe } // injected above
    const found = await axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'], rules: Object.fromEntries(without.map(rule => [rule, { enabled: false }])) })
    return found.violations.map(violation => `${violation.id}: ${violation.nodes.map(node => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`)
  }, { values: [...values], without: AXE_WITHOUT.map(({ rule }) => rule) })
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return beyond > 0 ? [...violations, `${beyond} px beyond the side of the screen`] : violations
}

/** axe finds nothing against WCAG 2.2 A and AA, and nothing stands beyond the side of the screen. */
export const expectSound = async (page: Page): Promise<void> => expect(await unsound(page, WCAG_22_AA)).toEqual([])

export type Township = { readonly program: Program; readonly browser: Browser; close(): Promise<void> }

/** The folder of the invented township, once it is filled: `tests/harness/set-up-township.ts`. */
export const filledTownship = (): Promise<string> => until(() => {
  const folder = inject('township')
  if (existsSync(join(folder, 'failed'))) throw new Error(`the township could not be filled: ${readFileSync(join(folder, 'failed'), 'utf8')}`)
  return Promise.resolve(existsSync(join(folder, 'filled')) ? join(folder, 'filled') : undefined)
}, 280_000)

/** The invented township as a first start leaves it, and a browser before it. `root`: a copy of the program. */
export async function openTownship(root?: string): Promise<Township> {
  const program = await startProgram({ ...(root === undefined ? {} : { root }), from: await filledTownship() })
  await until(async () => ((await stateOf(program)).set_up ? true : undefined), 60_000)
  const browser = await openBrowser()
  return { program, browser, close: async () => { await browser.close(); await program.stop() } }
}

/** Stands for a photograph of a passbook: any picture will do. */
export const PHOTO = {
  name: 'passbook.png', mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
}

/** Signs in as one of the demo's people, by role, on the sign-in page. */
export async function signInAtTheDoor(page: Page, program: Program, role: string): Promise<void> {
  await page.goto(`${program.address}/`)
  await page.locator('.people button', { hasText: role }).first().click()
  await page.waitForSelector('.ribbon')
}

type Invented = { login: string; name: string; role_name: { zh: string }; place_name: string }

/** Opens a page as one of the demo's people, the first of a role: with their session already, so that the program is loaded once. */
export async function signIn(page: Page, { address }: Pick<Program, 'address'>, role: string, path = '/'): Promise<void> {
  const { people } = await (await page.request.get(`${address}/api/state`)).json() as { people: Invented[] }
  const { login } = people.find(one => `${one.name}${one.role_name.zh} · ${one.place_name}`.includes(role))!
  expect((await page.request.post(`${address}/api/session`, { headers: { 'x-tongxin': '1' }, data: { login } })).status()).toBe(200)
  await page.goto(address + path)
  await page.waitForSelector(path === '/' ? '.ribbon' : 'h1')
}
