import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastDay } from '../base/day.ts'
import { sum, type Fen } from '../base/money.ts'
import { dueKey, dueOf, paidBefore, withEarlierRates, type Due, type DuePerson, type DueQuestion, type Entitled } from './due.ts'
import { hashedLines, runTitle, type LineContent, type ReceivableContent } from './payment.ts'

const PERSONS: readonly DuePerson[] = ['p1', 'p2', 'p3'].map((person, index) => ({ person, place: `99010110120${index + 1}`, name: `${person}名` }))
const [PERIODS, BENEFITS] = [['2024-01', '2024-02', '2024-03'], ['disability-pension', 'rural-veteran-allowance']]
const KEYS = PERSONS.flatMap(({ person }) => BENEFITS.flatMap(benefit => PERIODS.map(period => ({ person, benefit, period }))))
type Key = typeof KEYS[number]

const entitlement = (key: Key, amount_fen: Fen): Entitled => ({
  ...key, amount_fen, category: 'disabled-serviceman', source: '条例', article: '第一条', arithmetic: '', rate_fen: amount_fen, rate_source: '通知', confidence: 'sourced', provisional: false,
})

/** What one run is asked for: some of the persons (a village), some benefits, the months to one. */
type Asked = { readonly persons: readonly DuePerson[]; readonly benefits: readonly string[]; readonly to: string }
const WHOLE: Asked = { persons: PERSONS, benefits: BENEFITS, to: '2024-03' }

/** An office in small: what people are entitled to today, what is posted, and the runs that are not approved yet. */
class Office {
  readonly entitled = new Map<string, Entitled>()
  readonly posted = new Map<string, Fen>()
  readonly drafts: Due[] = []
  paid_fen = 0
  receivable_fen = 0

  learn(key: Key, amount_fen: Fen): void {
    if (amount_fen === 0) this.entitled.delete(dueKey(key))
    else this.entitled.set(dueKey(key), entitlement(key, amount_fen))
  }

  due({ persons, benefits, to }: Asked): Due {
    const asked = (one: { readonly benefit: string; readonly period: string }): boolean => benefits.includes(one.benefit) && one.period <= to
    const question: DueQuestion = {
      persons, entitled: [...this.entitled.values()].filter(asked), nextDueOn: () => '2024-12-31', covered: () => false, dueOn: (_, __, period) => lastDay(period), undecided: new Set(), because: new Map(),
      posted: KEYS.filter(asked).map(key => ({ ...key, amount_fen: this.posted.get(dueKey(key)) ?? 0 })).filter(one => one.amount_fen !== 0),
      held: new Set(this.drafts.flatMap(draft => [...draft.lines, ...draft.receivables]).map(dueKey)),
    }
    return dueOf(question)
  }

  prepare(asked: Asked): void {
    const due = this.due(asked)
    if (due.lines.length + due.receivables.length > 0) this.drafts.push(due)
  }

  leaveOut(index: number, person: string): void {
    const [draft] = this.drafts.splice(index, 1)
    const left = { ...draft!, lines: draft!.lines.filter(one => one.person !== person), receivables: draft!.receivables.filter(one => one.person !== person) }
    if (left.lines.length + left.receivables.length > 0) this.drafts.push(left)
  }

  approve(index: number): void {
    const [draft] = this.drafts.splice(index, 1)
    for (const one of draft!.lines) this.#post(one, one.amount_fen)
    for (const one of draft!.receivables) this.#post(one, -one.amount_fen)
    this.paid_fen += sum(draft!.lines.map(one => one.amount_fen))
    this.receivable_fen += sum(draft!.receivables.map(one => one.amount_fen))
  }

  #post(one: LineContent | ReceivableContent, amount_fen: Fen): void {
    // The second guard of an approval: nothing was posted since, because nobody else could claim it.
    expect(this.posted.get(dueKey(one)) ?? 0).toBe(one.posted_before_fen)
    this.posted.set(dueKey(one), one.posted_before_fen + amount_fen)
  }
}

type Event = (office: Office) => void
const asked = fc.record({ persons: fc.subarray([...PERSONS], { minLength: 1 }), benefits: fc.subarray(BENEFITS, { minLength: 1 }), to: fc.constantFrom(...PERIODS) })
const ofDraft = (play: (office: Office, index: number) => void) => fc.nat().map((number): Event => office => {
  if (office.drafts.length > 0) play(office, number % office.drafts.length)
})
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.tuple(fc.constantFrom(...KEYS), fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2_000_000 }))).map(([key, amount_fen]): Event => office => office.learn(key, amount_fen)),
  asked.map((one): Event => office => office.prepare(one)),
  ofDraft((office, index) => office.approve(index)),
  ofDraft((office, index) => void office.drafts.splice(index, 1)),
  fc.constantFrom(...PERSONS).chain(({ person }) => ofDraft((office, index) => office.leaveOut(index, person))),
)

