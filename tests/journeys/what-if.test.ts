import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { readSheet } from '../../src/sheets/read.ts'
import { expectSound, openPage, openTownship, signIn, WIDTHS, type Program, type Township } from './program.ts'

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

async function open(width: number, role = '经办', query = ''): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role, `/what-if${query}`)
  await page.waitForSelector('.figures')
  return page
}
const get = <T>(page: Page, path: string): Promise<T> => page.evaluate(async path => (await fetch(`/api${path}`)).json(), path) as Promise<T>

/** The n-th figure at the top, in fen or a count. */
const figure = async (page: Page, name: string): Promise<number> =>
  Math.round(Number((await page.locator('.figures > div', { hasText: name }).locator('dd').evaluate(dd => dd.childNodes[0]?.textContent ?? '')).replaceAll(',', '').replace('−', '-')) * 100)
const typed = (page: Page, number = 1) => page.getByRole('group', { name: `变动 ${number}` }).locator('input[inputmode=decimal]')

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).first().click()
  await page.keyboard.type(option)
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option }).first().evaluate((one: HTMLElement) => one.click())
  await page.locator('.ant-select-dropdown').waitFor({ state: 'hidden' })
}

/** What is fading from one colour into another is not judged. */
async function expectSettledSound(page: Page): Promise<void> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(animation => animation.finished)))
  await expectSound(page)
}

describe('测算', () => {
  test.each(WIDTHS)('the page is sound at %i px, with a change typed and a fault in another', async width => {
    const page = await open(width)
    await typed(page).fill('5')
    await expectSettledSound(page)
    await page.getByRole('button', { name: '再加一项变动' }).click()
    await typed(page, 2).fill('五')
    await page.getByText('百分数写作 5 或 5.25').waitFor()
    await expectSettledSound(page)
    await page.context().close()
  })

  test('参战退役军人每人每年加1200元：差额是人数 × 12个月 × 100元，一键一算', async () => {
    const page = await open(1440)
    await choose(page, '待遇', '参战退役军人')
    await page.getByText('定额', { exact: true }).click()
    await typed(page).fill('1')
    const before = Number(/([\d,.]+) → /.exec(await page.locator('.effects').innerText())![1]!.replaceAll(',', ''))
    await typed(page).fill(String(before + 1200))
    const living = async (category: string) => (await get<{ total: number }>(page, `/people?category=${category}&living=living`)).total
    const persons = await living('combat-veteran') + await living('uranium-veteran')
    expect(persons).toBeGreaterThan(5)
    expect(await figure(page, '涉及人数')).toBe(persons * 100)
    // A year more by 1,200.00 is each month more by 100.00, to the fen.
    expect(await figure(page, '差额')).toBe(persons * 12 * 10_000)
    expect(await figure(page, '变动后') - await figure(page, '现行')).toBe(persons * 12 * 10_000)
    expect(await page.locator('.cost-chart svg').getAttribute('aria-label')).toContain('现行合计')
    const monthly = await page.locator('.beside tbody tr td:nth-child(4)').allInnerTexts()
    expect(monthly).toEqual(Array.from({ length: 12 }, () => `+${(persons * 100).toLocaleString('en')}.00`))
    expect(Number(/用时 ([\d.]+) 毫秒/.exec(await page.locator('.tiny').innerText())![1])).toBeLessThan(200)
    const [sheet] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出' }).click()])
    const rows = await readSheet(readFileSync(await sheet.path()))
    if (!rows.ok) throw new Error('the sheet cannot be read')
    expect(rows.value.rows[1]!.cells[4]!.text).toBe(`${persons * 1200}.00`)
    await page.getByRole('button', { name: '删去变动 1' }).click()
    expect(await figure(page, '差额')).toBe(0)
    await page.context().close()
  })

  test('存为标准建议：带着通知，由另一人批准；批准以后，现行的费用就是测算的费用', async () => {
    const page = await open(1440)
    await choose(page, '待遇', '带病回乡')
    await page.getByText('定额', { exact: true }).click()
    await typed(page).fill('12000')
    const after = await figure(page, '变动后')
    expect(after).toBeGreaterThan(await figure(page, '现行'))
    await page.getByRole('button', { name: '存为标准建议' }).click()
    await page.getByLabel('理由').fill('县政府常务会议决定提高标准')
    await page.getByLabel('依据的通知').fill('云岭县提高抚恤补助标准的通知')
    await page.getByLabel('文号').fill('云退军发〔2026〕8号')
    await page.getByLabel('发文机关').fill('云岭县退役军人事务局')
    await page.getByLabel('公布日期').fill('2026-06-20')
    await page.keyboard.press('Tab')
    await page.locator('.ant-picker-dropdown').waitFor({ state: 'hidden' })
    await expectSettledSound(page)
    await page.locator('.ant-drawer').getByRole('button', { name: '保存' }).click()
    await page.getByText('已存为标准建议').waitFor()
    const { rows } = await get<{ rows: { id: string; title: string; state: string }[] }>(page, '/law/proposals')
    expect(rows[0]).toMatchObject({ title: '云岭县带病回乡退役军人定期生活补助标准', state: 'proposed' })
    const { files } = await get<{ files: { path: string; text: string }[] }>(page, `/law/proposals/${rows[0]!.id}`)
    expect(files.map(file => file.path)).toEqual(['sources/990101-2026-8.yaml', 'benefits/ill-veteran-allowance.yaml'])
    expect(files[1]!.text).toContain('amount: 12000')
    const leader = await open(1440, '领导')
    const approved = await leader.evaluate(async id => (await fetch(`/api/law/proposals/${id}/approve`, { method: 'POST', headers: { 'x-tongxin': '1', 'content-type': 'application/json' }, body: '{}' })).status, rows[0]!.id)
    expect(approved).toBe(200)
    await leader.reload()
    await leader.waitForSelector('.figures')
    expect(await figure(leader, '现行')).toBe(after)
    await leader.context().close()
    await page.context().close()
  })
})
