import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { addDays, isDay } from '../src/base/day.ts'
import { must } from '../src/base/result.ts'
import { decide } from '../src/entitlement/decide.ts'
import { readFacts } from '../src/entitlement/facts.ts'
import { CATEGORIES, type Facts } from '../src/law/facts.ts'
import { rateOn, type BenefitEntry, type Rate } from '../src/law/law.ts'
import { loadLaw } from '../src/law/load.ts'

const LAW = resolve(import.meta.dirname, '../law')
const book = loadLaw([LAW])
const demo = loadLaw([LAW, resolve(import.meta.dirname, '../demo/law')])

const caseFile = z.array(z.strictObject({
  title: z.string(), facts: z.unknown(), from: z.string(), to: z.string(), known_on: z.string().refine(isDay).optional(),
  lines: z.array(z.strictObject({
    period: z.string(), amount_fen: z.int(), state: z.string().optional(), payer_county: z.string().optional(),
    source: z.string().optional(), article: z.string().optional(),
  })).default([]),
  refused: z.array(z.strictObject({ period: z.string(), state: z.string(), reason: z.string() })).default([]),
  missing: z.array(z.string()).default([]),
  warnings: z.array(z.string()).default([]),
  by_hand: z.array(z.strictObject({ from: z.string(), to: z.string() })).default([]),
}))

const casesOf = (benefit: BenefitEntry) => caseFile.parse(parse(readFileSync(join(LAW, 'benefits', `${benefit.id}.cases.yaml`), 'utf8')))

describe.each([...book.benefits.values()])('$id', benefit => {
  const cases = casesOf(benefit)

  test('有应发和不发的例子', () => {
    expect(cases.some(({ lines }) => lines.length > 0)).toBe(true)
    expect(cases.some(({ refused }) => refused.length > 0)).toBe(true)
  })

  test.each(cases)('$title', ({ facts, from, to, known_on, ...expected }) => {
    const decision = decide(book, must(readFacts(facts)), from, to, { knownOn: known_on })
    const lines = decision.lines.filter(line => line.benefit === benefit.id)
    const refused = decision.refused.filter(line => line.benefit === benefit.id)
    expect(lines.map(({ period, amount_fen }) => ({ period, amount_fen }))).toEqual(expected.lines.map(({ period, amount_fen }) => ({ period, amount_fen })))
    expected.lines.forEach((line, index) => {
      const [ground] = lines[index]!.reasons
      const shown = { ...lines[index], source: ground?.source, article: ground?.article }
      expect(shown).toMatchObject(line)
      expect(shown.arithmetic).toContain(` = ${(line.amount_fen / 100).toFixed(2)}`)
    })
    expect(refused.map(({ period, state, reasons }) => ({ period, state, reason: reasons[0]?.code }))).toEqual(expected.refused)
    const missing = decision.missing.map(({ fact }) => fact)
    for (const fact of expected.missing) expect(missing).toContain(fact)
    for (const code of expected.warnings) expect(decision.warnings.map(warning => warning.code)).toContain(code)
    expect(decision.by_hand.map(entry => ({ from: entry.from, to: entry.to }))).toEqual(expected.by_hand)
  })

  const rowName = (rate: Rate) => `${rate.where || '全国'} ${rate.from} ${JSON.stringify(rate.cell)}`
  test.each(benefit.rates.filter(rate => rate.amount_fen !== null).map(rate => [rowName(rate), rate] as const))('标准 %s 自当日起，前一日不适用', (_, rate) => {
    const ask = (day: string) => rateOn(book, { benefit: benefit.id, place: rate.where || '990101', day, cell: rate.cell })?.rate
    expect(ask(rate.from)).toBe(rate)
    expect(ask(addDays(rate.from, -1))).not.toBe(rate)
  })
})

describe('数据', () => {
  test('二十一类身份都有档', () => {
    expect([...book.categories.keys()].toSorted()).toEqual([...CATEGORIES].toSorted())
  })

  test('每个已建待遇的例子都在旁边，没有多余的例子', () => {
    const cases = readdirSync(join(LAW, 'benefits')).filter(name => name.endsWith('.cases.yaml')).map(name => basename(name, '.cases.yaml'))
    expect(cases).toEqual([...book.benefits.keys()].toSorted())
  })

  test('废止的法规指向取代它的法规，施行日相接', () => {
    for (const source of book.sources.values()) {
      if (source.repealed_by === null) continue
      const next = book.sources.get(source.repealed_by)!
      expect(next.in_force! > source.in_force!).toBe(true)
    }
  })

  test('法里没有虚构的标准，虚构的只在99开头的地方', () => {
    const ratesOf = (law: typeof book) => [...law.benefits.values()].flatMap(benefit => benefit.rates)
    expect(ratesOf(book).filter(rate => rate.confidence === 'invented')).toEqual([])
    const invented = ratesOf(demo).filter(rate => rate.confidence === 'invented')
    expect(invented.length).toBeGreaterThan(0)
    expect(invented.every(rate => rate.where.startsWith('99'))).toBe(true)
    expect(demo.hash).not.toBe(book.hash)
  })
})

