import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TOWNSHIP, testHouse, VILLAGES, type TestHouse } from '../../tests/harness/database.ts'
import { act, read } from '../access/actions.ts'
import type { Actor } from '../base/actor.ts'
import { must, type Result } from '../base/result.ts'
import { scoped } from '../db/db.ts'
import { figureValues, openFigure } from '../figures/actions.ts'
import { newRouter, problem, RefusedRequest } from '../http/router.ts'
import { readSheet } from '../sheets/read.ts'
import { addFund, creditFund, funds, wrongBalancesIn } from './actions.ts'
import { addBudget, budgetsIn, spendIn, takeBackIn, type Spending } from './budgets/actions.ts'
import { figures } from './figures.ts'
import { ledgerRoutes } from './routes.ts'
import type { FundInput } from './schemas.ts'
import { decide, proposals, proposeCount, proposeTransfer } from './proposals/actions.ts'
import { fundStatement, placeStatement } from './statements/actions.ts'
import { addItem, giveIn, items, movements, receive, takeGoodsBackIn, wrongStockIn } from './stock/actions.ts'
import type { Giving } from './stock/stock.ts'

let opened: TestHouse
let made = 0

beforeAll(async () => { opened = await testHouse() })
afterAll(() => opened.close())

const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => `${refusal.code} ${refusal.place}`))
const clerk = () => opened.actors.clerk
const reading = <T>(work: Parameters<typeof read<T>>[3]) => read<T>(opened.house, opened.actors.auditor, 'ledger.read', work).then(must)
const acting = <T>(work: Parameters<typeof act<T>>[3], actor: Actor = clerk()) => act<T>(opened.house, actor, 'ledger.fund', async inside => {
  inside.record({ action: 'test.ledger.act', subject: 'test', place: TOWNSHIP })
  return work(inside)
})

async function fundWith(amount_fen: number, some: Partial<FundInput> = {}): Promise<string> {
  const fund = must(await addFund(opened.house, clerk(), { place: TOWNSHIP, name: `资金${++made}`, source: '镇级财政', year: 2024, ...some }))
  if (amount_fen > 0) must(await creditFund(opened.house, clerk(), fund, { amount_fen, document: '拨款通知', on: '2024-01-03' }))
  return fund
}
const fundOf = async (id: string) => must(await funds(opened.house, clerk())).find(fund => fund.id === id)!
const leftOf = async (id: string) => must(await items(opened.house, clerk())).find(item => item.id === id)!.quantity_left

const rice = async (fund: string, quantity = 0): Promise<string> => {
  const item = must(await addItem(opened.house, clerk(), { fund, name: `大米${++made}`, unit: '袋', unit_price_fen: 68_00 }))
  if (quantity > 0) must(await receive(opened.house, clerk(), item, { quantity, document: '采购合同', on: '2024-01-10' }))
  return item
}
const giving = (item: string, key: string, quantity: number): Giving => ({
  key, item, quantity, purpose: 'condolence', on: '2024-02-01', place: VILLAGES[0]!, person: null, reference: { kind: 'test', id: key }, memo: '春节慰问',
})

describe('资金的级次', () => {
  test.each([['中央财政', 'central'], ['省级财政', 'provincial'], ['县级财政', 'county'], ['镇财政', 'township'], ['爱心企业捐赠', 'donated']] as const)(
    '没有选级次的，按来源“%s”认作 %s', async (source, level) => expect(await fundOf(await fundWith(0, { source }))).toMatchObject({ level, donor: null }),
  )

  test('捐赠的写捐赠人，也可以不留名；别的资金没有捐赠人', async () => {
    expect(await fundOf(await fundWith(0, { level: 'donated', source: '企业', donor: '青松粮油店' }))).toMatchObject({ level: 'donated', donor: '青松粮油店' })
    const wrong = await addFund(opened.house, clerk(), { place: TOWNSHIP, name: '甲', source: '县级财政', level: 'county', donor: '某人', year: 2024 })
    expect(codes(wrong)).toEqual(['contradiction donor'])
  })
})

