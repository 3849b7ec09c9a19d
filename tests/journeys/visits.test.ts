import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { readSheet } from '../../src/sheets/read.ts'
import { readFile } from 'node:fs/promises'
import { must } from '../../src/base/result.ts'
import { expectSound, openPage, openTownship, provokes, signIn, WIDTHS, type Program, type Township } from './program.ts'

let township: Township
let program: Program
let browser: Browser

beforeAll(async () => {
  township = await openTownship()
  ;({ program, browser } = township)
})
afterAll(async () => {
  await township?.close()
})

async function opened(role: string, width: number): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role)
  return page
}

const dialog = (page: Page) => page.getByRole('dialog')
const field = (page: Page, label: string) => dialog(page).getByLabel(new RegExp(`^${label}(（可选）| \\(optional\\)|)$`))
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

async function choose(page: Page, label: string, option: string): Promise<void> {
  await field(page, label).click()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option }).first().evaluate((shown: HTMLElement) => shown.click())
}

const asked = async <T>(page: Page, path: string): Promise<T> => (await page.request.get(`${program.address}/api${path}`)).json() as Promise<T>
type Fund = { readonly id: string; readonly name: string; readonly balance_fen: number }
const balanceOf = async (page: Page, id: string): Promise<number> => (await asked<readonly Fund[]>(page, '/funds')).find(fund => fund.id === id)!.balance_fen
type Visits = { readonly fund: string; readonly visits: readonly { readonly id: string; readonly head: string; readonly cash_fen: number }[] }

/** A round of two days ago to a week ahead, of 200 yuan and one item out of the store, two households of the worker's village in it. */
async function aRound(clerk: Page, village: string, name: string): Promise<string> {
  const { today } = await asked<{ today: string }>(clerk, '/me')
  const day = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
  await clerk.goto(`${program.address}/rounds`)
  await press(clerk, '新建轮次')
  const date = async (label: string, text: string) => { await field(clerk, label).fill(text); await clerk.keyboard.press('Tab') }
  await date('开始日期', day(-2))
  await date('结束日期', day(-3))
  await field(clerk, '每户慰问金').fill('200')
  await choose(clerk, '资金', '双拥慰问经费')
  await dialog(clerk).getByRole('combobox', { name: '从库存选' }).click()
  await clerk.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option:not(.ant-select-item-option-disabled)').first().evaluate((shown: HTMLElement) => shown.click())
  await field(clerk, '轮次名称').fill(name)
  provokes(clerk, 422)
  await dialog(clerk).getByRole('button', { name: '保存' }).click()
  await dialog(clerk).getByText(/早于起日/).waitFor()
  await date('结束日期', day(7))
  await dialog(clerk).getByRole('button', { name: '保存' }).dblclick()
  await clerk.waitForURL(/\/rounds\/[0-9a-f-]{36}/)
  await press(clerk, '选择走访户')
  await dialog(clerk).getByLabel('村、社区').click()
  await clerk.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: village }).first().evaluate((shown: HTMLElement) => shown.click())
  await dialog(clerk).getByRole('spinbutton', { name: '前几户' }).fill('2')
  await press(clerk, '选前几户')
  await dialog(clerk).getByText('待发 2 户（元）').waitFor()
  return clerk.url().split('/').pop()!
}

