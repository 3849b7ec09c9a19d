import type { Month } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { Identity } from '../../law/facts.ts'
import type { PaymentLine } from '../payment.ts'

/** What a roster reads of a line. */
export type RosterLine = Pick<PaymentLine, 'person' | 'name' | 'place' | 'benefit' | 'category' | 'period' | 'kind' | 'amount_fen' | 'entitled_fen' | 'posted_before_fen' | 'provisional'>

/** What the roster of persons knew of somebody when the run was prepared, and where the money goes. */
export type RosterPerson = {
  readonly identity_number: string
  readonly account: string | null
  readonly bank: string | null
  readonly payee: string
  readonly sex: 'male' | 'female' | null
  readonly hukou: 'rural' | 'urban' | null
  readonly identities: readonly Identity[]
  readonly certificates: readonly { readonly category?: string | undefined; readonly number: string }[]
}

type Amounts = Readonly<Record<string, Fen>>

/** One person's row: the months of the run added up, benefit by benefit. `main`: the benefits of which the roster's standard speaks. */
export type RosterRow = {
  readonly person: string
  readonly name: string
  readonly place: string
  readonly categories: readonly string[]
  readonly benefits: readonly string[]
  /** What this run pays of its own months, and what it pays of earlier ones. */
  readonly regular: Amounts
  readonly arrears: Amounts
  readonly arrears_periods: readonly Month[]
  readonly years: readonly string[]
  /** The main benefits of the last month: what a month comes to. */
  readonly standard_fen: Fen
  readonly months: number
  /** Months paid for the first time, those of arrears included. */
  readonly months_new: number
  readonly payments: number
  readonly provisional: boolean
  readonly total_fen: Fen
}

type Standing = { readonly period: Month; readonly kind: RosterLine['kind']; fen: Fen }
type Growing = {
  person: string; name: string; place: string; categories: string[]; benefits: string[]; regular: Record<string, Fen>; arrears: Record<string, Fen>
  arrears_periods: Month[]; years: string[]; standard: Standing | undefined; regular_periods: Month[]; new_periods: Month[]
  payments: number; provisional: boolean; total_fen: Fen
}

const begin = ({ person, name, place }: RosterLine): Growing => ({
  person, name, place, categories: [], benefits: [], regular: {}, arrears: {}, arrears_periods: [], years: [], standard: undefined, regular_periods: [], new_periods: [],
  payments: 0, provisional: false, total_fen: 0,
})

const addOnce = <T>(list: T[], value: T): void => {
  if (!list.includes(value)) list.push(value)
}

/** Regular months speak for the standard before arrears, later ones before earlier. */
const isLater = (line: RosterLine, standing: Standing): boolean =>
  (line.kind === standing.kind ? line.period > standing.period : line.kind === 'regular')

function standardWith(standing: Standing | undefined, line: RosterLine): Standing {
  if (standing === undefined || isLater(line, standing)) return { period: line.period, kind: line.kind, fen: line.entitled_fen }
  if (line.period === standing.period && line.kind === standing.kind) standing.fen += line.entitled_fen
  return standing
}

function addLine(row: Growing, line: RosterLine, isMain: boolean): void {
  const amounts = line.kind === 'arrears' ? row.arrears : row.regular
  amounts[line.benefit] = (amounts[line.benefit] ?? 0) + line.amount_fen
  row.total_fen += line.amount_fen
  row.provisional ||= line.provisional
  addOnce(row.categories, line.category)
  addOnce(row.benefits, line.benefit)
  addOnce(row.years, line.period.slice(0, 4))
  if (line.kind === 'arrears') addOnce(row.arrears_periods, line.period)
  if (!isMain) return
  row.payments += 1
  row.standard = standardWith(row.standard, line)
  if (line.kind === 'regular') addOnce(row.regular_periods, line.period)
  if (line.posted_before_fen === 0) addOnce(row.new_periods, line.period)
}

/** Village by village, and within one in the order of the lines. */
const byPlace = (one: RosterRow, other: RosterRow): number => (one.place === other.place ? 0 : one.place < other.place ? -1 : 1)

/** One row a person. `main` undefined: every benefit is. */
export function rosterRows(lines: Iterable<RosterLine>, main: ReadonlySet<string> | undefined): RosterRow[] {
  const rows = new Map<string, Growing>()
  for (const line of lines) {
    let row = rows.get(line.person)
    if (!row) rows.set(line.person, row = begin(line))
    addLine(row, line, main?.has(line.benefit) ?? true)
  }
  return [...rows.values()].map(({ standard, regular_periods, new_periods, ...row }): RosterRow => ({
    ...row, standard_fen: standard?.fen ?? 0, months: regular_periods.length, months_new: new_periods.length,
    years: row.years.toSorted(), arrears_periods: row.arrears_periods.toSorted(),
  })).toSorted(byPlace)
}
