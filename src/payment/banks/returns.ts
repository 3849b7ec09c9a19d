import { counted } from '../../base/english.ts'
import { parseYuan, yuan, type Fen } from '../../base/money.ts'
import { done, refused, type Refusal, type Result, type Text } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import type { Sheet, SheetRow } from '../../sheets/sheets.ts'
import { SERIAL_PATTERN } from '../payment.ts'
import type { BankMark, BankReturn } from './format.ts'
import { amountIn, cutFields, type Measure } from './layout.ts'

/** What the bank says of one attempt. `reversed`: it had arrived, and the bank took it back. */
export const RETURN_RESULTS = ['succeeded', 'failed', 'reversed'] as const
export type ReturnResult = typeof RETURN_RESULTS[number]
export const RESULT_NAMES: Readonly<Record<ReturnResult, Text>> = {
  succeeded: { zh: '成功', en: 'Succeeded' }, failed: { zh: '失败', en: 'Failed' }, reversed: { zh: '退汇', en: 'Taken back' },
}
/** `faulty`: something in it could not be read; the rest is held against what was sent all the same, and nothing is entered. */
export type ReturnRow = { readonly row: number; readonly serial: string; readonly result: ReturnResult; readonly reason: string | null; readonly amount_fen: Fen | null; readonly holder?: string; readonly faulty?: true }
/** What stands in a file, and all that is wrong with its form. */
export type ReadReturn = { readonly rows: readonly ReturnRow[]; readonly faults: readonly Refusal[] }

const rowIn = ({ place }: Refusal): number => Number(/^第(\d+)行/.exec(place)?.[1] ?? Infinity)
/** What is wrong with a file as its reader goes through it: row by row, and the whole file last. */
export const rowByRow = (faults: readonly Refusal[]): Refusal[] => faults.toSorted((one, other) => (rowIn(one) === rowIn(other) ? 0 : rowIn(one) - rowIn(other)))

/** Rows whose serial can be read say something, whatever else is wrong with them. */
export const toldIn = (read: readonly { readonly value: ReturnRow; readonly faults: readonly Refusal[] }[]): ReturnRow[] =>
  read.filter(one => SERIAL_PATTERN.test(one.value.serial)).map(({ value, faults }) => (faults.length > 0 ? { ...value, faulty: true } : value))

/** Where a cell stands, as people say it. */
export const cellPlace = (row: number, column: string): string => `第${row}行 ${column}`

export const wrongCell = (place: string, value: string, zh: string, en: string, legal?: readonly string[]): Refusal =>
  ({ code: 'invalid', place, value, ...(legal ? { legal } : {}), message: { zh: `${place}：${zh}`, en: `${place.replace(/^第(\d+)行/, 'row $1')}: ${en}` } })

type Headed = Extract<BankReturn, { kind: 'headed' }>
type Answered = Extract<BankReturn, { kind: 'separated' | 'fixed' }>
type Texts = { readonly serial: string; readonly result: string; readonly reason: string; readonly amount: string; readonly holder: string }
type Names = { readonly [column in keyof Texts]: string }
/** Half-width, without blanks at the ends: how a cell is compared. */
const plain = (text: string | undefined): string => text?.normalize('NFKC').trim() ?? ''
const REASON_MAX = 200

const wholeFen = (text: string): Fen | undefined => (/^\d{1,14}$/.test(text) ? Number(text) : undefined)

export function resultOf(answer: BankReturn, word: string): ReturnResult | undefined {
  return RETURN_RESULTS.find(result => answer[result].includes(word))
}

