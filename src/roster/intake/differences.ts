import { maskAccount, maskPhone } from '../../base/mask.ts'
import { digitsOf } from '../../base/phone-and-account.ts'
import type { ParsedPerson } from '../schemas.ts'
import type { Field } from './form.ts'

/** What of a card a sheet may change when somebody ticks it; the rest has a way of its own, with its proof. */
export const TAKEABLE = ['phone', 'address', 'place_code', 'hukou'] as const
export type Takeable = typeof TAKEABLE[number]
export const isTakeable = (field: Field): field is Takeable => TAKEABLE.some(each => each === field)

/** One field of a row that says otherwise than the roster; numbers masked. */
export type Difference = { readonly field: Field; readonly heading: string; readonly old: string; readonly new: string; readonly takeable: boolean }

/** A row of somebody who is on the roster already, with the card's version that it was compared with. */
export type DifferentRow = { readonly row: number; readonly person: string; readonly name: string; readonly version: number; readonly fields: readonly Difference[] }

/** What the roster holds, as a sheet would say it; null where it holds nothing. */
export type HeldFields = Readonly<Partial<Record<Field, string | null>>>

const MASKS: Readonly<Partial<Record<Field, (text: string) => string>>> = { phone: maskPhone, account: maskAccount }
const folded = (field: Field, text: string): string => (field in MASKS ? digitsOf(text) : text.normalize('NFKC').trim())

/** What the row's identity says in fields of its own. */
const identityFields = (input: ParsedPerson): Readonly<Record<string, unknown>> => {
  const value = input.facts.find(fact => fact.kind === 'identity')?.value
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

const GIVEN: Readonly<Partial<Record<Field, keyof ParsedPerson>>> = {
  phone: 'phone', address: 'address', place_code: 'place', hukou: 'hukou', account: 'account', bank_name: 'bank_name', account_holder: 'account_holder', died_on: 'died_on',
}
const IDENTITY_FIELDS = ['grade', 'cause', 'approved_on', 'enlisted_on', 'discharged_on', 'relation', 'enlistment_approved_on', 'area'] as const satisfies readonly Field[]

/** The fields of a row by name; an empty cell is no field, so that it never blanks anything. */
export function givenFields(input: ParsedPerson): HeldFields {
  const identity = identityFields(input)
  const card = Object.entries(GIVEN).map(([field, key]) => [field, input[key]] as const)
  const own = IDENTITY_FIELDS.map(field => [field, identity[field]] as const)
  return Object.fromEntries([...card, ...own].flatMap(([field, value]) => (value === undefined || value === null || value === '' ? [] : [[field, String(value)]])))
}

/** Where a row says otherwise than the roster. `headingOf`: under which heading a field stands in this file; `shown`: a value in people's words. */
export function differencesOf(held: HeldFields, given: HeldFields, headingOf: (field: Field) => string, shown: (field: Field, value: string) => string): Difference[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const field = name as Field // a key of `givenFields`
    const old = held[field] ?? ''
    if (value === null || value === undefined || folded(field, value) === folded(field, old)) return []
    const mask = MASKS[field] ?? ((text: string) => shown(field, text))
    return [{ field, heading: headingOf(field), old: old === '' ? '' : mask(old), new: mask(value), takeable: isTakeable(field) }]
  })
}
