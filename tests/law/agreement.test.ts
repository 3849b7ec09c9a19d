import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { closures, MONTHS_MOST, runTable, type Compile } from '../../src/entitlement/columns/run.ts'
import { code } from '../../src/entitlement/columns/code.ts'
import { TableLoader } from '../../src/entitlement/columns/table.ts'
import { decide } from '../../src/entitlement/decide.ts'
import { monthAt, monthIndex } from '../../src/entitlement/measures.ts'
import type { Facts } from '../../src/law/facts.ts'
import { loadLaw } from '../../src/law/load.ts'
import { differing as differingLines, toldByColumn, toldByPerson } from './by-column.ts'
import { seeded } from './chance.ts'
import { CONTRACT_BENEFITS, ofContract } from './contract.ts'
import { randomFacts } from './generate.ts'
import { readLaw } from './law-files.ts'
import { owed, unpaid } from './oracle.ts'

/** One declaration, several engines: they must give the same law, to the fen. */

const LAW = resolve(import.meta.dirname, '../../law')
const book = loadLaw([LAW])

type Said = { readonly benefit: string; readonly category: string | null; readonly period: string }
// An award hangs on its merit, not on an identity: whose family it goes to is not the law's to say.
const named = ({ benefit, category, period }: Said) => `${benefit} ${benefit === 'merit-award' ? '' : category} ${period}`
/** Why months after a death, or a lump sum, are refused is told by the engine alone; what is paid is told by both. */
const REFUSED_ALIKE = ({ benefit }: Said) => benefit !== 'funeral-allowance' && benefit !== 'death-lump-sum'

describe('与另行写成的慢算法一致', () => {
  const law = readLaw(LAW)
  const contract = ofContract(book)
  test.each([11, 12, 13, 14])('随机事实一千人，种子 %d，按任一日所知', seed => {
    const random = seeded(seed)
    for (let index = 0; index < 1_000; index++) {
      const { facts, from, to, knownOn, complete } = randomFacts(random)
      const decision = decide(contract, facts, from, to, { knownOn })
      const lines = (all: readonly (Said & { amount_fen: number; state: string; payer_county: string })[]) =>
        all.map(line => `${named(line)} ${line.amount_fen} ${line.state} ${line.payer_county}`).toSorted()
      const refused = (all: readonly (Said & { state: string })[]) => all.filter(REFUSED_ALIKE).map(line => `${named(line)} ${line.state}`).toSorted()
      expect(lines(decision.lines), JSON.stringify(facts)).toEqual(lines(owed(law, facts, from, to, knownOn)))
      // Where a fact is missing the program asks for it before it says why nothing is owed.
      if (complete) expect(refused(decision.refused), JSON.stringify(facts)).toEqual(refused(unpaid(law, facts, from, to, knownOn)))
    }
  })
})

const FROM = '2023-10'
const MONTHS = 24
const TO = monthAt(monthIndex(FROM) + MONTHS - 1)
const CHUNK = 5_000

/** person, benefit, month -> fen, by column. */
function byColumn(persons: readonly Facts[], compile: Compile): Map<string, number> {
  const loader = new TableLoader(book, FROM, TO)
  for (const facts of persons) loader.add(facts)
  const period = { first: monthIndex(FROM), months: MONTHS }
  const found = new Map<string, number>()
  let total = 0
  for (const { shelf, amounts, verdicts, total_fen } of runTable(loader.done(), period, compile)) {
    total += total_fen
    verdicts.forEach((verdict, place) => {
      if (verdict !== 1 && verdict !== 2) return
      const [row, index] = [Math.floor(place / MONTHS), place % MONTHS]
      const key = `${shelf.person[row]} ${shelf.rule.entry.id} ${monthAt(period.first + index)}`
      found.set(key, (found.get(key) ?? 0) + amounts.fen[shelf.basis[row]! * MONTHS + index]!)
    })
  }
  // The total that a run answers is the sum of what it wrote.
  expect([...found.values()].reduce((sum, fen) => sum + fen, 0)).toBe(total)
  return found
}

function byPerson(persons: readonly Facts[]): { found: Map<string, number>; benefits: Set<string> } {
  const found = new Map<string, number>()
  const benefits = new Set<string>()
  persons.forEach((facts, person) => {
    for (const { benefit, period, amount_fen } of decide(book, facts, FROM, TO).lines) {
      const key = `${person} ${benefit} ${period}`
      found.set(key, (found.get(key) ?? 0) + amount_fen)
      benefits.add(benefit)
    }
  })
  return { found, benefits }
}

function differing(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter(key => one.get(key) !== other.get(key)).map(key => `${key}: ${one.get(key)} / ${other.get(key)}`)
}

const PERSONS = 100_000
const PERSONS_IN_WORDS = 500

describe('逐人核算与整表核算一致到分', () => {
  test('每人每月每项的结论逐字一致：应发多少、哪一条不符合、缺什么事实', () => {
    const random = seeded(7)
    const persons = Array.from({ length: PERSONS_IN_WORDS }, () => randomFacts(random).facts)
    const asked = { from: '2022-11', to: '2026-09' }
    const told = toldByPerson(book, persons, asked)
    expect(told.length).toBeGreaterThan(PERSONS_IN_WORDS)
    for (const lines of toldByColumn(book, persons, asked, MONTHS_MOST, [code, closures])) expect(differingLines(lines, told)).toEqual([])
  }, 300_000)

  test(`随机十万人 × ${MONTHS} 个月，每项待遇`, () => {
    const random = seeded(2024)
    const paid = new Set<string>()
    for (let done = 0; done < PERSONS; done += CHUNK) {
      const persons = Array.from({ length: CHUNK }, () => randomFacts(random).facts)
      const { found, benefits } = byPerson(persons)
      benefits.forEach(benefit => paid.add(benefit))
      expect(differing(found, byColumn(persons, code))).toEqual([])
      // Closures cost more and differ from the code in their form alone: one chunk in ten.
      if (done % (10 * CHUNK) === 0) expect(differing(found, byColumn(persons, closures))).toEqual([])
    }
    // The law's own rates and the generator's pay all but a commendation, which is settled by hand.
    expect(CONTRACT_BENEFITS.filter(benefit => !paid.has(benefit))).toEqual(['martyr-commendation'])
  }, 900_000)
})
