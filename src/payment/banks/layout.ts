import { maskName } from '../../base/mask.ts'
import { yuan, type Fen } from '../../base/money.ts'
import type { Refusal, Result } from '../../base/result.ts'
import { done, refused } from '../../base/result.ts'
import type { SheetToWrite } from '../../sheets/sheets.ts'
import type { PayingAccount } from '../settings/settings.ts'
import type { BankFormat, BankMark, BankOutput } from './format.ts'

/** One line of a bank file, in plain. */
export type BankLine = {
  readonly serial: string
  readonly holder: string
  readonly account: string
  readonly bank: string
  readonly amount_fen: Fen
  readonly summary: string
}
/** The lines of one file, and what its header may say of them. */
export type BankBatch = { readonly run: string; readonly day: string; readonly lines: readonly BankLine[]; readonly payer?: PayingAccount | null }

/** What an encoding can hold; `src/sheets/encoding.ts` has one for each. */
export type Measure = { readonly bytesOf: (text: string) => number; readonly lacks: (text: string) => string[] }
export const UNLIMITED: Measure = { bytesOf: text => [...text].length, lacks: () => [] }

type Field = { readonly width?: number | undefined; readonly align: 'left' | 'right'; readonly pad: string }
type TextOutput = Extract<BankOutput, { kind: 'separated' | 'fixed' }>
type Unit = 'yuan' | 'fen'

export const amountIn = (unit: Unit, amount: Fen): string => (unit === 'fen' ? String(amount) : yuan(amount))

/** As much of a text as so many bytes hold, never half a character. */
export function cutTo(text: string, bytes: number | undefined, measure: Measure): string {
  if (bytes === undefined) return text
  let [kept, used] = ['', 0]
  for (const character of text) {
    used += measure.bytesOf(character)
    if (used > bytes) break
    kept += character
  }
  return kept
}

/** A field filled up to its width. */
export function filled(text: string, field: Field, measure: Measure): string {
  const missing = field.pad.repeat(Math.max(0, (field.width ?? 0) - measure.bytesOf(text)))
  return field.align === 'right' ? missing + text : text + missing
}

/** A line of fixed width cut into its fields; undefined when it is too short or a character stands across a border. */
export function cutFields(line: string, fields: readonly Field[], measure: Measure): string[] | undefined {
  const characters = [...line]
  let at = 0
  const texts: string[] = []
  for (const field of fields) {
    let [text, used] = ['', 0]
    while (used < field.width! && at < characters.length) {
      const character = characters[at++]!
      text += character
      used += measure.bytesOf(character)
    }
    if (used !== field.width) return undefined
    texts.push(bare(text, field))
  }
  return characters.slice(at).join('').trim() === '' ? texts : undefined
}

/** A field without what fills it. */
function bare(text: string, { align, pad }: Field): string {
  let [start, end] = [0, text.length]
  if (align === 'right') while (start < end - 1 && text[start] === pad) start++
  else while (end > start && text[end - 1] === pad) end--
  return text.slice(start, end).trim()
}

/** Empty where the file does not ask: whoever writes one that does has made sure that there is an account. */
const payerValues = (payer: PayingAccount | null | undefined) =>
  ({ 'payer-name': payer?.name ?? '', 'payer-account': payer?.account ?? '', 'payer-bank': payer?.bank ?? '' })

const valuesOf = (line: BankLine, index: number, unit: Unit, summary: string, payer: PayingAccount | null | undefined): Readonly<Record<BankFormat['columns'][number]['value'], string>> => ({
  number: String(index + 1), holder: line.holder, account: line.account, bank: line.bank, amount: amountIn(unit, line.amount_fen), summary, serial: line.serial,
  ...payerValues(payer),
})

/** The table of a bank file, a text a cell. */
export function bankSheet(format: BankFormat, lines: readonly BankLine[], options: { sheet?: string; unit?: Unit; summary_bytes?: number | undefined; measure?: Measure; payer?: PayingAccount | null | undefined } = {}): SheetToWrite {
  const { unit = 'yuan', measure = UNLIMITED, summary_bytes } = options
  return {
    name: options.sheet ?? '', headings: format.columns.map(column => column.heading),
    rows: lines.map((line, index) => {
      const values = valuesOf(line, index, unit, cutTo(line.summary, summary_bytes, measure), options.payer)
      return format.columns.map(column => values[column.value])
    }),
  }
}

const fault = (line: number, heading: string, holder: string, value: string, zh: string, en: string): Refusal => ({
  code: 'invalid', place: `第${line}行 ${heading}`, value,
  message: { zh: `第${line}行${maskName(holder)}的“${heading}”${zh}`, en: `line ${line}, ${maskName(holder)}, ${heading}: ${en}` },
  next: { zh: '请换一种能写下的代发文件，或与银行核对后在名册里更正。', en: 'Take a bank file that can hold it, or settle it with the bank and correct the roster.' },
})

// oxlint-disable-next-line no-control-regex -- a control character in a name would break the line
const CONTROL = /[\u0000-\u001f\u007f]/

