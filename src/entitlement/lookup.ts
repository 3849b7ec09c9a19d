import type { Day } from '../base/day.ts'
import type { Facts } from '../law/facts.ts'
import type { LawBook, ParameterRow, Rate } from '../law/law.ts'
import type { Lookup } from './formula.ts'

const GIVEN = '随事实提供的地方标准'

/** The rates given with the facts, as rows that are sourced and local. */
const givenRates = (facts: Facts): Rate[] => (facts.rates ?? []).map(rate => ({
  benefit: rate.benefit, from: rate.from, to: null, where: rate.county, cell: {}, amount_fen: rate.amount_fen, per: rate.per,
  due_month: rate.due_month ?? null, source: rate.document ?? GIVEN, clause: '标准', confidence: 'sourced', published_on: rate.published_on ?? null,
  given: true,
}))

const givenParameters = (facts: Facts): ParameterRow[] => (facts.parameters ?? []).map(({ name, year, place, amount_fen, document, published_on }) =>
  ({ name, year, where: place ?? '', amount_fen, source: document ?? GIVEN, clause: '数额', confidence: 'sourced', published_on: published_on ?? null }))

/** Where the rates of a person are looked up: the book, and what the facts bring themselves. */
export const lookupOf = (book: LawBook, facts: Facts, knownOn: Day | undefined): Lookup =>
  ({ book, rates: givenRates(facts), parameters: givenParameters(facts), knownOn })
