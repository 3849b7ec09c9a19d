import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeAccount } from '../../../tests/harness/accounts.ts'
import { bankAnswer, statusReport, type Answer } from '../../../tests/harness/bank.ts'
import { TOWNSHIP, VILLAGES, testHouse, type TestHouse } from '../../../tests/harness/database.ts'
import { read } from '../../access/actions.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { addMonths } from '../../base/day.ts'
import { must, type Result } from '../../base/result.ts'
import { MIGRATIONS, statementsOf } from '../../db/migrate.ts'
import { addFund, balancesIn, creditFund, postingsOfIn } from '../../ledger/actions.ts'
import { addPerson, changePerson, recordFact } from '../../roster/actions.ts'
import type { PersonInput } from '../../roster/schemas.ts'
import { readXml } from '../../sheets/xml.ts'
import {
  applyReturnFile, approveRun, checkRun, clearFailure, confirmRun, decideExceptions, enterSetting, exportRun, paymentFailures, prepareRun, reissueRun, run, runLines, sendRun, settings, verifyMoneyIn,
} from '../actions.ts'
import { decideClosing, proposeClosing } from '../recovery/actions.ts'
import { exportFormats } from './format.ts'
import { loadBankFormats } from './load.ts'

let opened: TestHouse
let people = 0
const house = () => opened.house
const clerk = () => opened.actors.clerk
const FORMATS = loadBankFormats()
const layout = (id: string) => FORMATS.find(format => format.id === id)!

beforeAll(async () => {
  opened = await testHouse()
  opened.travel('2024-09-10')
  const fund = must(await addFund(house(), clerk(), { place: TOWNSHIP, name: '2024年优抚补助', source: '中央财政', year: 2024, purpose: 'benefits' }))
  must(await creditFund(house(), clerk(), fund, { amount_fen: 900_000_000, document: '示例财社〔2024〕1号', on: '2024-01-10' }))
})
afterAll(() => opened.close())

const PAYER = { name: '示例县优抚资金专户', account: '9900000000000001', bank: '示例银行营业部' }
const setPayer = (place: string, value = PAYER) =>
  enterSetting(house(), opened.actors.leader, { kind: 'paying-account', place, value, from: '2024-01-01', document: '示例财〔2024〕2号' })

/** floor(6703200 * 9 / 12) - floor(6703200 * 8 / 12) = 5027400 - 4468800 = 558600 */
const MONTH_FEN = 558_600

async function addDisabled(place: string, changes: Partial<PersonInput> = {}): Promise<string> {
  const digits = `99010119620403${String(++people).padStart(3, '0')}`
  return must(await addPerson(house(), clerk(), {
    place, name: '田明远', identity_number: digits + checkCharacter(digits), hukou: 'rural', account: `62270000${String(people).padStart(8, '0')}`, bank_name: '青松农商行',
    known_on: '2020-01-01', facts: [{ kind: 'identity', value: { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }, known_on: '2020-01-01' }],
    ...changes,
  }))
}

async function approved(place: string, month = '2024-09'): Promise<string> {
  const { id } = must(await prepareRun(house(), clerk(), { place, from: month, to: month }))
  must(await checkRun(house(), opened.actors.reviewer, id))
  must(await approveRun(house(), opened.actors.leader, id))
  return id
}
async function sent(place: string, month?: string): Promise<string> {
  const id = await approved(place, month)
  must(await sendRun(house(), clerk(), id))
  return id
}

