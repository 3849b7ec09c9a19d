import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { must } from '../../src/base/result.ts'
import { readFacts } from '../../src/entitlement/facts.ts'
import { CATEGORIES, type Facts, type Identity } from '../../src/law/facts.ts'
import { seeded } from './chance.ts'
import { CONTRACT_BENEFITS } from './contract.ts'
import { randomFacts } from './generate.ts'
import { readLaw } from './law-files.ts'
import { owed, unpaid } from './oracle.ts'

const LAW = resolve(import.meta.dirname, '../../law')
const law = readLaw(LAW)

/** The facts of the example in contracts.md. */
const example: Facts = {
  county: '990101', hukou: 'rural', person: { born: '1962-04-03', died: null, sex: 'male' },
  identities: [
    {
      category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2019-05-20', regradings: [{ approved_on: '2024-03-04', grade: 5 }],
      mental: false, ended_on: null,
    },
    { category: 'rural-veteran-60', enlisted_on: '1980-11-03', discharged_on: '1984-01-05', approved_on: '2022-04-20' },
    { category: 'martyr-survivor', relation: 'parent', approved_on: '2010-01-01', in_school: false, disabled: false, income_above_local_average: false },
    {
      category: 'conscript-family', enlistment_approved_on: '2023-09-01', left_on: null, left_reason: null, approved_by_county: '990101',
      area: 'ordinary', education: null,
    },
  ],
  merit: [{ level: 'third-class', on: '2024-01-10' }],
  draws_employee_pension: false,
  hukou_moves: [{ on: '2024-05-10', from_county: '990101', to_county: '990202' }],
  suspended: [{ from: '2024-02-01', to: '2024-06-30', decided_by: 'province', document: '示例' }],
  rates: [{
    benefit: 'conscript-family-allowance', county: '990101', from: '2023-01-01', amount_fen: 1_500_000, per: 'year', due_month: 12,
    published_on: '2023-01-20',
  }],
  parameters: [{ name: 'local-average-wage', year: 2023, place: '990101', amount_fen: 9_600_000 }],
}

const person = (identity: Identity, more: Partial<Facts> = {}): Facts => ({ county: '990101', identities: [identity], ...more })
/** What is owed, in short: `2024-09 558600`, with the state where it is provisional. */
const lines = (facts: Facts, from: string, to: string, knownOn?: string) =>
  owed(law, facts, from, to, knownOn).map(line => `${line.period} ${line.benefit} ${line.amount_fen}${line.state === 'owed' ? '' : ' 暂列'}`)
const others = (facts: Facts, from: string, to: string) => unpaid(law, facts, from, to).map(line => `${line.period} ${line.benefit} ${line.state}`)

const five: Identity = { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }
const combat: Identity = { category: 'combat-veteran', approved_on: '2010-01-01' }

