import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkCharacter } from '../../src/base/identity-number.ts'
import { PROOF_KIND } from '../../src/roster/accounts/accounts.ts'
import { ROOT } from '../harness/database.ts'
import { expectSound, filledTownship, openBrowser, openPage, PHOTO, provokes, signIn, until } from './program.ts'

/** The real program on one port for good, so that it can die and come back where the browser looks for it. */
const folder = mkdtempSync(join(tmpdir(), 'tongxin-trouble-'))
let child: ChildProcess
let port = 0
let browser: Browser

async function start(): Promise<void> {
  const started = spawn(process.execPath, [join(ROOT, 'src/cli.ts'), 'serve', '--data', join(folder, 'data'), '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  child = started
  port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: started.stdout! }).on('line', line => { const found = /^listening \S+:(\d+)$/.exec(line); if (found) resolve(Number(found[1])) })
    started.on('close', () => reject(new Error('the program ended')))
  })
  await until(async () => ((await (await fetch(`${at()}/api/state`)).json() as { set_up: boolean }).set_up ? true : undefined), 60_000)
}
async function stop(): Promise<void> {
  const ended = new Promise(resolve => { child.on('close', resolve) })
  child.kill('SIGTERM')
  await ended
}
const at = (): string => `http://127.0.0.1:${port}`

beforeAll(async () => {
  cpSync(await filledTownship(), folder, { recursive: true })
  await start()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

async function opened(role: string, path: string, width = 1440, address = at()): Promise<Page> {
  const page = await openPage(browser, width)
  // Trouble is what this file makes.
  provokes(page, 'offline', 401, 403, 413, 423, 429, 500, 503, 507)
  await signIn(page, { address }, role, path)
  return page
}
const drawer = (page: Page): Locator => page.getByRole('dialog').filter({ visible: true }).last()
const asked = <T>(page: Page, path: string): Promise<T> => page.evaluate(async to => await (await fetch(`/api${to}`)).json() as T, path)
/** How many are in the roster under a name. */
const total = async (page: Page, name: string): Promise<number> =>
  (await asked<{ rows: { name: string }[] }>(page, `/people?query=${encodeURIComponent(name)}&size=200`)).rows.filter(row => row.name === name).length
/** The next request is done, and its answer never arrives. */
const loseAnswer = (page: Page, path: string) => page.route(path, async route => {
  await route.fetch()
  await route.abort()
}, { times: 1 })

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await drawer(page).getByLabel(label).first().click()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option }).first().evaluate((shown: HTMLElement) => shown.click())
}

let serial = 0
const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张'
/** Somebody invented, of whom there is nobody else. */
function somebody(): { name: string; number: string } {
  serial += 1
  const digits = `99010119560704${700 + serial}`
  return { name: `${SURNAMES[serial]!}遇难示例`, number: digits + checkCharacter(digits) }
}

/** Fills the form for a new person, and sends nothing. */
async function fillPerson(page: Page): Promise<{ name: string; number: string }> {
  const person = somebody()
  await page.getByRole('button', { name: '新增', exact: true }).click()
  await choose(page, '辖区', /村/)
  await drawer(page).getByLabel('姓名').fill(person.name)
  await drawer(page).getByLabel('身份证号').fill(person.number)
  await choose(page, '户籍类别', '农村')
  await drawer(page).getByLabel('住址').fill('示例路七号')
  return person
}
const save = (page: Page) => drawer(page).getByRole('button', { name: '保存' }).click()
const saved = (page: Page) => page.waitForURL(url => url.pathname.startsWith('/people/'))
/** Somebody who is in the roster already, with a page of their own open. */
async function entered(page: Page): Promise<{ name: string; number: string }> {
  const person = await fillPerson(page)
  await save(page)
  await saved(page)
  return person
}

/** What the browser asks before it leaves, answered as told. */
function answering(page: Page, accept: boolean): string[] {
  const asked: string[] = []
  page.removeAllListeners('dialog')
  page.on('dialog', dialog => {
    asked.push(dialog.message())
    void (accept ? dialog.accept() : dialog.dismiss())
  })
  return asked
}

