import type { ConscriptFamilyIdentity } from '../../src/law/facts.ts'
import { dayBefore, firstDayOf, month, monthAfter, monthOf, monthsFromTo, numberOf, yearOf } from './calendar.ts'
import { isGiven, type Held, type Known } from './known.ts'
import type { Law } from './law-files.ts'
import { rateFor, yearlyFen, type Found } from './oracle-rates.ts'

/** Money rule 5: the conscript family's allowance, one line a calendar year. */

const MONTHS_MOST = 24
const MONTHS_LEAST = 6
const PAID_NOTHING: readonly (string | null | undefined)[] = ['fraud', 'removed', 'expelled']

type DueLine = { readonly period: string; readonly outcome: 'not-entitled' | 'no-rate' | { readonly amount_fen: bigint } }
export type YearLine = DueLine & { readonly payer_county: string }
type RateIn = (month: string) => Found | undefined

/** What a yearly rate pays in one calendar month, so that twelve add up to it. */
export function partOf(yearly_fen: bigint, ofMonth: string): bigint {
  const number = BigInt(numberOf(ofMonth))
  return yearly_fen * number / 12n - yearly_fen * (number - 1n) / 12n
}

/** Every calendar month that service touches counts as one, 24 at most; none after the identity's last day or a death. */
function serviceMonths(facts: Known, identity: ConscriptFamilyIdentity, enlisted_on: string): string[] {
  const first = monthOf(enlisted_on)
  const { left_on, ended_on } = identity
  const lasts = [isGiven(left_on) ? dayBefore(left_on) : undefined, ended_on, facts.person?.died].filter(isGiven).map(monthOf)
  return monthsFromTo(first, [month(yearOf(first) + 2, numberOf(first)), ...lasts].toSorted()[0]!).slice(0, MONTHS_MOST)
}

/** The rate's due month of the year, December where it lies before service begins; the last month of service if that comes first. */
function fallsDue(year: number, due_month: number, months: readonly string[]): string {
  const due = month(year, due_month)
  const meant = due < months[0]! ? month(year, 12) : due
  return meant < months.at(-1)! ? meant : months.at(-1)!
}

function yearLine(year: number, months: readonly string[], identity: ConscriptFamilyIdentity, rateIn: RateIn): DueLine {
  const served = months.filter(one => yearOf(one) === year)
  const last = served.at(-1)!
  const period = fallsDue(year, rateIn(last)?.due_month ?? 12, months)
  if (PAID_NOTHING.includes(identity.left_reason)) return { period, outcome: 'not-entitled' }
  let amount_fen = 0n
  for (const one of served) {
    const rate = rateIn(one)
    if (!rate) return { period, outcome: 'no-rate' }
    amount_fen += partOf(yearlyFen(rate), one)
  }
  if (last === months.at(-1)) {
    // Six months at least: those that are not served follow the last one, at its rate, in the last line.
    let extra = last
    for (let count = months.length; count < MONTHS_LEAST; count += 1) {
      extra = monthAfter(extra)
      amount_fen += partOf(yearlyFen(rateIn(last)!), extra)
    }
  }
  return { period, outcome: { amount_fen } }
}

/** The lines of a whole service; none where the day of enlistment or its county is not known. */
export function conscriptLines(law: Law, facts: Known, { identity }: Held): YearLine[] {
  if (identity.category !== 'conscript-family') return []
  const { enlistment_approved_on, approved_by_county: payer_county } = identity
  if (!isGiven(enlistment_approved_on) || !isGiven(payer_county)) return []
  const months = serviceMonths(facts, identity, enlistment_approved_on)
  const cell = { area: identity.area ?? 'ordinary', category: identity.category }
  const rateIn = (one: string) => rateFor(law, facts, { benefit: 'conscript-family-allowance', cell, place: payer_county, day: firstDayOf(one) })
  return [...new Set(months.map(yearOf))].map(year => ({ ...yearLine(year, months, identity, rateIn), payer_county }))
}
