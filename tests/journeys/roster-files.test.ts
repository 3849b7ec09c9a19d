import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { checkCharacter } from '../../src/base/identity-number.ts'
import { must } from '../../src/base/result.ts'
import { get, post } from './ask.ts'
import { readSheet } from '../../src/sheets/read.ts'
import { expectSound, openPage, openTownship, PHOTO, provokes, signIn, WIDTHS, type Township } from './program.ts'

let township: Township
beforeAll(async () => { township = await openTownship() })
afterAll(() => township?.close())

async function rosterAs(role: string, width: number): Promise<Page> {
  const page = await openPage(township.browser, width)
  await signIn(page, township.program, role, '/roster?category=disabled-serviceman')
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

describe('疑似重复', () => {
  /** Enters somebody twice: same name and birth, another number. */
  async function enterTwice(page: Page, name: string, serials: readonly string[]): Promise<void> {
    const { rows } = await get<{ rows: { place: string }[] }>(page, '/people?size=1')
    for (const serial of serials) {
      const digits = `99010119600107${serial}`
      await post(page, '/people', { place: rows[0]!.place, name, identity_number: digits + checkCharacter(digits), facts: [] })
    }
  }

  test('并排看，一对认定是两个人，另一对由另一人关闭', async () => {
    const clerk = await rosterAs('经办', 1440)
    await enterTwice(clerk, '重复示例', ['901', '933'])
    await enterTwice(clerk, '两人示例', ['951', '977'])
    await clerk.getByRole('link', { name: '疑似重复' }).click()
    const pair = (page: Page, name: string) => page.locator('section.card', { has: page.getByRole('heading', { name }) })
    await pair(clerk, '重复示例').waitFor()
    expect(await pair(clerk, '重复示例').locator('tr.differs th').allTextContents()).toEqual([expect.stringContaining('证件号')])
    await expectSound(clerk)
    await pair(clerk, '两人示例').getByRole('button', { name: '是两个人' }).click()
    await clerk.getByLabel('凭什么认定').fill('兄弟，见过本人')
    await press(clerk, '保存')
    await pair(clerk, '两人示例').waitFor({ state: 'detached' })

    await pair(clerk, '重复示例').getByRole('button', { name: '是同一个人' }).click()
    await clerk.getByRole('combobox', { name: '关闭哪一条' }).click()
    await clerk.locator('.ant-select-item-option', { hasText: '右边这条' }).click()
    await clerk.getByLabel('凭什么认定').fill('两本户口簿是一个人')
    await expectSound(clerk)
    await press(clerk, '保存')
    await pair(clerk, '重复示例').getByText('等另一人决定').waitFor()
    expect(await pair(clerk, '重复示例').getByRole('button', { name: '关闭重复的这一条' }).count()).toBe(0)

    const reviewer = await openPage(township.browser, 390)
    await signIn(reviewer, township.program, '复核', '/roster/duplicates')
    await pair(reviewer, '重复示例').getByText('待关闭').waitFor()
    await expectSound(reviewer)
    await pair(reviewer, '重复示例').getByRole('button', { name: '关闭重复的这一条' }).click()
    await pair(reviewer, '重复示例').waitFor({ state: 'detached' })
    expect((await get<{ total: number }>(reviewer, `/people?query=${encodeURIComponent('重复示例')}`)).total).toBe(1)
    await Promise.all([clerk.context().close(), reviewer.context().close()])
  })
})

describe('不收的文件', () => {
  test('一次选了几份佐证，不收的那一份说出名字', async () => {
    const page = await rosterAs('经办', WIDTHS[0])
    provokes(page, 415)
    await page.locator('a[href^="/people/"]').first().click()
    await press(page, '添加')
    const drawer = page.getByRole('dialog').last()
    await drawer.locator('input[type=file]').setInputFiles([PHOTO, { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ示例') }])
    await drawer.getByLabel('是什么', { exact: true }).fill('存折照片')
    await drawer.getByRole('button', { name: '保存' }).click()
    await drawer.getByText('setup.exe：佐证只收').waitFor()
    expect(await drawer.getByText(PHOTO.name).count()).toBeGreaterThan(0)
    await page.context().close()
  })

  test('只有标题的表：说明一行也没有，要怎样', async () => {
    const page = await rosterAs('经办', WIDTHS[0])
    await press(page, '导入')
    const dialog = page.getByRole('dialog')
    await dialog.locator('.ant-select').first().click()
    await page.locator('.ant-select-item-option', { hasText: '60周岁' }).first().click()
    const headings = '姓名,退役士兵身份证号,户籍地,批准日期,入伍时间,退伍时间\n'
    await dialog.locator('input[type=file]').setInputFiles({ name: '标题.csv', mimeType: 'text/csv', buffer: Buffer.from(headings) })
    await press(page, '预检')
    await dialog.getByText('标题下面一行也没有').waitFor()
    await page.context().close()
  })
})
