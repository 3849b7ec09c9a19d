import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeAccount } from '../../tests/harness/accounts.ts'
import { TOWNSHIP, VILLAGES, testHouse, type TestHouse } from '../../tests/harness/database.ts'
import { act, read } from '../access/actions.ts'
import type { Actor } from '../base/actor.ts'
import { checkCharacter } from '../base/identity-number.ts'
import { must, type Result } from '../base/result.ts'
import { figureValues, openFigure } from '../figures/actions.ts'
import type { LawHouse } from '../law/house.ts'
import { addFund, balancesIn, creditFund, funds, postingsOfIn } from '../ledger/actions.ts'
import { addBudget } from '../ledger/budgets/actions.ts'
import { addPerson, changePerson, recordFact } from '../roster/actions.ts'
import { readSheet } from '../sheets/read.ts'
import { writeCsv } from '../sheets/write.ts'
import {
  applyReturnFile, approveRun, approveRunIn, checkRun, confirmRun, decideExceptions, discardRun, exportRun, fundSuggestion, prepareRun, reissueRun, run, runAnchorsIn, runLines, runs, sendRun, verifyMoneyIn,
} from './actions.ts'
import { figures } from './figures.ts'
import { fundOutcomes } from './steps/funds.ts'

let opened: TestHouse
let actors: TestHouse['actors']
let people = 0
const house = (): LawHouse => opened.house

const FUND_FEN = 100_000_000

/** A township on 10 September 2024 with one fund. */
async function township(amount_fen: number): Promise<TestHouse & { readonly fund: string }> {
  const made = await testHouse()
  made.travel('2024-09-10')
  const fund = must(await addFund(made.house, made.actors.clerk, { place: TOWNSHIP, name: '2024年优抚补助', source: '中央财政', year: 2024, purpose: 'benefits' }))
  must(await creditFund(made.house, made.actors.clerk, fund, { amount_fen, document: '示例财社〔2024〕1号', on: '2024-01-10' }))
  return { ...made, fund }
}

/** Does the work in a township of its own, for what the other tests' people would blur. */
async function alone(amount_fen: number, work: (fund: string) => Promise<void>): Promise<void> {
  const [before, own] = [opened, await township(amount_fen)]
  ;[opened, actors] = [own, own.actors]
  try {
    await work(own.fund)
  } finally {
    ;[opened, actors] = [before, before.actors]
    await own.close()
  }
}

beforeAll(async () => {
  opened = await township(FUND_FEN)
  actors = opened.actors
})
afterAll(() => opened.close())

/** What only somebody with the whole database in hand can do. */
const asOwner = (table: string, sql: string) => house().database.transaction(async session => {
  await session.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)
  await session.query('SET LOCAL ROLE tongxin_owner')
  await session.query(sql)
  await session.query('RESET ROLE')
  await session.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
})

const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => refusal.code))
const reading = <T>(work: Parameters<typeof read<T>>[3]) => read<T>(house(), actors.auditor, 'payment.read', work).then(must)

