import { firstDay, monthNumber, type Day, type Month } from '../../base/day.ts'
import { fen, monthlyPart, yuan, type Fen } from '../../base/money.ts'
import type { AskedIdentity, RatePeriod } from '../../law/facts.ts'
import { latestNationalRow, rateOn, type BenefitEntry, type FoundRate } from '../../law/law.ts'
import { cellIn, cellKey, isProvisional, payerOf, type Amount, type Basis, type Formula, type Lookup } from '../formula.ts'
import { missingRate, shownRate } from '../reasons.ts'
import { serviceYears } from '../situation.ts'

export type MonthlyBasis = Basis & { readonly times: number }

/** The rate of a benefit for a payer on a day, when it is of a period that the formula can pay. */
export function rateFor(entry: BenefitEntry, { payer, cell }: Basis, day: Day, lookup: Lookup, pays: readonly RatePeriod[]): FoundRate | undefined {
  const { book, knownOn, rates: extra } = lookup
  const found = rateOn(book, { benefit: entry.id, place: payer, day, cell, knownOn, extra })
  return found && pays.includes(found.rate.per) ? found : undefined
}

/** No rate: which notice to look for. */
export function noRate(entry: BenefitEntry, { payer, cell }: Basis, month: Month, { book }: Lookup): Amount {
  const day = firstDay(month)
  return { kind: 'no-rate', lacks: 'rate', text: missingRate(entry, latestNationalRow(book, { benefit: entry.id, place: payer, day, cell }), payer, day) }
}

/** A month's amount with its sum written out: a yearly standard by money rule 1, any other as it is. */
function monthAmount({ rate }: FoundRate, times: number, month: Month): { amount_fen: Fen; arithmetic: string } {
  const standard = fen(rate.amount_fen! * times)
  const written = times === 1 ? yuan(rate.amount_fen!) : `${yuan(rate.amount_fen!)} * ${times}`
  if (!rate.per.startsWith('year')) return { amount_fen: standard, arithmetic: `${written} = ${yuan(standard)}` }
  const number = monthNumber(month)
  const amount_fen = monthlyPart(standard, number)
  const earlier = number === 1 ? '' : ` - ${written} * ${number - 1}/12`
  return { amount_fen, arithmetic: `${written} * ${number}/12${earlier} = ${yuan(amount_fen)}` }
}

/** What a rate pays in a month, as many times as it counts. */
export function owedAt(found: FoundRate, times: number, month: Month, lookup: Lookup): Amount {
  return {
    kind: 'owed', ...monthAmount(found, times, month), rates: [shownRate(lookup.book, found)], provisional: isProvisional([found.rate]), floor: found.floor,
    selectedBy: Object.keys(found.rate.cell), reasons: [],
  }
}

const of = (pays: readonly RatePeriod[], times: (identity: AskedIdentity) => number): Formula<MonthlyBasis> => ({
  needs: [],
  basis(claim, situation) {
    const [{ payer, moved }, cell] = [payerOf(situation), cellIn(claim, situation)]
    const count = times(situation.identity)
    return { payer, moved, cell, times: count, key: `${payer}|${cellKey(cell)}|${count}` }
  },
  amount(entry, basis, month, lookup) {
    const found = rateFor(entry, basis, firstDay(month), lookup, pays)
    return found ? owedAt(found, basis.times, month, lookup) : noRate(entry, basis, month, lookup)
  },
})

/** One line a month at the rate of its cell. */
export const monthly = of(['year', 'month'], () => 1)
/** The rate counts once for each service year. */
export const monthlyByServiceYears = of(['year-per-service-year', 'month-per-service-year'], serviceYears)
