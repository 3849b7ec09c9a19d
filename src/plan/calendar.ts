import { z } from 'zod'
import type { Holidays } from '../law/holidays.ts'

/** What stands in law/calendar: when things are done, as data that a county may edit. */
const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-([0-2]\d|3[01])$/)
const common = { id: z.string().regex(/^[a-z0-9-]+$/), name: text, source: z.string().min(1) }

export const FESTIVALS = ['spring-festival', 'lantern-festival', 'qingming'] as const

export const windowSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('fixed'), from: monthDay, to: monthDay, year_before: z.boolean().optional() }),
  z.strictObject({ ...common, kind: z.literal('moon'), festival: z.enum(FESTIVALS), before: z.int().min(0), after: z.int().min(0) }),
  z.strictObject({
    ...common, kind: z.literal('weekday'), month: z.int().min(1).max(12), weekday: z.int().min(0).max(6), nth: z.int().min(1).max(4),
    before: z.int().min(0), after: z.int().min(0),
  }),
  z.strictObject({ ...common, kind: z.literal('harvest'), season: z.enum(['summer', 'autumn']) }),
  z.strictObject({ ...common, kind: z.literal('parts'), parts: z.array(z.string()).min(1) }),
  z.strictObject({ ...common, kind: z.literal('months') }),
  z.strictObject({ ...common, kind: z.literal('quarters') }),
])
export type WindowRule = z.infer<typeof windowSchema>

const span = z.tuple([monthDay, monthDay]).nullable()
export const harvestSchema = z.strictObject({
  region: z.string(), name: text, summer: span, autumn: span, confidence: z.enum(['sourced', 'remembered']),
})
export type Harvest = z.infer<typeof harvestSchema>

export type Calendar = { readonly windows: readonly WindowRule[]; readonly harvests: readonly Harvest[]; readonly holidays: Holidays }
