import { z } from 'zod'
import type { Day } from '../base/day.ts'

/** law/calendar/holidays.yaml: the days off and the weekends worked that the State Council has announced, and how far that goes. */
const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

export const holidaysSchema = z.strictObject({
  published_from: day, published_to: day, source: z.string(),
  off: z.array(z.strictObject({ name: text, from: day, to: day })), worked: z.array(day),
})
export type Holidays = z.infer<typeof holidaysSchema>

/** Whether an office is open on a day; `not-published` outside the years whose holidays the State Council has announced. */
export function officeDay(holidays: Holidays, on: Day, weekdayOf: (day: Day) => number): 'open' | 'closed' | 'not-published' {
  if (on < holidays.published_from || on > holidays.published_to) return 'not-published'
  if (holidays.worked.includes(on)) return 'open'
  if (holidays.off.some(holiday => holiday.from <= on && on <= holiday.to)) return 'closed'
  return weekdayOf(on) % 6 === 0 ? 'closed' : 'open'
}
