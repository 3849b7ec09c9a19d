import { monthOf, type Month } from '../../base/day.ts'
import { yuan } from '../../base/money.ts'
import { rateOn } from '../../law/law.ts'
import { cellIn, cellKey, payerOf, type Basis, type Formula } from '../formula.ts'
import { shownRate } from '../reasons.ts'
import { noRate } from './monthly.ts'

type AwardBasis = Basis & { readonly on: string; readonly month: Month }

/** Once, in the month of the merit, at the rate of that day. */
export const award: Formula<AwardBasis> = {
  needs: [],
  basis(claim, situation) {
    const [{ payer, moved }, cell, on] = [payerOf(situation), cellIn(claim, situation), claim.merit!.on]
    return { payer, moved, cell, on, month: monthOf(on), key: `${payer}|${cellKey(cell)}|${on}` }
  },
  due: (_, basis, month) => basis.month === month,
  amount(entry, basis, month, lookup) {
    const found = rateOn(lookup.book, { benefit: entry.id, place: basis.payer, day: basis.on, cell: basis.cell, knownOn: lookup.knownOn, extra: lookup.rates })
    if (!found || found.rate.per !== 'once') return noRate(entry, basis, month, lookup)
    const amount_fen = found.rate.amount_fen!
    return {
      kind: 'owed', amount_fen, arithmetic: `${yuan(amount_fen)} = ${yuan(amount_fen)}`, rates: [shownRate(lookup.book, found)], provisional: found.rate.confidence === 'derived',
      floor: found.floor, selectedBy: Object.keys(found.rate.cell), reasons: [],
    }
  },
}
