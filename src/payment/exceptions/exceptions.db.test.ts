import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeAccount } from '../../../tests/harness/accounts.ts'
import { VILLAGES, type TestActors } from '../../../tests/harness/database.ts'
import { GRADE_5, PayingTownship, SEPTEMBER_FEN } from '../../../tests/harness/payment.ts'
import { read } from '../../access/actions.ts'
import type { Actor } from '../../base/actor.ts'
import { must, type Result } from '../../base/result.ts'
import type { LawHouse } from '../../law/house.ts'
import { changePerson, recordFact } from '../../roster/actions.ts'
import { person as cardOf } from '../../roster/lookup/actions.ts'
import { checkRun, decideExceptions, discardRun, prepareRun, run, runExceptions, runLines, verifyMoneyIn } from '../actions.ts'
import type { DecisionInput } from './schemas.ts'

let township: PayingTownship
let house: LawHouse
let actors: TestActors
const villages = [...VILLAGES]
/** A village that no other test has. */
const village = (): string => villages.pop()!

beforeAll(async () => {
  township = await PayingTownship.open()
  ;({ house, actors } = township.tested)
})
afterAll(() => township.tested.close())

const REASON = '已核实'
const told = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ code, place }) => `${code} ${place}`))
const exceptions = async (id: string) => must(await runExceptions(house, actors.auditor, id))
const kinds = async (id: string) => (await exceptions(id)).map(one => one.kind)
const linesOf = async (id: string) => must(await runLines(house, actors.auditor, id, { size: 200 })).rows
const decide = (id: string, some: Pick<DecisionInput, 'exceptions' | 'kind'>, decision: 'pay' | 'leave-out', actor: Actor = actors.reviewer, reason = REASON) =>
  decideExceptions(house, actor, id, { ...some, decision, reason })
const faults = () => read(house, actors.auditor, 'payment.read', async work => (await verifyMoneyIn(work)).faults).then(must)
const prepare = async (...args: Parameters<PayingTownship['prepare']>) => must(await township.prepare(...args))

const die = (person: string, died: string) =>
  recordFact(house, actors.clerk, person, { kind: 'person', value: { born: '1962-04-03', died, sex: 'male', death_cause: 'other' }, known_on: '2024-09-10' }).then(must)
const move = async (person: string, place: string) =>
  must(await changePerson(house, actors.clerk, person, { version: must(await cardOf(house, actors.clerk, person)).version, changes: { place } }))

/** The law of the tests with every rate derived. */
const unsure = (): LawHouse => {
  const benefits = new Map([...house.law.benefits].map(([id, benefit]) => [id, { ...benefit, rates: benefit.rates.map(rate => ({ ...rate, confidence: 'derived' as const })) }]))
  return { ...house, lawOf: () => Promise.resolve({ ...house.law, benefits }) }
}

describe('编制时找出要人看的', () => {
  test('去世的、县外迁出的、没有账号的、第一次发而户名不是本人的，各一条，没有事的人没有', async () => {
    const place = village()
    await township.add(place)
    await die(await township.add(place), '2024-09-02')
    await township.add(place, { facts: [{ kind: 'identity', value: GRADE_5, known_on: '2020-01-01' }, { kind: 'hukou_move', value: { on: '2024-09-05', from_county: '990101', to_county: '990102' }, known_on: '2024-09-08' }] })
    await township.add(place, { account: null, bank_name: null })
    await township.add(place, { account_holder: '田小军', account_relation: 'child' })
    const { id } = await prepare(place, '2024-09')
    const found = await exceptions(id)
    expect(found.map(one => one.kind).toSorted()).toEqual(['died', 'holder-differs', 'moved', 'no-account'])
    expect(found.map(one => one.amount_fen)).toEqual(found.map(() => SEPTEMBER_FEN))
    expect(must(await run(house, actors.reviewer, id))).toMatchObject({ open_exceptions: 3, allowed: expect.arrayContaining(['decide', 'check']) })
  })

  test('上次到账以后换了账号的要看，重发到新账号以后不再问；别人的户名发过一次也不再问', async () => {
    const place = village()
    const changed = await township.add(place)
    await township.add(place, { account_holder: '田小军', account_relation: 'child' })
    const august = await prepare(place, '2024-08')
    expect(await kinds(august.id)).toEqual(['holder-differs'])
    must(await decide(august.id, { exceptions: [1] }, 'pay'))
    await township.pay(august)
    await changeAccount(house, actors, changed, '6227000099998888')
    const september = await prepare(place, '2024-09')
    expect((await exceptions(september.id)).map(one => [one.kind, one.person])).toEqual([['payee-changed', changed]])
    must(await decide(september.id, { exceptions: [1] }, 'pay'))
    await township.pay(september)
    expect(await kinds((await prepare(place, '2024-07')).id)).toEqual([])
  })

  test('县内迁到别的村，新村的第一批要看', async () => {
    const [old, now] = [village(), village()]
    const person = await township.add(old)
    await township.pay(await prepare(old, '2024-08'))
    await move(person, now)
    expect((await exceptions((await prepare(now, '2024-09')).id)).map(one => [one.kind, one.text.zh.includes(old)])).toEqual([['moved', true]])
  })
})

