import type { Day } from '../base/day.ts'
import type { Fen } from '../base/money.ts'
import type { Benefit, Parameter } from './facts.ts'
import type { Cell, LawBook, ParameterRow, Rate } from './law.ts'

export type RateLayer = 'national' | 'province' | 'city' | 'county' | 'township'

/** The rate that holds, and whether the national floor stood in for a local one. */
export type FoundRate = { readonly rate: Rate; readonly layer: RateLayer; readonly floor: boolean }
export type RateQuestion = {
  readonly benefit: Benefit
  readonly place: string
  readonly day: Day
  readonly cell?: Cell | undefined
  readonly knownOn?: Day | undefined
  /** Rates given with the facts: local, and taken as sourced. */
  readonly extra?: readonly Rate[] | undefined
}

export const layerOf = (where: string): RateLayer =>
  where.length === 0 ? 'national' : where.length <= 3 ? 'province' : where.length <= 5 ? 'city' : where.length <= 8 ? 'county' : 'township'

const RANK = { sourced: 2, invented: 1, derived: 0 } as const

/** Later days first; on one day a figure before none, and the better sourced first. */
const byPreference = (one: Rate, other: Rate): number =>
  one.from !== other.from ? (one.from < other.from ? 1 : -1)
    : Number(other.given ?? false) - Number(one.given ?? false) || Number(other.amount_fen !== null) - Number(one.amount_fen !== null) || RANK[other.confidence] - RANK[one.confidence]

const fits = (rate: Rate, cell: Cell): boolean => Object.entries(rate.cell).every(([key, value]) => cell[key] === value)

/** The rows of one benefit that fit a cell, by the place they hold for, the latest first. */
type Shelf = { readonly wheres: readonly string[]; readonly rows: ReadonlyMap<string, readonly Rate[]> }

function shelve(rates: readonly Rate[], cell: Cell): Shelf {
  const fitting = rates.filter(rate => fits(rate, cell)).toSorted(byPreference)
  const rows = Map.groupBy(fitting, rate => rate.where)
  return { rows, wheres: [...rows.keys()].toSorted((one, other) => other.length - one.length) }
}

type Shelves = Map<string, Shelf>
const NO_EXTRA: readonly Rate[] = []
/** Shelves once made, for a book and the rates that facts bring themselves: both are never changed. */
const made = new WeakMap<readonly Rate[], WeakMap<LawBook, Shelves>>()

function shelvesOf(book: LawBook, extra: readonly Rate[]): Shelves {
  let ofBooks = made.get(extra)
  if (!ofBooks) made.set(extra, ofBooks = new WeakMap())
  let shelves = ofBooks.get(book)
  if (!shelves) ofBooks.set(book, shelves = new Map())
  return shelves
}

function shelfOf(book: LawBook, { benefit, cell = {}, extra = NO_EXTRA }: Pick<RateQuestion, 'benefit' | 'cell' | 'extra'>): Shelf {
  const shelves = shelvesOf(book, extra.length > 0 ? extra : NO_EXTRA)
  const key = `${benefit}|${Object.entries(cell).map(([name, value]) => `${name}=${value}`).toSorted().join('|')}`
  let shelf = shelves.get(key)
  if (!shelf) shelves.set(key, shelf = shelve([...book.benefits.get(benefit)?.rates ?? [], ...extra.filter(rate => rate.benefit === benefit)], cell))
  return shelf
}

/** The row of one place in force on a day: the latest known that has begun; none when it has run out or its figure is not known. */
function rowOn(rows: readonly Rate[], day: Day, knownOn: Day | undefined): Rate | undefined {
  const begun = (rate: Rate) => rate.from <= day && (knownOn === undefined || rate.published_on === null || rate.published_on <= knownOn)
  const figure = rows.find(rate => begun(rate) && rate.amount_fen !== null)
  const row = figure?.given ? figure : rows.find(begun)
  return row && row.amount_fen !== null && (row.to === null || day <= row.to) ? row : undefined
}

const yearly = (rate: Rate): Fen => rate.amount_fen! * (rate.per.startsWith('month') ? 12 : 1)

function nearest(shelf: Shelf, question: RateQuestion): Rate | undefined {
  for (const where of shelf.wheres) {
    if (where === '' || !question.place.startsWith(where)) continue
    const row = rowOn(shelf.rows.get(where)!, question.day, question.knownOn)
    if (row) return row
  }
  return undefined
}

/**
 * The rate of a benefit for a place on a day (money rule 2): the nearest place wins, but never below a sourced
 * national figure; the nation's is the rate where no local one is known. Undefined: there is none.
 */
export function rateOn(book: LawBook, question: RateQuestion): FoundRate | undefined {
  const shelf = shelfOf(book, question)
  const national = rowOn(shelf.rows.get('') ?? [], question.day, question.knownOn)
  const local = nearest(shelf, question)
  if (!local) {
    return national && { rate: national, layer: 'national', floor: book.benefits.get(question.benefit)?.national === 'floor' }
  }
  if (national?.confidence === 'sourced' && yearly(local) < yearly(national)) return { rate: national, layer: 'national', floor: true }
  return { rate: local, layer: layerOf(local.where), floor: false }
}

/** The last national row that had begun by a day, its figure known or not: which notice to look for when there is no rate. */
export function latestNationalRow(book: LawBook, question: RateQuestion): Rate | undefined {
  const { rows } = shelfOf(book, { benefit: question.benefit, cell: question.cell })
  return (rows.get('') ?? []).find(rate => rate.from <= question.day)
}

type ParameterQuestion = {
  readonly name: Parameter
  readonly year: number
  readonly place: string
  readonly knownOn?: Day | undefined
  readonly extra?: readonly ParameterRow[] | undefined
}

/** The yearly figure of the nearest place that has one; given with the facts before the book's, sourced before derived. */
export function parameterOf(book: LawBook, { name, year, place, knownOn, extra = [] }: ParameterQuestion): ParameterRow | undefined {
  return [...extra, ...book.parameters]
    .filter(row => row.name === name && row.year === year && place.startsWith(row.where) && (knownOn === undefined || row.published_on === null || row.published_on <= knownOn))
    .toSorted((one, other) => other.where.length - one.where.length || RANK[other.confidence] - RANK[one.confidence])[0]
}
