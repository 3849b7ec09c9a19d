import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { expectSound, openPage, openTownship, signIn, WIDTHS, type Program, type Township } from './program.ts'

let township: Township
let program: Program
let browser: Browser

beforeAll(async () => {
  township = await openTownship()
  ;({ program, browser } = township)
})
afterAll(() => township?.close())

async function clerk(width: number): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, '经办', '/proof?year=2025')
  return page
}

describe('发放看板', () => {
  test.each(WIDTHS)('一年的应发、审批、到账；点一格看名单，%i 像素宽', async width => {
    const page = await clerk(width)
    await page.locator('.proof-sum .share b').waitFor()
    await page.locator('.heat .square').first().waitFor()
    await expectSound(page)
    const square = page.locator('.heat tbody tr').first().locator('.square button').nth(2)
    const persons = Number((await square.locator('b').innerText()).trim())
    await square.click()
    await page.waitForURL(/benefit=.*month=2025-03|month=2025-03.*benefit=/)
    await page.getByText(/^共 \d+ 条$/).waitFor()
    expect(Number(/\d+/.exec(await page.getByText(/^共 \d+ 条$/).innerText())![0])).toBeGreaterThanOrEqual(persons)
    await expectSound(page)
    await page.context().close()
  })

  test('English', async () => {
    const page = await clerk(1440)
    await page.locator('.heat .square').first().waitFor()
    await page.getByRole('button', { name: 'EN' }).click()
    await page.getByRole('heading', { name: 'Proof of payment' }).waitFor()
    await expectSound(page)
    await page.context().close()
  })
})
