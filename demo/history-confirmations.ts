import type { Work } from '../src/access/house.ts'
import { read } from '../src/access/actions.ts'
import { yearOf } from '../src/base/day.ts'
import { done, must } from '../src/base/result.ts'
import { askedIn, confirmAllIn } from '../src/roster/confirmation/actions.ts'
import { STATE_RULES, type Asked, type Finding, type Way } from '../src/roster/confirmation/confirmation.ts'
import type { ConfirmationInput } from '../src/roster/confirmation/schemas.ts'
import { TOWNSHIP } from './places.ts'
import type { Dice } from './dice.ts'
import type { Scene, Stage } from './stage.ts'

/** From June to October, and how many of a hundred who are left are reached in each month: at the end a few are open. */
const MONTHS: readonly (readonly [string, number])[] = [['06', 22], ['07', 35], ['08', 50], ['09', 70], ['10', 92]]
/** Each month's findings are entered on this day. */
const ENTERED = '28'
const BULK = 2000
/** Of a hundred who are looked for, how many are away and how many are not found. */
const [AWAY, NOT_FOUND] = [6, 1]

const WAYS: readonly Way[] = ['face-check', 'face-check', 'face-check', 'face-check', 'hand-held', 'hand-held', 'home-visit', 'home-visit', 'video', 'telephone']

/** Whoever is away is reached by telephone or video; who was not found, at home. */
function findingOf(dice: Dice, person: Asked): { way: Way; result: Finding; note: string | null } {
  if (person.state === 'away') return { way: dice.pick(['telephone', 'video']), result: 'confirmed', note: '本人在外务工，已与本人通话' }
  if (person.state === 'not-found') return { way: 'home-visit', result: 'confirmed', note: '本人已回村，当面核对' }
  const chance = dice.between(1, 100)
  if (chance <= AWAY) return { way: 'home-visit', result: 'away', note: '邻居说在外务工，改用电话、视频联系' }
  if (chance <= AWAY + NOT_FOUND) return { way: 'home-visit', result: 'not-found', note: '两次上门没有人，电话不通' }
  return { way: dice.pick(WAYS), result: 'confirmed', note: null }
}

function findingsOf(stage: Stage, month: string, share: number, left: readonly Asked[]): (Asked & { readonly input: ConfirmationInput })[] {
  const dice = stage.dice(`confirmation ${month}`)
  return left.flatMap(person => {
    const [reached, day] = [dice.chance(share), dice.between(1, Number(ENTERED))]
    const input = { person: person.person, year: yearOf(month), on: `${month}-${String(day).padStart(2, '0')}`, ...findingOf(dice, person) }
    return reached && (person.finding?.on ?? '') < input.on ? [{ ...person, input }] : []
  })
}

async function enter(stage: Stage, login: string, inputs: readonly ConfirmationInput[]): Promise<void> {
  for (let from = 0; from < inputs.length; from += BULK) {
    await stage.as(login, 'roster.confirm', async (work: Work) => {
      must(await confirmAllIn(work, inputs.slice(from, from + BULK)))
      return done(null)
    })
  }
}

const scene = (year: number, [month, share]: (typeof MONTHS)[number]): Scene => ({
  day: `${year}-${month}-${ENTERED}`,
  play: async stage => {
    const asked = must(await read(stage.house, await stage.actor('clerk'), 'roster.read', work => askedIn(work, year, { place: TOWNSHIP })))
    const left = asked.filter(person => !STATE_RULES[person.state].done).toSorted((one, other) => (one.person < other.person ? -1 : 1))
    const found = findingsOf(stage, `${year}-${month}`, share, left)
    // Villages with a worker of their own enter theirs; the clerk enters the others.
    const worker = (place: string) => stage.colleagues.find(colleague => colleague.role === 'village-worker' && colleague.place === place)?.login ?? 'clerk'
    for (const [login, theirs] of Map.groupBy(found, person => worker(person.place))) await enter(stage, login, theirs.map(each => each.input))
  },
})

/** The annual confirmations of some years (law.md section 4: June to October). */
export const confirmationScenes = (years: readonly number[]): Scene[] => years.flatMap(year => MONTHS.map(month => scene(year, month)))
