import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Locator, Page } from 'playwright-core'
import { expectSound, openPage, openTownship, picture, signIn, WIDTHS, type Program, type Township } from './program.ts'

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
  await signIn(page, program, role)
  await page.goto(`${program.address}/receivables`)
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
  // What is left stands there, and is shown without its grouping once somebody is in the field.
  await dialog(clerk).getByLabel('金额').focus()
  await dialog(clerk).getByLabel('金额').fill('1')
  await dialog(clerk).getByLabel('凭证').fill(document)
  await dialog(clerk).getByLabel('说明').fill('家属退回一部分')
  await press(clerk, '保存')
  await closed(clerk)
  await rowOf(clerk, document).getByText('待决定').waitFor()
}

describe('应收', () => {
  test.each(WIDTHS)('经办提出退回，自己不能决定，复核决定（%i px）', async width => {
    const document = `收款凭证${width}`
    const clerk = await opened('经办', width)
    await putForward(clerk, '退回', document)
    expect(await rowOf(clerk, document).getByRole('button', { name: /^决定/ }).count()).toBe(0)
    await expectSound(clerk)
    await picture(clerk, 'receivables')
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
    await press(county, '不同意')
    await dialog(county).getByText('不同意的要写明理由').last().waitFor()
    await dialog(county).getByLabel(/意见/).fill('再向家属追一次')
    await press(county, '不同意')
    await closed(county)
    await rowOf(county, '核销请示1号').getByText('再向家属追一次').waitFor()
    await county.context().close()
  })
})
