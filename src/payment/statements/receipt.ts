import { isMonth, type Month } from '../../base/day.ts'
import { parseYuan, yuan, type Fen } from '../../base/money.ts'

/** What a signed slip says: who (masked), which benefit, which months, how much arrived, and where the journal has it. */
export type Receipt = {
  readonly name: string
  readonly benefit: string
  readonly from: Month
  readonly to: Month
  readonly amount_fen: Fen
  /** Of the last approval among them. */
  readonly journal_number: number
}

/** The first field of every receipt; another shape would be another word. */
const FORMAT = 'TX1'
/** Of the verifying key, as much as tells two offices apart. */
export const KEY_LETTERS = 8

const plain = (text: string): string => text.replaceAll(/[|\s]/g, '')

/** The text that is signed, for people to read as well: `TX1|key|田**|残疾抚恤金|2026-01|2026-06|33516.00|1234`. */
export const receiptText = (receipt: Receipt, verifyingKey: string): string =>
  [FORMAT, verifyingKey.slice(0, KEY_LETTERS), plain(receipt.name), plain(receipt.benefit), receipt.from, receipt.to, yuan(receipt.amount_fen), receipt.journal_number].join('|')

export const signedReceipt = (text: string, signature: string): string => `${text}|${signature}`

export type ReadReceipt = { readonly receipt: Receipt; readonly key: string; readonly text: string; readonly signature: string }

/** A receipt as it was scanned; undefined where it is none. Whether it is true is for its signature to say. */
export function readReceipt(scanned: string): ReadReceipt | undefined {
  const fields = scanned.trim().split('|')
  if (fields.length !== 9) return undefined
  const [format, key, name, benefit, from, to, amount, number, signature] = fields as [string, string, string, string, string, string, string, string, string]
  const amount_fen = parseYuan(amount)
  const sound = format === FORMAT && key.length === KEY_LETTERS && isMonth(from) && isMonth(to) && amount_fen !== undefined && /^\d+$/.test(number) && /^[\w-]{86}$/.test(signature)
  if (!sound) return undefined
  return { receipt: { name, benefit, from, to, amount_fen, journal_number: Number(number) }, key, text: fields.slice(0, -1).join('|'), signature }
}
