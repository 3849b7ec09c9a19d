import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { get } from './ask.ts'
import { expectSound, openPage, openTownship, signIn, WIDTHS, type Township } from './program.ts'

let town: Township
beforeAll(async () => { town = await openTownship() })
afterAll(() => town?.close())

/** The drawer in which a disability is recorded, open on somebody's page. */
async function disabilityForm(width: number): Promise<Page> {
  const page = await openPage(town.browser, width)
  await signIn(page, town.program, '经办')
  const { rows } = await get<{ rows: { id: string }[] }>(page, '/people?category=combat-veteran&living=living')
  await page.goto(`${town.program.address}/people/${rows[0]!.id}`)
  await page.getByRole('button', { name: '记一件事' }).click()
  await page.getByLabel('什么事').click()
  await page.getByTitle('新增伤残身份').click()
  return page
}

test.each(WIDTHS)('字段旁的“?”用键盘打开，读屏随字段读出，Esc 收起而表单不关，条文点得开，%i 像素', async width => {
  const page = await disabilityForm(width)
  const help = page.locator('.ant-form-item', { hasText: '残疾等级' }).getByRole('button', { name: '这一栏是什么意思' })
  const field = page.getByRole('combobox', { name: /^残疾等级/ })
  const description = await field.evaluate(element => (element.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' '))
  expect(description).toContain('一级最重，十级最轻')
  expect(description).toContain('军人抚恤优待条例(2024) 第二十六条')
  expect(await help.getAttribute('aria-expanded')).toBe('false')
  await help.press('Enter')
  expect(await help.getAttribute('aria-expanded')).toBe('true')
  await expectSound(page)
  await help.press('Escape')
  expect(await help.getAttribute('aria-expanded')).toBe('false')
  expect(await page.getByRole('button', { name: '保存' }).isVisible()).toBe(true)
  await page.locator('.ant-form-item', { hasText: '批准日期' }).getByRole('button', { name: '这一栏是什么意思' }).click()
  await page.getByText('从批准的当月发').waitFor()
  await help.click()
  await page.getByRole('link', { name: '军人抚恤优待条例(2024) 第二十六条' }).click()
  await page.waitForURL(/\/law\/sources\/servicemen-pension-regulation-2024/)
  await page.getByText('残疾由重到轻分为一级至十级').first().waitFor()
  await page.context().close()
})
