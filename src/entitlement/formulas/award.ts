import { monthOf, type Month } from '../../base/day.ts'
import { cellIn, cellKey, payerOf, type Basis, type Formula } from '../formula.ts'
import { noRate, owedAt, rateFor } from './monthly.ts'

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
    const found = rateFor(entry, basis, basis.on, lookup, ['once'])
    return found ? owedAt(found, 1, month, lookup) : noRate(entry, basis, month, lookup)
  },
}
