import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { expectSound, openPage, openTownship, PHOTO, provokes, signIn, WIDTHS, type Program, type Township } from './program.ts'

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

async function opened(role: string, width: number, address: string): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role, address)
  return page
}

type Line = { readonly id: string; readonly name: string }
/** Somebody with an account for whom nobody has proposed anything; each call answers another. */
let taken = 0
async function somebody(page: Page): Promise<Line> {
  const rows = await page.evaluate(async () => {
    const read = async <Row>(path: string) => (await (await fetch(`/api${path}`)).json() as { rows: Row[] }).rows
    const proposed = new Set((await read<{ person: string }>('/accounts/proposals?size=200')).map(row => row.person))
    return (await read<Line & { account: string | null }>('/people?size=200&living=living')).filter(row => row.account !== null && !proposed.has(row.id))
  })
  return rows[taken++]!
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).click()
  await page.locator('.ant-select-item-option-content', { hasText: new RegExp(`^${option}$`) }).last().evaluate((shown: HTMLElement) => shown.click())
}

/** Fills in the drawer on a person's page, proof and all. */
async function propose(page: Page, person: Line, account: string): Promise<void> {
  await page.goto(`${program.address}/people/${person.id}`)
  await page.getByRole('button', { name: '变更账户' }).click()
  await choose(page, '变更原因', '卡折遗失')
  await page.getByLabel('新的银行账号').fill(account)
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(PHOTO)
  await page.getByRole('button', { name: '提出变更' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('heading', { name: '账户变更' }).waitFor()
}

const lineOf = (page: Page, person: Line) => page.locator('tr, .cards > li', { hasText: person.name })

describe('账户变更', () => {
  test.each(WIDTHS)('经办凭佐证提出，自己不能决定；复核对照佐证同意，卡片换成新的末四位（%i px）', async width => {
    const clerk = await opened('经办', width, '/accounts')
    const person = await somebody(clerk)
    const [account, tail] = [`99100000${width}`, String(width).padStart(4, '0').slice(-4)]
    await propose(clerk, person, account)
    await expectSound(clerk)
    expect(await clerk.getByText(/^\*+/).first().innerText()).not.toContain(tail)
    await clerk.goto(`${program.address}/accounts?name=${encodeURIComponent(person.name)}`)
    await lineOf(clerk, person).getByRole('button', { name: /查看/ }).first().click()
    await clerk.getByText('您提出的变更由另一位同志决定').waitFor()
    expect(await clerk.getByRole('button', { name: '同意变更' }).count()).toBe(0)
    await clerk.context().close()

    const reviewer = await opened('复核', width, `/accounts?name=${encodeURIComponent(person.name)}`)
    await lineOf(reviewer, person).getByRole('button', { name: /核对/ }).first().waitFor()
    await expectSound(reviewer)
    await lineOf(reviewer, person).getByRole('button', { name: /核对/ }).first().click()
    await reviewer.getByRole('button', { name: '查看佐证' }).click()
    await reviewer.getByLabel('为什么要看？').fill('核对账号')
    await expectSound(reviewer)
    await reviewer.getByRole('button', { name: '查看', exact: true }).click()
    await reviewer.getByRole('dialog').locator('.proof img').waitFor()
    expect(await reviewer.getByRole('dialog').locator('.proof img').evaluate((shown: HTMLImageElement) => shown.decode().then(() => shown.naturalWidth))).toBeGreaterThan(0)
    await expectSound(reviewer)
    await reviewer.getByRole('button', { name: '同意变更' }).click()
    await reviewer.getByRole('dialog').waitFor({ state: 'hidden' })
    await lineOf(reviewer, person).getByText('已变更').first().waitFor()
    await reviewer.goto(`${program.address}/people/${person.id}`)
    await reviewer.locator('.portrait', { hasText: new RegExp(`\\*${tail}`) }).waitFor()
    await reviewer.context().close()
  })

  test('没有佐证的、佐证太大的、户名不是本人的，提不上去，说出为什么；要附佐证一开始就说，太大的选的时候就说', async () => {
    const page = await opened('经办', 1440, '/accounts')
    const person = await somebody(page)
    await page.goto(`${program.address}/people/${person.id}`)
    await page.getByRole('button', { name: '变更账户' }).click()
    await page.getByText('必须附上，每个文件不超过 20 MB').waitFor()
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles({ name: '太大.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(21 * 1024 * 1024) })
    await page.getByText('文件有 21 MB，最多 20 MB').waitFor()
    await page.getByText('还没有选择').waitFor()
    await choose(page, '变更原因', '领款人变更')
    await page.getByLabel('新的银行账号').fill('991234500001')
    await page.getByLabel('户名').fill('别人的名字')
    provokes(page, 409, 422)
    await page.getByRole('button', { name: '提出变更' }).click()
    await page.getByText('没有佐证的不能提交').waitFor()
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles(PHOTO)
    await page.getByRole('button', { name: '提出变更' }).click()
    await page.getByText('关系不能写“本人”').waitFor()
    await expectSound(page)
    await page.context().close()
  })

  test('两个人同一个账号：页上写明一户多人，不写核实情况不能同意，写了理由可以不予办理', async () => {
    const clerk = await opened('经办', 1440, '/accounts')
    const [one, other] = [await somebody(clerk), await somebody(clerk)]
    for (const person of [one, other]) await propose(clerk, person, '991999900001')
    await clerk.context().close()
    const leader = await opened('领导', 1440, `/accounts?name=${encodeURIComponent(other.name)}`)
    await lineOf(leader, other).getByRole('button', { name: /核对/ }).first().click()
    await leader.getByText('一户多人：另有 1 人用这个账号').waitFor()
    provokes(leader, 409, 422)
    await leader.getByRole('button', { name: '同意变更' }).click()
    await leader.getByText('同意变更须写明核实情况').waitFor()
    await expectSound(leader)
    await leader.getByLabel('核实情况，或不予办理的理由').fill('两人不同户，请各办各的卡')
    await leader.getByRole('button', { name: '不予办理' }).click()
    await leader.getByRole('dialog').waitFor({ state: 'hidden' })
    await lineOf(leader, other).getByText('不予办理').first().waitFor()
    await leader.context().close()
  })

  test('改卡片的地方没有账户了', async () => {
    const page = await opened('经办', 1440, '/accounts')
    const person = await somebody(page)
    await page.goto(`${program.address}/people/${person.id}`)
    await page.getByRole('button', { name: '修改', exact: true }).click()
    await page.getByRole('dialog').getByLabel('住址').waitFor()
    expect(await page.getByRole('dialog').getByLabel(/账号|开户行|户名/).count()).toBe(0)
    await page.context().close()
  })
})
