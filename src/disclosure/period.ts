import { addDays, weekday, type Day } from '../base/day.ts'
import { officeDay, type Holidays } from '../law/holidays.ts'

/** How long a notice is shown: so many working days, or so many days one after the other. */
export type PeriodRule = { readonly days: number; readonly count: 'working-days' | 'calendar-days' }

/** From the first day that counts to the last day shown; `unknown` are days whose holidays nobody has announced yet. */
export type NoticePeriod = { readonly from: Day; readonly to: Day; readonly unknown: readonly Day[] }

/**
 * The days of a notice published on a day. That day itself does not count (民法典 201), and a period does not end on a day on
 * which nobody is there to hear an objection: it runs on to the next working day (民法典 203). A day outside the announced
 * calendar is judged by its weekday alone, and named.
 */
export function noticePeriod({ days, count }: PeriodRule, published_on: Day, holidays: Holidays): NoticePeriod {
  const unknown: Day[] = []
  const isOpen = (day: Day): boolean => {
    const state = officeDay(holidays, day, weekday)
    if (state === 'not-published') unknown.push(day)
    return state === 'not-published' ? weekday(day) % 6 !== 0 : state === 'open'
  }
  let to = published_on
  let counted = 0
  for (let open = false; counted < days || !open;) {
    to = addDays(to, 1)
    open = isOpen(to)
    if (count === 'calendar-days' || open) counted += 1
  }
  return { from: addDays(published_on, 1), to, unknown }
}