/** One row of any return file, and every offence in it. */
function readRow(answer: BankReturn, row: number, texts: Texts, names: Names, unit: 'yuan' | 'fen'): { value: ReturnRow; faults: Refusal[] } {
  const at = (column: keyof Texts) => cellPlace(row, names[column])
  const [serial, word, amount] = [plain(texts.serial), plain(texts.result), plain(texts.amount)]
  const result = resultOf(answer, word)
  const reason = plain(texts.reason) || (result === 'succeeded' ? '' : answer.reasons[word] ?? '')
  const amount_fen = amount === '' ? null : (unit === 'fen' ? wholeFen(amount) : parseYuan(amount)) ?? null
  const faults = screenSecret(at('reason'), reason)
  if (!SERIAL_PATTERN.test(serial)) faults.push(wrongCell(at('serial'), serial, '不是 15 位流水号', 'not a serial of 15 digits'))
  if (result === undefined) {
    faults.push(wrongCell(at('result'), word, '结果只能是成功、失败或退汇', 'the result is success, failure or taken back', RETURN_RESULTS.flatMap(one => answer[one])))
  }
  if (amount !== '' && amount_fen === null) faults.push(wrongCell(at('amount'), amount, '不是金额', 'not an amount'))
  const holder = plain(texts.holder)
  return { value: { row, serial, result: result ?? 'failed', reason: reason === '' ? null : reason.slice(0, REASON_MAX), amount_fen, ...(holder === '' ? {} : { holder }) }, faults }
}

/** A serial that stands in one file twice: which of the two is meant nobody can tell. */
function twice(rows: readonly ReturnRow[], column: string): Refusal[] {
  const first = new Map<string, number>()
  return rows.flatMap(row => {
    const earlier = first.get(row.serial)
    if (earlier === undefined) first.set(row.serial, row.row)
    return earlier === undefined ? [] : [{
      ...wrongCell(cellPlace(row.row, column), row.serial, `流水号与第${earlier}行相同`, `the serial of row ${earlier} again`), code: 'duplicate' as const,
    }]
  })
}

function wholeFile(read: readonly { value: ReturnRow; faults: Refusal[] }[], serialName: string, more: readonly Refusal[]): ReadReturn {
  const rows = toldIn(read)
  const faults = [...read.flatMap(one => one.faults), ...twice(rows, serialName), ...more]
  if (read.length === 0 && more.length === 0) faults.push(wrongCell('file', '', '回盘文件里没有明细行', 'the return file has no rows'))
  return { rows, faults }
}

type Columns = { readonly at: { readonly [column in keyof Texts]: number }; readonly headings: readonly string[]; readonly start: number }

/** Columns are known by their headings, in any order; lines of a title may stand above. */
function findColumns(answer: Headed, rows: readonly SheetRow[]): Columns | undefined {
  for (const [start, row] of rows.slice(0, 10).entries()) {
    const headings = row.cells.map(cell => plain(cell?.text).replaceAll(/\s/g, ''))
    const find = (names: readonly string[]) => headings.findIndex(heading => names.some(name => plain(name) === heading))
    const at = { serial: find(answer.serial), result: find(answer.result), reason: find(answer.reason), amount: find(answer.amount), holder: find(answer.holder) }
    if (at.serial >= 0 && at.result >= 0) return { at, headings, start: start + 1 }
  }
  return undefined
}

/** The rows of a sheet with headings; undefined when it is not of this layout. */
export function readHeaded(answer: Headed, sheet: Sheet): ReadReturn | undefined {
  const found = findColumns(answer, sheet.rows)
  if (!found) return undefined
  const { at, headings } = found
  const textsOf = (row: SheetRow): Texts => {
    const text = (index: number) => (index < 0 ? '' : row.cells[index]?.text ?? '')
    return { serial: text(at.serial), result: text(at.result), reason: text(at.reason), amount: text(at.amount), holder: text(at.holder) }
  }
  const name = (index: number) => headings[index] ?? ''
  const names = { serial: name(at.serial), result: name(at.result), reason: name(at.reason), amount: name(at.amount), holder: name(at.holder) }
  const rows = sheet.rows.slice(found.start).map(row => ({ row: row.row, texts: textsOf(row) })).filter(({ texts }) => plain(texts.serial) !== '' || plain(texts.result) !== '')
  return wholeFile(rows.map(({ row, texts }) => readRow(answer, row, texts, names, 'yuan')), names.serial, [])
}

const NAMES: Names = { serial: '流水号', result: '结果', reason: '原因', amount: '金额', holder: '户名' }

type Line = { readonly row: number; readonly text: string }
type Split = (line: string, fields: readonly { width?: number | undefined; align: 'left' | 'right'; pad: string }[]) => string[] | undefined

