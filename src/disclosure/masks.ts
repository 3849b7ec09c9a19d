import { isDay, monthNumber, yearOf } from '../base/day.ts'
import { maskName } from '../base/mask.ts'
import { yuanGrouped } from '../base/money.ts'

/**
 * What a notice may say of a person. There is no field for an identity number, an account, a phone, an address or an illness:
 * what cannot be named here cannot be hung on a board.
 */
export const FIELDS = ['name', 'sex', 'born', 'village', 'enlisted_on', 'discharged_on', 'service_years', 'service', 'benefit', 'period', 'amount_fen'] as const
export type NoticeField = typeof FIELDS[number]

export const MASKS = ['name', 'surname', 'sex', 'month', 'year', 'village', 'years', 'words', 'benefit', 'yuan'] as const
export type Mask = typeof MASKS[number]

/** Which masks a field may wear: a name never stands whole, a birthday never with its day. */
export const MASKS_OF: Readonly<Record<NoticeField, readonly Mask[]>> = {
  name: ['name', 'surname'], sex: ['sex'], born: ['month', 'year'], village: ['village'], enlisted_on: ['month', 'year'], discharged_on: ['month', 'year'],
  service_years: ['years'], service: ['words'], benefit: ['benefit'], period: ['words'], amount_fen: ['yuan'],
}

/** Names of benefits by their ids. */
export type BenefitNames = ReadonlyMap<string, { readonly name: { readonly zh: string } }>

const isWhole = (value: string): boolean => /^\d{1,15}$/.test(value)
const SEXES: Readonly<Record<string, string>> = { male: '男', female: '女' }

/** How a value is shown, or undefined when it is not one of its kind. */
export function shownAs(mask: Mask, value: string, benefits: BenefitNames): string | undefined {
  switch (mask) {
    case 'name': return maskName(value)
    case 'surname': return [...value][0]! + '*'.repeat([...value].length - 1)
    case 'sex': return SEXES[value]
    case 'month': return isDay(value) ? `${yearOf(value)}年${monthNumber(value)}月` : undefined
    case 'year': return isDay(value) ? `${yearOf(value)}年` : undefined
    case 'years': return isWhole(value) ? `${Number(value)}年` : undefined
    case 'yuan': return isWhole(value) ? yuanGrouped(Number(value)) : undefined
    case 'benefit': return benefits.get(value)?.name.zh
    case 'village':
    case 'words': return value
  }
}
