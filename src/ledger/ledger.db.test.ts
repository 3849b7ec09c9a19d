import { afterAll, beforeAll, expect, test } from 'vitest'
import { COUNTY, TOWNSHIP, VILLAGES, testHouse, type TestHouse } from '../../tests/harness/database.ts'
import { act, read } from '../access/actions.ts'
import type { Actor } from '../base/actor.ts'
import { done, must, type Result } from '../base/result.ts'
import { newRouter, problem, RefusedRequest } from '../http/router.ts'
import { addFund, addFundIn, balancesIn, creditFund, funds, payingFundsIn, postedIn, postIn, wrongBalancesIn } from './actions.ts'
import type { Posting } from './ledger.ts'
import { ledgerRoutes } from './routes.ts'

let opened: TestHouse
let funded = 0

beforeAll(async () => { opened = await testHouse() })
afterAll(() => opened.close())

const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => refusal.code))
const reading = <T>(work: Parameters<typeof read<T>>[3], actor: Actor = opened.actors.auditor) => read<T>(opened.house, actor, 'ledger.read', work).then(must)
const PERSON = '01890000-0000-7000-8000-000000000001'

async function fundWith(amount_fen: number): Promise<string> {
  const fund = must(await addFund(opened.house, opened.actors.clerk, { place: TOWNSHIP, name: `资金${++funded}`, source: '镇级财政', year: 2024 }))
  must(await creditFund(opened.house, opened.actors.clerk, fund, { amount_fen, document: '示例1号', on: '2024-01-03' }))
  return fund
}

const spend = (fund: string, key: string, amount_fen: number, some: Partial<Posting> = {}): Posting => ({
  key, on: '2024-02-01', debit: 'expense:condolence', credit: `fund:${fund}`, amount_fen, place: TOWNSHIP, fund, person: null, benefit: null, period: null,
  reference: { kind: 'test', id: key }, memo: '慰问', ...some,
})
const post = (...postings: Posting[]) => act(opened.house, opened.actors.clerk, 'ledger.fund', async work => {
  work.record({ action: 'test.posting.add', subject: postings[0]!.key, place: TOWNSHIP })
  return postIn(work, postings)
})
const balanceOf = async (fund: string) => must(await funds(opened.house, opened.actors.clerk)).find(one => one.id === fund)!.balance_fen

test('用到一分不剩可以，多一分不行，被拒的什么也没记', async () => {
  const fund = await fundWith(1000)
  expect(codes(await post(spend(fund, 'over', 1001)))).toEqual(['insufficient'])
  expect(await balanceOf(fund)).toBe(1000)
  must(await post(spend(fund, 'exact', 1000)))
  expect(await balanceOf(fund)).toBe(0)
  expect(await reading(wrongBalancesIn)).toEqual([])
})

test('两人同时花同一笔钱，只有一人花得成', async () => {
  const fund = await fundWith(1000)
  const both = await Promise.all([post(spend(fund, 'one', 600)), post(spend(fund, 'other', 600))])
  expect(both.filter(result => result.ok)).toHaveLength(1)
  expect(await balanceOf(fund)).toBe(400)
})

test('同一笔记两次只算一次；同一号码记另一笔是程序的错', async () => {
  const fund = await fundWith(1000)
  expect(must(await post(spend(fund, 'same', 300)))).toBe(1)
  expect(must(await post(spend(fund, 'same', 300)))).toBe(0)
  expect(await balanceOf(fund)).toBe(700)
  await expect(post(spend(fund, 'same', 301))).rejects.toThrow('another movement')
})

test('反向记账还回资金', async () => {
  const fund = await fundWith(1000)
  must(await post(spend(fund, 'visit', 200)))
  must(await post({ ...spend(fund, 'visit-reversed', 200), debit: `fund:${fund}`, credit: 'expense:condolence' }))
  expect(await balanceOf(fund)).toBe(1000)
})

test('不成账的记账是程序的错：零元、同科目、别的资金、没有的科目', async () => {
  const fund = await fundWith(1000)
  const bad: Partial<Posting>[] = [{ amount_fen: 0 }, { amount_fen: 0.5 }, { debit: `fund:${fund}` }, { fund: PERSON }, { debit: 'cash' }]
  for (const some of bad) await expect(post(spend(fund, 'bad', 1, some))).rejects.toThrow()
})