const splitter = (answer: Answered, measure: Measure): Split => (answer.kind === 'fixed'
  ? (line, fields) => cutFields(line, fields, measure)
  : (line, fields) => { const texts = line.split(answer.delimiter); return texts.length < fields.length ? undefined : texts })

/** The fields of a header or trailer, if the line is one: the words that always stand there do. */
function readMark(marks: readonly BankMark[] | undefined, line: Line | undefined, split: Split): string[] | undefined {
  const texts = marks && line ? split(line.text, marks) : undefined
  return texts && marks!.every((mark, index) => !('text' in mark) || mark.text === texts[index]!.trim()) ? texts : undefined
}

const half = (code: 'missing' | 'contradiction', place: string, value: string, text: Text): Refusal => ({
  code, place, value, message: text,
  next: { zh: '文件可能只收到一半，什么也没有登记。请向银行重新下载整个文件再导入。', en: 'Perhaps only half of it came; nothing was entered. Fetch the whole file from the bank and bring it again.' },
})

/** What a header or trailer states of the rows and is not so. */
function unmet(marks: readonly BankMark[], texts: readonly string[], row: number, rows: readonly ReturnRow[], unit: 'yuan' | 'fen'): Refusal[] {
  const total = rows.every(one => one.amount_fen !== null) ? rows.reduce((sum, one) => sum + one.amount_fen!, 0) : undefined
  return marks.flatMap((mark, index): Refusal[] => {
    if ('text' in mark) return []
    const stated = plain(texts[index])
    if (mark.value === 'count' && Number(stated) !== rows.length) {
      return [half('contradiction', cellPlace(row, '笔数'), stated, { zh: `第${row}行写 ${stated} 笔，文件里有 ${rows.length} 笔。`, en: `Row ${row} says ${stated} payments; the file has ${rows.length}.` })]
    }
    const asked = unit === 'fen' ? wholeFen(stated) : parseYuan(stated)
    if (mark.value === 'total' && total !== undefined && asked !== total) {
      return [half('contradiction', cellPlace(row, '金额合计'), stated, { zh: `第${row}行写合计 ${stated}，文件里各行之和是 ${amountIn(unit, total)}。`, en: `Row ${row} says ${stated} in all; the rows add up to ${amountIn(unit, total)}.` })]
    }
    return []
  })
}

/** The rows of a text without headings; undefined when it is not of this layout. */
export function readAnswered(answer: Answered, text: string, measure: Measure): ReadReturn | undefined {
  const split = splitter(answer, measure)
  const unit = answer.amount_unit
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/).map((line, index): Line => ({ row: index + 1, text: line })).filter(line => line.text.trim() !== '')
  const serialAt = answer.columns.findIndex(column => column.value === 'serial')
  const header = readMark(answer.header, lines[0], split)
  const isRow = (line: Line | undefined) => SERIAL_PATTERN.test(plain(line && split(line.text, answer.columns)?.[serialAt]))
  if (answer.header ? !header : !isRow(lines[0])) return undefined
  const last = lines.at(-1)
  const trailer = lines.length > 1 ? readMark(answer.trailer, last, split) : undefined
  const read = lines.slice(header ? 1 : 0, trailer ? -1 : undefined).map(line => {
    const fields = split(line.text, answer.columns)
    const field = (value: keyof Texts) => fields?.[answer.columns.findIndex(column => column.value === value)] ?? ''
    const { value, faults } = readRow(answer, line.row, { serial: field('serial'), result: field('result'), reason: field('reason'), amount: field('amount'), holder: field('holder') }, NAMES, unit)
    const short = wrongCell(`第${line.row}行`, '', `应有 ${answer.columns.length} 个字段，这一行不全`, `a row has ${answer.columns.length} fields, this one fewer`)
    return { value, faults: fields ? faults : [short] }
  })
  const rows = read.map(one => one.value)
  const more = [
    ...(answer.trailer && !trailer ? [half('missing', 'file', String(rows.length), { zh: `读到 ${rows.length} 行，没有写着笔数合计的末行。`, en: `${counted(rows.length, 'row')}, and no last line with count and total.` })] : []),
    ...(header ? unmet(answer.header!, header, lines[0]!.row, rows, unit) : []),
    ...(trailer ? unmet(answer.trailer!, trailer, last!.row, rows, unit) : []),
  ]
  return wholeFile(read, NAMES.serial, more)
}

