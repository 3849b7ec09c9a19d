import type { Amounts, Law, Table } from './law-files.ts'
import { isGiven, type Known } from './known.ts'

/** Money rules 1 and 2: which rate holds in a place on a day. */

export type Cell = Readonly<Record<string, string>>
export type Found = {
  readonly amount_fen: bigint
  readonly per: string
  readonly due_month: number
  readonly sourced: boolean
}
export type Question = { readonly benefit: string; readonly cell: Cell; readonly place: string; readonly day: string }

type Row = Found & { readonly from: string; readonly to: string | null; readonly given: boolean }

const fenOf = (yuan: number): bigint => BigInt(Math.round(yuan * 100))

/** What a table prints for a cell: yuan, unknown, or nothing at all. */
function printed(table: Table, cells: readonly string[], cell: Cell): number | 'unknown' | undefined {
  if (table.amount !== undefined) return table.amount
  let at: number | 'unknown' | Amounts | undefined = table.amounts
  for (const key of cells) at = typeof at === 'object' ? at[cell[key] ?? ''] : undefined
  return typeof at === 'object' ? undefined : at
}

const wasKnown = (table: Table, facts: Known): boolean =>
  facts.knownOn === undefined || !isGiven(table.published_on) || table.published_on <= facts.knownOn

/** The rates given with the facts for exactly this place. */
function givenRows(facts: Known, question: Question, where: string): Row[] {
  return (facts.rates ?? []).filter(rate => rate.benefit === question.benefit && rate.county === where && rate.from <= question.day)
    .map(rate => ({
      amount_fen: BigInt(rate.amount_fen), per: rate.per, due_month: rate.due_month ?? 12, sourced: true, from: rate.from, to: null, given: true,
    }))
}

/** The latest row first; on one day the one given for this call first, then the sourced one. */
const laterFirst = (one: Row, other: Row): number =>
  one.from === other.from ? Number(other.given) - Number(one.given) || Number(other.sourced) - Number(one.sourced) : one.from < other.from ? 1 : -1

/** The rate of one place itself, not of those around it. */
function rateOfPlace(law: Law, facts: Known, question: Question, where: string): Found | undefined {
  const file = law.benefits.get(question.benefit)
  const begun = (file?.rates ?? []).filter(table => table.where === where && table.from <= question.day && wasKnown(table, facts))
  const rows: Row[] = givenRows(facts, question, where)
  const raised: string[] = []
  for (const table of begun) {
    const amount = printed(table, file?.cells ?? [], question.cell)
    if (amount === 'unknown') raised.push(table.from)
    else if (amount !== undefined) {
      rows.push({
        amount_fen: fenOf(amount), per: table.per, due_month: table.due_month ?? 12, sourced: table.confidence === 'sourced', from: table.from,
        to: table.to ?? null, given: false,
      })
    }
  }
  const [latest] = rows.toSorted(laterFirst)
  if (!latest) return undefined
  if (latest.to !== null && latest.to < question.day) return undefined
  // A raise whose figure was not seen ends the rate of a national or provincial table; one that was given holds until the next.
  if (!latest.given && raised.some(day => day > latest.from)) return undefined
  return latest
}

/** What a rate comes to in a year. */
export const yearlyFen = (found: Found): bigint => (found.per.startsWith('month') ? found.amount_fen * 12n : found.amount_fen)

/** An award is paid once, rural veterans by service years, the rest by year or month. */
function isOfKind(benefit: string, per: string): boolean {
  if (benefit === 'merit-award') return per === 'once'
  return per !== 'once' && per.endsWith('-per-service-year') === (benefit === 'rural-veteran-allowance')
}

/** The rate that holds; one of another kind than the benefit's cannot be reckoned with, and hides those further off. */
export function rateFor(law: Law, facts: Known, question: Question): Found | undefined {
  const found = nearestRate(law, facts, question)
  return found && isOfKind(question.benefit, found.per) ? found : undefined
}

/** The nearest place that has one, the nation last; never less than a sourced national figure. */
function nearestRate(law: Law, facts: Known, question: Question): Found | undefined {
  const national = rateOfPlace(law, facts, question, '')
  for (let length = question.place.length; length > 0; length -= 1) {
    const local = rateOfPlace(law, facts, question, question.place.slice(0, length))
    if (local) return national?.sourced && yearlyFen(national) > yearlyFen(local) ? national : local
  }
  return national
}

/** A yearly figure of a place that was given: that of the nearest place. */
export function parameterFor(facts: Known, name: string, year: number, place: string): bigint | undefined {
  const fitting = (facts.parameters ?? []).filter(one => one.name === name && one.year === year && place.startsWith(one.place ?? ''))
  const [nearest] = fitting.toSorted((one, other) => (other.place ?? '').length - (one.place ?? '').length)
  return nearest ? BigInt(nearest.amount_fen) : undefined
}

/** The percentage in force on a day. */
export function percentFor(law: Law, benefit: string, cells: readonly string[], day: string): number | undefined {
  const [inForce] = (law.benefits.get(benefit)?.shares ?? []).filter(share => share.from <= day).toSorted((one, other) => (one.from < other.from ? 1 : -1))
  let at: number | 'unknown' | Amounts | undefined = inForce?.amounts
  for (const key of cells) at = typeof at === 'object' ? at[key] : undefined
  return typeof at === 'number' ? at : undefined
}
