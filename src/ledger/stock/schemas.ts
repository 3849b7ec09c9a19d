import { z } from 'zod'
import { isDay } from '../../base/day.ts'

const day = z.string().refine(isDay, '应为存在的日期，写作 YYYY-MM-DD / must be a date that exists, YYYY-MM-DD')
const QUANTITY_MAX = 1_000_000
/** A form sends what was typed. */
const quantity = (least: number) => z.coerce.number('应为整数 / a whole number').int('应为整数 / a whole number').min(least).max(QUANTITY_MAX)

export const itemInput = z.strictObject({
  fund: z.uuid(),
  name: z.string().trim().min(1).max(50),
  unit: z.string().trim().min(1).max(10),
  unit_price_fen: z.int().min(1).max(100_000_000),
})
export type ItemInput = z.infer<typeof itemInput>

export const receiptInput = z.strictObject({ quantity: quantity(1), document: z.string().trim().min(1).max(200), on: day })
export type ReceiptInput = z.input<typeof receiptInput>
