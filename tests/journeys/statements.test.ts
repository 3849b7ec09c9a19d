import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { expectSound, openPage, openTownship, signIn, WIDTHS, type Program, type Township } from './program.ts'

let township: Township
let program: Program
let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'tongxin-check-'))

beforeAll(async () => {
  township = await openTownship()
  ;({ program, browser } = township)
})
afterAll(async () => {
  await township?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function clerk(width: number): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, '经办')
  return page
}

const get = <T>(page: Page, path: string): Promise<T> => page.evaluate(async path => (await fetch(`/api${path}`)).json(), path) as Promise<T>

/** A living pensioner who lives with others. */
async function somebody(page: Page): Promise<{ id: string; household: string }> {
  const { rows } = await get<{ rows: { id: string; household: string | null }[] }>(page, '/people?category=disabled-serviceman&living=living&size=50')
  const found = rows.find(row => row.household !== null)!
  return { id: found.id, household: found.household! }
}

const YEAR = 2025

describe('对账单', () => {
  test.each(WIDTHS)('一个人的，全户的：审批、到账、在途加得起来，%i 像素宽', async width => {
    const page = await clerk(width)
    const { id, household } = await somebody(page)
    await page.goto(`${program.address}/people/${id}/statement?year=${YEAR}`)
    await page.getByRole('heading', { name: '优抚资金对账单' }).waitFor()
    const statement = await get<{ total: { owed_fen: number; arrived_fen: number }; rows: unknown[] }>(page, `/people/${id}/statement?year=${YEAR}`)
    expect(statement.rows).not.toHaveLength(0)
    expect(statement.total.arrived_fen).toBe(statement.total.owed_fen)
    await expectSound(page)
    await page.goto(`${program.address}/households/${household}/statement?year=${YEAR}`)
    await page.getByRole('heading', { name: '优抚资金对账单' }).waitFor()
    await expectSound(page)
    await page.context().close()
  })
})

describe('明白卡的二维码', () => {
  test('核对页是一个文件，不联网：真的认，改过的不认', async () => {
    const page = await clerk(1440)
    const { id } = await somebody(page)
    await page.goto(`${program.address}/people/${id}/slip?year=${YEAR}`)
    await page.locator('.receipts .ant-qrcode svg').first().waitFor()
    await expectSound(page)
    const [receipt] = await get<{ text: string; amount_fen: number; name: string }[]>(page, `/people/${id}/receipts?year=${YEAR}`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载核对页' }).click()])
    const file = join(folder, 'check.html')
    await download.saveAs(file)
    await page.context().close()
    expect(readFileSync(file, 'utf8')).not.toMatch(/src="\/|href="\//)

    const alone = await openPage(browser, 390)
    await alone.context().setOffline(true)
    await alone.goto(`file://${file}`)
    await expectSound(alone)
    const field = alone.getByLabel('二维码里的文字')
    await field.fill(receipt!.text)
    await alone.getByText('属实：与单位的记录一致').waitFor()
    expect(await alone.locator('#answer').innerText()).toContain(receipt!.name)
    await expectSound(alone)
    await field.fill(receipt!.text.replace(/\|(\d+)\.(\d\d)\|/, (_, yuan: string, fen: string) => `|${Number(yuan) + 100}.${fen}|`))
    await alone.getByText('不属实').waitFor()
    await field.fill(receipt!.text.replace(/^TX1\|.{8}/, 'TX1|AAAAAAAA'))
    await alone.getByText('不是这个单位签的').waitFor()
    await field.fill('随便写的')
    await alone.getByText('这不是明白卡上的文字').waitFor()
    await expectSound(alone)
    await alone.context().close()
  })
})
