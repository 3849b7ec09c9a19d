import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { checkCharacter } from '../../src/base/identity-number.ts'
import { coderOf } from '../../src/sheets/encoding.ts'
import { expectSound, openPage, openTownship, signIn, WIDTHS, type Township } from './program.ts'

let township: Township
const folder = mkdtempSync(join(tmpdir(), 'tongxin-imports-'))
beforeAll(async () => { township = await openTownship() })
afterAll(async () => {
  await township?.close()
  rmSync(folder, { recursive: true, force: true })
})

let serial = 0
const numberOf = (): string => {
  serial += 1
  const digits = `99010119580704${String(900 + serial)}`
  return digits + checkCharacter(digits)
}

const HEADINGS = ['姓名', '退役士兵身份证号', '户籍地', '批准日期', '入伍时间', '退伍时间', '联系方式', '住址']
/** A sheet as an older office program saves it: CSV in GBK. */
function gbkSheet(name: string, rows: readonly (readonly string[])[]): string {
  const path = join(folder, name)
  writeFileSync(path, coderOf('gbk').encode([HEADINGS, ...rows].map(row => row.join(',')).join('\r\n')))
  return path
}
const row = (name: string, number: string, phone = '', address = '') => [name, number, village, '2018-08-01', '1977-12-01', '1981-03-01', phone, address]
let village = ''

async function opened(width: number): Promise<Page> {
  const page = await openPage(township.browser, width)
  await signIn(page, township.program, '经办', '/roster')
  await page.waitForSelector('a[href^="/people/"]')
  if (village === '') {
    village = await page.evaluate(async () => {
      const places = await (await fetch('/api/places')).json() as { name: string; level: string; to: string | null }[]
      return places.find(place => place.level === 'village' && place.to === null)!.name
    })
  }
  return page
}

async function check(page: Page, file: string): Promise<void> {
  await page.getByRole('button', { name: '导入', exact: true }).first().click()
  await page.getByLabel('哪种表').click()
  await page.locator('.ant-select-item-option', { hasText: '60周岁' }).evaluate((option: HTMLElement) => option.click())
  await page.locator('.ant-select-dropdown').waitFor({ state: 'hidden' })
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: '预检' }).click()
}

const total = (page: Page, query: string): Promise<number> =>
  page.evaluate(async text => (await (await fetch(`/api/people?query=${encodeURIComponent(text)}`)).json() as { total: number }).total, query)

describe('导入和撤回', () => {
  test.each(WIDTHS)('GBK 的表导进去，有人改过的留下，其余整批撤回，%i px', async width => {
    const page = await opened(width)
    const [stays, goes] = [`留${'甲乙'[width === 390 ? 0 : 1]}示例`, `撤${'甲乙'[width === 390 ? 0 : 1]}示例`]
    await check(page, gbkSheet(`undo-${width}.csv`, [row(stays, numberOf()), row(goes, numberOf())]))
    await page.getByText('这个文件按 GBK 编码读出').waitFor()
    await page.getByRole('button', { name: '导入 2 行' }).click()
    await page.getByText('已导入 2 行').waitFor()
    expect(await total(page, goes)).toBe(1)
    await expectSound(page)
    await page.evaluate(async name => {
      const { rows } = await (await fetch(`/api/people?query=${encodeURIComponent(name)}`)).json() as { rows: { id: string }[] }
      await fetch(`/api/people/${rows[0]!.id}`, { method: 'PATCH', headers: { 'x-tongxin': '1', 'content-type': 'application/json' }, body: JSON.stringify({ version: 1, changes: { address: '示例路一号' } }) })
    }, stays)

    await page.getByRole('link', { name: '看每一行' }).click()
    await page.getByText(goes).waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: '撤回这次导入' }).click()
    const dialog = page.getByRole('dialog', { name: '撤回这次导入' })
    await dialog.getByText('可撤回 1 行，留下 1 行').waitFor()
    await dialog.getByText('导入之后又改过').waitFor()
    await expectSound(page)
    expect(await dialog.getByRole('button', { name: '撤回 1 行' }).isDisabled()).toBe(true)
    await dialog.getByLabel('为什么撤回').fill('导错了表')
    await dialog.getByRole('button', { name: '撤回 1 行' }).click()
    await dialog.getByText('已撤回 1 行').waitFor()
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    await page.getByText('导错了表').waitFor()
    expect([await total(page, goes), await total(page, stays)]).toEqual([0, 1])

    await page.getByRole('link', { name: '全部导入记录' }).click()
    await page.getByText('撤回 1 行，留 1 行').first().waitFor()
    await expectSound(page)
    await page.context().close()
  })

  test.each(WIDTHS)('已在名册的人：新旧并列，勾了电话只改电话，空格什么也不改，%i px', async width => {
    const page = await opened(width)
    const [name, number] = [`同${'甲乙'[width === 390 ? 0 : 1]}示例`, numberOf()]
    await check(page, gbkSheet(`first-${width}.csv`, [row(name, number, '13900000001', '示例路一号')]))
    await page.getByRole('button', { name: '导入 1 行' }).click()
    await page.getByText('已导入 1 行').waitFor()
    await page.getByRole('button', { name: '关闭' }).last().click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })

    await check(page, gbkSheet(`again-${width}.csv`, [row(name, number, '13900000002', '')]))
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 人已在名册').waitFor()
    const table = await dialog.getByRole('region', { name: '与名册不同的地方' }).innerText()
    for (const part of ['139****0001', '139****0002']) expect(table).toContain(part)
    expect(table).not.toContain('示例路一号')
    await expectSound(page)
    expect(await dialog.getByRole('button', { name: /^导入/ }).isDisabled()).toBe(true)
    await dialog.getByRole('checkbox', { name: `采用${name}的联系方式` }).click()
    await dialog.getByRole('button', { name: '导入 1 行' }).click()
    await page.getByText('已导入 1 行').waitFor()
    const card = await page.evaluate(async text => {
      const { rows } = await (await fetch(`/api/people?query=${encodeURIComponent(text)}`)).json() as { rows: { id: string }[] }
      return await (await fetch(`/api/people/${rows[0]!.id}`)).json() as { phone: string; address: string }
    }, name)
    expect(card).toMatchObject({ phone: '139****0002', address: '示例路一号' })
    await page.context().close()
  })
})
