import { CATEGORIES, CAUSES, DISABLED_CATEGORIES, LEFT_REASONS, SURVIVOR_CATEGORIES, type Category, type Facts, type Identity } from '../../src/law/facts.ts'
import { dayAfter, monthOf, yearsLater } from './calendar.ts'
import type { Chance } from './chance.ts'

/** Identities of one person: legal, and free of contradictions with birth and death. */

export const COUNTIES = ['990101', '350102', '510104', '110101'] as const
/** Between birth and the day after which nothing happens to the person any more. */
export type Life = { readonly born: string; readonly until: string }

export const anyCategory = (chance: Chance): Category => chance.pick(CATEGORIES)
const isOneOf = <T extends string>(list: readonly T[], value: string): value is T => (list as readonly string[]).includes(value)

type Span = { from: string; to?: string | null }
export function randomSpan(chance: Chance, first: string, last: string): Span {
  const from = chance.dayFrom(first, last)
  const to = chance.maybe(0.7, () => chance.dayFrom(from, from < last ? last : dayAfter(from)))
  return { from, to }
}

/** Absent, false, true, or the times when it was true. */
export function randomFlag(chance: Chance, { born }: Life): Facts['draws_employee_pension'] {
  if (chance.of(0.45)) return undefined
  if (chance.of(0.5)) return chance.pick([false, true, null])
  return Array.from({ length: chance.between(0, 2) }, () => randomSpan(chance, born > '2015' ? born : '2015-01-01', '2028-12-31'))
}

const LONG_AGO = '2017-06-30'

/** Long ago or at an edge, within the person's life. */
function approval(chance: Chance, life: Life, earliest = '1999-01-01'): string {
  const first = life.born > earliest ? life.born : earliest
  if (first >= life.until) return life.until
  const longAgo = first <= LONG_AGO && LONG_AGO < life.until ? LONG_AGO : life.until
  return chance.dayFrom(first, chance.of(0.5) ? life.until : longAgo)
}

/** The last day of an identity; one that ends in the month of death ends with it. */
function ending(chance: Chance, life: Life, earliest: string): string | null | undefined {
  if (!chance.of(0.12)) return chance.pick([null, undefined])
  const day = chance.dayFrom(earliest, life.until)
  return monthOf(day) === monthOf(life.until) ? life.until : day
}

function disabledIdentity(chance: Chance, life: Life, category: typeof DISABLED_CATEGORIES[number]): Identity {
  const cause = chance.pick(CAUSES)
  const grade = chance.between(1, cause === 'illness' ? 6 : 10)
  const approved_on = approval(chance, life)
  const regradings: { approved_on: string; grade: number }[] = []
  let last = approved_on
  for (let count = chance.pick([0, 0, 1, 1, 2, 3]); count > 0; count -= 1) {
    const day = chance.of(0.5) ? chance.near(yearsLater(last, 1), 1) : chance.dayFrom(last, life.until)
    if (day <= last || day > life.until) continue
    regradings.push({ approved_on: day, grade: chance.of(0.2) ? 7 : chance.between(1, 10) })
    last = day
  }
  return { category, cause, grade, approved_on, regradings, mental: chance.pick([true, false, false, null, undefined]), ended_on: ending(chance, life, last) }
}

function survivorIdentity(chance: Chance, life: Life, category: typeof SURVIVOR_CATEGORIES[number], young: boolean): Identity {
  const approved_on = approval(chance, life)
  return {
    category, approved_on, relation: chance.pick(young ? ['child', 'child', 'sibling'] : ['parent', 'spouse', 'child', 'sibling']),
    in_school: randomFlag(chance, life), disabled: randomFlag(chance, life), income_above_local_average: randomFlag(chance, life),
    ended_on: ending(chance, life, approved_on),
  }
}

const ENLISTED_AT_THE_EDGE = ['1954-10-31', '1954-11-01', '2011-10-31', '2011-11-01']

/** Enlisted at the edge of the years that count, or at twenty; discharged on an anniversary or a day beside it. */
function ruralIdentity(chance: Chance, life: Life): Identity {
  const edge = chance.pick(ENLISTED_AT_THE_EDGE)
  const twenty = chance.near(yearsLater(life.born, 20), 200)
  const wanted = chance.of(0.2) && edge > yearsLater(life.born, 16) ? edge : twenty
  const enlisted_on = wanted < life.until ? wanted : yearsLater(life.until, -4)
  const anniversary = yearsLater(enlisted_on, chance.between(1, 8))
  const left = chance.of(0.5) ? chance.near(anniversary, 1) : chance.near(anniversary, 150)
  const discharged_on = left <= enlisted_on ? dayAfter(enlisted_on) : left > life.until ? life.until : left
  const approved_on = approval(chance, life, discharged_on)
  return { category: 'rural-veteran-60', enlisted_on, discharged_on, approved_on, ended_on: ending(chance, life, approved_on) }
}

/** Enlisted in spring or autumn; still serving, out early, out at term to the day, or kept beyond it. */
function conscriptIdentity(chance: Chance, life: Life, asked: number): Identity {
  const year = chance.between(asked - 2, asked)
  const intake = chance.pick([`${year}-03-01`, `${year}-09-01`])
  const enlistment_approved_on = chance.of(0.6) ? intake : chance.dayIn(`${year}-${chance.pick(['02', '03', '08', '09', '10'])}`)
  const term = yearsLater(enlistment_approved_on, 2)
  const left_on = chance.pick([
    undefined, null, term, chance.near(term, 1), chance.near(term, 40), chance.dayFrom(dayAfter(enlistment_approved_on), term),
    chance.near(enlistment_approved_on, 180),
  ])
  const left = left_on && left_on > enlistment_approved_on ? { left_on, left_reason: chance.pick(LEFT_REASONS) } : { left_on: null, left_reason: null }
  return {
    category: 'conscript-family', enlistment_approved_on, ...left, approved_by_county: chance.pick(COUNTIES),
    area: chance.pick(['ordinary', 'ordinary', 'plateau', 'tibet', null, undefined]), education: chance.pick([null, undefined, '本科']),
    ended_on: enlistment_approved_on < life.until ? ending(chance, life, enlistment_approved_on) : undefined,
  }
}

export function randomIdentity(chance: Chance, life: Life, category: Category, about: { young: boolean; year: number }): Identity {
  if (isOneOf(DISABLED_CATEGORIES, category)) return disabledIdentity(chance, life, category)
  if (isOneOf(SURVIVOR_CATEGORIES, category)) return survivorIdentity(chance, life, category, about.young)
  if (category === 'rural-veteran-60') return ruralIdentity(chance, life)
  if (category === 'conscript-family') return conscriptIdentity(chance, life, about.year)
  const approved_on = approval(chance, life)
  return { category, approved_on, ended_on: ending(chance, life, approved_on) }
}
