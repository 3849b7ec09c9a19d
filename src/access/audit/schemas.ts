import { z } from '@hono/zod-openapi'
import { isDay } from '../../base/day.ts'

const day = z.string().refine(text => text === '' || isDay(text), '要写成 2026-05-01 这样的日期 / a day such as 2026-05-01').default('')

export const journalQuery = z.strictObject({
  from: day, to: day,
  who: z.string().max(60).default(''),
  action: z.string().regex(/^[a-z.-]{0,60}$/).default(''),
  place: z.string().regex(/^\d{0,12}$/).default(''),
  subject: z.string().max(80).default(''),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
})
export type JournalQuery = z.input<typeof journalQuery>
