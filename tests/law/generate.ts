import { RATE_PERIODS, type Benefit, type Category, type Facts, type Identity, type RatePeriod } from '../../src/law/facts.ts'
import { firstDayOf, month, monthAfter, monthBefore, monthOf, monthsFromTo, yearOf, yearsLater } from './calendar.ts'
import { bornFor, chanceFrom, type Chance } from './chance.ts'
import { anyCategory, COUNTIES, randomFlag, randomIdentity, randomSpan, type Life } from './generate-identities.ts'

/** Facts made by chance, legal and free of contradictions, crowded around the days at which the law turns. */

export type RandomFacts = {
  readonly facts: Facts
  readonly from: string
  readonly to: string
  /** The day as on which to ask, where some facts were learned at another time. */
  readonly knownOn: string | undefined
  /** False where a fact that a rule needs is missing: what is owed can still be told, why the rest is not owed need not. */
  readonly complete: boolean
}

const LAST_DAY = '2027-12-31'
/** Days on which a notice of the law's tables came out. */
const PUBLISHED = ['2018-07-27', '2022-10-03', '2023-10-25', '2026-03-16']

function randomRange(chance: Chance): { from: string; to: string } {
  let from = monthOf(chance.edgeDay())
  for (let count = chance.between(0, 8); count > 0; count -= 1) from = monthBefore(from)
  let to = from
  for (let count = chance.pick([0, 1, 2, 5, 11, 17, 29]); count > 0; count -= 1) to = monthAfter(to)
  return { from, to }
}

type Person = NonNullable<Facts['person']>

/** Turning 18 or 60 about the time asked for, or of any age; dead before, in or after it. */
function randomPerson(chance: Chance, categories: readonly Category[], young: boolean, { from, to }: { from: string; to: string }): Person & { born: string } {
  const about = chance.near(chance.pick([firstDayOf(from), chance.edgeDay()]), 90)
  const aged = categories.some(category => category === 'rural-veteran-60' || category === 'martyr-child')
  const born = young ? bornFor(chance, about, 18) : aged && chance.of(0.6) ? bornFor(chance, about, 60)
    : aged && chance.of(0.15) ? '1936-05-07' : `${chance.between(1931, 1962)}-${chance.pick(['02-28', '06-30', '12-01'])}`
  const earliest = yearsLater(born, young ? 12 : 55) > '2015-01-01' ? yearsLater(born, young ? 12 : 55) : '2015-01-01'
  if (!chance.of(0.3)) return { born, died: chance.pick([null, undefined]), sex: chance.pick(['male', 'female', null, undefined]) }
  // Most deaths lie in the months asked for or in the year before them, whose months go on.
  const deathAbout = chance.dayIn(chance.pick([...monthsFromTo(from, to), from, monthOf(yearsLater(firstDayOf(from), -1))]))
  const died = chance.of(0.7) && deathAbout >= earliest ? deathAbout : chance.dayFrom(earliest, LAST_DAY)
  const death_cause = chance.pick(['illness', 'illness', 'old-wound', 'old-wound', 'other', null, undefined] as const)
  const twoWounded = categories.filter(category => category.startsWith('disabled-')).length > 1
  return { born, died, sex: 'male', death_cause: death_cause === 'old-wound' && twoWounded ? 'other' : death_cause }
}

/** A chain of moves, each from where the last one led. */
function randomMoves(chance: Chance, county: string, life: Life): Facts['hukou_moves'] {
  const moves: NonNullable<Facts['hukou_moves']> = []
  let at = county
  let last = life.born > '2016-12-31' ? life.born : '2016-12-31'
  for (let count = chance.pick([0, 0, 0, 1, 1, 2, 3]); count > 0; count -= 1) {
    const turn = chance.between(2017, 2026)
    const on = chance.of(0.4) ? chance.pick([`${turn}-12-31`, `${turn}-01-01`]) : chance.dayFrom(last, life.until)
    if (on <= last || on > life.until) continue
    const to_county = chance.pick(COUNTIES.filter(one => one !== at))
    moves.push({ on, from_county: chance.pick([at, undefined]), to_county })
    at = to_county
    last = on
  }
  return moves.length > 0 ? moves : chance.pick([[], undefined])
}

function randomSuspensions(chance: Chance, life: Life): Facts['suspended'] {
  const first = life.born > '2017-01-01' ? life.born : '2017-01-01'
  const suspensions = Array.from({ length: chance.pick([0, 0, 0, 0, 1, 2]) }, () => ({
    ...randomSpan(chance, first, life.until), decided_by: chance.pick(['province', 'province', 'province', 'prefecture', 'county', 'other'] as const),
  }))
  return suspensions.length > 0 ? suspensions : chance.pick([[], undefined, null])
}

