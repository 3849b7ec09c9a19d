import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { must as mustBe } from '../../src/base/result.ts'
import { caseFaults } from '../../src/entitlement/cases.ts'
import { ruleFaults } from '../../src/entitlement/check.ts'
import { code } from '../../src/entitlement/columns/code.ts'
import { closures } from '../../src/entitlement/columns/run.ts'
import { decide } from '../../src/entitlement/decide.ts'
import { readFacts } from '../../src/entitlement/facts.ts'
import { asKnown } from '../../src/entitlement/situation.ts'
import { inWords, lawFiles, readLaw as readBook } from '../../src/law/load.ts'
import { ASKED_IN_FULL } from '../law/asked-in-full.ts'
import { BAD_FACTS } from '../law/bad-facts.ts'
import { toldByColumn, toldByPerson } from '../law/by-column.ts'
import { seeded } from '../law/chance.ts'
import { CONTRACT_BENEFITS, ofContract } from '../law/contract.ts'
import { casesIn, refusalsInFull, toldInFull } from '../law/decisions.ts'
import { explainedInFull } from '../law/explained.ts'
import { EXAMPLES } from '../law/examples/examples.ts'
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
const PERSONS_BY_COLUMN = 20
const random = seeded(5)
const PEOPLE = Array.from({ length: PERSONS }, () => randomFacts(random)).map(person => ({
  ...person, owed: owed(law, person.facts, person.from, person.to, person.knownOn), unpaid: unpaid(law, person.facts, person.from, person.to, person.knownOn),
}))
/** Two runs by column, the second a short one. */
const [MONTHS, MONTHS_A_RUN] = [{ from: '2023-06', to: '2026-03' }, 32]
/** Facts as known on the day of asking, of those that are told in full. */
const TOLD = ASKED_IN_FULL.map(({ facts, known_on }) => {
  const read = mustBe(readFacts(facts))
  return known_on === undefined ? read : asKnown(read, known_on)
})

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
const expectedExplained = readFileSync(resolve(ROOT, 'tests/law/explained.expected.txt'), 'utf8')
function explained(): void { must(explainedInFull(fresh()) === expectedExplained, 'explained in full') }
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

/** Every byte of a run by column, in the words of the decisions: of persons whose facts turn on one thing, and of others. */
function columns(): void {
  const book = fresh()
  const people = [...TOLD, ...PEOPLE.slice(0, PERSONS_BY_COLUMN).map(({ facts }) => facts)]
  const told = toldByPerson(book, people, MONTHS)
  for (const lines of toldByColumn(book, people, MONTHS, MONTHS_A_RUN, [code, closures])) same(lines, told, 'columns')
}

function examples(): void { for (const [title, told, expected] of EXAMPLES) same(told(), expected, title) }

export const CHECKS: readonly (readonly [name: string, check: () => void])[] = [
  ['facts', badFacts], ['refused in full', refusedInFull], ['examples', examples], ['told in full', inFull], ['kinds', kinds], ['oracle', oracle], ['columns', columns],
  ['cases', cases], ['explained', explained],
]
