import type { Month } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import { VERDICT, type Period } from '../../entitlement/columns/amounts.ts'
import { closures, runTable, type ShelfRun } from '../../entitlement/columns/run.ts'
import type { Table } from '../../entitlement/columns/table.ts'
import { monthAt } from '../../entitlement/measures.ts'

/** What a county owes one person of a table for one benefit and month, several identities added up. */
export type EntitledMonth = { readonly person: number; readonly benefit: string; readonly period: Month; readonly amount_fen: Fen }

function* paidMonths({ shelf, amounts, verdicts }: ShelfRun, table: Table, { first, months }: Period, county: string): Generator<EntitledMonth> {
  const own = (table.bases.get(shelf.rule) ?? []).map(({ basis }) => basis.payer === county)
  for (let row = 0; row < shelf.rows; row++) {
    if (!own[shelf.basis[row]!]) continue
    for (let index = 0; index < months; index++) {
      const verdict = verdicts[row * months + index]
      const amount_fen = amounts.fen[shelf.basis[row]! * months + index]!
      if ((verdict === VERDICT.owed || verdict === VERDICT.provisional) && amount_fen > 0) {
        yield { person: shelf.person[row]!, benefit: shelf.rule.entry.id, period: monthAt(first + index), amount_fen }
      }
    }
  }
}

/** Everything that a county owes the persons of a table in these months: the column engine's answer, person by person. */
export function entitledMonths(table: Table, period: Period, county: string): EntitledMonth[] {
  const sums = new Map<string, EntitledMonth>()
  for (const run of runTable(table, period, closures)) {
    for (const one of paidMonths(run, table, period, county)) {
      const key = `${one.person}|${one.benefit}|${one.period}`
      sums.set(key, { ...one, amount_fen: one.amount_fen + (sums.get(key)?.amount_fen ?? 0) })
    }
  }
  return [...sums.values()]
}
