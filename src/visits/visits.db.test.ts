import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOWNSHIP, testHouse, VILLAGES, type TestHouse } from '../../tests/harness/database.ts'
import { act, read } from '../access/actions.ts'
import { must, type Result } from '../base/result.ts'
import { evidenceOf } from '../evidence/actions.ts'
import { figureValues, openFigure } from '../figures/actions.ts'
import { newRouter } from '../http/router.ts'
import { addFund, creditFund, funds, postingsOfIn } from '../ledger/actions.ts'
import { addItem, items, receive, wrongStockIn } from '../ledger/stock/actions.ts'
import { adoptPlan, tasks } from '../plan/actions.ts'
import { addHouseholdsIn, addPersonsIn } from '../roster/actions.ts'
import {
  changeRound, changeVisit, moveRoundTo, openRound, recordVisit, recordVisitIn, removeRound, removeVisit, round, rounds,
} from './actions.ts'
import { figures } from './figures.ts'
import { suggestions } from './planned/actions.ts'
import { visitsRoutes } from './routes.ts'
import type { VisitInput } from './schemas.ts'

const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => `${refusal.code} ${refusal.place}`).toSorted())

let test: TestHouse
let households: string[]

/** Seven households in villages 201 and 202, of which the first has a disabled serviceman. */
beforeAll(async () => {
  test = await testHouse()
  households = must(await act(test.house, test.actors.clerk, 'roster.write', async work => {
    const made = await addHouseholdsIn(work, ['王', '李', '赵', '钱', '孙', '周', '吴'].map((surname, index) => ({ place: VILLAGES[index < 5 ? 0 : 1]!, head: `${surname}大山` })))
    if (!made.ok) return made
    must(await addPersonsIn(work, [{
      place: VILLAGES[0]!, name: '王大山', identity_number: withChecksum('990101195001010010'), household: made.value[0]!,
      facts: [{ kind: 'identity', value: { category: 'disabled-serviceman', approved_on: '1980-01-01', cause: 'duty', grade: 8 }, known_on: '1980-01-01' }],
    }]))
    return made
  }))
})
afterAll(() => test.close())

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const withChecksum = (number: string): string => {
  const total = WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(number[index]), 0)
  return number.slice(0, 17) + '10X98765432'[total % 11]
}

const visit = (household: string, change: Partial<VisitInput> = {}): VisitInput => ({
  household, visited_on: '2023-07-30', visitors: ['林经办', '何专干'], giver: '青松镇', cash_fen: 200_00, receipt: { signed_by: '王大山', voucher: '收据一' }, ...change,
})

const aFund = async (year: number, amount_fen: number): Promise<string> => {
  const id = must(await addFund(test.house, test.actors.clerk, { place: TOWNSHIP, name: `慰问经费${year}${Math.random()}`, source: '镇财政', year }))
  must(await creditFund(test.house, test.actors.clerk, id, { amount_fen, document: '拨款通知', on: `${year}-01-02` }))
  return id
}
const balance = async (fund: string) => must(await funds(test.house, test.actors.clerk)).find(row => row.id === fund)?.balance_fen

/** A round of a year of its own, so that tests do not count each other's. */
const aRound = async (year: number, fund: string | null = null, festival: 'army-day' | 'spring-festival' = 'army-day') =>
  must(await openRound(test.house, test.actors.clerk, {
    place: TOWNSHIP, festival, year, name: `${year}年走访`, from: `${year}-07-20`, to: `${year}-08-05`, fund,
  }))

/** What visits gave; how many households there are to visit is the roster's (documents/glance). */
const values = async (year: number, place = TOWNSHIP) => {
  const all = must(await read(test.house, test.actors.clerk, 'figures.read', work => figureValues(work.session, figures, { county: '990101', place, year })))
  return Object.fromEntries(all.filter(figure => figure.value !== 0 && !figure.id.startsWith('visits.entitled-homes')).map(figure => [figure.id.replace('visits.', ''), figure.value]))
}
const record = (id: string, year: number, number: number, change: Partial<VisitInput> = {}) =>
  recordVisit(test.house, test.actors.clerk, { ...visit(households[number]!, { visited_on: `${year}-07-30`, ...change }), round: id })

