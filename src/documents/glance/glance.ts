import { monthsFrom, type Day } from '../../base/day.ts'
import { sum, type Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { FundMonths } from '../../ledger/statements/statements.ts'
import type { Category } from '../../law/facts.ts'

export const MOVED = ['spent', 'received'] as const
/** What the months of a fund are looked at for. Both are kinds of movement of its statement, where the rows stand. */
export type Moved = typeof MOVED[number]

/** Twelve sums, January first. */
export type YearSums = readonly number[]
export type FundYear = { readonly fund: string; readonly name: string; readonly months: Readonly<Record<Moved, readonly Fen[]>> }
/** One figure month by month. */
export type FigureYear = { readonly figure: string; readonly name: Text; readonly months: YearSums }
/** How far visits reached in a place: a village, or seen from the county a township. */
export type PlaceVisits = { readonly place: string; readonly homes: number; readonly reached: number; readonly visits: number }
export type CategoryCount = { readonly figure: string; readonly category: Category; readonly name: Text; readonly persons: number }

/** A year of a place. What whoever asks may not see is not there. */
export type YearView = {
  readonly place: string
  readonly year: number
  readonly funds: readonly FundYear[] | null
  readonly tasks: readonly FigureYear[] | null
  readonly coverage: readonly PlaceVisits[] | null
  readonly people: { readonly persons: number; readonly categories: readonly CategoryCount[] } | null
}

/** The states a task that is still planned may be in: each figure's tasks are apart from the others', and together they are `plan.tasks.planned`. */
export const TASK_FIGURES = ['plan.tasks.done', 'plan.tasks.open', 'plan.tasks.overdue'] as const
/** The state whose tasks a figure counts, as the list of tasks is asked for it. */
export const taskState = (figure: string): string => figure.slice(figure.lastIndexOf('.') + 1)
export const COVERAGE_FIGURES = { homes: 'visits.entitled-homes', reached: 'visits.entitled-homes.reached', visits: 'visits.homes' } as const
export const PERSONS = 'roster.entitled'
export const categoryFigure = (category: Category): string => `roster.category.${category}`

/** Sums by month (`2026-03`) as the twelve of a year. */
export const yearOfSums = (sums: ReadonlyMap<string, number>, year: number): YearSums => monthsFrom(`${year}-01`, `${year}-12`).map(month => sums.get(month) ?? 0)

/** The funds by what moved through them, the largest first. */
export const fundYears = (funds: readonly FundMonths[]): FundYear[] => funds
  .map(({ fund, months }) => ({
    fund: fund.id, name: fund.name, months: { spent: months.map(({ totals }) => totals.spent), received: months.map(({ totals }) => totals.received) },
  }))
  .toSorted((one, other) => sum(other.months.spent) - sum(one.months.spent) || (one.fund < other.fund ? -1 : 1))

const [COUNTY_DIGITS, TOWNSHIP_DIGITS] = [6, 9]
/** The part of a place to which a record of it belongs: in a county its township, in a township the village. */
export const partOf = (code: string, place: string): string => (place.length <= COUNTY_DIGITS ? code.slice(0, TOWNSHIP_DIGITS) : code)

type SumsByPlace = ReadonlyMap<string, number>

function inParts(sums: SumsByPlace, place: string): Map<string, number> {
  const parts = new Map<string, number>()
  for (const [code, value] of sums) parts.set(partOf(code, place), (parts.get(partOf(code, place)) ?? 0) + value)
  return parts
}

/** Each part of a place with its households and visits, in the order of codes. */
export function coverageOf(place: string, sums: Readonly<Record<keyof typeof COVERAGE_FIGURES, SumsByPlace>>): PlaceVisits[] {
  const [homes, reached, visits] = [inParts(sums.homes, place), inParts(sums.reached, place), inParts(sums.visits, place)]
  return [...new Set([...homes.keys(), ...visits.keys()])].toSorted()
    .map(part => ({ place: part, homes: homes.get(part) ?? 0, reached: reached.get(part) ?? 0, visits: visits.get(part) ?? 0 }))
}

/** The records of one bar: of a figure, those of one month or one part of its place. */
export type RecordsAsked = { readonly figure: string; readonly month?: number | undefined; readonly part?: string | undefined }

type Recorded = { readonly happened_on: Day; readonly place_code: string; readonly value: number }

/** Those records of a figure that a bar adds up: the bar's grouping, turned round. */
export const recordsOf = <T extends Recorded>(records: readonly T[], { month, part }: RecordsAsked, place: string): T[] => records.filter(record =>
  (month === undefined || Number(record.happened_on.slice(5, 7)) === month) && (part === undefined || partOf(record.place_code, place) === part))
