import { LunarDay, SolarTerm } from 'tyme4ts'
import { addDays, addMonths, firstDay, lastDay, weekday, type Day } from '../base/day.ts'
import { monthInEnglish } from '../base/english.ts'
import type { Text } from '../base/result.ts'
import type { Calendar, Harvest, WindowRule, FESTIVALS } from './calendar.ts'

/** A window of a year: its id (a part of a family has its own), what people call it, its first and last day. */
export type Span = { readonly window: string; readonly name: Text; readonly from: Day; readonly to: Day }

const pad = (number: number, width = 2) => String(number).padStart(width, '0')
const dayIn = (year: number, monthDay: string): Day => `${pad(year, 4)}-${monthDay}`

type Solar = { getYear(): number; getMonth(): number; getDay(): number }
const solar = (found: Solar): Day => `${pad(found.getYear(), 4)}-${pad(found.getMonth())}-${pad(found.getDay())}`

/** The day a festival of the moon or the sun's terms falls on. By tyme4ts: `Intl` is wrong for 2027 and 2030. */
export function festivalDay(festival: typeof FESTIVALS[number], year: number): Day {
  if (festival === 'qingming') return solar(SolarTerm.fromName(year, '清明').getJulianDay().getSolarDay())
  return solar(LunarDay.fromYmd(year, 1, festival === 'spring-festival' ? 1 : 15).getSolarDay())
}

/** The nth given weekday of a month; 6 is Saturday. */
export function nthWeekday(year: number, month: number, weekdayWanted: number, nth: number): Day {
  const first = firstDay(`${pad(year, 4)}-${pad(month)}`)
  return addDays(first, (weekdayWanted - weekday(first) + 7) % 7 + (nth - 1) * 7)
}

const around = (rule: { id: string; name: Text }, day: Day, before: number, after: number): Span[] =>
  [{ window: rule.id, name: rule.name, from: addDays(day, -before), to: addDays(day, after) }]

function harvestSpan(rule: WindowRule & { kind: 'harvest' }, year: number, harvests: readonly Harvest[], region: string | null): Span[] {
  const row = harvests.find(harvest => harvest.region === region) ?? harvests.find(harvest => harvest.region === 'any')
  const days = row?.[rule.season]
  return days ? [{ window: rule.id, name: rule.name, from: dayIn(year, days[0]), to: dayIn(year, days[1]) }] : []
}

/** Periods of `length` months: `month-03`, `quarter-2`. */
function periods(kind: 'month' | 'quarter', year: number): Span[] {
  const length = kind === 'month' ? 1 : 3
  return Array.from({ length: 12 / length }, (_, index) => {
    const first = addMonths(`${pad(year, 4)}-01`, index * length)
    const number = index + 1
    return {
      window: kind === 'month' ? `month-${pad(number)}` : `quarter-${number}`,
      name: kind === 'month' ? { zh: `${number}月`, en: monthInEnglish(number) } : { zh: `第${'一二三四'[index]}季度`, en: `${['First', 'Second', 'Third', 'Fourth'][index]} quarter` },
      from: firstDay(first), to: lastDay(addMonths(first, length - 1)),
    }
  })
}

/**
 * The spans of a window in a year: one for most, one for each part of a family, none where the region has no such harvest.
 * Throws for a window that law/calendar does not have: our own data is then wrong.
 */
export function spansOf(calendar: Calendar, window: string, year: number, region: string | null): Span[] {
  const rule = calendar.windows.find(candidate => candidate.id === window)
  if (!rule) throw new Error(`no window ${window}; law/calendar has ${calendar.windows.map(each => each.id).join(', ')}`)
  switch (rule.kind) {
    case 'fixed': return [{
      window, name: rule.name, from: dayIn(rule.year_before ? year - 1 : year, rule.from), to: dayIn(year, rule.to),
    }]
    case 'moon': return around(rule, festivalDay(rule.festival, year), rule.before, rule.after)
    case 'weekday': return around(rule, nthWeekday(year, rule.month, rule.weekday, rule.nth), rule.before, rule.after)
    case 'harvest': return harvestSpan(rule, year, calendar.harvests, region)
    case 'parts': return rule.parts.flatMap(part => spansOf(calendar, part, year, region))
    case 'months': return periods('month', year)
    case 'quarters': return periods('quarter', year)
  }
}

/** Windows that are no occasion but a stretch of the year: they would cover the calendar. */
const STRETCHES: readonly string[] = ['first-quarter', 'half-1', 'half-2', 'all-year']

/** The occasions of a year, in order of their first days: festivals, harvests, call-ups. */
export const windowsIn = (calendar: Calendar, year: number, region: string | null): Span[] => calendar.windows
  .filter(rule => rule.kind !== 'months' && rule.kind !== 'quarters' && rule.kind !== 'parts' && !STRETCHES.includes(rule.id))
  .flatMap(rule => spansOf(calendar, rule.id, year, region))
  .toSorted((a, b) => (a.from < b.from ? -1 : 1))