/** The payments of a run that are with the bank, read from its bank file as the bank reads it. */
async function atBank(id: string): Promise<Answer[]> {
  const text = new TextDecoder('gbk').decode(must(await exportRun(house(), clerk(), id, 'rural-separated-txt')).bytes)
  return text.split('\r\n').slice(1, -1).map(row => row.split('|')).map(fields => ({ serial: fields[1]!, amount_fen: Math.round(Number(fields[4]) * 100), result: 'succeeded', reason: null }))
}
const failed = (answer: Answer, reason: string): Answer => ({ ...answer, result: 'failed', reason })
const bring = (answers: readonly Answer[], id = 'generic') => applyReturnFile(house(), clerk(), bankAnswer(layout(id), answers))
const reading = <T>(work: Parameters<typeof read<T>>[3]) => read<T>(house(), opened.actors.auditor, 'payment.read', work).then(must)
const states = async (id: string) => must(await runLines(house(), opened.actors.auditor, id, { size: 200 })).rows.map(line => line.state)
const movesOf = async (id: string, serial: string) => (await reading(work => postingsOfIn(work, 'payment.run', [id]))).map(one => one.key).filter(key => key.includes(serial)).map(key => key.split(':')[2]!).toSorted()
const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => [refusal.code, refusal.place]))
const failures = async (place: string) => must(await paymentFailures(house(), clerk(), { place, size: 100 })).rows
async function holds(): Promise<void> {
  expect((await reading(verifyMoneyIn)).faults).toEqual([])
  expect((await reading(work => balancesIn(work))).reduce((total, one) => total + one.balance_fen, 0)).toBe(0)
}

test('要写付款账户的代发文件：没有设置不导出，说到哪里去设；设了就写进报文，页面和日志只见末四位', async () => {
  const place = VILLAGES[11]!
  await addDisabled(place)
  const id = await sent(place)
  const take = (format: string) => exportRun(house(), clerk(), id, format)
  const without = await take('iso-20022-pain')
  expect(without.ok ? [] : without.refusals.map(one => [one.code, one.place, one.value, one.next!.zh.includes('发放设置')])).toEqual([['missing', 'setting.paying-account', place, true]])
  expect((await take('generic-csv')).ok).toBe(true)
  expect(refusals(await setPayer(place, { name: '', account: '12 34', bank: '示例银行' }))).toEqual([['invalid', 'value.name'], ['invalid', 'value.account']])
  must(await setPayer(place, { ...PAYER, account: '9900 0000 0000 7777' }))
  expect(new TextDecoder().decode(must(await take('iso-20022-pain')).bytes)).toContain(`<Dbtr><Nm>${PAYER.name}</Nm></Dbtr><DbtrAcct><Id><Othr><Id>9900000000007777</Id>`)
  const [shown] = must(await settings(house(), opened.actors.auditor)).filter(one => one.place === place)
  expect(shown).toMatchObject({ kind: 'paying-account', value: { name: PAYER.name, bank: PAYER.bank, account_masked: expect.stringMatching(/^\*+7777$/) } })
  const kept = await reading(({ session }) => session.query<{ kept: string }>(
    `SELECT coalesce("after", '') AS kept FROM journal WHERE action LIKE 'payment.%' UNION ALL SELECT value::text FROM payment_setting`))
  expect(JSON.stringify([shown, kept.rows])).not.toContain('9900000000007777')
  expect(kept.rows.filter(row => row.kept.includes('*7777'))).toHaveLength(3)
})

describe('每种代发文件送出，每种回盘收回', () => {
  beforeAll(async () => { must(await setPayer(VILLAGES[0]!)) })

  test.each(FORMATS.map(format => [format.id, format] as const))('%s', async (id, format) => {
    const place = VILLAGES[0]!
    const index = FORMATS.indexOf(format)
    await addDisabled(place)
    const runId = await sent(place, addMonths('2024-01', index))
    for (const one of exportFormats([format])) expect(must(await exportRun(house(), clerk(), runId, one.id)).bytes.byteLength).toBeGreaterThan(80)
    const answers = await atBank(runId)
    const outcome = must(await bring(answers, id))
    expect(outcome).toMatchObject({ format: format.name, confirmed: answers.length, returned: 0, unchanged: 0, outstanding: 0 })
    expect(must(await bring(answers, id))).toMatchObject({ confirmed: 0, unchanged: answers.length })
    expect(await states(runId)).toEqual(answers.map(() => 'confirmed'))
    await holds()
  })
})

