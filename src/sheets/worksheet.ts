import { yuan } from '../base/money.ts'
import type { PrintedColumn, PrintedRow } from './sheets.ts'
import { STYLES } from './styles.ts'

/** A line of one text across the whole table. */
export type Banner = { readonly text: string; readonly style: number; readonly height?: number }
/** A sheet as it is laid out: banners, headings, rows, totals, banners. */
export type Layout = {
  readonly name: string
  readonly above: readonly Banner[]
  readonly columns: readonly PrintedColumn[]
  readonly rows: Iterable<PrintedRow>
  readonly totals: PrintedRow | null
  readonly below: readonly Banner[]
  /** Null: a sheet to look at and to bring in again, not to print. */
  readonly paper: 'A4' | 'A3' | null
}

/** Packing hands over piece by piece: a fourth of this costs half as much time again, four times it only memory. */
const PIECE_CHARACTERS = 1 << 16
const MEASURED_ROWS = 200
const WIDEST = 40
/** Paper is narrow, and the pen needs room between the lines. */
const PRINTED = { narrowest: 5, beside: 1.4, rowHeight: 18, headingHeight: 34 } as const
const LOOKED_AT = { narrowest: 6, beside: 2 } as const
const PAPER_SIZES = { A4: 9, A3: 8 } as const

