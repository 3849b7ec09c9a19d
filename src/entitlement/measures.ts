import { anniversary, monthNumber, monthOf, yearOf, type Day, type Month } from '../base/day.ts'
import { AREAS, CATEGORIES, CAUSES, DEATH_CAUSES, isGiven, LEFT_REASONS, RELATIONS } from '../law/facts.ts'
import { flagTouches, gradeIn, gradingsIn, suspensionsIn, type Situation } from './situation.ts'

/**
 * What conditions measure: whole numbers read off one identity of one person in one month. A month is counted from the
 * year 0, a day is written yyyymmdd, one of a list is its place in it counted from 1, a flag is 1 where it is so.
 */
export type Measure = {
  /** How wide a column of it must be. */
  readonly store: 'month' | 'day' | 'small'
  of(situation: Situation, parameter: string | number | null): number
}

/** Beyond every month that is asked for: what has no end, or has not begun. */
export const NEVER = 32_767
/** A fact that is not known. No condition that needs it is asked then. */
export const UNKNOWN = 0

export const monthIndex = (month: Month): number => yearOf(month) * 12 + monthNumber(month) - 1
export const monthAt = (index: number): Month => `${String(Math.floor(index / 12)).padStart(4, '0')}-${String(index % 12 + 1).padStart(2, '0')}`
export const dayNumber = (day: Day): number => Number(day.replaceAll('-', ''))
const monthOr = (day: Day | null | undefined, absent: number): number => (isGiven(day) ? monthIndex(monthOf(day)) : absent)
const dayOr = (day: Day | null | undefined): number => (isGiven(day) ? dayNumber(day) : UNKNOWN)
const place = (list: readonly string[], value: string | null | undefined): number => (isGiven(value) ? list.indexOf(value) + 1 : UNKNOWN)
const flag = (so: boolean): number => Number(so)

const month = (of: Measure['of']): Measure => ({ store: 'month', of })
const day = (of: Measure['of']): Measure => ({ store: 'day', of })
const small = (of: Measure['of']): Measure => ({ store: 'small', of })

/** The lists whose places stand for their values. */
export const LISTS: Readonly<Record<string, readonly string[]>> = {
  category: CATEGORIES, cause: CAUSES, relation: RELATIONS, area: AREAS, left_reason: LEFT_REASONS, death_cause: DEATH_CAUSES,
}

/** The closed table of measures. */
export const MEASURES: Readonly<Record<string, Measure>> = {
  approved_month: month(({ identity }) => monthOr(identity.approved_on, UNKNOWN)),
  ended_month: month(({ identity }) => monthOr(identity.ended_on, NEVER)),
  died_month: month(({ facts }) => monthOr(facts.person?.died, NEVER)),
  birthday_month: month(({ facts }, years) => (isGiven(facts.person?.born) ? monthIndex(monthOf(anniversary(facts.person.born, Number(years)))) : UNKNOWN)),
  discharged_month: month(({ identity }) => monthOr(identity.discharged_on, UNKNOWN)),
  months_after_death: month(({ facts }, months) => (isGiven(facts.person?.died) ? monthIndex(monthOf(facts.person.died)) + Number(months) : NEVER)),
  died_on: day(({ facts }) => dayOr(facts.person?.died)),
  held_at_death: small(({ heldAtDeath }) => flag(heldAtDeath)),
  graded_month: month(situation => {
    const [first] = gradingsIn(situation).effective
    return first ? monthIndex(first.from) : NEVER
  }),
  enlisted_on: day(({ identity }) => dayOr(identity.enlisted_on)),
  grade: small(situation => gradeIn(situation) ?? UNKNOWN),
  category: small(({ identity }) => place(CATEGORIES, identity.category)),
  cause: small(({ identity }) => place(CAUSES, identity.cause)),
  relation: small(({ identity }) => place(RELATIONS, identity.relation)),
  area: small(({ identity }) => place(AREAS, identity.area)),
  left_reason: small(({ identity }) => place(LEFT_REASONS, identity.left_reason)),
  death_cause: small(({ facts }) => place(DEATH_CAUSES, facts.person?.death_cause)),
  mental: small(({ identity }) => flag(identity.mental === true)),
  education: small(({ identity }) => flag(isGiven(identity.education))),
  merit: small(({ facts, last }) => flag(facts.merit?.some(merit => merit.on <= last) ?? false)),
  merit_this_year: small(({ facts, month, last }) => flag(facts.merit?.some(merit => merit.on <= last && yearOf(merit.on) === yearOf(month)) ?? false)),
  died: small(({ facts, last }) => flag(isGiven(facts.person?.died) && facts.person.died <= last)),
  in_school: small(({ identity, first, last }) => flag(flagTouches(identity.in_school, first, last))),
  disabled: small(({ identity, first, last }) => flag(flagTouches(identity.disabled, first, last))),
  income_above_local_average: small(({ identity, first, last }) => flag(flagTouches(identity.income_above_local_average, first, last))),
  draws_employee_pension: small(({ facts, first, last }) => flag(flagTouches(facts.draws_employee_pension, first, last))),
  suspended: small(({ facts, first, last }, by) => flag(suspensionsIn(facts, first, last, String(by ?? 'province')).length > 0)),
  // The other national regular benefits of one's own: the only measure that is not a fact but another decision.
  held: small(({ held }) => held.length),
}

export const readMeasure = (name: string, parameter: string | number | null, situation: Situation): number => MEASURES[name]!.of(situation, parameter)