describe('退汇', () => {
  test('已到账的被银行收回：新记一笔，行退回待发；更正后原额重发，再到账', async () => {
    const place = VILLAGES[1]!
    const person = await addDisabled(place)
    const id = await sent(place)
    const [answer] = await atBank(id)
    must(await bring([answer!]))
    expect(must(await run(house(), clerk(), id)).state).toBe('confirmed')
    expect(refusals(await bring([failed(answer!, '户名不符')]))).toEqual([['contradiction', '第2行 结果']])
    expect(must(await bring([{ ...answer!, result: 'reversed' }]))).toMatchObject({ confirmed: 0, returned: 1, reversed: 1, runs: [{ state: 'returned' }] })
    expect(must(await bring([{ ...answer!, result: 'reversed' }]))).toMatchObject({ returned: 0, unchanged: 1 })
    expect(await movesOf(id, answer!.serial)).toEqual(['confirm', 'reverse', 'send'])
    expect(must(await bring([answer!]))).toMatchObject({ unchanged: 1 })
    await holds()
    expect(await failures(place)).toMatchObject([{ class: 'taken-back', reason: null, owner: 'reviewer', state: 'open', amount_fen: MONTH_FEN }])
    expect(refusals(await reissueRun(house(), clerk(), id))).toEqual([['state', 'run.lines']])
    await changeAccount(house(), opened.actors, person, '6227000099990001')
    expect(must(await reissueRun(house(), clerk(), id))).toMatchObject({ sent: 1, amount_fen: MONTH_FEN })
    must(await confirmRun(house(), opened.actors.reviewer, id))
    expect(await states(id)).toEqual(['confirmed'])
    expect(await failures(place)).toEqual([])
    await holds()
  })
})

describe('半个文件、旧文件、别处的文件', () => {
  test('少几行照登，说出还差几笔；整个文件再来，只登没登过的', async () => {
    const place = VILLAGES[2]!
    await addDisabled(place)
    await addDisabled(place)
    const id = await sent(place)
    const answers = await atBank(id)
    expect(must(await bring(answers.slice(0, 1)))).toMatchObject({ confirmed: 1, outstanding: 1, runs: [{ state: 'sent' }] })
    expect(refusals(await applyReturnFile(house(), clerk(), bankAnswer(layout('rural-separated'), answers).slice(0, -12)))).not.toEqual([])
    expect(must(await bring(answers, 'fixed-width'))).toMatchObject({ confirmed: 1, unchanged: 1, outstanding: 0, runs: [{ state: 'confirmed' }] })
    await holds()
  })

  test('没有送出过的流水号（旧备份之后的，别的批次的）按行拒绝，同一文件里认得的也不登记', async () => {
    const place = VILLAGES[3]!
    await addDisabled(place)
    const id = await sent(place)
    const [answer] = await atBank(id)
    expect(refusals(await bring([answer!, { ...answer!, serial: '249999000001258' }]))).toEqual([['not-found', '第3行 流水号']])
    expect(await states(id)).toEqual(['sent'])
    must(await bring([answer!]))
  })
})

describe('ISO 20022 整批的结果', () => {
  beforeAll(async () => { must(await setPayer(VILLAGES[4]!)) })
  test('整批成功：报文里的每一笔都到账，已单独说失败的除外；没发出过的报文拒绝', async () => {
    const place = VILLAGES[4]!
    await addDisabled(place)
    await addDisabled(place)
    const id = await sent(place)
    const bytes = must(await exportRun(house(), clerk(), id, 'iso-20022-pain')).bytes
    expect(must(await exportRun(house(), clerk(), id, 'iso-20022-pain')).bytes).toHaveLength(bytes.length)
    const message = must(readXml(bytes)).children[0]!.children[0]!.children.find(one => one.name === 'MsgId')!.text
    const [first] = await atBank(id)
    const report = (name: string, group: string) => applyReturnFile(house(), clerk(), statusReport([{ ...first!, status: 'RJCT', reason: '账户已销户' }], name, group))
    expect(refusals(await report('2024-0001-0000000000000000', 'ACSC'))).toEqual([['not-found', 'OrgnlMsgId']])
    expect(refusals(await applyReturnFile(house(), clerk(), statusReport([], message, 'ACSP')))).toEqual([['state', 'file']])
    expect(must(await report(message, 'ACCC'))).toMatchObject({ confirmed: 1, returned: 1, runs: [{ state: 'returned' }] })
    expect(must(await report(message, 'ACCC'))).toMatchObject({ unchanged: 2 })
    expect(await failures(place)).toMatchObject([{ class: 'account-closed', reason: '账户已销户(AC04) 账户已销户' }])
    await holds()
  })
})

