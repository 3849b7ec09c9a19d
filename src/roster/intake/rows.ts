import type { Refusal, Text } from '../../base/result.ts'
import { secretIn } from '../../base/secrecy.ts'
import type { Cell, Sheet, SheetRow } from '../../sheets/sheets.ts'
import { isDamaged, readCell, type PlaceFinder } from './cells.ts'
import { ERROR_HEADING, foldHeading, headingsOf, type Field, type SheetColumn, type SheetForm } from './form.ts'

/** One refused cell or row. `row` is the number that the spreadsheet program shows; `column` the heading in the file. */
export type RowRefusal = {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly reason: Text
  readonly legal: readonly string[]
}

export type FieldValues = Partial<Record<Field, string | number | boolean>>

/** A row as read: its fields, and what is wrong with it. */
export type ReadRow = { readonly row: number; readonly source: SheetRow; readonly fields: FieldValues; readonly refusals: readonly RowRefusal[] }

/** Which column of the file is which of the form. */
export type Headings = {
  readonly row: number
  readonly texts: readonly string[]
  readonly columns: readonly (SheetColumn | undefined)[]
}

/** Titles may stand above the headings. */
const HEADINGS_WITHIN = 10

const textsOf = (row: SheetRow) => row.cells.map(cell => cell?.text.trim() ?? '')

const names = (columns: readonly SheetColumn[]) => columns.map(column => column.heading)

const placeOf = (found: SheetRow, index: number) => `第 ${found.row} 行第 ${index + 1} 列`

/** Columns that the form does not know: headings, and what is filled in below none. */
function strangeColumns(form: SheetForm, sheet: Sheet, found: SheetRow, columns: readonly (SheetColumn | undefined)[]): Refusal[] {
  const texts = textsOf(found)
  const unknown = texts.flatMap((text, index): Refusal[] => (text === '' || columns[index] ? [] : [{
    code: 'unknown-key', place: placeOf(found, index), value: text, legal: names(form.columns.filter(column => !column.secret)),
    message: { zh: `不认识的标题“${text}”。`, en: `Unknown heading “${text}”.` },
    next: { zh: '请改成所列标题之一，或删去这一列。', en: 'Use one of the listed headings, or delete the column.' },
  }]))
  const widest = Math.max(...sheet.rows.map(row => row.cells.length))
  const nameless = Array.from({ length: widest }, (_, index) => index).flatMap((index): Refusal[] => {
    const filled = (texts[index] ?? '') === '' && sheet.rows.find(row => row.row > found.row && row.cells[index])
    return !filled ? [] : [{
      code: 'missing', place: placeOf(found, index), message: {
        zh: `第 ${index + 1} 列没有标题，但第 ${filled.row} 行有内容。`, en: `Column ${index + 1} has no heading, but row ${filled.row} is filled.` },
      next: { zh: '请补上标题，或清空这一列。', en: 'Give it a heading, or empty the column.' },
    }]
  })
  return [...unknown, ...nameless]
}

function headingFaults(form: SheetForm, sheet: Sheet, found: SheetRow, columns: readonly (SheetColumn | undefined)[]): Refusal[] {
  const texts = textsOf(found)
  const refusals = form.foreign ? [] : strangeColumns(form, sheet, found, columns)
  for (const [index, column] of columns.entries()) {
    const first = column?.field === undefined ? -1 : columns.findIndex(other => other?.field === column.field)
    if (first >= 0 && first < index) refusals.push({
      code: 'duplicate', place: placeOf(found, index), value: texts[index],
      message: { zh: `“${texts[first]}”和“${texts[index]}”是同一列，只能留一列。`, en: `“${texts[first]}” and “${texts[index]}” are the same column; keep one.` },
    })
  }
  const absent = form.columns.filter(column => column.required && !columns.includes(column))
  for (const column of absent) refusals.push({
    code: 'missing', place: `第 ${found.row} 行`, value: column.heading, legal: [column.heading, ...column.aliases],
    message: { zh: `缺少必填的列“${column.heading}”。`, en: `The required column “${column.heading}” is missing.` },
    next: { zh: '请下载模板对照，补上这一列。', en: 'Compare with the template and add the column.' },
  })
  return refusals
}

/** Finds the row of headings and matches it to the form by name, in any order. All that is wrong is told at once. */
export function readHeadings(form: SheetForm, sheet: Sheet): { headings: Headings } | { refusals: Refusal[] } {
  const known = headingsOf(form)
  const matches = (row: SheetRow) => textsOf(row).filter(text => known.has(foldHeading(text))).length
  const candidates = sheet.rows.slice(0, HEADINGS_WITHIN)
  const found = candidates.reduce((best, row) => (matches(row) > matches(best) ? row : best), candidates[0]!)
  const columns = textsOf(found).map(text => (text === '' ? undefined : known.get(foldHeading(text))))
  const refusals = headingFaults(form, sheet, found, columns)
  return refusals.length > 0 ? { refusals } : { headings: { row: found.row, texts: textsOf(found), columns } }
}

function readRow(headings: Headings, source: SheetRow, find: PlaceFinder): ReadRow {
  const fields: FieldValues = {}
  const refusals: RowRefusal[] = []
  for (const [index, column] of headings.columns.entries()) {
    if (column?.field === undefined) continue
    const cell = source.cells[index]
    const at = { row: source.row, column: headings.texts[index]! }
    if (!cell) {
      if (column.required) refusals.push({ ...at, value: '', reason: { zh: '必填，没有填。', en: 'Required, and empty.' }, legal: [] })
      continue
    }
    const reading = readCell(column, cell, find)
    if ('value' in reading) fields[column.field] = reading.value
    else refusals.push({ ...at, value: reading.shown, reason: reading.reason, legal: reading.legal })
  }
  return { row: source.row, source, fields, refusals }
}

/** Every row below the headings, each with all its errors. */
export const readRows = (headings: Headings, sheet: Sheet, find: PlaceFinder): ReadRow[] =>
  sheet.rows.filter(row => row.row > headings.row).map(row => readRow(headings, row, find))

/** The heading under which a field stands in this file. */
export const headingOf = (headings: Headings, field: Field): string =>
  headings.texts[headings.columns.findIndex(column => column?.field === field)] ?? ''

/**
 * A damaged number is left blank: as text its false digits might pass the check one time in eleven.
 * So is whatever looks like a military secret: the file of refused rows is kept for a while.
 */
function returned(column: SheetColumn | undefined, cell: Cell | null | undefined): string {
  if (!cell || column?.secret || isDamaged(cell) || secretIn(cell.text) !== undefined) return ''
  return cell.text
}

/** The refused rows as they came, secret columns blank, with what is wrong in a last column: mended, it imports again. */
export function failedRows(headings: Headings, rows: readonly ReadRow[], refusals: readonly RowRefusal[]) {
  const byRow = Map.groupBy(refusals, refusal => refusal.row)
  const kept = headings.texts.flatMap((text, index) => (text === '' || foldHeading(text) === ERROR_HEADING ? [] : [index]))
  return {
    headings: [...kept.map(index => headings.texts[index]!), ERROR_HEADING],
    rows: rows.filter(row => byRow.has(row.row)).map(row => [
      ...kept.map(index => returned(headings.columns[index], row.source.cells[index])),
      byRow.get(row.row)!.map(refusal => `${refusal.column}：${refusal.reason.zh}${refusal.legal.length > 0 ? `（${refusal.legal.slice(0, 8).join('、')}）` : ''}`).join('；'),
    ]),
  }
}
