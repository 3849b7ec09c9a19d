import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Locator, Page } from 'playwright-core'
import { must } from '../../src/base/result.ts'
import { readSheet } from '../../src/sheets/read.ts'
import { writeCsv } from '../../src/sheets/write.ts'
import { expectSound, openPage, openTownship, PHOTO, provokes, signIn, WIDTHS, type Program, type Township } from './program.ts'

let township: Township
let program: Program
let browser: Browser

beforeAll(async () => {
  township = await openTownship()
  ;({ program, browser } = township)
})
afterAll(async () => {
  await township?.close()
})

async function opened(role: string, width: number, address: string): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role, address)
  return page
}

const dialog = (page: Page): Locator => page.getByRole('dialog')
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
/** A row of a table, or the card that takes its place on a phone. */
const rowOf = (page: Page, name: string): Locator => page.locator('tbody tr, .cards > li', { hasText: name })
const closed = (page: Page) => dialog(page).waitFor({ state: 'hidden' })

async function choose(page: Page, label: string, option: string): Promise<void> {
  await dialog(page).getByLabel(label).first().click()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option }).first().evaluate((shown: HTMLElement) => shown.click())
}

type Person = { readonly id: string; readonly name: string }

/** The payee brings a new passbook: proposed on the person's page, decided by the reviewer. */
async function changeAccount(clerk: Page, person: Person, account: string): Promise<void> {
  await clerk.goto(`${program.address}/people/${person.id}`)
  await press(clerk, '变更账户')
  await choose(clerk, '变更原因', '卡折遗失')
  await clerk.getByLabel('新的银行账号').fill(account)
  await dialog(clerk).locator('input[type=file]').setInputFiles(PHOTO)
  await press(clerk, '提出变更')
  await closed(clerk)
  const reviewer = await opened('复核', 1440, `/accounts?name=${encodeURIComponent(person.name)}&state=open`)
  await rowOf(reviewer, person.name).getByRole('button', { name: /核对/ }).first().click()
  await press(reviewer, '同意变更')
  await closed(reviewer)
  await reviewer.context().close()
}

/** Somebody paid in the last run who is owed something in this month too, and for whom nothing is proposed: no two calls answer the same. */
const taken = new Set<string>()
async function paidLately(page: Page, month: string): Promise<Person> {
  const candidates = await page.evaluate(async () => {
    const rows = async <Row>(path: string) => (await (await fetch(`/api${path}`)).json() as { rows: Row[] }).rows
    const proposed = new Set((await rows<{ person: string; state: string }>('/accounts/proposals?size=200')).map(row => row.person))
    const [last] = (await rows<{ id: string; state: string }>('/runs?size=50')).filter(run => run.state === 'confirmed')
    const lines = await rows<{ person: string; name: string }>(`/runs/${last!.id}/lines?size=200`)
    const names = lines.map(line => line.name)
    return lines.filter(line => !proposed.has(line.person) && names.filter(name => name === line.name).length === 1).map(line => ({ id: line.person, name: line.name }))
  })
  for (const person of candidates.filter(({ id }) => !taken.has(id))) {
    const decision = await page.evaluate(async path => (await (await fetch(path)).json()) as { lines: { state: string }[] }, `/api/people/${person.id}/decision?from=${month}&to=${month}`)
    if (decision.lines.length === 0 || decision.lines.some(line => line.state !== 'owed')) continue
    taken.add(person.id)
    return person
  }
  throw new Error(`nobody is owed anything in ${month}`)
}

async function prepare(clerk: Page, month: string): Promise<string> {
  await clerk.goto(`${program.address}/runs`)
  await press(clerk, /^编制/)
  for (const field of ['从哪个月', '到哪个月']) {
    await dialog(clerk).getByLabel(field).fill(month)
    await clerk.keyboard.press('Enter')
  }
  await expectSound(clerk)
  await press(clerk, '保存')
  await clerk.waitForURL(/\/runs\/[0-9a-f-]{36}/)
  await clerk.getByText('批次指纹').waitFor()
  return new URL(clerk.url()).pathname
}

