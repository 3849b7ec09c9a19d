import type { Day } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'

/**
 * Movements told by a statement from another room's rows: a SELECT of `key, place_code, debit, credit, amount_fen, fund, person,
 * benefit, period`. Its `$1` is the county, the others are `parameters`; it is written out in a store, nothing is put into it from outside.
 */
export type ToldPostings = { readonly select: string; readonly parameters: readonly unknown[] }
export type Stamp = { readonly on: Day; readonly at: Date; readonly by: string; readonly reference: { readonly kind: string; readonly id: string }; readonly memo: string }
export type Told = { readonly told: number; readonly told_fen: Fen; readonly added: number; readonly malformed: number }