describe('退回的清单', () => {
  test('银行没写原因的，什么也不替它写；旧数据里程序自己写上的那两句，升级时去掉，银行写的留着', async () => {
    const place = VILLAGES[10]!
    for (let count = 0; count < 3; count++) await addDisabled(place)
    const answers = await atBank(await sent(place))
    must(await bring([...answers.slice(0, 2).map(one => ({ ...one, result: 'failed' as const })), failed(answers[2]!, '账户已销户')]))
    const told = async () => (await failures(place)).map(one => [one.class, one.reason]).toSorted()
    const expected = [['account-closed', '账户已销户'], ['other', null], ['other', null]]
    expect(await told()).toEqual(expected)
    await house().database.transaction(async session => {
      for (const [index, words] of ['银行未写原因', '银行退汇'].entries()) await session.query(`UPDATE payment_sending SET failure = $2 WHERE serial = $1`, [answers[index]!.serial, words])
      await session.query('SET LOCAL ROLE tongxin_owner')
      for (const statement of statementsOf(readFileSync(join(MIGRATIONS, '0109-unwritten-reasons.sql'), 'utf8'))) await session.query(statement)
    })
    expect(await told()).toEqual(expected)
  })

  test('归类、责任人、限期；改了账号或核实过才重发，重发之前说出几笔走、几笔留下，银行忙的直接重发；过期的说出来', async () => {
    const place = VILLAGES[5]!
    const persons = [await addDisabled(place), await addDisabled(place), await addDisabled(place)]
    const id = await sent(place)
    const answers = await atBank(id)
    const reasons = ['账号不存在', '账号户名不符', '系统繁忙']
    must(await bring(answers.map((answer, index) => failed(answer, reasons[index]!))))
    // Tuesday 10 September; 14 is a worked Saturday, 15 to 17 the Mid-Autumn Festival.
    expect((await failures(place)).map(one => [one.reason, one.class, one.owner, one.due_on, one.state, one.overdue])).toEqual([
      ['系统繁忙', 'bank-busy', 'clerk', '2024-09-11', 'ready', false], ['账号不存在', 'number-wrong', 'clerk', '2024-09-13', 'open', false],
      ['账号户名不符', 'name-differs', 'reviewer', '2024-09-18', 'open', false],
    ])
    const next = async () => must(await run(house(), clerk(), id)).next_sending
    expect(await next()).toEqual({ lines: 1, amount_fen: MONTH_FEN, held: [{ reason: 'not-corrected', lines: 2 }] })
    expect(must(await reissueRun(house(), clerk(), id))).toMatchObject({ sent: 1, amount_fen: MONTH_FEN, waiting: [{ reason: 'not-corrected' }, { reason: 'not-corrected' }] })
    const of = async (serial: string) => (await failures(place)).find(one => one.serial === serial)?.state
    expect(await of(answers[2]!.serial)).toBe('under-way')
    await changeAccount(house(), opened.actors, persons[must(await runLines(house(), clerk(), id)).rows.findIndex(line => line.number === Number(answers[0]!.serial.slice(6, 12)))]!, '6227000099990002')
    expect(await of(answers[0]!.serial)).toBe('ready')
    expect(refusals(await clearFailure(house(), clerk(), answers[1]!.serial, { reason: '驻某12345部队核实' }))).toEqual([['secret', 'reason']])
    must(await clearFailure(house(), opened.actors.reviewer, answers[1]!.serial, { reason: '银行录入有误，户名核对无误' }))
    expect(refusals(await clearFailure(house(), clerk(), answers[1]!.serial, { reason: '再来一次' }))).toEqual([['state', 'failure']])
    expect(refusals(await clearFailure(house(), clerk(), '249999000001258', { reason: '没有的' }))).toEqual([['not-found', 'failure']])
    opened.travel('2024-09-20')
    expect((await failures(place)).map(one => one.overdue)).toEqual([false, true, true])
    opened.travel('2024-09-10')
    expect(await next()).toEqual({ lines: 2, amount_fen: 2 * MONTH_FEN, held: [] })
    expect(must(await reissueRun(house(), clerk(), id))).toMatchObject({ sent: 2, waiting: [] })
    must(await confirmRun(house(), opened.actors.reviewer, id))
    expect(await failures(place)).toEqual([])
    await holds()
  })

  test('账户不是本人的又没有登记关系：不送，说出原因；登记了关系再发', async () => {
    const place = VILLAGES[6]!
    // The account came with the person; a change of name alone leaves it somebody else's.
    const person = await addDisabled(place, { name: '林好', account_holder: '林好' })
    must(await changePerson(house(), clerk(), person, { version: 1, changes: { name: '田明远' } }))
    await addDisabled(place, { account: null, bank_name: null })
    const { id } = must(await prepareRun(house(), clerk(), { place, from: '2024-09', to: '2024-09' }))
    must(await decideExceptions(house(), opened.actors.reviewer, id, { kind: 'holder-differs', decision: 'pay', reason: '家属代领，手续待补' }))
    must(await checkRun(house(), opened.actors.reviewer, id))
    must(await approveRun(house(), opened.actors.leader, id))
    const refused = await sendRun(house(), clerk(), id)
    expect(refused.ok ? [] : refused.refusals[0]!.value).toEqual(['没有账号 1', '账户不是本人的，没有登记关系 1'])
    await changeAccount(house(), opened.actors, person, '6227000099990003', { account_holder: '林好', account_relation: 'spouse' })
    expect(must(await sendRun(house(), clerk(), id))).toMatchObject({ sent: 1, waiting: [{ reason: 'no-account', name: '田*远' }] })
    expect(await failures(place)).toMatchObject([{ serial: null, class: 'no-account', owner: 'clerk', state: 'open', due_on: '2024-09-18' }])
    must(await bring(await atBank(id)))
    expect(must(await run(house(), clerk(), id)).state).toBe('returned')
    await holds()
  })
})