describe('服务器没了', () => {
  test.each([1440, 390])('程序停了再保存：说明白，填的还在；程序起来再按一次，只存一份，%i px', async width => {
    const page = await opened('经办', '/roster', width)
    const { name } = await fillPerson(page)
    await stop()
    await save(page)
    await drawer(page).getByText('没有等到服务器的回答').waitFor()
    await expectSound(page)
    expect(await drawer(page).getByLabel('住址').inputValue()).toBe('示例路七号')
    await start()
    await save(page)
    await saved(page)
    expect(await total(page, name)).toBe(1)
    await page.context().close()
  })

  test('其实存上了、只是回答没到：原样再按一次，不存第二份', async () => {
    const page = await opened('经办', '/roster')
    const { name } = await fillPerson(page)
    await loseAnswer(page, '**/api/people')
    await save(page)
    await drawer(page).getByText('没有等到服务器的回答').waitFor()
    expect(await total(page, name)).toBe(1)
    await save(page)
    await saved(page)
    expect(await total(page, name)).toBe(1)
    await page.context().close()
  })

  test('程序僵住：告诉人还在等，缓过来就存上，只存一份', async () => {
    const page = await opened('经办', '/roster')
    const { name } = await fillPerson(page)
    child.kill('SIGSTOP')
    await save(page)
    await page.getByText('服务器很久没有回答').waitFor()
    child.kill('SIGCONT')
    await saved(page)
    await page.getByText('服务器很久没有回答').waitFor({ state: 'detached' })
    expect(await total(page, name)).toBe(1)
    await page.context().close()
  })
})

test('登录过期：填到一半的还在，重新登录再按一次，只存一份', async () => {
  const page = await opened('经办', '/roster')
  const { name } = await fillPerson(page)
  await page.evaluate(() => fetch('/api/session', { method: 'DELETE', headers: { 'x-tongxin': '1' } }))
  await save(page)
  const door = page.locator('dialog.out')
  await door.getByText('已自动退出').waitFor()
  await expectSound(page)
  await door.getByRole('button', { name: '登录', exact: true }).click()
  await door.waitFor({ state: 'detached' })
  expect(await drawer(page).getByLabel('住址').inputValue()).toBe('示例路七号')
  await save(page)
  await saved(page)
  expect(await total(page, name)).toBe(1)
  await page.context().close()
})

test.each([1440, 390])('两个人改同一张卡片：后存的看到前一个人改了什么，自己填的还在，再按一次以自己的为准，%i px', async width => {
  const first = await opened('经办', '/roster', width)
  const { name } = await entered(first)
  const second = await opened('经办', new URL(first.url()).pathname, width)
  for (const page of [first, second]) await page.getByRole('button', { name: '修改', exact: true }).first().click()
  await drawer(first).getByLabel('住址').fill('先改的路一号')
  await save(first)
  await drawer(first).waitFor({ state: 'hidden' })
  await drawer(second).getByLabel('住址').fill('后改的路二号')
  await drawer(second).getByLabel('电话').fill('13900000077')
  provokes(second, 409)
  await save(second)
  await drawer(second).getByText('别人刚才改成了这样').waitFor()
  expect(await drawer(second).locator('.meanwhile').innerText()).toContain('先改的路一号')
  expect(await drawer(second).getByLabel('住址').inputValue()).toBe('后改的路二号')
  await expectSound(second)
  await save(second)
  await drawer(second).waitFor({ state: 'hidden' })
  const [card] = (await asked<{ rows: { id: string }[] }>(second, `/people?query=${encodeURIComponent(name)}`)).rows
  expect(await asked<{ address: string; phone: string }>(second, `/people/${card!.id}`)).toMatchObject({ address: '后改的路二号', phone: '139****0077' })
  for (const page of [first, second]) await page.context().close()
})

/** A line to the program that breaks when so many bytes went through it, and stays broken until it is mended. */
async function brokenLine(): Promise<{ readonly address: string; breakAfter(bytes: number): void; mend(): void; close(): void }> {
  let left = Infinity
  const server = createServer(client => {
    const upstream = connect(port, '127.0.0.1')
    const end = () => { client.destroy(); upstream.destroy() }
    client.on('data', chunk => {
      left -= chunk.length
      if (left < 0) end()
      else upstream.write(chunk)
    })
    upstream.on('data', chunk => client.write(chunk))
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end)
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    breakAfter: bytes => { left = bytes }, mend: () => { left = Infinity }, close: () => server.close(),
  }
}

