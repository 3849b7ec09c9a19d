import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { expectSound, openPage, openTownship, provokes, signIn, WIDTHS, type Township } from './program.ts'

let township: Township
beforeAll(async () => { township = await openTownship() })
afterAll(() => township?.close())

/** Signed in as one of the demo's people, by role, on a page of the administration. */
async function open(role: string, path: string, width: number = WIDTHS[0]): Promise<Page> {
  const page = await openPage(township.browser, width)
  await signIn(page, township.program, role, path)
  return page
}

const english = (page: Page) => page.getByRole('button', { name: 'EN', exact: true }).click()

describe('审计', () => {
  test('查日志，看前后，去到那个人，核对日志链，导出', async () => {
    const page = await open('审计', '/admin/journal?action=roster.person.change')
    await page.getByRole('button', { name: /^查看/ }).first().click()
    await page.locator('.entry-said').getByText('云台村').waitFor()
    await expectSound(page)
    await page.getByRole('link', { name: '打开这件事的页面' }).click()
    await page.getByRole('heading', { level: 1, name: '吴德华' }).waitFor()
    await page.goto(`${township.program.address}/admin/journal`)
    await page.getByRole('button', { name: '核对日志链' }).click()
    await page.getByText(/日志链完整：从第 1 条到第 \d+ 条/).waitFor()
    expect(await page.locator('.head-hash').first().innerText()).toMatch(/^[0-9a-f]{64}$/)
    await expectSound(page)
    await page.getByLabel('谁').fill('何永贵')
    await page.getByRole('button', { name: '查询' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出' }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^操作日志-/)
    expect(readFileSync((await file.path())!).length).toBeGreaterThan(1000)
    await page.context().close()
  })

  test('审计管理员看不到人：只知道做了什么；手机上，英文也一样', async () => {
    const page = await open('审计管理员', '/admin/journal?action=roster.person.change', WIDTHS[1])
    await english(page)
    await page.getByRole('button', { name: /^Look/ }).first().click()
    await page.getByText('Your role sees no people and no money').waitFor()
    await expectSound(page)
    expect(await page.getByText('吴德华').count()).toBe(0)
    await page.context().close()
  })
})

describe('系统管理员', () => {
  test('现在备份：看得到进度，做完了在单子上，取得走；审计看不到这张卡片', async () => {
    const page = await open('系统管理员', '/admin/health')
    await page.getByRole('button', { name: '现在备份' }).click()
    await page.locator('.backups').getByText('手工').waitFor()
    await expectSound(page)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: /^取走/ }).first().click()
    expect((await download).suggestedFilename()).toMatch(/^tongxin-\d{8}-\d{6}-asked\.backup$/)
    await page.context().close()
    const auditor = await open('审计', '/admin/health')
    await auditor.locator('.healths').waitFor()
    expect(await auditor.getByRole('button', { name: '现在备份' }).count()).toBe(0)
    await auditor.context().close()
  })

  test('两个村并成一个：新设、撤并，错处在它的栏里；撤了的村在查询里还找得到', async () => {
    const page = await open('系统管理员', '/admin/places')
    await page.getByRole('button', { name: '新增乡镇、村' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('区划代码').fill('990101101201')
    await drawer.getByLabel('名称').fill('云松村')
    await drawer.getByLabel('设立日期').fill('2026-06-01')
    await drawer.getByLabel('设立日期').press('Tab')
    provokes(page, 409)
    await drawer.getByRole('button', { name: '保存' }).click()
    await drawer.getByText('已经是“云台村”的').waitFor()
    await expectSound(page)
    await drawer.getByLabel('区划代码').fill('990101101299')
    await drawer.getByRole('button', { name: '保存' }).click()
    await page.locator('.places b', { hasText: '云松村' }).waitFor()
    await page.getByRole('button', { name: '修改 云台村' }).click()
    await page.getByRole('dialog').getByLabel('撤销：最后一天').fill('2026-06-29')
    await page.getByRole('dialog').getByLabel('撤销：最后一天').press('Tab')
    await page.getByRole('dialog').getByLabel('并入').fill('云松')
    await page.locator('.ant-select-item-option', { hasText: '云松村' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByText('2026-06-29 撤销，并入云松村').waitFor()
    await expectSound(page)
    await page.context().close()
    const clerk = await open('经办', '/roster')
    await clerk.getByRole('combobox', { name: '辖区' }).click()
    await clerk.locator('.ant-select-item-option', { hasText: '云台村（已撤销）' }).click()
    await clerk.getByRole('button', { name: '查询' }).click()
    await clerk.getByText(/共 [1-9]\d* 条/).waitFor()
    await clerk.context().close()
  })
})

test('辖区人人可看，经办改不了', async () => {
  const page = await open('经办', '/admin/places')
  await page.locator('.places').waitFor()
  expect(await page.getByRole('button', { name: /修改/ }).count()).toBe(0)
  await page.context().close()
})
