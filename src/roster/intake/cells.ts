import { isDay } from '../../base/day.ts'
import { normalizeIdentityNumber, readIdentityNumber } from '../../base/identity-number.ts'
import { maskAccount, maskIdentityNumber, maskPhone } from '../../base/mask.ts'
import { ACCOUNT_FAULT, ACCOUNT_LEGAL, digitsOf, isAccount, isPhone, PHONE_FAULT, PHONE_LEGAL, phoneOf } from '../../base/phone-and-account.ts'
import type { Text } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import type { Cell } from '../../sheets/sheets.ts'
import { IDENTITY_FAULTS } from '../faults.ts'
import { legalWords, type ColumnKind, type SheetColumn } from './form.ts'

/** What a cell says, or why it cannot be taken, with what it showed (masked) and what it might have been. */
export type CellReading =
  | { readonly value: string | number | boolean }
  | { readonly reason: Text; readonly shown: string; readonly legal: readonly string[] }

/** Finds a place by code or by name: its code, or why it may not stand here. */
export type PlaceFinder = (text: string) => { readonly code: string } | { readonly reason: Text; readonly legal: readonly string[] }

const fold = (text: string) => text.normalize('NFKC').trim()
const compact = (text: string) => fold(text).replaceAll(/\s/g, '')
const wrong = (reason: Text, shown: string, legal: readonly string[] = []): CellReading => ({ reason, shown, legal })

/** From here on a spreadsheet program drops digits of a number cell. */
const DAMAGED_FROM = 1e15
const SCIENTIFIC = /^\d(?:\.\d+)?e\+?\d+$/i

/** Whether a spreadsheet program has already dropped digits of this cell. */
export const isDamaged = (cell: Cell): boolean =>
  (cell.kind === 'number' && Math.abs(cell.number) >= DAMAGED_FROM) || SCIENTIFIC.test(compact(cell.text))

const damaged = (): CellReading => wrong({
  zh: '这一格是数字格式，长号码的末几位已经丢失，无法还原。请把这一列设为“文本”格式，按证件或存折重新填写完整号码。',
  en: 'This is a number cell: the last digits of a long number are lost and cannot be restored. Format the column as text and type the whole number again.',
}, '（数字格式）', ['文本格式的完整号码'])

/** Ours or another office's: a masked number names nobody, and must never be taken for one. */
const isMasked = (cell: Cell): boolean => cell.text.includes('*')
const masked = (): CellReading => wrong({
  zh: '这一格是脱敏的号码（带 *），认不出是谁，不能导入。请用“导出 · 完整”的表，或按证件、存折填写完整号码。',
  en: 'This number is masked (*): it names nobody and cannot come in. Use a roster taken out whole, or type the whole number.',
}, '（脱敏的号码）', ['完整号码'])

function readIdentity(cell: Cell): CellReading {
  if (isMasked(cell)) return masked()
  if (isDamaged(cell)) return damaged()
  const read = readIdentityNumber(cell.text)
  if (typeof read !== 'string') return { value: read.number }
  return wrong(IDENTITY_FAULTS[read], maskIdentityNumber(normalizeIdentityNumber(cell.text)), ['18 位公民身份号码'])
}

