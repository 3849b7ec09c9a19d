import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { act } from '../../access/actions.ts'
import type { Actor } from '../../base/actor.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { done, must } from '../../base/result.ts'
import { newRouter, problem, RefusedRequest } from '../../http/router.ts'
import { addFundIn, creditFundIn, postIn } from '../../ledger/actions.ts'
import { addPerson } from '../../roster/actions.ts'
import { changedBook } from './changes.ts'
import { compareCosts } from './compare.ts'
import { costAgain, costOf } from './cost.ts'
import { textIn } from './pack.ts'
import { whatIfRoutes } from './routes.ts'
import { rosterOf, type WhatIfView } from './what-if.ts'

let opened: TestHouse
let numbers = 0

function add(village: string, name: string, category: string, more: object): Promise<string> {
  const digits = `9901011952040${3 + numbers % 6}${String(101 + 2 * numbers++)}`
  return addPerson(opened.house, opened.actors.clerk, {
    place: village, name, identity_number: digits + checkCharacter(digits), hukou: 'rural', known_on: '2020-01-01',
    facts: [{ kind: 'identity', value: { category, ...more }, known_on: '2020-01-01' }],
  } as Parameters<typeof addPerson>[2]).then(must)
}

beforeAll(async () => {
  opened = await testHouse()
  opened.travel('2024-09-10')
  await add(VILLAGES[0]!, '田明远', 'disabled-serviceman', { cause: 'war', grade: 5, approved_on: '2019-05-20' })
  await add(VILLAGES[0]!, '石友山', 'disabled-serviceman', { cause: 'war', grade: 5, approved_on: '2019-05-20' })
  await add(VILLAGES[1]!, '江海平', 'combat-veteran', { approved_on: '2010-01-01' })
  const paid = await act(opened.house, opened.actors.clerk, 'ledger.fund', async work => {
    const fund = must(await addFundIn(work, { place: TOWNSHIP, name: '2024年优抚补助', source: '中央财政', year: 2024, purpose: 'benefits' }))
    must(await creditFundIn(work, fund, 5_000_000, { document: '示例1号', on: '2024-01-03' }))
    const person = work.id()
    return postIn(work, [{
      key: 'paid', on: '2024-08-20', debit: 'expense:disability-pension', credit: 'payable', amount_fen: 100, place: VILLAGES[0]!, fund, person,
      benefit: 'disability-pension', period: '2024-08', reference: { kind: 'test', id: person }, memo: '示例',
    }]).then(() => done(null))
  })
  must(paid)
})
afterAll(() => opened.close())

/** The routes, as somebody who is signed in meets them. */
async function ask(actor: Actor, query: string, headers: Record<string, string> = {}) {
  const app = newRouter()
  app.use('*', async (context, next) => { context.set('actor', actor); await next() })
  app.route('/', whatIfRoutes(opened.house))
  app.onError((error, context) => { if (error instanceof RefusedRequest) return problem(context, error.refusals); throw error })
  return app.request(`/what-if${query}`, { headers })
}

/** What the browser makes of the answer. */
async function roster(actor: Actor, query: string) {
  const answer = await ask(actor, query)
  expect(answer.status).toBe(200)
  const frame = await answer.arrayBuffer()
  const text = new TextDecoder().decode(textIn(frame))
  return { text, frame, ...rosterOf(JSON.parse(text) as WhatIfView, frame) }
}

