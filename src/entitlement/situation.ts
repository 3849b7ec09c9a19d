import { addMonths, age, anniversary, firstDay, lastDay, monthOf, yearOf, type Day, type Month } from '../base/day.ts'
import { touches } from '../base/timeline.ts'
import type { GradingRule } from '../law/law.ts'
import type { Text } from '../base/result.ts'
import { isGiven, type AskedIdentity, type Facts, type Flag } from '../law/facts.ts'

/** One identity of one person in one month: what a condition looks at. */
export type Situation = {
  readonly facts: Facts
  readonly identity: AskedIdentity
  readonly month: Month
  readonly first: Day
  readonly last: Day
  /** The names of the other national regular benefits of one's own in this month. */
  readonly held: readonly Text[]
  /** The benefit's rule of gradings, where it has one. */
  readonly grading: GradingRule | null
  /** For months after a death: whether the benefit that goes on was held in the month of death. */
  readonly heldAtDeath: boolean
}

type SituationParts = Pick<Situation, 'facts' | 'identity' | 'month' | 'grading'> & Partial<Pick<Situation, 'held' | 'heldAtDeath'>>

export const situationIn = ({ held = [], heldAtDeath = false, month, ...parts }: SituationParts): Situation =>
  ({ ...parts, held, heldAtDeath, month, first: firstDay(month), last: lastDay(month) })

type Learned = { readonly known_on?: Day | null | undefined }
const isKnown = ({ known_on }: Learned, on: Day): boolean => !isGiven(known_on) || known_on <= on

/** The lists among the facts, and those within them, without what was learned after a day. */
function listsKnown<T extends object>(facts: T, on: Day): T {
  const known = (value: unknown) => (Array.isArray(value) ? (value as Learned[]).filter(fact => isKnown(fact, on)).map(fact => listsKnown(fact, on)) : value)
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, known(value)])) as T // the same shape, with fewer entries
}

/**
 * The facts without what was learned after a day: the second clock. A person's own `known_on` is that of the death,
 * birth and sex being known from the beginning.
 */
export function asKnown(facts: Facts, on: Day): Facts {
  if (!isKnown(facts, on)) return { county: facts.county }
  const { person } = facts
  return { ...listsKnown(facts, on), person: person && !isKnown(person, on) ? { born: person.born, sex: person.sex } : person }
}

/** The county that pays in a month (money rule 8): after a move, the new one from 1 January. */
export function payerIn(facts: Facts, month: Month): string {
  const arrived = facts.hukou_moves?.toSorted((one, other) => (one.on < other.on ? -1 : 1)).findLast(move => yearOf(move.on) < yearOf(month))
  return arrived?.to_county ?? facts.county
}

/** Whether a flag holds on any day of a month. */
export const flagTouches = (flag: Flag, first: Day, last: Day): boolean =>
  flag === true || (Array.isArray(flag) && flag.some(span => touches({ from: span.from, to: span.to ?? null }, first, last)))

/** The suspensions by one authority that touch a month, both days included (money rule 9). */
export const suspensionsIn = (facts: Facts, first: Day, last: Day, by: string): readonly NonNullable<Facts['suspended']>[number][] =>
  facts.suspended?.filter(span => span.decided_by === by && touches({ from: span.from, to: span.to ?? null }, first, last)) ?? []

export type Grading = { readonly approved_on: Day; readonly grade: number; readonly from: Month }

/** The gradings that have effect, each with its first month, and the regradings that came too early to have any (money rule 3); none by no rule. */
export function gradingsOf({ approved_on, grade, regradings }: AskedIdentity, rule: GradingRule | null): { effective: Grading[]; early: Day[] } {
  const effective: Grading[] = []
  const early: Day[] = []
  if (rule === null || !isGiven(approved_on) || !isGiven(grade)) return { effective, early }
  const startOf = (day: Day): Month => (day < rule.approval_month_from ? addMonths(monthOf(day), 1) : monthOf(day))
  effective.push({ approved_on, grade, from: startOf(approved_on) })
  for (const regrading of regradings?.toSorted((one, other) => (one.approved_on < other.approved_on ? -1 : 1)) ?? []) {
    const last = effective.at(-1)!
    if (regrading.approved_on < anniversary(last.approved_on, rule.months_between_gradings / 12)) early.push(regrading.approved_on)
    else effective.push({ approved_on: regrading.approved_on, grade: regrading.grade, from: startOf(regrading.approved_on) })
  }
  return { effective, early }
}

/** Service years, a part year counting as one and exact anniversaries whole (money rule 4); none where a day of service is not given. */
export function serviceYears({ enlisted_on, discharged_on }: AskedIdentity): number {
  if (!isGiven(enlisted_on) || !isGiven(discharged_on)) return 0
  const whole = age(enlisted_on, discharged_on)
  return Math.max(1, anniversary(enlisted_on, whole) === discharged_on ? whole : whole + 1)
}

/** The gradings of a situation's identity; none where the benefit knows no grades. */
export const gradingsIn = ({ identity, grading }: Situation): { effective: Grading[]; early: Day[] } => gradingsOf(identity, grading)

/** The grade in effect in the situation's month. */
export const gradeIn = (situation: Situation): number | undefined =>
  gradingsIn(situation).effective.findLast(grading => grading.from <= situation.month)?.grade
