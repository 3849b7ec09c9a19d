import type { Day, Month } from '../../base/day.ts'
import type { Refusal } from '../../base/result.ts'
import type { Benefit } from '../../law/facts.ts'
import type { LawBook } from '../../law/law.ts'
import type { Fund } from '../../ledger/ledger.ts'
import type { Column } from '../columns/table.ts'
import { monthIndex } from '../measures.ts'
import { columnsIn, shapesOf, unpackLaw, unpackTable, type PackedLaw, type PackedTable } from './pack.ts'
import type { CostQuestion } from './cost.ts'

/** The fund that last paid a benefit. */
export type WhatIfFund = Pick<Fund, 'id' | 'name' | 'source' | 'year' | 'balance_fen'> & { readonly benefit: Benefit }

/** What a browser is told of a place to reckon its cost: nobody's name, number or id. */
export type WhatIfView = {
  readonly place: string
  readonly county: string
  readonly from: Month
  readonly months: number
  readonly known_on: Day
  /** Where persons live; a person has a place in this list, in the first column. */
  readonly villages: readonly string[]
  readonly funds: readonly WhatIfFund[]
  readonly law: PackedLaw
  readonly table: PackedTable
}

/** The same at the other end: the law, and the roster bound to it or to the law with changes. */
export type WhatIfRoster = { readonly head: WhatIfView; readonly book: LawBook; readonly under: (book: LawBook) => CostQuestion }

/** The roster of a frame. Columns stay where they stand. */
export function rosterOf(head: WhatIfView, frame: ArrayBuffer): WhatIfRoster {
  const { table, villages: { length: villages }, county, months } = head
  const ofVillages = { width: Int16Array.BYTES_PER_ELEMENT, rows: table.persons }
  const [villageOf, ...columns] = columnsIn(frame, [ofVillages, ...shapesOf(table)]) as [Int16Array, ...Column[]] // their widths say so
  const period = { first: monthIndex(head.from), months }
  return { head, book: unpackLaw(head.law), under: book => ({ table: unpackTable(table, columns, book), period, villageOf, villages, county }) }
}

/** A roster's months in one question: as many as a person's bits of what is held. */
export const MONTHS_MOST = 24

export const outsidePlaces = (place: string, legal: readonly string[]): Refusal => ({
  code: 'invalid', place: 'place', value: place, legal, message: { zh: `${place} 不在您的辖区。`, en: `${place} is not among your places.` },
})