/** Yearly amounts in yuan about which local rates lie: some below the national figure, some above. */
const ABOUT_YUAN: Partial<Record<Benefit, number>> = {
  'disability-pension': 50_000, 'survivor-pension': 36_000, 'red-army-allowance': 60_000, 'demobilized-allowance': 25_000, 'ill-veteran-allowance': 9_000,
  'combat-veteran-allowance': 10_000, 'nuclear-test-allowance': 10_000, 'rural-veteran-allowance': 700, 'martyr-child-allowance': 8_000,
  'conscript-family-allowance': 15_000, 'nursing-allowance': 40_000, 'merit-award': 3_000,
}

function perOf(chance: Chance, benefit: Benefit): RatePeriod {
  if (chance.of(0.05)) return chance.pick(RATE_PERIODS)
  if (benefit === 'merit-award') return 'once'
  if (benefit === 'rural-veteran-allowance') return chance.pick(['year-per-service-year', 'month-per-service-year'])
  return chance.pick(['year', 'year', 'month'])
}

type GivenRate = NonNullable<Facts['rates']>[number]

function randomRate(chance: Chance, benefit: Benefit, county: string, from: string, due_month: GivenRate['due_month']): GivenRate {
  const per = perOf(chance, benefit)
  const yearly = (ABOUT_YUAN[benefit] ?? 0) * chance.between(60, 150) + chance.between(0, 11)
  const amount_fen = chance.of(0.02) ? 0 : per.startsWith('month') ? Math.floor(yearly / 12) : yearly
  const published_on = chance.pick([null, undefined, undefined, chance.near(from, 60)])
  return { benefit, county, from, amount_fen, per, published_on, ...(benefit === 'conscript-family-allowance' ? { due_month } : {}) }
}

const LOCAL_ALONE: readonly Benefit[] = ['conscript-family-allowance', 'merit-award', 'demobilized-allowance']

/** Rates of a county, its city or its province, at most one of a place and day; the last county is the one that matters most. */
function randomRates(chance: Chance, benefits: readonly Benefit[], counties: readonly string[]): Facts['rates'] {
  const due_month = chance.pick([undefined, null, 12, 8, 7, 1, 3])
  const rates = new Map<string, GivenRate>()
  for (const benefit of benefits) {
    if (ABOUT_YUAN[benefit] === undefined || !chance.of(LOCAL_ALONE.includes(benefit) ? 0.9 : 0.3)) continue
    if (LOCAL_ALONE.includes(benefit)) rates.set(benefit, randomRate(chance, benefit, counties.at(-1)!, '2014-01-01', due_month))
    for (let count = chance.between(0, 4); count > 0; count -= 1) {
      const place = chance.pick(counties)
      const county = chance.pick([place, place, place, place.slice(0, 4), place.slice(0, 2), `${place}001`])
      const day = chance.edgeDay()
      const from = chance.of(0.3) ? '2018-01-01' : chance.of(0.1) ? day : firstDayOf(monthOf(day))
      rates.set(`${benefit} ${county} ${from}`, randomRate(chance, benefit, county, from, due_month))
    }
  }
  return rates.size > 0 ? [...rates.values()] : chance.pick([[], undefined])
}

/** Wages, incomes and base pay of the years that matter, of the county, its province or the nation. */
function randomParameters(chance: Chance, years: readonly number[], counties: readonly string[]): Facts['parameters'] {
  const parameters = new Map<string, NonNullable<Facts['parameters']>[number]>()
  const about = { 'local-average-wage': 9_600_000, 'urban-disposable-income': 5_000_000, 'base-pay': 700_000 } as const
  for (const name of ['local-average-wage', 'urban-disposable-income', 'base-pay'] as const) {
    for (const year of years) {
      for (let count = chance.pick([0, 1, 1, 2, 3]); count > 0; count -= 1) {
        const place = chance.pick(['', '', '', undefined, ...counties, ...counties.map(county => county.slice(0, 2)), `${counties[0]}001`])
        const amount_fen = Math.floor(about[name] * chance.between(70, 140) / 100) + chance.between(0, 99)
        const published_on = chance.pick([undefined, undefined, null, `${year + 1}-06-20`])
        parameters.set(`${name} ${year} ${place ?? ''}`, { name, year, place, amount_fen, published_on })
      }
    }
  }
  return parameters.size > 0 ? [...parameters.values()] : undefined
}

const BENEFITS = [
  'disability-pension', 'nursing-allowance', 'survivor-pension', 'red-army-allowance', 'demobilized-allowance', 'ill-veteran-allowance',
  'combat-veteran-allowance', 'nuclear-test-allowance', 'rural-veteran-allowance', 'martyr-child-allowance', 'conscript-family-allowance',
  'merit-award', 'martyr-commendation', 'death-lump-sum', 'funeral-allowance',
]

function benefitsFor(identities: readonly Identity[]): Benefit[] {
  const categories = identities.map(({ category }) => category)
  return BENEFITS.filter(benefit => chosen(benefit, categories))
}

