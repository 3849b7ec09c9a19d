import { FACT_KIND_NAMES, type FactKind } from '../kinds.ts'
import type { Field, SheetColumn, SheetForm } from '../intake/form.ts'
import { applyMask, MASKED_COLUMNS, type MaskedColumn, type Masking } from './masking.ts'

export type StandingFact = { readonly kind: FactKind; readonly value: unknown }
/** One person as the roster knows them today, numbers opened. */
export type Outgoing = {
  readonly card: Readonly<Partial<Record<Field, string | null>>>
  readonly categories: readonly string[]
  readonly facts: readonly StandingFact[]
}
/** What cells are called: a place's name, a category's. */
export type CellWords = { readonly place: (code: string) => string; readonly category: (id: string) => string }

const SEXES: Readonly<Record<string, string>> = { male: '男', female: '女' }
const LIST_HEADINGS = ['姓名', '性别', '出生日期', '公民身份号码', '身份', '区划代码', '村（社区）', '联系方式', '银行账号', '去世日期']

const isMasked = (field: Field): field is MaskedColumn => MASKED_COLUMNS.some(column => column === field)
const masked = ({ columns }: Masking, field: Field, value: string | null | undefined): string =>
  (value === null || value === undefined || value === '' ? '' : isMasked(field) ? applyMask(columns[field], value) : value)

/** The list as people know it: a row for each person. */
function listRows(masking: Masking, people: readonly Outgoing[], words: CellWords): string[][] {
  return people.map(({ card, categories }) => {
    const of = (field: Field) => masked(masking, field, card[field])
    return [
      of('name'), SEXES[card.sex ?? ''] ?? '', of('born'), of('identity_number'), categories.map(words.category).join('、'),
      of('place_code'), words.place(of('place_code')), of('phone'), of('account'), of('died_on'),
    ]
  })
}

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {})
const isPlain = (value: unknown): boolean => value !== null && value !== undefined && typeof value !== 'object'

/** Kinds of fact that a row has columns for; of an identity, keys that hold lists have none. */
const CARRIED: readonly FactKind[] = ['person', 'hukou', 'identity', 'certificate', 'note']
const LISTS: Readonly<Record<string, string>> = { regradings: '等级变更', in_school: '上学期间', disabled: '残疾期间', income_above_local_average: '收入期间' }

/** What a person's rows leave out, each kind with how many there are: nobody is to think that the sheet is all there is. */
function leftOut(facts: readonly StandingFact[]): string {
  const kinds = facts.filter(fact => !CARRIED.includes(fact.kind)).map(fact => FACT_KIND_NAMES[fact.kind].zh)
  const lists = facts.filter(fact => fact.kind === 'identity').flatMap(fact => Object.entries(fieldsOf(fact.value)))
    .flatMap(([key, value]) => (LISTS[key] !== undefined && typeof value === 'object' && value !== null ? [LISTS[key]] : []))
  return [...Map.groupBy([...kinds, ...lists], name => name)].map(([name, those]) => `${name} ${those.length} 条`).join('；')
}

const cellText = (column: SheetColumn, value: unknown): string => {
  if (!isPlain(value)) return ''
  if (column.kind === 'yes-no') return value === true ? '是' : value === false ? '否' : ''
  return column.values?.[String(value)]?.[0] ?? String(value)
}

/** The fields of each row of a person: the card in every one, an identity each, what there is once in the first. */
function rowFields({ card, facts }: Outgoing, place: (code: string) => string): { fields: Fields; names: Readonly<Record<string, string>> }[] {
  const of = (kind: FactKind) => facts.filter(fact => fact.kind === kind).map(fact => fact.value)
  const identities = of('identity').map(fieldsOf)
  const certificates = of('certificate').map(fieldsOf)
  const once = { note: of('note').map(value => String(fieldsOf(value)['text'])).join('；') }
  const common = { ...card, hukou: of('hukou').at(-1), death_cause: fieldsOf(of('person').at(-1))['death_cause'] }
  const names = { '村（社区）': place(card.place_code ?? ''), 本表未带出: leftOut(facts) }
  return (identities.length === 0 ? [{}] : identities).map((identity, index) => {
    const own = certificates.filter(({ category }) => category === identity['category'] || (index === 0 && !identities.some(one => one['category'] === category)))
    // Both of two survivors' relations have the category's certificate; it stands with the first.
    const first = identities.findIndex(one => one['category'] === identity['category']) === index || index === 0
    const certificate_number = first ? own.map(({ number }) => String(number)).join('、') : ''
    return { fields: { ...common, ...identity, certificate_number, ...(index === 0 ? once : {}) }, names }
  })
}

/** A row for each identity, in the columns that the import reads back. */
function wholeRows(masking: Masking, form: SheetForm, people: readonly Outgoing[], words: CellWords): string[][] {
  return people.flatMap(one => rowFields(one, words.place).map(({ fields, names }) => form.columns.map(column => {
    if (column.field === undefined) return names[column.heading] ?? ''
    const text = cellText(column, fields[column.field])
    return column.kind === 'text' || column.kind === 'code' ? text : masked(masking, column.field, text)
  })))
}

/** The sheet that leaves. */
export function outgoingSheet(masking: Masking, form: SheetForm, people: readonly Outgoing[], words: CellWords): { headings: readonly string[]; rows: string[][] } {
  return masking.facts
    ? { headings: form.columns.map(column => column.heading), rows: wholeRows(masking, form, people, words) }
    : { headings: LIST_HEADINGS, rows: listRows(masking, people, words) }
}