const grades = fc.record({ cause: fc.constantFrom('war' as const, 'duty' as const), grade: fc.integer({ min: 1, max: 10 }),
  year: fc.integer({ min: 2022, max: 2025 }) })
const pensioner = (cause: 'war' | 'duty', grade: number): Facts =>
  ({ county: '990101', identities: [{ category: 'disabled-serviceman', cause, grade, approved_on: '2018-01-01' }] })

describe('计发规则', () => {
  test('同一标准的十二个月之和等于全年', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 2000, max: 2030 }), (amount_fen, year) => {
      const facts: Facts = {
        county: '110101', person: { born: '1930-01-01' },
        identities: [{ category: 'rural-veteran-60', enlisted_on: '1960-01-01', discharged_on: '1961-01-01', approved_on: '1999-01-01' }],
        rates: [{ benefit: 'rural-veteran-allowance', county: '110101', from: '1990-01-01', amount_fen: amount_fen + 100_000, per: 'year-per-service-year' }],
      }
      const { lines } = decide(book, facts, `${year}-01`, `${year}-12`)
      expect(lines.reduce((sum, line) => sum + line.amount_fen, 0)).toBe(amount_fen + 100_000)
    }))
  })

  test('逐月问与一次问结果相同，重算结果相同', () => {
    fc.assert(fc.property(grades, ({ cause, grade, year }) => {
      const facts = pensioner(cause, grade)
      const whole = decide(demo, facts, `${year}-01`, `${year}-12`).lines
      const monthly = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`).flatMap(month => decide(demo, facts,
        month, month).lines)
      expect(monthly).toEqual(whole)
      expect(decide(demo, facts, `${year}-01`, `${year}-12`).lines).toEqual(whole)
    }))
  })

  test('示例县2023年1月至2026年6月的残疾抚恤金每月都有可发的标准', () => {
    fc.assert(fc.property(grades, ({ cause, grade }) => {
      const { lines } = decide(demo, pensioner(cause, grade), '2023-01', '2026-06')
      expect(lines.map(line => line.state)).toEqual(Array.from({ length: 42 }, () => 'owed'))
    }))
  })

  test('各类身份都接受，未建成的待遇在所缺中指明', () => {
    for (const category of CATEGORIES) {
      const facts = must(readFacts({ county: '990101', identities: [{ category }] }))
      const missing = decide(book, facts, '2024-09', '2024-09').missing.map(({ benefit }) => benefit)
      const opened = book.categories.get(category)!.benefits
      for (const benefit of opened) expect(missing).toContain(benefit)
    }
  })
})

describe('事实', () => {
  const placesOf = (value: unknown) => {
    const result = readFacts(value)
    return result.ok ? [] : result.refusals.map(({ code, place }) => `${code} ${place}`)
  }

  test('不认识的项、不合法的值一次全部指出', () => {
    expect(placesOf({
      county: '990101', shoe_size: 43, draws_employee_pension: [{ from: '2020-01-01', until: 1 }],
      identities: [{ category: 'rural-veteran-60', rank: 1, enlisted_on: '2020-02-30' }, { category: 'hero' }],
    }).toSorted()).toEqual([
      'invalid identities[0].enlisted_on', 'invalid identities[1].category', 'unknown-key draws_employee_pension[0].until',
      'unknown-key identities[0].rank', 'unknown-key shoe_size',
    ])
  })

  test('互相矛盾的事实按处所指出', () => {
    expect(placesOf({
      county: '990101', person: { born: '1960-01-01', died: '1959-12-31' },
      identities: [
        { category: 'rural-veteran-60', enlisted_on: '1980-01-02', discharged_on: '1980-01-01' },
        { category: 'disabled-serviceman', cause: 'illness', grade: 7, approved_on: '2020-01-01' },
      ],
    })).toEqual(['contradiction person.died', 'contradiction identities[0].discharged_on', 'contradiction identities[1].grade'])
  })

  test('因病六级、当日退役不算矛盾', () => {
    expect(placesOf({ county: '990101', identities: [{ category: 'disabled-serviceman', cause: 'illness', grade: 6 }] })).toEqual([])
  })
})