test('慢慢上传的佐证传到一半断了：填的和选的都在，再按一次传完，只有一份', async () => {
  const line = await brokenLine()
  const page = await opened('经办', '/roster', 1440, line.address)
  await entered(page)
  await page.getByRole('button', { name: '变更账户' }).first().click()
  await drawer(page).getByLabel('银行账号').fill('6200000000000000077')
  await drawer(page).getByLabel('开户行').fill('示例银行')
  await drawer(page).locator('input[type=file]').setInputFiles({ name: 'proof.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(2_000_000)]) })
  line.breakAfter(500_000)
  await drawer(page).getByRole('button', { name: '提出变更' }).click()
  await drawer(page).getByText('没有等到服务器的回答').waitFor()
  expect(await drawer(page).getByLabel('银行账号').inputValue()).toBe('6200000000000000077')
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  line.mend()
  const proofs = () => asked<unknown[]>(page, `/evidence?subject_kind=${PROOF_KIND}&subject=${id}`)
  expect(await proofs()).toEqual([])
  await drawer(page).getByRole('button', { name: '提出变更' }).click()
  await drawer(page).waitFor({ state: 'hidden' })
  expect(await proofs()).toHaveLength(1)
  await page.context().close()
  line.close()
})

describe('填到一半要离开', () => {
  test.each([1440, 390])('按浏览器的后退：先问；不走，填的都在；走了，什么也没存，%i px', async width => {
    const page = await opened('经办', '/tasks', width)
    await page.getByRole('link', { name: '名册', exact: true }).click()
    await page.waitForURL(url => url.pathname === '/roster')
    const { name } = await fillPerson(page)
    const stays = answering(page, false)
    await page.evaluate(() => history.back())
    await until(async () => (stays.length > 0 ? true : undefined), 10_000)
    expect(stays[0]).toContain('还没有保存')
    await page.waitForURL(url => url.pathname === '/roster')
    expect(await drawer(page).getByLabel('姓名').inputValue()).toBe(name)
    // A stray key, a click beside the form and its cross are asked about too; what was typed stays.
    await drawer(page).getByLabel('住址').press('Escape')
    await page.locator('.ant-drawer-close').click()
    expect(stays.length).toBe(3)
    expect(await drawer(page).getByLabel('姓名').inputValue()).toBe(name)
    const leaves = answering(page, true)
    await page.evaluate(() => history.back())
    await until(async () => (leaves.length > 0 ? true : undefined), 10_000)
    await page.getByRole('heading', { level: 1, name: '任务' }).waitFor()
    expect(leaves).toHaveLength(1)
    expect(await total(page, name)).toBe(0)
    await page.context().close()
  })

  test('没有填过、已经存上的，不问', async () => {
    const page = await opened('经办', '/roster')
    const asks = answering(page, false)
    await page.getByRole('button', { name: '新增', exact: true }).click()
    await drawer(page).getByRole('button', { name: '取消' }).click()
    await drawer(page).waitFor({ state: 'hidden' })
    await entered(page)
    await page.getByRole('link', { name: '工作台' }).click()
    await page.waitForSelector('.ribbon')
    expect(asks).toEqual([])
    await page.context().close()
  })

  test('退出登录也先问；退出以后，这台电脑上什么也不剩，后退也看不到', async () => {
    const page = await opened('经办', '/roster')
    const { name, number } = await fillPerson(page)
    // A phone's drawer covers the way out; here it is reached by the keyboard.
    const stays = answering(page, false)
    await page.getByRole('button', { name: '退出', includeHidden: true }).evaluate((button: HTMLElement) => button.click())
    expect(stays).toHaveLength(1)
    expect(await asked<{ login?: string }>(page, '/me')).toHaveProperty('login')
    answering(page, true)
    await page.getByRole('button', { name: '退出', includeHidden: true }).evaluate((button: HTMLElement) => button.click())
    await page.waitForURL(url => url.pathname === '/sign-in')
    const left = await page.evaluate(async () => {
      const shelves = await Promise.all((await indexedDB.databases()).map(async ({ name: database }) => {
        const open = indexedDB.open(database!)
        await new Promise(resolve => { open.addEventListener('success', resolve) })
        return Promise.all([...open.result.objectStoreNames].map(store => new Promise(resolve => {
          const all = open.result.transaction(store).objectStore(store).getAll()
          all.addEventListener('success', () => resolve(all.result))
        })))
      }))
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, shelves])
    })
    for (const word of [name, number, '示例路']) expect(left).not.toContain(word)
    await page.goBack()
    await page.waitForURL(url => url.pathname === '/sign-in')
    await page.locator('.people').waitFor()
    expect(await page.locator('body').innerText()).not.toContain(name)
    await page.context().close()
  })
})

