import { sum, yuan, type Fen } from '../../base/money.ts'
import { done, refused, type Refusal, type Result, type Text } from '../../base/result.ts'
import type { BudgetProgress } from '../../ledger/budgets/budgets.ts'
import { overspent, noSuchFund, type Fund } from '../../ledger/ledger.ts'
import { noFund } from '../refusals.ts'
import { fundMayNot, notInRun, placeOf } from './refusals.ts'

export type Need = { readonly benefit: string; readonly amount_fen: Fen }
/** From which fund a run pays a benefit. */
export type Allocation = Need & { readonly fund: string }
/** By benefit the fund that somebody chose for it. */
export type FundByBenefit = Readonly<Record<string, string>>
/** `able`: the funds that cover the run's place and may be spent on benefits; `named`: the one that is to pay for all that nobody `chose` another for. */
export type FundQuestion = { readonly needs: readonly Need[]; readonly able: readonly Fund[]; readonly named: string | null; readonly chosen: FundByBenefit; readonly year: number }

/** Best first: with enough left in it, meant for benefits, of the run's year, the older. */
function bestFirst(able: readonly Fund[], left: ReadonlyMap<string, Fen>, amount_fen: Fen, year: number): Fund[] {
  const rank = (fund: Fund) => [left.get(fund.id)! >= amount_fen ? 0 : 1, fund.purpose === 'benefits' ? 0 : 1, fund.year === year ? 0 : 1, fund.year, fund.id].join(' ')
  return able.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1))
}

const bestOf = (...asked: Parameters<typeof bestFirst>): Fund => bestFirst(...asked)[0]!

/** Every fund of which more is asked than it holds, with all that is asked of it. */
function shortOf(able: readonly Fund[], allocations: readonly Allocation[]): Refusal[] {
  const asked = Map.groupBy(allocations, one => one.fund)
  return able.flatMap(fund => {
    const needed = sum((asked.get(fund.id) ?? []).map(one => one.amount_fen))
    return needed > fund.balance_fen ? [overspent(fund, needed)] : []
  })
}

/** Choices that name what this run does not pay, or a fund that may not pay it. */
function choiceFaults({ needs, able, chosen }: FundQuestion): Refusal[] {
  const [benefits, ids] = [needs.map(need => need.benefit), able.map(fund => fund.id)]
  return Object.entries(chosen).flatMap(([benefit, fund]) => (!benefits.includes(benefit) ? [notInRun(benefit, benefits)] : !ids.includes(fund) ? [fundMayNot(benefit, fund, ids)] : []))
}

/**
 * Which fund would pay each benefit, whether or not it reaches: the one chosen for it, the one named for all, else the best of those with enough left.
 * What somebody chose is taken first, then the dearest benefit: the rest is found in what that leaves.
 */
function assign({ needs, able, named, chosen, year }: FundQuestion): Allocation[] {
  const left = new Map(able.map(fund => [fund.id, fund.balance_fen]))
  const chose = (need: Need): string | null => chosen[need.benefit] ?? named
  const order = needs.toSorted((one, other) => Number(chose(one) === null) - Number(chose(other) === null) || other.amount_fen - one.amount_fen)
  const allocations = order.map((need): Allocation => {
    const fund = chose(need) ?? bestOf(able, left, need.amount_fen, year).id
    left.set(fund, left.get(fund)! - need.amount_fen)
    return { ...need, fund }
  })
  return allocations.toSorted((one, other) => (one.benefit < other.benefit ? -1 : 1))
}

/**
 * One fund a benefit. Refuses with the numbers of every fund that does not reach, beside every choice that cannot be; `not-found` when the one named
 * for all may not pay here.
 */
export function allocate(question: FundQuestion): Result<Allocation[]> {
  const { needs, able, named, chosen } = question
  const isLost = named !== null && !able.some(fund => fund.id === named)
  if (isLost && needs.some(need => chosen[need.benefit] === undefined)) return refused(noSuchFund(named))
  if (needs.length > 0 && able.length === 0) return refused(noFund(yuan(sum(needs.map(need => need.amount_fen))), needs.map(need => need.benefit)))
  const faults = choiceFaults(question)
  const wrong = new Set(faults.map(fault => fault.place))
  const allocations = assign({ ...question, needs: needs.filter(need => !wrong.has(placeOf(need.benefit))) })
  const refusals = [...faults, ...shortOf(able, allocations)]
  return refusals.length > 0 ? refused(...refusals) : done(allocations)
}

/** A fund that may pay, and how far its budget is used before this run. */
export type FundView = Fund & { readonly used: readonly BudgetProgress[] }
/** What whoever approves chooses from: each benefit of a run with the fund that would pay it, and the funds that may, the best for the run first. */
export type FundSuggestion = { readonly needs: readonly (Need & { readonly name: Text; readonly fund: string | null })[]; readonly funds: readonly FundView[] }

/** The offer for a run that nobody has chosen for. */
export function suggestionOf(question: Omit<FundQuestion, 'chosen'>, used: (fund: Fund) => readonly BudgetProgress[], nameOf: (benefit: string) => Text): FundSuggestion {
  const { needs, able, named, year } = question
  const would = able.length === 0 || (named !== null && !able.some(fund => fund.id === named)) ? [] : assign({ ...question, chosen: {} })
  const total = sum(needs.map(need => need.amount_fen))
  return {
    needs: needs.map(need => ({ ...need, name: nameOf(need.benefit), fund: would.find(one => one.benefit === need.benefit)?.fund ?? null })),
    funds: bestFirst(able, new Map(able.map(fund => [fund.id, fund.balance_fen])), total, year).map(fund => ({ ...fund, used: used(fund) })),
  }
}

/** A fund as the run would leave it. `short`: it does not reach. */
export type FundOutcome = { readonly fund: FundView; readonly asked_fen: Fen; readonly left_fen: Fen; readonly short: Refusal | null; readonly budget: readonly BudgetOutcome[] }
/** A budget before and after; `over_fen` is what the run brings it beyond, which is told and forbids nothing (`ledger/budgets`). */
export type BudgetOutcome = BudgetProgress & { readonly after_fen: Fen; readonly over_fen: Fen }

/** What choices leave in each fund, and of its budget. */
export function fundOutcomes({ needs, funds }: FundSuggestion, chosen: FundByBenefit): FundOutcome[] {
  return funds.map(fund => {
    const asked = needs.filter(need => chosen[need.benefit] === fund.id)
    const asked_fen = sum(asked.map(need => need.amount_fen))
    const budget = fund.used.map((use): BudgetOutcome => {
      const after_fen = use.spent_fen + sum(asked.filter(need => use.purpose === null || use.purpose === need.benefit).map(need => need.amount_fen))
      return { ...use, after_fen, over_fen: Math.max(0, after_fen - use.budget_fen) }
    })
    return { fund, asked_fen, left_fen: fund.balance_fen - asked_fen, short: asked_fen > fund.balance_fen ? overspent(fund, asked_fen) : null, budget }
  })
}