describe('审批以后得知的去世', () => {
  test('去世当月照发，以后的月份不送；应收把它抵掉，批次办完', async () => {
    const place = VILLAGES[9]!
    const person = await addDisabled(place)
    const { id } = must(await prepareRun(house(), clerk(), { place, from: '2024-08', to: '2024-09' }))
    must(await checkRun(house(), opened.actors.reviewer, id))
    must(await approveRun(house(), opened.actors.leader, id))
    must(await recordFact(house(), clerk(), person, { kind: 'person', value: { died: '2024-08-31', death_cause: 'old-wound' }, document: '死亡证明' }))
    expect(must(await sendRun(house(), clerk(), id))).toMatchObject({ sent: 1, waiting: [{ reason: 'died' }] })
    expect(await failures(place)).toMatchObject([{ serial: null, class: 'died', owner: 'reviewer', state: 'open', period: '2024-09' }])
    must(await bring(await atBank(id)))
    expect(must(await run(house(), clerk(), id)).state).toBe('returned')
    const [waiting] = must(await runLines(house(), clerk(), id, { state: 'approved', size: 10 })).rows
    const later = must(await prepareRun(house(), clerk(), { place, from: '2024-09', to: '2024-09' })).id
    must(await decideExceptions(house(), opened.actors.reviewer, later, { kind: 'died', decision: 'pay', reason: '去世后不应发' }))
    must(await checkRun(house(), opened.actors.reviewer, later))
    must(await approveRun(house(), opened.actors.leader, later))
    const taken = must(await proposeClosing(house(), clerk(), {
      kind: 'offset', run: later, number: 1, amount_fen: waiting!.amount_fen, document: '死亡证明', reason: '去世后的月份，没有送银行', line: { run: id, number: waiting!.number },
    }))
    must(await decideClosing(house(), opened.actors.leader, taken, { accept: true }))
    expect(await failures(place)).toEqual([])
    expect(must(await run(house(), clerk(), id)).state).toBe('confirmed')
    await holds()
  })
})

