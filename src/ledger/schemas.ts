import { z } from 'zod'
import { isDay } from '../base/day.ts'
import { LEVELS, PURPOSES } from './ledger.ts'

const day = z.string().refine(isDay, '应为存在的日期，写作 YYYY-MM-DD / must be a date that exists, YYYY-MM-DD')

export const fundInput = z.strictObject({
  place: z.string().regex(/^\d{6,12}$/),
  name: z.string().trim().min(1).max(60),
  /** who gives it: 中央财政, 省级财政, 县级财政, 乡镇, 社会捐赠 */
  source: z.string().trim().min(1).max(60),
  year: z.int().min(1949).max(2999),
  purpose: z.enum(PURPOSES).optional(),
  /** left out: told from the words of `source` */
  level: z.enum(LEVELS).optional(),
  /** of a donated fund; left out, the giver stays unnamed */
  donor: z.string().trim().min(1).max(60).nullish(),
})
export type FundInput = z.infer<typeof fundInput>

export const creditInput = z.strictObject({
  amount_fen: z.int().min(1),
  /** number and title of the notice or receipt that it rests on */
  document: z.string().trim().min(1).max(200),
  on: day,
})
export type CreditInput = z.infer<typeof creditInput>