test('登记到账连按两下，只记一笔；回答没到再按一次，也只记一笔', async () => {
  const page = await opened('经办', '/funds')
  type Fund = { readonly id: string; readonly balance_fen: number }
  const all = () => asked<readonly Fund[]>(page, '/funds')
  const { id } = (await all())[0]!
  const balance = async () => (await all()).find(fund => fund.id === id)!.balance_fen
  const before = await balance()
  await page.goto(`${at()}/funds/${id}`)
  const fill = async (amount: string) => {
    await page.getByRole('button', { name: '登记到账' }).click()
    await drawer(page).getByLabel('金额').fill(amount)
    await drawer(page).getByLabel('文件').fill('示财〔2026〕7号')
  }
  await fill('100')
  await drawer(page).getByRole('button', { name: '保存' }).dblclick()
  await drawer(page).waitFor({ state: 'hidden' })
  expect(await balance() - before).toBe(10_000)
  await fill('7')
  await loseAnswer(page, '**/credit')
  await save(page)
  await drawer(page).getByText('没有等到服务器的回答').waitFor()
  await drawer(page).getByRole('button', { name: '保存' }).dblclick()
  await drawer(page).waitFor({ state: 'hidden' })
  expect(await balance() - before).toBe(10_700)
  await page.context().close()
})

/** The beginning of a photo as phones save it: `ftyp` with the brand `heic`. */
const HEIC = { name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'), randomBytes(4000)]) }

test.each([1440, 390])('HEIC 照片：说清楚读不了、怎样改，别的照片和填的都留着，%i px', async width => {
  const page = await opened('经办', '/activities/new?kind=symposium', width)
  const picker = page.locator('.proof-picker').first()
  await picker.waitFor()
  await picker.locator('input[type=file]').setInputFiles([HEIC, PHOTO])
  await picker.getByText(/HEIC 格式的照片/).waitFor()
  await picker.getByText('兼容性最佳').waitFor()
  await picker.getByText(PHOTO.name).first().waitFor()
  expect(await picker.locator('ul li').count()).toBe(1)
  await expectSound(page)
  await page.context().close()
})

/** What stands under a field of the open form. */
const faultOf = (page: Page, label: string): Locator =>
  drawer(page).locator('.ant-form-item', { has: page.getByText(new RegExp(`^${label}`)) }).locator('.ant-form-item-explain-error')

test.each([1440, 390])('不合要求的一次说全，每一条在自己的栏下面：浏览器看出来的和服务器看出来的，%i px', async width => {
  const page = await opened('经办', '/roster', width)
  const { number } = await entered(page)
  await page.goto(`${at()}/roster`)
  await page.getByRole('button', { name: '新增', exact: true }).click()
  await save(page)
  for (const label of ['辖区', '姓名', '身份证号']) await faultOf(page, label).first().waitFor()
  await expectSound(page)
  await choose(page, '辖区', /村/)
  await drawer(page).getByLabel('姓名').fill('重号示例')
  await drawer(page).getByLabel('身份证号').fill(number)
  await choose(page, '户籍类别', '农村')
  await drawer(page).getByLabel('住址').fill('其子在99999部队')
  provokes(page, 422)
  await save(page)
  await faultOf(page, '身份证号').filter({ hasText: '名册里已有这个人' }).waitFor()
  await faultOf(page, '住址').filter({ hasText: '不得存储' }).waitFor()
  await expectSound(page)
  await page.context().close()
})

test('看不见的字不算填了；没有计划的年份、读不成的金额，在自己的栏下面说怎样写', async () => {
  const page = await opened('经办', '/tasks')
  await page.getByRole('button', { name: '新增任务' }).click()
  await drawer(page).getByLabel('任务').fill('\u200b\ufeff')
  for (const [label, day] of [['开始', '1800-01-01'], ['截止', '2101-01-01']] as const) {
    await drawer(page).getByLabel(label).fill(day)
    await drawer(page).getByLabel(label).press('Tab')
  }
  await save(page)
  await faultOf(page, '任务').filter({ hasText: '要填写' }).waitFor()
  for (const label of ['开始', '截止']) await faultOf(page, label).filter({ hasText: '1990 至 2100 年' }).waitFor()
  const { id } = (await asked<readonly { readonly id: string }[]>(page, '/funds'))[0]!
  answering(page, true)
  await page.goto(`${at()}/funds/${id}`)
  await page.getByRole('button', { name: '登记到账' }).click()
  await drawer(page).getByLabel('金额').fill('1000000000000')
  await save(page)
  await faultOf(page, '金额').filter({ hasText: '应为金额' }).waitFor()
  await page.context().close()
})
