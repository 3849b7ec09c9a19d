import { parseCsv } from 'hucre/csv'
import { readXlsx, streamXlsxRows } from 'hucre/xlsx'
import { done, refused, type Result } from '../base/result.ts'
import { withoutUnseen } from '../base/unseen.ts'
import { decodeText } from './encoding.ts'
import { readOldWorkbook } from './old-workbook.ts'
import { checkFileSize, notASheet, SHEET_LIMITS, tooLarge, type Cell, type Sheet, type SheetLimits, type SheetRow } from './sheets.ts'
import { checkZip } from './zip.ts'

type Value = string | number | boolean | Date | null
type Source<Row> = AsyncIterable<Row> | Iterable<Row>

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b
const isOldOffice = (bytes: Uint8Array) => bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0

function cellOf(value: Value): Cell | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return { kind: 'day', text: value.toISOString().slice(0, 10) }
  if (typeof value === 'number') return { kind: 'number', text: String(value), number: value }
  const text = withoutUnseen(String(value)).trim()
  return text === '' ? null : { kind: 'text', text }
}

function cellsOf(values: readonly Value[]): (Cell | null)[] {
  const cells = values.map(cellOf)
  while (cells.length > 0 && cells.at(-1) === null) cells.pop()
  return cells
}

const tooManyRows = (limit: number) => refused(tooLarge({ zh: `超过 ${limit} 行。`, en: `more than ${limit} rows.` }))
const tooManyColumns = (row: number, limit: number) =>
  refused(tooLarge({ zh: `第 ${row} 行超过 ${limit} 列。`, en: `row ${row} has more than ${limit} columns.` }))

async function collect(source: Source<{ readonly index: number; readonly values: readonly Value[] }>, limits: SheetLimits): Promise<Result<Sheet>> {
  const rows: SheetRow[] = []
  for await (const { index, values } of source) {
    const cells = cellsOf(values)
    if (cells.length === 0) continue
    if (cells.length > limits.columns) return tooManyColumns(index + 1, limits.columns)
    if (rows.length >= limits.rows) return tooManyRows(limits.rows)
    rows.push({ row: index + 1, cells })
  }
  return done({ rows })
}

/** Where the first sheet stands that is shown; the first of all where none is. */
async function firstShown(bytes: Uint8Array): Promise<number> {
  const shown: number[] = []
  const note = ({ hidden, veryHidden }: { hidden?: boolean; veryHidden?: boolean }, index: number) => {
    if (!hidden && !veryHidden) shown.push(index)
    return false
  }
  await readXlsx(bytes, { sheets: note })
  return shown[0] ?? 0
}

async function readWorkbook(bytes: Uint8Array, limits: SheetLimits): Promise<Result<Sheet>> {
  const refusals = checkZip(bytes, limits)
  if (refusals.length > 0) return refused(...refusals)
  try {
    return await collect(streamXlsxRows(bytes, { sheet: await firstShown(bytes) }), limits)
  } catch {
    // Whatever the reader stumbled over, the file came from outside: it is a refusal, not a bug of ours.
    return refused(notASheet({ zh: '看起来是 .xlsx，但内容已损坏或已加密。', en: 'it looks like .xlsx, but is damaged or encrypted.' }))
  }
}

async function readOld(bytes: Uint8Array, limits: SheetLimits): Promise<Result<Sheet>> {
  const rows = await readOldWorkbook(bytes)
  return rows.ok ? collect(rows.value, limits) : rows
}

/** A quote that opens a field and never closes swallows the rest of the file into one cell: count them. */
const quotesBalance = (text: string) => (text.split('"').length - 1) % 2 === 0

async function* csvRows(text: string) {
  const lines = parseCsv(text, { delimiter: text.split(/\r?\n/, 1)[0]!.includes('\t') ? '\t' : ',', unescapeFormulae: true })
  for (const [index, values] of lines.entries()) yield { index, values }
}

// oxlint-disable-next-line no-control-regex -- a control character is exactly what no text sheet holds
const NOT_TEXT = /[\u0000-\u0008\u000e-\u001f]/

/** What systems write who call a page, or a page with its pictures (MIME), a spreadsheet. */
const WEB_PAGE = /^\s*(?:<(?:!doctype|!--|html|head|meta|style|body|div|\?xml|table)|MIME-Version:)/i

async function readText(bytes: Uint8Array, limits: SheetLimits): Promise<Result<Sheet>> {
  const decoded = decodeText(bytes)
  // Nearly any bytes decode as GB18030: a table in it has at least two columns.
  if (decoded === undefined || (decoded.encoding === 'gb18030' && !/[,\t]/.test(decoded.text))) {
    return refused(notASheet({ zh: '既不是 .xlsx、.xls，也不是 UTF-8、UTF-16 或 GBK 编码的文本。', en: 'it is neither .xlsx nor .xls nor text in UTF-8, UTF-16 or GBK.' }))
  }
  const { text, encoding } = decoded
  const start = text.slice(0, 4096)
  if (NOT_TEXT.test(start) || start.startsWith('%PDF')) return refused(notASheet({ zh: '不是电子表格。', en: 'it is not a spreadsheet.' }))
  if (WEB_PAGE.test(start)) {
    return refused(notASheet({ zh: '是网页，不是电子表格（有些系统把网页存成 .xls）。', en: 'it is a web page, not a spreadsheet (some systems save pages as .xls).' }))
  }
  if (!quotesBalance(text)) return refused(notASheet({ zh: 'CSV 里有没有配对的引号。', en: 'the CSV has a quote that is never closed.' }))
  const sheet = await collect(csvRows(text), limits)
  return sheet.ok ? done({ ...sheet.value, encoding }) : sheet
}

/**
 * The first sheet that is shown of an .xlsx, of an old .xls, or of a text in UTF-8, UTF-16 or GBK, told apart by content, never by name. Everything
 * that can be refused by its size is refused before it is unpacked.
 */
export async function readSheet(bytes: Uint8Array, limits: SheetLimits = SHEET_LIMITS): Promise<Result<Sheet>> {
  const size = checkFileSize(bytes.byteLength, limits)
  if (size.length > 0) return refused(...size)
  if (bytes.byteLength === 0) return refused(notASheet({ zh: '是空文件。', en: 'it is empty.' }))
  const reader = isOldOffice(bytes) ? readOld : isZip(bytes) ? readWorkbook : readText
  const sheet = await reader(bytes, limits)
  if (!sheet.ok || sheet.value.rows.length > 0) return sheet
  return refused(notASheet({ zh: '第一张工作表里没有内容。', en: 'its first sheet holds nothing.' }))
}