/** Why a text cannot stand in its place of the file. */
function faultsIn(output: TextOutput, column: { readonly heading: string; readonly width?: number | undefined }, text: string, at: { line: number; holder: string }, measure: Measure): Refusal[] {
  const say = (value: string, zh: string, en: string) => fault(at.line, column.heading, at.holder, value, zh, en)
  const faults = measure.lacks(text).map(character => say(character, `里有“${character}”，${output.encoding.toUpperCase()} 编码没有这个字。`, `${output.encoding} has no character "${character}".`))
  if (CONTROL.test(text)) faults.push(say('', '里有换行或控制字符。', 'it holds a line break or control character.'))
  if (output.kind === 'separated' && output.quoting === 'none' && text.includes(output.delimiter)) {
    faults.push(say(output.delimiter, `里有分隔符“${output.delimiter}”。`, `it holds the delimiter "${output.delimiter}".`))
  }
  if (output.kind === 'fixed' && faults.length === 0 && measure.bytesOf(text) > column.width!) {
    faults.push(say(String(measure.bytesOf(text)), `有 ${measure.bytesOf(text)} 个字节，最多 ${column.width} 个。`, `${measure.bytesOf(text)} bytes, at most ${column.width}.`))
  }
  return faults
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
/** What a spreadsheet program would run as a formula gets an apostrophe, which reading takes off again. */
const harmless = (text: string): string => (/^[=+\-@|\t\r\n]/.test(text) ? `'${text}` : text)

function separatedLine(output: Extract<TextOutput, { kind: 'separated' }>, texts: readonly string[]): string {
  const one = (text: string): string => {
    const safe = output.extension === 'csv' ? harmless(text) : text
    if (output.quoting === 'all') return quoted(safe)
    return output.quoting === 'needed' && (safe.includes(output.delimiter) || safe.includes('"')) ? quoted(safe) : safe
  }
  return texts.map(one).join(output.delimiter)
}

/** The line above or below the rows. */
export function markTexts(marks: readonly BankMark[], batch: BankBatch, unit: Unit): string[] {
  const total = amountIn(unit, batch.lines.reduce((sum, line) => sum + line.amount_fen, 0))
  const told = { count: String(batch.lines.length), total, day: batch.day.replaceAll('-', ''), run: batch.run, other: '', ...payerValues(batch.payer) }
  return marks.map(mark => ('text' in mark ? mark.text : told[mark.value]))
}

const PAYER_NAMES = { 'payer-name': '付款户名', 'payer-account': '付款账号', 'payer-bank': '付款行' } as const

/** What of the paying account cannot stand above or below the rows; all else there is digits and the layout's own words. */
function payerFaults(output: TextOutput, mark: BankMark, batch: BankBatch, measure: Measure): Refusal[] {
  const heading = 'value' in mark && mark.value in PAYER_NAMES ? PAYER_NAMES[mark.value as keyof typeof PAYER_NAMES] : undefined // one of its keys
  if (heading === undefined) return []
  const [text] = markTexts([mark], batch, output.amount)
  return faultsIn(output, { heading, width: mark.width }, text!, { line: 0, holder: '' }, measure).map(({ value }): Refusal => ({
    code: 'invalid', place: heading, value, message: { zh: `付款账户的“${heading}”这种文件写不下或写不出。`, en: `The file cannot hold the paying account's ${heading}.` },
    next: { zh: '请换一种代发文件，或在“发放设置”里按银行能写的改付款账户。', en: 'Take another bank file, or set the paying account as the bank can write it.' },
  }))
}

/** A bank file as text, or every field that cannot be written, by line. */
export function bankText(format: BankFormat, output: TextOutput, batch: BankBatch, measure: Measure): Result<string> {
  const table = bankSheet(format, batch.lines, { unit: output.amount, summary_bytes: output.summary_bytes, measure, payer: batch.payer })
  const faults = table.rows.flatMap((row, index) => row.flatMap((text, place) =>
    faultsIn(output, format.columns[place]!, text, { line: index + 1, holder: batch.lines[index]!.holder }, measure)))
  faults.push(...[...output.header ?? [], ...output.trailer ?? []].flatMap(mark => payerFaults(output, mark, batch, measure)))
  if (faults.length > 0) return refused(...faults)
  const write = (texts: readonly string[], fields: readonly Field[]) =>
    (output.kind === 'fixed' ? texts.map((text, index) => filled(text, fields[index]!, measure)).join('') : separatedLine(output, texts))
  const marked = (marks: readonly BankMark[] | undefined) => (marks ? [write(markTexts(marks, batch, output.amount), marks)] : [])
  const lines = [
    ...marked(output.header), ...(output.headings ? [write(table.headings, format.columns)] : []),
    ...table.rows.map(row => write(row, format.columns)), ...marked(output.trailer),
  ]
  const ending = output.line_ending === 'crlf' ? '\r\n' : '\n'
  return done(lines.map(line => line + ending).join(''))
}
