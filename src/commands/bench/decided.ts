import type { Fen } from '../../base/money.ts'
import { VERDICT } from '../../entitlement/columns/amounts.ts'
import { code } from '../../entitlement/columns/code.ts'
import { runTable, type ShelfRun } from '../../entitlement/columns/run.ts'
import type { Table } from '../../entitlement/columns/table.ts'
import { monthAt, monthIndex } from '../../entitlement/measures.ts'
import type { OwedLine, OwedTotal } from '../../ledger/bulk/bulk.ts'
import { FIRST_MONTH } from './law-worker.ts'
import { personId } from './store.ts'

const COUNTY = '990101'
const MONTHS = 12

export type Decided = { readonly totals: readonly OwedTotal[]; readonly lines: number; readonly amount_fen: Fen; rows(): Generator<OwedLine> }

/** Each month of a row that the county owes, with its amount. */
function* owedMonths(table: Table, { shelf, amounts, verdicts }: ShelfRun): Generator<{ person: number; index: number; amount_fen: Fen }> {
  const own = table.bases.get(shelf.rule)!.map(({ basis }) => basis.payer === COUNTY)
  for (let row = 0; row < shelf.rows; row++) {
    const basis = shelf.basis[row]!
    if (!own[basis]) continue
    for (let index = 0; index < MONTHS; index++) {
      const amount_fen = amounts.fen[basis * MONTHS + index]!
      if (verdicts[row * MONTHS + index] === VERDICT.owed && amount_fen > 0) yield { person: shelf.person[row]!, index, amount_fen }
    }
  }
}

/** What a year's run over a roster in columns owes: totals first, and the lines as somebody asks for them. */
export function decideYear(table: Table, villages: readonly string[]): Decided {
  const runs = runTable(table, { first: monthIndex(FIRST_MONTH), months: MONTHS }, code)
  const totals = new Map<string, { benefit: string; lines: number; amount_fen: Fen }>()
  for (const run of runs) {
    const benefit = run.shelf.rule.entry.id
    const total = totals.get(benefit) ?? { benefit, lines: 0, amount_fen: 0 }
    for (const { amount_fen } of owedMonths(table, run)) {
      total.lines += 1
      total.amount_fen += amount_fen
    }
    if (total.lines > 0) totals.set(benefit, total)
  }
  const periods = Array.from({ length: MONTHS }, (_, index) => monthAt(monthIndex(FIRST_MONTH) + index))
  const all = [...totals.values()]
  return {
    totals: all, lines: all.reduce((lines, total) => lines + total.lines, 0), amount_fen: all.reduce((sum, total) => sum + total.amount_fen, 0),
    *rows() {
      let number = 0
      for (const run of runs) {
        for (const { person, index, amount_fen } of owedMonths(table, run)) {
          yield { number: ++number, place: villages[person % villages.length]!, person: personId(person), benefit: run.shelf.rule.entry.id, period: periods[index]!, amount_fen }
        }
      }
    },
  }
}