describe('处理', () => {
  test('没有处理完不能复核，一次说全；照发的留下，暂不发的出去，合计和校验值重算，下一批照样应发', async () => {
    const place = village()
    const [one, two] = [await township.add(place), await township.add(place)]
    await township.add(place)
    await die(one, '2024-09-02')
    await die(two, '2024-09-03')
    const draft = await prepare(place, '2024-09')
    expect(told(await checkRun(house, actors.reviewer, draft.id))).toEqual(['state exceptions.1', 'state exceptions.2'])
    const leaving = (await exceptions(draft.id)).find(each => each.person === two)!
    const after = must(await decide(draft.id, { exceptions: [leaving.number] }, 'leave-out'))
    expect(after.run).toMatchObject({ lines: 2, amount_fen: 2 * SEPTEMBER_FEN })
    expect(after.run.lines_hash).not.toBe(draft.lines_hash)
    expect((await linesOf(draft.id)).map(line => line.person)).not.toContain(two)
    must(await decide(draft.id, { kind: 'died' }, 'pay', actors.clerk))
    await township.pay(draft)
    const next = await prepare(place, '2024-09')
    expect((await linesOf(next.id)).map(line => [line.person, line.kind, line.amount_fen, line.due_on])).toEqual([[two, 'arrears', SEPTEMBER_FEN, '2024-09-30']])
    expect(await faults()).toEqual([])
  })

  test('暂不发而后作废，与从未暂不发一样；再编制，应发的一分不差', async () => {
    const place = village()
    await die(await township.add(place), '2024-09-02')
    await township.add(place)
    const draft = await prepare(place, '2024-09')
    const before = await linesOf(draft.id)
    must(await decide(draft.id, { kind: 'died' }, 'leave-out'))
    must(await discardRun(house, actors.clerk, draft.id))
    expect((await linesOf((await prepare(place, '2024-09')).id)).map(line => ({ ...line }))).toEqual(before)
    expect(await faults()).toEqual([])
  })

  test('应收的也可以暂不收，下次再算', async () => {
    const place = village()
    const dead = await township.add(place)
    await township.add(place)
    await township.pay(await prepare(place, '2024-08'))
    await die(dead, '2024-07-20')
    const draft = await prepare(place, '2024-08', '2024-09')
    expect(draft).toMatchObject({ lines: 1, receivables: 1 })
    expect(must(await decide(draft.id, { kind: 'died' }, 'leave-out')).run).toMatchObject({ lines: 1, receivables: 0, receivable_fen: 0 })
    await township.approve(draft)
    expect(await prepare(place, '2024-08', '2024-09')).toMatchObject({ lines: 0, receivables: 1, receivable_fen: SEPTEMBER_FEN })
  })

  test('标准是推算的只能暂不发，而且不能由编制人来定；一起暂不发就空了的，说作废', async () => {
    const place = village()
    await township.add(place)
    const { id } = must(await prepareRun(unsure(), actors.clerk, { place, from: '2024-09', to: '2024-09' }))
    expect(await kinds(id)).toEqual(['provisional'])
    expect(told(await decide(id, { kind: 'provisional' }, 'pay', actors.clerk))).toEqual(['state exceptions.1', 'same-person exceptions.1'])
    expect(told(await decide(id, { kind: 'provisional' }, 'leave-out', actors.clerk))).toEqual(['same-person exceptions.1'])
    expect(told(await decide(id, { kind: 'provisional' }, 'leave-out'))).toEqual(['state exceptions'])
    expect((await exceptions(id)).map(one => one.decision)).toEqual([null])
    await expect(township.asOwner('payment_exception', `UPDATE payment_exception SET decision = 'pay', reason = 'x', decided_by = 'x' WHERE run = '${id}'`)).rejects.toThrow(/check constraint/)
  })

  test('同一人的几条，暂不发一条，其余的跟着；已处理的、没有的、没有理由的，一次说全', async () => {
    const place = village()
    await die(await township.add(place, { account: null, bank_name: null }), '2024-09-02')
    await township.add(place)
    const { id } = await prepare(place, '2024-09')
    const [died] = await exceptions(id)
    expect(told(await decide(id, { exceptions: [1, 8, 9] }, 'pay'))).toEqual(['not-found exceptions', 'not-found exceptions'])
    expect(told(await decide(id, { exceptions: [1] }, 'pay', actors.reviewer, ' '))).toEqual(['invalid reason'])
    expect(told(await decide(id, {}, 'pay'))).toEqual(['invalid exceptions'])
    must(await decide(id, { exceptions: [died!.number] }, 'leave-out'))
    expect((await exceptions(id)).map(one => [one.kind, one.decision, one.reason])).toEqual([['died', 'leave-out', REASON], ['no-account', 'leave-out', REASON]])
    expect(told(await decide(id, { exceptions: [1, 2] }, 'pay'))).toEqual(['state exceptions.1', 'state exceptions.2'])
    expect(told(await decide(id, { kind: 'no-account' }, 'pay'))).toEqual(['not-found exceptions'])
  })

  test('复核以后不再处理；审计、管理员、村里都不处理', async () => {
    const place = village()
    await township.add(place, { account: null, bank_name: null })
    await township.add(place)
    const { id } = await prepare(place, '2024-09')
    for (const actor of [actors.auditor, actors.system, actors.villageWorker]) expect(told(await decide(id, { exceptions: [1] }, 'pay', actor))).toEqual(['forbidden payment.check'])
    must(await checkRun(house, actors.reviewer, id))
    expect(told(await decide(id, { exceptions: [1] }, 'leave-out'))).toEqual(['state run.state'])
  })
})

test('别处的人看不见这里的例外', async () => {
  const place = village()
  await township.add(place, { account: null, bank_name: null })
  const { id } = await prepare(place, '2024-09')
  const elsewhere: Actor = { ...actors.reviewer, place: '990101101201', scope: ['990101101201'] }
  expect(told(await runExceptions(house, elsewhere, id))).toEqual(['not-found run'])
  expect(told(await decideExceptions(house, elsewhere, id, { exceptions: [1], decision: 'pay', reason: REASON }))).toEqual(['not-found run'])
})
