import { addMonths, firstDay, lastDay, monthsFrom, type Day, type Month } from '../../base/day.ts'
import { sum, type Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { GRANT, TRANSFER, type Fund } from '../ledger.ts'

/** What a movement does to a fund: whether it adds, and how it is called. */
export const MOVEMENTS = {
  received: { sign: 1, name: { zh: '收到拨款', en: 'Received' } },
  spent: { sign: -1, name: { zh: '支出', en: 'Spent' } },
  returned: { sign: 1, name: { zh: '退回', en: 'Returned' } },
  'transferred-in': { sign: 1, name: { zh: '调入', en: 'Transferred in' } },
  'transferred-out': { sign: -1, name: { zh: '调出', en: 'Transferred out' } },
  'given-back': { sign: -1, name: { zh: '退还拨款', en: 'Given back' } },
} as const satisfies Record<string, { sign: 1 | -1; name: Text }>
export type MovementKind = keyof typeof MOVEMENTS
export const MOVEMENT_KINDS = Object.keys(MOVEMENTS) as readonly MovementKind[] // the table's own keys

/** Goods bought into the store: not given yet, and what a fund paid for them is spent. */
export const GOODS = 'goods'
/** What was paid for benefits without saying which. */
export const BENEFITS = 'benefits'

/** One movement as a fund's account shows it. `into`: it adds. `other` is the account on the other side. */
export type FundRow = {
  readonly key: string
  readonly fund: string
  readonly on: Day
  readonly into: boolean
  readonly other: string
  readonly benefit: string | null
  readonly amount_fen: Fen
  readonly place: string
  readonly memo: string
  readonly reference_kind: string
  readonly reference: string
}

/** A movement told: what it was, and what for when it was spending. */
export type Movement = FundRow & { readonly kind: MovementKind; readonly purpose: string | null }

export function kindOf({ into, other }: Pick<FundRow, 'into' | 'other'>): MovementKind {
  if (other === GRANT) return into ? 'received' : 'given-back'
  if (other === TRANSFER) return into ? 'transferred-in' : 'transferred-out'
  return into ? 'returned' : 'spent'
}

/** What money was spent on: a benefit, condolence, hardship, goods. */
export function purposeOf({ other, benefit }: Pick<FundRow, 'other' | 'benefit'>): string | null {
  if (other === GRANT || other === TRANSFER) return null
  if (benefit !== null) return benefit
  if (other.startsWith('stock:')) return GOODS
  return other.startsWith('expense:') ? other.slice('expense:'.length) : BENEFITS
}

export const movementOf = (row: FundRow): Movement => ({ ...row, kind: kindOf(row), purpose: purposeOf(row) })

export type Totals = Readonly<Record<MovementKind, Fen>>
export type PurposeTotal = { readonly purpose: string; readonly spent_fen: Fen; readonly returned_fen: Fen }

/** What a fund, or several, had, got, spent and kept in a span of days: opening and movements make the closing. */
export type Statement = {
  readonly from: Day
  readonly to: Day
  readonly opening_fen: Fen
  readonly totals: Totals
  readonly purposes: readonly PurposeTotal[]
  readonly closing_fen: Fen
}

const totalsOf = (movements: readonly Movement[]): Totals => {
  const of = (kind: MovementKind) => sum(movements.filter(movement => movement.kind === kind).map(movement => movement.amount_fen))
  return Object.fromEntries(MOVEMENT_KINDS.map(kind => [kind, of(kind)])) as Totals // one for each kind
}

const ofSign = (totals: Totals, sign: 1 | -1): Fen => sum(MOVEMENT_KINDS.filter(kind => MOVEMENTS[kind].sign === sign).map(kind => totals[kind]))
/** All that came in. */
export const addedIn = (totals: Totals): Fen => ofSign(totals, 1)
/** All that went out. */
export const takenIn = (totals: Totals): Fen => ofSign(totals, -1)

export const closingOf = (opening: Fen, totals: Totals): Fen => opening + addedIn(totals) - takenIn(totals)

function purposesOf(movements: readonly Movement[]): PurposeTotal[] {
  const byPurpose = Map.groupBy(movements.filter(movement => movement.purpose !== null), movement => movement.purpose!)
  return [...byPurpose].map(([purpose, of]) => {
    const totals = totalsOf(of)
    return { purpose, spent_fen: totals.spent, returned_fen: totals.returned }
  }).toSorted((one, other) => other.spent_fen - one.spent_fen || (one.purpose < other.purpose ? -1 : 1))
}

/** The statement of what happened from `from` to `to` on what was there before. */
export function statementOf(opening: Fen, movements: readonly Movement[], from: Day, to: Day): Statement {
  const totals = totalsOf(movements)
  return { from, to, opening_fen: opening, totals, purposes: purposesOf(movements), closing_fen: closingOf(opening, totals) }
}

/** A year month by month: each opens with what the one before closed with. */
export function monthsOf(opening: Fen, movements: readonly Movement[], year: number): Statement[] {
  const months: Statement[] = []
  for (const month of monthsFrom(`${year}-01`, `${year}-12`)) {
    const [from, to] = [firstDay(month), lastDay(month)]
    months.push(statementOf(months.at(-1)?.closing_fen ?? opening, movements.filter(({ on }) => on >= from && on <= to), from, to))
  }
  return months
}

/** A year or one month of it, as asked for: `2026` or `2026-03`. */
export const spanOf = (asked: string): { readonly from: Day; readonly to: Day } => {
  const month: Month = asked.length === 4 ? `${asked}-01` : asked
  return { from: firstDay(month), to: lastDay(asked.length === 4 ? addMonths(month, 11) : month) }
}

/** A fund's year month by month. */
export type FundMonths = { readonly fund: Fund; readonly months: readonly Statement[] }
export type FundStatement = { readonly fund: Fund; readonly statement: Statement }

/** The statement of several funds together. Transfers among them stand on both sides. */
export function together(statements: readonly Statement[], { from, to }: { readonly from: Day; readonly to: Day }): Statement {
  const total = (of: (statement: Statement) => Fen) => sum(statements.map(of))
  const totals = Object.fromEntries(MOVEMENT_KINDS.map(kind => [kind, total(statement => statement.totals[kind])])) as Totals // one for each kind
  const byPurpose = Map.groupBy(statements.flatMap(statement => statement.purposes), ({ purpose }) => purpose)
  const purposes = [...byPurpose].map(([purpose, of]) => ({
    purpose, spent_fen: sum(of.map(one => one.spent_fen)), returned_fen: sum(of.map(one => one.returned_fen)),
  })).toSorted((one, other) => other.spent_fen - one.spent_fen || (one.purpose < other.purpose ? -1 : 1))
  const opening_fen = total(statement => statement.opening_fen)
  return { from, to, opening_fen, totals, purposes, closing_fen: closingOf(opening_fen, totals) }
}
