import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { expectSound, openPage, openTownship, provokes, signIn, WIDTHS, type Program, type Township } from './program.ts'

let township: Township
let program: Program
let browser: Browser
beforeAll(async () => {
  township = await openTownship()
  ;({ program, browser } = township)
})
afterAll(async () => { await township?.close() })

async function opened(role: string, width: number, path: string): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role, path)
  return page
}

const dialog = (page: Page) => page.getByRole('dialog')
/** A field by its label; one that may stay empty says so after it. */
const field = (page: Page, label: string) => dialog(page).getByLabel(new RegExp(`^${label}(（可选）)?$`))
async function choose(page: Page, label: string, option: string): Promise<void> {
  await field(page, label).click()
  await page.locator('.ant-select-item-option', { hasText: option }).last().evaluate((shown: HTMLElement) => shown.click())
}
async function pick(page: Page, label: string, day: string): Promise<void> {
  await field(page, label).fill(day)
  await page.keyboard.press('Enter')
}

/** The clerk enters one person of 60; the address of the notice comes back. */
async function prepared(width: number, title: string): Promise<string> {
  const page = await opened('经办', width, '/disclosure')
  await page.getByRole('button', { name: '编制公示书' }).click()
  await choose(page, '公示种类', '60周岁农村籍退役士兵')
  await choose(page, '村（社区）', '云台村')
  await field(page, '标题').fill(title)
  await field(page, '姓名').fill('李田明')
  await choose(page, '性别', '男')
  for (const [label, day] of [['出生年月', '1966-06-15'], ['入伍时间', '1984-11-01'], ['退役时间', '1987-12-20']] as const) await pick(page, label, day)
  await field(page, '工作单位或住址').fill('云台村12号')
  await field(page, '所服义务兵折算年限').fill('4')
  await choose(page, '将要享受的待遇', '农村籍退役士兵老年生活补助')
  await field(page, '受理异议的电话').fill('0000-1234567')
  await field(page, '受理异议的地址').fill('红枫镇便民服务中心一楼')
  const done = dialog(page).getByRole('button', { name: '编好，请人核对' })
  provokes(page, 422)
  await done.click()
  await dialog(page).getByText('写了住址，不能公示').waitFor()
  await expectSound(page)
  await field(page, '工作单位或住址').fill('云台村')
  await done.click()
  await dialog(page).waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: title, exact: true }).click()
  await page.getByText('李*明').waitFor()
  expect(await page.getByRole('button', { name: '核对无误，张贴公示' }).count()).toBe(0)
  await expectSound(page)
  const address = new URL(page.url()).pathname
  await page.context().close()
  return address
}

async function objected(width: number, address: string): Promise<void> {
  const page = await opened('经办', width, address)
  await page.getByRole('button', { name: '登记异议' }).click()
  const today = await page.evaluate(async () => ((await (await fetch('/api/me')).json()) as { today: string }).today)
  await pick(page, '提出日期', today)
  await field(page, '提出人').fill('村民王某')
  await field(page, '第几行').fill('1')
  await field(page, '内容').fill('服役年限和档案不一致')
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await page.getByText('由登记人以外的同志答复').waitFor()
  await expectSound(page)
  await page.context().close()
}

describe.each(WIDTHS)('公示，%i 像素', width => {
  test('经办编制，复核张贴，登记异议由另一人答复，打印和导出', async () => {
    const title = `云台村60周岁农村籍退役士兵待遇公示${width === 390 ? '（二）' : ''}`
    const address = await prepared(width, title)
    const reviewer = await opened('复核', width, address)
    await reviewer.getByRole('button', { name: '核对无误，张贴公示' }).click()
    await reviewer.getByText('公示中').waitFor()
    await reviewer.context().close()
    await objected(width, address)

    const page = await opened('复核', width, address)
    await page.getByRole('button', { name: '答复' }).click()
    await choose(page, '结果', '异议不成立')
    await field(page, '核实情况和答复').fill('已核对退役证，年限无误')
    await expectSound(page)
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await page.getByText('已核对退役证，年限无误').waitFor()
    await expectSound(page)
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 Word' }).click()])
    expect(saved.suggestedFilename()).toBe(`${title}.docx`)
    await page.getByRole('link', { name: '打印' }).click()
    await page.getByText('红枫镇退役军人服务站（盖章）').waitFor()
    await expectSound(page)
    await page.goto(`${program.address}/disclosure`)
    await page.getByRole('link', { name: title, exact: true }).waitFor()
    await expectSound(page)
    await page.context().close()
  })
})

/** A run of the coming month, prepared, checked and approved over HTTP. */
async function approvedRun(): Promise<void> {
  const post = async (role: string, path: string, body?: object): Promise<{ id: string }> => {
    const page = await opened(role, 1440, '/')
    const answer = await page.evaluate(async ([to, said]) => {
      const response = await fetch(`/api${to}`, { method: 'POST', headers: { 'x-tongxin': '1', ...(said === '' ? {} : { 'content-type': 'application/json' }) }, body: said || null })
      return { ok: response.ok, text: await response.text() }
    }, [path, body ? JSON.stringify(body) : ''])
    expect(answer).toMatchObject({ ok: true })
    await page.context().close()
    return JSON.parse(answer.text) as { id: string } // a run's summary
  }
  const { id } = await post('经办', '/runs', { place: '990101101', from: '2026-07', to: '2026-07', benefits: ['disability-pension'] })
  await post('复核', `/runs/${id}/check`)
  await post('领导', `/runs/${id}/approve`)
}

test('发放批次审批后，按村编制名单；每村一份，等人核对', async () => {
  await approvedRun()
  const page = await opened('经办', 1440, '/disclosure')
  await page.getByRole('button', { name: '发放批次公示' }).click()
  await choose(page, '已审批的批次', '2026年7月')
  await field(page, '受理异议的电话').fill('0000-1234567')
  await field(page, '受理异议的地址').fill('红枫镇便民服务中心一楼')
  await expectSound(page)
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await dialog(page).waitFor({ state: 'hidden' })
  const lists = page.getByRole('link', { name: /2026年7月.*发放公示$/ })
  await lists.first().waitFor()
  expect(await lists.count()).toBeGreaterThan(1)
  await expectSound(page)
  await lists.first().click()
  await page.getByText('张贴的就是这些').waitFor()
  await expectSound(page)
  await page.context().close()
})
