import { TextDecoder, TextEncoder } from 'node:util'
import { addMonths, firstDay } from '../../base/day.ts'
import { decide } from '../../entitlement/decide.ts'
import { monthIndex } from '../../entitlement/measures.ts'
import { TableLoader } from '../../entitlement/columns/table.ts'
import { changedBook, type WhatIfChange } from '../../entitlement/what-if/changes.ts'
import { compareCosts } from '../../entitlement/what-if/compare.ts'
import { costAgain, costOf, type CostQuestion } from '../../entitlement/what-if/cost.ts'
import { columnsIn, framed, packTable, shapesOf, textIn, unpackTable } from '../../entitlement/what-if/pack.ts'
import type { Benefit } from '../../law/facts.ts'
import type { LawBook } from '../../law/law.ts'
import { benchBook, FIRST_MONTH, LAST_MONTH } from './law-worker.ts'
import { measure, ratioOf, type Measured, type Piece } from './measure.ts'
import { factsOf } from './persons.ts'

/** What a browser does when a rate is typed: the rules as closures over a whole county, twelve months. */

const [COUNTY, VILLAGES, MONTHS] = ['990101', 300, 12]
/** Enough for the exact engine to be measured; all of them are held against the columns to the fen. */
const EXACT_PERSONS = 2_000

/** The roster as a browser has it: packed, sent as bytes and unpacked. */
function rosterOf(book: LawBook, people: number): (law: LawBook) => CostQuestion {
  const loader = new TableLoader(book, FIRST_MONTH, LAST_MONTH)
  for (let number = 0; number < people; number++) loader.add(factsOf(number, 'whole'))
  const { head, columns } = packTable(loader.done(), book)
  const frame = framed(new TextEncoder().encode(JSON.stringify(head)), columns).buffer
  const sent = JSON.parse(new TextDecoder().decode(textIn(frame))) as typeof head // written a line above
  const here = columnsIn(frame, shapesOf(sent))
  const villageOf = Int16Array.from({ length: people }, (_, person) => person % VILLAGES)
  const period = { first: monthIndex(FIRST_MONTH), months: MONTHS }
  return law => ({ table: unpackTable(sent, here, law), period, villageOf, villages: VILLAGES, county: COUNTY })
}

/** Each keystroke is another amount, so that nothing is remembered from the last. */
const typed = (benefit: Benefit, key: number): WhatIfChange =>
  ({ benefit, cell: null, where: COUNTY, from: firstDay(addMonths(FIRST_MONTH, 1)), percent: 1 + key % 100 / 100 })

function typing(book: LawBook, people: number, name: string, benefit: Benefit): Piece {
  const roster = rosterOf(book, people)
  const before = costOf(roster(book))
  let key = 0
  return {
    name, count: people * MONTHS,
    run() {
      const asked = roster(changedBook(book, [typed(benefit, key++)]))
      return Promise.resolve(compareCosts(asked, before, costAgain(asked, before, new Set([benefit]))).total.after_fen)
    },
  }
}

/** One person after another by the engine that explains: the same sum, or the program is at fault. */
function exactPiece(book: LawBook): Piece {
  const changed = changedBook(book, [typed('rural-veteran-allowance', 0)])
  const cost = costOf(rosterOf(book, EXACT_PERSONS)(changed))
  const columns = [...cost.benefits.values()].reduce((sum, { months }) => sum + months.reduce((so, amount) => so + amount, 0), 0)
  return {
    name: 'what-if.exact', count: EXACT_PERSONS * MONTHS,
    run() {
      let total = 0
      for (let number = 0; number < EXACT_PERSONS; number++) {
        for (const line of decide(changed, factsOf(number, 'whole'), FIRST_MONTH, LAST_MONTH).lines) if (line.payer_county === COUNTY) total += line.amount_fen
      }
      if (total !== columns) throw new Error(`the engines differ: exact ${total}, by column ${columns}`)
      return Promise.resolve(total)
    },
  }
}

/** A county's roster opened, a rate typed that seven in ten draw, and one that few draw; beside them the engine that explains. */
function whatIfPieces(people: number): Piece[] {
  const book = benchBook('whole')
  const roster = rosterOf(book, people)
  const open = () => {
    const asked = roster(book)
    const cost = costOf(asked)
    return Promise.resolve(compareCosts(asked, cost, cost).total.after_fen)
  }
  return [
    { name: 'what-if.open', count: people * MONTHS, run: open },
    typing(book, people, 'what-if.typed.many', 'rural-veteran-allowance'), typing(book, people, 'what-if.typed.few', 'disability-pension'), exactPiece(book),
  ]
}

const ROUNDS = 15

export async function measureWhatIf(people: number): Promise<{ results: readonly Measured[]; ratios: Readonly<Record<string, number>> }> {
  const pieces = whatIfPieces(people)
  // What is measured is the work, not the warming up.
  for (const piece of pieces) await piece.run()
  const { results, seconds } = await measure(pieces, ROUNDS)
  return { results, ratios: { what_if_to_exact: ratioOf(pieces, seconds, 'what-if.typed.many', 'what-if.exact') } }
}
