import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { expectSound, openPage, openTownship, provokes, signIn, WIDTHS, type Township } from './program.ts'

let township: Township
beforeAll(async () => { township = await openTownship() })
afterAll(() => township.close())

const YEAR = 2024
const PARAGRAPH = '双拥工作领导小组'

async function opened(role: string, width: number = WIDTHS[0]): Promise<Page> {
  const page = await openPage(township.browser, width)
  await signIn(page, township.program, role, `/documents/annual?year=${YEAR}`)
  await page.waitForSelector('.a4')
  return page
}

const press = async (page: Page, name: string): Promise<void> => {
  await page.locator('.doc-standing').getByRole('button', { name, exact: true }).click()
  await page.getByRole('button', { name: `确定${name}` }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

describe('年度公文从改文字到签发', () => {
  test('经办改一段、送审，复核核稿，领导签发；各看各的字，签发的原文不变', async () => {
    const clerk = await opened('经办')
    await clerk.getByRole('button', { name: '改文字' }).click()
    await clerk.locator('.a4 p', { hasText: PARAGRAPH }).getByRole('button', { name: '改这一段' }).first().click()
    const words = clerk.getByLabel('文字')
    const before = await words.inputValue()
    expect(before).toContain('【领导小组成员】人')
    await words.fill('领导小组有10人。')
    provokes(clerk, 422)
    await clerk.getByRole('button', { name: '保存', exact: true }).click()
    await clerk.getByText('正文里不写数字').waitFor()
    // What was typed is still there; a figure takes the number's place.
    expect(await words.inputValue()).toBe('领导小组有10人。')
    await words.fill('领导小组现有【领导小组成员】人，各司其职。')
    await expectSound(clerk)
    await clerk.getByRole('button', { name: '保存', exact: true }).click()
    const revised = clerk.locator('.a4 p.revised')
    await revised.waitFor()
    expect(await revised.innerText()).toMatch(/领导小组现有\d+人，各司其职。/)
    expect(await revised.locator('.fig').getAttribute('data-figure')).toBe('organization.members')
    await clerk.getByRole('button', { name: '改完了' }).click()
    await press(clerk, '送审')
    await clerk.getByText('已送审，待核稿').waitFor()
    // Whoever put it forward neither checks nor issues it.
    expect(await clerk.locator('.doc-standing').getByRole('button', { name: '签发', exact: true }).count()).toBe(0)
    expect(await clerk.getByRole('button', { name: '改文字' }).count()).toBe(0)

    const reviewer = await opened('复核')
    await press(reviewer, '核稿')
    await reviewer.getByText('已核稿，待签发').waitFor()
    const leader = await opened('领导')
    await press(leader, '签发')
    await leader.getByText('已签发').first().waitFor()
    await leader.getByText('与现在的记录一致').waitFor()
    await leader.getByRole('button', { name: '看签发的原文' }).click()
    await leader.locator('.a4', { hasText: '各司其职' }).waitFor()
    await expectSound(leader)
    await Promise.all([clerk, reviewer, leader].map(page => page.close()))
  })

  test.each(WIDTHS)('与上年比：两年的数并列，看得清；%i 像素宽', async width => {
    const page = await opened('领导', width)
    await page.getByRole('button', { name: '与上年比' }).click()
    const table = page.getByRole('region', { name: '两年的数' })
    await table.waitFor()
    expect(await table.locator('thead').innerText()).toMatch(/2023\s+2024\s+增减/)
    expect(await table.locator('tbody tr').count()).toBeGreaterThan(20)
    await expectSound(page)
    await page.close()
  })
})
