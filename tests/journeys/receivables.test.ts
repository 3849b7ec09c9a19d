import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Locator, Page } from 'playwright-core'
import { yuan, yuanGrouped } from '../../src/base/money.ts'
import { checkedRun, get, post } from './ask.ts'
import { expectSound, openPage, openTownship, provokes, signIn, WIDTHS, type Program, type Township } from './program.ts'

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

async function opened(role: string, width: number): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role, '/receivables')
  return page
}

const dialog = (page: Page): Locator => page.getByRole('dialog')
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const closed = (page: Page) => dialog(page).waitFor({ state: 'hidden' })
const rowOf = (page: Page, words: string): Locator => page.locator('tbody tr, .cards > li', { hasText: words })

async function putForward(clerk: Page, how: string, document: string): Promise<void> {
  await press(clerk, new RegExp(`^${how} `))
  if (how === '退回') {
    await dialog(clerk).getByLabel('退回哪项资金').click()
    await clerk.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().evaluate((shown: HTMLElement) => shown.click())
  }
  // What is left stands there, and is shown without its grouping once somebody is in the field: what is typed takes its place.
  await dialog(clerk).getByLabel('金额').focus()
  await clerk.keyboard.type('1')
  await dialog(clerk).getByLabel('凭证').fill(document)
  await dialog(clerk).getByLabel('说明').fill('家属退回一部分')
  await press(clerk, '保存')
  await closed(clerk)
  await rowOf(clerk, document).getByText('待决定').waitFor()
}

type Owed = { readonly person: string; readonly benefit: string; readonly period: string; readonly amount_fen: number }
type Line = { readonly number: number; readonly person: string; readonly benefit: string; readonly amount_fen: number }

async function approvedRun(month: string): Promise<string> {
  const [clerk, reviewer, leader] = [await opened('经办', 1440), await opened('复核', 1440), await opened('领导', 1440)]
  const id = await checkedRun(clerk, reviewer, month)
  await post(leader, `/runs/${id}/approve`)
  for (const page of [clerk, reviewer, leader]) await page.context().close()
  return id
}

/** What the bank is told to pay, by line. */
async function bankAmounts(page: Page, run: string): Promise<ReadonlyMap<number, string>> {
  const file = await page.evaluate(async path => (await fetch(path)).text(), `/api/runs/${run}/export?format=generic-csv`)
  const [headings, ...rows] = file.replace(/^\uFEFF/, '').split(/\r?\n/).map(row => row.split(','))
  const at = (row: readonly string[], heading: string): string => row[headings!.indexOf(heading)] ?? ''
  // A serial is year, run, line and attempt.
  return new Map(rows.map(row => [Number(at(row, '流水号').slice(6, 12)), at(row, '金额(元)')]))
}

