import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TOWNSHIP, VILLAGES, testHouse, type TestHouse } from '../../../tests/harness/database.ts'
import { read } from '../../access/actions.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must } from '../../base/result.ts'
import { addFund, balancesIn, creditFund, funds } from '../../ledger/actions.ts'
import { addPerson, recordFact } from '../../roster/actions.ts'
import { person as personCard } from '../../roster/lookup/actions.ts'
import { approveRun, checkRun, confirmRun, decideExceptions, prepareRun, run as runView, runLines, sendRun, verifyMoneyIn } from '../actions.ts'
import { proofCells } from '../proof/actions.ts'
import { closings, decideClosing, proposeClosing, receivables, withdrawClosing } from './actions.ts'

let opened: TestHouse
let fund: string
let people = 0

const ALLOWANCE = '2024年优抚补助'

beforeAll(async () => {
  opened = await testHouse()
  opened.travel('2024-09-10')
  fund = must(await addFund(opened.house, opened.actors.clerk, { place: TOWNSHIP, name: ALLOWANCE, source: '中央财政', level: 'central', year: 2024, purpose: 'benefits' }))
  must(await creditFund(opened.house, opened.actors.clerk, fund, { amount_fen: 100_000_000, document: '示例财社〔2024〕1号', on: '2024-01-10' }))
})
afterAll(() => opened.close())

async function pensioner(grade: number, place = VILLAGES[0]!): Promise<string> {
  const digits = `99010119620403${String(++people).padStart(3, '0')}`
  return must(await addPerson(opened.house, opened.actors.clerk, {
    place, name: '田明远', identity_number: digits + checkCharacter(digits), hukou: 'rural', account: `622700000000${String(people).padStart(4, '0')}`, bank_name: '农商行', known_on: '2020-01-01',
    facts: [{ kind: 'identity', value: { category: 'disabled-serviceman', cause: 'war', grade, approved_on: '2019-05-20' }, known_on: '2020-01-01' }],
  }))
}

/** Prepares and approves; everything that a person must look at is paid. */
async function approved(from: string, to = from, place: string = TOWNSHIP): Promise<string> {
  const { clerk, reviewer, leader } = opened.actors
  const run = must(await prepareRun(opened.house, clerk, { place, from, to }))
  for (const kind of ['died', 'moved', 'payee-changed', 'holder-differs'] as const) await decideExceptions(opened.house, reviewer, run.id, { kind, decision: 'pay', reason: '核实无误' })
  must(await checkRun(opened.house, reviewer, run.id))
  must(await approveRun(opened.house, leader, run.id))
  return run.id
}
async function paid(from: string, to = from): Promise<string> {
  const run = await approved(from, to)
  must(await sendRun(opened.house, opened.actors.clerk, run))
  must(await confirmRun(opened.house, opened.actors.clerk, run))
  return run
}

/** What the office had entered of the identity was wrong, and is corrected. */
async function corrected(person: string, change: { approved_on?: string; ended_on?: string }): Promise<void> {
  const { facts } = must(await personCard(opened.house, opened.actors.clerk, person))
  const identity = facts.find(fact => fact.kind === 'identity')!
  must(await recordFact(opened.house, opened.actors.clerk, person, { kind: 'identity', value: { ...identity.value as Record<string, unknown>, ...change }, known_on: '2024-09-10', supersedes: identity.id }))
}

const verified = async () => must(await read(opened.house, opened.actors.countyOffice, 'payment.read', verifyMoneyIn)).faults
const balance = async () => must(await funds(opened.house, opened.actors.clerk)).find(one => one.id === fund)!.balance_fen
const owing = async () => (must(await read(opened.house, opened.actors.clerk, 'ledger.read', work => balancesIn(work)))).filter(one => one.account === 'receivable').reduce((sum, one) => sum + one.balance_fen, 0)