describe('预算', () => {
  const notice = { document: '示例财社〔2024〕3号', decided_on: '2024-01-02' }

  test('预算只能再加一行：先有年度预算，再有带正负号的调整，原来的行还在', async () => {
    const fund = await fundWith(0)
    must(await addBudget(opened.house, clerk(), fund, { kind: 'budget', change_fen: 1000_00, ...notice }))
    must(await addBudget(opened.house, clerk(), fund, { kind: 'allocation', change_fen: 500_00, ...notice }))
    must(await addBudget(opened.house, clerk(), fund, { kind: 'adjustment', change_fen: -200_00, ...notice }))
    expect((await reading(work => budgetsIn(work, [fund]))).map(row => [row.number, row.kind, row.change_fen])).toEqual([[1, 'budget', 1000_00], [2, 'allocation', 500_00], [3, 'adjustment', -200_00]])
  })

  test('一项预算不能立两次，不能减到零以下；下达不能是负数；没有的资金说得出', async () => {
    const fund = await fundWith(0)
    must(await addBudget(opened.house, clerk(), fund, { kind: 'budget', change_fen: 100_00, ...notice }))
    expect(codes(await addBudget(opened.house, clerk(), fund, { kind: 'budget', change_fen: 1, ...notice }))).toEqual(['duplicate kind'])
    expect(codes(await addBudget(opened.house, clerk(), fund, { kind: 'adjustment', change_fen: -100_01, ...notice }))).toEqual(['insufficient change_fen'])
    expect(codes(await addBudget(opened.house, clerk(), fund, { kind: 'allocation', change_fen: -1, ...notice }))).toEqual(['invalid change_fen'])
    expect(codes(await addBudget(opened.house, clerk(), '01890000-0000-7000-8000-000000000009', { kind: 'budget', change_fen: 1, ...notice }))).toEqual(['not-found fund'])
    expect(codes(await addBudget(opened.house, opened.actors.leader, fund, { kind: 'adjustment', change_fen: 1, ...notice }))).toEqual(['forbidden ledger.fund'])
  })

  test('收款、入库、预算文件的日期在明天：都不收', async () => {
    const fund = await fundWith(0)
    const day = '2024-07-01'
    expect(codes(await creditFund(opened.house, clerk(), fund, { amount_fen: 1, document: '拨款通知', on: day }))).toEqual(['invalid on'])
    expect(codes(await addBudget(opened.house, clerk(), fund, { kind: 'budget', change_fen: 1, ...notice, decided_on: day }))).toEqual(['invalid decided_on'])
    const item = must(await addItem(opened.house, clerk(), { fund, name: '大米', unit: '袋', unit_price_fen: 1 }))
    expect(codes(await receive(opened.house, clerk(), item, { quantity: 1, document: '合同', on: day }))).toEqual(['invalid on'])
  })

  test('超预算只提醒并说出数目，超结余才不许；收回后不再提醒', async () => {
    const fund = await fundWith(1000_00, { purpose: 'hardship' })
    must(await addBudget(opened.house, clerk(), fund, { kind: 'budget', purpose: 'hardship', change_fen: 300_00, ...notice }))
    const spending: Spending = {
      key: `hardship:${fund}`, fund, purpose: 'hardship', amount_fen: 300_00, on: '2024-03-01', place: VILLAGES[0]!, person: null, reference: { kind: 'test', id: fund }, memo: '临时救助',
    }
    expect(must(await acting(work => spendIn(work, spending)))).toEqual({ posted: 1, warnings: [] })
    const { warnings } = must(await acting(work => spendIn(work, { ...spending, key: `${spending.key}:2`, amount_fen: 1 })))
    expect(warnings.map(({ purpose, budget_fen, spent_fen }) => ({ purpose, budget_fen, spent_fen }))).toEqual([
      { purpose: null, budget_fen: 300_00, spent_fen: 300_01 }, { purpose: 'hardship', budget_fen: 300_00, spent_fen: 300_01 },
    ])
    expect(warnings[0]!.message.zh).toContain('预算 300.00 元，已支出 300.01 元，超出 0.01 元')
    must(await acting(work => takeBackIn(work, { ...spending, key: `${spending.key}:2`, amount_fen: 1 }, '2024-03-05')))
    expect(must(await acting(work => spendIn(work, spending)))).toEqual({ posted: 0, warnings: [] })
    expect(codes(await acting(work => spendIn(work, { ...spending, key: 'over', amount_fen: 700_01 })))).toEqual([`insufficient fund.${fund}`])
  })

  test('帮扶的钱不从别的用途的资金里出', async () => {
    const fund = await fundWith(1000_00, { purpose: 'condolence' })
    const spending: Spending = { key: 'wrong', fund, purpose: 'hardship', amount_fen: 1, on: '2024-03-01', place: TOWNSHIP, person: null, reference: { kind: 'test', id: 'x' }, memo: '救助' }
    expect(codes(await acting(work => spendIn(work, spending)))).toEqual(['invalid fund'])
    expect((await fundOf(fund)).balance_fen).toBe(1000_00)
  })
})

