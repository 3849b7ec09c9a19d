import { z } from 'zod'
import { isDay } from '../base/day.ts'
import type { Refusal } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import { ownerSchema } from './duties.ts'

export const daySchema = z.string().refine(isDay, 'a day that exists, YYYY-MM-DD')
const textSchema = z.strictObject({ zh: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) })
const year = z.int().min(1990).max(2100)

export const planInput = z.strictObject({ place: z.string(), year, document: z.string().max(200).nullable().optional() })
export type PlanInput = z.infer<typeof planInput>

export const taskInput = z.strictObject({
  place: z.string(),
  title: textSchema,
  from: daySchema,
  to: daySchema,
  owner: ownerSchema,
  owner_name: z.string().max(50).nullable().optional(),
  source: z.strictObject({ kind: z.enum(['decision', 'notice', 'own']), id: z.string().min(1).max(200) }),
})
export type TaskInput = z.infer<typeof taskInput>

export const closeInput = z.strictObject({ evidence: z.array(z.string()).max(50).optional() })
export const reasonInput = z.strictObject({ reason: z.string().trim().min(1).max(500) })

/** What zod cannot say of a task: its days in order, no secret in its words. */
export const taskFaults = (input: TaskInput): Refusal[] => [
  ...screenSecret('title', input.title.zh), ...screenSecret('title', input.title.en), ...screenSecret('owner_name', input.owner_name),
    ...screenSecret('source', input.source.id),
  ...(input.to < input.from ? [{
    code: 'invalid' as const, place: 'to', value: input.to, legal: [`>= ${input.from}`],
    message: { zh: '截止日不能早于开始日。', en: 'The last day cannot be before the first.' },
  }] : []),
]
