import { normalizeIdentityNumber } from '../base/identity-number.ts'
import type { Refusal } from '../base/result.ts'
import type { Vault } from '../vault/vault.ts'
import { endingsOf } from './names.ts'

/** The numbers of a person, as typed by people; null where there is none. */
export type Numbers = { readonly identity_number: string; readonly phone: string | null; readonly account: string | null }

/** What a query looks for: `exact` grams any of which matches, a beginning of a gram, or a beginning of the whole pinyin. */
export type Lookup =
  | { readonly by: 'number'; readonly grams: readonly string[] }
  | { readonly by: 'fragment'; readonly from: string; readonly to: string }
  | { readonly by: 'surname'; readonly from: string; readonly to: string }

/** Beyond every text that begins with the fragment, in the order of code points. */
const LAST = '\u{10ffff}'
const KINDS = ['identity-number', 'phone', 'account'] as const

const plainNumber = (text: string) => normalizeIdentityNumber(text).replaceAll('-', '')
const lastFour = (text: string) => plainNumber(text).slice(-4)

const indexesOf = (vault: Vault, kind: typeof KINDS[number], number: string): string[] => [
  vault.index(kind, plainNumber(number)), vault.index(`${kind}-last4`, lastFour(number)),
]

export const identityIndex = (vault: Vault, number: string): string => vault.index('identity-number', plainNumber(number))
export const accountIndex = (vault: Vault, number: string): string => vault.index('account', plainNumber(number))

/** Every gram of a person: endings of the name, and keyed indexes of each number and of its last four digits. */
export const gramsOf = (vault: Vault, name: string, numbers: Numbers): string[] => [...new Set([
  ...endingsOf(name),
  ...indexesOf(vault, 'identity-number', numbers.identity_number),
  ...(numbers.phone ? indexesOf(vault, 'phone', numbers.phone) : []),
  ...(numbers.account ? indexesOf(vault, 'account', numbers.account) : []),
])]

const NUMBER_DIGITS_MIN = 7

function numberLookup(vault: Vault, text: string): Lookup | undefined {
  const number = plainNumber(text)
  if (/^\d{3}[\dX]$/.test(number)) return { by: 'number', grams: KINDS.map(kind => vault.index(`${kind}-last4`, number)) }
  if (/^\d+X?$/.test(number) && number.length >= NUMBER_DIGITS_MIN) return { by: 'number', grams: KINDS.map(kind => vault.index(kind, number)) }
  return undefined
}

/** What a typed query means: last four, a whole number, a fragment of the name, its pinyin or its initials. */
export function readQuery(vault: Vault, text: string): Lookup | Refusal {
  const number = numberLookup(vault, text)
  if (number) return number
  const fragment = text.normalize('NFKC').toLowerCase().replaceAll('ü', 'v').replaceAll(/[\s'·•.-]/gu, '')
  if (fragment === '' || /^\d+$/.test(fragment)) {
    return {
      code: 'invalid', place: 'query', value: fragment === '' ? '' : '*'.repeat(fragment.length),
      legal: ['姓名中的字', '拼音', '拼音首字母', '证件号、电话或账号的末四位', '完整的证件号、电话或账号'],
      message: { zh: '看不出要找什么。号码要写末四位，或写完整。', en: 'It is not clear what to look for. Give the last four digits of a number, or all of it.' },
    }
  }
  // One Latin letter begins too many endings to be a fragment of anything: it means the surname.
  return { by: /^[a-z]$/.test(fragment) ? 'surname' : 'fragment', from: fragment, to: fragment + LAST }
}
