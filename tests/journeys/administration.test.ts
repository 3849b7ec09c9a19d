import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { expectSound, openBrowser, openPage, provokes, startProgram, stateOf, until, WIDTHS, type Program } from './program.ts'

const ADMINISTRATOR = 'Tongxin-2026'
const CLERK = 'Qingsong-2026'
const COUNTY = '990901'
const TOWNSHIP = '990901101'
const HALF_AN_HOUR_LESS_A_MINUTE = 29 * 60_000

let program: Program
let browser: Browser

const post = (path: string, body: unknown) => fetch(`${program.address}/api${path}`, {
  method: 'POST', headers: { 'content-type': 'application/json', 'x-tongxin': '1' }, body: JSON.stringify(body),
})

beforeAll(async () => {
  program = await startProgram()
  await until(async () => ((await stateOf(program)).progress ? undefined : true), 60_000)
  browser = await openBrowser()
  const code = await until(async () => program.lines.map(line => /(\d{8})$/.exec(line)?.[1]).find(found => found !== undefined), 5000)
  const made = await post('/first-administrator', {
    code, county: { code: COUNTY, name: '示例县' }, township: { code: TOWNSHIP, name: '示例镇' }, login: 'first', name: '示例管理员', password: ADMINISTRATOR,
  })
  expect(made.status).toBe(200)
  // The first thing that anybody of a new office sees is the tour: it is ended once, and stays away.
  const page = await openPage(browser, WIDTHS[0])
  await signIn(page, 'first', ADMINISTRATOR)
  await page.locator('.tour').waitFor()
  const ended = page.waitForResponse(answer => answer.request().method() === 'POST' && answer.url().endsWith('/api/own/tour'))
  await page.keyboard.press('Escape')
  await ended
  await page.context().close()
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto(`${program.address}/sign-in`)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.locator('form button[type=submit]').click()
}
const administrator = async (width: number = WIDTHS[0]): Promise<Page> => {
  const page = await openPage(browser, width)
  await signIn(page, 'first', ADMINISTRATOR)
  await page.getByRole('link', { name: '管理', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '账号' }).waitFor()
  return page
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(label).click()
  await page.locator('.ant-select-item-option', { hasText: option }).filter({ visible: true }).first().click()
}

/** Adds an account as the administrator does. @returns its one-time password */
async function addAccount(page: Page, account: { login: string; name: string; role: string; place: string }): Promise<string> {
  await page.getByRole('button', { name: '新增账号' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('账号').fill(account.login)
  await drawer.getByLabel('姓名').fill(account.name)
  await choose(page, '角色', account.role)
  await choose(page, '辖区', account.place)
  await drawer.getByRole('button', { name: '保存' }).click()
  const password = await page.locator('.one-time').innerText()
  await page.getByRole('button', { name: '已经告诉本人' }).click()
  await page.locator('.one-time').waitFor({ state: 'detached' })
  return password
}

describe('账号', () => {
  test('第一位管理员设立经办和复核；经办用一次性密码登录，先换密码才能办事', async () => {
    const page = await administrator()
    // What is wrong stands at its field, all at once.
    await page.getByRole('button', { name: '新增账号' }).click()
    await page.getByRole('dialog').getByLabel('账号').fill('林')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByText('小写字母、数字、点、横线，2 至 32 个').nth(1).waitFor()
    expect(await page.locator('.ant-form-item-explain-error').count()).toBe(4)
    await expectSound(page)
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()

    const once = await addAccount(page, { login: 'lin', name: '林经办', role: '经办', place: '示例镇' })
    await addAccount(page, { login: 'shen', name: '沈复核', role: '复核', place: '示例镇' })
    for (const name of ['示例管理员', '林经办', '沈复核']) await page.getByRole('cell', { name }).first().waitFor()
    await expectSound(page)

    const clerk = await openPage(browser, WIDTHS[1])
    await signIn(clerk, 'lin', once)
    await clerk.getByRole('heading', { name: '换成自己的密码' }).waitFor()
    await expectSound(clerk)
    // There is no way round.
    provokes(clerk, 403, 422)
    await clerk.goto(`${program.address}/roster`)
    await clerk.getByRole('heading', { name: '换成自己的密码' }).waitFor()
    expect((await clerk.request.get(`${program.address}/api/people`)).status()).toBe(403)
    await clerk.getByLabel('一次性密码').fill('wrong')
    await clerk.getByLabel('新密码').fill('lin')
    await clerk.getByRole('button', { name: '换密码' }).click()
    await clerk.getByText('现在的密码不对').waitFor()
    await clerk.getByText('密码至少 8 位').waitFor()
    await clerk.getByLabel('一次性密码').fill(once)
    await clerk.getByLabel('新密码').fill(CLERK)
    expect(await clerk.locator('.rules .kept').count()).toBe(3)
    await clerk.getByRole('button', { name: '换密码' }).click()
    await clerk.locator('.ribbon').waitFor()
    await clerk.context().close()
    await page.context().close()
  })

  test('连错五次锁定，安全管理员看得到，解了锁就能登录', async () => {
    const page = await administrator()
    const once = await addAccount(page, { login: 'suo', name: '锁某', role: '经办', place: '示例镇' })
    for (let failure = 0; failure < 5; failure++) expect((await post('/session', { login: 'suo', password: 'wrong' })).status).toBe(401)
    const locked = await openPage(browser, WIDTHS[0])
    provokes(locked, 423, 429)
    await signIn(locked, 'suo', once)
    await locked.getByText('账号已暂时锁定').waitFor()
    await page.getByLabel('账号或姓名').fill('suo')
    await page.getByRole('button', { name: '查询' }).click()
    await page.locator('tbody').getByText('锁定', { exact: true }).waitFor()
    await page.getByRole('button', { name: /办理 锁某/ }).click()
    await expectSound(page)
    await page.getByRole('button', { name: '解锁' }).click()
    await page.getByRole('dialog').getByText('待换密码').waitFor()
    await locked.locator('form button[type=submit]').click()
    await locked.getByRole('heading', { name: '换成自己的密码' }).waitFor()
    await locked.context().close()
    await page.context().close()
  })

  test('两位管理员改同一个账号：后来的被告知，填写的还在，再按一次保存才算数', async () => {
    const page = await administrator()
    await addAccount(page, { login: 'tong', name: '同某', role: '经办', place: '示例镇' })
    const second = await administrator()
    provokes(second, 409)
    for (const each of [page, second]) {
      await each.getByLabel('账号或姓名').fill('tong')
      await each.getByRole('button', { name: '查询' }).click()
      await each.getByRole('button', { name: /办理 同某/ }).click()
    }
    await page.getByRole('dialog').getByLabel('姓名').fill('先改')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('cell', { name: '先改', exact: true }).waitFor()
    await second.getByRole('dialog').getByLabel('姓名').fill('后改')
    await second.getByRole('button', { name: '保存' }).click()
    await second.getByText('示例管理员改过这个账号，现在是：先改，经办，示例镇').waitFor()
    await expectSound(second)
    expect(await second.getByRole('dialog').getByLabel('姓名').inputValue()).toBe('后改')
    await second.getByRole('button', { name: '保存' }).click()
    await second.getByRole('cell', { name: '后改', exact: true }).waitFor()
    for (const each of [page, second]) await each.context().close()
  })

  test('最后一位安全管理员改不了自己', async () => {
    const page = await administrator()
    await page.getByLabel('账号或姓名').fill('first')
    await page.getByRole('button', { name: '查询' }).click()
    await page.getByRole('button', { name: /办理 示例管理员/ }).click()
    await choose(page, '角色', '经办')
    provokes(page, 403, 409)
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('要由另一位安全管理员来改').waitFor()
    expect(await page.getByRole('button', { name: '停用' }).count()).toBe(0)
    await page.context().close()
  })
})

describe('我的账号', () => {
  test('看得到在哪里登录，退出其他登录', async () => {
    const other = await administrator()
    const page = await administrator(WIDTHS[1])
    await page.goto(`${program.address}/admin/me`)
    await page.getByText('就是这里').waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: '退出其他登录' }).click()
    await page.getByText('没有在别处登录').waitFor()
    provokes(other, 401)
    await other.getByLabel('账号或姓名').fill('any')
    await other.getByRole('button', { name: '查询' }).click()
    await other.getByText('已自动退出').waitFor()
    for (const each of [page, other]) await each.context().close()
  })

  test('离开半小时自动退出：前一分钟提醒，重新登录以后，填到一半的还在', async () => {
    const page = await openPage(browser, WIDTHS[0])
    await page.clock.install()
    await signIn(page, 'first', ADMINISTRATOR)
    await page.getByRole('link', { name: '管理', exact: true }).click()
    await page.getByRole('button', { name: '新增账号' }).click()
    await page.getByRole('dialog').getByLabel('姓名').fill('填到一半')
    await page.clock.fastForward(HALF_AN_HOUR_LESS_A_MINUTE + 2000)
    await page.getByText('还在吗').waitFor()
    await expectSound(page)
    // The clock runs ahead of the server here: it is told first that somebody is there, and then that nobody is.
    const told = page.waitForRequest(request => request.url().endsWith('/api/own/stay')).then(request => request.response())
    await page.getByRole('button', { name: '我还在' }).click()
    await page.getByText('还在吗').waitFor({ state: 'detached' })
    await told
    await page.clock.fastForward(HALF_AN_HOUR_LESS_A_MINUTE + 2000)
    await page.getByText('还在吗').waitFor()
    await page.clock.fastForward(60_000)
    await page.getByText('已自动退出').waitFor()
    await expectSound(page)
    // The server lets them go too, as soon as it has been told.
    await expect.poll(async () => (await page.request.get(`${program.address}/api/me`)).status()).toBe(401)
    await page.locator('dialog').getByLabel('密码').fill(ADMINISTRATOR)
    await page.locator('dialog').getByRole('button', { name: '登录', exact: true }).click()
    await page.getByText('已自动退出').waitFor({ state: 'detached' })
    expect(await page.getByRole('dialog').getByLabel('姓名').inputValue()).toBe('填到一半')
    await page.context().close()
  })
})
