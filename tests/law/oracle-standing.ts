import type { DisabledIdentity, Facts, Identity, RuralVeteranIdentity } from '../../src/law/facts.ts'
import { monthAfter, monthOf, touches, yearsLater } from './calendar.ts'
import { isGiven, type Held, type Known } from './known.ts'
import type { Law } from './law-files.ts'

/** Whether an identity stands to draw a regular benefit in a month, whatever its rate. */
export type Standing = 'entitled' | 'not-entitled' | 'ended' | 'suspended' | 'unknown'
/** Undefined: a fact is missing. */
type Answer = boolean | undefined
type Condition = readonly [holds: Answer, otherwise: Exclude<Standing, 'entitled' | 'unknown'>]

type Survivor = Extract<Identity, { category: 'martyr-survivor' | 'duty-death-survivor' | 'illness-death-survivor' }>

const either = (...answers: readonly Answer[]): Answer => (answers.includes(true) ? true : answers.includes(undefined) ? undefined : false)
const not = (answer: Answer): Answer => (answer === undefined ? undefined : !answer)

/** A flag is true, false, or the times when it was true; a time counts for every month that it touches. */
const isSet = (flag: Facts['draws_employee_pension'], month: string): boolean =>
  Array.isArray(flag) ? flag.some(time => touches(time, month)) : flag === true

export type Grading = { readonly approved_on: string; readonly grade: number; readonly pays_from: string }

/** Approved before 2024-10-01 a grading pays from the month after, since then from the month of approval. */
const paysFrom = (approved_on: string): string => (approved_on < '2024-10-01' ? monthAfter(monthOf(approved_on)) : monthOf(approved_on))

/** The gradings that have an effect: a regrading within a year of the last one has none. */
export function gradingsOf(identity: DisabledIdentity): Grading[] | undefined {
  if (!isGiven(identity.approved_on) || !isGiven(identity.grade)) return undefined
  const gradings: Grading[] = [{ approved_on: identity.approved_on, grade: identity.grade, pays_from: paysFrom(identity.approved_on) }]
  for (const { approved_on, grade } of (identity.regradings ?? []).toSorted((one, other) => (one.approved_on < other.approved_on ? -1 : 1))) {
    if (approved_on >= yearsLater(gradings.at(-1)!.approved_on, 1)) gradings.push({ approved_on, grade, pays_from: paysFrom(approved_on) })
  }
  return gradings
}

/** The grade that a month is paid by; none before the first grading pays. */
export const gradeIn = (identity: DisabledIdentity, month: string): number | undefined =>
  gradingsOf(identity)?.findLast(grading => grading.pays_from <= month)?.grade

export const isDisabled = (identity: Identity): identity is DisabledIdentity => identity.category.startsWith('disabled-')

const isGraded = (identity: DisabledIdentity, month: string): Condition =>
  [gradingsOf(identity) === undefined ? undefined : gradeIn(identity, month) !== undefined, 'not-entitled']

/** Illness is pensioned in grades 1 to 6 alone. */
function disabilityPension(identity: DisabledIdentity, month: string): Condition[] {
  const tooLight = (gradeIn(identity, month) ?? 1) > 6
  const covered = isGiven(identity.cause) ? !(identity.cause === 'illness' && tooLight) : undefined
  return [isGraded(identity, month), [covered, 'ended']]
}

/** Grades 1 to 4; from October 2024 grades 5 and 6 too where the mind is ill. */
function nursing(identity: DisabledIdentity, month: string): Condition[] {
  const grade = gradeIn(identity, month)
  const needed = grade === undefined || grade <= 4 || (grade <= 6 && identity.mental === true && month >= '2024-10')
  return [isGraded(identity, month), [needed, 'not-entitled'], [isGiven(identity.cause) ? true : undefined, 'not-entitled']]
}

function isMinor(born: string | null | undefined, month: string): Answer {
  return isGiven(born) ? month <= monthOf(yearsLater(born, 18)) : undefined
}