/** Decides whatever stands open on the page, one exception after the other; the first button of each is to pay where that is allowed. */
async function decideAll(page: Page, reason: string): Promise<void> {
  const open = page.locator('.exception-kinds > section > .exceptions button')
  await page.locator('.exception-kinds').waitFor()
  for (let left = await open.count(); left > 0; left = await open.count()) {
    await open.first().click()
    await dialog(page).getByLabel('理由').fill(reason)
    await press(page, '保存')
    await closed(page)
    await expect.poll(() => open.count()).toBeLessThan(left)
  }
}

async function step(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await dialog(page).locator('.repeated').waitFor()
  await page.getByRole('button', { name: `确定${name}` }).click()
  await closed(page)
}

type Sent = { readonly serial: string; readonly amount: string; readonly holder: string }

async function bankFile(clerk: Page): Promise<Sent[]> {
  const [download] = await Promise.all([clerk.waitForEvent('download'), press(clerk, '导出代发文件')])
  const sheet = must(await readSheet(readFileSync(await download.path())))
  const [headings, ...rows] = sheet.rows.map(row => row.cells.map(cell => cell?.text ?? ''))
  const at = (heading: string) => headings!.indexOf(heading)
  return rows.map(row => ({ serial: row[at('流水号')]!, amount: row[at('金额(元)')]!, holder: row[at('户名')]! })).filter(row => row.serial !== '')
}

