import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastDay } from '../base/day.ts'
import { sum } from '../base/money.ts'
import { changesBetween } from './changes.ts'
import { dueKey, dueOf, type DuePerson, type DueQuestion, type Entitled } from './due.ts'
import type { LineContent } from './payment.ts'

const PERSONS: readonly DuePerson[] = ['p1', 'p2', 'p3'].map(person => ({ person, place: '990101101201', name: `${person}名` }))
const PERIODS = ['2024-01', '2024-02', '2024-03']
const BENEFITS = ['disability-pension', 'rural-veteran-allowance']

const entitlement = (person: string, benefit: string, period: string, amount_fen: number): Entitled => ({
  person, benefit, period, amount_fen, category: 'disabled-serviceman', source: '条例', article: '第一条', arithmetic: '', rate_fen: amount_fen, rate_source: '通知', confidence: 'sourced', provisional: false,
})
const question = (some: Partial<DueQuestion>): DueQuestion => ({
  persons: PERSONS, entitled: [], posted: [], nextDueOn: () => '2024-10-15', covered: () => false, dueOn: (_, __, period) => lastDay(period), held: new Set(), undecided: new Set(), because: new Map(), ...some,
})

const keys = PERSONS.flatMap(({ person }) => BENEFITS.flatMap(benefit => PERIODS.map(period => ({ person, benefit, period }))))
/** Some of all keys, each with an amount. */
const amounts = fc.uniqueArray(fc.record({ key: fc.constantFrom(...keys), amount_fen: fc.integer({ min: 1, max: 2_000_000 }) }), { selector: one => dueKey(one.key) })
const asked = fc.record({ entitled: amounts, posted: amounts }).map(({ entitled, posted }) => question({
  entitled: entitled.map(({ key, amount_fen }) => entitlement(key.person, key.benefit, key.period, amount_fen)),
  posted: posted.map(({ key, amount_fen }) => ({ ...key, amount_fen })),
}))

test('发多少加上已发多少减去应收，恰是应享多少', () => {
  fc.assert(fc.property(asked, one => {
    const { lines, receivables } = dueOf(one)
    const paid = sum([...one.posted.map(posted => posted.amount_fen), ...lines.map(line => line.amount_fen)])
    expect(paid - sum(receivables.map(back => back.amount_fen))).toBe(sum(one.entitled.map(entitled => entitled.amount_fen)))
  }))
})

test('每行都大于零，每人每项每月至多一行，应收不与应发相抵', () => {
  fc.assert(fc.property(asked, one => {
    const { lines, receivables } = dueOf(one)
    const all = [...lines, ...receivables]
    expect(all.every(line => line.amount_fen > 0)).toBe(true)
    expect(new Set(all.map(dueKey)).size).toBe(all.length)
    for (const line of lines) expect(line.amount_fen).toBe(line.entitled_fen - line.posted_before_fen)
  }))
})

test('把算出来的记上账，再算就什么也没有', () => {
  fc.assert(fc.property(asked, one => {
    const { lines, receivables } = dueOf(one)
    const posted = new Map(one.posted.map(posting => [dueKey(posting), { ...posting }]))
    for (const line of lines) posted.set(dueKey(line), { person: line.person, benefit: line.benefit, period: line.period, amount_fen: line.posted_before_fen + line.amount_fen })
    for (const back of receivables) posted.set(dueKey(back), { person: back.person, benefit: back.benefit, period: back.period, amount_fen: back.posted_before_fen - back.amount_fen })
    expect(dueOf({ ...one, posted: [...posted.values()] })).toEqual({ lines: [], receivables: [], held: 0 })
  }))
})

test('事实和记账的先后次序不改变结果', () => {
  fc.assert(fc.property(asked, one => {
    expect(dueOf({ ...one, entitled: one.entitled.toReversed(), posted: one.posted.toReversed() })).toEqual(dueOf(one))
  }))
})