describe('合同里的例子', () => {
  test('2024年9月：残疾抚恤金5586元应发，烈士遗属定期抚恤金3488元暂列，其余不发', () => {
    // 67,032 / 12 = 5,586 and 41,856 / 12 = 3,488
    expect(lines(example, '2024-09', '2024-09')).toEqual(['2024-09 disability-pension 558600', '2024-09 survivor-pension 348800 暂列'])
    expect(others(example, '2024-09', '2024-09')).toEqual(['2024-09 nursing-allowance not-entitled', '2024-09 rural-veteran-allowance not-entitled'])
    expect(owed(law, example, '2024-09', '2024-09').map(line => line.payer_county)).toEqual(['990101', '990101'])
  })

  test('2023年9月入伍的义务兵家庭：5000元、15000元、10000元；立功奖励金无标准', () => {
    const whole = lines(example, '2023-01', '2026-12').filter(line => line.includes('conscript'))
    expect(whole).toEqual(['2023-12 500000', '2024-12 1500000', '2025-08 1000000'].map(line => line.replace(' ', ' conscript-family-allowance ')))
    expect(others(example, '2024-01', '2024-01')).toContain('2024-01 merit-award no-rate')
  })

  test('迁户当年由原县发，次年一月起由新县发', () => {
    const pensions = owed(law, example, '2024-12', '2025-01').filter(line => line.benefit === 'disability-pension')
    expect(pensions.map(line => line.payer_county)).toEqual(['990101', '990202'])
  })

  test('省里决定中止的月份不发，首尾两月都算', () => {
    expect(others(example, '2024-01', '2024-07').filter(line => line.includes('disability'))).toEqual(
      ['2024-02', '2024-03', '2024-04', '2024-05', '2024-06'].map(period => `${period} disability-pension suspended`))
  })

  test('农村籍1976年3月3日至1979年3月3日整三年，多一天按四年', () => {
    const veteran = { category: 'rural-veteran-60', enlisted_on: '1976-03-03', approved_on: '2020-01-01' } as const
    const rural = (discharged_on: string) => lines(person({ ...veteran, discharged_on }, { person: { born: '1957-01-01' } }), '2021-08', '2021-08')
    // 50.00 a month and service year
    expect(rural('1979-03-03')).toEqual(['2021-08 rural-veteran-allowance 15000'])
    expect(rural('1979-03-04')).toEqual(['2021-08 rural-veteran-allowance 20000'])
  })

  test('2024年10月前批准的残疾等级次月起计，此后当月起计', () => {
    expect(lines(person({ ...five, approved_on: '2024-09-30' }), '2024-09', '2024-10')).toEqual(['2024-10 disability-pension 558600'])
    expect(lines(person({ ...five, approved_on: '2024-10-31' }), '2024-09', '2024-10')).toEqual(['2024-10 disability-pension 558600'])
  })

  test('一年内的调级无效，因病调为七级的自生效当月起终止', () => {
    const early = person({ ...five, approved_on: '2024-10-05', regradings: [{ approved_on: '2025-10-04', grade: 1 }] })
    // 69,048 / 12 = 5,754, derived
    expect(lines(early, '2025-10', '2025-10')).toEqual(['2025-10 disability-pension 575400 暂列'])
    const ill = person({ ...five, cause: 'illness', regradings: [{ approved_on: '2025-10-04', grade: 7 }] })
    expect(others(ill, '2025-09', '2025-10').filter(line => line.includes('disability'))).toEqual(['2025-10 disability-pension ended'])
  })

  test('国家已提标而数额未见的不发，不按旧标准', () => {
    expect(others(person(five), '2026-07', '2026-08')).toContain('2026-08 disability-pension no-rate')
    expect(lines(person(five), '2026-07', '2026-08')).toHaveLength(1)
  })

  test('护理费为上年平均工资的百分之四十除以十二，只在最后四舍五入一次', () => {
    const facts = person({ ...five, grade: 4 }, { parameters: [{ name: 'local-average-wage', year: 2023, place: '99', amount_fen: 9_600_001 }] })
    // 96,000.01 x 40 / 1200 = 3,200.0003
    expect(lines(facts, '2024-09', '2024-09')).toContain('2024-09 nursing-allowance 320000')
  })

  test('子女领到十八周岁生日当月，2月29日出生的平年算3月1日；在学的续领', () => {
    const child: Identity = { category: 'martyr-survivor', relation: 'child', approved_on: '2015-01-01' }
    const born = { person: { born: '2004-02-29' } }
    expect(lines(person(child, born), '2022-03', '2022-04')).toHaveLength(1)
    expect(others(person(child, born), '2022-03', '2022-04')).toEqual(['2022-04 survivor-pension ended'])
    expect(lines(person({ ...child, in_school: [{ from: '2022-04-30', to: null }] }, born), '2022-03', '2022-05')).toHaveLength(3)
  })

  test('死亡当月足额；因病死亡的残疾军人家属按当月数额再领十二个月，不随提标', () => {
    const dead = person(five, { person: { died: '2025-07-02', death_cause: 'illness' } })
    const all = lines(dead, '2025-07', '2027-01')
    expect(all[0]).toBe('2025-07 disability-pension 558600')
    expect(all.slice(1)).toHaveLength(12)
    expect(new Set(all.slice(1).map(line => line.slice(8)))).toEqual(new Set(['funeral-allowance 558600']))
    expect(all.at(-1)).toBe('2026-07 funeral-allowance 558600')
  })

  test('参战退役军人2024年10月1日起去世的家属领六个月，前一天的没有', () => {
    const died = (day: string) => lines(person(combat, { person: { died: day } }), '2024-10', '2025-12').filter(line => line.includes('funeral'))
    expect(died('2024-09-30')).toEqual([])
    expect(died('2024-10-01')).toHaveLength(6)
  })

  test('旧伤复发死亡：上年收入二十倍加四十个月基本工资', () => {
    const facts = person(five, {
      person: { died: '2024-05-02', death_cause: 'old-wound' },
      parameters: [{ name: 'urban-disposable-income', year: 2023, amount_fen: 5_000_000 }, { name: 'base-pay', year: 2024, amount_fen: 700_000 }],
    })
    // 50,000 x 20 + 7,000 x 40 = 1,280,000
    expect(lines(facts, '2024-05', '2024-07')).toEqual(['2024-05 disability-pension 527000 暂列', '2024-05 death-lump-sum 128000000'])
  })

  test('地方标准就近优先，但不低于有出处的国家标准', () => {
    const local = (amount_fen: number, county = '9901') =>
      lines(person(five, { rates: [{ benefit: 'disability-pension', county, from: '2024-08-01', amount_fen, per: 'year' }] }), '2024-09', '2024-09')
    expect(local(6_703_199)).toEqual(['2024-09 disability-pension 558600'])
    expect(local(7_200_000)).toEqual(['2024-09 disability-pension 600000'])
    expect(local(7_200_000, '9902')).toEqual(['2024-09 disability-pension 558600'])
  })

  test('服役不足六个月按六个月，补在最后一笔；开除军籍的不发', () => {
    const family: Identity = {
      category: 'conscript-family', enlistment_approved_on: '2023-09-01', left_on: '2023-12-01', left_reason: 'early', approved_by_county: '990101',
    }
    const { rates } = example
    expect(lines(person(family, { rates }), '2023-01', '2024-12')).toEqual(['2023-11 conscript-family-allowance 750000'])
    const expelled = person({ ...family, left_reason: 'expelled' }, { rates })
    expect(others(expelled, '2023-01', '2024-12')).toEqual(['2023-11 conscript-family-allowance not-entitled'])
  })

  test('死亡尚未获知时照发，获知后不发', () => {
    const facts = person(five, { person: { died: '2024-10-02', known_on: '2024-12-05' } })
    expect(lines(facts, '2024-11', '2024-11', '2024-12-04')).toHaveLength(1)
    expect(lines(facts, '2024-11', '2024-11', '2024-12-05')).toHaveLength(0)
  })
})