describe('次序与重复', () => {
  const TRUTHS = ['succeeded', 'failed', 'reversed'] as const
  type Truth = typeof TRUTHS[number]
  const ENDS = { succeeded: 'confirmed', failed: 'returned', reversed: 'returned' } as const
  const MOVES = { succeeded: ['confirm', 'send'], failed: ['return', 'send'], reversed: ['confirm', 'reverse', 'send'] } as const
  const ALL = [0, 1, 2, 3]
  const truth = fc.array(fc.constantFrom(...TRUTHS), { minLength: ALL.length, maxLength: ALL.length })
  const layouts = fc.constantFrom<string>('generic', 'rural-separated', 'fixed-width')

  /** What the bank said that day: of a payment taken back later it said first that it had arrived. */
  function said(bank: readonly Answer[], truths: readonly Truth[], index: number, early: boolean): Answer {
    const result = early && truths[index] === 'reversed' ? 'succeeded' : truths[index]!
    return { ...bank[index]!, result, reason: result === 'succeeded' ? null : '账户已销户' }
  }
  async function ended(id: string, bank: readonly Answer[], truths: readonly Truth[]): Promise<void> {
    expect(await states(id)).toEqual(truths.map(one => ENDS[one]))
    for (const [index, one] of truths.entries()) expect(await movesOf(id, bank[index]!.serial)).toEqual(MOVES[one])
    await holds()
  }
  /** One run after the other, a month each, for four payees of a village of their own. */
  async function monthly(place: string): Promise<() => Promise<string>> {
    for (let count = 0; count < ALL.length; count++) await addDisabled(place)
    let months = 0
    return () => sent(place, addMonths('2023-09', months++))
  }

  test('一批的回盘文件，次序任意、重复任意、多少任意，结局相同', async () => {
    const next = await monthly(VILLAGES[7]!)
    const files = fc.array(fc.record({ of: fc.subarray(ALL, { minLength: 1 }), early: fc.boolean(), layout: layouts }), { maxLength: 5 })
    await fc.assert(fc.asyncProperty(truth, files, fc.nat({ max: 5 }), async (truths, some, at) => {
      const id = await next()
      const bank = await atBank(id)
      const whole = { of: ALL, early: false, layout: 'generic' }
      for (const file of some.toSpliced(at, 0, whole)) must(await bring(file.of.map(index => said(bank, truths, index, file.early)), file.layout))
      await ended(id, bank, truths)
    }), { numRuns: 6, endOnFailure: true })
  })

  test('文件的任何一段开头，再来整个文件，结局与只来整个文件相同；拒绝的什么也没登记', async () => {
    const next = await monthly(VILLAGES[8]!)
    await fc.assert(fc.asyncProperty(truth, layouts, fc.double({ min: 0, max: 1, noNaN: true }), async (truths, kind, share) => {
      const id = await next()
      const bank = await atBank(id)
      const whole = bankAnswer(layout(kind), truths.map((_, index) => said(bank, truths, index, false)))
      const begun = await applyReturnFile(house(), clerk(), whole.subarray(0, Math.floor(whole.length * share)))
      if (!begun.ok) expect(await states(id)).toEqual(truths.map(() => 'sent'))
      must(await applyReturnFile(house(), clerk(), whole))
      await ended(id, bank, truths)
    }), { numRuns: 6, endOnFailure: true })
  })
})
