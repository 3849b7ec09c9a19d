import { parentPort, workerData } from 'node:worker_threads'
import { CFB, read, set_cptable, SSF, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx'
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs'

/** A cell as the program's own readers give it: a day is a `Date` at midnight UTC. */
export type OldCell = string | number | boolean | Date | null
export type OldRow = { readonly index: number; readonly values: readonly OldCell[] }
export type OldAnswer = { readonly rows: readonly OldRow[] } | { readonly fault: 'password' | 'no-workbook' | 'damaged' }

/** Formats that Excel in Chinese has by number alone: 2001年3月14日 and its like are in no file. */
const CHINESE_DAY_FORMATS = [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]
const BIFF_BEGINS = 0x09
const ERRORS: Readonly<Record<number, string>> = { 0: '#NULL!', 7: '#DIV/0!', 15: '#VALUE!', 23: '#REF!', 29: '#NAME?', 36: '#NUM!', 42: '#N/A' }

/** A serial number as the day that the spreadsheet program shows: reckoned without a time zone. */
function dayOf(serial: number, from1904: boolean): Date | undefined {
  const parts = SSF.parse_date_code(serial, { date1904: from1904 })
  return parts ? new Date(Date.UTC(parts.y, parts.m - 1, parts.d)) : undefined
}

function valueOf(cell: CellObject | undefined, from1904: boolean): OldCell {
  if (!cell || cell.v === undefined || cell.t === 'z') return null
  if (cell.t === 'e') return ERRORS[Number(cell.v)] ?? '#N/A'
  if (cell.t === 'n' && typeof cell.z === 'string' && SSF.is_date(cell.z)) return dayOf(Number(cell.v), from1904) ?? Number(cell.v)
  return cell.v instanceof Date ? cell.v.toISOString() : cell.v
}

/** The first sheet that is shown and holds cells: no chart, no macro sheet, and none that somebody hid. */
function firstSheet(book: WorkBook): WorkSheet | undefined {
  const hidden = new Set(book.Workbook?.Sheets?.filter(sheet => sheet.Hidden).map(sheet => sheet.name))
  const sheets = book.SheetNames.filter(name => book.Sheets[name]?.['!data'] !== undefined && book.Sheets[name]['!type'] === undefined)
  const name = sheets.find(each => !hidden.has(each)) ?? sheets[0]
  return name === undefined ? undefined : book.Sheets[name]
}

function rowsOf(book: WorkBook): OldRow[] {
  const from1904 = book.Workbook?.WBProps?.date1904 === true
  // Rows that hold nothing are holes in the array.
  return (firstSheet(book)?.['!data'] ?? []).flatMap((cells, index) =>
    (cells ? [{ index, values: Array.from(cells, cell => valueOf(cell, from1904)) }] : []))
}

/** What the library says of a file that it cannot read. */
const isLocked = (error: unknown): boolean => /password|encrypt/i.test(error instanceof Error ? error.message : String(error))

function answer(bytes: Uint8Array): OldAnswer {
  set_cptable(codepages)
  for (const format of CHINESE_DAY_FORMATS) SSF.load('yyyy-mm-dd', format)
  try {
    const file = CFB.read(Buffer.from(bytes), { type: 'buffer' })
    if (CFB.find(file, 'EncryptedPackage')) return { fault: 'password' }
    const stream = CFB.find(file, '/Workbook') ?? CFB.find(file, '/Book')
    if (!stream) return { fault: 'no-workbook' }
    const content = Buffer.from(stream.content as Uint8Array)
    // Nothing but a stream of BIFF: what else the library would read by its first byte is none of this file's business.
    if (content[0] !== BIFF_BEGINS) return { fault: 'damaged' }
    // Values as they were last reckoned: no formula is read, no macro, no link, no text that a number is shown as.
    return { rows: rowsOf(read(content, { type: 'buffer', dense: true, cellFormula: false, cellHTML: false, cellText: false, cellNF: true, bookVBA: false })) }
  } catch (error) {
    return { fault: isLocked(error) ? 'password' : 'damaged' }
  }
}

parentPort!.postMessage(answer(workerData as Uint8Array))
