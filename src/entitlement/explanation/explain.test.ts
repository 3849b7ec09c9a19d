import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../tests/law/chance.ts'
import { randomFacts } from '../../../tests/law/generate.ts'
import { monthsFrom } from '../../base/day.ts'
import type { Benefit, Facts } from '../../law/facts.ts'
import { loadLaw } from '../../law/load.ts'
import { decide } from '../decide.ts'
import { explain } from './explain.ts'
import type { Explanation } from './explanation.ts'

const book = loadLaw([resolve(import.meta.dirname, '../../../law')])

const parent = { category: 'martyr-survivor', relation: 'parent', approved_on: '2010-01-01' } as const
const facts: Facts = {
  county: '990101', person: { born: '1962-04-03' },
  identities: [
    { category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2019-05-20', regradings: [{ approved_on: '2024-03-04', grade: 5, known_on: '2024-06-05' }] },
    { category: 'rural-veteran-60', enlisted_on: '1980-11-03', discharged_on: '1984-01-05', approved_on: '2022-04-20' },
    { ...parent, income_above_local_average: [{ from: '2025-01-01', to: null }] },
  ],
}
const why = (benefit: Benefit, period: string, knownOn = '2026-01-01', of = facts) => explain(book, of, { benefit, period, knownOn })
const outcomes = ({ claims }: Explanation) => claims[0]!.steps.map(({ code, outcome }) => `${outcome} ${code}`)

describe('为什么', () => {
  test('应发：数额、算式、标准、依据和每一项条件', () => {
    // 67,032 / 12 = 5,586
    const told = why('disability-pension', '2024-09')
    expect(told).toMatchObject({ amount_fen: 558_600, name: { zh: '残疾抚恤金' }, claims: [{ state: 'owed', category_name: { zh: '残疾军人' }, arithmetic: '67032.00 * 9/12 - 67032.00 * 8/12 = 5586.00' }] })
    expect(outcomes(told)).toEqual(['ground ground', 'holds graded', 'holds grade-covered', 'holds alive', 'holds identity-holds', 'holds not-suspended'])
    expect(told.claims[0]!.rates).toMatchObject([{ amount_fen: 6_703_200, layer: 'national', confidence: 'sourced', origin: { source: 'standards-2024-08' } }])
  })

  test('依据随月份换版：2024年9月引2019年的条例，10月引2024年的，各知道前后', () => {
    const [september, october] = ['2024-09', '2024-10'].map(period => why('disability-pension', period).claims[0]!.steps[0]!.clause)
    expect(september).toMatchObject({ source: 'servicemen-pension-regulation-2019', article: '第二十六条', until: '2024-09-30', before: null, after: { from: '2024-10-01', article: '第二十七条' } })
    expect(october).toMatchObject({ source: 'servicemen-pension-regulation-2024', article: '第二十七条', until: null, ours: false, before: { article: '第二十六条' }, after: null })
    expect(october!.text?.zh).toContain('自批准当月起')
  })

  test('按某日所知：6月5日才得知的调级，6月4日还按六级算', () => {
    expect(why('disability-pension', '2024-06', '2024-06-05').claims[0]!.steps[1]!.text.zh).toContain('评定为 5 级')
    expect(why('disability-pension', '2024-06', '2024-06-04').claims[0]!.steps[1]!.text.zh).toContain('评定为 6 级')
  })

  test('不发：不成立的条件在前，成立的也列出；文字里是待遇的名字，不是代号', () => {
    const told = why('rural-veteran-allowance', '2024-09')
    expect(told).toMatchObject({ amount_fen: 0, claims: [{ state: 'not-entitled', amount_fen: null, rates: [] }] })
    expect(outcomes(told)[0]).toBe('fails no-other-regular-benefit')
    expect(outcomes(told)).toContain('holds age-at-least')
    expect(told.claims[0]!.steps[0]!.text).toEqual({
      zh: '已享受其他国家定期抚恤补助（残疾抚恤金、定期抚恤金）',
      en: 'Already draws another national regular benefit (Disability pension, Regular pension of survivors)',
    })
  })

  test('收入高于当地平均的月份不发，前一月还是暂列', () => {
    expect(why('survivor-pension', '2024-12').claims[0]).toMatchObject({ state: 'provisional' })
    expect(outcomes(why('survivor-pension', '2025-01'))[0]).toBe('fails income-not-above')
  })

  test('缺事实：说明缺哪一项，写出名字', () => {
    const told = why('survivor-pension', '2024-09', '2026-01-01', { county: '990101', identities: [{ category: 'martyr-survivor', approved_on: '2010-01-01' }] })
    expect(told.claims[0]).toMatchObject({ state: 'missing', amount_fen: null, lacks: [{ fact: 'identities[0].relation', name: { zh: '与死者的关系' } }] })
    expect(outcomes(told)[0]).toBe('unknown income-not-above')
    expect(told.claims[0]!.steps[0]!.text.zh).toBe('父母、配偶：收入不高于当地平均水平：缺少与死者的关系，判断不了')
  })

  test('没有标准：点名缺哪份通知', () => {
    const told = why('disability-pension', '2020-09', '2026-01-01')
    expect(told.claims[0]).toMatchObject({ state: 'no-rate' })
    expect(told.claims[0]!.steps[0]).toMatchObject({ code: 'no-rate', outcome: 'fails', clause: { ours: true, article: '规则一' } })
    expect(told.claims[0]!.steps[0]!.text.zh).toContain('2020-08-01')
  })

  test('人工核定：谁来定，依据哪一条', () => {
    expect(why('martyr-commendation', '2024-09').claims[0]).toMatchObject({ state: 'by-hand', by_hand: [{ decided_by: '990101', clause: { article: '第十二条' } }] })
  })

  test('与本人无关的待遇没有申领', () => {
    expect(why('red-army-allowance', '2024-09')).toMatchObject({ amount_fen: 0, claims: [] })
  })
})

test('任意事实：逐月说明的数额与 decide 相同，状态也相同，不出故障', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { facts: some, from, to } = randomFacts(seeded(seed))
    for (const period of monthsFrom(from, to).slice(0, 3)) {
      const decision = decide(book, some, period, period, { knownOn: '2027-06-30' })
      const benefits = new Set([...decision.lines, ...decision.refused, ...decision.missing].map(({ benefit }) => benefit))
      for (const benefit of benefits) {
        const told = explain(book, some, { benefit, period, knownOn: '2027-06-30' })
        const amounts = decision.lines.filter(line => line.benefit === benefit).map(({ amount_fen }) => amount_fen)
        expect(told.claims.flatMap(({ amount_fen }) => amount_fen ?? []), `${seed} ${period} ${benefit}`).toEqual(amounts)
        const refused = decision.refused.filter(line => line.benefit === benefit).map(({ state }) => state)
        expect(told.claims.map(({ state }) => state).filter(state => ['not-entitled', 'no-rate', 'suspended', 'ended'].includes(state)), `${seed} ${period} ${benefit}`).toEqual(refused)
      }
    }
  }
})
