import type { Refusal } from '../base/result.ts'

/**
 * One filled cell. A number cell keeps that it was one: eighteen digits typed as a number have already lost
 * their last three in the spreadsheet program, and only the kind of the cell still shows it.
 */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly number: number }
  | { readonly kind: 'day'; readonly text: string }

/** One row that has something in it; `row` is its number as the spreadsheet program shows it, from 1. */
export type SheetRow = { readonly row: number; readonly cells: readonly (Cell | null)[] }

/** The first sheet of a file, formatted but empty rows left out. `encoding`: what the letters of a text file were read as. */
export type Sheet = { readonly rows: readonly SheetRow[]; readonly encoding?: SheetEncoding }
export type SheetEncoding = 'utf-8' | 'utf-16' | 'gb18030'

/** A sheet to write. Every cell is text, so that no long number is ever damaged and no text ever runs as a formula. */
export type SheetToWrite = {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** How a column's cells are written: an amount is whole fen, and stands as a number in yuan with two decimals, which people add up. */
export type PrintedColumn = { readonly heading: string; readonly kind: 'text' | 'count' | 'amount' }
/** One row to write: texts, and numbers where the column says count or amount; '' is an empty cell. */
export type PrintedRow = readonly (string | number)[]

/** A sheet to write that is also printed and signed: landscape, its headings on every page, as wide as the page. */
export type PrintedSheet = {
  readonly name: string
  readonly title: string
  /** Lines between the title and the headings. */
  readonly above: readonly string[]
  readonly columns: readonly PrintedColumn[]
  /** Gone through twice, for the widths of the columns and for the writing; they may be made while they are read. */
  readonly rows: Iterable<PrintedRow>
  readonly totals: PrintedRow | null
  /** Lines under the table. */
  readonly below: readonly string[]
  readonly paper: 'A4' | 'A3'
}

/** What a file may weigh before it is opened at all. Sizes in bytes. */
export type SheetLimits = {
  readonly fileSize: number
  readonly entries: number
  readonly unpackedSize: number
  /** unpacked : packed, looked at once the unpacked size passes `ratioFrom` */
  readonly ratio: number
  readonly ratioFrom: number
  readonly rows: number
  readonly columns: number
}

export const SHEET_LIMITS: SheetLimits = {
  fileSize: 30 * 1024 * 1024,
  entries: 2_000,
  unpackedSize: 320 * 1024 * 1024,
  ratio: 200,
  ratioFrom: 20 * 1024 * 1024,
  rows: 200_000,
  columns: 256,
}

const SAVE_AGAIN = {
  zh: '请用 WPS 或 Excel 打开后另存为 .xlsx 或 .csv，再上传。',
  en: 'Open it in WPS or Excel, save it as .xlsx or .csv, and upload that.',
}

/** The file is not a sheet that the program reads. `what` says what it seems to be. */
export const notASheet = (what: { zh: string; en: string }): Refusal => ({
  code: 'unreadable', place: 'file', legal: ['.xlsx', '.xls', '.csv'],
  message: { zh: `读不了这个文件：${what.zh}`, en: `This file cannot be read: ${what.en}` },
  next: SAVE_AGAIN,
})

/** The file is larger than the program opens. */
export const tooLarge = (what: { zh: string; en: string }): Refusal => ({
  code: 'too-large', place: 'file',
  message: { zh: `文件太大，没有打开：${what.zh}`, en: `The file is too large and was not opened: ${what.en}` },
  next: {
    zh: '请删去图片和多余的工作表，或分成几个文件，再上传。',
    en: 'Remove pictures and spare sheets, or split it into several files, and upload those.',
  },
})

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024 * 10) / 10

/** The file's own size held against the limit, before anything is unpacked. */
export function checkFileSize(size: number, limits: SheetLimits = SHEET_LIMITS): Refusal[] {
  if (size <= limits.fileSize) return []
  const [actual, limit] = [megabytes(size), megabytes(limits.fileSize)]
  return [tooLarge({ zh: `${actual} MB，上限 ${limit} MB。`, en: `${actual} MB, at most ${limit} MB.` })]
}
