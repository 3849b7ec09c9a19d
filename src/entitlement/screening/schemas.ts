import { z } from 'zod'
import { isDay } from '../../base/day.ts'
import { FINDING_KINDS } from './kinds.ts'

const PAGE_SIZE_MAX = 200

/** What of a screening is asked for; without a day today's. */
export const screeningQuery = z.strictObject({
  place: z.string().regex(/^\d{0,12}$/).default(''),
  kind: z.enum(['', ...FINDING_KINDS]).default(''),
  category: z.string().max(40).default(''),
  as_of: z.string().refine(text => text === '' || isDay(text), '应为存在的日期，写作 YYYY-MM-DD / a date that exists, YYYY-MM-DD').default(''),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(20),
})
export type ScreeningQuery = z.input<typeof screeningQuery>
