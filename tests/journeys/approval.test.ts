import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Locator, Page } from 'playwright-core'
import { TOWNSHIP } from '../../demo/places.ts'
import { yuan, yuanGrouped } from '../../src/base/money.ts'
import { checkedRun, get, post } from './ask.ts'
import { expectSound, openPage, openTownship, provokes, signIn, type Program, type Township } from './program.ts'

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

async function opened(role: string, width = 1440, path = '/'): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role, path)
  return page
}

type Need = { readonly benefit: string; readonly amount_fen: number; readonly fund: string; readonly name: { readonly zh: string } }
type Fund = { readonly id: string; readonly name: string; readonly balance_fen: number }
type Offer = { readonly needs: readonly [Need, Need, ...Need[]]; readonly funds: readonly Fund[] }

const dialog = (page: Page): Locator => page.getByRole('dialog')
/** A row of a table, or the card that takes its place on a phone. */
const rowOf = (page: Page, words: string): Locator => dialog(page).locator('tbody tr, .cards > li', { hasText: words })
const needRow = (page: Page, need: Need): Locator => rowOf(page, need.name.zh).filter({ has: page.getByRole('combobox') })
const fundRow = (page: Page, fund: string): Locator => rowOf(page, fund).filter({ hasNot: page.getByRole('combobox') }).first()

async function choose(page: Page, need: Need, fund: string): Promise<void> {
  await needRow(page, need).getByRole('combobox').click()
  const options = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
  await options.filter({ hasText: fund }).first().evaluate((shown: HTMLElement) => shown.click())
}

/** A fund of the county that pays the first need and not the second with it; its budget is a yuan short of the first. */
async function smallFund(clerk: Page, name: string, [one, other]: Offer['needs']): Promise<string> {
  const proof = { document: '示例财社〔2026〕31号' }
  const { id } = await post<{ id: string }>(clerk, '/funds', { place: TOWNSHIP, name, source: '县级财政', year: 2026, purpose: 'benefits' })
  await post(clerk, `/funds/${id}/credit`, { amount_fen: one.amount_fen + other.amount_fen - 1, on: '2026-06-30', ...proof })
  await post(clerk, `/funds/${id}/budget`, { kind: 'allocation', change_fen: one.amount_fen - 100, decided_on: '2026-06-30', ...proof })
  return id
}

describe('审批时选资金', () => {
  test.each([[1440, '2026-07'], [390, '2026-08']] as const)('看得到每项待遇由哪笔付、还剩多少、预算用到哪里；不够的先说，再由服务器在那一项上拒绝；改好了就批（%i px，%s）', async (width, month) => {
    const [clerk, reviewer] = [await opened('经办'), await opened('复核')]
    const run = await checkedRun(clerk, reviewer, month)
    const before = await get<Offer>(clerk, `/runs/${run}/funds`)
    const [one, other] = before.needs
    const usual = before.funds.find(fund => fund.id === one.fund)!
    const small = `示例专项${width}`
    const id = await smallFund(clerk, small, before.needs)

    const leader = await opened('领导', width, `/runs/${run}`)
    await leader.getByRole('button', { name: 'EN', exact: true }).click()
    await leader.getByRole('button', { name: 'Approve', exact: true }).click()
    await dialog(leader).getByText('Left after').first().waitFor()
    await expectSound(leader)
    await leader.getByRole('button', { name: 'Cancel' }).click()
    await leader.getByRole('button', { name: '中文', exact: true }).click()

    await leader.getByRole('button', { name: '审批', exact: true }).click()
    const all = before.needs.filter(need => need.fund === usual.id).reduce((sum, need) => sum + need.amount_fen, 0)
    await needRow(leader, one).getByText(yuanGrouped(usual.balance_fen - all)).waitFor()
    await expectSound(leader)

    await choose(leader, one, small)
    await needRow(leader, one).getByText(yuanGrouped(other.amount_fen - 1), { exact: true }).waitFor()
    await fundRow(leader, usual.name).getByText(yuanGrouped(usual.balance_fen - all + one.amount_fen)).waitFor()
    await fundRow(leader, small).getByText('超出预算 1.00').waitFor()
    await dialog(leader).getByText(`“${small}”超出预算 1.00 元`).waitFor()
    expect(await dialog(leader).getByText('不能超支').count()).toBe(0)

    await choose(leader, other, small)
    const short = needRow(leader, one).getByText(`结余 ${yuan(one.amount_fen + other.amount_fen - 1)} 元，需要 ${yuan(one.amount_fen + other.amount_fen)} 元，不能超支`)
    await short.waitFor()
    expect(await short.innerText()).not.toContain('改用另一笔资金')
    await expectSound(leader)
    provokes(leader, 409)
    await leader.getByRole('button', { name: '确定审批' }).click()
    await needRow(leader, one).getByText('改用另一笔资金').waitFor()
    expect(await get<{ state: string }>(leader, `/runs/${run}`)).toMatchObject({ state: 'checked' })
    await expectSound(leader)

    await choose(leader, other, usual.name)
    await short.waitFor({ state: 'detached' })
    await leader.getByRole('button', { name: '确定审批' }).click()
    await dialog(leader).waitFor({ state: 'hidden' })
    await leader.locator('.head.top').getByText('已审批').waitFor()
    const funds = await get<readonly Fund[]>(leader, '/funds')
    expect(funds.find(fund => fund.id === id)!.balance_fen).toBe(other.amount_fen - 1)
    expect(funds.find(fund => fund.id === usual.id)!.balance_fen).toBe(usual.balance_fen - all + one.amount_fen)
    for (const page of [clerk, reviewer, leader]) await page.context().close()
  })
})