describe('资金调剂要有文件，由另一人决定', () => {
  const asked = { document: '示例镇政〔2024〕8号', reason: '慰问经费不足', happens_on: '2024-04-01' }

  test('提出的人不能同意；另一人同意后一出一进；再同意一次不行', async () => {
    const [fund, fund_to] = [await fundWith(1000_00), await fundWith(0)]
    const office = opened.actors.countyOffice
    const id = must(await proposeTransfer(opened.house, office, { fund, fund_to, amount_fen: 400_00, ...asked }))
    expect(codes(await decide(opened.house, office, id, 'approve'))).toEqual(['same-person proposal'])
    expect((await fundOf(fund)).balance_fen).toBe(1000_00)
    must(await decide(opened.house, opened.actors.leader, id, 'approve'))
    expect([(await fundOf(fund)).balance_fen, (await fundOf(fund_to)).balance_fen]).toEqual([600_00, 400_00])
    expect(codes(await decide(opened.house, opened.actors.reviewer, id, 'approve'))).toEqual(['state proposal'])
    expect(must(await fundStatement(opened.house, clerk(), fund, '2024')).statement.totals['transferred-out']).toBe(400_00)
    expect(must(await fundStatement(opened.house, clerk(), fund_to, '2024')).statement.totals['transferred-in']).toBe(400_00)
  })

  test('数据库自己也不许同一人既提出又决定', async () => {
    const [fund, fund_to] = [await fundWith(1000_00), await fundWith(0)]
    const id = must(await proposeTransfer(opened.house, clerk(), { fund, fund_to, amount_fen: 1, ...asked }))
    const { county, scope, account } = clerk()
    await expect(scoped(opened.house.database, { county, places: scope }, session => session.query(
      `UPDATE fund_proposal SET state = 'approved', decided_by = $2, decided_at = now() WHERE id = $1`, [id, account],
    ))).rejects.toThrow('fund_proposal_decider_differs')
  })

  test('不够调、调给自己、没有这笔资金，都在提出时说出；同意时已不够的，谁也没动', async () => {
    const [fund, fund_to] = [await fundWith(100_00), await fundWith(0)]
    const propose = (some: object) => proposeTransfer(opened.house, clerk(), { fund, fund_to, amount_fen: 60_00, ...asked, ...some })
    expect(codes(await propose({ amount_fen: 100_01 }))).toEqual(['insufficient amount_fen'])
    expect(codes(await propose({ fund_to: fund }))).toEqual(['contradiction fund_to'])
    expect(codes(await propose({ document: '' }))).toEqual(['invalid document'])
    const ids = [must(await propose({})), must(await propose({}))]
    must(await decide(opened.house, opened.actors.leader, ids[0]!, 'approve'))
    expect(codes(await decide(opened.house, opened.actors.leader, ids[1]!, 'approve'))).toEqual([`insufficient fund.${fund}`])
    expect([(await fundOf(fund)).balance_fen, (await fundOf(fund_to)).balance_fen]).toEqual([40_00, 60_00])
    must(await decide(opened.house, opened.actors.leader, ids[1]!, 'reject', '资金已调走'))
  })

  test('提出的人可以撤回，别人不能；经办不能决定', async () => {
    const [fund, fund_to] = [await fundWith(100_00), await fundWith(0)]
    const id = must(await proposeTransfer(opened.house, clerk(), { fund, fund_to, amount_fen: 1_00, ...asked }))
    expect(codes(await decide(opened.house, opened.actors.countyOffice, id, 'withdraw'))).toEqual(['forbidden proposal'])
    expect(codes(await decide(opened.house, clerk(), id, 'approve'))).toEqual(['forbidden ledger.decide'])
    must(await decide(opened.house, clerk(), id, 'withdraw'))
    expect(must(await proposals(opened.house, clerk())).find(one => one.id === id)).toMatchObject({ state: 'withdrawn', decided_by_name: null })
  })
})

