import type { Fen } from '../../base/money.ts'
import type { Benefit } from '../../law/facts.ts'
import type { BenefitCost, Cost, CostQuestion } from './cost.ts'

export type CostPair = { readonly before_fen: Fen; readonly after_fen: Fen }
/** Counted apart: what rests on derived rates, and lines that have no rate. */
export type CostApart = { readonly provisional_fen: Fen; readonly without_rate: number }
type Apart = { readonly before: CostApart; readonly after: CostApart }

export type CostComparison = {
  readonly total: CostPair & Apart
  readonly months: readonly (CostPair & Apart)[]
  readonly villages: readonly (CostPair & { readonly concerned: number })[]
  readonly benefits: readonly (CostPair & Apart & { readonly benefit: Benefit; readonly persons: number; readonly concerned: number })[]
  /** Persons who are owed something, those for whom some line changes, and those of whom a fact is missing. */
  readonly persons: number
  readonly concerned: number
  readonly lacking: number
  /** The part of the difference on lines that had no rate before: owed already, and in an amount that is only assumed. */
  readonly filled_fen: Fen
}

const total = (values: Float64Array | Int32Array): number => {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
const totals = (costs: readonly BenefitCost[], of: (cost: BenefitCost) => number): number => costs.reduce((sum, cost) => sum + of(cost), 0)

/** Who bears one of the marks. */
function union(marks: readonly Uint8Array[], persons: number): Uint8Array {
  const all = new Uint8Array(persons)
  for (const mark of marks) for (let person = 0; person < persons; person++) all[person]! |= mark[person]!
  return all
}
const marked = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0)

function byVillage(marks: Uint8Array, { villages, villageOf }: CostQuestion): Int32Array {
  const counts = new Int32Array(villages)
  for (let person = 0; person < marks.length; person++) counts[villageOf[person]!]! += marks[person]!
  return counts
}

const apartOf = (costs: readonly BenefitCost[]): CostApart =>
  ({ provisional_fen: totals(costs, cost => total(cost.provisional_fen)), without_rate: totals(costs, cost => total(cost.without_rate)) })
const apartIn = (costs: readonly BenefitCost[], index: number): CostApart =>
  ({ provisional_fen: totals(costs, cost => cost.provisional_fen[index]!), without_rate: totals(costs, cost => cost.without_rate[index]!) })

/** Of whom nothing can be reckoned for want of a fact, in part or at all. */
function lackingOf({ table: { unreckoned, persons } }: CostQuestion, costs: readonly BenefitCost[]): number {
  const marks = union(costs.map(cost => cost.lacking), persons)
  for (const { person } of unreckoned) marks[person] = 1
  return marked(marks)
}

/** A cost and what it is after a change, side by side. */
export function compareCosts(question: CostQuestion, before: Cost, after: Cost): CostComparison {
  const { period: { months }, villages, table: { persons } } = question
  const [old, now] = [[...before.benefits.values()], [...after.benefits.values()]]
  const pair = (of: (cost: BenefitCost) => number): CostPair => ({ before_fen: totals(old, of), after_fen: totals(now, of) })
  // What was kept as it was differs in nothing.
  const fresh = now.filter(cost => !old.includes(cost))
  const concerned = union(fresh.map(cost => cost.concerned), persons)
  const concernedIn = byVillage(concerned, question)
  return {
    total: { ...pair(cost => total(cost.months)), before: apartOf(old), after: apartOf(now) },
    months: Array.from({ length: months }, (_, index) => ({ ...pair(cost => cost.months[index]!), before: apartIn(old, index), after: apartIn(now, index) })),
    villages: Array.from({ length: villages }, (_, village) => ({ ...pair(cost => cost.villages[village]!), concerned: concernedIn[village]! })),
    benefits: [...before.benefits].map(([benefit, was]) => {
      const is = after.benefits.get(benefit)!
      return {
        benefit, before_fen: total(was.months), after_fen: total(is.months), persons: marked(is.drawing), concerned: is === was ? 0 : marked(is.concerned),
        before: apartOf([was]), after: apartOf([is]),
      }
    }),
    persons: marked(union(now.map(cost => cost.drawing), persons)), concerned: marked(concerned), lacking: lackingOf(question, now),
    filled_fen: totals(fresh, cost => cost.filled_fen),
  }
}
