import { monthNumber } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import { addedIn, takenIn, type Statement } from '../statements/statements.ts'

/** What a month's bars show: all that came in, all that went out, and what was left. */
export type MonthBar = { readonly month: number; readonly in_fen: Fen; readonly out_fen: Fen; readonly left_fen: Fen }

/** The months up to the one in which `today` is: later ones have nothing to show. */
export const barsOf = (months: readonly Statement[], today: string): MonthBar[] => months.filter(({ from }) => from <= today)
  .map(({ from, totals, closing_fen }) => ({ month: monthNumber(from), in_fen: addedIn(totals), out_fen: takenIn(totals), left_fen: closing_fen }))

const STEPS = [1, 2, 4, 5, 8, 10] as const

/** A round amount at which the picture ends, above all it shows. */
export function topOf(bars: readonly MonthBar[]): Fen {
  const most = Math.max(100, ...bars.flatMap(({ in_fen, out_fen, left_fen }) => [in_fen, out_fen, left_fen]))
  const power = 10 ** Math.floor(Math.log10(most))
  return STEPS.find(step => step * power >= most)! * power
}
