import { writeArchive, type ArchivePart } from './archive.ts'
import type { PrintedSheet, SheetToWrite } from './sheets.ts'
import { STYLES, stylesXml } from './styles.ts'
import { headingRow, worksheetXml, xml, type Layout } from './worksheet.ts'

const LONGEST_NAME = 31
const TITLE_HEIGHT = 34
const LINE_HEIGHT = 20

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Names that spreadsheet programs take: without their own signs, short, each once. */
function sheetNames(layouts: readonly Layout[]): string[] {
  const taken = new Set<string>()
  return layouts.map(({ name }) => {
    const clean = name.replaceAll(/[\\/?*[\]:']/g, ' ').slice(0, LONGEST_NAME) || 'Sheet1'
    let own = clean
    for (let again = 2; taken.has(own.toLowerCase()); again++) own = `${clean.slice(0, LONGEST_NAME - 4)}(${again})`
    taken.add(own.toLowerCase())
    return own
  })
}

const contentTypes = (count: number): string => `${HEAD}<Types xmlns="${PACKAGE}/content-types">`
  + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
  + `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>`
  + Array.from({ length: count }, (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`).join('')
  + '</Types>'

const relation = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`
const relations = (all: readonly string[]): string => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`

function workbookXml(layouts: readonly Layout[]): string {
  const names = sheetNames(layouts)
  const sheets = names.map((name, index) => `<sheet name="${xml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')
  const titles = layouts.flatMap((layout, index) => (layout.paper === null ? [] : [
    `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${xml(names[index]!)}'!$${headingRow(layout)}:$${headingRow(layout)}</definedName>`,
  ])).join('')
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets}</sheets>${titles === '' ? '' : `<definedNames>${titles}</definedNames>`}</workbook>`
}

function* parts(layouts: readonly Layout[]): Generator<ArchivePart> {
  yield { name: '[Content_Types].xml', content: [contentTypes(layouts.length)] }
  yield { name: '_rels/.rels', content: [relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')])] }
  yield { name: 'xl/workbook.xml', content: [workbookXml(layouts)] }
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    content: [relations([...layouts.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)), relation('rIdStyles', 'styles', 'styles.xml')])],
  }
  yield { name: 'xl/styles.xml', content: [stylesXml] }
  for (const [index, layout] of layouts.entries()) yield { name: `xl/worksheets/sheet${index + 1}.xml`, content: worksheetXml(layout) }
}

/** A sheet as .xlsx bytes: every cell text, in text format, so that what people type below stays text too. */
export const writeWorkbook = ({ name, headings, rows }: SheetToWrite): Promise<Uint8Array> =>
  writeArchive(parts([{ name, above: [], columns: headings.map(heading => ({ heading, kind: 'text' })), rows, totals: null, below: [], paper: null }]))

const layoutOf = ({ title, above, below, ...sheet }: PrintedSheet): Layout => ({
  ...sheet,
  above: [{ text: title, style: STYLES.title, height: TITLE_HEIGHT }, ...above.map(text => ({ text, style: STYLES.above, height: LINE_HEIGHT }))],
  below: below.map(text => ({ text, style: STYLES.below, height: LINE_HEIGHT + 4 })),
})

/** Sheets to print and sign, as one .xlsx. Rows are written and packed as they come: 30,000 of them take a fraction of a second. */
export const writePrinted = (sheets: readonly PrintedSheet[]): Promise<Uint8Array> => writeArchive(parts(sheets.map(layoutOf)))

/** What a spreadsheet program would run as a formula when it opens a CSV. */
const RUNS = /^[=+\-@|\t\r\n]/

const csvCell = (text: string): string => {
  const harmless = RUNS.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A sheet as UTF-8 CSV with a byte-order mark; a text that would run as a formula gets an apostrophe before it. */
export const writeCsv = (sheet: SheetToWrite): Uint8Array =>
  new TextEncoder().encode('\ufeff' + [sheet.headings, ...sheet.rows].map(row => row.map(csvCell).join(',') + '\r\n').join(''))
