import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { must } from '../../src/base/result.ts'
import { readSheet } from '../../src/sheets/read.ts'
import { expectSound, openPage, openTownship, signIn, WIDTHS, type Township } from './program.ts'

let township: Township
beforeAll(async () => { township = await openTownship() })
afterAll(() => township?.close())

async function rosterAs(role: string, width: number): Promise<Page> {
  const page = await openPage(township.browser, width)
  await signIn(page, township.program, role)
  await page.goto(`${township.program.address}/roster?category=disabled-serviceman`)
  await page.waitForSelector('a[href^="/people/"]')
  return page
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click()

describe('导出名册', () => {
  test.each(WIDTHS)('先是脱敏；要完整的写用途，查出几个就带出几个（%i px）', async width => {
    const page = await rosterAs('经办', width)
    await press(page, '导出')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('只留后四位').first().waitFor()
    expect(await dialog.getByRole('radio', { name: /^脱敏/ }).isChecked()).toBe(true)
    await dialog.getByRole('radio', { name: /^完整/ }).check()
    await expectSound(page)
    const down = dialog.getByRole('button', { name: '下载' })
    expect(await down.isDisabled()).toBe(true)
    await dialog.getByLabel('给谁、做什么用').fill('报县局年度核查')
    const [file] = await Promise.all([page.waitForEvent('download'), down.click()])
    expect(file.suggestedFilename()).toContain('完整')
    const rows = must(await readSheet(new Uint8Array(readFileSync(await file.path())))).rows.map(row => row.cells.map(cell => cell?.text ?? ''))
    expect(rows.length).toBeGreaterThan(1)
    const [number, category] = ['公民身份号码', '身份'].map(heading => rows[0]!.indexOf(heading))
    expect(rows.slice(1).every(row => /^\d{17}[\dX]$/.test(row[number!]!))).toBe(true)
    expect(rows.slice(1).some(row => row[category!] === '残疾军人')).toBe(true)
    await dialog.waitFor({ state: 'hidden' })
    await page.context().close()
  })

  test('镇长看得到名册，带不出完整号码', async () => {
    const page = await rosterAs('领导', 1440)
    await press(page, '导出')
    const whole = page.getByRole('dialog').getByRole('radio', { name: /^完整/ })
    await whole.waitFor()
    expect(await whole.isDisabled()).toBe(true)
    await expectSound(page)
    await page.context().close()
  })
})
