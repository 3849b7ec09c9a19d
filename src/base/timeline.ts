import { addDays, type Day } from './day.ts'

/** A value that holds from a day to a day, both included; no `to` means it goes on. */
export type Span<T> = { readonly from: Day; readonly to: Day | null; readonly value: T }
/** Spans in order of time that do not overlap. */
export type Timeline<T> = readonly Span<T>[]

export const holdsOn = (span: { from: Day; to: Day | null }, day: Day): boolean =>
  span.from <= day && (span.to === null || day <= span.to)

export const touches = (span: { from: Day; to: Day | null }, from: Day, to: Day): boolean =>
  span.from <= to && (span.to === null || from <= span.to)

/** The value that holds on a day. */
export const at = <T>(timeline: Timeline<T>, day: Day): T | undefined => timeline.find(span => holdsOn(span, day))?.value

/** Dated values, each holding until the day before the next begins. Later entries of one day win. */
export function timelineOf<T>(entries: readonly { from: Day; value: T }[]): Timeline<T> {
  const byDay = new Map(entries.map(entry => [entry.from, entry.value]))
  const days = [...byDay.keys()].toSorted()
  return days.map((from, index) => {
    const next = days[index + 1]
    return { from, to: next === undefined ? null : addDays(next, -1), value: byDay.get(from)! }
  })
}
