import { addDays, addMonths, anniversary, monthOf, monthsFrom, yearOf, type Day, type Month } from '../src/base/day.ts'
import { done, must, type Result } from '../src/base/result.ts'
import { addHouseholdsIn, addPersonsIn, factsOfIn, recordFact, recordFactIn } from '../src/roster/actions.ts'
import { person } from '../src/roster/lookup/actions.ts'
import type { PersonInput } from '../src/roster/schemas.ts'
import { read } from '../src/access/actions.ts'
import type { Work } from '../src/access/house.ts'
import { recoverLater } from './history-recovery.ts'
import { TOWNSHIP } from './places.ts'
import type { Scene, Stage } from './stage.ts'

/** Conscripts of each call-up; the seed's scale grows with the town. */
const CALL_UPS = ['03-01', '09-01'] as const
const OFFICE_DAYS = 5

const scaleOf = (stage: Stage): number => Math.max(1, Math.round(stage.options.people / 262))

async function admit(work: Work, persons: readonly PersonInput[]): Promise<void> {
  const households = must(await addHouseholdsIn(work, persons.map(person => ({ place: person.place, head: person.name, members: 4 }))))
  must(await addPersonsIn(work, persons.map((person, index) => ({ ...person, household: households[index]! }))))
}

/** The county's list of a call-up arrives: who went, and whose two years are over. */
function callUpScenes(stage: Stage, year: number): Scene[] {
  return CALL_UPS.map(monthDay => {
    const approvedOn = `${year}-${monthDay}`
    const knownOn = addDays(approvedOn, OFFICE_DAYS)
    return {
      day: knownOn,
      play: async () => {
        const dice = stage.dice(`call-up ${approvedOn}`)
        const persons = Array.from({ length: dice.between(2, 3) * scaleOf(stage) }, () =>
          stage.people.conscript(dice.pick(stage.ground.villages).code, approvedOn, knownOn))
        await stage.as('clerk', 'roster.write', async work => {
          await admit(work, persons)
          return done(null)
        })
        await discharge(stage, `${year - 2}-${monthDay}`, approvedOn, knownOn)
      },
    }
  })
}

/** Two years after its approval a call-up comes home (兵役法 26). */
async function discharge(stage: Stage, approvedOn: Day, leftOn: Day, knownOn: Day): Promise<void> {
  const clerk = await stage.actor('clerk')
  const known = must(await read(stage.house, clerk, 'roster.read', work => factsOfIn(work, { place: TOWNSHIP, knownOn })))
  for (const each of known) {
    const identity = each.facts.identities?.find(served => served.category === 'conscript-family' && served.enlistment_approved_on === approvedOn)
    if (!identity) continue
    const card = must(await person(stage.house, clerk, each.person))
    must(await recordFact(stage.house, clerk, each.person, {
      kind: 'identity', value: { ...identity, left_on: leftOn, left_reason: 'term' }, known_on: knownOn,
      supersedes: card.facts.find(fact => fact.kind === 'identity')!.id, document: '退役士兵花名册（示例）',
    }))
  }
}

/** Veterans of rural origin turn sixty: approved in the month, as the regulation asks. */
function sixtyScenes(stage: Stage, year: number): Scene[] {
  const dice = stage.dice(`sixty ${year}`)
  const months = monthsFrom(`${year}-01`, `${year}-12`)
  return dice.some(months, 6).map(month => ({
    day: `${month}-04`,
    play: () => stage.as('clerk', 'roster.write', async work => {
      const persons = Array.from({ length: scaleOf(stage) }, () => stage.people.turningSixty(stage.dice(`sixty ${month}`).pick(stage.ground.villages).code, month, `${month}-04`))
      await admit(work, persons)
      return done(null)
    }),
  }))
}

/** Each year one death is reported this many months late, as long as the whole of what follows can be told. */
const LATE_MONTHS = 3
const LATE_DEATHS_UNTIL = 2025

