import { monthNumber } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import { roundTop } from '../../base/scale.ts'
import { addedIn, takenIn, type Statement } from '../statements/statements.ts'

/** What a month's bars show: all that came in, all that went out, and what was left. */
export type MonthBar = { readonly month: number; readonly in_fen: Fen; readonly out_fen: Fen; readonly left_fen: Fen }

/** The months up to the one in which `today` is: later ones have nothing to show. */
export const barsOf = (months: readonly Statement[], today: string): MonthBar[] => months.filter(({ from }) => from <= today)
  .map(({ from, totals, closing_fen }) => ({ month: monthNumber(from), in_fen: addedIn(totals), out_fen: takenIn(totals), left_fen: closing_fen }))

/** A round amount at which the picture ends, above all it shows. */
export const topOf = (bars: readonly MonthBar[]): Fen =>
  roundTop(Math.max(100, ...bars.flatMap(({ in_fen, out_fen, left_fen }) => [in_fen, out_fen, left_fen])))
