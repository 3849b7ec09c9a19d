import { writeXlsx } from 'hucre/xlsx'
import type { SheetToWrite } from './sheets.ts'

const LONGEST_NAME = 31
const MEASURED_ROWS = 100
const [NARROWEST, WIDEST] = [8, 40]

/** Chinese characters take two columns. */
const width = (text: string) => [...text].reduce((total, character) => total + (character > '\u2e7f' ? 2 : 1), 0)

const columnWidth = (sheet: SheetToWrite, index: number): number => {
  const texts = [sheet.headings[index] ?? '', ...sheet.rows.slice(0, MEASURED_ROWS).map(row => row[index] ?? '')]
  return Math.min(WIDEST, Math.max(NARROWEST, ...texts.map(width)) + 2)
}

/** A sheet as .xlsx bytes: every cell text, in text format, so that what people type below stays text too. */
export function writeWorkbook(sheet: SheetToWrite): Promise<Uint8Array> {
  const columns = sheet.headings.map((_, index) => ({ width: columnWidth(sheet, index), numFmt: '@' }))
  const rows = [sheet.headings, ...sheet.rows].map(row => row.map(text => (text === '' ? null : text)))
  return writeXlsx({
    sheets: [{
      name: sheet.name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, LONGEST_NAME) || 'Sheet1',
      columns, rows, freezePane: { rows: 1 },
    }],
  })
}

/** What a spreadsheet program would run as a formula when it opens a CSV. */
const RUNS = /^[=+\-@|\t\r\n]/

const csvCell = (text: string): string => {
  const harmless = RUNS.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A sheet as UTF-8 CSV with a byte-order mark; a text that would run as a formula gets an apostrophe before it. */
export const writeCsv = (sheet: SheetToWrite): Uint8Array =>
  new TextEncoder().encode('\ufeff' + [sheet.headings, ...sheet.rows].map(row => row.map(csvCell).join(',') + '\r\n').join(''))
