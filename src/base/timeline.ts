import type { Day } from './day.ts'

type Held = { readonly from: Day; readonly to: Day | null }

/** Whether something that goes from a day to a day, both included (no `to`: it goes on), shares a day with from..to. */
export const touches = (span: Held, from: Day, to: Day): boolean =>
  span.from <= to && (span.to === null || from <= span.to)
