import { firstDay, yearOf, type Month } from '../../base/day.ts'
import { fen, yuan } from '../../base/money.ts'
import { parameterOf, type BenefitEntry, type Cell, type Share } from '../../law/law.ts'
import { cellIn, cellKey, isProvisional, payerOf, type Basis, type Formula } from '../formula.ts'
import { missingParameter, shownParameter } from '../reasons.ts'
import { noRate, owedAt, rateFor } from './monthly.ts'

const fits = (share: Share, cell: Cell): boolean => Object.entries(share.cell).every(([key, value]) => cell[key] === value)

/** The share in force for a month. */
export const shareIn = (entry: BenefitEntry, cell: Cell, month: Month): Share | undefined =>
  entry.shares.filter(share => share.from <= firstDay(month) && fits(share, cell)).toSorted((one, other) => (one.from < other.from ? 1 : -1))[0]

const HUNDREDTHS_OF_A_MONTH = 100 * 12
/** A percentage of a yearly figure for one month, rounded half up to the fen once (money rule 10). */
const monthlyShare = (yearly: number, percent: number): number => fen((BigInt(yearly) * BigInt(percent) * 2n + BigInt(HUNDREDTHS_OF_A_MONTH)) / BigInt(2 * HUNDREDTHS_OF_A_MONTH))

/** A share of last year's figure of the place, unless the place has set a standard of its own. */
export const wageShare: Formula = {
  needs: [],
  basis(claim, situation): Basis {
    const [{ payer, moved }, cell] = [payerOf(situation), cellIn(claim, situation)]
    return { payer, moved, cell, key: `${payer}|${cellKey(cell)}` }
  },
  amount(entry, basis, month, lookup) {
    const own = rateFor(entry, basis, firstDay(month), lookup, ['year', 'month'])
    if (own) return owedAt(own, 1, month, lookup)
    const share = shareIn(entry, basis.cell, month)
    if (!share) return noRate(entry, basis, month, lookup)
    const year = yearOf(month) - 1
    const wage = parameterOf(lookup.book, { name: share.of, year, place: basis.payer, knownOn: lookup.knownOn, extra: lookup.parameters })
    if (!wage) return { kind: 'no-rate', ...missingParameter(share.of, year, basis.payer) }
    const amount_fen = monthlyShare(wage.amount_fen, share.percent)
    return {
      kind: 'owed', amount_fen, arithmetic: `${yuan(wage.amount_fen)} / 12 * ${share.percent}% = ${yuan(amount_fen)}`, floor: false, selectedBy: Object.keys(share.cell), reasons: [],
      provisional: isProvisional([wage]), rates: [shownParameter(lookup.book, wage)],
    }
  },
}
