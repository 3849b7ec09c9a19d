import { firstDayOf, yearOf } from './calendar.ts'
import { isGiven, type Held, type Known } from './known.ts'
import type { Law } from './law-files.ts'
import { parameterFor, percentFor, rateFor, yearlyFen } from './oracle-rates.ts'
import { partOf } from './oracle-service.ts'
import { gradeIn, isDisabled, serviceYears, standingOf, type Standing } from './oracle-standing.ts'

export type MonthPaid = { readonly state: 'owed' | 'provisional'; readonly amount_fen: bigint; readonly payer_county: string }
export type NotPaid = { readonly state: Exclude<Standing, 'entitled' | 'unknown'> | 'no-rate' }

/** The old county pays to the end of the year of a move, the new one from January. */
export function payerIn(facts: Known, ofMonth: string): string {
  let county = facts.county
  for (const move of (facts.hukou_moves ?? []).toSorted((one, other) => (one.on < other.on ? -1 : 1))) {
    if (yearOf(move.on) < yearOf(ofMonth)) county = move.to_county
  }
  return county
}

/** A share of the average wage of the year before, a twelfth of it, rounded half up once. */
function shareOfWage(law: Law, facts: Known, held: Held, ofMonth: string): bigint | undefined {
  const { identity } = held
  if (!isDisabled(identity) || !isGiven(identity.cause)) return undefined
  const wage = parameterFor(facts, 'local-average-wage', yearOf(ofMonth) - 1, payerIn(facts, ofMonth))
  const percent = percentFor(law, 'nursing-allowance', [identity.cause, String(gradeIn(identity, ofMonth))], firstDayOf(ofMonth))
  return wage === undefined || percent === undefined ? undefined : (wage * BigInt(percent) * 2n + 1200n) / 2400n
}

function yearsCounted({ identity }: Held): bigint {
  if (identity.category !== 'rural-veteran-60' || !isGiven(identity.enlisted_on) || !isGiven(identity.discharged_on)) return 1n
  return BigInt(serviceYears(identity.enlisted_on, identity.discharged_on))
}

/** What one identity's regular benefit comes to in a month; undefined where a fact is missing. */
export function inMonth(law: Law, facts: Known, held: Held, benefit: string, ofMonth: string): MonthPaid | NotPaid | undefined {
  const standing = standingOf(law, facts, held, benefit, ofMonth)
  if (standing === 'unknown') return undefined
  if (standing !== 'entitled') return { state: standing }
  const { identity } = held
  const cell: Record<string, string> = { category: identity.category }
  if (isDisabled(identity)) Object.assign(cell, { cause: identity.cause, grade: String(gradeIn(identity, ofMonth)) })
  const payer_county = payerIn(facts, ofMonth)
  const rate = rateFor(law, facts, { benefit, cell, place: payer_county, day: firstDayOf(ofMonth) })
  if (rate) {
    return { state: rate.sourced ? 'owed' : 'provisional', amount_fen: partOf(yearlyFen(rate) * yearsCounted(held), ofMonth), payer_county }
  }
  if (benefit !== 'nursing-allowance') return { state: 'no-rate' }
  const amount_fen = shareOfWage(law, facts, held, ofMonth)
  return amount_fen === undefined ? { state: 'no-rate' } : { state: 'owed', amount_fen, payer_county }
}