function readName(cell: Cell): CellReading {
  const spaced = fold(cell.text)
  const name = /\p{Script=Han}/u.test(spaced) ? spaced.replaceAll(/\s/g, '') : spaced.replaceAll(/\s+/g, ' ')
  if (/^[\p{L}\p{Co}·•. '-]{1,50}$/u.test(name)) return { value: name.replaceAll('•', '·') }
  return wrong({ zh: '姓名只能是文字和间隔号“·”。', en: 'A name has letters and the middle dot only.' }, cell.text.slice(0, 20))
}

const DAY_FORMS = ['2024-03-01', '2024/3/1', '2024.3.1', '2024年3月1日', '20240301']
const DAY_PATTERN = /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?$/

function readDay(cell: Cell): CellReading {
  const text = compact(cell.text)
  const parts = DAY_PATTERN.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const day = parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : ''
  if (isDay(day)) return { value: day }
  const reason: Text = parts
    ? { zh: '这个日期不存在。', en: 'This date does not exist.' }
    : { zh: '看不出是哪一天，要写到年月日。', en: 'This is not a date; give year, month and day.' }
  return wrong(reason, cell.text.slice(0, 30), DAY_FORMS)
}

function readCode(column: SheetColumn, cell: Cell): CellReading {
  const text = compact(cell.text)
  const code = Object.entries(column.values ?? {}).find(([, words]) => words.some(word => compact(word) === text))?.[0]
  if (code !== undefined) return { value: code }
  return wrong({ zh: '不在可填的值之内。', en: 'This is not one of the legal values.' }, cell.text.slice(0, 30), legalWords(column))
}

function readPlace(cell: Cell, find: PlaceFinder): CellReading {
  const found = find(compact(cell.text))
  return 'code' in found ? { value: found.code } : wrong(found.reason, cell.text.slice(0, 40), found.legal)
}

function readAccount(cell: Cell): CellReading {
  if (isMasked(cell)) return masked()
  if (isDamaged(cell)) return damaged()
  const account = digitsOf(cell.text)
  return isAccount(account) ? { value: account } : wrong(ACCOUNT_FAULT, maskAccount(account), ACCOUNT_LEGAL)
}

function readPhone(cell: Cell): CellReading {
  if (isMasked(cell)) return masked()
  const phone = phoneOf(cell.text)
  return isPhone(phone) ? { value: phone } : wrong(PHONE_FAULT, maskPhone(phone), PHONE_LEGAL)
}

function readNumber(cell: Cell): CellReading {
  const number = Number(compact(cell.text).replaceAll(',', ''))
  if (compact(cell.text) !== '' && Number.isFinite(number)) return { value: number }
  return wrong({ zh: '应为数字。', en: 'This is not a number.' }, cell.text.slice(0, 30))
}

const YES = ['是', '有', '1', '√', '对', 'y', 'yes', 'true']
const NO = ['否', '无', '0', '×', '不', '不是', '没有', 'n', 'no', 'false']

function readYesNo(cell: Cell): CellReading {
  const text = compact(cell.text).toLowerCase()
  if (YES.includes(text)) return { value: true }
  if (NO.includes(text)) return { value: false }
  return wrong({ zh: '应填“是”或“否”。', en: 'Give 是 (yes) or 否 (no).' }, cell.text.slice(0, 30), ['是', '否'])
}

const LONGEST_TEXT = 200

function readText(cell: Cell): CellReading {
  const text = fold(cell.text)
  const [secret] = screenSecret('', text)
  // What looks like a secret is not shown again either.
  if (secret) return wrong(secret.message, '（未显示）')
  if (text.length <= LONGEST_TEXT) return { value: text }
  return wrong({ zh: `最多 ${LONGEST_TEXT} 个字。`, en: `At most ${LONGEST_TEXT} characters.` }, text.slice(0, 30))
}

/** Reads one filled cell by its column's kind. */
export function readCell(column: SheetColumn, cell: Cell, find: PlaceFinder): CellReading {
  const readers: Readonly<Record<Exclude<ColumnKind, 'ignore'>, () => CellReading>> = {
    text: () => readText(cell), name: () => readName(cell), 'identity-number': () => readIdentity(cell), day: () => readDay(cell),
    code: () => readCode(column, cell), 'place-code': () => readPlace(cell, find), account: () => readAccount(cell),
    phone: () => readPhone(cell), number: () => readNumber(cell), 'yes-no': () => readYesNo(cell),
  }
  if (column.kind === 'ignore') throw new Error(`the column ${column.heading} is not read`)
  return readers[column.kind]()
}
