import { z } from 'zod'
import { maskMiddle } from '../../base/mask.ts'
import type { Refusal, Text } from '../../base/result.ts'

/** How a column stands in a file that leaves the program: as it is, not at all, or its first and last characters alone. */
const maskSchema = z.union([z.literal('whole'), z.literal('hidden'), z.strictObject({ head: z.int().min(0).max(18), tail: z.int().min(0).max(18) })])
type Mask = z.output<typeof maskSchema>

export const MASKED_COLUMNS = ['born', 'identity_number', 'phone', 'account'] as const
export type MaskedColumn = typeof MASKED_COLUMNS[number]

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
export const maskingSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/), name: text, note: text,
  /** Whether what makes somebody entitled goes along, in the columns of `forms/roster.yaml`, a row for each identity. */
  facts: z.boolean(),
  columns: z.strictObject({ born: maskSchema, identity_number: maskSchema, phone: maskSchema, account: maskSchema }),
})
export type Masking = z.output<typeof maskingSchema>

export const DEFAULT_MASKING = 'masked'

export const applyMask = (mask: Mask, value: string): string =>
  mask === 'whole' ? value : mask === 'hidden' ? '' : maskMiddle(value, mask.head, mask.tail)

const WHOLE = 99
const shown = (mask: Mask): number => (mask === 'whole' ? WHOLE : mask === 'hidden' ? 0 : mask.head + mask.tail)
const tailOf = (mask: Mask): number => (mask === 'whole' ? WHOLE : mask === 'hidden' ? 0 : mask.tail)

/** What lists show of a number anyway. */
const EVERYBODY_SEES: Readonly<Record<MaskedColumn, number>> = { born: WHOLE, identity_number: 10, phone: 7, account: 4 }
/** The first six of an identity number are the county's and the next eight the birth: who has the birth and the last four has all of it. */
const TAIL_SEEN = 4
const YEAR = 4

/** Whether a file of this masking tells more than the lists do: it then asks for `roster.reveal` and a reason. */
export const revealing = ({ facts, columns }: Masking): boolean => facts
  || MASKED_COLUMNS.some(column => shown(columns[column]) > EVERYBODY_SEES[column])
  || (shown(columns.born) > YEAR && tailOf(columns.identity_number) >= TAIL_SEEN)

export type MaskingLine = { readonly id: string; readonly name: Text; readonly note: Text; readonly reveals: boolean }

export const noSuchMasking = (id: string, legal: readonly string[]): Refusal => ({
  code: 'not-found', place: 'masking', value: id, legal, message: { zh: `没有“${id}”这种遮法。`, en: `There is no masking ${id}.` },
})

export const reasonNeeded: Refusal = {
  code: 'missing', place: 'reason',
  message: { zh: '带出完整号码要写明用途。', en: 'Whole numbers leave for a stated purpose only.' },
  next: { zh: '请写上交给谁、做什么用，例如：报县局年度核查。', en: 'Say for whom and what for, e.g. the county’s yearly check.' },
}