function identityNumber(born: string): string {
  const digits = `990101${born.replaceAll('-', '')}${String(++people).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

/** 67,032 yuan a year from August 2024: a disabled serviceman of grade 5, in war. */
const GRADE_5 = { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }
/** floor(6703200 * 9 / 12) - floor(6703200 * 8 / 12) = 5027400 - 4468800 = 558600 */
const SEPTEMBER_FEN = 558_600

const addDisabled = async (village: string, account: string | null = `62270000${String(people + 1).padStart(8, '0')}`): Promise<string> =>
  must(await addPerson(house(), actors.clerk, {
    place: village, name: '田明远', identity_number: identityNumber('1962-04-03'), hukou: 'rural', account, bank_name: account === null ? null : '青松农商行',
    known_on: '2020-01-01', facts: [{ kind: 'identity', value: GRADE_5, known_on: '2020-01-01' }],
  }))

const prepare = (place: string, from = '2024-09', to = from, key?: string) => prepareRun(house(), actors.clerk, { place, from, to }, { key })

async function approved(place: string, from?: string, to?: string): Promise<string> {
  const { id } = must(await prepare(place, from, to))
  must(await checkRun(house(), actors.reviewer, id))
  must(await approveRun(house(), actors.leader, id))
  return id
}

async function sent(place: string, from?: string, to?: string): Promise<string> {
  const id = await approved(place, from, to)
  must(await sendRun(house(), actors.clerk, id))
  return id
}

type Row = { serial: string; account: string; amount: string }
async function fileOf(id: string): Promise<Row[]> {
  const { rows } = must(await readSheet(must(await exportRun(house(), actors.clerk, id, 'generic-csv')).bytes))
  return rows.slice(1).map(({ cells }) => ({ account: cells[2]!.text, amount: cells[4]!.text, serial: cells[6]!.text }))
}

const returnFile = (rows: readonly (readonly string[])[], headings = ['流水号', '金额(元)', '结果', '失败原因']) => writeCsv({ name: '回盘', headings, rows })
const faultsNow = async () => (await reading(verifyMoneyIn)).faults
const postingsOf = (id: string) => reading(work => postingsOfIn(work, 'payment.run', [id]))
const linesOf = async (id: string) => must(await runLines(house(), actors.auditor, id, { size: 200 })).rows
const balances = async () => Object.fromEntries((await reading(work => balancesIn(work))).map(one => [one.account, one.balance_fen]))

describe('一个月的发放', () => {
  test('从编制到到账：每行一笔应付、一笔在途、一笔到账，账实相符', async () => {
    const [place] = VILLAGES
    await addDisabled(place!)
    const before = must(await funds(house(), actors.clerk))[0]!.balance_fen
    const id = await sent(place!)
    const [line] = await linesOf(id)
    expect(line).toMatchObject({ amount_fen: SEPTEMBER_FEN, entitled_fen: SEPTEMBER_FEN, posted_before_fen: 0, kind: 'regular', state: 'sent', source: '军人抚恤优待条例(2019)' })
    expect(must(await funds(house(), actors.clerk))[0]!.balance_fen).toBe(before - SEPTEMBER_FEN)
    const [row] = await fileOf(id)
    expect(row).toMatchObject({ amount: '5586.00' })
    expect(must(await confirmRun(house(), actors.reviewer, id)).state).toBe('confirmed')
    const moves = (await postingsOf(id)).map(({ debit, credit, amount_fen }) => [debit, credit, amount_fen])
    expect(moves).toHaveLength(4)
    expect(moves).toEqual(expect.arrayContaining([
      ['expense:disability-pension', 'payable', SEPTEMBER_FEN], ['bank', expect.stringMatching(/^fund:/), SEPTEMBER_FEN],
      ['payable', 'in-transit', SEPTEMBER_FEN], ['in-transit', 'bank', SEPTEMBER_FEN],
    ]))
    expect(await faultsNow()).toEqual([])
    expect(must(await run(house(), actors.auditor, id)).steps.map(step => step.step)).toEqual(['prepare', 'check', 'approve', 'send', 'confirm'])
  })

  test('口径打开是收到钱的人，姓名遮盖，金额等于到账行之和；在途的不算', () => alone(FUND_FEN, async () => {
    await addDisabled(VILLAGES[0]!)
    await addDisabled(VILLAGES[1]!)
    must(await confirmRun(house(), actors.reviewer, await sent(TOWNSHIP, '2024-08', '2024-09')))
    await addDisabled(VILLAGES[2]!)
    await sent(VILLAGES[2]!)
    const asked = { county: '990101', place: TOWNSHIP, year: 2024 }
    const paid = figures(house().law.benefits.values())
    const values = await reading(work => figureValues(work.session, paid, { ...asked, ids: ['payment.disability-pension.paid', 'payment.disability-pension.persons'] }))
    expect(values.map(({ value, records }) => [value, records])).toEqual([[4 * SEPTEMBER_FEN, 2], [2, 2]])
    const { records } = (await reading(work => openFigure(work.session, paid.find(figure => figure.id === 'payment.disability-pension.paid')!, asked)))
    expect(records[0]).toMatchObject({ value: 2 * SEPTEMBER_FEN, title: '田*远 11172元', happened_on: '2024-09-10', detail: { 姓名: '田*远', 月份: '2024-08至2024-09' } })
    const all = await reading(work => figureValues(work.session, paid, asked))
    expect(all.find(value => value.id === 'payment.conscript-family-allowance.households')!.value).toBe(0)
    // 应发日是当月最后一天：八月的 9 月 10 日才到账，逾期；九月的按时；第三人的还在途。
    const count = (id: string) => all.find(value => value.id === `payment.${id}`)!.value
    expect([count('due'), count('on-time'), count('late')]).toEqual([5, 2, 2])
  }))
})

describe('两个人', () => {
  test('编制人不得复核，不得审批，换了角色也不行；数据库也不许', async () => {
    const place = VILLAGES[1]!
    await addDisabled(place)
    const { id } = must(await prepare(place))
    const promoted: Actor = { ...actors.clerk, account: actors.clerk.account, role: 'leader' }
    expect(codes(await checkRun(house(), actors.clerk, id))).toEqual(['forbidden'])
    expect(codes(await checkRun(house(), promoted, id))).toEqual(['same-person'])
    must(await checkRun(house(), actors.reviewer, id))
    expect(codes(await approveRun(house(), promoted, id))).toEqual(['same-person'])
    await expect(asOwner('payment_run', `UPDATE payment_run SET approved_by = prepared_by WHERE id = '${id}'`)).rejects.toThrow(/payment_run_approver_differs/)
    expect(must(await approveRun(house(), actors.reviewer, id)).state).toBe('approved')
  })

  test('不能越过复核直接审批，不能重复审批；两人同时审批只成一次', async () => {
    const place = VILLAGES[2]!
    await addDisabled(place)
    const { id } = must(await prepare(place))
    expect(codes(await approveRun(house(), actors.leader, id))).toEqual(['state'])
    must(await checkRun(house(), actors.reviewer, id))
    const both = await Promise.all([approveRun(house(), actors.leader, id), approveRun(house(), actors.countyOffice, id)])
    expect(both.filter(result => result.ok)).toHaveLength(1)
    expect(both.flatMap(codes)).toEqual(['state'])
    expect((await postingsOf(id)).filter(posting => posting.credit === 'payable')).toHaveLength(1)
    expect(await faultsNow()).toEqual([])
  })
})

describe('只有一次', () => {
  test('同一命令号重来，答的是同一批；没有命令号，已占的行不再占', async () => {
    const place = VILLAGES[3]!
    await addDisabled(place)
    const first = must(await prepare(place, '2024-09', '2024-09', 'once'))
    expect(must(await prepare(place, '2024-09', '2024-09', 'once')).id).toBe(first.id)
    expect(codes(await prepare(place))).toEqual(['state'])
    must(await discardRun(house(), actors.clerk, first.id))
    expect(must(await prepare(place)).lines).toBe(1)
  })

  test('审批途中断电：什么也没有留下，再来一次就成', async () => {
    const place = VILLAGES[4]!
    await addDisabled(place)
    const { id } = must(await prepare(place))
    must(await checkRun(house(), actors.reviewer, id))
    const cut = act(house(), actors.leader, 'payment.approve', async work => {
      must(await approveRunIn(work, id))
      throw new Error('power cut')
    })
    await expect(cut).rejects.toThrow('power cut')
    expect(await postingsOf(id)).toEqual([])
    expect(must(await approveRun(house(), actors.leader, id)).state).toBe('approved')
    expect(await faultsNow()).toEqual([])
  })

  test('两人同时编制同一地方，只有一批占到', async () => {
    const place = VILLAGES[5]!
    await addDisabled(place)
    const both = await Promise.all([prepare(place), prepare(place)])
    expect(both.filter(result => result.ok)).toHaveLength(1)
  })
})

describe('人有变动', () => {
  test('晚报的去世：多发的成为应收，不进代发文件，不抵扣，再编制时没有', async () => {
    const place = VILLAGES[6]!
    const dead = await addDisabled(place)
    await addDisabled(place)
    must(await confirmRun(house(), actors.reviewer, await sent(place, '2024-07', '2024-08')))
    must(await recordFact(house(), actors.clerk, dead, { kind: 'person', value: { born: '1962-04-03', died: '2024-07-15', sex: 'male', death_cause: 'other' }, known_on: '2024-09-10' }))
    const { id, receivables, lines } = must(await prepare(place, '2024-07', '2024-09'))
    expect({ receivables, lines }).toEqual({ receivables: 1, lines: 1 })
    must(await decideExceptions(house(), actors.reviewer, id, { kind: 'died', decision: 'pay', reason: '与家属核实，七月仍应发' }))
    must(await checkRun(house(), actors.reviewer, id))
    must(await approveRun(house(), actors.leader, id))
    must(await sendRun(house(), actors.clerk, id))
    expect(await fileOf(id)).toHaveLength(1)
    const view = must(await run(house(), actors.auditor, id))
    expect(view.receivable_lines).toMatchObject([{ person: dead, period: '2024-08', amount_fen: SEPTEMBER_FEN, entitled_fen: 0, state: 'open' }])
    expect((await balances())['receivable']).toBe(SEPTEMBER_FEN)
    expect(codes(await prepare(place, '2024-07', '2024-09'))).toEqual(['state'])
    expect(await faultsNow()).toEqual([])
  })

  test('晚到的认定：已发过的月份补发', async () => {
    const place = VILLAGES[7]!
    await addDisabled(place)
    must(await confirmRun(house(), actors.reviewer, await sent(place, '2024-08')))
    const late = await addDisabled(place)
    const { id } = must(await prepare(place, '2024-08', '2024-09'))
    const kinds = (await linesOf(id)).map(line => [line.person === late, line.period, line.kind])
    expect(kinds).toEqual(expect.arrayContaining([[true, '2024-08', 'arrears'], [true, '2024-09', 'regular'], [false, '2024-09', 'regular']]))
    const { changes } = must(await run(house(), actors.auditor, id))
    expect(changes).toBeNull() // the run before ends in the month in which this one begins
  })

  test('县内迁移：新村看得见旧村已发的，不再发一次', async () => {
    const [old, now] = [VILLAGES[8]!, VILLAGES[9]!]
    const person = await addDisabled(old)
    must(await confirmRun(house(), actors.reviewer, await sent(old)))
    must(await changePerson(house(), actors.clerk, person, { version: 1, changes: { place: now } }))
    const newClerk: Actor = { ...actors.clerk, place: now, scope: [now] }
    expect(codes(await prepareRun(house(), newClerk, { place: now, from: '2024-09', to: '2024-09' }))).toEqual(['state'])
    const oldClerk: Actor = { ...actors.clerk, place: old, scope: [old] }
    expect(codes(await prepareRun(house(), oldClerk, { place: old, from: '2024-09', to: '2024-09' }))).toEqual(['state'])
  })
})

describe('退票', () => {
  test('退回应付，改账号，原额重发；旧回盘文件再来也不乱', async () => {
    const place = VILLAGES[10]!
    const bad = await addDisabled(place)
    await addDisabled(place)
    const id = await sent(place)
    const badLine = (await linesOf(id)).find(line => line.person === bad)!.number
    const rows = (await fileOf(id)).map(row => [row.serial, row.amount, Number(row.serial.slice(6, 12)) === badLine ? '失败' : '成功', Number(row.serial.slice(6, 12)) === badLine ? '账号户名不符' : ''])
    const file = returnFile(rows)
    expect(must(await applyReturnFile(house(), actors.clerk, file))).toMatchObject({ confirmed: 1, returned: 1, unchanged: 0, runs: [{ state: 'returned' }] })
    expect(must(await applyReturnFile(house(), actors.clerk, file))).toMatchObject({ confirmed: 0, returned: 0, unchanged: 2 })
    expect(await faultsNow()).toEqual([])
    await changeAccount(house(), actors, bad, '6227000099998888', { reason: 'returned-by-bank' })
    expect(must(await reissueRun(house(), actors.clerk, id))).toMatchObject({ sent: 1, amount_fen: SEPTEMBER_FEN, run: { state: 'sent' } })
    const [again] = await fileOf(id)
    expect(again).toMatchObject({ account: '6227000099998888', amount: '5586.00' })
    // The next attempt has the next number.
    expect((Number(again!.serial) - Number(rows.find(row => row[2] === '失败')![0]) + 1000) % 1000).toBe(1)
    // The first file once more: it speaks of the first attempt, and settles nothing of the second.
    expect(must(await applyReturnFile(house(), actors.clerk, file))).toMatchObject({ unchanged: 2 })
    expect(must(await confirmRun(house(), actors.reviewer, id)).state).toBe('confirmed')
    expect(must(await run(house(), actors.auditor, id)).returned_lines).toMatchObject([{ failure: '账号户名不符', line_state: 'confirmed' }])
    expect(await faultsNow()).toEqual([])
  })

  test('不认识的流水号、不对的金额、乱写的结果：一次说全，带行列，什么也不登记', async () => {
    const place = VILLAGES[11]!
    await addDisabled(place)
    const id = await sent(place)
    const [row] = await fileOf(id)
    const wrong = returnFile([[row!.serial, '5586.01', '成功', ''], ['249999000001258', '1.00', '成功', '']])
    const result = await applyReturnFile(house(), actors.clerk, wrong)
    expect(result.ok ? [] : result.refusals.map(refusal => [refusal.code, refusal.place])).toEqual([['invalid', '第2行 金额(元)'], ['not-found', '第3行 流水号']])
    expect(codes(await applyReturnFile(house(), actors.clerk, returnFile([[row!.serial, '', '也许', '']])))).toEqual(['invalid'])
    expect(codes(await applyReturnFile(house(), actors.clerk, returnFile([[row!.serial, '成功']], ['流水', '结果'])))).toEqual(['missing'])
    expect((await linesOf(id)).map(line => line.state)).toEqual(['sent'])
  })

  test('没有账号的行不送，留作应付，补了账号再发', () => alone(FUND_FEN, async () => {
    const place = VILLAGES[11]!
    const without = await addDisabled(place, null)
    await addDisabled(place)
    const id = await approved(place, '2024-06')
    const outcome = must(await sendRun(house(), actors.clerk, id))
    expect(outcome).toMatchObject({ waiting: [{ name: '田*远' }] })
    expect(must(await confirmRun(house(), actors.reviewer, id)).state).toBe('returned')
    await changeAccount(house(), actors, without, '6227000011112222')
    expect(must(await reissueRun(house(), actors.clerk, id)).sent).toBe(1)
    expect(must(await confirmRun(house(), actors.reviewer, id)).state).toBe('confirmed')
    expect(await faultsNow()).toEqual([])
  }))
})

describe('不能审批', () => {
  test('资金不够：说出结余和需要，一笔也没记；补足了就批，正好用完', () => alone(SEPTEMBER_FEN - 1, async fund => {
    await addDisabled(VILLAGES[0]!)
    const { id } = must(await prepare(TOWNSHIP))
    must(await checkRun(house(), actors.reviewer, id))
    const short = await approveRun(house(), actors.leader, id)
    expect(short.ok ? [] : short.refusals.map(refusal => [refusal.code, refusal.value])).toEqual([['insufficient', { balance_fen: SEPTEMBER_FEN - 1, needed_fen: SEPTEMBER_FEN }]])
    expect(await postingsOf(id)).toEqual([])
    must(await creditFund(house(), actors.clerk, fund, { amount_fen: 1, document: '示例2号', on: '2024-02-10' }))
    must(await approveRun(house(), actors.leader, id))
    expect(must(await funds(house(), actors.clerk))[0]!.balance_fen).toBe(0)
  }))

  test('给一项待遇另选资金：从选的那一笔出；选的不够、选了不能用的，在那一项上拒绝，一笔也没记', () => alone(FUND_FEN, async fund => {
    await addDisabled(VILLAGES[0]!)
    const { id } = must(await prepare(TOWNSHIP))
    must(await checkRun(house(), actors.reviewer, id))
    const other = must(await addFund(house(), actors.clerk, { place: TOWNSHIP, name: '2024年县级优抚经费', source: '县级财政', year: 2024, purpose: 'benefits' }))
    const condolence = must(await addFund(house(), actors.clerk, { place: TOWNSHIP, name: '2024年慰问经费', source: '镇级财政', year: 2024, purpose: 'condolence' }))
    must(await addBudget(house(), actors.clerk, other, { kind: 'allocation', change_fen: 500_000, document: '示例财社〔2024〕9号', decided_on: '2024-02-10' }))
    const approve = (pays: string) => approveRun(house(), actors.leader, id, { funds: { 'disability-pension': pays } })
    const told = async (pays: string) => { const result = await approve(pays); return result.ok ? [] : result.refusals.map(refusal => [refusal.code, refusal.place]) }
    expect(await told(condolence)).toEqual([['not-found', 'funds.disability-pension']])
    expect(await told(other)).toEqual([['insufficient', `fund.${other}`]])
    expect(await postingsOf(id)).toEqual([])
    must(await creditFund(house(), actors.clerk, other, { amount_fen: SEPTEMBER_FEN, document: '示例3号', on: '2024-02-10' }))
    // 先看得到：默认哪一笔，选了这一笔预算 5000.00 元会超 586.00 元；超预算不妨碍审批。
    const offer = must(await fundSuggestion(house(), actors.leader, id))
    expect(offer.needs).toEqual([{ benefit: 'disability-pension', amount_fen: SEPTEMBER_FEN, name: expect.objectContaining({ zh: '残疾抚恤金' }), fund }])
    expect(offer.funds.map(one => one.id)).toEqual([fund, other])
    expect(fundOutcomes(offer, { 'disability-pension': other }).find(after => after.fund.id === other)).toMatchObject({ left_fen: 0, short: null, budget: [{ spent_fen: 0, after_fen: SEPTEMBER_FEN, over_fen: 58_600 }] })
    must(await approve(other))
    expect(must(await funds(house(), actors.clerk)).map(one => [one.id, one.balance_fen])).toEqual(expect.arrayContaining([[fund, FUND_FEN], [other, 0]]))
    expect(must(await fundSuggestion(house(), actors.leader, id)).needs).toEqual([])
    expect(await faultsNow()).toEqual([])
  }))

  test('标准是推算的：不能复核，说出是哪个标准；作废后用正式标准可以', () => alone(FUND_FEN, async () => {
    await addDisabled(VILLAGES[0]!)
    const benefits = new Map([...house().law.benefits].map(([id, benefit]) => [id, { ...benefit, rates: benefit.rates.map(rate => ({ ...rate, confidence: 'derived' as const })) }]))
    const unsure: LawHouse = { ...house(), lawOf: () => Promise.resolve({ ...house().law, benefits }) }
    const { id } = must(await prepareRun(unsure, actors.clerk, { place: TOWNSHIP, from: '2024-05', to: '2024-05' }))
    const result = await checkRun(house(), actors.reviewer, id)
    expect(result.ok ? [] : result.refusals.map(refusal => [refusal.code, refusal.place, refusal.value])).toEqual([['state', 'exceptions.1', 'provisional']])
    expect(result.ok ? '' : result.refusals[0]!.message.zh).toContain((await linesOf(id))[0]!.rate_source)
    must(await discardRun(house(), actors.clerk, id))
    expect(must(await checkRun(house(), actors.reviewer, must(await prepare(TOWNSHIP, '2024-05')).id)).state).toBe('checked')
  }))
})

describe('核验', () => {
  test('改一行金额、删一笔记账、改资金结余：各自指出在哪里', () => alone(FUND_FEN, async fund => {
    await addDisabled(VILLAGES[0]!)
    const id = await approved(TOWNSHIP)
    const places = async () => (await faultsNow()).map(fault => fault.place)
    const meddle = (sql: string) => asOwner(/payment_line|posting|fund_balance/.exec(sql)![0], sql)
    expect(await places()).toEqual([])
    expect((await reading(runAnchorsIn))[0]!.hash).toMatch(/^[0-9a-f]{64}$/)
    await meddle(`UPDATE payment_line SET amount_fen = amount_fen + 1, entitled_fen = entitled_fen + 1`)
    expect((await places())[0]).toMatch(/^run 2024-0001/)
    expect(await places()).toEqual(expect.arrayContaining(['run 2024-0001 line 1 approve', `run ${id}`]))
    expect(codes(await sendRun(house(), actors.clerk, id))).toEqual(['conflict'])
    await meddle(`UPDATE payment_line SET amount_fen = amount_fen - 1, entitled_fen = entitled_fen - 1`)
    await meddle(`UPDATE fund_balance SET balance_fen = balance_fen - 1 WHERE number = 2`)
    expect(await places()).toEqual([`fund ${fund}`, `fund ${fund}`])
    await meddle(`UPDATE fund_balance SET balance_fen = balance_fen + 1 WHERE number = 2`)
    await meddle(`DELETE FROM posting WHERE credit = 'payable'`)
    expect(await places()).toEqual(expect.arrayContaining(['run 2024-0001 line 1 approve', `run ${id}`, 'account payable']))
  }))

  test('程序的角色改不了金额，删不了记账', async () => {
    await expect(reading(work => work.session.query(`UPDATE payment_line SET amount_fen = 1`))).rejects.toThrow(/permission denied/)
    await expect(reading(work => work.session.query(`UPDATE posting SET amount_fen = 1`))).rejects.toThrow(/permission denied/)
    await expect(reading(work => work.session.query(`DELETE FROM posting`))).rejects.toThrow(/permission denied/)
  })

  test('一个村看不见别村的批次', async () => {
    const elsewhere: Actor = { ...actors.reviewer, place: VILLAGES[11]!, scope: [VILLAGES[11]!] }
    const seen = must(await runs(house(), elsewhere, { size: 200 })).rows
    expect(seen.every(one => one.place.startsWith(VILLAGES[11]!))).toBe(true)
  })
})
