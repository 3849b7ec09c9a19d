import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { checkCharacter } from '../../src/base/identity-number.ts'
import { readSheet } from '../../src/sheets/read.ts'
import { writeWorkbook } from '../../src/sheets/write.ts'
import { expectSound, openBrowser, openPage, signIn, signInAtTheDoor, startProgram, stateOf, until, WIDTHS, type Program } from './program.ts'

/** All bytes until the desk is usable (the budget), gzip. */
const FIRST_LOAD_BYTES_MAX = 250 * 1024

let program: Program
let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'tongxin-sheets-'))

beforeAll(async () => {
  program = await startProgram({ args: ['--demo'] })
  const early = await stateOf(program)
  expect(early.progress).toMatchObject({ done: 0 })
  await until(async () => ((await stateOf(program)).set_up ? true : undefined), 280_000)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function clerk(width: number): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, '经办')
  return page
}

type Json = Record<string, unknown>
/** Asks the server as the page's own person. */
const ask = <T = Json>(page: Page, path: string, method = 'GET', body?: unknown): Promise<T> =>
  page.evaluate(async ({ path, method, body }) => {
    const answer = await fetch(`/api${path}`, { method, headers: { 'x-tongxin': '1', 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return answer.json()
  }, { path, method, body }) as Promise<T>

describe('the township in a browser', () => {
  test.each(WIDTHS)('a figure opens beside its document at %i px', async width => {
    const page = await openPage(browser, width)
    await signIn(page, program, '经办', '/documents/annual?year=2023')
    const figure = page.locator('[data-figure="visits.spring-festival.cash"]')
    await figure.click()
    await page.locator('.records li').first().waitFor()
    // The figure that was clicked stays in sight, above the records on a phone and beside them elsewhere.
    const box = await figure.boundingBox()
    const records = await page.locator('.opened').boundingBox()
    expect(box!.y).toBeGreaterThan(0)
    expect(box!.y + box!.height).toBeLessThan(width < 900 ? records!.y : 900)
    await expectSound(page)
    await page.context().close()
  })

  test('all bytes until the desk is usable stay within the budget', async () => {
    const page = await openPage(browser, 1440)
    const bodies: Promise<Buffer>[] = []
    page.on('response', response => { if (/\/(assets\/.*)?$/.test(new URL(response.url()).pathname)) bodies.push(response.body()) })
    await signInAtTheDoor(page, program, '经办')
    const sizes = (await Promise.all(bodies)).map(body => gzipSync(body, { level: 9 }).length)
    expect(sizes.length).toBeGreaterThan(3)
    expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(FIRST_LOAD_BYTES_MAX)
    await page.context().close()
  })

  test('a browser whose store never answers lets people in all the same: nobody waits for a copy to be kept', async () => {
    const page = await openPage(browser, 1440)
    await page.addInitScript(() => { IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest })
    let states = 0
    page.on('request', request => { if (request.url().endsWith('/api/state')) states++ })
    await signInAtTheDoor(page, program, '经办')
    // The stranger, the door and the going in ask once each.
    expect(states).toBeLessThanOrEqual(3)
    await page.context().close()
  })

  test('a person is found by a fragment, by pinyin, by initials and by the last four digits', async () => {
    const page = await clerk(1440)
    const { rows } = await ask<{ rows: { name: string; identity_number: string }[] }>(page, '/people?category=demobilized-serviceman')
    const { name, identity_number } = rows[0]!
    const { pinyin } = await import('pinyin-pro')
    const syllables = pinyin(name, { type: 'array', toneType: 'none', surname: 'head', v: true })
    for (const words of [name.slice(1), syllables.join(''), syllables.map(syllable => syllable[0]).join(''), identity_number.slice(-4)]) {
      await page.goto(`${program.address}/roster`)
      await page.getByLabel('姓名、拼音、后四位').fill(words)
      await page.getByRole('button', { name: '查询' }).click()
      await page.getByRole('link', { name, exact: true }).first().waitFor()
    }
    await page.context().close()
  })

  test('a sheet with errors: every error is shown, the good rows go in, the failed rows come back as a file', async () => {
    const page = await clerk(1440)
    const form = await ask<{ id: string; name: { zh: string } }[]>(page, '/forms')
    const { zh } = form.find(each => each.id === 'rural-veteran-60')!.name
    const template = await page.evaluate(async () => [...new Uint8Array(await (await fetch('/api/forms/rural-veteran-60/template')).arrayBuffer())])
    const sheet = await readSheet(Uint8Array.from(template))
    if (!sheet.ok) throw new Error('the template cannot be read')
    const [headings, example] = sheet.value.rows.map(row => row.cells.map(cell => cell?.text ?? ''))
    const at = (part: string) => headings!.findIndex(heading => heading.includes(part))
    const row = (number: string, name: string, change: Record<string, string> = {}) =>
      headings!.map((_, index) => (index === at('身份证号') ? number : index === at('姓名') || index === at('开户名称') ? name : Object.entries(change).find(([part]) => at(part) === index)?.[1] ?? example![index] ?? ''))
    const born = { 出生日期: '1958-07-04', 性别: '男' }
    const number = (sequence: string) => `99010119580704${sequence}${checkCharacter(`99010119580704${sequence}`)}`
    const wrong = (right: string) => right.slice(0, 17) + (right.endsWith('1') ? '2' : '1')
    // Three errors: a check character, a date that does not exist, no name.
    const rows = [
      row(number('001'), '甲示例', born), row(wrong(number('003')), '乙示例', born), row(number('005'), '丙示例', { ...born, 批准日期: '2020-02-30' }),
      row(number('007'), '', born), row(number('009'), '戊示例', born),
    ]
    const file = join(folder, 'sheet.xlsx')
    writeFileSync(file, await writeWorkbook({ name: '花名册', headings: headings!, rows }))
    await page.goto(`${program.address}/roster`)
    await page.getByRole('button', { name: '导入' }).click()
    await page.getByLabel('哪种表').click()
    await page.locator('.ant-select-item-option', { hasText: zh }).evaluate((option: HTMLElement) => option.click())
    // Its list goes away slowly on a busy machine, and has no name of its own.
    await page.locator('.ant-select-dropdown').waitFor({ state: 'hidden' })
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: '预检' }).click()
    await page.getByText('读到 5 行').waitFor()
    const errors = await page.locator('.ant-modal, .ant-drawer').last().innerText()
    for (const part of ['身份证号', '批准日期', '姓名']) expect(errors).toContain(part)
    expect((await ask<{ total: number }>(page, '/people?query=甲示例')).total).toBe(0)
    await expectSound(page)
    await page.getByRole('button', { name: /^导入/ }).last().click()
    await page.getByText('行没有导入').waitFor()
    const [failed] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载有错的行' }).click()])
    const back = await readSheet(readFileSync(await failed.path()))
    expect(back.ok && back.value.rows.length).toBe(4)
    expect((await ask<{ total: number }>(page, '/people?query=甲示例')).total).toBe(1)
    await page.context().close()
  })

  test('春节慰问金 1000 元点开是五户：谁去的、哪一天、签领表、哪笔资金；公文可以下载', async () => {
    const page = await clerk(1440)
    await page.goto(`${program.address}/documents/annual?year=2023`)
    await page.locator('[data-figure="visits.spring-festival.cash"]').click()
    await page.locator('.records li').nth(4).waitFor()
    expect(await page.locator('.records > li').count()).toBe(5)
    const first = await page.locator('.records > li').first().innerText()
    for (const label of ['走访人', '日期', '资金', '凭证', '签收', '200.00']) expect(first).toContain(label)
    const [evidence] = await Promise.all([page.waitForEvent('download'), page.locator('.records .evidence').first().click()])
    const signed = await readSheet(readFileSync(await evidence.path()))
    expect(signed.ok && signed.value.rows.length).toBe(6)
    const [paper] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /下载/ }).click()])
    expect(paper.suggestedFilename()).toMatch(/2023.*\.docx$/)
    expect(readFileSync(await paper.path()).subarray(0, 2).toString()).toBe('PK')
    await page.context().close()
  })
})