// oxlint-disable-next-line no-control-regex -- XML has no way to say these
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }
// oxlint-disable-next-line no-control-regex -- what must be looked at more closely
const PLAIN = /^[^&<>"\u0000-\u001f\ud800-\udfff\ufffe\uffff]*$/

/** A text as XML holds it. */
export const xml = (text: string): string =>
  (PLAIN.test(text) ? text : text.replaceAll(NOT_XML, '').replaceAll(/[&<>"\r]/g, character => ENTITIES[character]!))

/** 0 -> A, 25 -> Z, 26 -> AA */
export const columnLetters = (index: number): string =>
  (index < 26 ? '' : columnLetters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + index % 26)

/** Chinese characters take two columns. */
const widthOf = (text: string): number => {
  let width = 0
  for (const character of text) width += character > '\u2e7f' ? 2 : 1
  return width
}

const shown = (column: PrintedColumn, value: string | number): string => (typeof value === 'number' && column.kind === 'amount' ? yuan(value) : String(value))

/** The rows that say how wide a column is. */
function measuredRows({ rows, totals }: Layout): PrintedRow[] {
  const measured = totals ? [totals] : []
  for (const row of rows) if (measured.push(row) > MEASURED_ROWS) break
  return measured
}

/** A printed heading may break into two lines. */
function columnWidths(layout: Layout): number[] {
  const rows = measuredRows(layout)
  const { narrowest, beside } = layout.paper === null ? LOOKED_AT : PRINTED
  return layout.columns.map((column, index) => {
    const heading = widthOf(column.heading)
    const cells = rows.map(row => widthOf(shown(column, row[index] ?? '')))
    return Math.min(WIDEST, Math.max(narrowest, layout.paper === null ? heading : Math.ceil(heading / 4) * 2, ...cells) + beside)
  })
}

/** Only blanks at its ends and line breaks need to be asked for. */
const SPACED = /^\s|\s$|[\r\n\t]| {2}/

const opened = (text: string): string => (SPACED.test(text) ? '<t xml:space="preserve">' : '<t>')

const textCell = (place: string, style: number, text: string): string =>
  (text === '' ? `<c r="${place}" s="${style}"/>` : `<c r="${place}" s="${style}" t="inlineStr"><is>${opened(text)}${xml(text)}</t></is></c>`)

/** What of a column's cells is the same in every row: up to the row's number, and after it. */
type Placed = { readonly kind: PrintedColumn['kind']; readonly open: string; readonly text: string; readonly number: string; readonly empty: string }

const placed = (layout: Layout, styles: Readonly<Record<PrintedColumn['kind'], number>>): Placed[] => layout.columns.map(({ kind }, index) => ({
  kind, open: `<c r="${columnLetters(index)}`, text: `" s="${styles[kind]}" t="inlineStr"><is>`, number: `" s="${styles[kind]}"><v>`, empty: `" s="${styles[kind]}"/>`,
}))

/** A row's XML, put together once: there are a million cells in a large sheet. */
function rowXml(number: number, columns: readonly Placed[], row: PrintedRow): string {
  const line = String(number)
  const parts = ['<row r="', line, '">']
  for (let index = 0; index < columns.length; index++) {
    const { kind, open, text, number: before, empty } = columns[index]!
    const value = row[index] ?? ''
    if (typeof value === 'number') parts.push(open, line, before, kind === 'amount' && value !== 0 ? yuan(value) : String(value), '</v></c>')
    else if (value === '') parts.push(open, line, empty)
    else parts.push(open, line, text, opened(value), xml(value), '</t></is></c>')
  }
  parts.push('</row>')
  return parts.join('')
}

/** A banner's other cells stand there empty, so that the border of a merged line is whole. */
const bannerXml = (number: number, { text, style, height }: Banner): string =>
  `<row r="${number}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${textCell(`A${number}`, style, text)}</row>`

const headingXml = (number: number, { columns, paper }: Layout): string =>
  `<row r="${number}"${paper === null ? '' : ` ht="${PRINTED.headingHeight}" customHeight="1"`}>${columns.map((column, index) =>
    textCell(columnLetters(index) + number, paper === null ? STYLES.text : STYLES.heading, column.heading)).join('')}</row>`

/** The row of headings, counted from 1 as spreadsheet programs do. */
export const headingRow = (layout: Layout): number => layout.above.length + 1

function head(layout: Layout): string {
  const style = layout.paper === null ? ` style="${STYLES.text}"` : ''
  const columns = columnWidths(layout).map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${style}/>`).join('')
  const frozen = headingRow(layout)
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    + (layout.paper === null ? '' : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    + `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    + (layout.paper === null ? '' : `<sheetFormatPr defaultRowHeight="${PRINTED.rowHeight}" customHeight="1"/>`)
    + `<cols>${columns}</cols><sheetData>`
}

function tail(layout: Layout, below: number): string {
  const last = columnLetters(layout.columns.length - 1)
  const lines = [...layout.above.map((_, index) => index + 1), ...layout.below.map((_, index) => below + index)]
  const merged = last === 'A' ? [] : lines.map(line => `<mergeCell ref="A${line}:${last}${line}"/>`)
  const merge = merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>`
  const print = layout.paper === null ? '' : '<printOptions horizontalCentered="1"/>'
    + '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    + `<pageSetup paperSize="${PAPER_SIZES[layout.paper]}" orientation="landscape" fitToWidth="1" fitToHeight="0"/>`
    + `<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>`
  return `</sheetData>${merge}${print}</worksheet>`
}

function* rowTexts(layout: Layout): Generator<string> {
  const heading = headingRow(layout)
  yield head(layout)
  for (const [index, banner] of layout.above.entries()) yield bannerXml(index + 1, banner)
  yield headingXml(heading, layout)
  const body = placed(layout, layout.paper === null ? { text: STYLES.text, count: STYLES.text, amount: STYLES.text } : STYLES)
  let number = heading
  for (const row of layout.rows) yield rowXml(++number, body, row)
  if (layout.totals) yield rowXml(++number, placed(layout, { text: STYLES.total, count: STYLES.totalCount, amount: STYLES.totalAmount }), layout.totals)
  for (const [index, banner] of layout.below.entries()) yield bannerXml(number + 1 + index, banner)
  yield tail(layout, number + 1)
}

/** A worksheet's XML in pieces of a size that packs well; no more than one piece is ever held. */
export function* worksheetXml(layout: Layout): Generator<string> {
  let piece = ''
  for (const text of rowTexts(layout)) {
    piece += text
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  yield piece
}