/** What the program knows of a serial. */
export type KnownSending = {
  readonly serial: string; readonly amount_fen: Fen; readonly account_holder: string
  readonly state: 'sent' | 'confirmed' | 'returned'; readonly failure: string | null; readonly reversed: boolean
}

/** Banks hide letters of a name: where they do, what is left must fit. */
function isHolder(said: string, sent: string): boolean {
  const parts = plain(said).split('*').map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(plain(sent))
}

const otherHolder = (row: ReturnRow): Refusal => ({
  ...wrongCell(cellPlace(row.row, '户名'), row.holder!, '这个流水号送出的是另一个户名', 'another holder was sent under this serial'), code: 'contradiction',
  next: { zh: '这可能是另一次代发的回盘。若刚从备份恢复过，同一流水号可能用过两次，请与银行核对，不要登记。', en: 'It may be another sending’s file. After a restored backup a serial may have been used twice: ask the bank, and do not enter it.' },
})

/** Whether a row says something new, says what is known, or says what cannot be. */
function newsOf(row: ReturnRow, sending: KnownSending): 'news' | 'known' | 'contradiction' {
  if (sending.state === 'sent') return 'news'
  if (sending.state === 'confirmed') return { succeeded: 'known', failed: 'contradiction', reversed: 'news' }[row.result] as 'news' | 'known' | 'contradiction'
  // It came back; what the bank said before it took it back is old news, whichever file comes first.
  return row.result === 'succeeded' && !sending.reversed ? 'contradiction' : 'known'
}

/**
 * A return file held against what was sent. Rows that say what is known already are `unchanged`, so that the same file may come twice.
 * Refuses unknown serials, other amounts, other holders, and results that contradict what was settled before, with what is wrong with the form.
 */
export function matchReturn({ rows, faults: ofForm }: ReadReturn, known: readonly KnownSending[]): Result<{ settle: ReturnRow[]; unchanged: number }> {
  const sendings = new Map(known.map(sending => [sending.serial, sending]))
  const faults = rows.flatMap((row): Refusal[] => {
    const sending = sendings.get(row.serial)
    if (!sending) {
      return [{
        ...wrongCell(cellPlace(row.row, '流水号'), row.serial, '没有送出过这个流水号', 'no such serial was sent'), code: 'not-found',
        next: { zh: '请核对是不是本单位这一批的回盘；若刚从备份恢复，备份之后送出的要先补录。', en: 'See whether this is your own run’s file; after a restored backup, what was sent since must be entered first.' },
      }]
    }
    const differs: Refusal[] = []
    if (row.amount_fen !== null && row.amount_fen !== sending.amount_fen) {
      differs.push(wrongCell(cellPlace(row.row, '金额(元)'), yuan(row.amount_fen), `与送出的金额 ${yuan(sending.amount_fen)} 不符`, `${yuan(sending.amount_fen)} was sent`, [yuan(sending.amount_fen)]))
    }
    if (row.holder !== undefined && !isHolder(row.holder, sending.account_holder)) differs.push(otherHolder(row))
    if (!row.faulty && newsOf(row, sending) === 'contradiction') {
      const was = RESULT_NAMES[sending.state === 'confirmed' ? 'succeeded' : 'failed']
      differs.push({ ...wrongCell(cellPlace(row.row, '结果'), RESULT_NAMES[row.result].zh, `此前已登记为${was.zh}`, `entered before as ${was.en}`), code: 'contradiction' })
    }
    return differs
  })
  if (ofForm.length + faults.length > 0) return refused(...rowByRow([...ofForm, ...faults]))
  const settle = rows.filter(row => newsOf(row, sendings.get(row.serial)!) === 'news')
  return done({ settle, unchanged: rows.length - settle.length })
}
