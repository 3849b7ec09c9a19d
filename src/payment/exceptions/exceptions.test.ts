import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Decision } from '../../entitlement/decision.ts'
import type { Facts } from '../../law/facts.ts'
import type { Due, DuePerson } from '../due.ts'
import type { LineContent, ReceivableContent } from '../payment.ts'
import { concernsOf, EXCEPTION_KINDS, exceptionsOf, lackWords, payeeConcerns, type Concern, type PayeeNow } from './exceptions.ts'

const TIAN: DuePerson = { person: 'p1', place: '990101101201', name: '田明远' }
const MONTHS = { from: '2024-07', to: '2024-09' }
const SILENT: Decision = { lines: [], refused: [], by_hand: [], missing: [], warnings: [], law: { hash: '' } }
const said = (facts: Partial<Facts>, decision: Partial<Decision> = {}) =>
  concernsOf({ of: TIAN, facts: { county: '990101', ...facts }, decision: { ...SILENT, ...decision } }, MONTHS).map(one => one.kind)

const STATED = { person: TIAN.person, place: TIAN.place, name: TIAN.name, entitled_fen: 500, posted_before_fen: 0, provisional: false, before_rate_fen: null, before_rate_source: null, before_run: null }
const line = (number: number, some: Partial<LineContent> = {}): LineContent => ({
  number, ...STATED, benefit: 'disability-pension', category: 'disabled-serviceman', period: '2024-09', kind: 'regular', amount_fen: 500, source: '', article: '', arithmetic: '',
  rate_fen: 500, rate_source: '通知', confidence: 'sourced', due_on: '2024-09-30', ...some,
})
const receivable = (number: number, some: Partial<ReceivableContent> = {}): ReceivableContent => ({
  number, ...STATED, benefit: 'disability-pension', period: '2024-08', amount_fen: 500, reason: '去世', rate_fen: null, rate_source: '', ...some,
})
const due = (lines: LineContent[], receivables: ReceivableContent[] = []): Due => ({ lines, receivables, held: 0 })
const concern = (kind: Concern['kind'], only: Concern['only'] = null): Concern => ({ of: TIAN, kind, only, text: { zh: kind, en: kind } })
const found = (...args: Parameters<typeof exceptionsOf>) => exceptionsOf(...args).map(({ kind, lines, receivables }) => [kind, lines, receivables])

describe('事实和政策要人看的', () => {
  test.each([
    ['止月以后去世', '2024-10-01', []], ['止月最后一天去世', '2024-09-30', ['died']], ['起月以前去世，这一批里还有他', '2024-06-30', ['died']],
  ])('%s', (_, died, kinds) => expect(said({ person: { died } })).toEqual(kinds))

  test.each([
    ['起月前一天迁出', '2024-06-30', []], ['起月第一天迁出', '2024-07-01', ['moved']], ['止月最后一天迁出', '2024-09-30', ['moved']], ['止月以后迁出', '2024-10-01', []],
  ])('%s', (_, on, kinds) => expect(said({ hukou_moves: [{ on, to_county: '990102' }] })).toEqual(kinds))

  test('需人工判断的只说有明细的，缺情况的都说，缺标准不说（是大家的事）', () => {
    const hand = { benefit: 'disability-pension', category: 'disabled-serviceman', from: '2024-07', to: '2024-09', code: 'x', decided_by: '县', text: '核实', text_en: 'look', source: '', article: '' } as const
    const missing = { benefit: 'disability-pension', category: null, why: '不知残疾等级', why_en: 'no grade' }
    expect(said({}, { by_hand: [{ ...hand, line: true }, { ...hand, line: false }] })).toEqual(['by-hand'])
    expect(said({}, { missing: [{ ...missing, fact: 'grade' }, { ...missing, fact: 'rate' }] })).toEqual(['missing'])
    expect(lackWords({ ...missing, fact: 'identities[0].grade' })).toEqual({ zh: '残疾等级：不知残疾等级', en: 'Disability grade: no grade' })
  })
})

describe('收款账户要人看的', () => {
  const last = { place: TIAN.place, holder: '田明远', same_account: true, on: '2024-08-12' }
  const payee: PayeeNow = { of: TIAN, has_account: true, holder: '田明远', last }
  test.each([
    ['与上次到账的一样', payee, []],
    ['账号换了', { ...payee, last: { ...last, same_account: false } }, ['payee-changed']],
    ['户名换了', { ...payee, holder: '田小军' }, ['payee-changed']],
    ['第一次发，户名不是本人', { ...payee, holder: '田小军', last: null }, ['holder-differs']],
    ['户名不是本人，上次已照此到账，不再问', { ...payee, holder: '田小军', last: { ...last, holder: '田小军' } }, []],
    ['第一次发，户名是本人', { ...payee, last: null }, []],
    ['没有账号', { ...payee, has_account: false }, ['no-account']],
    ['上次在别的村发', { ...payee, last: { ...last, place: '990101101202' } }, ['moved']],
  ] as [string, PayeeNow, string[]][])('%s', (_, now, kinds) => expect(payeeConcerns(now).map(one => one.kind)).toEqual(kinds))
})

describe('一批里的例外', () => {
  test('去世的连应收一起；没有账号的只管明细；需人工的只管那项待遇那几个月；与这一批无关的不说', () => {
    const lines = [line(1), line(2, { period: '2024-08' }), line(3, { benefit: 'rural-veteran-allowance' })]
    const all = due(lines, [receivable(1)])
    expect(found(all, [concern('died')])).toEqual([['died', [1, 2, 3], [1]]])
    expect(found(all, [concern('no-account')])).toEqual([['no-account', [1, 2, 3], []]])
    expect(found(all, [concern('by-hand', { benefit: 'disability-pension', from: '2024-09', to: '2024-09' })])).toEqual([['by-hand', [1], []]])
    expect(found(due([line(1, { person: 'p2' })]), [concern('died'), concern('missing')])).toEqual([['missing', [], []]])
  })

  test('标准是推算的：每人一条，只管那几行', () => {
    expect(found(due([line(1), line(2, { provisional: true }), line(3, { provisional: true })], [receivable(1, { provisional: true })]), [])).toEqual([['provisional', [2, 3], [1]]])
  })

  test('同一人同一项待遇说同一句话，只是一条', () => {
    const hand = (from: string) => concern('by-hand', { benefit: 'disability-pension', from, to: from })
    expect(found(due([line(1), line(2, { period: '2024-08' })]), [hand('2024-09'), hand('2024-08')])).toEqual([['by-hand', [1, 2], []]])
  })

  test('序号从一起连着，次序与说的先后无关，所指的行都在', () => {
    const kinds = fc.uniqueArray(fc.constantFrom(...EXCEPTION_KINDS.filter(kind => kind !== 'provisional')))
    fc.assert(fc.property(kinds, fc.integer({ min: 1, max: 5 }), (some, count) => {
      const all = due(Array.from({ length: count }, (_, index) => line(index + 1, { period: `2024-0${index + 1}` })))
      const exceptions = exceptionsOf(all, some.map(kind => concern(kind)))
      expect(exceptionsOf(all, some.toReversed().map(kind => concern(kind)))).toEqual(exceptions)
      expect(exceptions.map(one => one.number)).toEqual(exceptions.map((_, index) => index + 1))
      expect(exceptions.flatMap(one => one.lines).every(number => number <= count)).toBe(true)
    }))
  })
})