function survivorPension(identity: Survivor, facts: Known, month: string): Condition[] {
  const minor = isMinor(facts.person?.born, month)
  const inSchool = isSet(identity.in_school, month)
  switch (identity.relation) {
    case 'parent': case 'spouse': return [[!isSet(identity.income_above_local_average, month), 'not-entitled']]
    case 'child': return [[either(minor, inSchool, isSet(identity.disabled, month)), 'ended']]
    case 'sibling': return [[either(minor, inSchool), 'ended']]
    default: return [[undefined, 'not-entitled']]
  }
}

const isSixty = (facts: Known, month: string): Condition => {
  const born = facts.person?.born
  return [isGiven(born) ? month >= monthOf(yearsLater(born, 60)) : undefined, 'not-entitled']
}

/** A part year counts as one; exact anniversaries are whole years. */
export function serviceYears(enlisted_on: string, discharged_on: string): number {
  let years = 0
  while (yearsLater(enlisted_on, years) < discharged_on) years += 1
  return years
}

/** Another national regular benefit of one's own, held in the month: of two rural veterans in one person the second gives way. */
function drawsAnother(law: Law, facts: Known, held: Held, month: string): Answer {
  const others = facts.identities.filter(other => other.index !== held.index
    && !(other.identity.category === 'rural-veteran-60' && other.index > held.index))
  return either(false, ...others.flatMap(other => (law.categories.get(other.identity.category)?.regular ?? []).map((benefit): Answer => {
    const standing = standingOf(law, facts, other, benefit, month)
    return standing === 'unknown' ? undefined : standing === 'entitled' || standing === 'suspended'
  })))
}

function ruralVeteran(law: Law, facts: Known, held: Held, identity: RuralVeteranIdentity, month: string): Condition[] {
  const { enlisted_on, discharged_on } = identity
  return [
    isSixty(facts, month),
    [isGiven(enlisted_on) ? enlisted_on >= '1954-11-01' && enlisted_on < '2011-11-01' : undefined, 'not-entitled'],
    [isGiven(discharged_on) ? monthOf(discharged_on) <= month : undefined, 'not-entitled'],
    [!isSet(facts.draws_employee_pension, month), 'not-entitled'],
    [not(drawsAnother(law, facts, held, month)), 'not-entitled'],
  ]
}

const approvedBy = (identity: Identity, month: string): Condition =>
  [isGiven(identity.approved_on) ? monthOf(identity.approved_on) <= month : undefined, 'not-entitled']

/** What the benefit itself asks for. */
function ownConditions(law: Law, facts: Known, held: Held, benefit: string, month: string): Condition[] {
  const { identity } = held
  if (isDisabled(identity)) return benefit === 'nursing-allowance' ? nursing(identity, month) : disabilityPension(identity, month)
  switch (identity.category) {
    case 'martyr-survivor': case 'duty-death-survivor': case 'illness-death-survivor':
      return [approvedBy(identity, month), ...survivorPension(identity, facts, month)]
    case 'rural-veteran-60': return [approvedBy(identity, month), ...ruralVeteran(law, facts, held, identity, month)]
    case 'martyr-child': return [approvedBy(identity, month), isSixty(facts, month)]
    default: return [approvedBy(identity, month)]
  }
}

/** Paid through the month of death and the month in which the identity ends; not in a month that the province suspended. */
function commonConditions(facts: Known, { identity }: Held, month: string): Condition[] {
  const died = facts.person?.died
  const suspended = (facts.suspended ?? []).some(time => time.decided_by === 'province' && touches(time, month))
  return [
    [!isGiven(died) || month <= monthOf(died), 'ended'],
    [!isGiven(identity.ended_on) || month <= monthOf(identity.ended_on), 'ended'],
    [!suspended, 'suspended'],
  ]
}

export function standingOf(law: Law, facts: Known, held: Held, benefit: string, month: string): Standing {
  const conditions = [...ownConditions(law, facts, held, benefit, month), ...commonConditions(facts, held, month)]
  const failed = conditions.filter(([holds]) => holds === false).map(([, otherwise]) => otherwise)
  for (const state of ['not-entitled', 'ended', 'suspended'] as const) if (failed.includes(state)) return state
  return conditions.some(([holds]) => holds === undefined) ? 'unknown' : 'entitled'
}
