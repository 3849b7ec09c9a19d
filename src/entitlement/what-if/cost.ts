import type { Fen } from '../../base/money.ts'
import type { Benefit } from '../../law/facts.ts'
import { amountsOf, VERDICT, type Amounts, type Period } from '../columns/amounts.ts'
import { closures, runTable, type ShelfRun } from '../columns/run.ts'
import type { Table } from '../columns/table.ts'
import type { Rule } from '../rules.ts'

/** Whose cost it is: a roster in columns, the village of each person, and the county that pays. */
export type CostQuestion = {
  readonly table: Table
  readonly period: Period
  /** By person, the place of the village among `villages`. */
  readonly villageOf: Int16Array
  readonly villages: number
  /** Lines that another county pays are its own. */
  readonly county: string
}

/** What one benefit comes to. Sums of fen stay far below 2^53, and are exact. */
export type BenefitCost = {
  readonly months: Float64Array
  readonly villages: Float64Array
  /** By month: what rests on a derived rate, and how many lines have no rate at all. */
  readonly provisional_fen: Float64Array
  readonly without_rate: Int32Array
  /** Marks by person: who is owed something, and of whom a fact is missing. */
  readonly drawing: Uint8Array
  readonly lacking: Uint8Array
  /** Against an earlier cost, marks of those for whom some line differs, and what the lines come to that had no rate then. */
  readonly concerned: Uint8Array
  filled_fen: Fen
}

/** A roster's cost, and the runs of the rules that it was added up from. */
export type Cost = { readonly benefits: ReadonlyMap<Benefit, BenefitCost>; readonly runs: readonly ShelfRun[] }

const newCost = ({ table: { persons }, period: { months }, villages }: CostQuestion): BenefitCost => ({
  months: new Float64Array(months), villages: new Float64Array(villages), provisional_fen: new Float64Array(months), without_rate: new Int32Array(months),
  drawing: new Uint8Array(persons), lacking: new Uint8Array(persons), concerned: new Uint8Array(persons), filled_fen: 0,
})

const isPaid = (verdict: number): boolean => verdict === VERDICT.owed || verdict === VERDICT.provisional

/** Adds a run up, as far as the county itself pays; `earlier` is the run over the same rows before rates changed. */
function addRun(question: CostQuestion, { shelf, amounts, verdicts }: ShelfRun, earlier: ShelfRun | undefined, into: BenefitCost): void {
  const { period: { first, months }, villageOf, table, county } = question
  const own = (table.bases.get(shelf.rule) ?? []).map(({ basis }) => basis.payer === county)
  const { person, from, to, basis } = shelf
  for (let row = 0; row < shelf.rows; row++) {
    if (!own[basis[row]!]) continue
    let [sum, differs] = [0, false]
    const end = Math.min(to[row]! - first, months - 1)
    for (let index = Math.max(0, from[row]! - first); index <= end; index++) {
      const [verdict, place] = [verdicts[row * months + index]!, basis[row]! * months + index]
      const amount = isPaid(verdict) ? amounts.fen[place]! : 0
      sum += amount
      into.months[index]! += amount
      if (verdict === VERDICT.provisional) into.provisional_fen[index]! += amount
      else if (verdict === VERDICT['no-rate']) into.without_rate[index]!++
      else if (verdict === VERDICT.missing) into.lacking[person[row]!] = 1
      if (!earlier) continue
      const was = earlier.verdicts[row * months + index]!
      if (amount === (isPaid(was) ? earlier.amounts.fen[place]! : 0)) continue
      differs = true
      if (was === VERDICT['no-rate']) into.filled_fen += amount
    }
    into.villages[villageOf[person[row]!]!]! += sum
    if (sum > 0) into.drawing[person[row]!] = 1
    if (differs) into.concerned[person[row]!] = 1
  }
}

const benefitOf = ({ shelf }: ShelfRun): Benefit => shelf.rule.entry.id

function addUp(question: CostQuestion, runs: readonly ShelfRun[], earlier: readonly ShelfRun[]): Map<Benefit, BenefitCost> {
  const costs = new Map<Benefit, BenefitCost>()
  runs.forEach((run, index) => {
    const cost = costs.get(benefitOf(run)) ?? newCost(question)
    costs.set(benefitOf(run), cost)
    addRun(question, run, earlier[index], cost)
  })
  return costs
}

/** What the law owes a roster, month by month. */
export function costOf(question: CostQuestion): Cost {
  const runs = runTable(question.table, question.period, closures)
  return { runs, benefits: addUp(question, runs, []) }
}

const FREE = VERDICT.refused

/**
 * A run with other amounts. Conditions do not look at rates: whoever was refused or lacks a fact is so still, and whoever was not has what the
 * basis pays now. Undefined where a line now falls to a month to which none fell: of it the conditions have not been asked.
 */
function repriced({ shelf, amounts: old, verdicts: given }: ShelfRun, amounts: Amounts, months: number): ShelfRun | undefined {
  if (amounts.verdicts.some((verdict, place) => (verdict === VERDICT.nothing) !== (old.verdicts[place] === VERDICT.nothing))) return undefined
  const verdicts = given.slice()
  let total_fen = 0
  for (let row = 0; row < shelf.rows; row++) {
    const [place, written] = [shelf.basis[row]! * months, row * months]
    for (let index = 0; index < months; index++) {
      const verdict = given[written + index]!
      if (verdict === VERDICT.nothing || verdict === VERDICT.missing || verdict >= FREE) continue
      verdicts[written + index] = amounts.verdicts[place + index]!
      total_fen += amounts.fen[place + index]!
    }
  }
  return { shelf, amounts, verdicts, total_fen }
}

/**
 * The cost again after rates of some benefits have changed. `question` has the same roster, bound to the changed law; what the change does not
 * touch is kept. A benefit that goes on after a death follows the one that it continues.
 */
export function costAgain(question: CostQuestion, earlier: Cost, changed: ReadonlySet<Benefit>): Cost {
  const { table, period } = question
  const amounts = new Map<Rule, Amounts>()
  const amountsFor = (rule: Rule): Amounts => amounts.get(rule) ?? amounts.set(rule, amountsOf(table, rule, period)).get(rule)!
  const isTouched = ({ entry, continuation }: Rule) => changed.has(entry.id) || (continuation !== null && changed.has(continuation.benefit))
  const touched = new Set(table.shelves.filter(({ rule }) => isTouched(rule)).map(({ rule }) => rule.entry.id))
  const runs: ShelfRun[] = []
  for (const [place, was] of earlier.runs.entries()) {
    const shelf = table.shelves[place]!
    const run = touched.has(benefitOf(was)) ? repriced({ ...was, shelf }, amountsFor(shelf.rule), period.months) : was
    if (!run) return costWhole(question, earlier)
    runs.push(run)
  }
  const fresh = runs.map((run, place) => ({ run, was: earlier.runs[place]! })).filter(({ run, was }) => run !== was)
  return { runs, benefits: new Map([...earlier.benefits, ...addUp(question, fresh.map(({ run }) => run), fresh.map(({ was }) => was))]) }
}

/** Everything again: rates may decide when a line falls due, and so what gives way to it. */
function costWhole(question: CostQuestion, earlier: Cost): Cost {
  const runs = runTable(question.table, question.period, closures)
  return { runs, benefits: addUp(question, runs, earlier.runs) }
}
