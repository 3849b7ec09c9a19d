import type { Day, Month } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import { categoryName } from '../../roster/kinds.ts'
import type { PrintedColumn } from '../../sheets/sheets.ts'
import type { RosterPerson, RosterRow } from './rows.ts'

/** What a column asks for beside its value. */
type Asked = { readonly of?: readonly string[] | undefined }
/** One word of a vocabulary: how its cells are written, whether the last row adds them up, and what stands in one. */
export type RosterCell<Item> = {
  readonly kind: PrintedColumn['kind']
  readonly summed?: boolean
  readonly of: (item: Item, asked: Asked) => string | number
}
type Vocabulary<Item> = Readonly<Record<string, RosterCell<Item>>>

const text = <Item>(of: RosterCell<Item>['of']): RosterCell<Item> => ({ kind: 'text', of })
const count = <Item>(of: RosterCell<Item>['of']): RosterCell<Item> => ({ kind: 'count', of })
const amount = <Item>(of: RosterCell<Item>['of']): RosterCell<Item> => ({ kind: 'amount', of })
const summed = <Item>(of: RosterCell<Item>['of']): RosterCell<Item> => ({ kind: 'amount', summed: true, of })
const blank = text(() => '')

/** A person's row with all that its columns may ask for. */
export type RosterItem = {
  readonly number: number
  readonly row: RosterRow
  readonly person: RosterPerson | undefined
  readonly place: string
  /** The benefits of which the roster speaks; undefined: all of the row. */
  readonly main: readonly string[] | undefined
  /** Whether arrears have a column of their own; else they stand in the columns of their benefits. */
  readonly apart: boolean
  readonly payments_before: number
  readonly benefits: string
  readonly remarks: string
}

const GRADES = '零一二三四五六七八九十'
// The words that the import forms take too.
const CAUSES = { war: '因战', duty: '因公', illness: '因病' } as const
const SEXES = { male: '男', female: '女' } as const
const HUKOU = { rural: '农村', urban: '城镇' } as const
const wordOf = <Key extends string>(words: Readonly<Record<Key, string>>, key: Key | null | undefined): string => (key === null || key === undefined ? '' : words[key])

/** The identity by which the person stands on the roster. */
const identityOf = ({ person, row }: RosterItem) => person?.identities.findLast(identity => row.categories.includes(identity.category))

/** The grade of today: that of the last regrading, where there was one. */
export function gradeOf(item: RosterItem): number | null {
  const identity = identityOf(item)
  if (!identity || !('grade' in identity)) return null
  return identity.regradings?.toSorted((one, other) => (one.approved_on < other.approved_on ? -1 : 1)).at(-1)?.grade ?? identity.grade ?? null
}
export function causeOf(item: RosterItem): keyof typeof CAUSES | null {
  const identity = identityOf(item)
  return identity && 'cause' in identity ? identity.cause ?? null : null
}
export const gradeWord = (grade: number | null): string => (grade === null ? '' : `${GRADES[grade] ?? grade}级`)
export const causeWord = (cause: keyof typeof CAUSES | null): string => wordOf(CAUSES, cause)

function enlistedOn(item: RosterItem): string {
  const identity = identityOf(item)
  if (identity && 'enlistment_approved_on' in identity) return identity.enlistment_approved_on ?? ''
  return identity && 'enlisted_on' in identity ? identity.enlisted_on ?? '' : ''
}

/** The certificate of this identity before one that names none. */
const certificateOf = ({ person, row }: RosterItem): string =>
  (person?.certificates.findLast(one => one.category !== undefined && row.categories.includes(one.category)) ?? person?.certificates.findLast(one => one.category === undefined))?.number ?? ''

function amountOf({ row, main, apart }: RosterItem, { of }: Asked): Fen {
  let total = 0
  for (const benefit of of ?? main ?? row.benefits) total += (row.regular[benefit] ?? 0) + (apart ? 0 : row.arrears[benefit] ?? 0)
  return total
}

function kindOf({ row }: RosterItem): string {
  const back = row.arrears_periods.length > 0
  return !back ? '正常' : Object.keys(row.regular).length > 0 ? '正常、补发' : '补发'
}

