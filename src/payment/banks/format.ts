import { z } from 'zod'

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const id = z.string().regex(/^[a-z0-9-]+$/)
const words = z.array(z.string().min(1)).min(1)

/** How wide a field is, in bytes of the encoding, and what fills it; only fixed-width texts ask. */
const widths = { width: z.int().min(1).optional(), align: z.enum(['left', 'right']).default('left'), pad: z.string().length(1).default(' ') }
/** The account that pays, as the place sets it (`settings`). */
export const PAYER_VALUES = ['payer-name', 'payer-account', 'payer-bank'] as const
const column = z.strictObject({ heading: z.string().min(1), value: z.enum(['number', 'holder', 'account', 'bank', 'amount', 'summary', 'serial', ...PAYER_VALUES]), ...widths })
/** A field of the line above or below the rows: a word that always stands there, or what is told of all rows. */
const mark = z.union([
  z.strictObject({ text: z.string(), ...widths }),
  z.strictObject({ value: z.enum(['count', 'total', 'day', 'run', 'other', ...PAYER_VALUES]), ...widths }),
])
const marks = z.array(mark).min(1).optional()

const written = {
  encoding: z.enum(['utf-8', 'utf-8-bom', 'gbk', 'gb18030']),
  line_ending: z.enum(['crlf', 'lf']).default('crlf'),
  headings: z.boolean().default(false),
  header: marks, trailer: marks,
  amount: z.enum(['yuan', 'fen']).default('yuan'),
  /** The note that the payee reads is cut to so many bytes. */
  summary_bytes: z.int().min(4).optional(),
}
const delimiter = z.string().length(1)
const output = z.discriminatedUnion('kind', [
  z.strictObject({ id, kind: z.literal('sheet'), sheet: z.string().min(1), summary_bytes: written.summary_bytes }),
  z.strictObject({ id, kind: z.literal('separated'), extension: z.enum(['csv', 'txt']).default('txt'), delimiter, quoting: z.enum(['none', 'needed', 'all']), ...written }),
  z.strictObject({ id, kind: z.literal('fixed'), extension: z.enum(['txt', 'dat']).default('txt'), ...written }),
  z.strictObject({ id, kind: z.literal('credit-transfer') }),
])

/** The bank's words for what became of a payment. `reversed`: it had arrived, and the bank took it back. */
const results = {
  succeeded: words, failed: words, reversed: z.array(z.string().min(1)).default([]),
  /** What a code means, where the bank writes no words beside it. */
  reasons: z.record(z.string(), z.string().min(1)).default({}),
}
const answers = z.array(z.strictObject({ value: z.enum(['serial', 'result', 'reason', 'amount', 'holder', 'other']), ...widths })).min(2)
const answered = { ...results, columns: answers, header: marks, trailer: marks, amount_unit: z.enum(['yuan', 'fen']).default('yuan') }
const returned = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('headed'), serial: words, result: words, reason: words, amount: words, holder: z.array(z.string().min(1)).default([]), ...results }),
  z.strictObject({ kind: z.literal('separated'), delimiter, ...answered }),
  z.strictObject({ kind: z.literal('fixed'), encoding: written.encoding, ...answered }),
  z.strictObject({ kind: z.literal('status-report'), ...results, pending: words }),
])

type Widths = { readonly width?: number | undefined }
const faultsOf = (format: { outputs: readonly z.infer<typeof output>[]; columns: readonly Widths[]; return: z.infer<typeof returned> }): string[] => {
  const { return: answer } = format
  const fixed = format.outputs.filter(one => one.kind === 'fixed')
  const asked: Widths[] = [...(fixed.length > 0 ? format.columns : []), ...fixed.flatMap(one => [...one.header ?? [], ...one.trailer ?? []])]
  if (answer.kind === 'fixed') asked.push(...answer.columns, ...answer.header ?? [], ...answer.trailer ?? [])
  const faults = asked.some(one => one.width === undefined) ? ['a fixed-width text needs a width on every column, header and trailer field'] : []
  const needed = answer.kind === 'separated' || answer.kind === 'fixed' ? (['serial', 'result'] as const).filter(value => !answer.columns.some(one => one.value === value)) : []
  return [...faults, ...needed.map(value => `the return has no column ${value}`)]
}

/** A bank's layout, as forms/bank/*.yaml describes it: files that go out, and how to read what comes back. */
export const bankFormat = z.strictObject({
  id, name: text, columns: z.array(column).min(1), outputs: z.array(output).min(1), return: returned,
}).superRefine((format, context) => faultsOf(format).forEach(message => context.addIssue({ code: 'custom', message })))

export type BankFormat = z.infer<typeof bankFormat>
export type BankOutput = BankFormat['outputs'][number]
export type BankReturn = BankFormat['return']
export type BankMark = z.infer<typeof mark>

type Asking = { readonly value?: string | undefined }
/** Whether a file names the account that pays. */
export function namesPayer({ format, output }: Pick<ExportFormat, 'format' | 'output'>): boolean {
  const asks = (all: readonly (Asking | { readonly text: string })[] = []): boolean => all.some(one => 'value' in one && PAYER_VALUES.some(value => value === one.value))
  return output.kind === 'credit-transfer' || asks(format.columns) || (output.kind !== 'sheet' && (asks(output.header) || asks(output.trailer)))
}

/** One kind of file that can be asked for: `generic-xlsx`. */
export type ExportFormat = { readonly id: string; readonly format: BankFormat; readonly output: BankOutput }

export const exportFormats = (formats: readonly BankFormat[]): ExportFormat[] =>
  formats.flatMap(format => format.outputs.map(one => ({ id: `${format.id}-${one.id}`, format, output: one })))
