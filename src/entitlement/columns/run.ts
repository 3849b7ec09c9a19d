import { amountsOf, VERDICT, type Amounts, type Period } from './amounts.ts'
import { comparisonsIn, predicateOf, type Expression } from '../expression.ts'
import { HELD, type Shelf, type Table } from './table.ts'

/** What a run writes into: a bit a month of what each person holds, and a byte a row and month. */
export type Output = { readonly held: Uint32Array; readonly verdicts: Uint8Array }

/** A shelf's rules ready to run over its rows `low` to `high` (excluded). Answers the sum in fen. */
export type Program = (period: Period, low: number, high: number, amounts: Amounts, output: Output) => number
export type Compile = (shelf: Shelf) => Program

type Cursor = { row: number; month: number; index: number; held: Uint32Array }

/** A run holds at most as many months as a person's bits of what is held. */
export const MONTHS_MOST = 32

/** The verdicts by which a regular benefit counts as held: entitled, whether or not its rate is known, or suspended for the time being. */
export function heldVerdicts({ asked }: Shelf): readonly number[] {
  return [VERDICT.owed, VERDICT.provisional, VERDICT['no-rate'], VERDICT['by-hand'], ...asked.filter(({ condition }) => condition.fails === 'suspended').map(({ place }) => VERDICT.refused + place)]
}

/** Whether a condition can turn from one month to the next within a row; what cannot is asked once a row. */
export const turns = (expression: Expression): boolean => comparisonsIn(expression).flatMap(({ left, right }) => [left, right])
  .some(term => term.op === 'month' || (term.op === 'measure' && term.measure === HELD))

type Reader = { readonly refused: number; readonly met: (cursor: Cursor) => boolean }

function firstFailing(readers: readonly Reader[], cursor: Cursor): number {
  for (const { met, refused } of readers) if (!met(cursor)) return refused
  return NONE
}
const NONE = 255

/** The conditions as closures: for a browser, where generated code is forbidden. */
export const closures: Compile = shelf => {
  const reader = ({ condition, place }: Shelf['asked'][number]): Reader => ({
    refused: VERDICT.refused + place,
    met: predicateOf<Cursor>(condition.holds, cursor => cursor.month, leaf => {
      if (leaf.key === HELD) return cursor => (cursor.held[shelf.person[cursor.row]!]! >>> cursor.index) & 1
      const column = shelf.columns.get(leaf.key)!
      return cursor => column[cursor.row]!
    }),
  })
  const readers = (turning: boolean) => shelf.asked.filter(({ condition }) => turns(condition.holds) === turning).map(reader)
  const [turning, standing] = [readers(true), readers(false)]
  const held = new Set(heldVerdicts(shelf))
  const { from, to, basis, person, regular } = shelf
  const lacking = shelf.lacks.length > 0
  return ({ first, months }, low, high, amounts, output) => {
    const cursor: Cursor = { row: 0, month: 0, index: 0, held: output.held }
    let total = 0
    for (let row = low; row < high; row++) {
      cursor.row = row
      const always = firstFailing(standing, cursor)
      const end = Math.min(to[row]! - first, months - 1)
      for (let index = Math.max(0, from[row]! - first); index <= end; index++) {
        const place = basis[row]! * months + index
        const given = amounts.verdicts[place]!
        if (given === VERDICT.nothing) continue
        cursor.month = first + index
        cursor.index = index
        // The first that fails, in the order of the declaration, gives the reason.
        const failing = Math.min(always, firstFailing(turning, cursor))
        const verdict = failing !== NONE ? failing : lacking ? VERDICT.missing : given
        if (verdict === given) total += amounts.fen[place]!
        output.verdicts[row * months + index] = verdict
        if (regular && held.has(verdict)) output.held[person[row]!]! |= 1 << index
      }
    }
    return total
  }
}

export type ShelfRun = { readonly shelf: Shelf; readonly amounts: Amounts; readonly verdicts: Uint8Array; readonly total_fen: number }

/** Every shelf over all its rows, in their order. */
export function runTable(table: Table, period: Period, compile: Compile): readonly ShelfRun[] {
  if (period.months > MONTHS_MOST) throw new Error(`a run of ${period.months} months; at most ${MONTHS_MOST}`)
  const held = new Uint32Array(table.persons)
  const amountsBy = new Map([...table.bases.keys()].map(rule => [rule, amountsOf(table, rule, period)]))
  return table.shelves.map(shelf => {
    const amounts = amountsBy.get(shelf.rule)!
    const verdicts = new Uint8Array(shelf.rows * period.months)
    return { shelf, amounts, verdicts, total_fen: compile(shelf)(period, 0, shelf.rows, amounts, { held, verdicts }) }
  })
}
