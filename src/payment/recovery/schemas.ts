import { z } from 'zod'

const text = (most: number) => z.string().trim().min(2).max(most)
const common = {
  run: z.uuid(), number: z.number().int().min(1), amount_fen: z.number().int().min(1),
  /** 文号, or the number of the bank's receipt. */
  document: text(120), reason: text(200),
}

/** What is put forward to close a receivable: money back into a fund, a deduction from a line that waits to be sent, or a write-off. */
export const closingInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refund'), ...common, fund: z.uuid() }),
  z.strictObject({ kind: z.literal('offset'), ...common, line: z.strictObject({ run: z.uuid(), number: z.number().int().min(1) }) }),
  z.strictObject({ kind: z.literal('write-off'), ...common }),
])
export type ClosingInput = z.input<typeof closingInput>

/** `accept` false needs the reason. */
export const closingAnswer = z.strictObject({ accept: z.boolean(), answer: z.string().trim().max(200).optional() })
  .refine(({ accept, answer }) => accept || (answer !== undefined && answer.length >= 2), { path: ['answer'], message: '不同意的要写明理由 / a refusal needs its reason' })
export type ClosingAnswer = z.input<typeof closingAnswer>