describe('慰问品按库存计价', () => {
  test('入库从资金里出，发出记作慰问支出，最后一件也能发，再多一件不行', async () => {
    const fund = await fundWith(1000_00)
    const item = await rice(fund, 10)
    expect((await fundOf(fund)).balance_fen).toBe(320_00)
    expect(must(await acting(work => giveIn(work, giving(item, `give:${item}`, 10))))).toBe(0)
    expect(codes(await acting(work => giveIn(work, giving(item, `give:${item}:more`, 1))))).toEqual([`insufficient item.${item}`])
    expect(must(await movements(opened.house, clerk(), item)).map(row => [row.kind, row.quantity_change, row.amount_fen])).toEqual([['given', -10, 680_00], ['received', 10, 680_00]])
    expect(await reading(wrongStockIn)).toEqual([])
    expect(await reading(wrongBalancesIn)).toEqual([])
  })

  test('同一次发出记两次只少一次；退回又在库里', async () => {
    const item = await rice(await fundWith(1000_00), 5)
    must(await acting(work => giveIn(work, giving(item, `give:${item}`, 2))))
    expect(must(await acting(work => giveIn(work, giving(item, `give:${item}`, 2))))).toBe(3)
    must(await acting(work => takeGoodsBackIn(work, giving(item, `give:${item}`, 2), '2024-02-03')))
    expect(await leftOf(item)).toBe(5)
  })

  test('两人同时发最后一件，只有一人发得成', async () => {
    const item = await rice(await fundWith(1000_00), 1)
    const both = await Promise.all(['one', 'other'].map(key => acting(work => giveIn(work, giving(item, `${item}:${key}`, 1)))))
    expect(both.filter(result => result.ok)).toHaveLength(1)
    expect(await leftOf(item)).toBe(0)
  })

  test('资金不够买的不入库；同价的同一物品不设两次，不同价的另设', async () => {
    const fund = await fundWith(67_99)
    const input = { fund, name: '食用油', unit: '桶', unit_price_fen: 68_00 }
    const item = must(await addItem(opened.house, clerk(), input))
    expect(codes(await receive(opened.house, clerk(), item, { quantity: 1, document: '合同', on: '2024-01-10' }))).toEqual([`insufficient fund.${fund}`])
    expect(await leftOf(item)).toBe(0)
    expect(codes(await addItem(opened.house, clerk(), input))).toEqual(['duplicate name'])
    must(await addItem(opened.house, clerk(), { ...input, unit_price_fen: 70_00 }))
  })

  test('盘点由两人办：少了的记作差额支出，多了的冲回；没有差额的只留记录', async () => {
    const item = await rice(await fundWith(1000_00), 10)
    const count = (quantity_counted: number) => proposeCount(opened.house, clerk(), { item, quantity_counted, document: '盘点表', reason: '年终盘点', happens_on: '2024-12-31' })
    const first = must(await count(8))
    expect(codes(await count(9))).toEqual(['duplicate item'])
    expect(codes(await decide(opened.house, clerk(), first, 'approve'))).toEqual(['forbidden ledger.decide'])
    must(await acting(work => giveIn(work, giving(item, `between:${item}`, 3))))
    must(await decide(opened.house, opened.actors.reviewer, first, 'approve'))
    expect(await leftOf(item)).toBe(5)
    must(await decide(opened.house, opened.actors.reviewer, must(await count(6)), 'approve'))
    must(await decide(opened.house, opened.actors.reviewer, must(await count(6)), 'approve'))
    expect(must(await movements(opened.house, clerk(), item)).map(row => row.quantity_change)).toEqual([1, -2, -3, 10])
    expect(await reading(wrongStockIn)).toEqual([])
  })

  test('库存和预算的行改不了、删不掉', async () => {
    await rice(await fundWith(1000_00), 1)
    const { county, scope } = clerk()
    for (const sql of ['UPDATE stock_movement SET quantity_left = 9', 'DELETE FROM stock_movement', 'UPDATE fund_budget SET change_fen = 1', 'UPDATE stock_item SET unit_price_fen = 1', 'DELETE FROM fund_proposal']) {
      await expect(scoped(opened.house.database, { county, places: scope }, session => session.query(sql))).rejects.toThrow('permission denied')
    }
  })
})

