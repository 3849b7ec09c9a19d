import { z } from 'zod'
import { isDay } from '../base/day.ts'
import { BENEFITS, CATEGORIES, RATE_PERIODS } from './facts.ts'

/** The shapes of the data files under law/. A file that does not fit is our fault, and stops the program with all its faults. */

const day = z.string().refine(isDay, 'a day that exists, YYYY-MM-DD')
const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

export const sourceFile = z.strictObject({
  id: z.string(), title: text, cite: z.string().min(1), number: z.string().nullable(), issuer: text,
  published: day.nullable(), in_force: day.nullable(), repealed_by: z.string().nullable(), url: z.string().optional(),
  articles: z.record(z.string(), text),
})

export const categoryFile = z.strictObject({
  id: z.enum(CATEGORIES), name: text, facts: z.array(z.string()), benefits: z.array(z.enum(BENEFITS)),
  regular: z.array(z.enum(BENEFITS)),
})

/** A standard as the notices print it: one table of amounts in yuan for a day, or one amount. */
const rateTable = z.strictObject({
  from: day,
  to: day.nullish(),
  where: z.string().regex(/^\d{0,12}$/),
  per: z.enum(RATE_PERIODS),
  source: z.string(),
  clause: z.string().min(1),
  confidence: z.enum(['sourced', 'derived', 'invented']),
  published_on: day.nullable(),
  due_month: z.int().min(1).max(12).nullish(),
  amount: z.union([z.literal('unknown'), z.number().nonnegative()]).optional(),
  /** cause -> grade -> yuan. */
  amounts: z.record(z.string(), z.record(z.string(), z.number().nonnegative())).optional(),
}).refine(table => (table.amount === undefined) !== (table.amounts === undefined), 'either amount or amounts')
export type RateTable = z.infer<typeof rateTable>

export const benefitFile = z.strictObject({
  id: z.enum(BENEFITS), name: text, categories: z.array(z.enum(CATEGORIES)).min(1), formula: z.string(),
  national: z.enum(['standard', 'floor', 'none']), notice: text,
  after_death: z.strictObject({ benefit: z.enum(BENEFITS), months: z.int(), death_cause: z.string() }).nullable(),
  grading: z.strictObject({ approval_month_from: day, months_between_gradings: z.int().positive() }).nullable(),
  ground: z.strictObject({ cite: z.string(), text }),
  citations: z.record(z.string(), z.array(z.strictObject({ from: day, source: z.string(), article: z.string() })).min(1)),
  conditions: z.array(z.looseObject({ kind: z.string(), cite: z.string() })),
  rates: z.array(rateTable),
})

/** More rates for a benefit that is there: a later folder's notice. */
export const ratesFile = z.strictObject({ benefit: z.enum(BENEFITS), rates: z.array(rateTable) })

export const glossaryFile = z.array(z.strictObject({ zh: z.string().min(1), en: z.string().min(1), words: z.array(z.string()) }))
