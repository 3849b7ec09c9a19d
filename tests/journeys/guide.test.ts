import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectSound, openPage, openTownship, signIn, WIDTHS, type Township } from './program.ts'

let town: Township
beforeAll(async () => { town = await openTownship() })
afterAll(() => town?.close())

test.each(WIDTHS)('“帮助”打开指南：目录、一页、图和单独的说明，两种文字都好，%i 像素', async width => {
  const page = await openPage(town.browser, width)
  await signIn(page, town.program, '经办')
  await page.getByRole('link', { name: '帮助', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '使用指南' }).waitFor()
  await expectSound(page)
  await page.getByRole('link', { name: '名册、导入和导出' }).click()
  await page.getByRole('heading', { level: 1, name: '名册、导入和导出' }).waitFor()
  const first = page.locator('.guide img').first()
  await expect.poll(() => first.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300)
  await expectSound(page)
  await page.getByRole('button', { name: 'EN', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'The roster, imports and exports' }).waitFor()
  await page.getByRole('link', { name: 'All pages of the guide' }).click()
  await page.getByRole('link', { name: 'Backup, restore, moving, installing' }).click()
  await page.getByRole('link', { name: 'Back up and restore' }).click()
  await page.getByText('A backup on the same disk is none.').waitFor()
  await expectSound(page)
  await page.goto(`${town.program.address}/guide/nowhere`)
  await page.getByText('The guide has no such page.').waitFor()
  await page.context().close()
})
