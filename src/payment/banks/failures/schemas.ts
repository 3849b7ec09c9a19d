import { z } from 'zod'
import { FAILURE_STATES } from './failures.ts'

export const clearInput = z.strictObject({ reason: z.string().trim().min(2).max(200) })
export type ClearInput = z.infer<typeof clearInput>

/** Which failures are asked for. */
export const failureQuery = z.object({
  place: z.string().regex(/^\d{6,12}$/).optional(), state: z.enum(FAILURE_STATES).optional(), class: z.string().max(40).optional(),
  owner: z.string().max(40).optional(), overdue: z.stringbool().optional(),
  page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(200).default(20),
})
export type FailuresAsked = Partial<z.infer<typeof failureQuery>>
