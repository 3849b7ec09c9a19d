import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOWNSHIP, testHouse, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { act } from '../../access/actions.ts'
import { must, type Result } from '../../base/result.ts'
import { evidenceOf } from '../../evidence/actions.ts'
import { newRouter } from '../../http/router.ts'
import { addFund, creditFund, funds } from '../../ledger/actions.ts'
import { addItem, items, receive } from '../../ledger/stock/actions.ts'
import { tasks } from '../../plan/actions.ts'
import { addHouseholdsIn, addPersonsIn } from '../../roster/actions.ts'
import { readSheet } from '../../sheets/read.ts'
import { changeVisit, moveRoundTo, openRound, recordVisit, removeVisit, round } from '../actions.ts'
import { visitsRoutes } from '../routes.ts'
import type { RoundInput, VisitInput } from '../schemas.ts'
import { assignVisitors, coverage, planHouseholds, recordAttempt, signOffFile, suggestions, unplanHousehold, visitsTo, workOf } from './actions.ts'
import { householdLines } from './planned.ts'

const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => `${refusal.code} ${refusal.place}`).toSorted())

let test: TestHouse
/** Five households in the village worker's village, two in the next. */
let homes: string[]
let person: string

beforeAll(async () => {
  test = await testHouse()
  homes = must(await act(test.house, test.actors.clerk, 'roster.write', async work => {
    const made = await addHouseholdsIn(work, ['王', '李', '赵', '钱', '孙', '周', '吴'].map((surname, index) => ({ place: VILLAGES[index < 5 ? 0 : 1]!, head: `${surname}大山` })))
    if (!made.ok) return made
    const numbers = ['990101193501010019', '990101195001010029', '990101195001010037']
    const added = must(await addPersonsIn(work, [0, 1, 5].map((home, index) => ({
      place: VILLAGES[home < 5 ? 0 : 1]!, name: `${['王', '李', '周'][index]}大山`, identity_number: checked(numbers[index]!), household: made.value[home]!,
      facts: [{ kind: 'identity' as const, value: { category: 'disabled-serviceman', approved_on: '1980-01-01', cause: 'duty', grade: 8 }, known_on: '1980-01-01' }],
    }))))
    person = added[0]!
    return made
  }))
})
afterAll(() => test.close())

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checked = (number: string): string => number.slice(0, 17) + '10X98765432'[WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(number[index]), 0) % 11]

const aRound = async (year: number, more: Partial<RoundInput> = {}): Promise<string> => must(await openRound(test.house, test.actors.clerk, {
  place: TOWNSHIP, festival: 'army-day', year, name: `${year}年“八一”走访慰问`, from: `${year}-07-20`, to: `${year}-08-05`, giver: '示例镇人民政府', cash_each_fen: 200_00, ...more,
}))
const visit = (household: string, year: number, more: Partial<VisitInput> = {}): VisitInput => ({
  household, visited_on: `${year}-07-30`, visitors: ['林经办'], giver: '示例镇人民政府', cash_fen: 200_00, receipt: { signed_by: '本人' }, ...more,
})
const aFund = async (year: number, amount_fen: number): Promise<string> => {
  const id = must(await addFund(test.house, test.actors.clerk, { place: TOWNSHIP, name: `慰问经费${year}`, source: '镇财政', year }))
  must(await creditFund(test.house, test.actors.clerk, id, { amount_fen, document: '拨款通知', on: `${year}-01-02` }))
  return id
}
const balance = async (fund: string) => must(await funds(test.house, test.actors.clerk)).find(row => row.id === fund)?.balance_fen
const states = async (id: string) => householdLines(must(await round(test.house, test.actors.clerk, id))).map(line => `${line.head} ${line.state}`)

