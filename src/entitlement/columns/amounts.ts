import type { Rule } from '../rules.ts'
import { monthAt } from '../measures.ts'
import type { Allocate, Table } from './table.ts'

/** The verdict on a row in a month, in one byte: from `REFUSED` on, the place of the first condition that fails. */
export const VERDICT = { nothing: 0, owed: 1, provisional: 2, 'no-rate': 3, missing: 4, refused: 16 } as const

/** What each basis of a rule pays in each month of a period, and the verdict that goes with it: rates resolved once. */
export type Amounts = { readonly fen: Float64Array; readonly verdicts: Uint8Array }
export type Period = { readonly first: number; readonly months: number }

const plain: Allocate = bytes => new ArrayBuffer(bytes)

/** The dense table of one rule's amounts: a basis a row, a month a column. */
export function amountsOf(table: Table, rule: Rule, { first, months }: Period, allocate: Allocate = plain): Amounts {
  const bases = table.bases.get(rule) ?? []
  const [fen, verdicts] = [new Float64Array(allocate(bases.length * months * 8)), new Uint8Array(allocate(bases.length * months))]
  bases.forEach(({ basis, lookup }, row) => {
    for (let index = 0; index < months; index++) {
      const month = monthAt(first + index)
      const amount = rule.formula.due?.(rule.entry, basis, month, lookup) === false ? undefined : rule.formula.amount(rule.entry, basis, month, lookup)
      const place = row * months + index
      fen[place] = amount?.kind === 'owed' ? amount.amount_fen : 0
      // Where a line falls due the conditions are asked, even where its amount is settled by hand.
      verdicts[place] = amount === undefined ? VERDICT.nothing : amount.kind === 'owed' ? (amount.provisional ? VERDICT.provisional : VERDICT.owed) : amount.kind === 'no-rate' ? VERDICT['no-rate'] : VERDICT_BY_HAND
    }
  })
  return { fen, verdicts }
}

/** Entitled, without a line: settled by hand. */
export const VERDICT_BY_HAND = 5
