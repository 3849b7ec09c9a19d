import { ahead } from '../../base/ahead.ts'
import type { Day } from '../../base/day.ts'
import type { Refusal } from '../../base/result.ts'
import { DEATH_CAUSES } from '../../law/facts.ts'
import { ACCOUNT_RELATIONS, RELATION_IDS } from '../accounts/accounts.ts'
import { ACTED_ON } from '../faults.ts'
import type { FactInput, PersonInput } from '../schemas.ts'
import { FIELDS, type Field, type SheetForm } from './form.ts'
import { headingOf, type FieldValues, type Headings, type ReadRow, type RowRefusal } from './rows.ts'

const text = (value: FieldValues[Field]): string | undefined => (value === undefined ? undefined : String(value))

/** Fields that go into an identity as they are, by category. */
const COMMON_KEYS = ['approved_on', 'ended_on'] as const
const DISABLED_KEYS = ['cause', 'mental', ...COMMON_KEYS] as const
const SURVIVOR_KEYS = ['relation', 'in_school', 'disabled', 'income_above_local_average', ...COMMON_KEYS] as const
const RURAL_VETERAN_KEYS = ['enlisted_on', 'discharged_on', ...COMMON_KEYS] as const
const CONSCRIPT_KEYS = ['enlistment_approved_on', 'area', 'left_on', 'left_reason', 'education', ...COMMON_KEYS] as const

const keysOf = (category: string): readonly Field[] =>
  category.startsWith('disabled-') ? DISABLED_KEYS
    : category.endsWith('-survivor') ? SURVIVOR_KEYS
      : category === 'rural-veteran-60' ? RURAL_VETERAN_KEYS
        : category === 'conscript-family' ? CONSCRIPT_KEYS : COMMON_KEYS

function identityOf(category: string, fields: FieldValues, county: string): FactInput {
  const value: Record<string, unknown> = { category }
  for (const key of keysOf(category)) if (fields[key] !== undefined) value[key] = fields[key]
  if (fields.grade !== undefined) value['grade'] = Number(fields.grade)
  // The sheet is the roster of the county that approved the enlistment and pays.
  if (category === 'conscript-family') value['approved_by_county'] = text(fields.approved_by_county) ?? county
  return { kind: 'identity', value, document: null }
}

/** The facts that a row gives: one identity, its certificate, a note. Only our own sheet has rows without an identity. */
function factsOf(form: SheetForm, fields: FieldValues, county: string): FactInput[] {
  const category = form.category ?? text(fields.category)
  const facts = category === undefined ? [] : [identityOf(category, fields, county)]
  if (fields.certificate_number) facts.push({ kind: 'certificate', value: { category, number: String(fields.certificate_number) }, document: null })
  if (fields.note) facts.push({ kind: 'note', value: { text: String(fields.note) }, document: null })
  return facts
}

/** The person that a row without refusals describes. */
export function draftOf(form: SheetForm, fields: FieldValues, county: string): PersonInput & { facts: FactInput[] } {
  return {
    place: String(fields.place_code), name: String(fields.name), identity_number: String(fields.identity_number),
    born: text(fields.born), died_on: text(fields.died_on), death_cause: DEATH_CAUSES.find(cause => cause === fields.death_cause), sex: fields.sex === 'male' || fields.sex === 'female' ? fields.sex : undefined,
    hukou: fields.hukou === 'rural' || fields.hukou === 'urban' ? fields.hukou : undefined,
    phone: text(fields.phone), account: text(fields.account), bank_name: text(fields.bank_name), account_holder: text(fields.account_holder),
    account_relation: RELATION_IDS.find(relation => relation === fields.account_relation), address: text(fields.address ?? fields.registered_address),
    facts: factsOf(form, fields, county),
  }
}

/** Acts after today in a row that is no person yet; those of a person are told with all that is wrong with them. */
export const actsAheadIn = (row: ReadRow, headings: Headings, today: Day): RowRefusal[] =>
  ACTED_ON.flatMap(field => ahead(field, text(row.fields[field]), today)).map(refusal => refusalAt(row.row, headings, refusal))

/** Where a fault of a person stands in the sheet, by the last words of its place. */
const RENAMED: Readonly<Record<string, Field>> = { place: 'place_code', text: 'note', number: 'certificate_number' }

function fieldAt(place: string): Field {
  for (const part of place.split('.').toReversed()) {
    const field = RENAMED[part] ?? FIELDS.find(known => known === part)
    if (field) return field
  }
  return 'identity_number'
}

const relationWord = (id: unknown): string => {
  const relation = RELATION_IDS.find(one => one === id)
  return relation === undefined ? String(id) : ACCOUNT_RELATIONS[relation].zh
}

/** What a sheet says in words is told in words; a sheet made from an older template has no such column, and is told of it beside the holder. */
function inWords(headings: Headings, refusal: Refusal): Refusal {
  if (!refusal.place.endsWith('account_relation')) return refusal
  const { next, value, legal } = refusal
  const words = { ...refusal, value: value === undefined ? undefined : relationWord(value), legal: legal?.map(relationWord) ?? [] }
  if (headingOf(headings, 'account_relation') !== '') return words
  const add = { zh: '请在表里加一列“开户人与本人关系”写明。', en: 'Add a column 开户人与本人关系 that says it.' }
  return { ...words, place: refusal.place.replace(/relation$/, 'holder'), next: next ? { zh: next.zh + add.zh, en: `${next.en} ${add.en}` } : add }
}

/** A refusal of the person as one of the row that gave it; what is told next is told with the reason. */
export function refusalAt(row: number, headings: Headings, refusal: Refusal): RowRefusal {
  const told = inWords(headings, refusal)
  const column = headingOf(headings, fieldAt(told.place)) || headingOf(headings, 'identity_number')
  const { message, next, value, legal = [] } = told
  return {
    row, column, value: value === undefined ? '' : String(value), legal,
    reason: next ? { zh: message.zh + next.zh, en: `${message.en} ${next.en}` } : message,
  }
}
