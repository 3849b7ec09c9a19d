import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { expectSound, openPage, openTownship, signIn, WIDTHS, type Township } from './program.ts'

let township: Township
beforeAll(async () => { township = await openTownship() })
afterAll(() => township?.close())

const YEAR = 2025

async function opened(role: string, width: number): Promise<Page> {
  const page = await openPage(township.browser, width)
  await signIn(page, township.program, role)
  await page.locator('nav').getByRole('link', { name: '全年一览' }).click()
  await page.getByLabel('年度').selectOption(String(YEAR))
  await page.getByRole('img', { name: /各项资金逐月支出：/ }).waitFor()
  return page
}

const card = (page: Page, title: string) => page.locator('section.card', { has: page.getByRole('heading', { name: title, exact: true }) })
const table = (page: Page, title: string) => card(page, title).locator('details')
const numberIn = (text: string): number => Number(text.replaceAll(/[^\d.]/g, ''))
/** What the records of an opened bar add up to, by the list itself. */
const sumOf = async (page: Page): Promise<number> => (await page.locator('.ant-drawer .records .num').allInnerTexts()).reduce((total, text) => total + numberIn(text), 0)

describe('全年一览', () => {
  test.each(WIDTHS)('领导在 %i px 打开一览，用键盘打开表格，从一个月的支出走到这笔资金当月的明细，合计就是这根柱子', async width => {
    const page = await opened('领导', width)
    await expectSound(page)
    await table(page, '各项资金逐月支出').locator('summary').focus()
    await page.keyboard.press('Enter')
    const cell = page.getByRole('link', { name: /2025年省级抚恤补助配套资金 1月/ })
    await cell.waitFor()
    await expectSound(page)
    const spent = await cell.innerText()
    await cell.focus()
    await page.keyboard.press('Enter')
    await page.getByText('2025-01-01 – 2025-01-31').waitFor()
    await page.getByRole('button', { name: '看全部' }).waitFor()
    const rows = width === WIDTHS[0] ? page.locator('.fund-statement tbody tr td:nth-child(5)') : page.locator('.fund-statement [data-column=out] dd')
    const amounts = (await rows.allInnerTexts()).map(numberIn)
    expect(amounts.length).toBeGreaterThan(1)
    expect(amounts.reduce((total, amount) => total + amount, 0)).toBe(numberIn(spent))
    await page.context().close()
  })

  test('任务、走访、人员的每个数打开就是它的记录；柱子也点得开', async () => {
    const page = await opened('领导', WIDTHS[0])
    const bar = card(page, '各月到期任务').locator('rect').first()
    await bar.click()
    await page.getByText('与记录合计一致').waitFor()
    await expectSound(page)
    await page.keyboard.press('Escape')
    await page.locator('.ant-drawer').waitFor({ state: 'hidden' })
    await table(page, '各月到期任务').locator('summary').click()
    for (const name of [/^逾期任务 6月/, /^东庄村 · 走访到/, /^合计 · 户次/, /^残疾军人/]) {
      const number = page.getByRole('button', { name })
      await number.click()
      await page.getByText('与记录合计一致').waitFor()
      expect(await sumOf(page)).toBe(numberIn(await number.innerText()))
      await page.keyboard.press('Escape')
      await page.locator('.ant-drawer').waitFor({ state: 'hidden' })
    }
    await page.getByRole('button', { name: /^逾期任务 全年/ }).click()
    const overdue = numberIn(await page.locator('.ant-drawer .opened-value').innerText().then(text => text.split(' ')[0]!))
    await page.getByRole('link', { name: '到任务清单里办' }).click()
    await page.getByText(`共 ${overdue} 条`).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'EN', exact: true }).click()
    await page.getByRole('img', { name: /Tasks by the month they are due/ }).waitFor()
    await expectSound(page)
    await page.context().close()
  })

  test('县里看各镇；村级专干的菜单里没有这一页', async () => {
    const county = await opened('县双拥办', WIDTHS[0])
    await card(county, '走访覆盖').getByRole('rowheader', { name: '红枫镇' }).waitFor()
    const worker = await openPage(township.browser, WIDTHS[0])
    await signIn(worker, township.program, '村级专干')
    expect(await worker.locator('nav').getByRole('link', { name: '全年一览' }).count()).toBe(0)
    await county.context().close()
    await worker.context().close()
  })
})
