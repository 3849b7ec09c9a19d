import { join, resolve } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { amountsOf, type Amounts } from '../../entitlement/columns/amounts.ts'
import { code } from '../../entitlement/columns/code.ts'
import type { Program } from '../../entitlement/columns/run.ts'
import { screen } from '../../entitlement/columns/screen.ts'
import { TableLoader, type Shelf, type Table } from '../../entitlement/columns/table.ts'
import { monthIndex } from '../../entitlement/measures.ts'
import { loadLaw } from '../../law/load.ts'
import type { LawBook } from '../../law/law.ts'
import { factsOf, type Mix } from './persons.ts'

/** One core's share of the persons: loads them into columns, and runs the rules over them when asked. */

export const FIRST_MONTH = '2024-09'
export const LAST_MONTH = '2025-08'
const THREE = ['disability-pension', 'rural-veteran-allowance', 'conscript-family-allowance']

const ROOT = resolve(import.meta.dirname, '../../..')

/** The law with the demo's invented notice, or its first three benefits alone. */
export function benchBook(mix: Mix): LawBook {
  const book = loadLaw([join(ROOT, 'law'), join(ROOT, 'demo/law')])
  return mix === 'whole' ? book : { ...book, benefits: new Map([...book.benefits].filter(([id]) => THREE.includes(id))) }
}

export function loadPersons(book: LawBook, mix: Mix, first: number, count: number): Table {
  const loader = new TableLoader(book, FIRST_MONTH, LAST_MONTH)
  for (let number = first; number < first + count; number++) loader.add(factsOf(number, mix))
  return loader.done()
}

type Ready = { readonly shelf: Shelf; readonly program: Program; readonly amounts: Map<number, Amounts>; readonly verdicts: Uint8Array }

/** A table with its programs compiled. A run resolves its rates first, as a real one does. */
export function runnerOf(table: Table, months_most: number): (months: number) => number {
  const held = new Uint32Array(table.persons)
  const ready = table.shelves.map((shelf): Ready => ({ shelf, program: code(shelf), amounts: new Map(), verdicts: new Uint8Array(shelf.rows * months_most) }))
  return months => {
    const period = { first: monthIndex(FIRST_MONTH), months }
    const amounts = new Map([...table.bases.keys()].map(rule => [rule, amountsOf(table, rule, period)]))
    held.fill(0)
    return ready.reduce((total, { shelf, program, verdicts }) => total + program(period, 0, shelf.rows, amounts.get(shelf.rule)!, { held, verdicts }), 0)
  }
}

export type Share = { readonly mix: Mix; readonly first: number; readonly count: number; readonly months_most: number }
/** Reckon so many months, or screen the roster as of the first. */
export type Asked = { readonly months: number } | 'screen'
export type Told = { readonly rows: number } | { readonly total_fen: number } | { readonly findings: number }

/** The month of the day and the ninety days after it. */
const SCREENED_MONTHS = 4

if (parentPort) {
  const { mix, first, count, months_most } = workerData as Share // posted by law.ts alone
  const book = benchBook(mix)
  const table = loadPersons(book, mix, first, count)
  const run = runnerOf(table, months_most)
  const port = parentPort
  const screened = () => screen(book, table, { first: monthIndex(FIRST_MONTH), months: SCREENED_MONTHS }, code, null).length
  port.on('message', (asked: Asked) => port.postMessage((asked === 'screen' ? { findings: screened() } : { total_fen: run(asked.months) }) satisfies Told))
  port.postMessage({ rows: table.shelves.reduce((rows, shelf) => rows + shelf.rows, 0) } satisfies Told)
}