describe('应收', () => {
  test.each(WIDTHS)('经办提出退回，自己不能决定，复核决定（%i px）', async width => {
    const document = `收款凭证${width}`
    const clerk = await opened('经办', width)
    await putForward(clerk, '退回', document)
    expect(await rowOf(clerk, document).getByRole('button', { name: /^决定/ }).count()).toBe(0)
    await expectSound(clerk)
    await clerk.context().close()

    const reviewer = await opened('复核', width)
    await rowOf(reviewer, document).getByRole('button', { name: /^决定/ }).click()
    await dialog(reviewer).getByText('1.00 元').waitFor()
    await expectSound(reviewer)
    await reviewer.getByRole('button', { name: '同意', exact: true }).dblclick()
    await closed(reviewer)
    await rowOf(reviewer, document).getByText('已同意').waitFor()
    await reviewer.context().close()
  })

  test('核销由县双拥办决定；不同意的要写明理由；提出的人可以撤回', async () => {
    const clerk = await opened('经办', 1440)
    await putForward(clerk, '核销', '核销请示1号')
    await putForward(clerk, '核销', '核销请示2号')
    await rowOf(clerk, '核销请示2号').getByRole('button', { name: /^撤回/ }).click()
    await press(clerk, '确定撤回')
    await closed(clerk)
    await rowOf(clerk, '核销请示2号').getByText('已撤回').waitFor()
    await clerk.context().close()

    const reviewer = await opened('复核', 1440)
    await rowOf(reviewer, '核销请示1号').waitFor()
    expect(await rowOf(reviewer, '核销请示1号').getByRole('button', { name: /^决定/ }).count()).toBe(0)
    await reviewer.context().close()

    const county = await opened('县', 1440)
    await rowOf(county, '核销请示1号').getByRole('button', { name: /^决定/ }).click()
    provokes(county, 422)
    await press(county, '不同意')
    await dialog(county).getByRole('alert').getByText('不同意的要写明理由').waitFor()
    await dialog(county).getByLabel(/意见/).fill('再向家属追一次')
    await press(county, '不同意')
    await closed(county)
    await rowOf(county, '核销请示1号').getByText('再向家属追一次').waitFor()
    await county.context().close()
  })

  test.each([[1440, '2026-07', '2026-03'], [390, '2026-08', '2026-04']] as const)('抵扣：经办从本人待发的一行里提出，领导同意，银行那一行正好少这一笔，应收办完，对账单两边都写明（%i px）', async (width, month, over) => {
    const run = await approvedRun(month)
    const clerk = await opened('经办', width)
    // 等级下调、人还在领的那一位：他的应收在 2026 年，去世的都在以前。
    const owed = await get<{ rows: Owed[] }>(clerk, '/receivables?size=200').then(({ rows }) => rows.find(row => row.period === over)!)
    const line = await get<{ rows: Line[] }>(clerk, `/runs/${run}/lines?size=200`).then(({ rows }) => rows.find(row => row.person === owed.person && row.benefit === owed.benefit)!)
    await rowOf(clerk, over).getByRole('button', { name: /^抵扣 / }).click()
    await dialog(clerk).getByLabel('从哪一行抵扣').click()
    await clerk.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: month }).first().evaluate((shown: HTMLElement) => shown.click())
    await dialog(clerk).getByLabel('凭证').fill(`本人同意书${width}`)
    await dialog(clerk).getByLabel('说明').fill('多发的从本月抚恤金中抵扣')
    await expectSound(clerk)
    await press(clerk, '保存')
    await closed(clerk)
    await rowOf(clerk, `本人同意书${width}`).getByText('待决定').waitFor()
    expect(await rowOf(clerk, `本人同意书${width}`).getByRole('button', { name: /^决定/ }).count()).toBe(0)

    const leader = await opened('领导', width)
    await rowOf(leader, `本人同意书${width}`).getByRole('button', { name: /^决定/ }).click()
    await dialog(leader).getByText(`${yuanGrouped(owed.amount_fen)} 元`).waitFor()
    await leader.getByRole('button', { name: '同意', exact: true }).dblclick()
    await closed(leader)
    await rowOf(leader, `本人同意书${width}`).getByText('已同意').waitFor()
    await leader.context().close()

    await post(clerk, `/runs/${run}/send`)
    const sent = await bankAmounts(clerk, run)
    expect(sent.get(line.number)).toBe(yuan(line.amount_fen - owed.amount_fen))
    await post(clerk, `/runs/${run}/confirm`)
    await clerk.goto(`${program.address}/receivables?whole=true`)
    await rowOf(clerk, over).getByText('办完').waitFor()
    await expectSound(clerk)
    await clerk.goto(`${program.address}/people/${owed.person}/statement?year=2026`)
    const [all, left] = [yuanGrouped(owed.amount_fen), yuanGrouped(line.amount_fen - owed.amount_fen)]
    const paid = clerk.locator('.statement .lines tbody tr', { hasText: month })
    await paid.getByText(`抵扣 ${all}，实发 ${left}`).waitFor()
    await clerk.getByText(`从 ${month} 的发放中抵扣 ${all}；已结清`).waitFor()
    await expectSound(clerk)
    await clerk.getByRole('button', { name: 'EN', exact: true }).click()
    await paid.getByText(`${all} deducted, ${left} paid`).waitFor()
    await clerk.getByText(`deduction of ${all} from the payment of ${month}; closed`).waitFor()
    await expectSound(clerk)
    await clerk.context().close()
  })
})
