import { isDay, type Day } from './day.ts'

export type IdentityNumber = { readonly number: string; readonly born: Day; readonly sex: 'male' | 'female' }
export type IdentityNumberFault = 'length' | 'characters' | 'date' | 'checksum'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'

/** The check character of the first 17 digits (GB 11643). */
export const checkCharacter = (digits: string): string =>
  CHECK_CHARACTERS[WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0) % 11]!

/** Upper-case x, half-width digits, no blanks. */
export const normalizeIdentityNumber = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()

/**
 * Reads a citizen's identity number (GB 11643): length, characters, birth date, check character.
 * The first six digits are never a reason to refuse: many real numbers carry codes that tables lack.
 */
export function readIdentityNumber(text: string): IdentityNumber | IdentityNumberFault {
  const number = normalizeIdentityNumber(text)
  if (number.length !== 18) return 'length'
  if (!/^\d{17}[\dX]$/.test(number)) return 'characters'
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(born)) return 'date'
  if (checkCharacter(number) !== number[17]) return 'checksum'
  return { number, born, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' }
}
