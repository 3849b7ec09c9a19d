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
afterAll(async () => {
  await township?.close()
})

async function as(role: string, width: number, path = '/'): Promise<Page> {
  const page = await openPage(browser, width)
  await signIn(page, program, role, path)
  return page
}

/** Asks the server as the page's own person. */
const ask = <T>(page: Page, path: string, body?: unknown): Promise<T> =>
  page.evaluate(async ({ path, body }) => {
    const answer = await fetch(`/api${path}`, { method: body === undefined ? 'GET' : 'POST', headers: { 'x-tongxin': '1', 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return answer.json()
  }, { path, body }) as Promise<T>

/** The first living person of a category in the roster. */
const somebody = async (page: Page, category: string): Promise<string> =>
  (await ask<{ rows: { id: string }[] }>(page, `/people?category=${category}&living=living`)).rows[0]!.id

describe('为什么', () => {
  test.each(WIDTHS)('点一笔发放的金额：算式、标准、条件、条文，%i 像素宽', async width => {
    const page = await as('经办', width)
    await page.goto(`${program.address}/people/${await somebody(page, 'disabled-serviceman')}`)
    await page.locator('.months .owed').first().waitFor()
    await expectSound(page)
    const amount = page.locator('.paid .why-amount').first()
    const paid = (await amount.innerText()).trim().split('\n')[0]!
    await amount.click()
    const card = page.locator('.why-card')
    await card.locator('.sum').waitFor()
    expect(await card.locator('.big').innerText()).toContain(paid)
    expect(await card.locator('.sum tbody tr').count()).toBe(2)
    expect(await card.innerText()).toContain('与应发一致')
    for (const words of ['怎么算的', '按什么标准', '条件和条文', '军人抚恤优待条例（2024年修订）', '第二十七条', '自批准当月起发给', '法律没有写明，这是本程序自己的规则']) expect(await card.innerText()).toContain(words)
    await page.waitForTimeout(400)
    await expectSound(page)
    await card.getByText(/此前依/).first().click()
    await card.getByRole('link', { name: '军人抚恤优待条例（2024年修订）' }).first().click()
    await page.locator('.articles .asked').waitFor()
    expect(await page.locator('.articles .asked').innerText()).toContain('第二十七条')
    await page.context().close()
  })

  test('英文；退回去；按某日所知，还没有登记的人没有应得', async () => {
    const page = await as('经办', 1440)
    const person = await somebody(page, 'disabled-serviceman')
    await page.goto(`${program.address}/people/${person}?year=2025`)
    await page.getByText('EN', { exact: true }).click()
    await page.locator('.months .owed button').nth(1).click()
    const card = page.locator('.why-card')
    await card.getByRole('heading', { name: 'How it is reckoned' }).waitFor()
    expect(await card.innerText()).toContain('Owed for 2025-02')
    await page.waitForTimeout(400)
    await expectSound(page)
    await page.goBack()
    await card.waitFor({ state: 'detached' })
    await page.getByLabel('As known on').fill('2015-06-01')
    await page.keyboard.press('Enter')
    await page.getByText('By the present identities nothing is owed this year.').waitFor()
    await page.getByRole('button', { name: 'Back to today' }).click()
    await page.locator('.months .owed').first().waitFor()
    await page.context().close()
  })

  test('不发的，不成立的条件在最前', async () => {
    const page = await as('经办', 1440)
    const { rows } = await ask<{ rows: { id: string }[] }>(page, '/people?category=disabled-serviceman&living=living')
    let person: string | undefined
    for (const { id } of rows) {
      const { refused } = await ask<{ refused: { benefit: string }[] }>(page, `/people/${id}/decision?from=2026-05&to=2026-05`)
      if (refused.some(({ benefit }) => benefit === 'nursing-allowance')) person ??= id
    }
    await page.goto(`${program.address}/people/${person}?why=nursing-allowance.2026-05`)
    await page.locator('.rests .fails').first().waitFor()
    expect(await page.locator('.why-card .big').innerText()).toBe('不发')
    expect(await page.locator('.rests > li').first().locator('.fails').count()).toBe(1)
    await page.waitForTimeout(400)
    await expectSound(page)
    await page.context().close()
  })

  test('缺事实：点一下记上，马上就有了数', async () => {
    const page = await as('经办', 1440)
    const person = await somebody(page, 'martyr-survivor')
    type Fact = { id: string; kind: string; value: Record<string, unknown> }
    const { facts } = await ask<{ facts: Fact[] }>(page, `/people/${person}`)
    const identity = facts.find(({ kind, value }) => kind === 'identity' && value['category'] === 'martyr-survivor')!
    await ask(page, `/people/${person}/facts`, { kind: 'identity', value: { ...identity.value, relation: null }, supersedes: identity.id })
    await page.goto(`${program.address}/people/${person}`)
    await page.locator('.months .missing button').first().click()
    await page.getByRole('button', { name: '现在记上' }).click()
    await page.waitForTimeout(400)
    await expectSound(page)
    await page.getByLabel('与死者的关系').click()
    await page.locator('.ant-select-item-option', { hasText: '父母' }).evaluate((option: HTMLElement) => option.click())
    await page.getByRole('button', { name: '记上', exact: true }).click()
    await page.locator('.why-card .sum').waitFor()
    await page.context().close()
  })
})

describe('政策', () => {
  test.each(WIDTHS)('按待遇、按身份、按法规、查找，都读得通，%i 像素宽', async width => {
    const page = await as('村级专干', width, '/law')
    await page.getByRole('link', { name: '定期抚恤金' }).first().waitFor()
    await expectSound(page)
    for (const [path, words] of [
      ['/law?by=category', '残疾军人'], ['/law?by=source', '军人抚恤优待条例（2019年修订）'], ['/law/benefits/survivor-pension', '收入不高于当地平均水平'],
      ['/law/benefits/nursing-allowance', '上一年度当地城镇单位就业人员年平均工资的百分比'], ['/law/benefits/funeral-allowance', '续发 12 个月'],
      ['/law/sources/servicemen-pension-regulation-2019', '被取代'], ['/law/categories/disabled-serviceman', '残疾军人证'],
    ] as const) {
      await page.goto(`${program.address}${path}`)
      await page.getByText(words).first().waitFor()
      await expectSound(page)
    }
    await page.goto(`${program.address}/law/benefits/disability-pension`)
    await page.getByLabel('看哪一档').selectOption('因战 5 级')
    expect(await page.locator('.chart svg').getAttribute('aria-label')).toContain('2024-08-01 67032')
    await expectSound(page)
    await page.goto(`${program.address}/law`)
    await page.getByRole('searchbox', { name: /政策/ }).fill('护理费')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('link', { name: /第三十四条/ }).click()
    await page.locator('.articles .asked').waitFor()
    await page.context().close()
  })
})

describe('明白卡', () => {
  test.each(WIDTHS)('打得开、印得出：只有姓和账号后四位，%i 像素宽', async width => {
    const page = await as('经办', width)
    const person = await somebody(page, 'disabled-serviceman')
    const { name, account } = await ask<{ name: string; account: string }>(page, `/people/${person}`)
    await page.goto(`${program.address}/people/${person}?year=2025`)
    await page.getByRole('link', { name: '明白卡' }).click()
    const slip = page.locator('.slip')
    await slip.getByText('2025 年一共').waitFor()
    const text = await slip.innerText()
    for (const words of ['残疾抚恤金', '每月', '凭哪条政策', `尾号 ${account.slice(-4)}`, '退役军人服务站']) expect(text).toContain(words)
    expect(text).not.toContain(name)
    await expectSound(page)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.subarray(0, 4).toString()).toBe('%PDF')
    await page.getByRole('button', { name: 'A5' }).click()
    await page.getByText('EN', { exact: true }).click()
    await slip.getByText('Your benefits in plain words').waitFor()
    await expectSound(page)
    await page.context().close()
  })

  test('别村的人，村级专干打不开', async () => {
    const clerk = await as('经办', 1440)
    const worker = await as('村级专干', 1440)
    const { place } = await ask<{ place: string }>(worker, '/me')
    const { rows } = await ask<{ rows: { id: string; place: string }[] }>(clerk, '/people?category=disabled-serviceman&size=200')
    const other = rows.find(row => row.place !== place)!
    provokes(worker, 404)
    await worker.goto(`${program.address}/people/${other.id}/slip`)
    await worker.getByText('您的辖区里没有这个人。').waitFor()
    await clerk.context().close()
    await worker.context().close()
  })
})
