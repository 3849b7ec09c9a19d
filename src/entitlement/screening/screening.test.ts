import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Facts, Identity } from '../../law/facts.ts'
import { loadLaw } from '../../law/load.ts'
import { code } from '../columns/code.ts'
import { screen } from '../columns/screen.ts'
import { TableLoader } from '../columns/table.ts'
import { monthIndex } from '../measures.ts'
import { confirmationDue, countsOf, inOrder, isOver, monthsScreened, Teller, type ScreeningFinding } from './screening.ts'

const book = loadLaw([resolve(import.meta.dirname, '../../../law'), resolve(import.meta.dirname, '../../../demo/law')])
const AS_OF = '2026-06-30'

const facts = (born: string, identities: readonly Identity[], more: Partial<Facts> = {}): Facts => ({ county: '990101', person: { born }, identities: [...identities], ...more })
const rural = (more: object = {}): Identity => ({ category: 'rural-veteran-60', enlisted_on: '1984-11-01', discharged_on: '1988-11-01', approved_on: '2020-01-10', ...more })

function told(persons: readonly Facts[], accounts: readonly number[] | null = null): ScreeningFinding[] {
  const known = persons.map((each, index) => ({ person: `person-${index}`, name: `示例${'甲乙丙丁'[index]}`, place: '990101101201', facts: each }))
  const { from, to } = monthsScreened(AS_OF)
  const loader = new TableLoader(book, from, to)
  persons.forEach(person => loader.add(person))
  const period = { first: monthIndex(from), months: monthIndex(to) - monthIndex(from) + 1 }
  const teller = new Teller(book, known, AS_OF)
  const found = screen(book, loader.done(), period, code, accounts && Int32Array.from(accounts)).filter(one => !isOver(book, known[one.person]!.facts, one, AS_OF))
  return inOrder(found, known).map(one => teller.tell(one))
}

describe('每一条都有理由、依据和下一步', () => {
  test('九十天看到第四个月', () => {
    expect(monthsScreened('2026-06-30')).toEqual({ from: '2026-06', to: '2026-09' })
    expect(monthsScreened('2026-06-01')).toEqual({ from: '2026-06', to: '2026-08' })
  })

  test('应享未享：逐条写明符合什么，批准后多少钱，去登记批准', () => {
    const [one] = told([facts('1965-03-02', [rural({ approved_on: null })])])
    expect(one).toMatchObject({
      kind: 'not-enrolled', person: { id: 'person-0', name: '示例甲', place: '990101101201' }, benefit: 'rural-veteran-allowance', category: 'rural-veteran-60', month: '2026-06',
      source: '军人抚恤优待条例(2024)', article: '第六十二条', action: { do: 'enrol', category: 'rural-veteran-60', facts: ['approved_on'] },
    })
    expect(one!.reason).toMatch(/^符合条件，还没有批准（批准后当月 [\d.]+ 元）：.*60 周岁.*未享受职工养老待遇/)
    expect(one!.reason_en).toMatch(/^Eligible and not approved \([\d.]+ yuan a month once approved\): /)
  })

  test('应退未退：用判定自己的话，去登记终止', () => {
    const [one] = told([facts('2007-12-01', [{ category: 'martyr-survivor', relation: 'child', approved_on: '2015-01-01' }])])
    expect(one).toMatchObject({ kind: 'no-longer-entitled', benefit: 'survivor-pension', action: { do: 'end', facts: ['ended_on'] } })
    expect(one!.reason).toContain('18 周岁次月起停发')
    expect(one!.article).not.toBe('')
  })

  test('重复享受：就高的用兼领规定的话', () => {
    const identities: Identity[] = [{ category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2010-05-20' }, { category: 'demobilized-serviceman', approved_on: '1990-01-01' }]
    const [one] = told([facts('1934-12-01', identities)])
    expect(one).toMatchObject({ kind: 'drawn-twice', action: { do: 'open' } })
    expect(one!.reason).toMatch(/^同时领在乡复员军人生活补助：.*就高/)
  })

  test('两个身份领一项待遇，两个身份都叫得出', () => {
    const [one] = told([facts('1960-12-01', [{ category: 'combat-veteran', approved_on: '2010-01-01' }, { category: 'uranium-veteran', approved_on: '2012-01-01' }])])
    expect(one!.reason).toBe('以参战退役军人和铀矿开采军队退役人员两个身份领同一项待遇')
  })

  test('共用账户：指出另一个人', () => {
    const [one] = told([facts('1950-03-02', [rural()]), facts('1951-03-02', [rural()])], [1, 1])
    expect(one).toMatchObject({ kind: 'drawn-twice', person: { name: '示例乙' }, other: { id: 'person-0', name: '示例甲' }, reason: '与另一个人共用一个银行账户', action: { do: 'account' } })
  })

  test('缺少事实：叫得出名字；没有账户是登记账户', () => {
    expect(told([facts('1950-03-02', [rural({ discharged_on: null })])])[0]).toMatchObject({ kind: 'missing-fact', reason: '缺少退役日期，判断不了', action: { do: 'record', facts: ['discharged_on'] } })
    expect(told([facts('1950-03-02', [rural()])], [0])[0]).toMatchObject({ kind: 'missing-fact', action: { do: 'account' } })
  })

  test('三个月内变动：哪个月、哪一条', () => {
    const [one] = told([facts('1966-08-20', [rural({ approved_on: null })])])
    expect(one).toMatchObject({ kind: 'coming-change', month: '2026-08', action: { do: 'open' } })
    expect(one!.reason).toMatch(/^自 2026-08 起开始：本月年满 60 周岁或以上；还缺批准日期$/)
    const [served] = told([facts('2005-03-02', [{ category: 'conscript-family', enlistment_approved_on: '2024-09-01', approved_by_county: '990101' }])])
    expect(served).toMatchObject({ month: '2026-08', reason: '2026-08 是服役计发的最后一个月', action: { do: 'left', facts: ['left_on', 'left_reason'] } })
  })

  test('早已去世的人，当年缺的事实不再问', () => {
    const family: Identity = { category: 'conscript-family', approved_by_county: '990101' }
    expect(told([facts('1950-03-02', [family], { person: { born: '1950-03-02', died: '2020-01-01' } })])).toEqual([])
    expect(told([facts('2006-03-02', [family])])).toHaveLength(1)
  })

  test('年度确认到期：没有哪一项待遇', () => {
    const one = confirmationDue(book, { person: 'person-0', name: '示例甲', place: '990101101201', categories: ['rural-veteran-60'] }, '2026-10-31')
    expect(one).toMatchObject({ kind: 'coming-change', benefit: null, month: '2026-10', source: '军人抚恤优待条例(2024)', article: '第八条' })
    expect(book.sources.get('servicemen-pension-regulation-2024')!.articles['第八条']).toBeDefined()
    expect(countsOf([one, one])).toEqual({ 'not-enrolled': 0, 'no-longer-entitled': 0, 'drawn-twice': 0, 'missing-fact': 0, 'coming-change': 2 })
  })
})