describe('走访计划', () => {
  it('列入计划的户各有状态：待走访、不在家、谢绝、已走访；重复列入不会多一户；走访过的不能移出', async () => {
    const { house, actors } = test
    const id = await aRound(2023)
    expect(must(await planHouseholds(house, actors.clerk, id, { households: [homes[0]!, homes[1]!, homes[2]!], visitors: ['林经办'] }))).toBe(3)
    expect(must(await planHouseholds(house, actors.clerk, id, { households: [homes[2]!, homes[3]!, homes[5]!] }))).toBe(2)
    must(await recordAttempt(house, actors.villageWorker, id, { household: homes[1]!, tried: 'absent', on: '2023-07-29', note: '邻居说外出打工' }))
    must(await recordAttempt(house, actors.villageWorker, id, { household: homes[2]!, tried: 'refused', on: '2023-07-29' }))
    must(await recordVisit(house, actors.villageWorker, { ...visit(homes[0]!, 2023), round: id }))
    expect(await states(id)).toEqual(['王大山 visited', '李大山 absent', '赵大山 refused', '钱大山 planned', '周大山 planned'])
    must(await recordVisit(house, actors.villageWorker, { ...visit(homes[1]!, 2023), round: id }))
    expect((await states(id))[1]).toBe('李大山 visited')
    expect(refusals(await unplanHousehold(house, actors.clerk, id, homes[0]!))).toEqual(['duplicate household'])
    expect(refusals(await recordAttempt(house, actors.villageWorker, id, { household: homes[0]!, tried: 'absent', on: '2023-07-31' }))).toEqual(['duplicate household'])
    must(await unplanHousehold(house, actors.clerk, id, homes[3]!))
    expect(refusals(await unplanHousehold(house, actors.clerk, id, homes[3]!))).toEqual(['not-found household'])
    must(await assignVisitors(house, actors.clerk, id, { place: VILLAGES[1]!, visitors: ['何专干'] }))
    expect(must(await round(house, actors.clerk, id)).planned.map(each => each.visitors)).toEqual([['林经办'], ['林经办'], ['林经办'], ['何专干']])
  })

  it('村里看到的只有本村的户，不能替镇里列计划、定走访人；审计只能看', async () => {
    const { house, actors } = test
    const id = await aRound(2022)
    must(await planHouseholds(house, actors.clerk, id, { households: [homes[0]!, homes[5]!] }))
    const view = must(await workOf(house, actors.villageWorker)).find(each => each.id === id)
    expect(view).toBeUndefined() // the round was over two years ago: it is on no phone any more
    expect(must(await round(house, actors.villageWorker, id)).planned.map(each => each.household)).toEqual([homes[0]])
    expect(refusals(await planHouseholds(house, actors.villageWorker, id, { households: [homes[1]!] }))).toEqual(['forbidden place'])
    expect(refusals(await assignVisitors(house, actors.villageWorker, id, { place: VILLAGES[0]!, visitors: ['何专干'] }))).toEqual(['forbidden place'])
    expect(refusals(await recordAttempt(house, actors.villageWorker, id, { household: homes[5]!, tried: 'absent', on: '2022-07-29' }))).toEqual(['not-found household'])
    expect(refusals(await planHouseholds(house, actors.auditor, id, { households: [homes[1]!] }))).toEqual(['forbidden visits.write'])
    expect(refusals(await planHouseholds(house, actors.clerk, id, { households: ['01890000-0000-7000-8000-000000000001', homes[1]!] }))).toEqual(['not-found household'])
    expect(refusals(await recordAttempt(house, actors.villageWorker, id, { household: homes[0]!, tried: 'absent', on: '2022-07-19', note: '其子在12345部队' }))).toEqual(['invalid on', 'secret note'])
  })

  it('结束时说清差别：没走到的、发得不一样的要写原因；没发的钱还在资金里，村里发的这时入账', async () => {
    const { house, actors } = test
    const fund = await aFund(2021, 1000_00)
    const id = await aRound(2021, { fund })
    must(await planHouseholds(house, actors.clerk, id, { households: [homes[0]!, homes[1]!, homes[2]!] }))
    const other = await aRound(2021, { fund, festival: 'new-year' })
    expect(must(await round(house, actors.clerk, other)).reserved_fen).toBe(600_00)
    must(await recordVisit(house, actors.villageWorker, { ...visit(homes[0]!, 2021), round: id }))
    expect(must(await round(house, actors.clerk, other)).reserved_fen).toBe(600_00)
    must(await recordVisit(house, actors.clerk, { ...visit(homes[1]!, 2021, { cash_fen: 300_00 }), round: id }))
    expect(await balance(fund)).toBe(700_00)
    expect(refusals(await moveRoundTo(house, actors.clerk, id, { state: 'closed' }))).toEqual(['missing note'])
    expect(await balance(fund)).toBe(700_00)
    must(await moveRoundTo(house, actors.clerk, id, { state: 'closed', note: '李家有病人，增发100元；赵家外出。' }))
    expect(await balance(fund)).toBe(500_00)
    expect(must(await round(house, actors.clerk, id)).closing_note).toBe('李家有病人，增发100元；赵家外出。')
    expect(must(await round(house, actors.clerk, other)).reserved_fen).toBe(0)
    const later = await aRound(2022, { festival: 'new-year' })
    const named = must(await suggestions(house, actors.clerk, later, { place: VILLAGES[0]!, category: 'disabled-serviceman', count: 10 }))
    expect(named.total).toBe(2)
    expect(must(await suggestions(house, actors.clerk, later, { place: '', category: 'martyr-child', count: 10 })).rows).toEqual([])
  })

  it('上次列入计划没走到的，下次先建议，并说出是哪一次', async () => {
    const { house, actors } = test
    const id = await aRound(2024, { from: '2024-01-01', to: '2024-01-10', festival: 'spring-festival' })
    must(await planHouseholds(house, actors.clerk, id, { households: [homes[5]!] }))
    must(await moveRoundTo(house, actors.clerk, id, { state: 'closed', note: '大雪封山' }))
    const later = await aRound(2024)
    const [first] = must(await suggestions(house, actors.clerk, later, { place: '', category: null, count: 3 })).rows
    expect(first).toMatchObject({ household: homes[5], missed_in: '2024年“八一”走访慰问', reasons: ['missed', 'never-visited'] })
  })

  it('村里看不见镇里的库存，按这一轮的标准发慰问品；价钱改了就被指出；结束时出库', async () => {
    const { house, actors } = test
    const fund = await aFund(2019, 1000_00)
    const item = must(await addItem(house, actors.clerk, { fund, name: '大米', unit: '袋', unit_price_fen: 68_00 }))
    must(await receive(house, actors.clerk, item, { quantity: 3, document: '采购合同', on: '2019-07-01' }))
    const rice = { name: '大米', item, quantity: 1, value_fen: 68_00 }
    expect(refusals(await openRound(house, actors.clerk, {
      place: TOWNSHIP, festival: 'army-day', year: 2019, name: '走访', from: '2019-07-20', to: '2019-08-05', goods_each: [{ ...rice, value_fen: 60_00 }],
    }))).toEqual(['contradiction goods_each.0.value_fen'])
    const id = await aRound(2019, { fund, goods_each: [rice] })
    const home = { ...visit(homes[0]!, 2019), round: id }
    expect(refusals(await recordVisit(house, actors.villageWorker, { ...home, goods: [{ ...rice, value_fen: 70_00 }] }))).toEqual(['contradiction goods.0.value_fen'])
    must(await recordVisit(house, actors.villageWorker, { ...home, goods: [{ ...rice, quantity: 2, value_fen: 136_00 }] }))
    const left = async () => must(await items(house, actors.clerk)).find(each => each.id === item)!.quantity_left
    expect(await left()).toBe(3)
    must(await moveRoundTo(house, actors.clerk, id, { state: 'closed' }))
    expect([await left(), await balance(fund)]).toEqual([1, 1000_00 - 3 * 68_00 - 200_00])
  })

  it('听到的困难和心愿成为一项任务，姓名只露姓；改登记不会多一项；撤销走访，任务取消', async () => {
    const { house, actors } = test
    const id = await aRound(2018)
    const made = must(await recordVisit(house, actors.villageWorker, { ...visit(homes[0]!, 2018, { hardship: '屋顶漏雨', wish: '想装扶手' }), round: id }))
    const told = async () => must(await tasks(house, actors.clerk, { place: TOWNSHIP, year: 2018 })).map(task => `${task.title.zh} ${task.place} ${task.to} ${task.state}`)
    expect(await told()).toEqual([`走访王某家了解到的困难：屋顶漏雨；心愿：想装扶手 ${VILLAGES[0]} 2018-08-29 overdue`])
    const { household, ...content } = visit(homes[0]!, 2018, { hardship: '屋顶漏雨' })
    expect(household).toBe(homes[0])
    must(await changeVisit(house, actors.villageWorker, made, { ...content, version: 1 }))
    expect(await told()).toHaveLength(1)
    must(await removeVisit(house, actors.villageWorker, made))
    expect((await told())[0]).toMatch(/dropped$/)
  })

  it('签领表：待走访的按标准，已走访的按实发，谢绝的不列；合计有大写', async () => {
    const { house, actors } = test
    const id = await aRound(2017)
    must(await planHouseholds(house, actors.clerk, id, { households: [homes[0]!, homes[1]!, homes[2]!, homes[5]!] }))
    must(await recordVisit(house, actors.clerk, { ...visit(homes[0]!, 2017, { cash_fen: 309_05, goods: [{ name: '食用油', value_fen: 75_00 }] }), round: id }))
    must(await recordAttempt(house, actors.clerk, id, { household: homes[2]!, tried: 'refused', on: '2017-07-30' }))
    const { name, bytes } = must(await signOffFile(house, actors.clerk, id, ''))
    expect(name).toBe('2017年“八一”走访慰问签领表.xlsx')
    const read = must(await readSheet(bytes))
    const texts = read.rows.map(row => row.cells.map(cell => cell?.text ?? ''))
    expect(texts.slice(3, 7).map(cells => cells.slice(0, 7).join(' ').trim())).toEqual([
      '1 松岭村 王大山 残疾军人 309.05 叁佰零玖元零伍分 食用油', '2 松岭村 李大山 残疾军人 200 贰佰元整', '3 柳河村 周大山 残疾军人 200 贰佰元整', '合计  3 户  709.05',
    ])
    expect(texts[7]![0]).toBe('合计（大写）：人民币柒佰零玖元零伍分')
    expect(must(await readSheet(must(await signOffFile(house, actors.clerk, id, VILLAGES[1]!)).bytes)).rows).toHaveLength(3 + 1 + 1 + 2)
  })

  it('走访连同照片一次送到；重发答同一个编号，不会多一张；覆盖和历次走访数得清', async () => {
    const router = newRouter()
    router.use(async (context, next) => { context.set('actor', test.actors.villageWorker); return next() })
    router.route('/', visitsRoutes(test.house))
    const id = await aRound(2016)
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const send = (proofs: readonly object[]) => router.request(`/rounds/${id}/visits`, {
      method: 'POST', body: JSON.stringify({ ...visit(homes[0]!, 2016), proofs }), headers: { 'content-type': 'application/json', 'idempotency-key': `phone-2016-${proofs.length}` },
    })
    const heic = await send([{ kind: 'photo', media_type: 'image/heic', base64: png }, { kind: 'photo', media_type: 'image/png', base64: '???' }])
    expect([heic.status, ((await heic.json()) as { refusals: { place: string }[] }).refusals.map(each => each.place)]).toEqual([422, ['proofs.0.media_type', 'proofs.1.base64']])
    const proofs = [{ kind: 'receipt', media_type: 'image/png', base64: png }]
    const answers = [await send(proofs), await send(proofs)]
    const made = await Promise.all(answers.map(async each => ((await each.json()) as { id: string }).id))
    expect(made[0]).toBe(made[1])
    expect(must(await evidenceOf(test.house, test.actors.clerk, { kind: 'visit', id: made[0]! }))).toMatchObject([{ kind: 'receipt', title: '签收', taken_on: '2016-07-30' }])
    expect(must(await visitsTo(test.house, test.actors.clerk, person)).find(each => each.id === made[0])).toMatchObject({ round_name: '2016年“八一”走访慰问', proofs: 1, cash_fen: 200_00 })
    expect(must(await coverage(test.house, test.actors.clerk, TOWNSHIP, 2016))).toEqual([
      { place: VILLAGES[0], households: 2, reached: 1, visits: 1, cash_fen: 200_00 }, { place: VILLAGES[1], households: 1, reached: 0, visits: 0, cash_fen: 0 },
    ])
  })
})
