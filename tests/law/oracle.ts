import type { Facts } from '../../src/law/facts.ts'
import { monthAfter, monthOf, monthsFromTo, yearOf } from './calendar.ts'
import { factsKnown, isGiven, type Held, type Known } from './known.ts'
import type { Continuation, Law } from './law-files.ts'
import { inMonth, payerIn, type MonthPaid, type NotPaid } from './oracle-monthly.ts'
import { parameterFor, rateFor } from './oracle-rates.ts'
import { conscriptLines } from './oracle-service.ts'
import { isDisabled, standingOf } from './oracle-standing.ts'

/**
 * What the law owes, reckoned a second time from the words of contracts.md and domain/law.md: month by month,
 * rule by rule, without haste. The program is held against it, so nothing here is taken from src/entitlement.
 */

export type Owed = {
  readonly benefit: string
  /** The category, and where its identity stands in the list that was given; an award for merit hangs on none. */
  readonly category: string | null
  readonly identity: number | null
  readonly period: string
  readonly amount_fen: number
  readonly state: 'owed' | 'provisional'
  readonly payer_county: string
}
export type Unpaid = {
  readonly benefit: string
  readonly category: string | null
  readonly identity: number | null
  readonly period: string
  readonly state: NotPaid['state']
}
type Line = Owed | Unpaid

const ONE_OFF = ['conscript-family-allowance', 'merit-award', 'martyr-commendation', 'death-lump-sum', 'funeral-allowance']

const opened = (law: Law, { identity }: Held): readonly string[] => law.categories.get(identity.category)?.benefits ?? []

function lineOf(benefit: string, held: Held | null, period: string, outcome: MonthPaid | NotPaid): Line {
  const named = { benefit, category: held?.identity.category ?? null, identity: held?.index ?? null, period }
  return 'amount_fen' in outcome ? { ...named, ...outcome, amount_fen: Number(outcome.amount_fen) } : { ...named, state: outcome.state }
}

/** The benefits that are paid for each month. */
function regularLines(law: Law, facts: Known, held: Held, months: readonly string[]): Line[] {
  return opened(law, held).filter(benefit => !ONE_OFF.includes(benefit)).flatMap(benefit => months.flatMap(period => {
    const outcome = inMonth(law, facts, held, benefit, period)
    return outcome ? [lineOf(benefit, held, period, outcome)] : []
  }))
}

function conscriptFamily(law: Law, facts: Known, held: Held): Line[] {
  return conscriptLines(law, facts, held).map(({ period, payer_county, outcome }) => lineOf('conscript-family-allowance', held, period,
    typeof outcome === 'string' ? { state: outcome } : { state: 'owed', amount_fen: outcome.amount_fen, payer_county }))
}

/** Once for each merit, in its month, at the local rate of its day: it hangs on the award, not on an identity. */
const meritAwards = (law: Law, facts: Known): Line[] => (facts.merit ?? []).map(({ level, on }) => {
  const period = monthOf(on)
  const payer_county = payerIn(facts, period)
  const rate = rateFor(law, facts, { benefit: 'merit-award', cell: { level }, place: payer_county, day: on })
  return lineOf('merit-award', null, period,
    rate ? { state: rate.sourced ? 'owed' : 'provisional', amount_fen: rate.amount_fen, payer_county } : { state: 'no-rate' })
})

/** A disability pensioner's death by an old wound: twenty times the income of the year before and forty months of base pay. */
function lumpSum(law: Law, facts: Known, held: Held): Line[] {
  const { identity } = held
  const { died, death_cause } = facts.person ?? {}
  if (!isDisabled(identity) || !isGiven(died) || death_cause !== 'old-wound') return []
  const period = monthOf(died)
  // An illness leaves no wound; who draws no pension in the month of death is no pensioner.
  if (identity.cause === 'illness' || standingOf(law, facts, held, 'disability-pension', period) !== 'entitled') return []
  const payer_county = payerIn(facts, period)
  const income = parameterFor(facts, 'urban-disposable-income', yearOf(died) - 1, payer_county)
  const pay = parameterFor(facts, 'base-pay', yearOf(died), payer_county)
  if (income === undefined || pay === undefined) return []
  return [lineOf('death-lump-sum', held, period, { state: 'owed', amount_fen: 20n * income + 40n * pay, payer_county })]
}

const goesOn = (continuation: Continuation, died: string, cause: string | null | undefined): boolean =>
  (!isGiven(continuation.deaths_from) || died >= continuation.deaths_from) && (!isGiven(continuation.death_cause) || continuation.death_cause === cause)

/** The months that go on after a death: each the benefit of the month of death, not raised, from the county that paid it then. */
function funeralLines(law: Law, facts: Known, held: Held): Line[] {
  const { died, death_cause } = facts.person ?? {}
  if (!isGiven(died)) return []
  const continuations = (law.benefits.get('funeral-allowance')?.continues ?? [])
    .filter(one => opened(law, held).includes(one.benefit) && goesOn(one, died, death_cause))
  return continuations.flatMap(({ benefit, months }) => {
    const outcome = inMonth(law, facts, held, benefit, monthOf(died))
    if (!outcome || !('amount_fen' in outcome)) return []
    const lines: Line[] = []
    let period = monthOf(died)
    for (let count = 0; count < months; count += 1) {
      period = monthAfter(period)
      lines.push(lineOf('funeral-allowance', held, period, outcome))
    }
    return lines
  })
}

function allLines(law: Law, given: Facts, from: string, to: string, knownOn: string | undefined): Line[] {
  const facts = factsKnown(given, knownOn)
  const ofIdentities = facts.identities.flatMap(held => [
    ...regularLines(law, facts, held, monthsFromTo(from, to)),
    ...conscriptFamily(law, facts, held),
    ...lumpSum(law, facts, held),
    ...funeralLines(law, facts, held),
  ])
  return [...ofIdentities, ...meritAwards(law, facts)].filter(line => line.period >= from && line.period <= to)
}

/** Every line that the law owes for the months asked for. */
export const owed = (law: Law, facts: Facts, from: string, to: string, knownOn?: string): Owed[] =>
  allLines(law, facts, from, to, knownOn).filter(line => 'amount_fen' in line)

/**
 * What an identity could open and is not owed, and why in one word: of the regular benefits by month, of the conscript
 * family's by due month, of awards by the month of merit; of what follows a death, nothing. Of several words the first of
 * not-entitled, ended, suspended, no-rate; none where a fact is missing and nothing else stands against it.
 */
export const unpaid = (law: Law, facts: Facts, from: string, to: string, knownOn?: string): Unpaid[] =>
  allLines(law, facts, from, to, knownOn).filter((line): line is Unpaid => !('amount_fen' in line))
