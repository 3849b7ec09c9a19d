import { z } from 'zod'
import { parseYuan, yuan, type Fen } from '../../base/money.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import type { Sheet, SheetRow, SheetToWrite } from '../../sheets/sheets.ts'
import { SERIAL_PATTERN } from '../payment.ts'

const words = z.array(z.string().min(1)).min(1)

/** A bank's layout, as forms/bank/*.yaml describes it. */
export const bankFormat = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  sheet: z.string(),
  columns: z.array(z.strictObject({ heading: z.string().min(1), value: z.enum(['number', 'holder', 'account', 'bank', 'amount', 'summary', 'serial']) })).min(1),
  return: z.strictObject({ serial: words, result: words, reason: words, amount: words, succeeded: words, failed: words }),
})
export type BankFormat = z.infer<typeof bankFormat>

/** One line of a bank file, in plain. */
export type BankLine = {
  readonly serial: string
  readonly holder: string
  readonly account: string
  readonly bank: string
  readonly amount_fen: Fen
  readonly summary: string
}

export function bankSheet(format: BankFormat, lines: readonly BankLine[]): SheetToWrite {
  const cell = (line: BankLine, index: number) => ({
    number: String(index + 1), holder: line.holder, account: line.account, bank: line.bank, amount: yuan(line.amount_fen), summary: line.summary, serial: line.serial,
  })
  return {
    name: format.sheet, headings: format.columns.map(column => column.heading),
    rows: lines.map((line, index) => format.columns.map(column => cell(line, index)[column.value])),
  }
}

export type ReturnRow = { readonly row: number; readonly serial: string; readonly succeeded: boolean; readonly reason: string | null; readonly amount_fen: Fen | null }

/** Where a cell stands, as people say it. */
export const cellPlace = (row: number, column: string): string => `第${row}行 ${column}`

type Columns = { readonly serial: number; readonly result: number; readonly reason: number; readonly amount: number; readonly headings: readonly string[] }

const textAt = (row: SheetRow, index: number): string => (index < 0 ? '' : row.cells[index]?.text.normalize('NFKC').trim() ?? '')

/** Columns are known by their headings, in any order; lines of a title may stand above. */
function findColumns(format: BankFormat, rows: readonly SheetRow[]): { columns: Columns; start: number } | undefined {
  for (const [start, row] of rows.slice(0, 10).entries()) {
    const headings = row.cells.map(cell => cell?.text.normalize('NFKC').replaceAll(/\s/g, '') ?? '')
    const find = (names: readonly string[]) => headings.findIndex(heading => names.some(name => name.normalize('NFKC') === heading))
    const { serial, result, reason, amount } = format.return
    const columns = { serial: find(serial), result: find(result), reason: find(reason), amount: find(amount), headings }
    if (columns.serial >= 0 && columns.result >= 0) return { columns, start: start + 1 }
  }
  return undefined
}

const noHeadings = (format: BankFormat): Refusal => ({
  code: 'missing', place: 'file', legal: [format.return.serial[0]!, format.return.result[0]!, format.return.reason[0]!],
  message: { zh: '回盘文件里找不到“流水号”和“结果”两列。', en: 'The return file has no columns 流水号 (serial) and 结果 (result).' },
  next: { zh: '请用银行下载的回盘文件，不要删改表头。', en: 'Use the file as the bank gives it, with its headings.' },
})

const wrongCell = (place: string, value: string, zh: string, en: string, legal?: readonly string[]): Refusal =>
  ({ code: 'invalid', place, value, ...(legal ? { legal } : {}), message: { zh: `${place}：${zh}`, en: `${place}: ${en}` } })

