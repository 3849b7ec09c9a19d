import { renminbi } from '../../base/capitals.ts'
import type { Day, Month } from '../../base/day.ts'
import { sum, yuanGrouped } from '../../base/money.ts'
import type { PrintedColumn, PrintedRow, PrintedSheet } from '../../sheets/sheets.ts'
import type { RosterColumn, RosterForm } from './form.ts'
import type { RosterPerson, RosterRow } from './rows.ts'
import { VALUES, type RosterItem, type RosterBatch, type RosterCell } from './values.ts'

/** Who did a step of the run, and when; null: nobody yet, so that the line is signed by hand. */
export type Signature = { readonly name: string; readonly on: Day } | null
/** What a roster's sheets say of their run beside the rows. */
export type RosterRun = {
  readonly number: string
  readonly office: string
  readonly from: Month
  readonly to: Month
  readonly state: string
  readonly paid_on: Day | null
  readonly confirmed_on: Day | null
  readonly note: string | null
  readonly signatures: { readonly prepared: Signature; readonly checked: Signature; readonly approved: Signature; readonly sent: Signature }
}

/** `2024年9月`, `2024年7月至9月`, `2023年12月至2024年2月` */
export function periodWords(from: Month, to: Month): string {
  const [year, month] = from.split('-').map(Number)
  const [toYear, toMonth] = to.split('-').map(Number)
  if (from === to) return `${year}年${month}月`
  return `${year}年${month}月至${year === toYear ? '' : `${toYear}年`}${toMonth}月`
}

type Valued<Item> = { readonly column: RosterColumn; readonly value: RosterCell<Item> }

const valued = <Item>(form: RosterForm, vocabulary: Readonly<Record<string, RosterCell<Item>>>): Valued<Item>[] =>
  form.columns.map(column => ({ column, value: vocabulary[column.value]! }))

const kindOf = <Item>({ column, value }: Valued<Item>): PrintedColumn => ({ heading: column.heading, kind: value.kind })

/** The last row: how many stand above it, and what each column of money comes to. */
function totalsOf<Item>(columns: readonly Valued<Item>[], items: readonly Item[], unit: string): PrintedRow {
  const counted = columns.findIndex(({ column }) => column.value === 'name')
  return columns.map(({ column, value }, index) => {
    if (value.summed) return sum(items.map(item => Number(value.of(item, column)) || 0))
    if (index === 0) return '合计'
    return index === counted ? `${items.length}${unit}` : ''
  })
}

const onPaper = (day: Day): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')
const SIGNED = [['制表', 'prepared'], ['复核', 'checked'], ['审批', 'approved'], ['经办', 'sent']] as const
const UNSIGNED = '　　　　　　　年　月　日'

const signOff = ({ signatures }: RosterRun): string => SIGNED.map(([word, step]) => {
  const signature = signatures[step]
  return `${word}：${signature ? `${signature.name}　${onPaper(signature.on)}` : UNSIGNED}`
}).join('　　　　')

const PER_LINE = 6

/** The batch header over a roster: the columns of forms/rosters/batch.yaml, several in a line. */
function batchLines(batch: RosterBatch, form: RosterForm): string[] {
  const entries = valued(form, VALUES.batch).map(({ column, value }) => {
    const cell = value.of(batch, {})
    return `${column.heading}：${typeof cell === 'number' ? `${yuanGrouped(cell)}元` : cell}`
  })
  return Array.from({ length: Math.ceil(entries.length / PER_LINE) }, (_, line) => entries.slice(line * PER_LINE, (line + 1) * PER_LINE).join('　　'))
}

export const batchOf = (run: RosterRun, name: string, kind: string, total_fen: number): RosterBatch => ({
  roster_name: name, roster_kind: kind, office: run.office, year: run.to.slice(0, 4), month_from: run.from, month_to: run.to, paid_on: run.paid_on, total_fen,
  state: run.state, confirmed_on: run.confirmed_on, note: run.note,
})

/** `青松镇2024年9月伤残抚恤金发放名册` */
export const rosterTitle = (form: Pick<RosterForm, 'name'>, run: RosterRun): string => `${run.office}${periodWords(run.from, run.to)}${form.name.zh}`