describe('“八一”走访慰问', () => {
  it('口径等于各户之和；添第六户，就是6户1200元；撤销这一轮，就没有了', async () => {
    const fund = await aFund(2023, 5000_00)
    const id = await aRound(2023, fund)
    for (const number of [0, 1, 2, 3, 4]) must(await record(id, 2023, number, { goods: [{ name: '大米', value_fen: 60_00 }, { name: '食用油', value_fen: 40_00 }] }))
    expect(await values(2023)).toEqual({ 'army-day.households': 5, 'army-day.cash': 1000_00, 'army-day.goods': 500_00, homes: 5 })
    expect(await balance(fund)).toBe(4000_00)
    must(await record(id, 2023, 5))
    expect(await values(2023)).toMatchObject({ 'army-day.households': 6, 'army-day.cash': 1200_00 })
    expect(await values(2023, VILLAGES[1])).toMatchObject({ 'army-day.households': 1, 'army-day.cash': 200_00 })
    must(await removeRound(test.house, test.actors.clerk, id))
    expect(await values(2023)).toEqual({})
    expect(await balance(fund)).toBe(5000_00)
    const opened = must(await read(test.house, test.actors.clerk, 'figures.read', work =>
      openFigure(work.session, figures.find(figure => figure.id === 'visits.army-day.households')!, { county: '990101', place: TOWNSHIP, year: 2023 })))
    expect(opened.records).toEqual([])
  })

  it('打开的口径写明户主、走访人、日期、签收、凭证、资金和佐证，姓名只露姓', async () => {
    const fund = await aFund(2022, 1000_00)
    const id = await aRound(2022, fund)
    const made = must(await act(test.house, test.actors.clerk, 'visits.write', work => recordVisitIn(work, {
      ...visit(households[0]!, { visited_on: '2022-07-30', goods: [{ name: '大米', value_fen: 60_00 }] }), round: id,
      evidence: [{ kind: 'receipt', title: '签领表', taken_on: '2022-07-30', media_type: 'text/plain', bytes: new TextEncoder().encode('签领') }],
    })))
    const [proof] = must(await evidenceOf(test.house, test.actors.clerk, { kind: 'visit', id: made }))
    const opened = must(await read(test.house, test.actors.clerk, 'figures.read', work =>
      openFigure(work.session, figures.find(figure => figure.id === 'visits.army-day.cash')!, { county: '990101', place: TOWNSHIP, year: 2022 })))
    expect(opened.records).toMatchObject([{
      record: made, value: 200_00, happened_on: '2022-07-30', place_code: VILLAGES[0], title: '慰问王某家',
      detail: {
        户主: '王某', 村: '松岭村', 身份类别: '残疾军人', 走访人: '林经办、何专干', 日期: '2022-07-30', 慰问金: '200元', 慰问品: '大米', 签收: '王某', 凭证: '收据一',
        佐证份数: 1, 佐证: proof!.id,
      },
    }])
    expect(JSON.stringify(opened)).not.toContain('大山')
  })

  it('一户一轮只走访一次，撤销后可以重登；别的轮次不受影响', async () => {
    const id = await aRound(2021)
    const first = must(await record(id, 2021, 0))
    expect(refusals(await record(id, 2021, 0))).toEqual(['duplicate household'])
    must(await record(await aRound(2021), 2021, 0))
    expect(await values(2021)).toMatchObject({ 'army-day.households': 1, homes: 2 })
    must(await removeVisit(test.house, test.actors.clerk, first))
    must(await record(id, 2021, 0))
  })

  it('改了金额，先冲回再入账，原来的记账还在', async () => {
    const fund = await aFund(2020, 1000_00)
    const id = await aRound(2020, fund)
    const made = must(await record(id, 2020, 0))
    const { household, ...content } = visit(households[0]!, { visited_on: '2020-07-31', cash_fen: 300_00 })
    expect(household).toBe(households[0])
    must(await changeVisit(test.house, test.actors.clerk, made, { ...content, version: 1 }))
    expect(refusals(await changeVisit(test.house, test.actors.clerk, made, { ...content, version: 1 }))).toEqual(['conflict version'])
    expect(await balance(fund)).toBe(700_00)
    const postings = must(await read(test.house, test.actors.clerk, 'ledger.read', work => postingsOfIn(work, 'visit', [made])))
    expect(postings.map(posting => [posting.credit === `fund:${fund}`, posting.amount_fen]).toSorted()).toEqual([[false, 200_00], [true, 200_00], [true, 300_00]])
    expect(await values(2020)).toMatchObject({ 'army-day.cash': 300_00 })
  })

  it('资金不够就整笔不登，什么也不留下', async () => {
    const fund = await aFund(2019, 100_00)
    const id = await aRound(2019, fund)
    expect(refusals(await record(id, 2019, 0))).toEqual([`insufficient fund.${fund}`])
    expect(await values(2019)).toEqual({})
    expect(await balance(fund)).toBe(100_00)
  })

  it('慰问品从库存里出：按件数和单价入账，改少了退回库里，撤销后一件不少；库里不够就整笔不登', async () => {
    const fund = await aFund(2011, 1000_00)
    const item = must(await addItem(test.house, test.actors.clerk, { fund, name: '棉被', unit: '床', unit_price_fen: 100_00 }))
    must(await receive(test.house, test.actors.clerk, item, { quantity: 3, document: '采购合同', on: '2011-07-01' }))
    const left = async () => must(await items(test.house, test.actors.clerk)).find(one => one.id === item)!.quantity_left
    const quilts = (quantity: number, value_fen = quantity * 100_00) => ({ goods: [{ name: '棉被', value_fen, item, quantity }] })
    const id = await aRound(2011, fund)
    expect(refusals(await record(id, 2011, 0, quilts(2, 199_99)))).toEqual(['contradiction goods.0.value_fen'])
    expect(refusals(await record(id, 2011, 0, quilts(4)))).toEqual([`insufficient item.${item}`])
    const made = must(await record(id, 2011, 0, quilts(2)))
    expect([await left(), await balance(fund), await values(2011)]).toEqual([1, 500_00, { 'army-day.households': 1, 'army-day.cash': 200_00, 'army-day.goods': 200_00, homes: 1 }])
    const { household, ...content } = visit(households[0]!, { visited_on: '2011-07-31', ...quilts(1) })
    expect(household).toBe(households[0])
    must(await changeVisit(test.house, test.actors.clerk, made, { ...content, version: 1 }))
    expect(await left()).toBe(2)
    must(await removeRound(test.house, test.actors.clerk, id))
    expect([await left(), await balance(fund)]).toEqual([3, 700_00])
    expect(must(await read(test.house, test.actors.auditor, 'ledger.read', wrongStockIn))).toEqual([])
  })

  it('先没有选资金：库里的东西当时就出库，慰问金等选好资金、结束时入账，只入一次', async () => {
    const fund = await aFund(2002, 1000_00)
    const item = must(await addItem(test.house, test.actors.clerk, { fund, name: '大米', unit: '袋', unit_price_fen: 100_00 }))
    must(await receive(test.house, test.actors.clerk, item, { quantity: 1, document: '采购合同', on: '2002-07-01' }))
    const id = await aRound(2002)
    const made = must(await record(id, 2002, 0, { goods: [{ name: '大米', value_fen: 100_00, item, quantity: 1 }] }))
    // 1000 − 买大米 100 = 900
    expect(await balance(fund)).toBe(900_00)
    must(await changeRound(test.house, test.actors.clerk, id, { name: '走访', from: '2002-07-20', to: '2002-08-05', fund, version: 1 }))
    for (const state of ['closed', 'open', 'closed', 'open'] as const) must(await moveRoundTo(test.house, test.actors.clerk, id, { state, note: '结束' }))
    // 900 − 慰问金 200 = 700
    expect(await balance(fund)).toBe(700_00)
    must(await removeVisit(test.house, test.actors.clerk, made))
    expect([await balance(fund), must(await items(test.house, test.actors.clerk)).find(one => one.id === item)!.quantity_left]).toEqual([900_00, 1])
  })

  it('一次说出所有不对之处：期间前一天、未签收、没有这户、写了部队番号', async () => {
    const id = await aRound(2018)
    expect(must(await record(id, 2018, 1, { visited_on: '2018-07-20' }))).toMatch(/-/)
    const bad = await record(id, 2018, 0, { household: '01890000-0000-7000-8000-000000000001', visited_on: '2018-07-19', receipt: {}, note: '其子在12345部队' })
    expect(refusals(bad)).toEqual(['invalid visited_on', 'missing receipt.signed_by', 'not-found household', 'secret note'])
    expect(refusals(await record(id, 2018, 0, { household: null }))).toEqual(['missing household'])
    expect(await values(2018)).toMatchObject({ homes: 1 })
  })

  it('还没有到的日子不能登记', async () => {
    const id = await aRound(2024)
    expect(refusals(await record(id, 2024, 0))).toEqual(['invalid visited_on'])
  })
})

