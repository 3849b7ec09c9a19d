import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { VILLAGES, type TestActors } from '../../../tests/harness/database.ts'
import { PayingTownship } from '../../../tests/harness/payment.ts'
import { read } from '../../access/actions.ts'
import type { Actor } from '../../base/actor.ts'
import { must, type Result } from '../../base/result.ts'
import type { LawHouse } from '../../law/house.ts'
import { recordFact } from '../../roster/actions.ts'
import { decideExceptions, discardRun, prepareRun, run, runExceptions, verifyMoneyIn } from '../actions.ts'
import type { DecisionInput } from './schemas.ts'

// What is to be judged by hand: once it was, later runs go by it.
let township: PayingTownship
let house: LawHouse
let actors: TestActors
const villages = [...VILLAGES]

beforeAll(async () => {
  township = await PayingTownship.open()
  ;({ house, actors } = township.tested)
})
beforeEach(() => township.tested.travel('2024-09-10'))
afterAll(() => township.tested.close())

const told = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ code, place }) => `${code} ${place}`))
const exceptions = async (id: string) => must(await runExceptions(house, actors.auditor, id))
const decide = (id: string, some: Pick<DecisionInput, 'exceptions' | 'kind'>, decision: 'pay' | 'leave-out', actor: Actor = actors.reviewer, reason = '已核实') =>
  decideExceptions(house, actor, id, { ...some, decision, reason })
const faults = () => read(house, actors.auditor, 'payment.read', async work => (await verifyMoneyIn(work)).faults).then(must)
const prepare = async (place: string, month: string) => must(await prepareRun(house, actors.clerk, { place, from: month, to: month }))

/** 81,900 fen a month from August 2024; whether an employee pension ends it is the county's to settle (law/benefits/ill-veteran-allowance.yaml). */
const ILL = { facts: [
  { kind: 'identity' as const, value: { category: 'ill-veteran', approved_on: '2010-01-01' }, known_on: '2020-01-01' },
  { kind: 'draws_employee_pension' as const, value: true, known_on: '2020-01-01' },
] }
const judged = async (id: string) => (await exceptions(id)).map(({ decision, stands, decided_by, reason, earlier }) => [decision, stands, decided_by, reason, earlier?.decision, earlier?.run])
const numberOf = async (id: string) => must(await run(house, actors.reviewer, id)).number
/** A place with one of these, and a draft for August in which somebody has judged it. */
async function judgedInAugust() {
  const place = villages.pop()!
  const person = await township.add(place, ILL)
  await township.add(place)
  const august = await prepare(place, '2024-08')
  expect(await judged(august.id)).toEqual([[null, false, null, null, undefined, undefined]])
  must(await decide(august.id, { kind: 'by-hand' }, 'pay', actors.reviewer, '县里已核定照发'))
  return { place, person, august, august_number: await numberOf(august.id) }
}

test('下一批带着谁、何时、为什么，不再问；仍可以在那一批里暂不发，以后就再问', async () => {
  const { place, august, august_number } = await judgedInAugust()
  await township.pay(august)
  township.tested.travel('2024-09-20')
  const september = await prepare(place, '2024-09')
  const name = actors.reviewer.name
  expect(await judged(september.id)).toEqual([['pay', true, name, '县里已核定照发', 'pay', august_number]])
  expect((await exceptions(september.id))[0]).toMatchObject({ decided_at: expect.stringMatching(/^2024-09-10/), earlier: { decided_on: '2024-09-10', decided_by: name } })
  expect(told(await decide(september.id, { kind: 'by-hand' }, 'pay'))).toEqual(['not-found exceptions'])
  must(await decide(september.id, { exceptions: [1] }, 'leave-out', actors.clerk, '等县里复核'))
  expect(await judged(september.id)).toEqual([['leave-out', false, actors.clerk.name, '等县里复核', 'pay', august_number]])
  await township.pay(september)
  const again = await prepare(place, '2024-09')
  expect(await judged(again.id)).toEqual([[null, false, null, null, 'leave-out', await numberOf(september.id)]])
  expect(await faults()).toEqual([])
})

test('人的情况变了，再问，并说上次怎么定的；只添一条备注，不再问', async () => {
  const { place, person } = await judgedInAugust()
  township.tested.travel('2024-09-12')
  must(await recordFact(house, actors.clerk, person, { kind: 'note', value: { text: '已电话回访' } }))
  const first = await prepare(place, '2024-09')
  expect((await judged(first.id)).map(one => one.slice(0, 2))).toEqual([['pay', true]])
  must(await discardRun(house, actors.clerk, first.id))
  must(await recordFact(house, actors.clerk, person, { kind: 'draws_employee_pension', value: [{ from: '2024-01-01', to: null }] }))
  expect((await judged((await prepare(place, '2024-09')).id)).map(one => one.slice(0, 5))).toEqual([[null, false, null, null, 'pay']])
})

test('作废的批里判断的不算；满一年的再问一次，一年零一天以前的不再沿用', async () => {
  const { place, august } = await judgedInAugust()
  township.tested.travel('2025-09-11')
  const last = await prepare(place, '2024-09')
  expect((await judged(last.id)).map(one => one.slice(0, 2))).toEqual([['pay', true]])
  must(await discardRun(house, actors.clerk, last.id))
  township.tested.travel('2025-09-12')
  const late = await prepare(place, '2024-09')
  expect((await judged(late.id)).map(one => one.slice(0, 5))).toEqual([[null, false, null, null, 'pay']])
  must(await discardRun(house, actors.clerk, late.id))
  must(await discardRun(house, actors.clerk, august.id))
  expect(await judged((await prepare(place, '2024-09')).id)).toEqual([[null, false, null, null, undefined, undefined]])
})
