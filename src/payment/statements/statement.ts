import type { Day, Month } from '../../base/day.ts'
import { sum, type Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { surnameOnly } from '../../entitlement/explanation/slip.ts'
import type { LineKind, LineState } from '../payment.ts'
import type { ClosingKind } from '../recovery/recovery.ts'
import type { Receipt } from './receipt.ts'

/** One line of a run as the person it concerns reads it. */
export type StatementRow = {
  readonly person: string
  readonly name: string
  readonly benefit: string
  readonly benefit_name: Text
  readonly period: Month
  readonly kind: LineKind
  readonly amount_fen: Fen
  /** Of it deducted for what is to come back: the bank pays so much less. */
  readonly offset_fen: Fen
  readonly state: LineState
  /** The run's number, `2026-0007`. */
  readonly run: string
  readonly arrived_on: Day | null
  readonly source: string
  readonly article: string
  /** The row of the journal under which it was approved; null before. */
  readonly journal_number: number | null
}

/** How much of what is to come back was closed, and how; of a deduction the month from whose line it was taken. */
export type ClosingPart = { readonly kind: ClosingKind; readonly amount_fen: Fen; readonly line_period: Month | null }

/** What was paid for a period and is to come back. */
export type StatementReturn = {
  readonly person: string; readonly name: string; readonly benefit: string; readonly benefit_name: Text; readonly period: Month; readonly amount_fen: Fen; readonly reason: string
  readonly closed: readonly ClosingPart[]
}

/** What is owed has arrived, was deducted, or is under way; `back_fen` is what is still to come back. */
export type Sums = { readonly owed_fen: Fen; readonly arrived_fen: Fen; readonly deducted_fen: Fen; readonly under_way_fen: Fen; readonly back_fen: Fen }

/** A year of one person, or of everybody of a household: what was approved for its months, what of it arrived, what is to come back. */
export type Statement = {
  readonly year: number
  readonly persons: readonly ({ readonly person: string; readonly name: string } & Sums)[]
  readonly benefits: readonly ({ readonly benefit: string; readonly name: Text } & Sums)[]
  readonly rows: readonly StatementRow[]
  readonly returns: readonly StatementReturn[]
  readonly total: Sums
}

/** What the bank pays of a line. */
export const paidOf = (row: Pick<StatementRow, 'amount_fen' | 'offset_fen'>): Fen => row.amount_fen - row.offset_fen
/** What is left of what is to come back. */
export const leftOf = (one: Pick<StatementReturn, 'amount_fen' | 'closed'>): Fen => one.amount_fen - sum(one.closed.map(part => part.amount_fen))

function sumsOf(rows: readonly StatementRow[], returns: readonly StatementReturn[]): Sums {
  // What was withdrawn before it went was taken by its own receivable: neither is owed, on either side.
  const owed = rows.filter(row => row.state !== 'withdrawn')
  const [arrived, under_way] = [owed.filter(row => row.state === 'confirmed'), owed.filter(row => row.state !== 'confirmed')]
  return {
    owed_fen: sum(owed.map(row => row.amount_fen)), arrived_fen: sum(arrived.map(paidOf)), deducted_fen: sum(owed.map(row => row.offset_fen)),
    under_way_fen: sum(under_way.map(paidOf)), back_fen: sum(returns.map(leftOf)),
  }
}

/** The statement of a year; persons in the order given, benefits in that of their first month. */
export function statementOf(year: number, persons: readonly { readonly person: string; readonly name: string }[], rows: readonly StatementRow[], returns: readonly StatementReturn[]): Statement {
  const benefits = new Map([...rows, ...returns].map(one => [one.benefit, one.benefit_name]))
  return {
    year, rows, returns, total: sumsOf(rows, returns),
    persons: persons.map(one => ({ ...one, ...sumsOf(rows.filter(row => row.person === one.person), returns.filter(row => row.person === one.person)) })),
    benefits: [...benefits].map(([benefit, name]) => ({ benefit, name, ...sumsOf(rows.filter(row => row.benefit === benefit), returns.filter(row => row.benefit === benefit)) })),
  }
}

/** One receipt a benefit, over what arrived of it in a person's year. */
export function receiptsOf(name: string, rows: readonly StatementRow[]): Receipt[] {
  const arrived = rows.filter((row): row is StatementRow & { journal_number: number } => row.state === 'confirmed' && row.journal_number !== null)
  return [...Map.groupBy(arrived, row => row.benefit).values()].map(those => {
    const months = those.map(row => row.period).toSorted()
    return {
      name: surnameOnly(name), benefit: those[0]!.benefit_name.zh, from: months[0]!, to: months.at(-1)!, amount_fen: sum(those.map(paidOf)),
      journal_number: Math.max(...those.map(row => row.journal_number)),
    }
  })
}
