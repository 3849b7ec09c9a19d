import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { enter, reach } from './keys.ts'
import { openPage, openTownship, type Township } from './program.ts'

let township: Township
beforeAll(async () => { township = await openTownship() })
afterAll(async () => { await township?.close() })

/** At the door of the demo, where everybody of the township has a button. */
async function signedIn(role: string): Promise<Page> {
  const page = await openPage(township.browser, 1440)
  await page.goto(`${township.program.address}/`)
  await enter(page, page.locator('.people button', { hasText: role }))
  await page.locator('.ribbon').waitFor()
  return page
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
const dialog = (page: Page) => page.getByRole('dialog')
const closed = (page: Page) => dialog(page).waitFor({ state: 'hidden' })

/** Decides what stands open, one exception after the other. */
async function decideAll(page: Page): Promise<void> {
  await page.locator('.exception-kinds').waitFor()
  const open = page.locator('.exception-kinds > section > .exceptions button')
  for (let left = await open.count(); left > 0; left = await open.count()) {
    await enter(page, open)
    await reach(page, dialog(page).getByLabel('理由'))
    await page.keyboard.type('已与本人核实')
    await enter(page, dialog(page).getByRole('button', { name: '保存' }))
    await closed(page)
    await expect.poll(() => open.count()).toBeLessThan(left)
  }
}

async function step(page: Page, name: string): Promise<void> {
  await enter(page, button(page, name))
  await dialog(page).locator('.repeated').waitFor()
  await enter(page, button(page, `确定${name}`))
  await closed(page)
}

describe('只用键盘', () => {
  test('经办找到一个人，改了住址：抽屉合上，焦点回到打开它的按钮', async () => {
    const page = await signedIn('经办')
    await reach(page, page.getByRole('search').getByRole('searchbox'))
    await page.keyboard.type('wang')
    await page.keyboard.press('Enter')
    await page.locator('main a[href^="/people/"]').first().waitFor()
    await enter(page, page.locator('main a[href^="/people/"]'))
    await enter(page, button(page, /^修\s?改$/))
    await reach(page, dialog(page).getByLabel('住址（可选）'))
    await page.keyboard.press('Control+A')
    await page.keyboard.type('示例路 100 号')
    await enter(page, dialog(page).getByRole('button', { name: /^保\s?存$/ }))
    await page.getByText('示例路 100 号').first().waitFor()
    await closed(page)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.replace(/\s/g, ''))).toBe('修改')
    await page.context().close()
  })

  test('一个月的发放：经办编制，复核定例外、复核通过，领导审批', async () => {
    const clerk = await signedIn('经办')
    await enter(clerk, clerk.locator('nav a[href="/runs"]'))
    await enter(clerk, button(clerk, /^编制/))
    for (const field of ['从哪个月', '到哪个月']) {
      await reach(clerk, dialog(clerk).getByLabel(field))
      for (const key of ['ControlOrMeta+a', ...'202607', 'Enter']) await clerk.keyboard.press(key)
    }
    await enter(clerk, dialog(clerk).getByRole('button', { name: /^保\s?存$/ }))
    await clerk.waitForURL(/\/runs\/[0-9a-f-]{36}/)
    await clerk.getByText('批次指纹').waitFor()
    const address = new URL(clerk.url()).pathname
    await clerk.context().close()

    const reviewer = await signedIn('复核')
    await enter(reviewer, reviewer.getByRole('link', { name: /打开.*优抚资金发放.*待复核/ }))
    await reviewer.waitForURL(`**${address}`)
    await decideAll(reviewer)
    await step(reviewer, '复核通过')
    await reviewer.getByText('已复核').first().waitFor()
    await reviewer.context().close()

    const leader = await signedIn('领导')
    await enter(leader, leader.getByRole('link', { name: /打开.*优抚资金发放.*待审批/ }))
    await step(leader, '审批')
    await leader.getByText('已审批').first().waitFor()
    await leader.context().close()
  })

  test('审计查日志：按人筛，打开一条看前后，核对日志链', async () => {
    const page = await signedIn('审计')
    await enter(page, page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '管理' }))
    await page.getByRole('heading', { level: 1, name: '操作日志' }).waitFor()
    await enter(page, button(page, '核对日志链'))
    await page.getByText(/日志链完整：从第 1 条到第 \d+ 条/).waitFor()
    await reach(page, page.getByLabel('谁'))
    const all = await page.locator('.tools .count').innerText()
    await page.keyboard.type('邓振林')
    await page.keyboard.press('Enter')
    await page.waitForURL(/who=/)
    await expect.poll(() => page.locator('.tools .count').innerText()).not.toBe(all)
    await enter(page, button(page, /^查看/))
    await dialog(page).waitFor()
    await page.keyboard.press('Escape')
    await closed(page)
    await page.context().close()
  })
})
