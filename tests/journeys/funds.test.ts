import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
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
  await signIn(page, program, role, '/funds?year=2026')
  await page.locator('a[href^="/funds/"]').first().waitFor()
  return page
}

const dialog = (page: Page) => page.getByRole('dialog')
/** What need not be filled in says so behind its label. */
const field = (page: Page, label: string) => dialog(page).getByLabel(new RegExp(`^${label}(（可选）| \\(optional\\)|)$`))
const fill = (page: Page, label: string, text: string) => field(page, label).fill(text)

async function choose(page: Page, label: string, option: string): Promise<void> {
  await field(page, label).click()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option }).first().evaluate((shown: HTMLElement) => shown.click())
}

const save = async (page: Page): Promise<void> => {
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await dialog(page).waitFor({ state: 'hidden' })
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

describe('资金', () => {
  test.each(WIDTHS)('各项资金、一笔资金的对账单和逐月收支在 %i px 都能用', async width => {
    const page = await opened('经办', width)
    await page.getByText('期末结余').first().waitFor()
    await expectSound(page)
    await page.locator('a[href^="/funds/"]', { hasText: '2026年优抚对象补助资金' }).first().click()
    await page.getByRole('img', { name: /逐月收支：1月收入/ }).waitFor()
    await page.getByText('期末结余大写：').waitFor()
    await expectSound(page)
    await page.getByLabel('期间').selectOption('02')
    await page.getByText('2026-02-01 – 2026-02-28').waitFor()
    const rows = page.locator('.fund-statement tbody tr, .fund-statement li')
    const all = await rows.count()
    await page.locator('.purpose-sums').getByRole('button').first().click()
    await page.getByRole('button', { name: '看全部' }).waitFor()
    expect(await rows.count()).toBeLessThan(all)
    await page.getByRole('button', { name: '登记预算' }).click()
    await dialog(page).waitFor()
    await expectSound(page)
    await page.context().close()
  })

  test('捐赠资金：登记到账、预算，买进慰问品；钱不够买的说出数目；对账单导得出来', async () => {
    const page = await opened('经办', 1440)
    await press(page, '新增资金')
    await fill(page, '资金名称', '2026年爱心慰问金')
    await choose(page, '级次', '社会捐赠')
    await fill(page, '资金来源', '爱心企业')
    await fill(page, '捐赠人', '青松粮油店')
    await save(page)
    const named = page.getByRole('link', { name: '2026年爱心慰问金' })
    await named.click()
    await page.getByText('捐赠人 青松粮油店').waitFor()
    await press(page, '登记到账')
    await fill(page, '金额', '1000')
    await fill(page, '文件', '捐赠收据001')
    await save(page)
    await page.getByText('现有结余 1,000.00 元').waitFor()
    await press(page, '登记预算')
    await fill(page, '金额', '600')
    await fill(page, '文件', '示例镇政〔2026〕9号')
    await save(page)
    await page.getByText('0.00 / 600.00').waitFor()

    await page.goto(`${program.address}/funds?year=2026`)
    await press(page, '新增物品')
    await choose(page, '出自资金', '2026年爱心慰问金')
    await fill(page, '品名', '大米')
    await fill(page, '单位', '袋')
    await fill(page, '单价', '68')
    await save(page)
    await page.getByRole('row', { name: '大米' }).getByRole('button', { name: '入库' }).click()
    await fill(page, '数量', '15')
    await fill(page, '文件', '采购合同001')
    provokes(page, 409)
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await dialog(page).getByText('结余 1000.00 元，需要 1020.00 元').waitFor()
    await fill(page, '数量', '10')
    await save(page)
    await page.getByText('10 袋').waitFor()
    await page.getByText('超出预算 80 元').waitFor()
    await expectSound(page)

    await named.click()
    await page.getByText('人民币叁佰贰拾元整').waitFor()
    const file = page.waitForEvent('download')
    await press(page, '导出')
    expect((await file).suggestedFilename()).toBe('2026年爱心慰问金2026年度对账单.xlsx')
    await page.context().close()
  })

  test('调剂和盘点由另一人决定：经办提出，看不到“同意”；领导同意后两边结余都变了', async () => {
    const clerk = await opened('经办', 1440)
    await press(clerk, '资金调剂')
    await choose(clerk, '调出资金', '2026年优抚对象补助资金')
    await choose(clerk, '调入资金', '2026年双拥慰问经费')
    await fill(clerk, '金额', '1234.56')
    await fill(clerk, '文件', '示例镇政〔2026〕12号')
    await fill(clerk, '理由', '慰问经费不足')
    await save(clerk)
    const asked = clerk.locator('.fund-proposals li', { hasText: '1234.56' })
    await asked.waitFor()
    expect(await asked.getByRole('button').allInnerTexts()).toEqual(['撤回'])
    await clerk.context().close()

    const leader = await opened('领导', 390)
    await expectSound(leader)
    const waiting = leader.locator('.fund-proposals li', { hasText: '1234.56' })
    await waiting.getByRole('button', { name: '同意', exact: true }).click()
    await waiting.getByText('已同意').first().waitFor()
    await leader.locator('a[href^="/funds/"]', { hasText: '2026年双拥慰问经费' }).click()
    await leader.getByText('期末结余大写：').waitFor()
    await leader.locator('.sums').getByText('1,234.56').waitFor()
    await expectSound(leader)
    await leader.context().close()
  })
})
