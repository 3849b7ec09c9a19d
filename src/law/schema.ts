import { z } from 'zod'
import { isDay } from '../base/day.ts'
import { BENEFIT_ID, CATEGORIES, DEATH_CAUSES, PARAMETERS, RATE_PERIODS } from './facts.ts'
import { CELL_KEYS } from './law.ts'

/** The shapes of the data files under law/. Whatever does not fit is named with its file, its line and what is legal there. */

const day = z.string().refine(isDay, '应为存在的日期 YYYY-MM-DD / must be a day that exists, YYYY-MM-DD')
const words = z.string().min(1, '不能为空 / must not be empty')
const text = z.strictObject({ zh: words, en: words })
const where = z.string().regex(/^\d{0,12}$/, '应为区划代码的前若干位，全国为空 / must be the first digits of place codes, empty for the nation')
const clause = z.strictObject({ source: words, article: words })
const benefit = z.string().regex(BENEFIT_ID, '应为小写英文词以连字符相连 / must be lower-case words joined by hyphens')
const guard = z.record(words, z.array(z.union([words, z.boolean()])).min(1))
const percent = z.number().positive().max(100)

export const sourceFile = z.strictObject({
  id: words, title: text, cite: words, number: z.string().nullable(), issuer: text,
  published: day.nullable(), in_force: day.nullable(), repealed_by: z.string().nullable(), url: z.string().optional(),
  articles: z.record(z.string(), text),
})

export const categoryFile = z.strictObject({
  id: z.enum(CATEGORIES), name: text, citations: z.array(clause).default([]), facts: z.array(words),
  documents: z.array(text).default([]), confirmed_by: text, starts: z.array(text).default([]), ends: z.array(text).default([]),
  annual_confirmation: z.boolean(),
})

/** A table as the notices print it: one amount, or amounts nested in the order of the benefit's `cells`. */
const AN_AMOUNT = '应为金额（元），如 1234.5 / must be an amount in yuan, such as 1234.5'
const yuanAmount = z.number(AN_AMOUNT).nonnegative(AN_AMOUNT)
const amounts = z.record(z.string(), z.union([yuanAmount, z.record(z.string(), yuanAmount)], AN_AMOUNT))

/** A standard as the notices print it, in yuan, from a day on. `unknown`: a new rate began, and its figure was not seen. */
const rateTable = z.strictObject({
  from: day, to: day.nullish(), where, per: z.enum(RATE_PERIODS), source: words, clause: words,
  confidence: z.enum(['sourced', 'derived', 'invented']), published_on: day.nullable(), due_month: z.int().min(1).max(12).nullish(),
  amount: z.union([z.literal('unknown'), z.number().nonnegative()]).optional(),
  amounts: amounts.optional(),
}).refine(table => (table.amount === undefined) !== (table.amounts === undefined), 'amount 与 amounts 必须且只能有一个 / either amount or amounts')
export type RateTable = z.infer<typeof rateTable>

/** Shares in percent of a yearly figure, nested like amounts. */
const shareTable = z.strictObject({ from: day, of: z.enum(PARAMETERS), source: words, clause: words, amounts: z.record(z.string(), z.record(z.string(), percent)) })
export type ShareTable = z.infer<typeof shareTable>

export const benefitFile = z.strictObject({
  id: benefit, name: text, where: where.default(''), categories: z.array(z.enum(CATEGORIES)), regular: z.boolean(), formula: words, cells: z.array(z.enum(CELL_KEYS)),
  national: z.enum(['standard', 'floor', 'none']), notice: text,
  grading: z.strictObject({ approval_month_from: day, months_between_gradings: z.int().positive() }).nullable(),
  ground: z.strictObject({ cite: words, text }),
  citations: z.record(z.string(), z.array(z.strictObject({ from: day, source: words, article: words })).min(1)),
  conditions: z.array(z.looseObject({ kind: words, cite: words, only: guard.optional() })),
  by_hand: z.array(z.strictObject({
    code: words, cite: words, only: guard.optional(), decided_by: z.enum(['township', 'county', 'province']), text,
  })).default([]),
  rates: z.array(rateTable),
  shares: z.array(shareTable).default([]),
  lump_sum: z.strictObject({ urban_income_times: z.int().positive(), base_pay_months: z.int().positive() }).nullable().default(null),
  continues: z.array(z.strictObject({
    benefit, months: z.int().positive(), death_cause: z.enum(DEATH_CAUSES).nullable(), deaths_from: day.nullable(), cite: words,
  })).default([]),
})
export type BenefitFile = z.infer<typeof benefitFile>

/** More rates for a benefit that is there: a later folder's notice, or one that a place entered. */
export const ratesFile = z.strictObject({ benefit, rates: z.array(rateTable) })

/** Yearly figures of places, in yuan. */
export const parameterFile = z.strictObject({
  name: z.enum(PARAMETERS),
  rows: z.array(z.strictObject({
    year: z.int().min(1900).max(2200), where, amount: z.number().nonnegative(), source: words, clause: words,
    confidence: z.enum(['sourced', 'derived', 'invented']), published_on: day.nullable(),
  })),
})

export const overlapFile = z.array(z.strictObject({
  from: day, where, benefits: z.tuple([benefit, benefit]), advice: z.enum(['both', 'higher', 'check']), text,
  source: words, confidence: z.enum(['sourced', 'remembered']),
}))

export const glossaryFile = z.array(z.strictObject({ zh: words, en: words, words: z.array(z.string()) }))