/** Whether a rate of the benefit could concern one of the categories; generous, for chance decides the rest. */
function chosen(benefit: Benefit, categories: readonly Category[]): boolean {
  const about = (words: string): boolean => categories.some(category => category.includes(words))
  switch (benefit) {
    case 'disability-pension': case 'nursing-allowance': return about('disabled')
    case 'survivor-pension': return about('survivor')
    case 'red-army-allowance': return about('red-army')
    case 'combat-veteran-allowance': return about('combat') || about('uranium')
    case 'nuclear-test-allowance': return about('nuclear')
    case 'martyr-child-allowance': return about('martyr-child')
    case 'merit-award': return true
    default: return about(benefit.split('-')[0]!)
  }
}

/** Some facts were learned at another day than that on which they became true. */
function learnedLater(chance: Chance, facts: Facts): Facts {
  const late = <T extends object>(one: T): T => (chance.of(0.15) ? { ...one, known_on: chance.edgeDay() } : one)
  const flag = (value: Facts['draws_employee_pension']) => (Array.isArray(value) ? value.map(late) : value)
  const identity = (one: Identity): Identity => {
    if ('regradings' in one && one.regradings) return late({ ...one, regradings: one.regradings.map(late) })
    if (!('in_school' in one)) return late(one)
    const { in_school, disabled, income_above_local_average } = one
    return late({ ...one, in_school: flag(in_school), disabled: flag(disabled), income_above_local_average: flag(income_above_local_average) })
  }
  return {
    ...facts, person: facts.person?.died ? late(facts.person) : facts.person, identities: facts.identities?.map(identity), merit: facts.merit?.map(late),
    draws_employee_pension: flag(facts.draws_employee_pension), hukou_moves: facts.hukou_moves?.map(late), suspended: facts.suspended?.map(late),
    rates: facts.rates?.map(late), parameters: facts.parameters?.map(late),
  }
}

/** One fact that a rule needs is not there. */
function withGap(chance: Chance, facts: Facts): Facts {
  const [one] = facts.identities ?? []
  if (!one || one.category === 'rural-veteran-60') return facts
  const key = chance.pick(['approved_on', 'cause', 'grade', 'relation', 'enlistment_approved_on', 'approved_by_county', 'born'])
  if (key === 'born') return { ...facts, person: { ...facts.person, born: undefined } }
  return { ...facts, identities: key in one ? [{ ...one, [key]: chance.pick([null, undefined]) }] : [one] }
}

const randomMerit = (chance: Chance, year: number): NonNullable<Facts['merit']> =>
  Array.from({ length: chance.between(1, 2) }, () => {
    const on = chance.dayIn(month(year, chance.between(1, 12)))
    return { level: chance.pick(['third-class', 'second-class']), on }
  })

/** The day as on which to ask: at an edge, or about the day on which a notice came out. */
const dayOfAsking = (chance: Chance): string | undefined =>
  chance.of(0.7) ? chance.pick([chance.edgeDay(), chance.near(chance.pick(PUBLISHED), 1)]) : undefined

export function randomFacts(random: () => number): RandomFacts {
  const chance = chanceFrom(random)
  const { from, to } = randomRange(chance)
  const categories = Array.from({ length: chance.pick([1, 1, 2, 2, 3, 4]) }, () => anyCategory(chance))
  const young = categories.some(category => category.includes('survivor')) && !categories.includes('rural-veteran-60') && chance.of(0.6)
  const person = randomPerson(chance, categories, young, { from, to })
  const life: Life = { born: person.born, until: person.died ?? LAST_DAY }
  const county = chance.pick(COUNTIES)
  const identities = categories.map(category => randomIdentity(chance, life, category, { young, year: yearOf(from) }))
  const hukou_moves = randomMoves(chance, county, life)
  const paying = identities.flatMap(one => ('approved_by_county' in one && one.approved_by_county ? [one.approved_by_county] : []))
  const counties = [county, ...(hukou_moves ?? []).map(move => move.to_county), ...paying]
  const years = Array.from({ length: yearOf(to) - yearOf(from) + 2 }, (_, index) => yearOf(from) - 1 + index)
  const died = person.died ? [yearOf(person.died) - 1, yearOf(person.died)] : []
  const facts: Facts = {
    county, hukou: chance.pick(['rural', 'urban', null, undefined]), person, identities, hukou_moves,
    merit: chance.maybe(0.3, () => randomMerit(chance, yearOf(to))),
    draws_employee_pension: categories.includes('rural-veteran-60') && chance.of(0.6) ? undefined : randomFlag(chance, life),
    suspended: randomSuspensions(chance, life), rates: randomRates(chance, benefitsFor(identities), counties),
    parameters: randomParameters(chance, [...new Set([...years, ...died])], counties),
  }
  if (identities.length === 1 && chance.of(0.08)) return { facts: withGap(chance, facts), from, to, knownOn: undefined, complete: false }
  if (!chance.of(0.2)) return { facts, from, to, knownOn: undefined, complete: true }
  return { facts: learnedLater(chance, facts), from, to, knownOn: dayOfAsking(chance), complete: true }
}
