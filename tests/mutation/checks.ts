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

/** Made when it is first asked for: many a mutant is found before, in a process begun for it alone. */
function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
const files = lazily(() => lawFiles([LAW]))
const demoFiles = lazily(() => lawFiles([LAW, resolve(ROOT, 'demo/law')]))
const reading = lazily(() => readBook(files()))
const demoReading = lazily(() => readBook(demoFiles()))
const cases = lazily(() => casesIn(files()))
const demoCases = lazily(() => casesIn(demoFiles().filter(file => file.path.startsWith('demo/'))))
const stored = (name: string): string => readFileSync(resolve(ROOT, `tests/law/${name}.expected.txt`), 'utf8')

const PERSONS = 150
const people = lazily(() => {
  const [law, random] = [readLaw(LAW), seeded(5)]
  return Array.from({ length: PERSONS }, () => randomFacts(random)).map(person => ({
    ...person, owed: owed(law, person.facts, person.from, person.to, person.knownOn), unpaid: unpaid(law, person.facts, person.from, person.to, person.knownOn),
  }))
})
/** By column fewer do: a condition differs there in its form alone. */
const PERSONS_BY_COLUMN = 20
/** Two runs by column, the second a short one. */
const [MONTHS, MONTHS_A_RUN] = [{ from: '2023-06', to: '2026-03' }, 32]

const must = (so: boolean, what: string): void => { if (!so) throw new Error(what) }
const same = (one: unknown, other: unknown, what: string): void => must(JSON.stringify(one) === JSON.stringify(other), what)

// Rules are made ready once for a book: each round has a book of its own, so that a mutant is seen.
const fresh = () => ({ ...reading().book! })

function badFacts(): void {
  for (const [title, facts, offences] of BAD_FACTS) {
    const result = readFacts(facts)
    same(result.ok ? [] : result.refusals.map(({ code: why, place }) => `${why} ${place}`).toSorted(), offences, title)
  }
}

function workedOut(): void {
  for (const [all, book] of [[cases(), fresh()], [demoCases(), { ...demoReading().book! }]] as const) {
    for (const file of all) file.cases.forEach((_, index) => {
      const faults = caseFaults(book, file, index)
      must(faults.length === 0, inWords(faults))
    })
  }
}

function kinds(): void { same(ruleFaults(demoReading().book!, demoReading().files), [], 'kinds') }

function inFull(): void { must(toldInFull(fresh(), cases()) === stored('decisions'), 'told in full') }
function explained(): void { must(explainedInFull(fresh()) === stored('explained'), 'explained in full') }
function refusedInFull(): void { must(refusalsInFull(CONTRACT_BENEFITS) === stored('refusals'), 'refused in full') }

type Said = { readonly benefit: string; readonly category: string | null; readonly period: string; readonly state: string }
const named = ({ benefit, category, period, state }: Said) => `${benefit} ${benefit === 'merit-award' ? '' : category} ${period} ${state}`
const alike = ({ benefit }: Said) => benefit !== 'funeral-allowance' && benefit !== 'death-lump-sum'

function oracle(): void {
  const book = ofContract(fresh())
  for (const person of people()) {
    const decision = decide(book, person.facts, person.from, person.to, { knownOn: person.knownOn })
    const lines = (all: readonly (Said & { amount_fen: number; payer_county: string })[]) => all.map(line => `${named(line)} ${line.amount_fen} ${line.payer_county}`).toSorted()
    same(lines(decision.lines), lines(person.owed), 'lines')
    if (person.complete) same(decision.refused.filter(alike).map(named).toSorted(), person.unpaid.filter(alike).map(named).toSorted(), 'refused')
  }
}

/** Every byte of a run by column, in the words of the decisions: of persons whose facts turn on one thing, and of others. */
function columns(): void {
  const book = fresh()
  const asked = ASKED_IN_FULL.map(({ facts, known_on }) => (known_on === undefined ? mustBe(readFacts(facts)) : asKnown(mustBe(readFacts(facts)), known_on)))
  const persons = [...asked, ...people().slice(0, PERSONS_BY_COLUMN).map(({ facts }) => facts)]
  const told = toldByPerson(book, persons, MONTHS)
  for (const lines of toldByColumn(book, persons, MONTHS, MONTHS_A_RUN, [code, closures])) same(lines, told, 'columns')
}

function examples(): void { for (const [title, told, expected] of EXAMPLES) same(told(), expected, title) }

export const CHECKS: readonly (readonly [name: string, check: () => void])[] = [
  ['facts', badFacts], ['refused in full', refusedInFull], ['examples', examples], ['told in full', inFull], ['kinds', kinds], ['oracle', oracle], ['columns', columns],
  ['cases', workedOut], ['explained', explained],
]
