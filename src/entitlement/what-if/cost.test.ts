import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../tests/law/chance.ts'
import { randomFacts } from '../../../tests/law/generate.ts'
import { addMonths } from '../../base/day.ts'
import type { Facts } from '../../law/facts.ts'
import type { LawBook } from '../../law/law.ts'
import { loadLaw } from '../../law/load.ts'
import { TableLoader } from '../columns/table.ts'
import { decide } from '../decide.ts'
import { monthIndex } from '../measures.ts'
import { asKnown } from '../situation.ts'
import { changedBook, type WhatIfChange } from './changes.ts'
import { compareCosts, type CostComparison } from './compare.ts'
import { costAgain, costOf, type CostQuestion } from './cost.ts'
import { packTable, unpackTable } from './pack.ts'

const LAW = resolve(import.meta.dirname, '../../../law')
const book = loadLaw([LAW, resolve(LAW, '../demo/law')])
const COUNTY = '990101'
const [FROM, MONTHS, TODAY, VILLAGES] = ['2024-06', 18, '2025-03-31', 5]
const TO = addMonths(FROM, MONTHS - 1)

const random = seeded(7)
const persons = Array.from({ length: 600 }, () => asKnown(randomFacts(random).facts, TODAY))
const villageOf = Int16Array.from(persons, (_, person) => person % VILLAGES)

function packed() {
  const loader = new TableLoader(book, FROM, TO, TODAY)
  for (const facts of persons) loader.add(facts)
  return packTable(loader.done(), book)
}
const { head, columns } = packed()
const question = (law: LawBook, from = head): CostQuestion =>
  ({ table: unpackTable(from, columns, law), period: { first: monthIndex(FROM), months: MONTHS }, villageOf, villages: VILLAGES, county: COUNTY })

function compared(changes: readonly WhatIfChange[]): CostComparison {
  const before = costOf(question(book))
  const asked = question(changedBook(book, changes, TODAY))
  return compareCosts(asked, before, costAgain(asked, before, new Set(changes.map(change => change.benefit))))
}

/** What the county pays a person, line by line, by the engine that explains. */
const lines = (law: LawBook, facts: Facts) => decide(law, facts, FROM, TO, { knownOn: TODAY }).lines.filter(line => line.payer_county === COUNTY)
const owedNow = persons.map(facts => lines(book, facts))
const count = (marks: readonly boolean[]) => marks.filter(Boolean).length

const CHANGES: readonly (readonly [string, readonly WhatIfChange[]])[] = [
  ['什么也不变', []],
  ['老年生活补助每服役一年每月七十元，自2025年1月', [{ benefit: 'rural-veteran-allowance', cell: null, where: COUNTY, from: '2025-01-01', per: 'month-per-service-year', amount_fen: 7_000 }]],
  ['残疾抚恤金全部提高百分之五点二五，死亡后续发的随之', [{ benefit: 'disability-pension', cell: null, where: COUNTY, from: '2024-08-01', percent: 5.25 }]],
  ['因战五级一格定额', [{ benefit: 'disability-pension', cell: { cause: 'war', grade: 5 }, where: COUNTY, from: '2024-10-01', per: 'year', amount_fen: 9_000_000 }]],
  ['义务兵家庭优待金改为每年两万元', [{ benefit: 'conscript-family-allowance', cell: null, where: COUNTY, from: '2024-01-01', per: 'year', amount_fen: 2_000_000 }]],
  ['几项一起变，同一项变两次', [
    { benefit: 'survivor-pension', cell: null, where: COUNTY, from: '2025-02-01', percent: 3 }, { benefit: 'survivor-pension', cell: null, where: COUNTY, from: '2024-09-01', percent: 4.5 },
    { benefit: 'nursing-allowance', cell: null, where: COUNTY, from: '2024-07-01', per: 'month', amount_fen: 123_456 }, { benefit: 'rural-veteran-allowance', cell: null, where: COUNTY, from: '2025-01-01', percent: 10 },
  ]],
]

