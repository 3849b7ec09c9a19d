import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { expectSound, openPage, openTownship, signIn, until, WIDTHS, type Program, type Township } from './program.ts'

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

/** The confirmation's page as one of the demo's people sees it. */
async function opened(role: string, width: number, words = ''): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role, `/confirmation${words}`)
  await page.waitForSelector('a[href^="/people/"]')
  return page
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).click()
  await page.locator('.ant-select-item-option', { hasText: option }).last().evaluate((shown: HTMLElement) => shown.click())
}

const save = async (page: Page): Promise<void> => {
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

describe('年度确认', () => {
  test.each(WIDTHS)('名单、进度和提议在 %i px 都能用', async width => {
    const page = await opened('经办', width)
    await page.getByText('各村进度').waitFor()
    await page.getByText('中止、恢复提议').waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: '确认', exact: true }).first().click()
    await page.getByText('历年确认').waitFor()
    // A drawer that is still fading in has no contrast yet.
    await page.waitForFunction(() => document.getAnimations().every(animation => animation.playState !== 'running'))
    await expectSound(page)
    await page.context().close()
  })

  test('人脸识别只存结果：没有说明，没有附件', async () => {
    const page = await opened('经办', 1440, '?state=open')
    const total = page.getByText(/^共 \d+ 条$/)
    const before = await total.innerText()
    await page.getByRole('button', { name: '确认', exact: true }).first().click()
    await page.getByRole('dialog').locator('input[type=file]').waitFor()
    await choose(page, '方式', '人脸识别')
    await page.getByText('只存结果，不存照片').waitFor()
    expect(await page.getByRole('dialog').locator('input[type=file], textarea').count()).toBe(0)
    await save(page)
    await until(async () => (await total.innerText() === before ? undefined : true), 10_000)
    await page.context().close()
  })

  test('村级专干报告查无下落，复核凭省级文件登记中止；本人的时间线上有', async () => {
    const village = await opened('村级专干', 390, '?state=open')
    const name = await village.locator('.cards h2 a').first().innerText()
    await village.getByRole('button', { name: '确认', exact: true }).first().click()
    await choose(village, '结果', '查无下落')
    await village.getByRole('dialog').getByLabel('说明').fill('两次上门没有人')
    await save(village)
    const waiting = village.locator('.proposals li', { hasText: name })
    await waiting.waitFor()
    expect(await waiting.getByRole('button').count()).toBe(0)
    await village.context().close()

    const reviewer = await opened('复核', 1440)
    const proposal = reviewer.locator('.proposals li', { hasText: name })
    await proposal.getByRole('button', { name: '记录决定' }).click()
    await choose(reviewer, '决定机关', '省')
    await reviewer.getByRole('dialog').getByLabel('文号').fill('示例省中止〔2026〕7号')
    await reviewer.getByRole('dialog').getByLabel('自哪一天起').fill('2026-06-29')
    await reviewer.keyboard.press('Tab')
    await save(reviewer)
    await proposal.getByText('已决定').waitFor()
    expect(await proposal.innerText()).not.toContain('不影响应发')
    await proposal.getByRole('link', { name }).click()
    await reviewer.getByText('2026-06-29 至 今，省，示例省中止〔2026〕7号').waitFor()
    await expectSound(reviewer)
    await reviewer.context().close()
  })

  test('县级决定照记，页上写明不影响应发', async () => {
    const page = await opened('领导', 1440)
    const proposal = page.locator('.proposals li', { has: page.getByRole('button', { name: '记录决定' }) }).first()
    const name = await proposal.getByRole('link').innerText()
    await proposal.getByRole('button', { name: '记录决定' }).click()
    await choose(page, '决定机关', '县')
    await page.getByRole('dialog').getByLabel('文号').fill('示例县〔2026〕1号')
    await page.getByRole('dialog').getByLabel('自哪一天起').fill('2026-06-29')
    await page.keyboard.press('Tab')
    await save(page)
    await page.locator('.proposals li', { hasText: name }).getByText('不影响应发').waitFor()
    await page.context().close()
  })
})