describe('应收的办理', () => {
  test('退回、抵扣、核销：都要另一个人决定；账、盘、资金都平；多发的不再是多发', async () => {
    const { clerk, reviewer, leader, countyOffice } = opened.actors
    const person = await pensioner(5)
    await paid('2024-01', '2024-08')
    // 身份到六月底为止：七月、八月不该发，由一批记下应收。
    await corrected(person, { ended_on: '2024-06-30' })
    await approved('2024-07', '2024-08')
    const { rows } = must(await receivables(opened.house, clerk, { person }))
    expect(rows.map(({ period, closed_fen, name }) => [period, closed_fen, name])).toEqual([['2024-07', 0, '田*远'], ['2024-08', 0, '田*远']])
    const july = rows[0]!
    const [before, owed] = [await balance(), await owing()]

    // 退回 1000.00，进原来的资金。
    const refund = must(await proposeClosing(opened.house, clerk, { kind: 'refund', run: july.run, number: july.number, amount_fen: 100_000, document: '银行回单1号', reason: '本人退回', fund }))
    expect(await decideClosing(opened.house, clerk, refund, { accept: true })).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
    expect(await balance()).toBe(before)
    must(await decideClosing(opened.house, reviewer, refund, { accept: true }))
    expect(await balance()).toBe(before + 100_000)
    expect(await decideClosing(opened.house, reviewer, refund, { accept: true })).toMatchObject({ ok: false, refusals: [{ code: 'state' }] })

    // 办不了比剩下的更多；核销只有县里能定。
    const rest = july.amount_fen - 100_000
    expect(await proposeClosing(opened.house, clerk, { kind: 'write-off', run: july.run, number: july.number, amount_fen: rest + 1, document: '县会议纪要', reason: '家庭困难' }))
      .toMatchObject({ ok: false, refusals: [{ code: 'invalid', place: 'amount_fen', legal: [`1..${rest}`] }] })
    const letGo = must(await proposeClosing(opened.house, clerk, { kind: 'write-off', run: july.run, number: july.number, amount_fen: rest, document: '县会议纪要3号', reason: '家庭困难' }))
    for (const actor of [reviewer, leader]) expect(await decideClosing(opened.house, actor, letGo, { accept: true })).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
    must(await decideClosing(opened.house, countyOffice, letGo, { accept: true }))
    expect(await owing()).toBe(owed - july.amount_fen)
    expect(await verified()).toEqual([])
    expect(must(await receivables(opened.house, clerk, { person })).rows.map(one => one.period)).toEqual(['2024-08'])
    expect(must(await proofCells(opened.house, clerk, { year: 2024, state: 'over', person })).rows.map(one => one.period)).toEqual(['2024-08'])
    expect(must(await closings(opened.house, clerk, 'decided')).filter(one => one.person === person)).toHaveLength(2)
  })

  test('抵扣只从本人审批了还没有送出的行里扣，别的月份的应收不能全部扣完；送银行的是余下的数', async () => {
    const { clerk, leader, reviewer } = opened.actors
    const person = await pensioner(6)
    const other = await pensioner(6)
    await paid('2024-01', '2024-03')
    // 批准日期应为 2024 年 3 月 20 日，次月起发：一月至三月不该发，四月起照发。
    await corrected(person, { approved_on: '2024-03-20' })
    const run = await approved('2024-03', '2024-05')
    const debt = must(await receivables(opened.house, clerk, { person })).rows
    expect(debt.map(one => one.period)).toEqual(['2024-03'])
    const lines = must(await runLines(opened.house, clerk, run, { size: 100 })).rows
    const own = lines.find(line => line.person === person && line.period === '2024-04')!
    const foreign = lines.find(line => line.person === other && line.period === '2024-04')!
    const deduction = (line: { number: number }, amount_fen: number) => proposeClosing(opened.house, clerk, {
      kind: 'offset', run: debt[0]!.run, number: debt[0]!.number, amount_fen, document: '本人同意书', reason: '本人同意从下月扣', line: { run, number: line.number },
    })
    expect(await deduction(foreign, 1000)).toMatchObject({ ok: false, refusals: [{ code: 'state' }] })
    expect(await deduction(own, own.amount_fen)).toMatchObject({ ok: false, refusals: [{ code: 'invalid', legal: [`1..${own.amount_fen - 1}`] }] })
    const taken = must(await deduction(own, 50_000))
    expect(await decideClosing(opened.house, reviewer, taken, { accept: false })).toMatchObject({ ok: false, refusals: [{ place: 'answer' }] })
    const before = await balance()
    must(await decideClosing(opened.house, leader, taken, { accept: true }))
    // 留出来给这一行的钱少了 500.00，回到资金里。
    expect(await balance()).toBe(before + 50_000)
    expect(await verified()).toEqual([])
    const sent = must(await sendRun(opened.house, clerk, run))
    expect(sent.amount_fen).toBe(lines.reduce((sum, line) => sum + line.amount_fen, 0) - 50_000)
    // 送出去了就不能再抵扣。
    expect(await deduction(own, 1000)).toMatchObject({ ok: false, refusals: [{ code: 'state' }] })
    must(await confirmRun(opened.house, clerk, run))
    expect(await verified()).toEqual([])
    expect(must(await proofCells(opened.house, clerk, { year: 2024, person, month: '2024-04' })).rows).toMatchObject([{ arrived_fen: own.amount_fen, entitled_fen: own.amount_fen }])
  })

  test('审批以后、送银行以前发现不该发：应收把这一行整行抵掉，一分不送，账平，批次办完', async () => {
    const { clerk, leader } = opened.actors
    const person = await pensioner(8, VILLAGES[1]!)
    const run = await approved('2024-02', '2024-02', VILLAGES[1])
    const [line] = must(await runLines(opened.house, clerk, run, { size: 100 })).rows.filter(one => one.person === person)
    // 身份到一月底为止：二月的一分也不该发。
    await corrected(person, { ended_on: '2024-01-31' })
    await approved('2024-02', '2024-02', VILLAGES[1])
    const [debt] = must(await receivables(opened.house, clerk, { person })).rows
    expect(debt).toMatchObject({ period: '2024-02', amount_fen: line!.amount_fen })
    const before = await balance()
    const taken = must(await proposeClosing(opened.house, clerk, {
      kind: 'offset', run: debt!.run, number: debt!.number, amount_fen: line!.amount_fen, document: '公示异议答复1号', reason: '身份已终止，没有送银行', line: { run, number: line!.number },
    }))
    must(await decideClosing(opened.house, leader, taken, { accept: true }))
    expect(await balance()).toBe(before + line!.amount_fen)
    const [after] = must(await runLines(opened.house, clerk, run, { size: 100 })).rows.filter(one => one.person === person)
    expect(after).toMatchObject({ state: 'withdrawn', offset_fen: line!.amount_fen, confirmed_on: null })
    expect(must(await receivables(opened.house, clerk, { person })).rows).toEqual([])
    expect(await verified()).toEqual([])
    // 不该发，也没有发：看板上没有这一格。
    expect(must(await proofCells(opened.house, clerk, { year: 2024, person, month: '2024-02' })).rows).toEqual([])
    // 这一批只有这一行，没有什么要送：它办完了。
    expect(must(await runView(opened.house, clerk, run)).state).toBe('confirmed')
    expect(await sendRun(opened.house, clerk, run)).toMatchObject({ ok: false, refusals: [{ code: 'state' }] })
  })

  test('自己提出的可以撤回，别人撤不了；撤回了就不占数', async () => {
    const { clerk } = opened.actors
    const person = await pensioner(7)
    await paid('2023-01')
    await corrected(person, { approved_on: '2023-06-20' })
    await approved('2023-01')
    const [one] = must(await receivables(opened.house, clerk, { person })).rows
    const ask = () => proposeClosing(opened.house, clerk, { kind: 'refund', run: one!.run, number: one!.number, amount_fen: one!.amount_fen - one!.closed_fen, document: '银行回单2号', reason: '本人退回', fund })
    const id = must(await ask())
    expect(await ask()).toMatchObject({ ok: false, refusals: [{ code: 'invalid' }] })
    expect(await withdrawClosing(opened.house, { ...clerk, account: 'another' }, id)).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
    must(await withdrawClosing(opened.house, clerk, id))
    must(await ask())
  })
})
