import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { expectSound, openPage, openTownship, signIn, type Township } from './program.ts'

let township: Township
beforeAll(async () => { township = await openTownship() })
afterAll(async () => { await township?.close() })

async function opened(width: number, path: string): Promise<Page> {
  const page = await openPage(township.browser, width)
  await signIn(page, township.program, '经办', path)
  return page
}

/** Somebody who came to the village, as the form sends it; their page is open afterwards. */
async function add(page: Page, name: string, number: string): Promise<void> {
  const { program: { address } } = township
  const [village] = (await (await page.request.get(`${address}/api/people?size=1`)).json() as { rows: { place: string }[] }).rows
  const answer = await page.request.post(`${address}/api/people`, { headers: { 'x-tongxin': '1' }, data: { place: village!.place, name, identity_number: number, address: '示例路 7 号' } })
  const { id } = await answer.json() as { id: string }
  await page.goto(`${address}/people/${id}`)
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

describe('家庭', () => {
  test('新登记的人自成一户；同址的并到一户，又另立一户；户主和小组改得了', async () => {
    const page = await opened(1440, '/roster')
    await add(page, '同住甲', '990101195503020972')
    await add(page, '同住乙', '990101195503020999')
    await page.getByRole('link', { name: '户主 同住乙' }).click()
    await page.getByRole('heading', { level: 1, name: '同住乙 家' }).waitFor()
    await page.getByRole('button', { name: '把 同住甲 并入本户' }).click()
    await page.getByRole('button', { name: '同住甲 另立一户' }).waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: '修改' }).click()
    await page.getByLabel('村民小组（可选）').fill('二组')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('二组').waitFor()
    await page.getByRole('button', { name: '同住甲 另立一户' }).click()
    await page.getByRole('button', { name: '把 同住甲 并入本户' }).waitFor()
    await page.getByRole('link', { name: '同住甲' }).first().click()
    await page.getByRole('button', { name: '并入另一户' }).click()
    await page.getByLabel('家庭', { exact: true }).fill('同住乙')
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: '同住乙' }).first().click()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('link', { name: '户主 同住乙' }).waitFor()
  })

  test('证件收在卡片上，写明事由才打开', async () => {
    const page = await opened(390, '/roster?query=wang')
    await page.locator('main a[href^="/people/"]').first().click()
    await page.getByRole('button', { name: '添加' }).click()
    await page.getByLabel('是什么').fill('退役证')
    await page.locator('.proof-picker input[type=file]').setInputFiles({ name: '退役证.txt', mimeType: 'text/plain', buffer: Buffer.from('示例证件') })
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('button', { name: '查看 退役证' }).click()
    await page.getByLabel('为什么要看？事由会记入日志。').fill('核对服役时间')
    await page.getByRole('button', { name: /^查\s?看$/ }).last().click()
    await page.getByRole('link', { name: '退役证（下载）' }).waitFor()
    await expectSound(page)
    expect(await page.getByRole('link', { name: '退役证（下载）' }).getAttribute('download')).toBe('退役证')
  })
})
