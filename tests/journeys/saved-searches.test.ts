import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { expectSound, openPage, openTownship, provokes, signIn, WIDTHS, type Township } from './program.ts'

let township: Township
beforeAll(async () => { township = await openTownship() })
afterAll(() => township?.close())

async function opened(width: number, role: string, path: string): Promise<Page> {
  const page = await openPage(township.browser, width)
  await signIn(page, township.program, role, path)
  await counted(page)
  return page
}

/** How many the list has, once it has been asked. */
async function counted(page: Page): Promise<string> {
  const count = page.locator('.count')
  await count.filter({ hasText: /\d/ }).waitFor()
  return count.innerText()
}
const words = (page: Page): string => decodeURIComponent(new URL(page.url()).search)
const chip = (page: Page, name: string) => page.getByRole('group', { name: '常用条件' }).getByRole('button', { name, exact: true })
const opener = (page: Page) => page.getByRole('button', { name: '常用条件', exact: true })

test.each(WIDTHS)('经办存下一个查询，换一张表回来一按就有；设为先打开的，清空后不再自己回来，%i px', async width => {
  const page = await opened(width, '经办', '/roster')
  const all = await counted(page)
  const name = `缺账号${width}`
  await opener(page).click()
  const drawer = page.getByRole('dialog', { name: '常用条件' })
  await drawer.getByText('先填好条件，按“查询”').waitFor()
  await drawer.getByRole('button', { name: 'Close' }).or(drawer.getByRole('button', { name: '关闭' })).first().click()
  await drawer.waitFor({ state: 'hidden' })

  await page.getByRole('searchbox', { name: '姓名、拼音、后四位', exact: true }).fill('示')
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await page.waitForURL(url => url.search.includes('query='))
  await opener(page).focus()
  await page.keyboard.press('Enter')
  await drawer.getByLabel('给它起个名字').fill(name)
  await page.keyboard.press('Enter')
  await drawer.getByText(name).waitFor()
  provokes(page, 409)
  await drawer.getByLabel('给它起个名字').fill(name)
  await drawer.getByRole('button', { name: '存为常用' }).click()
  await drawer.getByText(`这张表里已有叫“${name}”的常用条件。`).waitFor()
  await drawer.getByLabel('打开这张表时先用').click()
  await drawer.getByRole('checkbox', { checked: true }).waitFor()
  await expectSound(page)
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })
  expect(await chip(page, name).getAttribute('aria-pressed')).toBe('true')
  await expectSound(page)

  // The list opens with it, from the menu and after a reload; emptied, it stays empty until it is opened anew.
  await page.goto(`${township.program.address}/tasks`)
  await counted(page)
  await page.getByRole('link', { name: '名册', exact: true }).click()
  await page.waitForURL(url => url.pathname === '/roster' && url.search.includes('query='))
  await page.getByRole('button', { name: '重置' }).click()
  await page.waitForURL(url => !url.search.includes('query='))
  await page.locator('.count', { hasText: all }).waitFor()
  expect(words(page)).toContain('all=1')
  expect(await chip(page, name).getAttribute('aria-pressed')).toBe('false')
  await chip(page, name).click()
  await page.waitForURL(url => url.search.includes('query='))

  // Renamed and deleted, in the other language.
  await page.getByRole('button', { name: 'EN' }).click()
  await page.getByRole('button', { name: 'Saved searches', exact: true }).click()
  const english = page.getByRole('dialog', { name: 'Saved searches' })
  await english.getByRole('button', { name: `Rename ${name}` }).click()
  await english.getByLabel('New name').fill(`Without ${width}`)
  await english.getByRole('button', { name: 'Save', exact: true }).click()
  await english.getByRole('button', { name: `Rename Without ${width}` }).waitFor()
  await expectSound(page)
  await english.getByRole('button', { name: `Delete Without ${width}` }).click()
  await page.locator('.ant-popconfirm').getByRole('button', { name: 'Delete' }).click()
  await english.getByText('Nothing is kept for this list yet.').waitFor()
  await page.context().close()
})

test('同一台电脑换一个人登录，看不到前一个人存的；换一台电脑，自己的还在', async () => {
  const page = await opened(1440, '经办', '/tasks?state=open')
  const list = await page.evaluate(async () => {
    const key = 'x-tongxin'
    await fetch('/api/own/searches', { method: 'POST', headers: { [key]: '1', 'content-type': 'application/json' }, body: JSON.stringify({ list: 'tasks', name: '我的任务', words: { state: 'open' } }) })
    return (await (await fetch('/api/own/searches')).json() as { name: string }[]).map(each => each.name)
  })
  expect(list).toContain('我的任务')
  await page.reload()
  await chip(page, '我的任务').waitFor()
  await page.getByRole('button', { name: '退出' }).click()
  await page.waitForURL(url => url.pathname === '/sign-in')
  await signIn(page, township.program, '复核', '/tasks')
  await counted(page)
  expect(await chip(page, '我的任务').count()).toBe(0)
  const elsewhere = await opened(1440, '经办', '/tasks')
  await chip(elsewhere, '我的任务').waitFor()
  await elsewhere.context().close()
  await page.context().close()
})