/** Old people die; the village reports one a year late, and then money has gone out that was not owed. */
function deathScenes(stage: Stage, year: number): Scene[] {
  const dice = stage.dice(`deaths ${year}`)
  return dice.some(monthsFrom(`${year}-01`, `${year}-12`), 4).map((month, index) => {
    const died = `${month}-${String(dice.between(1, 28)).padStart(2, '0')}`
    const late = index === 0 && year <= LATE_DEATHS_UNTIL ? LATE_MONTHS : 0
    const knownOn = late > 0 ? `${addMonths(month, late)}-04` : addDays(died, 2)
    return {
      day: knownOn,
      play: () => stage.as('clerk', 'roster.write', async (work): Promise<Result<string | null>> => {
        const known = (await factsOfIn(work, { place: TOWNSHIP, knownOn })).filter(each =>
          !each.facts.person?.died && yearOf(each.facts.person?.born ?? '9999') < year - 70 && each.facts.identities?.some(identity => identity.category === 'rural-veteran-60'))
        const [gone] = stage.dice(`gone ${died}`).some(known.toSorted((one, other) => (one.person < other.person ? -1 : 1)), 1)
        if (!gone) return done(null)
        must(await recordFactIn(work, gone.person, { kind: 'person', value: { ...gone.facts.person, died, death_cause: 'illness' }, known_on: knownOn, document: '死亡证明（示例）' }))
        return done(gone.person)
        // Whose death came late is still on the roll: screening finds them.
      }).then(gone => {
        if (gone === null) return undefined
        if (late === 0) return end(stage, gone, died, knownOn)
        stage.learned(month)
        return recoverLater(stage, gone, died, knownOn)
      }),
    }
  })
}

/** An identity ends with the death that was reported in time. */
async function end(stage: Stage, gone: string, died: Day, knownOn: Day): Promise<void> {
  const clerk = await stage.actor('clerk')
  const fact = must(await person(stage.house, clerk, gone)).facts.find(each => each.kind === 'identity')!
  must(await recordFact(stage.house, clerk, gone, {
    kind: 'identity', value: { ...Object(fact.value), ended_on: died }, known_on: knownOn, supersedes: fact.id, document: '死亡证明（示例）',
  }))
}

const withIdentity = (input: PersonInput, value: object, knownOn: Day): PersonInput => ({ ...input, facts: [{ kind: 'identity', value, known_on: knownOn }] })

/** What an office overlooks, so that screening has something of each kind to find: all of it in the last months. */
function overlookedScenes(stage: Stage): Scene[] {
  const { people, ground: { villages }, options: { until } } = stage
  const [recorded, grownUp] = [addDays(until, -40), addDays(until, -100)]
  const sixty = (month: Month, more: object): PersonInput => {
    const input = people.turningSixty(stage.dice(`overlooked ${month}`).pick(villages).code, month, recorded)
    return withIdentity(input, { ...Object(input.facts![0]!.value), ...more }, recorded)
  }
  const enter = (make: () => PersonInput[]) => () => stage.as('clerk', 'roster.write', async work => { await admit(work, make()); return done(null) })
  return [
    {
      day: addDays(grownUp, -20),
      play: enter(() => {
        const born = anniversary(grownUp, -18)
        const child = people.somebody(villages[0]!.code, born, true, addDays(grownUp, -20))
        return [withIdentity(child, { category: 'martyr-survivor', relation: 'child', approved_on: addDays(grownUp, -20) }, addDays(grownUp, -20))]
      }),
    },
    {
      day: recorded,
      play: enter(() => {
        const month = monthOf(until)
        const brothers = [sixty(addMonths(month, -30), {}), sixty(addMonths(month, -14), {})]
        return [
          sixty(addMonths(month, -2), { approved_on: null }), sixty(addMonths(month, 2), { approved_on: null }), sixty(addMonths(month, -8), { discharged_on: null }),
          brothers[0]!, { ...brothers[1]!, account: brothers[0]!.account },
        ]
      }),
    },
  ]
}

/** What the office learns of its people. */
export const rosterScenes = (stage: Stage, years: readonly number[]): Scene[] =>
  [...years.flatMap(year => [...callUpScenes(stage, year), ...sixtyScenes(stage, year), ...deathScenes(stage, year)]), ...overlookedScenes(stage)]