describe('测算的数据', () => {
  test('全镇一年：战残五级两人各67032元，参战一人，按各自的村', async () => {
    const { head, book, under } = await roster(opened.actors.clerk, '?from=2024-08&months=12')
    const asked = under(book)
    const cost = costOf(asked)
    const { villages, benefits } = compareCosts(asked, cost, cost)
    expect(head).toMatchObject({ place: TOWNSHIP, county: COUNTY, from: '2024-08', months: 12, known_on: '2024-09-10', villages: [VILLAGES[0], VILLAGES[1]] })
    // 67,032.00 a year for each, and twelve months of it are the year.
    expect(benefits.find(({ benefit }) => benefit === 'disability-pension')).toMatchObject({ before_fen: 13_406_400, persons: 2 })
    expect(villages[0]!.before_fen).toBe(13_406_400)
    expect(benefits.find(({ benefit }) => benefit === 'combat-veteran-allowance')).toMatchObject({ persons: 1 })
  })

  /** In the browser: the pension of the disabled raised by five per cent from a day. */
  async function raised(from: string) {
    const { book, under } = await roster(opened.actors.clerk, '?from=2024-08&months=12')
    const before = costOf(under(book))
    const changed = under(changedBook(book, [{ benefit: 'disability-pension', cell: null, where: COUNTY, from, percent: 5 }], '2024-09-10'))
    return compareCosts(changed, before, costAgain(changed, before, new Set(['disability-pension'] as const)))
  }

  test('自2024年9月提高百分之五：每人十一个月多3072.30元', async () => {
    const { total, concerned } = await raised('2024-09-01')
    // A year at 70,383.60 less its August, against a year at 67,032.00 less its August: 64,518.30 - 61,446.00 = 3,072.30.
    expect(total.after_fen - total.before_fen).toBe(2 * (7_038_360 - 586_530 - (6_703_200 - 558_600)))
    expect(total.after_fen - total.before_fen).toBe(2 * 307_230)
    expect(concerned).toBe(2)
  })

  test('自2024年8月提高百分之五：以7月31日的标准为底，低于8月的国家标准，一分不多', async () => {
    expect(await raised('2024-08-01')).toMatchObject({ total: { before_fen: (await raised('2024-09-01')).total.before_fen }, concerned: 0 })
  })

  test('待遇的资金是最近一次付它的那笔，连同结余', async () => {
    const { head } = await roster(opened.actors.clerk, '?from=2024-08')
    expect(head.funds).toMatchObject([{ benefit: 'disability-pension', name: '2024年优抚补助', source: '中央财政', year: 2024, balance_fen: 5_000_000 }])
  })

  test('没有姓名、号码、内部编号，只有村的序号', async () => {
    const { text, frame } = await roster(opened.actors.clerk, '')
    const bytes = new TextDecoder('latin1').decode(frame)
    for (const secret of ['田明远', '石友山', '江海平', '9901011952']) {
      expect(text).not.toContain(secret)
      expect(bytes).not.toContain(secret)
    }
    expect(text).not.toContain('"person":"')
  })

  test('压缩了发送，解开是同一份', async () => {
    const [plain, small] = await Promise.all([ask(opened.actors.clerk, ''), ask(opened.actors.clerk, '', { 'accept-encoding': 'gzip, br' })])
    expect(small.headers.get('content-encoding')).toBe('gzip')
    const unzipped = await new Response(small.body!.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
    expect(new Uint8Array(unzipped)).toEqual(new Uint8Array(await plain.arrayBuffer()))
  })
})

describe('谁能测算哪里', () => {
  test('县里看全县，也可以只看一村；镇里看不到别处', async () => {
    const persons = async (actor: Actor, query: string) => (await roster(actor, query)).head.table.persons
    expect(await persons(opened.actors.countyOffice, '')).toBe(3)
    expect(await persons(opened.actors.countyOffice, `?place=${VILLAGES[1]}`)).toBe(1)
    expect(await persons(opened.actors.clerk, `?place=${VILLAGES[0]}`)).toBe(2)
    for (const place of [COUNTY, '990202', '990101102', `${TOWNSHIP}299`]) {
      const answer = await ask(opened.actors.clerk, `?place=${place}`)
      expect([place, answer.status, await answer.json()]).toMatchObject([place, 422, { refusals: [{ place: 'place', legal: [TOWNSHIP] }] }])
    }
  })

  test('村级专干和三员不测算', async () => {
    for (const actor of [opened.actors.villageWorker, opened.actors.system, opened.actors.security, opened.actors.audit]) expect((await ask(actor, '')).status).toBe(403)
  })

  test.each(['?months=0', '?months=25', '?from=2024-13', '?from=9999-01', '?place=x', '?persons=1', '?months=a'])('%s：有一句话，不是故障', async query => {
    expect((await ask(opened.actors.clerk, query)).status).toBe(422)
  })
})