async function bring(clerk: Page, rows: readonly (readonly string[])[]): Promise<void> {
  const file = writeCsv({ name: '回盘', headings: ['流水号', '金额(元)', '结果', '失败原因'], rows })
  await clerk.getByLabel(/银行回盘文件/).setInputFiles({ name: '回盘.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await press(clerk, '登记回盘')
}

describe('发放批次', () => {
  test.each([[1440, '2026-07'], [390, '2026-08']] as const)('编制、例外、复核、审批、代发、回盘、退票更正、重发、到账：从头到尾（%i px，%s）', async (width, month) => {
    const clerk = await opened('经办', width, '/runs')
    await rowOf(clerk, '优抚资金发放').first().waitFor()
    await expectSound(clerk)
    const changed = await paidLately(clerk, month)
    await changeAccount(clerk, changed, `9911111${width}01`)

    const address = await prepare(clerk, month)
    const exception = clerk.locator('.exceptions > li', { hasText: changed.name })
    await exception.getByText('以后换了账号').waitFor()
    await expectSound(clerk)
    await exception.getByRole('button', { name: /照发/ }).click()
    await dialog(clerk).getByLabel('理由').fill('新存折已与本人核对')
    await press(clerk, '保存')
    await closed(clerk)
    await exception.getByText('新存折已与本人核对').waitFor()
    expect(await clerk.getByRole('button', { name: '复核通过' }).count()).toBe(0)

    const reviewer = await opened('复核', width, address)
    await decideAll(reviewer, '已与家属核实')
    await step(reviewer, '复核通过')
    await reviewer.getByText('已复核').first().waitFor()
    await reviewer.context().close()

    const leader = await opened('领导', width, '/')
    await leader.getByRole('link', { name: new RegExp(`打开.*${Number(month.slice(5))}月优抚资金发放.*待审批`) }).click()
    await leader.getByRole('button', { name: '审批', exact: true }).click()
    await dialog(leader).locator('.repeated').getByText(/优抚|资金/).first().waitFor()
    await expectSound(leader)
    const requests: string[] = []
    leader.on('request', request => { if (request.url().endsWith('/approve')) requests.push(request.headers()['idempotency-key'] ?? '') })
    await leader.getByRole('button', { name: '确定审批' }).dblclick()
    await closed(leader)
    await leader.getByText('已审批').first().waitFor()
    expect(new Set(requests).size).toBe(1)
    expect(requests[0]).toMatch(/^[0-9a-f]{32}$/)
    // The answer was lost and the request goes out once more: it is told what the first was told, and nothing happens.
    const again = await leader.evaluate(async ([path, key]) => {
      const answer = await fetch(`/api${path}/approve`, { method: 'POST', headers: { 'x-tongxin': '1', 'idempotency-key': key! } })
      return { status: answer.status, state: (await answer.json() as { state: string }).state }
    }, [address, requests[0]!])
    expect(again).toEqual({ status: 200, state: 'approved' })
    await leader.context().close()

    await clerk.reload()
    await step(clerk, '送银行')
    await clerk.getByText('已编好流水号').waitFor()
    const sent = await bankFile(clerk)
    expect(sent.length).toBeGreaterThan(100)
    const names = await clerk.evaluate(async path => (await (await fetch(`/api${path}/lines?size=200`)).json() as { rows: { name: string }[] }).rows.map(row => row.name), address)
    const failed = sent.find(row => row.holder !== changed.name && names.filter(name => name === row.holder).length === 1)!

    provokes(clerk, 409, 422)
    await bring(clerk, [['123', failed.amount, '成功', ''], [failed.serial, '0.01', '成功', ''], [sent.at(-1)!.serial, sent.at(-1)!.amount, '也许', '']])
    for (const offence of ['什么也没有登记', '第2行 流水号：不是 15 位流水号', '第4行 结果：结果只能是']) await clerk.getByText(offence).first().waitFor()
    await expectSound(clerk)
    await clerk.getByLabel(/银行回盘文件/).scrollIntoViewIfNeeded()
    await bring(clerk, [[failed.serial, '0.01', '成功', ''], ['269999000001258', failed.amount, '成功', '']])
    await clerk.getByText('文件有 2 处不对').waitFor()
    const answers = sent.map(row => [row.serial, row.amount, row === failed ? '失败' : '成功', row === failed ? '账户已销户' : ''])
    await bring(clerk, answers)
    await clerk.getByText(`${sent.length - 1} 笔到账，1 笔退票`).waitFor()
    await bring(clerk, answers)
    await clerk.getByText(`${sent.length} 笔以前登记过，没有变`).waitFor()

    await clerk.goto(`${program.address}/failures`)
    const row = rowOf(clerk, failed.holder)
    await row.getByText('账户已销户').first().waitFor()
    await row.getByText('待更正').waitFor()
    await expectSound(clerk)
    const href = await row.getByRole('link', { name: /变更账户/ }).getAttribute('href')
    await changeAccount(clerk, { id: href!.split('/').at(-1)!, name: failed.holder }, `9922222${width}02`)
    await clerk.goto(`${program.address}/failures`)
    await row.getByText('可重发').waitFor()
    await row.getByRole('button', { name: /重发/ }).click()
    await dialog(clerk).locator('.repeated').getByText(failed.amount.replace(/\B(?=(\d{3})+\.)/g, ',')).waitFor()
    await press(clerk, '确定重发')
    await closed(clerk)
    await clerk.getByText(/^1 笔、/).waitFor()
    await clerk.goto(`${program.address}${address}`)
    await step(clerk, '确认全部到账')
    await clerk.locator('.head.top').getByText('已到账').waitFor()
    await expectSound(clerk)
    await clerk.context().close()
  })

  test('金额点开说为什么；名册下载得出来；手机上菜单停在所在的那一项', async () => {
    const page = await opened('经办', 390, '/runs')
    const on = page.locator('.app > nav a[aria-current]')
    await on.waitFor()
    await expect.poll(() => on.evaluate(shown => { const { left, right } = shown.getBoundingClientRect(); return left >= 0 && right <= window.innerWidth })).toBe(true)
    await page.locator('.cards a[href^="/runs/"]').first().click()
    await page.getByRole('button', { name: /，为什么/ }).last().click()
    await page.getByText('条件和条文').first().waitFor()
    await expectSound(page)
    await page.keyboard.press('Escape')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /下载 优抚资金发放明细/ }).click()])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
    await page.context().close()
  })

  test.each(WIDTHS)('发放设置：领导写明依据，定到账日（%i px）', async width => {
    const leader = await opened('领导', width, '/payment-settings')
    await press(leader, '设置到账日')
    await dialog(leader).getByLabel('几日').fill('20')
    await press(leader, '保存')
    await dialog(leader).getByText('这一项要填写').first().waitFor()
    await dialog(leader).getByLabel('依据').fill(`示例镇纪要〔2026〕${width}号`)
    await press(leader, '保存')
    await closed(leader)
    await rowOf(leader, `示例镇纪要〔2026〕${width}号`).getByText('当月 20 日').waitFor()
    await expectSound(leader)
    await leader.context().close()
  })
})