describe('走访慰问', () => {
  test('经办建轮次、选户；村干部在手机上登记两户，一户没有信号、后来只送出一次；经办打印签领表、结束，账目相符', async () => {
    const clerk = await opened('经办', 1440)
    const phone = await opened('村级专干', 390)
    const worker = await asked<{ place_name: string; name: string }>(phone, '/me')
    const id = await aRound(clerk, worker.place_name, '青松走访')
    await expectSound(clerk)
    await dialog(clerk).getByLabel(/^走访人/).fill(worker.name)
    await dialog(clerk).getByRole('button', { name: '列入计划（2 户）' }).dblclick()
    await dialog(clerk).waitFor({ state: 'hidden' })
    await clerk.locator('.villages li', { hasText: worker.name }).waitFor()
    const { fund } = await asked<Visits>(clerk, `/rounds/${id}`)
    const before = await balanceOf(clerk, fund)

    await phone.goto(`${program.address}/visits`)
    const card = phone.locator('.card', { hasText: '青松走访' })
    const homes = card.locator('.homes > li')
    await homes.nth(1).waitFor()
    await expectSound(phone)
    // The first with signal: what the server's rules refuse stands at its field.
    await homes.first().getByRole('button', { name: '登记' }).click()
    await field(phone, '签收人').fill('')
    await field(phone, '了解到的困难').fill('其子在12345部队')
    provokes(phone, 422)
    await dialog(phone).getByRole('button', { name: '保存' }).click()
    await dialog(phone).getByText(/要有签收人/).waitFor()
    await dialog(phone).getByText(/部队番号/).first().waitFor()
    await expectSound(phone)
    await field(phone, '签收人').fill('本人')
    await field(phone, '了解到的困难').fill('屋顶漏雨')
    await dialog(phone).locator('input[type=file]').setInputFiles({ name: 'photo.heic', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1') })
    await dialog(phone).getByText(/HEIC 格式的照片/).waitFor()
    await dialog(phone).locator('input[type=file]').setInputFiles({
      name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
    })
    await dialog(phone).getByRole('img', { name: '照片 1' }).waitFor()
    await dialog(phone).getByRole('button', { name: '保存' }).dblclick()
    await dialog(phone).waitFor({ state: 'hidden' })
    await homes.getByText('已走访').waitFor()

    // The second without: the page is even opened anew before the signal returns.
    await phone.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && (await (await caches.open('tongxin-program')).keys()).length > 5)
    provokes(phone, 'offline')
    await phone.context().setOffline(true)
    await homes.first().getByRole('button', { name: '登记' }).click()
    await dialog(phone).getByRole('button', { name: '手写签名' }).click()
    const pad = (await dialog(phone).getByRole('img', { name: '在这里用手指签名' }).boundingBox())!
    await phone.mouse.move(pad.x + 40, pad.y + 40)
    await phone.mouse.down()
    await phone.mouse.move(pad.x + 200, pad.y + 80, { steps: 5 })
    await phone.mouse.up()
    await press(phone, '签好了')
    await dialog(phone).getByRole('button', { name: '保存' }).click()
    await phone.getByText('1 户在本机，还没有送出').waitFor()
    await phone.reload()
    await phone.getByText('1 户在本机，还没有送出').waitFor()
    await homes.first().getByText('在本机，待送出').waitFor()
    await expectSound(phone)
    expect((await asked<Visits>(clerk, `/rounds/${id}`)).visits).toHaveLength(1)
    phone.once('dialog', question => void question.dismiss())
    await press(phone, '退出')
    await phone.getByText('1 户在本机，还没有送出').waitFor()
    await phone.context().setOffline(false)
    await press(phone, '现在送出').catch(() => undefined) // it may have gone by itself
    await expect.poll(() => homes.getByText('已走访').count(), { timeout: 15_000 }).toBe(2)
    const { visits } = await asked<Visits>(clerk, `/rounds/${id}`)
    expect(visits.map(visit => visit.cash_fen)).toEqual([200_00, 200_00])
    const proofs = await Promise.all(visits.map(visit => asked<readonly { media_type: string; kind: string }[]>(clerk, `/evidence?subject_kind=visit&subject=${visit.id}`)))
    expect(proofs.flat().map(proof => `${proof.kind} ${proof.media_type}`).toSorted()).toEqual(['photo image/jpeg', 'receipt image/png'])
    await phone.context().close()

    await clerk.goto(`${program.address}/rounds/${id}/sheet`)
    await clerk.getByText('人民币肆佰元整').waitFor()
    await expectSound(clerk)
    await clerk.goto(`${program.address}/rounds/${id}`)
    await clerk.getByText('困难：屋顶漏雨').waitFor()
    const file = clerk.waitForEvent('download')
    await press(clerk, '导出签领表')
    const sheet = must(await readSheet(await readFile(await (await file).path())))
    expect(sheet.rows.flatMap(row => row.cells.map(cell => cell?.text))).toContain('合计（大写）：人民币肆佰元整')
    expect(await balanceOf(clerk, fund)).toBe(before)
    await press(clerk, '结束')
    await dialog(clerk).getByText('和计划一致，没有差别。').waitFor()
    await dialog(clerk).getByText('村里登记的 400.00 元，结束时入账。').waitFor()
    await expectSound(clerk)
    await dialog(clerk).getByRole('button', { name: '结束' }).dblclick()
    await clerk.getByText('已结束').first().waitFor()
    expect(await balanceOf(clerk, fund)).toBe(before - 400_00)
    const told = await asked<{ rows: readonly { title: { zh: string } }[] }>(clerk, '/tasks?year=2026&size=200')
    expect(told.rows.filter(task => task.title.zh.includes('屋顶漏雨'))).toHaveLength(1)
    await clerk.context().close()
  })

  test('没有走到的要说明原因才能结束；不在家的登记了什么，村和镇都看得见', async () => {
    const clerk = await opened('经办', 1440)
    const phone = await opened('村级专干', 390)
    const worker = await asked<{ place_name: string }>(phone, '/me')
    const id = await aRound(clerk, worker.place_name, '另一轮')
    await dialog(clerk).getByRole('button', { name: '列入计划（2 户）' }).click()
    await dialog(clerk).waitFor({ state: 'hidden' })
    await phone.goto(`${program.address}/visits`)
    const homes = phone.locator('.card', { hasText: '另一轮' }).locator('.homes > li')
    await homes.first().getByRole('button', { name: '登记' }).click()
    await press(phone, '不在家')
    await field(phone, '说明').fill('邻居说外出打工')
    await expectSound(phone)
    await dialog(phone).getByRole('button', { name: '保存' }).click()
    await homes.getByText('邻居说外出打工').waitFor()
    await homes.getByText('不在家').waitFor()
    await phone.goto(`${program.address}/rounds/${id}`)
    await phone.getByText('邻居说外出打工').waitFor()
    expect(await phone.getByRole('button', { name: '移出' }).count() + await phone.getByRole('button', { name: '结束', exact: true }).count()).toBe(0)
    await expectSound(phone)
    await clerk.reload()
    await press(clerk, '结束')
    await dialog(clerk).getByText('不在家：邻居说外出打工').waitFor()
    provokes(clerk, 409, 422)
    await dialog(clerk).getByRole('button', { name: '结束' }).click()
    await dialog(clerk).getByText(/2 户没有走到.*请说明原因/).waitFor()
    await field(clerk, '差别的原因').fill('两户外出，年底补访')
    await dialog(clerk).getByRole('button', { name: '结束' }).click()
    await clerk.getByText('两户外出，年底补访').waitFor()
    await expectSound(clerk)
    await Promise.all([clerk, phone].map(page => page.context().close()))
  })

  test('历次走访写在本人的页上', async () => {
    const page = await opened('领导', WIDTHS[0])
    const list = await asked<{ rows: readonly { id: string }[] }>(page, '/rounds?year=2026&festival=spring-festival')
    const { visits } = await asked<{ visits: readonly { person: string }[] }>(page, `/rounds/${list.rows[0]!.id}`)
    await page.goto(`${program.address}/people/${visits[0]!.person}`)
    await page.locator('.past').getByText('2026年春节走访慰问').waitFor()
    await page.context().close()
  })
})
