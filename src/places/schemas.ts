import { z } from '@hono/zod-openapi'
import { isDay } from '../base/day.ts'

const code = z.string().regex(/^\d{9}(\d{3})?$/, '乡镇 9 位数字，村 12 位数字 / 9 digits for a township, 12 for a village')
const day = z.string().refine(isDay, '要写成 2026-05-01 这样的日期 / a day such as 2026-05-01')
const name = z.string().trim().min(1).max(40)
const nameEnglish = z.string().trim().max(60).optional()

/** A new township or village; it lies where its code says. */
export const placeInput = z.strictObject({ code, name, name_en: nameEnglish, from: day })
export type PlaceInput = z.infer<typeof placeInput>

/** A place's name, and the last day it stands with the place that takes it in. `version`: as whoever changes it saw it. */
export const placeChange = z.strictObject({ version: z.int().min(1), name, name_en: nameEnglish, to: day.optional(), successor: z.string().regex(/^\d{6,12}$/).optional() })
export type PlaceChange = z.infer<typeof placeChange>