describe('计划与村', () => {
  it('第一户走访后任务完成，撤销最后一户后重新打开', async () => {
    must(await adoptPlan(test.house, test.actors.clerk, { place: TOWNSHIP, year: 2017 }))
    const state = async () => must(await tasks(test.house, test.actors.clerk, { place: TOWNSHIP, year: 2017 }))
      .filter(task => task.duty === 'holiday-visits').map(task => `${task.window} ${task.state}`).toSorted()
    const id = await aRound(2017)
    expect(await state()).toContain('army-day overdue')
    const made = must(await record(id, 2017, 0))
    expect(await state()).toContain('army-day done')
    expect(await state()).toContain('spring-festival overdue')
    must(await removeVisit(test.house, test.actors.clerk, made))
    expect(await state()).toContain('army-day overdue')
  })

  it('村里只能登记、只能看见本村的；同一把钥匙重发不会登两次；镇里结束时入账', async () => {
    const { house, actors } = test
    const fund = await aFund(2016, 1000_00)
    const id = await aRound(2016, fund)
    const mine = { ...visit(households[1]!, { visited_on: '2016-07-30' }), round: id }
    const first = must(await recordVisit(house, actors.villageWorker, mine, { key: 'phone-2016-1' }))
    expect(must(await recordVisit(house, actors.villageWorker, mine, { key: 'phone-2016-1' }))).toBe(first)
    expect(refusals(await recordVisit(house, actors.villageWorker, { ...mine, household: households[5]! }))).toEqual(['not-found household'])
    must(await record(id, 2016, 5))
    expect(must(await round(house, actors.villageWorker, id)).visits.map(row => row.id)).toEqual([first])
    expect(must(await round(house, actors.clerk, id))).toMatchObject({ households: 2, cash_fen: 400_00 })
    expect(await balance(fund)).toBe(800_00)
    expect(refusals(await removeRound(house, actors.villageWorker, id))).toEqual(['forbidden place'])
    must(await moveRoundTo(house, actors.clerk, id, { state: 'closed' }))
    expect(await balance(fund)).toBe(600_00)
    expect(refusals(await recordVisit(house, actors.villageWorker, { ...mine, household: households[2]! }))).toEqual(['state round'])
    must(await moveRoundTo(house, actors.clerk, id, { state: 'open' }))
    expect(refusals(await removeVisit(house, actors.villageWorker, first))).toEqual(['forbidden visit'])
    must(await removeVisit(house, actors.clerk, first))
    expect(await balance(fund)).toBe(800_00)
  })

  it('撤销的轮次不在清单里，管理员什么也看不见，审计只能看', async () => {
    const { house, actors } = test
    const id = await aRound(2015)
    const listed = async () => must(await rounds(house, actors.auditor, { year: 2015, festival: null, place: '', state: null }, { page: 1, size: 20 })).total
    expect(await listed()).toBe(1)
    must(await removeRound(house, actors.clerk, id))
    expect(await listed()).toBe(0)
    expect(refusals(await removeRound(house, actors.clerk, id))).toEqual(['not-found round'])
    expect(refusals(await rounds(house, actors.system, { year: null, festival: null, place: '', state: null }, { page: 1, size: 20 }))).toEqual(['forbidden visits.read'])
    expect(refusals(await openRound(house, actors.auditor, { place: TOWNSHIP, festival: 'army-day', year: 2015, name: '走访', from: '2015-07-20', to: '2015-08-05' }))).toEqual(['forbidden visits.write'])
  })

  it('建议走访有优抚对象而本轮没有走访的户', async () => {
    const id = await aRound(2014)
    expect(must(await suggestions(test.house, test.actors.clerk, id, { place: '', category: null, count: 5 })).rows.map(row => row.household)).toEqual([households[0]])
    must(await record(id, 2014, 0))
    expect(must(await suggestions(test.house, test.actors.clerk, id, { place: '', category: null, count: 5 })).rows).toEqual([])
  })

  it('起止颠倒、辖区不对、没有这笔资金，一起说出', async () => {
    const bad = await openRound(test.house, test.actors.villageWorker, {
      place: TOWNSHIP, festival: 'army-day', year: 2013, name: '慰问', from: '2013-08-05', to: '2013-08-04', fund: '01890000-0000-7000-8000-000000000001',
    })
    expect(refusals(bad)).toEqual(['contradiction to', 'forbidden place', 'not-found fund'])
  })

  it('经由网络登记，重发一次答同一个编号；多余的键被指名', async () => {
    const router = newRouter()
    router.use(async (context, next) => { context.set('actor', test.actors.clerk); return next() })
    router.route('/', visitsRoutes(test.house))
    const send = (path: string, body: object) => router.request(path, {
      method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': `http-2012-${path.length}` },
    })
    const id = await aRound(2012)
    const answers = [await send(`/rounds/${id}/visits`, visit(households[0]!, { visited_on: '2012-07-30' })), await send(`/rounds/${id}/visits`, visit(households[0]!, { visited_on: '2012-07-30' }))]
    expect(answers.map(answer => answer.status)).toEqual([200, 200])
    expect(await answers[0]!.json()).toEqual(await answers[1]!.json())
    const wrong = await send(`/rounds/${id}/visits`, { ...visit(households[1]!), bonus: 1 })
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { refusals: [{ code: 'unknown-key' }] }])
    const listed = await router.request('/rounds?year=2012')
    expect(await listed.json()).toMatchObject({ total: 1, rows: [{ id, households: 1, cash_fen: 200_00 }] })
    expect((await (await router.request(`/rounds/${id}`)).json() as { visits: unknown[] }).visits).toHaveLength(1)
  })

  it('改标准和资金，只管往后的：已发的还在原来的资金里，撤销时也冲回原处', async () => {
    const [old, next] = [await aFund(2003, 1000_00), await aFund(2003, 1000_00)]
    const id = await aRound(2003, old)
    const first = must(await record(id, 2003, 0))
    const change = { name: '改过的走访', from: '2003-07-10', to: '2003-08-10', fund: next, giver: null, cash_each_fen: 300_00, goods_each: [], version: 1 }
    must(await changeRound(test.house, test.actors.clerk, id, change))
    must(await record(id, 2003, 1))
    expect([await balance(old), await balance(next)]).toEqual([800_00, 800_00])
    must(await removeVisit(test.house, test.actors.clerk, first))
    expect([await balance(old), await balance(next)]).toEqual([1000_00, 800_00])
    expect(must(await round(test.house, test.actors.clerk, id))).toMatchObject({ name: '改过的走访', cash_each_fen: 300_00, version: 2 })
  })

  it('期间要包含已有的走访；别人改过、已经结束、不是自己辖区的，都改不了', async () => {
    const id = await aRound(2004)
    must(await record(id, 2004, 0))
    const change = { name: '走访', from: '2004-07-31', to: '2004-08-05', version: 1 }
    expect(refusals(await changeRound(test.house, test.actors.clerk, id, change))).toEqual(['contradiction from'])
    expect(refusals(await changeRound(test.house, test.actors.clerk, id, { ...change, from: '2004-07-01', to: '2004-07-29' }))).toEqual(['contradiction to'])
    expect(refusals(await changeRound(test.house, test.actors.clerk, id, { ...change, from: '2004-07-20', version: 7 }))).toEqual(['conflict version'])
    expect(refusals(await changeRound(test.house, test.actors.villageWorker, id, { ...change, from: '2004-07-20' }))).toEqual(['forbidden place'])
    must(await moveRoundTo(test.house, test.actors.clerk, id, { state: 'closed', note: '结束' }))
    expect(refusals(await changeRound(test.house, test.actors.clerk, id, { ...change, from: '2004-07-20', version: 2 }))).toEqual(['state round'])
  })
})
