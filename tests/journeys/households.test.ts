import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { get } from './ask.ts'
import { expectSound, openPage, openTownship, provokes, signIn, type Township } from './program.ts'

/** Longer than what a page has read counts as new. */
const STALE_MILLISECONDS = 25_000

let township: Township
beforeAll(async () => { township = await openTownship() })
afterAll(async () => { await township?.close() })

async function opened(width: number, path: string): Promise<Page> {
  const page = await openPage(township.browser, width)
  await signIn(page, township.program, '经办', path)
  return page
}

/** Somebody who came to the village, as the form sends it; their page is open afterwards. */
async function add(page: Page, name: string, number: string, facts: readonly object[] = []): Promise<void> {
  const { program: { address } } = township
  const [village] = (await (await page.request.get(`${address}/api/people?size=1`)).json() as { rows: { place: string }[] }).rows
  const answer = await page.request.post(`${address}/api/people`, { headers: { 'x-tongxin': '1' }, data: { place: village!.place, name, identity_number: number, address: '示例路 7 号', facts } })
  const { id } = await answer.json() as { id: string }
  await page.goto(`${address}/people/${id}`)
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

test('断网又连上，页面在表单后面重读过：别人这时改了的，照样先告诉才保存', async () => {
  const page = await opened(1440, '/roster')
  provokes(page, 409, 'offline')
  await page.clock.install()
  await add(page, '重读甲', '990101195503021035')
  await page.getByRole('button', { name: '修改', exact: true }).first().click()
  const { pathname } = new URL(page.url())
  const { version } = await get<{ version: number }>(page, pathname)
  const changed = await page.request.patch(`${township.program.address}/api${pathname}`, { headers: { 'x-tongxin': '1' }, data: { version, changes: { address: '别人改的路一号' } } })
  expect(changed.status()).toBe(200)
  const readAnew = page.waitForResponse(answer => answer.url().endsWith(`/api${pathname}`))
  await page.clock.fastForward(STALE_MILLISECONDS)
  await page.context().setOffline(true)
  await page.context().setOffline(false)
  await readAnew
  await page.getByText('别人改的路一号').waitFor()
  await page.getByRole('dialog').getByLabel('电话').fill('13900000078')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('dialog').getByText('别人刚才改成了这样').waitFor()
  expect(await get<{ address: string; phone: string | null }>(page, pathname)).toMatchObject({ address: '别人改的路一号', phone: null })
  await page.context().close()
})

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

  test('并入一人：不在一个村的，在“人员”下面说出两个村名', async () => {
    const page = await opened(390, '/roster')
    provokes(page, 422)
    await add(page, '近处甲', '990101195503021019')
    const { rows } = await get<{ rows: readonly { name: string; place: string }[] }>(page, '/people?size=200')
    const far = rows.find(({ name, place }) => place !== rows[0]!.place && rows.filter(each => each.name === name).length === 1)!
    await page.getByRole('link', { name: '户主 近处甲' }).click()
    await page.getByRole('button', { name: '并入一人' }).click()
    await page.getByLabel('人员').fill(far.name)
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: far.name }).first().click()
    await page.getByRole('button', { name: '保存' }).click()
    const said = await page.locator('.ant-form-item', { hasText: '人员' }).locator('.ant-form-item-explain-error').textContent()
    expect(said).toMatch(/这一户在[^\d]+，人在[^\d]+，不是一个村/)
    expect(await page.locator('.ant-drawer .refusals').count()).toBe(0)
    await expectSound(page)
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

describe('更正', () => {
  const FACTS = [{ kind: 'identity', value: { category: 'disabled-serviceman', cause: 'duty', grade: 6, approved_on: '2010-05-16' } }, { kind: 'note', value: { text: '示例备注' } }]

  test.each([[1440, '990101195203071196'], [390, '990101195304081377']] as const)('等级记错了，写明依据更正，原来的还在时间线上；没有的事整条撤回（%i px）', async (width, number) => {
    const page = await opened(width, '/roster')
    await add(page, `误记${width}`, number, FACTS)
    await page.getByRole('button', { name: /^更正 残疾军人/ }).click()
    await page.getByLabel('残疾等级').click()
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: /^7/ }).first().click()
    await page.getByLabel('依据文件').fill('示例〔2026〕1号')
    await expectSound(page)
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('.life li:not(.gone)', { hasText: '7 级' }).waitFor()
    await page.locator('.life li.gone', { hasText: '6 级' }).waitFor()
    expect(await page.locator('.life li:not(.gone)', { hasText: '7 级' }).textContent()).toContain('示例〔2026〕1号')
    await page.getByRole('button', { name: '更正 示例备注' }).click()
    await page.getByRole('button', { name: '没有这回事，整条撤回…' }).click()
    await page.getByRole('button', { name: '整条撤回', exact: true }).click()
    await page.locator('.life li.gone', { hasText: '示例备注' }).waitFor()
    await page.getByRole('button', { name: '更正 示例备注' }).waitFor({ state: 'detached' })
    await page.context().close()
  })
})