function readRow(format: BankFormat, columns: Columns, row: SheetRow): { value: ReturnRow; faults: Refusal[] } {
  const { succeeded, failed } = format.return
  const at = (index: number) => cellPlace(row.row, columns.headings[index] ?? '')
  const [serial, result, reason, amount] = [textAt(row, columns.serial), textAt(row, columns.result), textAt(row, columns.reason), textAt(row, columns.amount)]
  const amount_fen = amount === '' ? null : parseYuan(amount) ?? null
  const faults = screenSecret(at(columns.reason), reason)
  if (!SERIAL_PATTERN.test(serial)) faults.push(wrongCell(at(columns.serial), serial, '不是 14 位流水号', 'not a serial of 14 digits'))
  if (!succeeded.includes(result) && !failed.includes(result)) {
    faults.push(wrongCell(at(columns.result), result, '结果只能是成功或失败', 'the result is success or failure', [...succeeded, ...failed]))
  }
  if (amount !== '' && amount_fen === null) faults.push(wrongCell(at(columns.amount), amount, '不是金额', 'not an amount'))
  return { value: { row: row.row, serial, succeeded: succeeded.includes(result), reason: reason === '' ? null : reason.slice(0, 200), amount_fen }, faults }
}

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

/** The rows of a return file; every offence at once, with row and column. */
export function readReturn(format: BankFormat, sheet: Sheet): Result<ReturnRow[]> {
  const found = findColumns(format, sheet.rows)
  if (!found) return refused(noHeadings(format))
  const filled = sheet.rows.slice(found.start).filter(row => textAt(row, found.columns.serial) !== '' || textAt(row, found.columns.result) !== '')
  const read = filled.map(row => readRow(format, found.columns, row))
  const faults = [...read.flatMap(row => row.faults), ...twice(read.map(row => row.value), found.columns.headings[found.columns.serial]!)]
  if (read.length === 0) faults.push(wrongCell('file', '', '回盘文件里没有明细行', 'the return file has no rows'))
  return faults.length > 0 ? refused(...faults) : done(read.map(row => row.value))
}

/** What the program knows of a serial. */
export type KnownSending = { readonly serial: string; readonly amount_fen: Fen; readonly state: 'sent' | 'confirmed' | 'returned'; readonly failure: string | null }

/**
 * A return file held against what was sent. Rows that say what is known already are `unchanged`, so that the same file may come twice.
 * Refuses unknown serials, other amounts, and results that contradict what was settled before.
 */
export function matchReturn(rows: readonly ReturnRow[], known: readonly KnownSending[]): Result<{ settle: ReturnRow[]; unchanged: number }> {
  const sendings = new Map(known.map(sending => [sending.serial, sending]))
  const faults = rows.flatMap((row): Refusal[] => {
    const sending = sendings.get(row.serial)
    if (!sending) return [{ ...wrongCell(cellPlace(row.row, '流水号'), row.serial, '没有送出过这个流水号', 'no such serial was sent'), code: 'not-found' }]
    if (row.amount_fen !== null && row.amount_fen !== sending.amount_fen) {
      return [wrongCell(cellPlace(row.row, '金额(元)'), yuan(row.amount_fen), `与送出的金额 ${yuan(sending.amount_fen)} 不符`, `${yuan(sending.amount_fen)} was sent`, [yuan(sending.amount_fen)])]
    }
    if (sending.state !== 'sent' && (sending.state === 'confirmed') !== row.succeeded) {
      const was = sending.state === 'confirmed' ? { zh: '成功', en: 'succeeded' } : { zh: '失败', en: 'failed' }
      return [{ ...wrongCell(cellPlace(row.row, '结果'), row.succeeded ? '成功' : '失败', `此前已登记为${was.zh}`, `entered before as ${was.en}`), code: 'contradiction' }]
    }
    return []
  })
  if (faults.length > 0) return refused(...faults)
  const settle = rows.filter(row => sendings.get(row.serial)!.state === 'sent')
  return done({ settle, unchanged: rows.length - settle.length })
}

/** The formats of `pay export`: each layout as .xlsx and as .csv. */
export type ExportFormat = { readonly id: string; readonly format: BankFormat; readonly kind: 'xlsx' | 'csv' }

export const exportFormats = (formats: readonly BankFormat[]): ExportFormat[] =>
  formats.flatMap(format => (['xlsx', 'csv'] as const).map(kind => ({ id: `${format.id}-${kind}`, format, kind })))