const PERSON: Vocabulary<RosterItem> = {
  blank,
  number: count(item => item.number),
  place: text(item => item.place),
  year: text(item => item.row.years.join('、')),
  name: text(item => item.row.name),
  identity_number: text(item => item.person?.identity_number ?? ''),
  account: text(item => item.person?.account ?? ''),
  bank: text(item => item.person?.bank ?? ''),
  payee: text(item => item.person?.payee ?? ''),
  sex: text(item => wordOf(SEXES, item.person?.sex)),
  hukou: text(item => wordOf(HUKOU, item.person?.hukou)),
  category: text(item => item.row.categories.map(category => categoryName(category).zh).join('、')),
  benefit: text(item => item.benefits),
  certificate: text(certificateOf),
  grade: text(item => gradeWord(gradeOf(item))),
  grade_code: text(item => String(gradeOf(item) ?? '').padStart(gradeOf(item) === null ? 0 : 2, '0')),
  cause: text(item => causeWord(causeOf(item))),
  enlisted_on: text(enlistedOn),
  kind: text(kindOf),
  standard: amount(item => item.row.standard_fen),
  months: count(item => (item.apart ? item.row.months : item.row.months_new)),
  payments: count(item => item.row.payments),
  payments_before: count(item => item.payments_before),
  amount: summed(amountOf),
  subtotal: summed(amountOf),
  arrears: summed(item => Object.values(item.row.arrears).reduce((total, fen) => total + fen, 0)),
  total: summed(item => item.row.total_fen),
  remarks: text(item => item.remarks),
}

/** One roster of a run as a batch (发放批次). */
export type RosterBatch = {
  readonly roster_name: string
  readonly roster_kind: string
  readonly office: string
  readonly year: string
  readonly month_from: Month
  readonly month_to: Month
  readonly paid_on: Day | null
  readonly total_fen: Fen
  readonly state: string
  readonly confirmed_on: Day | null
  readonly note: string | null
}

const BATCH: Vocabulary<RosterBatch> = {
  blank,
  roster_name: text(item => item.roster_name),
  roster_kind: text(item => item.roster_kind),
  office: text(item => item.office),
  year: text(item => item.year),
  month_from: text(item => item.month_from),
  month_to: text(item => item.month_to),
  paid_on: text(item => item.paid_on ?? ''),
  total: summed(item => item.total_fen),
  state: text(item => item.state),
  confirmed_on: text(item => item.confirmed_on ?? ''),
  note: text(item => item.note ?? ''),
}

/** What the reviewer reads against the last batch. */
export type RosterChange = {
  readonly number: number
  readonly change: '新增' | '减员' | '标准变化' | '补发'
  readonly place: string
  readonly name: string
  readonly identity_number: string
  readonly benefit: string
  readonly before_fen: Fen | null
  readonly now_fen: Fen | null
  readonly arrears_fen: Fen
  readonly remarks: string
}

const CHANGE: Vocabulary<RosterChange> = {
  blank,
  number: count(item => item.number),
  change: text(item => item.change),
  place: text(item => item.place),
  name: text(item => item.name),
  identity_number: text(item => item.identity_number),
  benefit: text(item => item.benefit),
  before: amount(item => item.before_fen ?? ''),
  now: amount(item => item.now_fen ?? ''),
  difference: summed(item => (item.before_fen === null && item.now_fen === null ? '' : (item.now_fen ?? 0) - (item.before_fen ?? 0))),
  arrears: summed(item => item.arrears_fen),
  remarks: text(item => item.remarks),
}

/** A standard that a run applied, by the month. */
export type RosterStandard = {
  readonly county: string
  readonly category: string
  readonly grade: number | null
  readonly cause: keyof typeof CAUSES | null
  readonly before_fen: Fen | null
  readonly now_fen: Fen | null
  readonly nursing_fen: Fen
  readonly from: Day | null
  readonly to: Day | null
}

const STANDARD: Vocabulary<RosterStandard> = {
  blank,
  county: text(item => item.county),
  category: text(item => item.category),
  grade: text(item => gradeWord(item.grade)),
  cause: text(item => causeWord(item.cause)),
  standard_before: amount(item => item.before_fen ?? ''),
  standard: amount(item => item.now_fen ?? ''),
  nursing: amount(item => item.nursing_fen),
  subtotal: amount(item => (item.now_fen ?? 0) + item.nursing_fen),
  from: text(item => item.from ?? ''),
  to: text(item => item.to ?? ''),
}

/** The closed vocabulary of each kind of rows: forms/rosters may name nothing else. */
export const VALUES = { person: PERSON, batch: BATCH, change: CHANGE, standard: STANDARD } as const