test('别的批次占着的不再占；算不出的不追回', () => {
  const entitled = [entitlement('p1', 'disability-pension', '2024-01', 500)]
  expect(dueOf(question({ entitled, held: new Set(['p1|disability-pension|2024-01']) }))).toEqual({ lines: [], receivables: [], held: 1 })
  const posted = [{ person: 'p1', benefit: 'disability-pension', period: '2024-01', amount_fen: 500 }]
  expect(dueOf(question({ posted })).receivables).toHaveLength(1)
  expect(dueOf(question({ posted, undecided: new Set(['p1|disability-pension|2024-01']) })).receivables).toEqual([])
  expect(dueOf(question({ posted, undecided: new Set(['p1|disability-pension']) })).receivables).toEqual([])
})

test('补发：这个月发过一部分，或者这个地方这个月已经发过一批', () => {
  const entitled = [entitlement('p1', 'disability-pension', '2024-01', 500), entitlement('p2', 'disability-pension', '2024-02', 500)]
  const posted = [{ person: 'p1', benefit: 'disability-pension', period: '2024-01', amount_fen: 400 }]
  expect(dueOf(question({ entitled, posted })).lines.map(line => [line.kind, line.amount_fen])).toEqual([['arrears', 100], ['regular', 500]])
  expect(dueOf(question({ entitled, posted, covered: (_, period) => period === '2024-02' })).lines.map(line => line.kind)).toEqual(['arrears', 'arrears'])
})

const line = (person: string, period: string, entitled_fen: number, some: Partial<LineContent> = {}): LineContent => ({
  number: 1, place: '990101101201', person, name: person, benefit: 'disability-pension', category: 'disabled-serviceman', period, kind: 'regular', amount_fen: entitled_fen,
  entitled_fen, posted_before_fen: 0, source: '', article: '', arithmetic: '', rate_fen: 1_000_000, rate_source: '', confidence: 'sourced', provisional: false,
  due_on: lastDay(period), before_rate_fen: null, before_rate_source: null, before_run: null, ...some,
})

test('与上一批比：新增、减员、标准变化、补发；年标准按月分摊差一分的不算变化', () => {
  const before = [line('stays', '2024-07', 83_333), line('leaves', '2024-07', 83_333), line('raised', '2024-07', 83_333), line('yearly', '2024-07', 500, { benefit: 'conscript-family-allowance' })]
  const now = [line('stays', '2024-08', 83_334), line('joins', '2024-08', 83_334), line('raised', '2024-08', 91_666, { rate_fen: 1_100_000 }), line('raised', '2024-07', 8333, { kind: 'arrears' })]
  const changes = changesBetween(before, now)
  expect(changes.joined.map(one => one.person)).toEqual(['joins'])
  expect(changes.left.map(one => one.person)).toEqual(['leaves'])
  expect(changes.changed).toMatchObject([{ person: 'raised', before_fen: 83_333, now_fen: 91_666 }])
  expect(changes.arrears).toEqual({ persons: 1, lines: 1, amount_fen: 8333 })
  expect(changes.only_before).toEqual(['conscript-family-allowance'])
})

test('同一批与自己比，没有人新增，没有人减少', () => {
  const some = fc.uniqueArray(fc.record({ person: fc.constantFrom('a', 'b', 'c', 'd'), amount: fc.integer({ min: 1, max: 1000 }) }), { selector: one => one.person })
  fc.assert(fc.property(some, some, (one, other) => {
    const [left, right] = [one.map(x => line(x.person, '2024-01', x.amount)), other.map(x => line(x.person, '2024-02', x.amount))]
    expect(changesBetween(left, left)).toMatchObject({ joined: [], left: [], changed: [] })
    const [there, back] = [changesBetween(left, right), changesBetween(right, left)]
    expect(there.joined.map(x => x.person).toSorted()).toEqual(back.left.map(x => x.person).toSorted())
  }))
})

test('新通知以后补的差额，到下一个应发日；从没发过的，还是当月的应发日', () => {
  const entitled = [entitlement('p1', 'disability-pension', '2024-01', 575_400), entitlement('p2', 'disability-pension', '2024-01', 558_600)]
  const posted = [{ person: 'p1', benefit: 'disability-pension', period: '2024-01', amount_fen: 558_600 }]
  expect(dueOf(question({ entitled, posted })).lines.map(line => [line.person, line.amount_fen, line.due_on])).toEqual([['p1', 16_800, '2024-10-15'], ['p2', 558_600, '2024-01-31']])
})
