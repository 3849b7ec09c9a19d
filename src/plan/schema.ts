import { z } from 'zod'
import { isDay } from '../base/day.ts'
import type { Refusal } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import { ownerSchema } from './duties.ts'

export const daySchema = z.string().refine(isDay, '应为存在的日期，写作 YYYY-MM-DD / a date that exists, YYYY-MM-DD')
const [YEAR_FIRST, YEAR_LAST] = [1990, 2100]
/** A day of a task, in a year that has plans. */
export const taskDay = daySchema.refine(day => day >= String(YEAR_FIRST) && day < String(YEAR_LAST + 1), `应在 ${YEAR_FIRST} 至 ${YEAR_LAST} 年 / from ${YEAR_FIRST} to ${YEAR_LAST}`)
const textSchema = z.strictObject({ zh: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) })
const year = z.int().min(YEAR_FIRST).max(YEAR_LAST)

/** `carry`: the items of last year's plan, the place's own, that go on. */
export const planInput = z.strictObject({ place: z.string(), year, document: z.string().max(200).nullable().optional(), carry: z.array(z.string()).max(200).optional() })
export type PlanInput = z.infer<typeof planInput>

export const taskInput = z.strictObject({
  place: z.string(),
  title: textSchema,
  from: taskDay,
  to: taskDay,
  owner: ownerSchema,
  owner_name: z.string().max(50).nullable().optional(),
  source: z.strictObject({ kind: z.enum(['decision', 'notice', 'visit', 'own']), id: z.string().min(1).max(200) }),
})
export type TaskInput = z.infer<typeof taskInput>

const ownerName = z.string().trim().max(50).nullable().optional()
const title = z.string().trim().min(1).max(500)

/** An item that the place sets itself, with the time it has. */
export const itemInput = z.strictObject({
  place: z.string(), year, title, sentence: z.string().trim().max(500).nullable().optional(), owner: ownerSchema, owner_name: ownerName, from: taskDay, to: taskDay,
})
export type ItemInput = z.infer<typeof itemInput>

/** Who leads an item; of the place's own ones what they are, too. */
export const itemChange = z.strictObject({
  title: title.optional(), sentence: z.string().trim().min(1).max(500).optional(), owner: ownerSchema, owner_name: ownerName, version: z.int().positive(),
})
export type ItemChange = z.infer<typeof itemChange>

export const taskChange = z.strictObject({
  title: title.optional(), from: taskDay, to: taskDay, owner: ownerSchema, owner_name: ownerName, version: z.int().positive(),
})
export type TaskChange = z.infer<typeof taskChange>

export const closeInput = z.strictObject({ evidence: z.array(z.string()).max(50).optional() })
export const reasonInput = z.strictObject({ reason: z.string().trim().min(1).max(500) })

/** The last day is not before the first. */
export const orderFaults = ({ from, to }: { from: string; to: string }): Refusal[] => (to < from ? [{
  code: 'invalid', place: 'to', value: to, legal: [`>= ${from}`],
  message: { zh: '截止日不能早于开始日。', en: 'The last day cannot be before the first.' },
}] : [])

type Words = { readonly title?: string | undefined; readonly sentence?: string | null | undefined; readonly owner_name?: string | null | undefined }
export const itemFaults = ({ title: named, sentence, owner_name }: Words): Refusal[] =>
  [...screenSecret('title', named), ...screenSecret('sentence', sentence), ...screenSecret('owner_name', owner_name)]

/** What zod cannot say of a task: its days in order, no secret in its words. */
export const taskFaults = (input: TaskInput): Refusal[] => [
  ...screenSecret('title', input.title.zh), ...screenSecret('title', input.title.en), ...screenSecret('owner_name', input.owner_name),
    ...screenSecret('source', input.source.id),
  ...orderFaults(input),
]
