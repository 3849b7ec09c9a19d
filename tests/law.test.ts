import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../src/base/day.ts'
import { ruleFaults } from '../src/entitlement/check.ts'
import { caseFaults, readCases } from '../src/entitlement/cases.ts'
import { decide } from '../src/entitlement/decide.ts'
import { readFacts } from '../src/entitlement/facts.ts'
import type { DataFile } from '../src/law/data-file.ts'
import { CATEGORIES, type Benefit, type Facts } from '../src/law/facts.ts'
import { rateOn, type LawBook, type Rate } from '../src/law/law.ts'
import { inWords, lawFiles, loadLaw, readLaw } from '../src/law/load.ts'
import { BAD_FACTS } from './law/bad-facts.ts'
import { CONTRACT_BENEFITS } from './law/contract.ts'
import { pointsWithoutCase } from './law/turning-points.ts'

const LAW = resolve(import.meta.dirname, '../law')
const DEMO_LAW = resolve(import.meta.dirname, '../demo/law')
const book = loadLaw([LAW])
const demo = loadLaw([LAW, DEMO_LAW])

const files = lawFiles([LAW])
const demoFiles = lawFiles([DEMO_LAW])
const casesIn = (all: readonly DataFile[], law: LawBook) => all.filter(file => file.path.endsWith('.cases.yaml')).map(file => {
  const read = readCases(file)
  if ('faults' in read) throw new Error(inWords(read.faults))
  return { law, ...read }
})
const CASES = [...casesIn(files, book), ...casesIn(demoFiles, demo)]
const casesOf = (benefit: Benefit) => CASES.find(read => read.benefit === benefit && read.law === book)!

describe.each(CASES.map(read => [read.parsed.path, read] as const))('%s', (_, read) => {
  test.each(read.cases.map((one, index) => [one.title, index] as const))('%s', (__, index) => {
    expect(inWords(caseFaults(read.law, read, index))).toBe('')
  })
})

describe.each([...book.benefits.values()])('$id', benefit => {
  test('有应发和不发的例子', () => {
    const { cases } = casesOf(benefit.id)
    // What is settled by hand alone never has a line.
    expect(cases.some(({ lines, by_hand }) => lines.length > 0 || (benefit.formula === 'by-hand' && by_hand.length > 0))).toBe(true)
    expect(cases.some(({ refused, lines, by_hand }) => refused.length > 0 || lines.length + by_hand.length === 0)).toBe(true)
  })

  test('每个起始日都有前一日和当日的例子', () => {
    expect(pointsWithoutCase(benefit, casesOf(benefit.id).cases)).toEqual([])
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

  test('十五项待遇都有档，例子都在旁边', () => {
    expect([...book.benefits.keys()]).toEqual(expect.arrayContaining([...CONTRACT_BENEFITS]))
    expect(CASES.filter(read => read.law === book).map(read => read.benefit).toSorted()).toEqual([...book.benefits.keys()].toSorted())
  })

  test('例子不少于四百个', () => {
    expect(CASES.reduce((total, read) => total + read.cases.length, 0)).toBeGreaterThanOrEqual(400)
  })

  test('条件、算法和限定都是有的', () => {
    const reading = readLaw(lawFiles([LAW, DEMO_LAW]))
    expect(inWords(ruleFaults(reading.book!, reading.files))).toBe('')
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
      const lines = decide(demo, pensioner(cause, grade), '2023-01', '2026-06').lines.filter(({ benefit }) => benefit === 'disability-pension')
      expect(lines.map(line => line.state)).toEqual(Array.from({ length: 42 }, () => 'owed'))
    }))
  })
})

describe('事实', () => {
  const placesOf = (value: unknown) => {
    const result = readFacts(value)
    return result.ok ? [] : result.refusals.map(({ code, place }) => `${code} ${place}`)
  }

  test.each(BAD_FACTS)('%s', (_, value, offences) => {
    expect(placesOf(value).toSorted()).toEqual(offences)
  })
})
