import { sum, yuan, type Fen } from '../../base/money.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { overspent, noSuchFund, type Fund } from '../../ledger/ledger.ts'
import { noFund } from '../refusals.ts'

export type Need = { readonly benefit: string; readonly amount_fen: Fen }
/** From which fund a run pays a benefit. */
export type Allocation = Need & { readonly fund: string }
/** `able`: the funds that cover the run's place and may be spent on benefits; `named`: the one that is to pay for all of them. */
export type FundQuestion = { readonly needs: readonly Need[]; readonly able: readonly Fund[]; readonly named: string | null; readonly year: number }

/** Best first: with enough left in it, meant for benefits, of the run's year, the older. */
function bestOf(able: readonly Fund[], left: ReadonlyMap<string, Fen>, amount_fen: Fen, year: number): Fund {
  const rank = (fund: Fund) => [left.get(fund.id)! >= amount_fen ? 0 : 1, fund.purpose === 'benefits' ? 0 : 1, fund.year === year ? 0 : 1, fund.year, fund.id].join(' ')
  return able.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1))[0]!
}

/** Every fund of which more is asked than it holds, with all that is asked of it. */
function shortOf(able: readonly Fund[], allocations: readonly Allocation[]): Refusal[] {
  const asked = Map.groupBy(allocations, one => one.fund)
  return able.flatMap(fund => {
    const needed = sum((asked.get(fund.id) ?? []).map(one => one.amount_fen))
    return needed > fund.balance_fen ? [overspent(fund, needed)] : []
  })
}

/**
 * One fund a benefit: the one named for all, else for each benefit the best of those with enough left, the dearest benefit first.
 * Refuses with the numbers of every fund that does not reach; `not-found` when the named one may not pay here.
 */
export function allocate({ needs, able, named, year }: FundQuestion): Result<Allocation[]> {
  if (named !== null && !able.some(fund => fund.id === named)) return refused(noSuchFund(named))
  if (needs.length > 0 && able.length === 0) return refused(noFund(yuan(sum(needs.map(need => need.amount_fen))), needs.map(need => need.benefit)))
  const left = new Map(able.map(fund => [fund.id, fund.balance_fen]))
  const allocations = needs.toSorted((one, other) => other.amount_fen - one.amount_fen).map((need): Allocation => {
    const fund = named ?? bestOf(able, left, need.amount_fen, year).id
    left.set(fund, left.get(fund)! - need.amount_fen)
    return { ...need, fund }
  })
  const short = shortOf(able, allocations)
  return short.length > 0 ? refused(...short) : done(allocations.toSorted((one, other) => (one.benefit < other.benefit ? -1 : 1)))
}