type Framed = { readonly name: string; readonly title: string; readonly above: readonly string[]; readonly total_fen: number | null; readonly run: RosterRun }

/** A table between its title and its sign-off lines; its rows are made while they are packed. */
function framed<Item>(form: RosterForm, vocabulary: Readonly<Record<string, RosterCell<Item>>>, items: readonly Item[], frame: Framed): PrintedSheet {
  const columns = valued(form, vocabulary)
  const rows = { *[Symbol.iterator]() { for (const item of items) yield columns.map(({ column, value }) => value.of(item, column)) } }
  const adds = columns.some(({ value }) => value.summed)
  return {
    name: frame.name, title: frame.title, above: frame.above, columns: columns.map(kindOf), rows, paper: form.paper,
    totals: adds ? totalsOf(columns, items, form.rows === 'person' ? '人' : '条') : null,
    below: [...(frame.total_fen === null ? [] : [`合计（大写）：${renminbi(frame.total_fen)}`]), signOff(frame.run)],
  }
}

/** The sheet of batches, changes or standards: whatever has no person's row. */
export const plainSheet = <Item>(form: RosterForm, vocabulary: Readonly<Record<string, RosterCell<Item>>>, items: readonly Item[], run: RosterRun, total_fen: number | null): PrintedSheet =>
  framed(form, vocabulary, items, { name: form.name.zh, title: rosterTitle(form, run), above: [`批次：${run.number}　　发放单位：${run.office}　　金额单位：元`], total_fen, run })

/** What fills persons' rows beside the lines. */
export type RosterFacts = {
  readonly personOf: (person: string) => RosterPerson | undefined
  readonly placeName: (place: string) => string
  readonly benefitName: (benefit: string) => string
  readonly paymentsBefore: (person: string) => number
}

const monthsWords = (months: readonly Month[]): string =>
  (months.length === 1 ? months[0]! : `${months[0]}至${months.at(-1)}共${months.length}个月`)

/** What the columns do not say by themselves. */
function remarker(form: RosterForm, facts: RosterFacts): (row: RosterRow) => string {
  const named = form.columns.filter(column => column.named).flatMap(({ heading, of = [] }) => of.map(benefit => ({ heading, benefit })))
  return row => {
    const said = named.filter(({ benefit }) => row.benefits.includes(benefit)).map(({ heading, benefit }) => `${heading}为${facts.benefitName(benefit)}`)
    if (row.arrears_periods.length > 0) said.push(`补发${monthsWords(row.arrears_periods)}`)
    if (row.provisional) said.push('标准为推算')
    return said.join('；')
  }
}

export const rosterItems = (form: RosterForm, rows: readonly RosterRow[], facts: RosterFacts): RosterItem[] => {
  const [apart, remarks] = [form.columns.some(column => column.value === 'arrears'), remarker(form, facts)]
  return rows.map((row, index) => ({
    number: index + 1, row, person: facts.personOf(row.person), place: facts.placeName(row.place), main: form.benefits, apart,
    payments_before: facts.paymentsBefore(row.person), benefits: row.benefits.map(benefit => facts.benefitName(benefit)).join('、'),
    remarks: remarks(row),
  }))
}

/** What a roster's kind is called: that of the categories it takes. */
const kindWords = (form: RosterForm): string => form.name.zh.replace(/发放名册$|名册$/, '')

type Sheeted = { readonly form: RosterForm; readonly batch: RosterForm; readonly run: RosterRun; readonly rows: readonly RosterRow[]; readonly facts: RosterFacts; readonly village?: string }

/** One roster of persons as a sheet: title, batch header, one row a person, totals in figures and capitals, sign-off lines. */
export function personSheet({ form, batch, run, rows, facts, village }: Sheeted): PrintedSheet {
  const total_fen = sum(rows.map(row => row.total_fen))
  const title = `${rosterTitle(form, run)}${village === undefined ? '' : `（${village}）`}`
  return framed(form, VALUES.person, rosterItems(form, rows, facts), {
    name: village ?? form.name.zh, title, above: batchLines(batchOf(run, title, kindWords(form), total_fen), batch), total_fen, run,
  })
}
