import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { copyProgram, type ProgramCopy } from '../harness/program-copy.ts'
import { expectSound, openPage, openTownship, signIn, until, WIDTHS, type Program, type Township } from './program.ts'

let copy: ProgramCopy
let township: Township
let program: Program
let browser: Browser
beforeAll(async () => {
  copy = copyProgram()
  township = await openTownship(copy.root)
  ;({ program, browser } = township)
})
afterAll(async () => {
  await township?.close()
  copy?.remove()
})

async function someone(role: string, width: number, path = '/law/proposals/new'): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role, path)
  return page
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })
async function pick(page: Page, label: string, day: string): Promise<void> {
  await field(page, label).fill(day)
  await page.keyboard.press('Enter')
}

/** Types a notice of the county into the form. */
async function fillNotice(page: Page, { from, amount, number }: { from: string; amount: string; number: string }): Promise<void> {
  await field(page, '名称').fill(`义务兵家庭优待金 ${number}`)
  await field(page, '为什么录入（给批准的人看）').fill('县政府下了文')
  await pick(page, '从哪天起', from)
  for (const area of ['一般地区', '高原', '西藏']) await field(page, area).fill(amount)
  await field(page, '文件名称').fill('云岭县关于调整义务兵家庭优待金标准的通知')
  await field(page, '文号').fill(`云政〔2026〕${number}号`)
  await field(page, '发文机关').fill('云岭县人民政府')
  await pick(page, '公布日期', '2026-06-01')
  await field(page, '哪一条').fill('第二条')
}

describe.each(WIDTHS)('录入县里的标准，%i 像素', width => {
  const notice = { from: width === 1440 ? '2027-01-01' : '2027-07-01', amount: '18,000', number: String(width) }

  test('填表写出 YAML；错处标在各栏下面；经办提交，领导看到改什么，批准后列在已批准里', async () => {
    const page = await someone('经办', width)
    await fillNotice(page, { ...notice, amount: '一万八' })
    await page.getByText('存成的文件（YAML）').click()
    await page.getByText(`id: 990101-2026-${width}`).waitFor()
    await field(page, '哪一条').fill('')
    await page.getByRole('button', { name: '检查' }).click()
    await page.getByText('有要改的，已标在各栏下面').waitFor()
    // Three amounts that are none, and the clause that is missing: each at its own field.
    expect(await page.locator('.amounts .fault').count()).toBe(3)
    expect(await page.locator('[aria-invalid=true]').evaluateAll(inputs => inputs.map(input => document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent))).toEqual(
      [...Array.from({ length: 3 }, () => expect.stringContaining('应为金额（元）')), expect.stringContaining('不能为空')])
    await expectSound(page)
    for (const area of ['一般地区', '高原', '西藏']) await field(page, area).fill(notice.amount)
    await field(page, '哪一条').fill('第二条')
    await page.getByRole('button', { name: '检查' }).click()
    await page.getByText('没有错误，可以提交').waitFor()
    await page.getByText('18,000.00').first().waitFor()
    await expectSound(page)
    await page.getByRole('button', { name: '提交，请人批准' }).click()
    await page.getByText('这是您录入的，由另一人批准').waitFor()
    expect(await page.getByRole('button', { name: '批准', exact: true }).count()).toBe(0)
    const address = page.url()
    await page.context().close()

    const leader = await someone('领导', width, new URL(address).pathname)
    await leader.getByText('会改什么').waitFor()
    await leader.locator('.additions tbody tr').nth(2).waitFor()
    await expectSound(leader)
    expect(await leader.getByRole('button', { name: '不批准' }).isDisabled()).toBe(true)
    await leader.getByRole('button', { name: '批准', exact: true }).click()
    await leader.getByText('改了什么').waitFor()
    await leader.goto(`${program.address}/law/proposals?state=approved`)
    await leader.getByRole('link', { name: `义务兵家庭优待金 ${width}` }).waitFor()
    await expectSound(leader)
    await leader.context().close()
  })

  test('直接写 YAML、存草稿、改好再提交；领导写明理由退回', async () => {
    const page = await someone('复核', width)
    await field(page, '名称').fill(`兼领规则 ${width}`)
    await field(page, '为什么录入（给批准的人看）').fill('县里的规定')
    await page.getByText('直接写 YAML').click()
    await page.getByRole('button', { name: '删去 sources/990101-.yaml' }).click()
    await field(page, '文件名').fill('overlaps.yaml')
    const text = page.locator('.law-text textarea')
    const rule = `- {from: 2027-01-01, where: '990101', benefits: [rural-veteran-allowance, combat-veteran-allowance], advice: check, text: {zh: 逐人核对, en: check each}, source: 云政〔2026〕9号, confidence: sourced}\n`
    await text.fill(rule.replace('advice: check', 'advice: maybe'))
    await page.getByRole('button', { name: '存草稿' }).click()
    await page.getByText('草稿', { exact: true }).waitFor()
    await page.locator('.line-faults').getByText('第 1 行').waitFor()
    await page.getByRole('link', { name: '继续修改' }).click()
    await text.fill(rule)
    await expectSound(page)
    await page.getByRole('button', { name: '提交，请人批准' }).click()
    await page.getByText('待批准').waitFor()
    const address = page.url()
    await page.context().close()

    const leader = await someone('领导', width, new URL(address).pathname)
    await leader.getByLabel('意见（不批准时必填）').fill('没有见到原件')
    await leader.getByRole('button', { name: '不批准' }).click()
    await leader.getByText('未批准').waitFor()
    await leader.getByText('没有见到原件').waitFor()
    await leader.context().close()
  })
})

/** How many faults of the law the server knows of. */
const faults = (page: Page): Promise<number> => page.evaluate(async () => ((await (await fetch('/api/law/standing')).json()) as { faults: unknown[] }).faults.length)

test('政策文件坏了，每一页都说明，并列出文件和行；改好就不再说', async () => {
  const page = await someone('经办', 390, '/')
  const knows = (count: number) => until(async () => ((await faults(page)) === count ? true : undefined), 60_000)
  const summary = page.getByText('政策文件有 1 处错误')
  const line = copy.edit('benefits/disability-pension.yaml', 'formula: monthly', 'formula: monthly\ncolour: red') + 1
  await knows(1)
  await page.reload()
  await summary.click()
  await page.getByText(`law/benefits/disability-pension.yaml:${line} colour`).waitFor()
  await expectSound(page)
  await page.goto(`${program.address}/law/proposals`)
  await summary.waitFor()
  copy.edit('benefits/disability-pension.yaml', 'formula: monthly\ncolour: red', 'formula: monthly')
  await knows(0)
  await page.reload()
  await page.waitForLoadState('networkidle')
  expect(await summary.count()).toBe(0)
  await page.context().close()
})