test('一项待遇的钱从哪里来：看最近一次从哪笔资金付的', async () => {
  const [earlier, later] = [await fundWith(1000), await fundWith(2000)]
  const pay = (fund: string, on: string, period: string, benefit: string) =>
    post({ ...spend(fund, `${benefit} ${on}`, 100, { on, person: PERSON, period, benefit }), debit: `expense:${benefit}`, credit: 'payable' })
  must(await pay(earlier, '2024-05-20', '2024-05', 'ill-veteran-allowance'))
  must(await pay(later, '2024-06-20', '2024-06', 'ill-veteran-allowance'))
  must(await pay(earlier, '2023-01-20', '2023-01', 'martyr-child-allowance'))
  const found = await reading(work => payingFundsIn(work, '2024-01'))
  expect(found.find(fund => fund.benefit === 'ill-veteran-allowance')).toMatchObject({ id: later, source: '镇级财政', balance_fen: 2000 })
  expect(found.some(fund => fund.benefit === 'martyr-child-allowance')).toBe(false)
})

test('已记的是支出减收回，按人、待遇、月份', async () => {
  const owed = { person: PERSON, benefit: 'disability-pension', period: '2024-03', fund: null }
  must(await post(spend('', 'owed', 500, { ...owed, debit: 'expense:disability-pension', credit: 'payable' })))
  must(await post(spend('', 'back', 200, { ...owed, debit: 'receivable', credit: 'expense:disability-pension' })))
  must(await post(spend('', 'sent', 500, { ...owed, debit: 'payable', credit: 'in-transit' })))
  const posted = await reading(work => postedIn(work, { from: '2024-03', to: '2024-03', persons: [PERSON] }))
  expect(posted).toEqual([{ person: PERSON, benefit: 'disability-pension', period: '2024-03', amount_fen: 300 }])
  expect(await reading(work => postedIn(work, { from: '2024-04', to: '2024-04' }))).toEqual([])
})

test('借贷总是相等：所有科目的余额加起来是零', async () => {
  await fundWith(1234)
  expect((await reading(work => balancesIn(work))).reduce((total, one) => total + one.balance_fen, 0)).toBe(0)
})

test('村里看不见镇里的资金；辖区外不能设资金；同名同年不能设两次；部队番号不收', async () => {
  await fundWith(1)
  const village: Actor = { ...opened.actors.clerk, place: VILLAGES[0]!, scope: [VILLAGES[0]!] }
  expect(must(await funds(opened.house, village))).toEqual([])
  expect(codes(await addFund(opened.house, village, { place: TOWNSHIP, name: '甲', source: '乙', year: 2024 }))).toEqual(['invalid'])
  must(await addFund(opened.house, opened.actors.clerk, { place: TOWNSHIP, name: '甲', source: '乙', year: 2024 }))
  expect(codes(await addFund(opened.house, opened.actors.clerk, { place: TOWNSHIP, name: '甲', source: '丙', year: 2024 }))).toEqual(['duplicate'])
  expect(codes(await addFund(opened.house, opened.actors.clerk, { place: TOWNSHIP, name: '12345部队共建', source: '乙', year: 2024 }))).toEqual(['secret'])
  expect(codes(await addFund(opened.house, opened.actors.leader, { place: TOWNSHIP, name: '丁', source: '乙', year: 2024 }))).toEqual(['forbidden'])
})

test('预演不留下资金', async () => {
  const before = must(await funds(opened.house, opened.actors.clerk)).length
  must(await act(opened.house, opened.actors.clerk, 'ledger.fund', async work => done(must(await addFundIn(work, { place: TOWNSHIP, name: '预演', source: '乙', year: 2024 }))), { preview: true }))
  expect(must(await funds(opened.house, opened.actors.clerk))).toHaveLength(before)
})

test('网络接口：设资金、记到账、看结余；同一号码的请求只做一次', async () => {
  const app = newRouter()
  app.use('*', async (context, next) => { context.set('actor', { ...opened.actors.countyOffice, county: COUNTY }); await next() })
  app.route('/', ledgerRoutes(opened.house))
  app.onError((error, context) => { if (error instanceof RefusedRequest) return problem(context, error.refusals); throw error })
  const post = (path: string, body: unknown) => app.request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': `${path}1` } })
  const input = { place: TOWNSHIP, name: '网络资金', source: '县级财政', year: 2024 }
  const { id } = await (await post('/funds', input)).json() as { id: string }
  expect(await (await post('/funds', input)).json()).toEqual({ id })
  const credit = { amount_fen: 500, document: '示例2号', on: '2024-01-05' }
  await post(`/funds/${id}/credit`, credit)
  expect(await (await post(`/funds/${id}/credit`, credit)).json()).toEqual({ balance_fen: 500 })
  expect((await post('/funds/x/credit', credit)).status).toBe(404)
  expect(await (await app.request('/funds')).json()).toEqual(expect.arrayContaining([{ id, place: TOWNSHIP, name: '网络资金', source: '县级财政', level: 'county', donor: null, purpose: 'any', year: 2024, balance_fen: 500 }]))
})
