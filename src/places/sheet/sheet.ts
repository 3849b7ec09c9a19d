import { z } from 'zod'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import type { Cell, Sheet, SheetRow, SheetToWrite } from '../../sheets/sheets.ts'
import { levelOf, type Place } from '../places.ts'

const FIELDS = ['code', 'name', 'name_en'] as const
type Field = typeof FIELDS[number]

export const placesFormSchema = z.strictObject({
  id: z.string(), name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }), sheet: z.string().min(1),
  columns: z.array(z.strictObject({ heading: z.string().min(1), aliases: z.array(z.string().min(1)), field: z.enum(FIELDS), required: z.boolean() })).length(FIELDS.length),
  examples: z.array(z.array(z.string()).length(FIELDS.length)).min(1),
})
export type PlacesForm = z.infer<typeof placesFormSchema>

/** Titles may stand above the headings. */
const HEADINGS_WITHIN = 10
const NAME_LENGTH_MAX = 40
/** A place without a day of its own has been there since the People's Republic. */
const SINCE = '1949-10-01'
const LEGAL_CODES = ['县 6 位', '乡镇 9 位', '村 12 位']

const fold = (text: string): string => text.normalize('NFKC').replaceAll(/[\s*:_]/g, '').toLowerCase()
const textOf = (cell: Cell | null | undefined): string => cell?.text.normalize('NFKC').trim() ?? ''

type Columns = ReadonlyMap<Field, { readonly index: number; readonly heading: string }>
type Line = { readonly row: number; readonly code: string; readonly name: string; readonly name_en: string; readonly written: string }

function columnsOf(form: PlacesForm, row: SheetRow): Columns {
  const headings = row.cells.map(cell => fold(textOf(cell)))
  return new Map(form.columns.flatMap(({ field, heading, aliases }) => {
    const index = headings.findIndex(text => text !== '' && [heading, ...aliases].some(known => fold(known) === text))
    return index < 0 ? [] : [[field, { index, heading: textOf(row.cells[index]) }] as const]
  }))
}

/** The row of headings, known by the most names. */
function headingsIn(form: PlacesForm, sheet: Sheet): { row: number; columns: Columns } {
  const found = sheet.rows.slice(0, HEADINGS_WITHIN).map(row => ({ row: row.row, columns: columnsOf(form, row) }))
  return found.reduce((best, each) => (each.columns.size > best.columns.size ? each : best), found[0] ?? { row: 1, columns: new Map() })
}

const missingColumn = (row: number, column: PlacesForm['columns'][number]): Refusal => ({
  code: 'missing', place: `第 ${row} 行`, value: column.heading, legal: [column.heading, ...column.aliases],
  message: { zh: `缺少必填的列“${column.heading}”。`, en: `The required column “${column.heading}” is missing.` },
})

/** Twelve digits for every level are taken too: what is no code of its own ends in noughts. */
const shortened = (code: string): string => (/^\d{6}0{6}$/.test(code) ? code.slice(0, 6) : /^\d{9}000$/.test(code) ? code.slice(0, 9) : code)

function lineOf(columns: Columns, row: SheetRow): Line {
  const text = (field: Field) => textOf(row.cells[columns.get(field)?.index ?? -1])
  const written = text('code').replaceAll(/\s/g, '')
  return { row: row.row, code: shortened(written), name: text('name').replaceAll(/\s/g, ''), name_en: text('name_en'), written }
}

type Told = (line: Line, field: Field, fault: { code: Refusal['code']; zh: string; en: string; legal?: readonly string[] }) => Refusal

const teller = (columns: Columns): Told => (line, field, { code, zh, en, legal }) => ({
  code, place: `第 ${line.row} 行 ${columns.get(field)?.heading ?? field}`, value: field === 'code' ? line.written : line[field],
  ...(legal ? { legal } : {}), message: { zh, en },
})

const isCode = (code: string): boolean => /^(\d{6}|\d{9}|\d{12})$/.test(code)
const parentOf = (code: string): string | null => (code.length === 6 ? null : code.slice(0, code.length - 3))

