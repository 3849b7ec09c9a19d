import { z } from 'zod'
import { EXCEPTION_DECISIONS, EXCEPTION_KINDS } from './exceptions.ts'

/** Some exceptions by their numbers, or every open one of a kind. */
export const decisionInput = z.strictObject({
  exceptions: z.array(z.int().min(1)).min(1).max(5000).optional(),
  kind: z.enum(EXCEPTION_KINDS).optional(),
  decision: z.enum(EXCEPTION_DECISIONS),
  reason: z.string().trim().min(2).max(200),
}).refine(input => (input.exceptions === undefined) !== (input.kind === undefined), {
  path: ['exceptions'], error: '应写例外的序号，或写一类例外，二者取一 / must be numbers of exceptions, or a kind, one of the two',
})
export type DecisionInput = z.input<typeof decisionInput>
