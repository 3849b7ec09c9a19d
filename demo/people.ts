import { addDays, addMonths, anniversary, isDay, monthOf, type Day } from '../src/base/day.ts'
import { checkCharacter } from '../src/base/identity-number.ts'
import type { PersonInput } from '../src/roster/schemas.ts'
import type { Dice } from './dice.ts'
import { COUNTY } from './places.ts'
import { inventName, type Words } from './words.ts'

/** A typical town's 262 (law.md section 4). */
const PROPORTIONS = {
  'disabled-serviceman': 22, 'martyr-survivor': 1, 'duty-death-survivor': 2, 'illness-death-survivor': 2, 'demobilized-serviceman': 14,
  'ill-veteran': 6, 'rural-veteran-60': 188, 'combat-veteran': 14, 'nuclear-test-veteran': 13,
} as const
export type DemoCategory = keyof typeof PROPORTIONS
const TOTAL = Object.values(PROPORTIONS).reduce((total, count) => total + count, 0)

/** How many of each category make `people` together: whole parts first, then the largest remainders. */
export function headcounts(people: number): [DemoCategory, number][] {
  const shares = (Object.entries(PROPORTIONS) as [DemoCategory, number][]) // the keys of the constant above
    .map(([category, count]) => ({ category, exact: count * people / TOTAL }))
  const left = people - shares.reduce((total, { exact }) => total + Math.floor(exact), 0)
  const extra = new Set(shares.toSorted((one, other) => other.exact % 1 - one.exact % 1).slice(0, left).map(({ category }) => category))
  return shares.map(({ category, exact }) => [category, Math.floor(exact) + (extra.has(category) ? 1 : 0)])
}

/** Invents persons: numbers that belong to nobody (they begin with 99), no two alike. */
export class People {
  readonly #dice: Dice
  readonly #words: Words
  readonly #taken = new Set<string>()

  constructor(dice: Dice, words: Words) {
    this.#dice = dice
    this.#words = words
  }

  dayIn(year: number): Day {
    return addDays(`${year}-01-01`, this.#dice.between(0, 364))
  }

  /** Sequence numbers run out in a year of many births, so the six leading digits move on: all begin with 99. */
  identityNumber(born: Day, male: boolean): string {
    for (;;) {
      const sequence = this.#dice.between(0, 499) * 2 + (male ? 1 : 0)
      const digits = `9901${String(this.#dice.between(1, 30)).padStart(2, '0')}${born.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
      if (this.#taken.has(digits)) continue
      this.#taken.add(digits)
      return digits + checkCharacter(digits)
    }
  }

  /** Somebody of a year of birth, with a telephone and an account. */
  somebody(place: string, born: Day, male: boolean, knownOn: Day): PersonInput {
    const name = inventName(this.#dice, this.#words)
    return {
      place, name, identity_number: this.identityNumber(born, male), born, sex: male ? 'male' : 'female', hukou: 'rural', known_on: knownOn,
      phone: `199${String(this.#dice.between(0, 99_999_999)).padStart(8, '0')}`,
      account: `99${String(this.#dice.between(0, 999_999_999)).padStart(9, '0')}${String(this.#dice.between(0, 99_999_999)).padStart(8, '0')}`,
      bank_name: this.#dice.pick(this.#words.banks), account_holder: name, facts: [],
    }
  }

  /** Somebody with one identity, approved before `knownOn`, the day the office learned it. */
  entitled(category: DemoCategory, place: string, knownOn: Day): PersonInput {
    const invented = IDENTITIES[category](this, this.#dice, knownOn)
    const person = this.somebody(place, invented.born, invented.male ?? true, knownOn)
    return { ...person, facts: [{ kind: 'identity', value: { category, ...invented.identity }, known_on: knownOn }] }
  }

  /** A conscript: the person through whom the family is owed its allowance. */
  conscript(place: string, approvedOn: Day, knownOn: Day): PersonInput {
    const born = this.dayIn(Number(approvedOn.slice(0, 4)) - this.#dice.between(19, 21))
    const identity = { category: 'conscript-family', enlistment_approved_on: approvedOn, approved_by_county: COUNTY, area: this.#dice.chance(8) ? 'plateau' : 'ordinary' }
    return { ...this.somebody(place, born, true, knownOn), facts: [{ kind: 'identity', value: identity, known_on: knownOn }] }
  }

  /** A discharged soldier of rural origin whose 60th birthday is in a month. */
  turningSixty(place: string, month: string, knownOn: Day): PersonInput {
    const year = Number(month.slice(0, 4)) - 60
    const born = `${year}${month.slice(4)}-${String(this.#dice.between(1, 28)).padStart(2, '0')}`
    const person = this.somebody(place, born, true, knownOn)
    const identity = { category: 'rural-veteran-60', ...service(this, this.#dice, born), approved_on: knownOn }
    return { ...person, facts: [{ kind: 'identity', value: identity, known_on: knownOn }] }
  }
}

type Invented = { readonly born: Day; readonly male?: boolean; readonly identity: Readonly<Record<string, unknown>> }

/** Service of three to six years that began at eighteen to twenty. */
function service(people: People, dice: Dice, born: Day): { enlisted_on: Day; discharged_on: Day } {
  const enlisted = people.dayIn(Number(born.slice(0, 4)) + dice.between(18, 20))
  return { enlisted_on: enlisted, discharged_on: addDays(anniversary(enlisted, dice.between(3, 5)), dice.between(0, 300)) }
}

/** A day between two, as far as the calendar has it. */
const before = (day: Day, limit: Day): Day => (day <= limit && isDay(day) ? day : limit)

function disabled(people: People, dice: Dice, knownOn: Day): Invented {
  const cause = dice.pick(['war', 'duty', 'duty', 'illness'])
  const grade = cause === 'illness' ? dice.between(5, 6) : dice.pick([5, 6, 6, 7, 7, 8, 8, 8, 9, 9, 10, 10])
  const born = people.dayIn(dice.between(1945, 1985))
  return { born, identity: { cause, grade, approved_on: before(people.dayIn(dice.between(2006, 2019)), knownOn), mental: false } }
}

const survivor = (people: People, dice: Dice): Invented => ({
  born: people.dayIn(dice.between(1938, 1958)), male: dice.chance(40),
  identity: { relation: dice.pick(['parent', 'spouse']), approved_on: people.dayIn(dice.between(2008, 2018)), income_above_local_average: false },
})

const approved = (from: number, to: number) => (people: People, dice: Dice): Invented => ({
  born: people.dayIn(dice.between(from, to)), identity: { approved_on: people.dayIn(dice.between(2011, 2020)) },
})

function ruralVeteran(people: People, dice: Dice, knownOn: Day): Invented {
  const born = before(people.dayIn(dice.between(1943, 1962)), anniversary(knownOn, -61))
  const approvedOn = `${addMonths(monthOf(anniversary(born, 60)), 1)}-10`
  return { born, identity: { ...service(people, dice, born), approved_on: approvedOn < '2011-08-01' ? '2011-10-10' : before(approvedOn, knownOn) } }
}

const IDENTITIES: Readonly<Record<DemoCategory, (people: People, dice: Dice, knownOn: Day) => Invented>> = {
  'disabled-serviceman': disabled,
  'martyr-survivor': survivor, 'duty-death-survivor': survivor, 'illness-death-survivor': survivor,
  'demobilized-serviceman': approved(1930, 1936), 'ill-veteran': approved(1952, 1970),
  'combat-veteran': approved(1955, 1966), 'nuclear-test-veteran': approved(1945, 1960),
  'rural-veteran-60': ruralVeteran,
}