describe('对账单', () => {
  test('期初、收到、按用途支出、退回、期末，每个数后面都有账；二月的期初是一月的期末', async () => {
    const fund = await fundWith(1000_00)
    const item = await rice(fund, 2)
    const spending: Spending = { key: `c:${fund}`, fund, purpose: 'condolence', amount_fen: 200_00, on: '2024-02-05', place: VILLAGES[0]!, person: null, reference: { kind: 'test', id: item }, memo: '慰问金' }
    must(await acting(work => spendIn(work, spending)))
    must(await acting(work => takeBackIn(work, spending, '2024-02-06')))
    const year = must(await fundStatement(opened.house, clerk(), fund, '2024'))
    expect(year.statement).toMatchObject({ opening_fen: 0, closing_fen: 864_00, totals: { received: 1000_00, spent: 336_00, returned: 200_00 } })
    expect(year.statement.purposes).toEqual([{ purpose: 'condolence', spent_fen: 200_00, returned_fen: 200_00 }, { purpose: 'goods', spent_fen: 136_00, returned_fen: 0 }])
    expect(year.movements.map(row => row.kind)).toEqual(['received', 'spent', 'spent', 'returned'])
    expect(year.months.map(month => month.closing_fen).slice(0, 2)).toEqual([864_00, 864_00])
    expect(must(await fundStatement(opened.house, clerk(), fund, '2024-02')).statement.opening_fen).toBe(864_00)
    expect((await fundOf(fund)).balance_fen).toBe(year.statement.closing_fen)
  })

  test('辖区各资金合起来，期末等于各自结余之和；村里什么也看不见', async () => {
    await fundWith(1234)
    const { funds: all, total } = must(await placeStatement(opened.house, clerk(), TOWNSHIP, '2024'))
    const balances = must(await funds(opened.house, clerk())).reduce((sum, fund) => sum + fund.balance_fen, 0)
    expect(total.closing_fen).toBe(balances)
    expect(all.reduce((sum, one) => sum + one.statement.closing_fen, 0)).toBe(balances)
    const village: Actor = { ...clerk(), place: VILLAGES[0]!, scope: [VILLAGES[0]!] }
    expect(must(await placeStatement(opened.house, village, TOWNSHIP, '2024')).funds).toEqual([])
    expect(must(await items(opened.house, village))).toEqual([])
  })
})

describe('年度公文的口径', () => {
  test('各级收到多少、用在哪里、发了几件多少钱、年末剩多少；退回的扣掉；每个数翻得开', async () => {
    const year = 2019
    const fund = await fundWith(0, { level: 'provincial', source: '省级财政', year })
    must(await creditFund(opened.house, clerk(), fund, { amount_fen: 2000_00, document: '示例财社〔2019〕1号', on: `${year}-01-05` }))
    const item = must(await addItem(opened.house, clerk(), { fund, name: '大米', unit: '袋', unit_price_fen: 68_00 }))
    must(await receive(opened.house, clerk(), item, { quantity: 10, document: '合同', on: `${year}-01-10` }))
    const given = { ...giving(item, `figure:${item}`, 3), on: `${year}-02-01` }
    must(await acting(work => giveIn(work, given)))
    must(await acting(work => giveIn(work, { ...given, key: `${given.key}:2`, quantity: 2 })))
    must(await acting(work => takeGoodsBackIn(work, { ...given, key: `${given.key}:2`, quantity: 2 }, `${year}-02-02`)))
    const spending: Spending = { key: `figure:${fund}`, fund, purpose: 'hardship', amount_fen: 300_00, on: `${year}-03-01`, place: VILLAGES[0]!, person: null, reference: { kind: 'test', id: fund }, memo: '救助' }
    must(await acting(work => spendIn(work, spending)))
    const asked = { county: '990101', place: TOWNSHIP, year }
    const found = await reading(work => figureValues(work.session, figures, asked))
    expect(Object.fromEntries(found.filter(one => one.value !== 0).map(one => [one.id, one.value]))).toEqual({
      'ledger.received.provincial': 2000_00, 'ledger.spent.hardship': 300_00, 'ledger.goods.value': 204_00, 'ledger.goods.pieces': 3, 'ledger.closing': 1020_00,
    })
    const closing = await reading(work => openFigure(work.session, figures.find(figure => figure.id === 'ledger.closing')!, asked))
    expect(closing.records).toMatchObject([{ record: fund, value: 1020_00, detail: { 资金来源: '省级财政', 结余: '1020元' } }])
  })
})

