import { z } from 'zod'
import { addDays, weekday, type Day } from '../../../base/day.ts'
import type { Text } from '../../../base/result.ts'
import { officeDay, type Holidays } from '../../../law/holidays.ts'

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const care = {
  name: text, owner: z.enum(['clerk', 'reviewer', 'leader', 'county-office']),
  due: z.strictObject({ days: z.int().min(0).max(60), kind: z.enum(['working', 'calendar']) }),
}
const failureClass = z.strictObject({ id: z.string().regex(/^[a-z-]+$/), words: z.array(z.string().min(1)).min(1), corrected: z.boolean(), ...care })
const waiting = z.strictObject(care)

export const WAITING_REASONS = ['died', 'no-account', 'holder-differs', 'not-corrected'] as const
/** Why a line is held back from the bank. */
export type WaitingReason = typeof WAITING_REASONS[number]
export type HeldLines = { readonly reason: WaitingReason; readonly lines: number }
/** How many lines are held back for which reason. */
export const heldByReason = (held: readonly WaitingReason[]): HeldLines[] =>
  WAITING_REASONS.map(reason => ({ reason, lines: held.filter(one => one === reason).length })).filter(one => one.lines > 0)

/** forms/bank/failures/failures.yaml */
export const failureRules = z.strictObject({
  classes: z.array(failureClass), other: z.strictObject({ ...care, corrected: z.boolean() }),
  waiting: z.strictObject({ 'died': waiting, 'no-account': waiting, 'holder-differs': waiting, 'not-corrected': waiting }),
})
export type FailureRules = z.infer<typeof failureRules>

const OTHER = 'other'
export type FailureClass = { readonly id: string; readonly name: Text; readonly owner: z.infer<typeof waiting>['owner']; readonly due: z.infer<typeof waiting>['due']; readonly corrected: boolean }

/** The class of what a bank wrote: the first of which a word stands in it. */
export const classOf = (rules: FailureRules, reason: string): FailureClass =>
  rules.classes.find(one => one.words.some(word => reason.includes(word))) ?? { id: OTHER, ...rules.other }

/** A class by its id; one that the rules no longer have is cared for like any other. */
export const classNamed = (rules: FailureRules, id: string | null): FailureClass =>
  rules.classes.find(one => one.id === id) ?? { id: OTHER, ...rules.other }

/** The last day on which something is in time. Past the published holidays a working day is one from Monday to Friday. */
export function dueAfter(from: Day, { days, kind }: FailureClass['due'], holidays: Holidays): Day {
  if (kind === 'calendar') return addDays(from, days)
  const isOpen = (day: Day) => {
    const state = officeDay(holidays, day, weekday)
    return state === 'open' || (state === 'not-published' && weekday(day) % 6 !== 0)
  }
  let day = from
  for (let left = days; left > 0;) {
    day = addDays(day, 1)
    if (isOpen(day)) left -= 1
  }
  return day
}

/** `open`: somebody must correct it; `ready`: the next reissue takes it; `under-way`: it is with the bank again. Paid, it is gone from the list. */
export const FAILURE_STATES = ['open', 'ready', 'under-way'] as const
export type FailureState = typeof FAILURE_STATES[number]
