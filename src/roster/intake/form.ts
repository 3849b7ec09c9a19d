import { z } from 'zod'
import type { Text } from '../../base/result.ts'

/** What a cell may hold. `ignore` columns are known by name and not read. */
export const COLUMN_KINDS = [
  'text', 'name', 'identity-number', 'day', 'code', 'place-code', 'account', 'phone', 'number', 'yes-no', 'ignore',
] as const
export type ColumnKind = typeof COLUMN_KINDS[number]

/** What a column may write. Each is told of in `drafts.ts`. */
export const FIELDS = [
  'identity_number', 'name', 'born', 'sex', 'hukou', 'place_code', 'address', 'registered_address', 'phone',
  'bank_name', 'account_holder', 'account_relation', 'account', 'note', 'status', 'certificate_number',
  'category', 'grade', 'cause', 'mental', 'approved_on', 'relation', 'in_school', 'disabled',
  'enlisted_on', 'discharged_on', 'enlistment_approved_on', 'area', 'died_on',
  'death_cause', 'ended_on', 'income_above_local_average', 'left_on', 'left_reason', 'education', 'approved_by_county',
] as const
export type Field = typeof FIELDS[number]

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

export const columnSchema = z.strictObject({
  heading: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  field: z.enum(FIELDS).optional(),
  kind: z.enum(COLUMN_KINDS),
  required: z.boolean().default(false),
  /** Carries unit, garrison, strength or task: dropped on reading, never stored, logged or returned. */
  secret: z.boolean().default(false),
  /** A code table: what is stored, and the words for it; the first is the one shown to people. */
  values: z.record(z.string(), z.array(z.string()).min(1)).optional(),
  example: z.string().optional(),
}).refine(column => (column.kind === 'ignore') === (column.field === undefined), 'a column writes a field unless it is ignored')
  .refine(column => (column.kind === 'code') === (column.values !== undefined), 'a code column, and no other, has values')
  .refine(column => !column.secret || column.kind === 'ignore', 'a secret column is ignored')

export const formSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: text,
  sheet: z.string().min(1),
  source: z.string().min(1),
  /** The identity that each row gives, where no column says it. */
  category: z.string().optional(),
  /** The same person may stand in several rows, one for each identity. */
  repeats: z.boolean().optional(),
  columns: z.array(z.union([z.strictObject({ block: z.string() }), columnSchema])),
})

export type SheetColumn = z.output<typeof columnSchema>
export type SheetForm = Omit<z.output<typeof formSchema>, 'columns'> & {
  readonly name: Text
  readonly columns: readonly SheetColumn[]
  /** A sheet that another office made: columns that the form does not know may stand in it, and are not read. */
  readonly foreign?: boolean
}

/** Headings that any sheet may carry and none needs. The second is the one that our own file of refused rows adds. */
export const ERROR_HEADING = '错误'
const ALWAYS_IGNORED = ['序号', '编号', ERROR_HEADING]

/** Headings are compared without width, blanks, asterisks and closing colons. */
export const foldHeading = (heading: string): string => heading.normalize('NFKC').replaceAll(/[\s*:_]/g, '').toLowerCase()

const ignoredColumn = (heading: string): SheetColumn => ({ heading, aliases: [], kind: 'ignore', required: false, secret: false })

/** Every heading by which a form's columns are known, folded. */
export function headingsOf(form: SheetForm): Map<string, SheetColumn> {
  const known = new Map(ALWAYS_IGNORED.map(heading => [foldHeading(heading), ignoredColumn(heading)]))
  for (const column of form.columns) {
    for (const heading of [column.heading, ...column.aliases]) known.set(foldHeading(heading), column)
  }
  return known
}

/** What is wrong with a form beside its shape: two columns known by one heading, two writing one field, an example that is missing. */
export function formFaults(form: SheetForm): string[] {
  const headings = form.columns.flatMap(column => [column.heading, ...column.aliases].map(foldHeading))
  const fields = form.columns.flatMap(column => column.field ?? [])
  const twice = (texts: readonly string[]) => [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))]
  return [
    ...twice(headings).map(heading => `two columns are known as ${heading}`),
    ...twice(fields).map(field => `two columns write ${field}`),
    ...form.columns.filter(column => column.required && column.example === undefined).map(column => `${column.heading} is required and has no example`),
    ...['identity_number', 'name', 'place_code'].filter(field => !fields.some(known => known === field)).map(field => `no column writes ${field}`),
  ]
}

/** The columns of the sheet that people download to fill in: what the program reads, and nothing it would drop. */
export const templateColumns = (form: SheetForm): SheetColumn[] => form.columns.filter(column => column.kind !== 'ignore')

/** What a code column accepts, as shown to people. */
export const legalWords = (column: SheetColumn): string[] => Object.values(column.values ?? {}).map(words => words[0]!)

/** What a field's value is called: the word of a code table, the name of a place; else the value itself. */
export const fieldWords = (form: SheetForm, placeNames: ReadonlyMap<string, string>) => (field: Field, value: string): string =>
  field === 'place_code' ? placeNames.get(value) ?? value : form.columns.find(column => column.field === field)?.values?.[value]?.[0] ?? value