describe('网络接口和导出', () => {
  const application = (actor: Actor) => {
    const app = newRouter()
    app.use('*', async (context, next) => { context.set('actor', actor); await next() })
    app.route('/', ledgerRoutes(opened.house))
    app.onError((error, context) => { if (error instanceof RefusedRequest) return problem(context, error.refusals); throw error })
    return app
  }
  const json = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

  test('预算、调剂、盘点、对账单都走得通；写错的年月说得出', async () => {
    const [mine, leader] = [application(clerk()), application(opened.actors.leader)]
    const [fund, fund_to] = [await fundWith(1000_00), await fundWith(0)]
    expect(await (await mine.request(`/funds/${fund}/budget`, json({ kind: 'budget', change_fen: 500_00, document: '通知', decided_on: '2024-01-02' }))).json()).toEqual({ number: 1 })
    const { id } = await (await mine.request('/funds/transfers', json({ fund, fund_to, amount_fen: 600_00, document: '会议纪要', reason: '调剂', happens_on: '2024-03-01' }))).json() as { id: string }
    expect((await mine.request(`/funds/proposals/${id}/approve`, json({}))).status).toBe(403)
    expect((await leader.request(`/funds/proposals/${id}/approve`, json({}))).status).toBe(200)
    const { id: item } = await (await mine.request('/stock', json({ fund, name: '被子', unit: '床', unit_price_fen: 100_00 }))).json() as { id: string }
    expect(await (await mine.request(`/stock/${item}/receipts`, json({ quantity: '2', document: '合同', on: '2024-03-02' }))).json()).toEqual({ quantity_left: 2 })
    const lines = await (await mine.request(`/funds/lines?place=${TOWNSHIP}&span=2024`)).json() as { id: string; budget: unknown[]; spent_fen: number; received_fen: number }[]
    expect(lines.find(line => line.id === fund)).toMatchObject({ received_fen: 1000_00, spent_fen: 200_00, balance_fen: 200_00, budget: [{ purpose: null, budget_fen: 500_00, spent_fen: 200_00 }] })
    expect(await (await mine.request(`/funds/${fund}/statement?span=2024-03`)).json()).toMatchObject({ statement: { opening_fen: 1000_00, closing_fen: 200_00 }, budget: [{ number: 1 }] })
    expect((await mine.request(`/funds/${fund}/statement?span=2024-13`)).status).toBe(422)
  })

  test('导出的对账单自己读得回来：每格都是文字，合计有数字也有大写', async () => {
    const fund = await fundWith(1234_05)
    const app = application(clerk())
    const rows = async (path: string) => {
      const answer = await app.request(path)
      expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''")
      return must(await readSheet(new Uint8Array(await answer.arrayBuffer()))).rows.flatMap(row => row.cells.flatMap(cell => (cell ? [cell] : [])))
    }
    const cells = await rows(`/funds/${fund}/statement/export?span=2024`)
    expect(cells.every(cell => cell.kind === 'text')).toBe(true)
    expect(cells.map(cell => cell.text)).toEqual(expect.arrayContaining(['收到拨款', '1234.05', '合计', '期末结余（大写）：人民币壹仟贰佰叁拾肆元零伍分']))
    expect((await rows('/funds/statement/export?span=2024')).some(cell => cell.text.startsWith('期末结余（大写）：人民币'))).toBe(true)
  })
})
