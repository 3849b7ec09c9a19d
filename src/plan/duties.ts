import { z } from 'zod'

/** A duty of law/duties: what a double-support year asks for, when, of whom, and which record proves that it was done. */
const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const identifier = z.string().regex(/^[a-z][a-z0-9-]*$/)
/** room.kind of the record that closes a task, e.g. `visits.round`. */
const recordKind = z.string().regex(/^[a-z]+\.[a-z-]+$/)

export const OWNERS = ['village-worker', 'clerk', 'reviewer', 'leader', 'county-office'] as const
export const ownerSchema = z.enum(OWNERS)
export type Owner = z.infer<typeof ownerSchema>

export const dutySchema = z.strictObject({
  id: identifier,
  number: z.int().min(1),
  title: text,
  /** The sentence of the plan document. Windows are named in words, never in digits. */
  sentence: text.refine(sentence => !/\d/.test(sentence.zh), 'a digit is typed in the sentence'),
  owner: ownerSchema,
  target: z.array(identifier).min(1),
  figures: z.array(z.string()),
  sources: z.array(z.strictObject({ title: z.string(), article: z.string().nullable() })).min(1),
  tasks: z.array(z.strictObject({
    window: identifier, title: text, at: z.array(z.enum(['township', 'village'])).min(1), closes_by: z.array(recordKind).min(1),
  })).min(1),
})
export type Duty = z.infer<typeof dutySchema>

/** The windows a duty names, in order, each once. */
export const windowsOf = (duty: Duty): string[] => [...new Set(duty.tasks.map(task => task.window))]