describe('怎样编制、审批、作废、暂不发，事实怎样变', () => {
  test('没有审批的批次里，每人每项每月至多一行，每行都大于零', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 60 }), events => {
      const office = new Office()
      for (const play of events) {
        play(office)
        const open = office.drafts.flatMap(draft => [...draft.lines, ...draft.receivables])
        expect(new Set(open.map(dueKey)).size).toBe(open.length)
        expect(open.every(one => one.amount_fen > 0)).toBe(true)
      }
    }))
  })

  test('最后都编制审批一遍：已发减应收恰是应享，人人项项月月如此，再编制什么也没有', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 60 }), events => {
      const office = new Office()
      for (const play of events) play(office)
      office.drafts.length = 0
      office.prepare(WHOLE)
      if (office.drafts.length > 0) office.approve(0)
      for (const key of KEYS) expect(office.posted.get(dueKey(key)) ?? 0).toBe(office.entitled.get(dueKey(key))?.amount_fen ?? 0)
      expect(office.paid_fen - office.receivable_fen).toBe(sum([...office.entitled.values()].map(one => one.amount_fen)))
      expect(office.due(WHOLE)).toEqual({ lines: [], receivables: [], held: 0 })
    }))
  })

  test('暂不发的人，其余的审批以后再编制，应发的一行不差', () => {
    const content = ({ number: _, ...one }: LineContent | ReceivableContent) => one
    fc.assert(fc.property(fc.array(event, { maxLength: 40 }), fc.constantFrom(...PERSONS), (events, { person }) => {
      const office = new Office()
      for (const play of events) play(office)
      office.drafts.length = 0
      const whole = office.due(WHOLE)
      const own = ({ lines, receivables }: Due) => [...lines, ...receivables].filter(one => one.person === person).map(content)
      office.prepare(WHOLE)
      if (office.drafts.length > 0) office.leaveOut(0, person)
      if (office.drafts.length > 0) office.approve(0)
      const again = office.due(WHOLE)
      expect([...again.lines, ...again.receivables].map(content)).toEqual(own(whole))
    }))
  })
})

const LINE: LineContent = {
  number: 1, place: '990101101201', person: 'p1', name: '田明远', benefit: 'disability-pension', category: 'disabled-serviceman', period: '2024-09', kind: 'arrears', amount_fen: 100,
  entitled_fen: 300, posted_before_fen: 200, source: '条例', article: '第一条', arithmetic: '3', rate_fen: 300, rate_source: '通知', confidence: 'sourced', provisional: false,
  due_on: '2024-09-30', before_rate_fen: 200, before_rate_source: '旧通知', before_run: 'r1',
}
const RECEIVABLE: ReceivableContent = {
  number: 1, place: '990101101201', person: 'p1', name: '田明远', benefit: 'disability-pension', period: '2024-08', amount_fen: 100, entitled_fen: 0, posted_before_fen: 100, reason: '去世',
  provisional: false, rate_fen: 1, rate_source: '', before_rate_fen: 200, before_rate_source: '旧通知', before_run: 'r1',
}
const other = (value: unknown): unknown => (typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}0`)

describe('校验值', () => {
  test.each(Object.keys(LINE))('明细的 %s 变了，校验值就变', key => {
    expect(hashedLines([{ ...LINE, [key]: other(LINE[key as keyof LineContent]) }], [])).not.toBe(hashedLines([LINE], []))
  })
  test.each(Object.keys(RECEIVABLE))('应收的 %s 变了，校验值就变', key => {
    expect(hashedLines([], [{ ...RECEIVABLE, [key]: other(RECEIVABLE[key as keyof ReceivableContent]) }])).not.toBe(hashedLines([], [RECEIVABLE]))
  })
  test('还没有到账日和原标准的旧明细，校验值不变', () => {
    const none = { before_rate_fen: null, before_rate_source: null, before_run: null }
    expect(JSON.parse(hashedLines([{ ...LINE, due_on: null, ...none }], []))).toHaveLength(18)
    expect(JSON.parse(hashedLines([], [{ ...RECEIVABLE, rate_fen: null, rate_source: null, ...none }]))).toHaveLength(12)
  })
})

test('只有以前发过的才有原来的标准', () => {
  const fresh = { ...LINE, period: '2024-10', posted_before_fen: 0, before_rate_fen: null, before_rate_source: null, before_run: null }
  const rate = { before_rate_fen: 7, before_rate_source: '去年通知', before_run: 'r0' }
  const due = { lines: [LINE, fresh], receivables: [RECEIVABLE], held: 0 }
  expect(paidBefore(due)).toEqual(['p1'])
  const linked = withEarlierRates(due, new Map([LINE, fresh, RECEIVABLE].map(one => [dueKey(one), rate])))
  expect([...linked.lines, ...linked.receivables].map(one => one.before_rate_fen)).toEqual([7, null, 7])
})

describe('批次的标题', () => {
  const run = { from: '2024-09', to: '2024-09', year: 2024, number: 7, benefit_names: null }
  const names = ['残疾抚恤金', '定期抚恤金', '优待金', '老年补助'].map((zh, index) => ({ zh, en: `Benefit ${index + 1}` }))
  test.each([
    [null, '2024年9月优抚资金发放（2024-0007）', 'Payment run 2024-0007, 2024-09'],
    [names.slice(0, 2), '2024年9月残疾抚恤金、定期抚恤金发放（2024-0007）', 'Payment run 2024-0007, 2024-09, Benefit 1, Benefit 2'],
    [names, '2024年9月残疾抚恤金、定期抚恤金、优待金等4项发放（2024-0007）', 'Payment run 2024-0007, 2024-09, Benefit 1, Benefit 2, Benefit 3 and 1 more'],
  ])('%j', (benefit_names, zh, en) => expect(runTitle({ ...run, benefit_names })).toEqual({ zh, en }))
})
