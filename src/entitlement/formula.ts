import type { Day, Month } from '../base/day.ts'
import type { Fen } from '../base/money.ts'
import type { Text } from '../base/result.ts'
import type { BenefitEntry, Cell, CellKey, Confidence, LawBook, ParameterRow, Rate } from '../law/law.ts'
import { isGiven } from '../law/facts.ts'
import type { Claim } from './claims.ts'
import type { Reason, ShownRate } from './decision.ts'
import { gradeIn, payerIn, type Situation } from './situation.ts'

/** Where rates are looked up: the book, what was given with the facts, and the day of knowledge. */
export type Lookup = {
  readonly book: LawBook
  readonly rates: readonly Rate[]
  readonly parameters: readonly ParameterRow[]
  readonly knownOn: Day | undefined
}

/**
 * What the amount of a month rests on beside the law. Equal keys have equal amounts in every month, so that each is reckoned once.
 * `moved`: the payer is where registration has moved to. `end`: the last month, where the facts themselves set one.
 */
export type Basis = { readonly key: string; readonly payer: string; readonly cell: Cell; readonly moved?: boolean; readonly end?: Month | null }

export type Owed = {
  readonly kind: 'owed'
  readonly amount_fen: Fen
  readonly arithmetic: string
  /** The last is the one shown; more than one where a yearly line's months stood under several. */
  readonly rates: readonly ShownRate[]
  readonly provisional: boolean
  /** The national floor stood in for a local rate. */
  readonly floor: boolean
  /** Facts by which the rate found was selected. */
  readonly selectedBy: readonly string[]
  readonly reasons: readonly Reason[]
}
/** `nothing`: no line falls to this month. `no-rate`: one does, and its figure is missing; `lacks` names it. */
export type Amount = Owed | { readonly kind: 'nothing' } | { readonly kind: 'no-rate'; readonly text: Text; readonly lacks: string }
export const NOTHING: Amount = { kind: 'nothing' }

/** How a benefit is reckoned: one entry of a closed table. */
export type Formula<B extends Basis = Basis> = {
  /** Facts of the identity without which nothing can be said. */
  readonly needs: readonly string[]
  basis(claim: Claim, situation: Situation, lookup: Lookup): B
  /** Whether a line falls to the month; absent: one falls to every month. */
  due?(entry: BenefitEntry, basis: B, month: Month, lookup: Lookup): boolean
  amount(entry: BenefitEntry, basis: B, month: Month, lookup: Lookup): Amount
  /** The months that the month's line is for; absent: the month itself. */
  covers?(entry: BenefitEntry, basis: B, month: Month, lookup: Lookup): readonly Month[]
}

/** Whether an amount rests on a figure that is derived, not sourced. */
export const isProvisional = (figures: readonly { readonly confidence: Confidence }[]): boolean => figures.some(({ confidence }) => confidence === 'derived')

/** Whether a line falls to a month: the payer's place has the benefit, and the formula has a line for it. */
export const isDue = (entry: BenefitEntry, formula: Formula, basis: Basis, month: Month, lookup: Lookup): boolean =>
  basis.payer.startsWith(entry.where) && formula.due?.(entry, basis, month, lookup) !== false

const CELL_OF: Readonly<Record<CellKey, (claim: Claim, situation: Situation) => string | number | null | undefined>> = {
  grade: (_, situation) => gradeIn(situation),
  cause: (_, { identity }) => identity.cause,
  category: (_, { identity }) => identity.category,
  area: (_, { identity }) => (identity.category === 'conscript-family' ? identity.area ?? 'ordinary' : undefined),
  level: claim => claim.merit?.level,
}

/** The cell of a benefit's tables that a situation falls into. */
export function cellIn(claim: Claim, situation: Situation): Cell {
  const known = claim.rule.entry.cells.map(key => [key, CELL_OF[key](claim, situation)] as const)
  return Object.fromEntries(known.filter((pair): pair is [CellKey, string | number] => isGiven(pair[1])))
}

/** Who pays a benefit that follows registration. */
export function payerOf({ facts, month }: Situation): { readonly payer: string; readonly moved: boolean } {
  const payer = payerIn(facts, month)
  return { payer, moved: payer !== facts.county }
}

export const cellKey = (cell: Cell): string => Object.values(cell).join(',')
