import { stringify } from 'yaml'
import type { Day } from '../../base/day.ts'
import type { Refusal, Text } from '../../base/result.ts'
import type { DataFile } from '../../law/data-file.ts'
import { RATE_PERIODS, type Benefit, type RatePeriod } from '../../law/facts.ts'
import { factName, valueName } from '../../law/fact-names.ts'
import type { BenefitEntry, CellKey, LawBook } from '../../law/law.ts'
import { CELL_VALUES } from '../../law/tables.ts'
import { periodWords } from '../browsing/words.ts'
import { goesByRates } from './limits.ts'

/** The form of a notice, and the data files that it is written as. */

export type EditorCell = { readonly key: CellKey; readonly name: Text; readonly values: readonly { readonly value: string; readonly name: Text }[] }
export type EditorBenefit = {
  readonly id: Benefit; readonly name: Text; readonly per: RatePeriod; readonly cells: readonly EditorCell[]
  /** Paid in one sum a year, so that the month in which it falls due is part of the rate. */
  readonly once_a_year: boolean
}
export type EditorFacts = { readonly county: string; readonly benefits: readonly EditorBenefit[]; readonly periods: readonly { readonly value: RatePeriod; readonly name: Text }[] }

const ONCE_A_YEAR = 'service-months-by-year'
const DUE_MONTH = 12

/** Awards as most notices name them; a notice's other words are written as YAML. */
const LEVELS = ['first-class', 'second-class', 'third-class', '四有优秀士兵']

function valuesOf(key: CellKey, { categories, rates }: BenefitEntry): readonly string[] {
  if (key === 'category') return categories
  return CELL_VALUES[key] ?? [...new Set([...LEVELS, ...rates.flatMap(({ cell }) => cell[key]?.toString() ?? [])])]
}

/** The period in which most lines of a benefit are given; where it has none, once for an award, else by the year. */
function periodOf({ rates, formula }: BenefitEntry): RatePeriod {
  const counts = Map.groupBy(rates, rate => rate.per)
  const [most] = [...counts].toSorted(([, one], [, other]) => other.length - one.length)
  return most?.[0] ?? (formula === 'award' ? 'once' : 'year')
}

const nameOf = ({ categories }: LawBook, key: CellKey, value: string): Text =>
  (key === 'category' ? [...categories.values()].find(({ id }) => id === value)?.name : undefined) ?? valueName(key, value)

/** What the form needs of a law: benefits that are reckoned by rates, with the cells of their tables. */
export const editorFactsOf = (book: LawBook, county: string): EditorFacts => ({
  county,
  periods: RATE_PERIODS.map(value => ({ value, name: periodWords(value) })),
  benefits: [...book.benefits.values()].filter(entry => county.startsWith(entry.where) && goesByRates(entry)).map(entry => ({
    id: entry.id, name: entry.name, per: periodOf(entry), once_a_year: entry.formula === ONCE_A_YEAR,
    cells: entry.cells.map(key => ({ key, name: factName(key), values: valuesOf(key, entry).map(value => ({ value, name: nameOf(book, key, value) })) })),
  })),
})

/** What is typed into the form. `amounts`: by the cell's values, joined with `/`; by the empty text for the one amount of a benefit without cells. */
export type NoticeForm = {
  readonly benefit: Benefit
  readonly from: Day
  readonly per: RatePeriod
  readonly due_month: number | undefined
  readonly amounts: Readonly<Record<string, string>>
  readonly title: string
  readonly number: string
  readonly issuer: string
  readonly published: Day
  readonly clause: string
}

/** What changes in the form when another benefit is chosen. */
export const startOf = ({ id, per, cells, once_a_year }: EditorBenefit): Pick<NoticeForm, 'benefit' | 'per' | 'amounts' | 'due_month'> =>
  ({ benefit: id, per, amounts: cells.length === 0 ? { '': '' } : {}, due_month: once_a_year ? DUE_MONTH : undefined })

/** An empty form, of the benefit asked for; else of the one that each county sets for itself. */
export function emptyNotice({ benefits }: EditorFacts, asked: { readonly benefit?: string | undefined; readonly from?: Day | undefined } = {}): NoticeForm {
  const first = benefits.find(({ id }) => id === asked.benefit) ?? benefits.find(benefit => benefit.once_a_year) ?? benefits[0]!
  return { ...startOf(first), from: asked.from ?? '', title: '', number: '', issuer: '', published: '', clause: '' }
}

