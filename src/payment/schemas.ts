import { z } from 'zod'

const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '应为月份，写作 YYYY-MM / must be a month, YYYY-MM')

export const runInput = z.strictObject({
  place: z.string().regex(/^\d{6,12}$/),
  from: month,
  to: month,
  /** the benefits to pay; else all of them */
  benefits: z.array(z.string().max(60)).min(1).max(100).optional(),
  note: z.string().trim().max(200).optional(),
  /** the fund that pays; else one is found at approval */
  fund: z.uuid().optional(),
})
export type RunInput = z.infer<typeof runInput>

/** Which fund pays which benefit; what is left out is found at approval. */
export const approvalInput = z.strictObject({ funds: z.record(z.string().max(60), z.uuid()).optional() })
export type ApprovalInput = z.infer<typeof approvalInput>
