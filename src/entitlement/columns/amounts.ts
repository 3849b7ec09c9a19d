import { isDue, type Amount } from '../formula.ts'
import type { Rule } from '../rules.ts'
import { monthAt } from '../measures.ts'
import type { Table } from './table.ts'

/** The verdict on a row in a month, in one byte: from `refused` on, the place of the first condition that fails. `by-hand`: entitled, without a line. */
export const VERDICT = { 'nothing': 0, 'owed': 1, 'provisional': 2, 'no-rate': 3, 'missing': 4, 'by-hand': 5, 'refused': 16 } as const

/** What each basis of a rule pays in each month of a period, and the verdict that goes with it: rates resolved once. */
export type Amounts = { readonly fen: Float64Array; readonly verdicts: Uint8Array }
export type Period = { readonly first: number; readonly months: number }

/** Where a line falls due the conditions are asked, even where its amount is settled by hand. */
function verdictOf(amount: Amount): number {
  if (amount.kind === 'owed') return amount.provisional ? VERDICT.provisional : VERDICT.owed
  return amount.kind === 'no-rate' ? VERDICT['no-rate'] : VERDICT['by-hand']
}

/** The dense table of one rule's amounts: a basis a row, a month a column. */
export function amountsOf(table: Table, rule: Rule, { first, months }: Period): Amounts {
  const bases = table.bases.get(rule)!
  const [fen, verdicts] = [new Float64Array(bases.length * months), new Uint8Array(bases.length * months)]
  for (const place of fen.keys()) {
    const [{ basis, lookup }, month] = [bases[Math.floor(place / months)]!, monthAt(first + place % months)]
    if (!isDue(rule.entry, rule.formula, basis, month, lookup)) continue
    const amount = rule.formula.amount(rule.entry, basis, month, lookup)
    verdicts[place] = verdictOf(amount)
    if (amount.kind === 'owed') fen[place] = amount.amount_fen
  }
  return { fen, verdicts }
}