describe('the document follows its records', () => {
  type Round = { id: string; festival: string; households: number }
  type Run = { text: string; figure?: string }
  const paper = async (page: Page): Promise<string> =>
    (await ask<{ blocks: { runs: Run[] }[] }>(page, '/documents/annual?year=2023')).blocks.map(block => block.runs.map(run => run.text).join('')).join('\n')

  test('“八一”走访添一户成六户 1200 元；删去这一轮，这句话就没有了，不足里写明', async () => {
    const page = await clerk(1440)
    expect(await paper(page)).toContain('“八一”期间慰问优抚对象5户1000元')
    const { rows } = await ask<{ rows: Round[] }>(page, '/rounds?year=2023&festival=army-day')
    const round = rows.find(each => each.festival === 'army-day')!
    const seen = await ask<{ visits: { person: string }[] }>(page, `/rounds/${round.id}`)
    const people = await ask<{ rows: { id: string; name: string }[] }>(page, '/people?category=combat-veteran&living=living')
    const sixth = people.rows.find(person => !seen.visits.some(visit => visit.person === person.id))!
    await ask(page, `/rounds/${round.id}/visits`, 'POST', {
      person: sixth.id, visited_on: '2023-07-29', visitors: ['示例'], giver: '示例镇', cash_fen: 20_000, receipt: { signed_by: sixth.name, voucher: '2023-006' },
    })
    expect(await paper(page)).toContain('“八一”期间慰问优抚对象6户1200元')
    await ask(page, `/rounds/${round.id}`, 'DELETE')
    const after = await paper(page)
    expect(after).not.toMatch(/“八一”期间慰问/)
    expect(after).toMatch(/未见[^。]*“八一”走访慰问/)
    await page.context().close()
  })
})
