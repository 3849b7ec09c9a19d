import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { expectSound, openBrowser, openPage, provokes, startProgram, stateOf, until, type Program } from './program.ts'

let program: Program
let browser: Browser
let page: Page

beforeAll(async () => {
  program = await startProgram()
  await until(async () => ((await stateOf(program)).progress ? undefined : true), 60_000)
  browser = await openBrowser()
  page = await openPage(browser, 1440)
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

async function fill(code: string): Promise<void> {
  const values = [code, '990901', '示例县', '990901101', '示例镇', 'first', '示例管理员', 'Tongxin-2026']
  const inputs = page.locator('form input')
  expect(await inputs.count()).toBe(values.length)
  for (const [index, value] of values.entries()) await inputs.nth(index).fill(value)
  await page.getByRole('button', { name: '设立' }).click()
}

describe('a new database', () => {
  test('has no account: it asks for its first administrator, who needs the code from the console', async () => {
    await page.goto(`${program.address}/`)
    await page.waitForSelector('h1:has-text("设立第一位管理员")')
    await expectSound(page)
    provokes(page, 403)
    await fill('00000000')
    await page.getByText('一次性验证码不对').waitFor()
    const code = await until(async () => program.lines.map(line => /(\d{8})$/.exec(line)?.[1]).find(found => found !== undefined), 5000)
    await fill(code)
    await page.waitForSelector('h1:has-text("登录")')
    await page.locator('form input').nth(0).fill('first')
    await page.locator('form input').nth(1).fill('Tongxin-2026')
    await page.locator('form button[type=submit]').click()
    await page.getByText('示例管理员').first().waitFor()
    const tour = page.getByRole('dialog', { name: '主菜单' })
    await tour.waitFor()
    await expectSound(page)
    const told = page.waitForResponse(answer => answer.url().endsWith('/api/own/tour') && answer.ok())
    await tour.getByRole('button', { name: '不看了' }).click()
    await tour.waitFor({ state: 'detached' })
    await told
    await expectSound(page)
    // On another PC the same person is not shown it again.
    const elsewhere = await openPage(browser, 1440)
    await elsewhere.goto(`${program.address}/sign-in`)
    await elsewhere.locator('form input').nth(0).fill('first')
    await elsewhere.locator('form input').nth(1).fill('Tongxin-2026')
    await elsewhere.locator('form button[type=submit]').click()
    await elsewhere.waitForSelector('.ribbon')
    expect(await elsewhere.evaluate(async () => ((await (await fetch('/api/me')).json()) as { tour_due: boolean }).tour_due)).toBe(false)
    expect(await elsewhere.getByRole('dialog').count()).toBe(0)
    await elsewhere.context().close()
    // Nobody becomes the first a second time.
    const answer = await fetch(`${program.address}/api/first-administrator`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-tongxin': '1' },
      body: JSON.stringify({ code: '00000000', county: { code: '990901', name: '甲' }, township: { code: '990901101', name: '乙' }, login: 'again', name: '丙', password: 'Tongxin-2026' }),
    })
    expect(answer.status).toBe(409)
  })
})
