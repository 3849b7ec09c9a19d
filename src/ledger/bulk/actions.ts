import type { Work } from '../../access/house.ts'
import type { Day } from '../../base/day.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { postSetIn } from '../sets/actions.ts'
import type { OwedLine, OwedTotal } from './bulk.ts'
import { otherTotals, outsideScope, strangers } from './refusals.ts'
import { countStrangers, insertOwed, owedOf, selectShares, takeLines, wasPosted } from './store.ts'

export type OwedBulk = {
  readonly lines: Iterable<OwedLine>
  /** What was decided, benefit by benefit, told by whoever decided and not by the lines. */
  readonly decided: readonly OwedTotal[]
  /** From which fund each benefit is paid. */
  readonly funds: ReadonlyMap<string, string>
  readonly key: { readonly before: string; readonly after: string }
  readonly on: Day
  readonly reference: { readonly kind: string; readonly id: string }
  readonly memo: string
}

/** Of places outside the scope as many are named as somebody reads. */
const OUTSIDE_MAX = 20

function totalsOf(shares: readonly OwedTotal[]): ReadonlyMap<string, OwedTotal> {
  const totals = new Map<string, OwedTotal>()
  for (const { benefit, lines, amount_fen } of shares) {
    const total = totals.get(benefit)
    totals.set(benefit, { benefit, lines: lines + (total?.lines ?? 0), amount_fen: amount_fen + (total?.amount_fen ?? 0) })
  }
  return totals
}

async function faultsOf(work: Work, bulk: OwedBulk): Promise<Refusal[]> {
  const { session, actor } = work
  const shares = await selectShares(session)
  const outside = [...new Set(shares.map(share => share.place))].filter(place => !actor.scope.some(prefix => place.startsWith(prefix))).toSorted().slice(0, OUTSIDE_MAX)
  const unknown = await countStrangers(session, actor.county)
  const found = totalsOf(shares)
  const decided = new Map(bulk.decided.map(total => [total.benefit, total]))
  const wrong = [...new Set([...decided.keys(), ...found.keys()])].flatMap(benefit => {
    const [stated, laid] = [decided.get(benefit), found.get(benefit)]
    return stated?.lines === laid?.lines && stated?.amount_fen === laid?.amount_fen ? [] : [otherTotals(benefit, stated, laid)]
  })
  return [...outside.map(place => outsideScope(place, actor.scope)), ...(unknown > 0 ? [strangers(unknown)] : []), ...wrong]
}

/**
 * Posts hundreds of thousands of decided lines at once, expense against payable. They are laid down beside the ledger, and before one of
 * them is posted it is asked of all of them together: that each place lies within the actor's scope, that each person is on the roster, and
 * that each benefit's lines come to what was decided. Policies bind the posting as they bind any other. The caller answers for the
 * reference (a run that stands, locked), takes the money from its funds, and journals.
 * @returns how many were new; a bulk that was posted before posts nothing
 */
export async function postOwedIn(work: Work, bulk: OwedBulk): Promise<Result<number>> {
  await takeLines(work.session, bulk.lines)
  const faults = await faultsOf(work, bulk)
  if (faults.length > 0) return refused(...faults)
  const { on, reference, memo } = bulk
  const owed = owedOf(bulk.key, bulk.funds)
  if (await wasPosted(work.session, work.actor.county, reference, bulk.key.before)) return done((await postSetIn(work, owed, { on, reference, memo })).added)
  return done(await insertOwed(work.session, work.actor.county, owed, { on, reference, memo, at: new Date(work.now), by: work.actor.account }))
}