function lineFaults(line: Line, lines: readonly Line[], told: Told): Refusal[] {
  const earlier = lines.filter(other => other.row < line.row)
  const county = lines.find(other => other.code.length === 6 && isCode(other.code))
  const faults: Refusal[] = []
  const add = (...fault: [Field, Parameters<Told>[2]]) => void faults.push(told(line, ...fault))
  if (line.written === '') add('code', { code: 'missing', zh: '没有填。', en: 'It is empty.', legal: LEGAL_CODES })
  else if (!isCode(line.code)) add('code', { code: 'invalid', zh: '区划代码应为 6、9 或 12 位数字。', en: 'A code has 6, 9 or 12 digits.', legal: LEGAL_CODES })
  else {
    const [twice, parent] = [earlier.find(other => other.code === line.code), parentOf(line.code)]
    if (twice) add('code', { code: 'duplicate', zh: `与第 ${twice.row} 行重复。`, en: `The same as in row ${twice.row}.` })
    else if (parent === null && county && county !== line) add('code', { code: 'duplicate', zh: `一张表只有一个县；第 ${county.row} 行已是 ${county.code}。`, en: `One sheet has one county; row ${county.row} is ${county.code} already.`, legal: [county.code] })
    if (parent !== null && !lines.some(other => other.code === parent)) {
      const level = parent.length === 6 ? { zh: '县', en: 'county' } : { zh: '乡镇', en: 'township' }
      add('code', { code: 'missing', zh: `表里没有它的上级${level.zh} ${parent}。`, en: `Its ${level.en} ${parent} is not in the sheet.`, legal: [...new Set(lines.filter(other => other.code.length === parent.length).map(other => `${other.code}…`))] })
    }
  }
  if (line.name === '') add('name', { code: 'missing', zh: '没有填。', en: 'It is empty.' })
  else if ([...line.name].length > NAME_LENGTH_MAX) add('name', { code: 'too-large', zh: `名称最多 ${NAME_LENGTH_MAX} 个字。`, en: `A name has at most ${NAME_LENGTH_MAX} characters.` })
  else {
    const namesake = earlier.find(other => other.name === line.name && other.code !== line.code && parentOf(other.code) === parentOf(line.code) && isCode(other.code) && isCode(line.code) && parentOf(line.code) !== null)
    if (namesake) add('name', { code: 'duplicate', zh: `同一上级下与第 ${namesake.row} 行同名。`, en: `Row ${namesake.row} under the same place has the same name.` })
  }
  if ([...line.name_en].length > NAME_LENGTH_MAX * 2) add('name_en', { code: 'too-large', zh: `英文名称最多 ${NAME_LENGTH_MAX * 2} 个字符。`, en: `An English name has at most ${NAME_LENGTH_MAX * 2} characters.` })
  return faults
}

function wholeFaults(lines: readonly Line[]): Refusal[] {
  const has = (length: number) => lines.some(line => line.code.length === length)
  const lacking = (code: string, zh: string, en: string): Refusal => ({ code: 'missing', place: '区划代码', legal: [code], message: { zh: `表里没有${zh}。`, en: `The sheet has no ${en}.` } })
  return [
    ...(has(6) ? [] : [lacking(LEGAL_CODES[0]!, '县', 'county')]), ...(has(9) ? [] : [lacking(LEGAL_CODES[1]!, '乡镇', 'township')]),
  ]
}

const placeOf = ({ code, name, name_en }: Line): Place => ({
  code, name, name_en: name_en === '' ? name : name_en, level: levelOf(code), parent: parentOf(code), from: SINCE, to: null, successor: null, harvest_region: null,
})

/** The places of a sheet, county first; or everything that is wrong with it, row by row. */
export function placesOf(form: PlacesForm, sheet: Sheet): Result<Place[]> {
  const { row, columns } = headingsIn(form, sheet)
  const absent = form.columns.filter(column => column.required && !columns.has(column.field))
  if (absent.length > 0) return refused(...absent.map(column => missingColumn(row, column)))
  const lines = sheet.rows.filter(each => each.row > row).map(each => lineOf(columns, each)).filter(line => line.written !== '' || line.name !== '')
  const faults = [...wholeFaults(lines), ...lines.flatMap(line => lineFaults(line, lines, teller(columns)))]
  return faults.length > 0 ? refused(...faults) : done(lines.map(placeOf).toSorted((one, other) => (one.code < other.code ? -1 : 1)))
}

/** The sheet that people fill in, with invented examples to write over. */
export const templateSheet = (form: PlacesForm): SheetToWrite => ({ name: form.sheet, headings: form.columns.map(column => column.heading), rows: form.examples })
