import { act, foundCounty, insertAccountIn } from '../src/access/actions.ts'
import type { Actor } from '../src/base/actor.ts'
import { done, must } from '../src/base/result.ts'
import { addPlaces } from '../src/places/actions.ts'
import { addHouseholdsIn, addPersonsIn } from '../src/roster/actions.ts'
import type { HouseholdInput, PersonInput } from '../src/roster/schemas.ts'
import type { Dice } from './dice.ts'
import { headcounts } from './people.ts'
import { COUNTY } from './places.ts'
import type { Stage } from './stage.ts'
import { inventName } from './words.ts'

const HOUSEHOLDS = 3000
/** What the office knew when it began to keep its roster here. */
const KNOWN_ON = '2022-12-20'
/** The call-ups whose conscripts still serve when the history begins, and how many went. */
const EARLIER_CALL_UPS: readonly (readonly [string, number])[] = [['2021-03-01', 2], ['2021-09-01', 3], ['2022-03-01', 3], ['2022-09-01', 3]]
const BULK = 2000

const founder: Actor = { account: 'set-up', login: 'set-up', name: '首次设置', role: 'system-administrator', county: COUNTY, place: COUNTY, scope: [COUNTY] }

/** Places, and accounts without passwords: a demo offers its people. */
async function found(stage: Stage): Promise<void> {
  await foundCounty(stage.house.database, stage.ground.county)
  must(await act(stage.house, founder, 'places.manage', async work => {
    must(await addPlaces(work, stage.ground.places))
    for (const colleague of stage.colleagues) must(await insertAccountIn(work, { ...colleague, password: null }))
    return done(null)
  }))
}

const villageOf = (stage: Stage, dice: Dice): string => dice.pick(stage.ground.villages).code

/** Everybody who is on the roster when the history begins. */
function inventRoster(stage: Stage): PersonInput[] {
  const dice = stage.dice('roster')
  const entitled = headcounts(stage.options.people).flatMap(([category, count]) =>
    Array.from({ length: count }, () => stage.people.entitled(category, villageOf(stage, dice), KNOWN_ON)))
  const scale = Math.max(1, Math.round(stage.options.people / 262))
  const conscripts = EARLIER_CALL_UPS.flatMap(([day, count]) =>
    Array.from({ length: count * scale }, () => stage.people.conscript(villageOf(stage, dice), day, KNOWN_ON)))
  return [...entitled, ...conscripts]
}

const household = (dice: Dice, place: string, head: string): HouseholdInput =>
  ({ place, head, group_name: `${dice.pick(['一', '二', '三', '四', '五', '六'])}组`, address: null, members: dice.between(1, 6) })

/** The households of everybody on the roster, and the town's others. */
function inventHouseholds(stage: Stage, roster: readonly PersonInput[]): HouseholdInput[] {
  const dice = stage.dice('households')
  const others = Math.max(0, HOUSEHOLDS - roster.length)
  return [
    ...roster.map(person => household(dice, person.place, person.name)),
    ...Array.from({ length: others }, () => household(dice, villageOf(stage, dice), inventName(dice, stage.words))),
  ]
}

/** Sets the office up and enters its roster, in portions that a small machine holds. */
export async function setUp(stage: Stage): Promise<void> {
  stage.dawn(KNOWN_ON)
  await found(stage)
  const roster = inventRoster(stage)
  const households: string[] = []
  const invented = inventHouseholds(stage, roster)
  for (let from = 0; from < invented.length; from += BULK) {
    households.push(...await stage.as('clerk', 'roster.write', work => addHouseholdsIn(work, invented.slice(from, from + BULK))))
  }
  for (let from = 0; from < roster.length; from += BULK) {
    const part = roster.slice(from, from + BULK).map((person, index) => ({ ...person, household: households[from + index]! }))
    await stage.as('clerk', 'roster.write', work => addPersonsIn(work, part))
  }
  await stage.house.database.analyze()
}
