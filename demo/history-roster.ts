import { addDays, addMonths, monthsFrom, yearOf, type Day } from '../src/base/day.ts'
import { done, must } from '../src/base/result.ts'
import { addHouseholdsIn, addPersonsIn, factsOfIn, recordFact, recordFactIn } from '../src/roster/actions.ts'
import { person } from '../src/roster/lookup/actions.ts'
import type { PersonInput } from '../src/roster/schemas.ts'
import { read } from '../src/access/actions.ts'
import type { Work } from '../src/access/house.ts'
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

/** Old people die; the village reports some late, and then money has gone out that was not owed. */
function deathScenes(stage: Stage, year: number): Scene[] {
  const dice = stage.dice(`deaths ${year}`)
  return dice.some(monthsFrom(`${year}-01`, `${year}-12`), 4).map((month, index) => {
    const died = `${month}-${String(dice.between(1, 28)).padStart(2, '0')}`
    const late = index === 0 ? 3 : 0
    const knownOn = late > 0 ? `${addMonths(month, late)}-04` : addDays(died, 2)
    return {
      day: knownOn,
      play: () => stage.as('clerk', 'roster.write', async work => {
        const known = (await factsOfIn(work, { place: TOWNSHIP, knownOn })).filter(each =>
          !each.facts.person?.died && yearOf(each.facts.person?.born ?? '9999') < year - 70 && each.facts.identities?.some(identity => identity.category === 'rural-veteran-60'))
        const [gone] = stage.dice(`gone ${died}`).some(known.toSorted((one, other) => (one.person < other.person ? -1 : 1)), 1)
        if (!gone) return done(null)
        must(await recordFactIn(work, gone.person, { kind: 'person', value: { ...gone.facts.person, died, death_cause: 'illness' }, known_on: knownOn, document: '死亡证明（示例）' }))
        return done(null)
      }),
    }
  })
}

/** What the office learns of its people. */
export const rosterScenes = (stage: Stage, years: readonly number[]): Scene[] =>
  years.flatMap(year => [...callUpScenes(stage, year), ...sixtyScenes(stage, year), ...deathScenes(stage, year)])
