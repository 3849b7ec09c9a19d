import { z } from 'zod'
import { isDay } from '../../base/day.ts'

const day = z.string().refine(isDay, '应为存在的日期，写作 YYYY-MM-DD / must be a date that exists, YYYY-MM-DD')
const said = { document: z.string().trim().min(1).max(200), reason: z.string().trim().min(2).max(500), happens_on: day }

export const transferInput = z.strictObject({ fund: z.uuid(), fund_to: z.uuid(), amount_fen: z.int().min(1), ...said })
export type TransferInput = z.infer<typeof transferInput>

/** What a count found; the document is the sheet that both who counted have signed. */
export const countInput = z.strictObject({
  item: z.uuid(), quantity_counted: z.coerce.number('应为整数 / a whole number').int('应为整数 / a whole number').min(0).max(1_000_000), ...said,
})
export type CountInput = z.input<typeof countInput>

export const answerInput = z.strictObject({ answer: z.string().trim().max(500).optional() })
export const rejectInput = z.strictObject({ answer: z.string().trim().min(2).max(500) })
