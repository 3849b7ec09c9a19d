import { addDays, type Day } from '../../base/day.ts'
import { fen, type Fen } from '../../base/money.ts'
import type { Benefit, RatePeriod } from '../../law/facts.ts'
import { rateOn, type BenefitEntry, type Cell, type LawBook, type Rate } from '../../law/law.ts'

/** A rate as somebody thinks of changing it: to an amount, or by a percentage of what was in force on the day before. */
export type WhatIfChange = {
  readonly benefit: Benefit
  /** Null for all cells of the benefit. */
  readonly cell: Cell | null
  readonly where: string
  readonly from: Day
} & ({ readonly per: RatePeriod; readonly amount_fen: Fen } | { readonly percent: number })

/** Stands in place of a notice on rates that no notice has set. */
export const WHAT_IF_SOURCE = 'what-if'
const CLAUSE = '测算'

const nameOf = (cell: Cell): string => Object.entries(cell).map(([key, value]) => `${key}=${value}`).toSorted().join('|')

/** The cells for which a benefit has figures that hold at a place. */
export function cellsAt(entry: BenefitEntry, place: string): Cell[] {
  const rates = entry.rates.filter(rate => rate.amount_fen !== null && place.startsWith(rate.where))
  return [...new Map(rates.map(rate => [nameOf(rate.cell), rate.cell])).values()]
}

const HUNDREDTHS = 10_000n
/** Raised by a percentage of at most two decimals, rounded half up to the fen once (money rule 10). */
export const raised = (amount: Fen, percent: number): Fen =>
  fen((BigInt(amount) * (HUNDREDTHS + BigInt(Math.round(percent * 100))) * 2n + HUNDREDTHS) / (2n * HUNDREDTHS))

/** The rates that a change sets, the narrower cells first: one a cell. None for a percentage where no rate is in force on the day before. */
export function ratesOf(book: LawBook, change: WhatIfChange, knownOn?: Day): Rate[] {
  const { benefit, cell, where, from } = change
  const entry = book.benefits.get(benefit)
  if (!entry) return []
  const before = (of: Cell) => rateOn(book, { benefit, place: where, day: addDays(from, -1), cell: of, knownOn })?.rate
  const row = (of: Cell, figure: Pick<Rate, 'amount_fen' | 'per' | 'due_month'>): Rate =>
    ({ benefit, from, to: null, where, cell: of, ...figure, source: WHAT_IF_SOURCE, clause: CLAUSE, confidence: 'sourced', published_on: null })
  if ('amount_fen' in change) {
    const { per, amount_fen } = change
    const last = before(cell ?? {}) ?? entry.rates.findLast(rate => where.startsWith(rate.where))
    return [row(cell ?? {}, { per, amount_fen, due_month: last?.due_month ?? null })]
  }
  const cells = cell === null ? cellsAt(entry, where) : [cell]
  return cells.toSorted((one, other) => Object.keys(other).length - Object.keys(one).length).flatMap(of => {
    const found = before(of)
    return found ? [row(of, { per: found.per, due_month: found.due_month, amount_fen: raised(found.amount_fen!, change.percent) })] : []
  })
}

/** The book with rates before all others; a row of the same day, place and cell gives way. */
function withRates(book: LawBook, benefit: Benefit, rates: readonly Rate[]): LawBook {
  const entry = book.benefits.get(benefit)
  if (!entry || rates.length === 0) return book
  const key = (rate: Rate) => `${rate.from}|${rate.where}|${nameOf(rate.cell)}`
  const set = new Set(rates.map(key))
  return { ...book, benefits: new Map([...book.benefits, [benefit, { ...entry, rates: [...rates, ...entry.rates.filter(rate => !set.has(key(rate)))] }]]) }
}

/**
 * The law as it would be under changes, in the order of their days: a later percentage raises what an earlier change has set. National floors
 * still hold, and a later rate of the same place ends a change: the engine decides, as of every rate.
 */
export const changedBook = (book: LawBook, changes: readonly WhatIfChange[], knownOn?: Day): LawBook =>
  changes.toSorted((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)))
    .reduce((current, change) => withRates(current, change.benefit, ratesOf(current, change, knownOn)), book)

/** What a change comes to in one cell: the rate it sets, the one that would hold without any change, and whether the new one holds or a floor does. */
export type WhatIfEffect = { readonly set: Rate; readonly without: Rate | null; readonly holds: boolean }

export function effectsOf(book: LawBook, changed: LawBook, change: WhatIfChange, knownOn?: Day): WhatIfEffect[] {
  return ratesOf(changed, change, knownOn).map(set => {
    const asked = { benefit: set.benefit, place: set.where, day: set.from, cell: set.cell, knownOn }
    const now = rateOn(changed, asked)?.rate
    return { set, without: rateOn(book, asked)?.rate ?? null, holds: now?.source === WHAT_IF_SOURCE && now.from === set.from }
  })
}

/** The rates of a changed book that changes have set. */
export const setRates = (book: LawBook): Rate[] => [...book.benefits.values()].flatMap(entry => entry.rates.filter(rate => rate.source === WHAT_IF_SOURCE))
