import { z } from 'zod'
import type { Text } from '../base/result.ts'
import type { NoticeRow } from './schemas.ts'
import { FIELDS, MASKS, MASKS_OF } from './masks.ts'

/** forms/disclosure: one file a kind of notice. */
const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

const columnSchema = z.strictObject({ heading: z.string().min(1), field: z.enum(FIELDS), mask: z.enum(MASKS) })
  .refine(({ field, mask }) => MASKS_OF[field].includes(mask), 'the field may not be shown so')

export const noticeKindSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: text,
  /** Whose rows they are: those of a payment run, or entered by hand before somebody is approved. */
  origin: z.enum(['run', 'hand']),
  period: z.strictObject({ days: z.int().min(1).max(60), count: z.enum(['working-days', 'calendar-days']) }),
  basis: z.array(z.strictObject({ source: z.string(), article: z.string() })).min(1),
  /** What stands above the table; {basis}, {place} and {township} are filled in, here and in the three below. */
  opening: z.string(), where: z.string(), objections_to: z.string(), organ: z.string(),
  note: z.string(),
  columns: z.array(columnSchema).min(2),
  /** The benefits that it can be about; without them, any. */
  benefits: z.array(z.string()).min(1).optional(),
  /** Benefits whose recipients are counted and not shown. */
  never: z.array(z.strictObject({ benefit: z.string(), why: text })),
})
export type NoticeKind = z.infer<typeof noticeKindSchema>
export type NoticeKinds = { readonly kinds: readonly NoticeKind[]; readonly benefits: readonly { readonly id: string; readonly name: Text }[] }

/** Rows that may be shown, and how many persons have something that may not. */
export function withoutNever(kind: Pick<NoticeKind, 'never'>, rows: readonly NoticeRow[]): { readonly shown: readonly NoticeRow[]; readonly omitted: number } {
  const isNever = (row: NoticeRow): boolean => kind.never.some(({ benefit }) => benefit === row.benefit)
  return { shown: rows.filter(row => !isNever(row)), omitted: new Set(rows.filter(isNever).map(row => row.who ?? row)).size }
}