type Nested = { [key: string]: number | Nested }

/** Amounts in yuan as a notice's table nests them; what is not a number stays as typed, for the check to point at. */
function nest(amounts: NoticeForm['amounts']): Nested {
  const table: Nested = {}
  for (const [path, typed] of Object.entries(amounts)) {
    if (typed.trim() === '') continue
    const keys = path.split('/')
    let at = table
    for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Nested // amounts stand at the same depth throughout
    at[keys.at(-1)!] = amountOf(typed) as number
  }
  return table
}

const amountOf = (typed: string): number | string => {
  const plain = typed.normalize('NFKC').replaceAll(',', '').trim()
  return /^\d+(\.\d{1,2})?$/.test(plain) ? Number(plain) : typed
}

/** `990101-2024-7`: the notice's own id, from its number or its day. */
export const noticeId = (county: string, { number, published }: Pick<NoticeForm, 'number' | 'published'>): string =>
  [county, ...(number.normalize('NFKC').match(/\d+/g) ?? published.split('-'))].join('-').slice(0, 80)

const write = (value: unknown): string => stringify(value, { lineWidth: 0, singleQuote: true })
/** Both languages are asked of every name; where only one is known, it stands for both. */
const both = (text: string): Text => ({ zh: text, en: text })

/** A notice as the very files that the law is made of. */
export function noticeFiles(county: string, form: NoticeForm): DataFile[] {
  const id = noticeId(county, form)
  const source = {
    id, title: both(form.title), cite: form.title, number: form.number || null, issuer: both(form.issuer), published: form.published || null, in_force: form.from || null,
    repealed_by: null, articles: { [form.clause]: both(form.clause) },
  }
  const table = {
    from: form.from, where: county, per: form.per, source: id, clause: form.clause, confidence: 'sourced', published_on: form.published || null,
    ...(form.due_month === undefined ? {} : { due_month: form.due_month }),
    ...('' in form.amounts ? { amount: amountOf(form.amounts['']!) } : { amounts: nest(form.amounts) }),
  }
  return [
    { path: `sources/${id}.yaml`, text: write(source) },
    { path: `benefits/${form.benefit}.yaml`, text: write({ benefit: form.benefit, rates: [table] }) },
  ]
}

/** Where a value of the form stands in the files: the first that matches the path in a file names the field. */
const FIELD_PATHS: readonly (readonly [RegExp, keyof NoticeForm])[] = [
  [/^(title\.|cite$)/, 'title'], [/^(number|id)$/, 'number'], [/^issuer\./, 'issuer'], [/^(published|rates\[0\]\.published_on)$/, 'published'], [/^(in_force|rates\[0\]\.from)$/, 'from'],
  [/^(articles\.|rates\[0\]\.clause$)/, 'clause'], [/^rates\[0\]\.per$/, 'per'], [/^rates\[0\]\.due_month$/, 'due_month'], [/^rates\[0\]\.amount$/, 'amounts'],
]

/** The field of the form that a refusal of its files speaks of; for one amount of a table `amounts/` and its cell's values. */
function fieldOf({ place }: Refusal): string | undefined {
  const path = /^\S+\.yaml:\d+ (.+)$/.exec(place)?.[1] ?? ''
  const cell = /^rates\[0\]\.amounts\.?(.*)$/.exec(path)?.[1]
  if (cell !== undefined) return ['amounts', ...cell.split('.').filter(part => part !== '')].join('/')
  return FIELD_PATHS.find(([pattern]) => pattern.test(path))?.[1]
}

/** Refusals of the form's files, by the field that each speaks of, each thing said once; `others` speak of no field. */
export function faultsByField(refusals: readonly Refusal[]): { readonly fields: ReadonlyMap<string, readonly Text[]>; readonly others: readonly Refusal[] } {
  const byField = Map.groupBy(refusals, fieldOf)
  const fields = new Map<string, readonly Text[]>()
  for (const [field, found] of byField) if (field !== undefined) fields.set(field, [...new Map(found.map(({ message }) => [message.zh, message])).values()])
  return { fields, others: byField.get(undefined) ?? [] }
}