type Case = {
  readonly title: string; readonly facts: unknown; readonly from: string; readonly to: string; readonly known_on?: string
  readonly lines?: readonly { readonly period: string; readonly amount_fen: number; readonly state?: string; readonly payer_county?: string }[]
  readonly refused?: readonly { readonly period: string; readonly state: string }[]
}
const WITHOUT_REFUSALS = ['death-lump-sum', 'funeral-allowance', 'martyr-commendation']

/** The cases beside the benefits were worked out by hand by others: the slow reckoning must come to the same. */
describe.each(CONTRACT_BENEFITS)('%s', benefit => {
  const cases = parse(readFileSync(join(LAW, 'benefits', `${benefit}.cases.yaml`), 'utf8')) as Case[] // checked by tests/law.test.ts

  test.each(cases)('$title', ({ facts: given, from, to, known_on, lines: expected = [], refused = [] }) => {
    const facts = must(readFacts(given))
    const found = owed(law, facts, from, to, known_on).filter(line => line.benefit === benefit)
    expect(found.map(({ period, amount_fen }) => ({ period, amount_fen }))).toEqual(expected.map(({ period, amount_fen }) => ({ period, amount_fen })))
    expected.forEach(({ state, payer_county }, index) => {
      expect(found[index]).toMatchObject({ ...(state && { state }), ...(payer_county && { payer_county }) })
    })
    if (WITHOUT_REFUSALS.includes(benefit)) return
    const not = unpaid(law, facts, from, to, known_on).filter(line => line.benefit === benefit)
    expect(not.map(({ period, state }) => ({ period, state }))).toEqual(refused.map(({ period, state }) => ({ period, state })))
  })
})

describe('随机的事实', () => {
  const SAMPLES = 5000
  const samples = Array.from({ length: SAMPLES }, (_, seed) => randomFacts(seeded(seed)))

  test('五千组都合法，互不矛盾', () => {
    for (const { facts } of samples) expect(readFacts(facts)).toMatchObject({ ok: true })
  })

  test('同一种子得同样的事实', () => {
    expect(randomFacts(seeded(7))).toEqual(samples[7])
  })

  test('二十一类身份都有，各项待遇都有应发和不发的', () => {
    const categories = new Set(samples.flatMap(({ facts }) => (facts.identities ?? []).map(({ category }) => category)))
    expect([...categories].toSorted()).toEqual([...CATEGORIES].toSorted())
    const paid = new Set(samples.flatMap(({ facts, from, to, knownOn }) => owed(law, facts, from, to, knownOn).map(({ benefit }) => benefit)))
    expect([...law.benefits.keys()].filter(benefit => !paid.has(benefit))).toEqual(['martyr-commendation'])
    const not = new Set(samples.flatMap(({ facts, from, to, knownOn }) => unpaid(law, facts, from, to, knownOn).map(({ benefit }) => benefit)))
    expect([...paid].filter(benefit => !not.has(benefit)).toSorted()).toEqual(['death-lump-sum', 'funeral-allowance'])
  })
})
