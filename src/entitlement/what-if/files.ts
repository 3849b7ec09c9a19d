import { stringify } from 'yaml'
import type { Day } from '../../base/day.ts'
import type { DataFile } from '../../law/data-file.ts'
import type { Benefit } from '../../law/facts.ts'
import type { Cell, CellKey, LawBook, Rate } from '../../law/law.ts'
import { noticeId } from '../proposals/notice.ts'
import { setRates } from './changes.ts'

/** The notice that sets the rates: no amount becomes law without one. */
export type RateNotice = { readonly title: string; readonly number: string; readonly issuer: string; readonly published: Day }

const CLAUSE = '标准'
const FEN_A_YUAN = 100

/** The notice's id, as every notice of a county has it; with a number more where another notice has the same. */
function sourceId(book: LawBook, county: string, notice: RateNotice): string {
  const base = noticeId(county, notice)
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!book.sources.has(id)) return id
  }
}

function sourceFile(id: string, { title, number, issuer, published }: RateNotice): DataFile {
  // Who enters a county's notice writes it once; it has no English name.
  const both = (text: string) => ({ zh: text, en: text })
  const source = {
    id, title: both(title), cite: title, number, issuer: both(issuer), published, in_force: published, repealed_by: null,
    articles: { [CLAUSE]: { zh: '本地抚恤补助标准。', en: 'the local rates of pensions and allowances.' } },
  }
  return { path: `sources/${id}.yaml`, text: stringify(source, { lineWidth: 0 }) }
}

type Amounts = { [key: string]: number | Amounts }

/** Amounts nested as notices print them, in the order of the benefit's cells. */
function nested(rates: readonly Rate[], keys: readonly CellKey[]): Amounts {
  const amounts: Amounts = {}
  for (const { cell, amount_fen } of rates) {
    const path = keys.filter(key => key in cell).map(key => String(cell[key]))
    const inner = path.slice(0, -1).reduce<Amounts>((at, key) => (at[key] ??= {}) as Amounts, amounts)
    inner[path.at(-1)!] = amount_fen! / FEN_A_YUAN
  }
  return amounts
}

const keysOf = (cell: Cell): string => Object.keys(cell).toSorted().join(',')

function tableOf(rates: readonly Rate[], keys: readonly CellKey[], source: string, published_on: Day) {
  const { from, where, per, due_month, cell, amount_fen } = rates[0]!
  return {
    from, where, per, source, clause: CLAUSE, confidence: 'sourced', published_on, ...(due_month === null ? {} : { due_month }),
    ...(keysOf(cell) === '' ? { amount: amount_fen! / FEN_A_YUAN } : { amounts: nested(rates, keys) }),
  }
}

/** The dated tables of one benefit: rates that differ in their cells alone stand in one. */
function rateFile(book: LawBook, benefit: Benefit, rates: readonly Rate[], source: string, published_on: Day): DataFile {
  const keys = book.benefits.get(benefit)!.cells
  const groups = Map.groupBy(rates, ({ from, where, per, due_month, cell }) => [from, where, per, due_month, keysOf(cell)].join('|'))
  // Of one day the table that stands first wins, as it does in the changed book.
  const tables = [...groups.values()].toSorted(([one], [other]) => (one!.from < other!.from ? -1 : Number(one!.from > other!.from)))
    .map(group => tableOf(group, keys, source, published_on))
  return { path: `benefits/${benefit}.yaml`, text: stringify({ benefit, rates: tables }, { lineWidth: 0 }) }
}

/** The changes of a changed book as data files: the notice, and a file of rates for each benefit. */
export function filesOf(changed: LawBook, county: string, notice: RateNotice): DataFile[] {
  const id = sourceId(changed, county, notice)
  const byBenefit = Map.groupBy(setRates(changed), rate => rate.benefit)
  return [sourceFile(id, notice), ...[...byBenefit].map(([benefit, rates]) => rateFile(changed, benefit, rates, id, notice.published))]
}
