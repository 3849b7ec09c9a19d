import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { caseFaults } from '../../src/entitlement/cases.ts'
import { ruleFaults } from '../../src/entitlement/check.ts'
import { code } from '../../src/entitlement/columns/code.ts'
import { closures, runTable, type Compile } from '../../src/entitlement/columns/run.ts'
import { TableLoader } from '../../src/entitlement/columns/table.ts'
import { decide } from '../../src/entitlement/decide.ts'
import { readFacts } from '../../src/entitlement/facts.ts'
import { monthAt, monthIndex } from '../../src/entitlement/measures.ts'
import { inWords, lawFiles, readLaw as readBook } from '../../src/law/load.ts'
import { BAD_FACTS } from '../law/bad-facts.ts'
import { seeded } from '../law/chance.ts'
import { ofContract } from '../law/contract.ts'
import { CONTRACT_BENEFITS } from '../law/contract.ts'
import { casesIn, refusalsInFull, toldInFull } from '../law/decisions.ts'
import { randomFacts } from '../law/generate.ts'
import { readLaw } from '../law/law-files.ts'
import { owed, unpaid } from '../law/oracle.ts'

/** The tests of the law, in one process and the quickest first, so that thousands of mutants of the engine can be held against them. */

const ROOT = resolve(import.meta.dirname, '../..')
const LAW = resolve(ROOT, 'law')
const files = lawFiles([LAW])
const demoFiles = lawFiles([LAW, resolve(ROOT, 'demo/law')])
const reading = readBook(files)
const demoReading = readBook(demoFiles)
const law = readLaw(LAW)

const CASES = casesIn(files)
const DEMO_CASES = casesIn(demoFiles.filter(file => file.path.startsWith('demo/')))

const PERSONS = 150
/** By column fewer do: a condition differs there in its form alone. */
const PERSONS_BY_COLUMN = 60
const random = seeded(5)
const PEOPLE = Array.from({ length: PERSONS }, () => randomFacts(random)).map(person => ({
  ...person, owed: owed(law, person.facts, person.from, person.to, person.knownOn), unpaid: unpaid(law, person.facts, person.from, person.to, person.knownOn),
}))
const [FROM, MONTHS] = ['2023-10', 24]
const TO = monthAt(monthIndex(FROM) + MONTHS - 1)

const must = (so: boolean, what: string): void => { if (!so) throw new Error(what) }
const same = (one: unknown, other: unknown, what: string): void => must(JSON.stringify(one) === JSON.stringify(other), what)

// Rules are made ready once for a book: each round has a book of its own, so that a mutant is seen.
const fresh = () => ({ ...reading.book! })

function badFacts(): void {
  for (const [title, facts, offences] of BAD_FACTS) {
    const result = readFacts(facts)
    same(result.ok ? [] : result.refusals.map(({ code: why, place }) => `${why} ${place}`).toSorted(), offences, title)
  }
}

function cases(): void {
  for (const [all, book] of [[CASES, fresh()], [DEMO_CASES, { ...demoReading.book! }]] as const) {
    for (const file of all) file.cases.forEach((_, index) => {
      const faults = caseFaults(book, file, index)
      must(faults.length === 0, inWords(faults))
    })
  }
}

function kinds(): void { same(ruleFaults(demoReading.book!, demoReading.files), [], 'kinds') }

const expected = readFileSync(resolve(ROOT, 'tests/law/decisions.expected.txt'), 'utf8')
const expectedRefusals = readFileSync(resolve(ROOT, 'tests/law/refusals.expected.txt'), 'utf8')
function inFull(): void { must(toldInFull(fresh(), CASES) === expected, 'told in full') }
function refusedInFull(): void { must(refusalsInFull(CONTRACT_BENEFITS) === expectedRefusals, 'refused in full') }

type Said = { readonly benefit: string; readonly category: string | null; readonly period: string; readonly state: string }
const named = ({ benefit, category, period, state }: Said) => `${benefit} ${benefit === 'merit-award' ? '' : category} ${period} ${state}`
const alike = ({ benefit }: Said) => benefit !== 'funeral-allowance' && benefit !== 'death-lump-sum'

function oracle(): void {
  const book = ofContract(fresh())
  for (const person of PEOPLE) {
    const decision = decide(book, person.facts, person.from, person.to, { knownOn: person.knownOn })
    const lines = (all: readonly (Said & { amount_fen: number; payer_county: string })[]) => all.map(line => `${named(line)} ${line.amount_fen} ${line.payer_county}`).toSorted()
    same(lines(decision.lines), lines(person.owed), 'lines')
    if (person.complete) same(decision.refused.filter(alike).map(named).toSorted(), person.unpaid.filter(alike).map(named).toSorted(), 'refused')
  }
}

function columns(compile: Compile): void {
  const book = fresh()
  const loader = new TableLoader(book, FROM, TO)
  const people = PEOPLE.slice(0, PERSONS_BY_COLUMN)
  for (const { facts } of people) loader.add(facts)
  const found = new Map<string, number>()
  for (const { shelf, amounts, verdicts } of runTable(loader.done(), { first: monthIndex(FROM), months: MONTHS }, compile)) {
    verdicts.forEach((verdict, place) => {
      if (verdict !== 1 && verdict !== 2) return
      const key = `${shelf.person[Math.floor(place / MONTHS)]} ${shelf.rule.entry.id} ${place % MONTHS}`
      found.set(key, (found.get(key) ?? 0) + amounts.fen[shelf.basis[Math.floor(place / MONTHS)]! * MONTHS + place % MONTHS]!)
    })
  }
  const expected = new Map<string, number>()
  people.forEach(({ facts }, person) => {
    for (const { benefit, period, amount_fen } of decide(book, facts, FROM, TO).lines) {
      const key = `${person} ${benefit} ${monthIndex(period) - monthIndex(FROM)}`
      expected.set(key, (expected.get(key) ?? 0) + amount_fen)
    }
  })
  same([...found].toSorted(), [...expected].toSorted(), 'columns')
}

export const CHECKS: readonly (readonly [name: string, check: () => void])[] = [
  ['facts', badFacts], ['refused in full', refusedInFull], ['kinds', kinds], ['oracle', oracle], ['told in full', inFull], ['cases', cases], ['code', () => columns(code)], ['closures', () => columns(closures)],
]