describe('测算与逐人计算的分文不差', () => {
  test.each(CHANGES)('%s', (_, changes) => {
    const changed = changedBook(book, changes, TODAY)
    const each = persons.map((facts, person) => ({ before: owedNow[person]!, after: lines(changed, facts) }))
    const sums = (keep: (line: ReturnType<typeof lines>[number], person: number) => boolean) => {
      const add = (side: 'before' | 'after') => each.reduce((sum, one, person) => one[side].reduce((so, line) => so + (keep(line, person) ? line.amount_fen : 0), sum), 0)
      return { before_fen: add('before'), after_fen: add('after') }
    }
    const found = compared(changes)
    expect(found.total).toMatchObject(sums(() => true))
    found.months.forEach((month, index) => expect(month).toMatchObject(sums(line => line.period === addMonths(FROM, index))))
    found.villages.forEach((village, index) => expect(village).toMatchObject(sums((_line, person) => villageOf[person] === index)))
    for (const cost of found.benefits) expect(cost).toMatchObject(sums(line => line.benefit === cost.benefit))
    expect(found.benefits.reduce((sum, cost) => sum + cost.after_fen, 0)).toBe(found.total.after_fen)
    expect(found.persons).toBe(count(each.map(one => one.after.some(line => line.amount_fen > 0))))
    const said = (all: ReturnType<typeof lines>) => all.map(line => `${line.benefit} ${line.period} ${line.amount_fen}`).join()
    expect(found.concerned).toBe(count(each.map(one => said(one.before) !== said(one.after))))
    expect(found.concerned).toBe(found.villages.reduce((sum, village) => sum + village.concerned, 0))
    expect(found.concerned > 0).toBe(changes.length > 0)
    const provisional = each.flatMap(one => one.after).reduce((sum, line) => sum + (line.state === 'provisional' ? line.amount_fen : 0), 0)
    expect(found.total.after.provisional_fen).toBe(provisional)
  })
})

test('没有标准的月份另计；填上假设的数额，填上的部分单列', () => {
  const before = compared([]).total.before.without_rate
  const refused = persons.flatMap(facts => decide(book, facts, FROM, TO, { knownOn: TODAY }).refused).filter(line => line.state === 'no-rate' && line.benefit === 'nursing-allowance')
  expect(refused.length).toBeGreaterThan(0)
  const found = compared([{ benefit: 'nursing-allowance', cell: null, where: COUNTY, from: '2024-01-01', per: 'month', amount_fen: 100_000 }])
  const nursing = found.benefits.find(cost => cost.benefit === 'nursing-allowance')!
  expect(nursing.after.without_rate).toBe(0)
  expect(found.total.before.without_rate - found.total.after.without_rate).toBe(nursing.before.without_rate)
  expect(found.total.before.without_rate).toBe(before)
  // Every line without a rate is filled with 1,000.00.
  expect(found.filled_fen).toBe(nursing.before.without_rate * 100_000)
})

test('只重算变动的待遇，其余照旧：与全部重算一样', () => {
  const changes: readonly WhatIfChange[] = [{ benefit: 'combat-veteran-allowance', cell: null, where: COUNTY, from: '2024-09-01', percent: 7 }]
  const before = costOf(question(book))
  const asked = question(changedBook(book, changes, TODAY))
  const again = costAgain(asked, before, new Set(['combat-veteran-allowance'] as const))
  expect(again.runs.filter(run => before.runs.includes(run)).length).toBeGreaterThan(0)
  const sums = (runs: typeof again.runs) => runs.map(({ total_fen, verdicts }) => ({ total_fen, verdicts }))
  expect(sums(again.runs)).toEqual(sums(costOf(asked).runs))
})

test('发放月份随标准而变的，全部重算', () => {
  // Every year's line now falls due in July instead of December.
  const july = { ...book, benefits: new Map([...book.benefits].map(([id, entry]) => [id, { ...entry, rates: entry.rates.map(rate => ({ ...rate, due_month: 7 })) }])) }
  const plain = { ...head, lookups: head.lookups.map(lookup => ({ ...lookup, rates: [] })) }
  const before = costOf(question(book, plain))
  const again = costAgain(question(july, plain), before, new Set(['conscript-family-allowance'] as const))
  const conscripts = (cost: typeof before) => [...cost.benefits.get('conscript-family-allowance')!.months]
  expect(conscripts(again)).not.toEqual(conscripts(before))
  expect(conscripts(again)).toEqual(conscripts(costOf(question(july, plain))))
})
