import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { checkCharacter } from '../../src/base/identity-number.ts'
import { writeWorkbook } from '../../src/sheets/write.ts'
import { expectSound, openPage, openTownship, signIn, until, WIDTHS, type Program, type Township } from './program.ts'

let township: Township
let program: Program
let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'tongxin-lists-'))

beforeAll(async () => {
  township = await openTownship()
  ;({ program, browser } = township)
})
afterAll(async () => {
  await township?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function screening(role: string, width: number): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role, '/screening')
  await page.waitForSelector('.kinds')
  return page
}

/** Asks the server as the page's own person. */
const ask = <T>(page: Page, path: string, body?: unknown): Promise<T> =>
  page.evaluate(async ({ path, body }) => {
    const answer = await fetch(`/api${path}`, { method: body === undefined ? 'GET' : 'POST', headers: { 'x-tongxin': '1', 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return answer.json()
  }, { path, body }) as Promise<T>

type Found = { counts: Record<string, number> }

describe('筛查', () => {
  test.each(WIDTHS)('五类都有，每条有理由、依据和一步，%i 像素宽', async width => {
    const page = await screening('经办', width)
    const { counts } = await ask<Found>(page, '/screening')
    expect(Object.values(counts).every(count => count > 0)).toBe(true)
    for (const words of ['应享未享', '应退未退', '重复享受', '缺少事实', '三个月内变动', '登记批准', '登记身份终止', '军人抚恤优待条例(2024)']) await page.getByText(words).first().waitFor()
    await expectSound(page)
    await page.locator('.kinds button', { hasText: '重复享受' }).click()
    await page.getByText('共 1 条').waitFor()
    expect(await page.getByText('与另一个人共用一个银行账户').count()).toBe(1)
    await page.getByText('EN', { exact: true }).click()
    await page.getByText('another person has the same bank account').waitFor()
    await expectSound(page)
    await page.context().close()
  })

  test('应享未享一键登记批准，就不在名单里了；名册里有了批准日期', async () => {
    const page = await screening('经办', 1440)
    const before = (await ask<Found>(page, '/screening')).counts['not-enrolled']!
    const number = `99010119650704001${checkCharacter('99010119650704001')}`
    const identity = { category: 'rural-veteran-60', enlisted_on: '1984-11-01', discharged_on: '1988-11-01' }
    const { id } = await ask<{ id: string }>(page, '/people', { place: '990101101201', name: '示例漏', identity_number: number, account: '6200000000000000021', facts: [{ kind: 'identity', value: identity }] })
    await page.reload()
    await page.locator('.kinds button', { hasText: `应享未享 ${before + 1}` }).waitFor()
    await page.getByRole('button', { name: '登记批准 示例漏' }).click()
    await page.getByText('哪个身份').waitFor()
    await page.getByLabel('批准日期').fill('2026-06-25')
    await page.getByLabel('批准日期').press('Tab')
    await page.getByLabel('依据文件').fill('审批表（示例）')
    await page.getByRole('button', { name: /保\s*存/ }).click()
    await page.locator('.kinds button', { hasText: `应享未享 ${before}` }).waitFor()
    const { facts } = await ask<{ facts: { kind: string; value: Record<string, unknown> }[] }>(page, `/people/${id}`)
    expect(facts.filter(fact => fact.kind === 'identity').map(fact => fact.value['approved_on'])).toEqual(['2026-06-25'])
    await page.context().close()
  })

  test('死亡名单：还在世的指出来，一键登记去世，日期已填好；错的行一次全列出', async () => {
    const page = await screening('经办', 1440)
    const { rows } = await ask<{ rows: { id: string; name: string }[] }>(page, '/people?category=combat-veteran&living=living')
    const [gone] = rows
    const { value } = await ask<{ value: string }>(page, `/people/${gone!.id}/reveal`, { field: 'identity_number', reason: '比对死亡名单' })
    const file = join(folder, 'deaths.xlsx')
    writeFileSync(file, await writeWorkbook({ name: '名单', headings: ['逝者姓名', '殡仪馆', '身份证号', '死亡日期'], rows: [[gone!.name, '示例殡仪馆', value, '2026-06-20'], ['错号', '', '990101194001010000', '2026-02-30']] }))
    await page.getByRole('button', { name: '比对名单' }).click()
    await page.getByLabel('哪种名单').click()
    await page.locator('.ant-select-item-option', { hasText: '死亡人员名单' }).evaluate((option: HTMLElement) => option.click())
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: /比\s*对$/ }).click()
    await page.getByText('名单上 2026-06-20 去世，名册上还在世').waitFor()
    expect(await page.locator('.ant-modal .refusals p').count()).toBe(2)
    await page.waitForTimeout(400)
    await expectSound(page)
    await page.getByRole('button', { name: `登记去世 ${gone!.name}` }).click()
    await page.getByLabel('去世日期').waitFor()
    expect(await page.getByLabel('去世日期').inputValue()).toBe('2026-06-20')
    await page.getByRole('button', { name: /保\s*存/ }).click()
    await until(async () => ((await ask<{ died_on: string | null }>(page, `/people/${gone!.id}`)).died_on === '2026-06-20' ? true : undefined), 20_000)
    await page.context().close()
  })

  test('只能看的人打开卡片，没有登记，也不能比对名单', async () => {
    const page = await screening('领导', 1440)
    await page.getByRole('link', { name: /^打开/ }).first().waitFor()
    expect(await page.getByRole('button', { name: /登记/ }).count()).toBe(0)
    expect(await page.getByRole('button', { name: '比对名单' }).count()).toBe(0)
    await page.context().close()
  })
})
