import { monthOf, type Day } from '../src/base/day.ts'
import { must } from '../src/base/result.ts'
import { changePerson, recordFact } from '../src/roster/actions.ts'
import { decideResume, decideStop, propose } from '../src/roster/confirmation/suspension/actions.ts'
import { people, person } from '../src/roster/lookup/actions.ts'
import type { PersonCard } from '../src/roster/roster.ts'
import { COUNTY } from './places.ts'
import type { Scene, Stage } from './stage.ts'

const NEIGHBOUR = '990202'

/** Somebody of a category who lives, to whom a change happens; of those who fit, chance picks one. A hamlet may have nobody. */
async function somebody(stage: Stage, category: string, fits: (card: PersonCard) => boolean = () => true): Promise<PersonCard | undefined> {
  const clerk = await stage.actor('clerk')
  const { rows } = must(await people(stage.house, clerk, { category, living: 'living', size: 200 }))
  const cards: PersonCard[] = []
  for (const { id } of rows) cards.push(must(await person(stage.house, clerk, id)))
  const fitting = cards.filter(fits).toSorted((one, other) => (one.id < other.id ? -1 : 1))
  return fitting.length > 0 ? stage.dice(`somebody ${category}`).pick(fitting) : undefined
}

/** Moves to another village of the township. */
const movesNear: Scene = {
  day: '2024-05-05',
  play: async stage => {
    const card = await somebody(stage, 'nuclear-test-veteran')
    if (!card) return
    const place = stage.ground.villages.find(village => village.code !== card.place)!.code
    must(await changePerson(stage.house, await stage.actor('clerk'), card.id, { version: card.version, changes: { place } }))
  },
}

/** Moves to another county, which pays from the next year on. */
const movesAway: Scene = {
  day: '2024-08-05',
  play: async stage => {
    const card = await somebody(stage, 'ill-veteran')
    if (!card) return
    must(await recordFact(stage.house, await stage.actor('clerk'), card.id, {
      kind: 'hukou_move', value: { on: '2024-08-02', from_county: COUNTY, to_county: NEIGHBOUR }, document: '户口迁移证（示例）',
    }))
  },
}

type Grading = { readonly cause?: string; readonly grade?: number; readonly regradings?: readonly unknown[] }
const gradingOf = (card: PersonCard): Grading => Object(card.facts.find(fact => fact.kind === 'identity')?.value)

type Regrading = { readonly day: Day; readonly approvedOn: Day; readonly by: 1 | -1; readonly document: string; readonly fits: (grade: number) => boolean }

/** A disability is regraded, and the paper comes after the month from which the new grade holds: the next run looks back to it. */
const regraded = ({ day, approvedOn, by, document, fits }: Regrading): Scene => ({
  day,
  play: async stage => {
    const card = await somebody(stage, 'disabled-serviceman', one => gradingOf(one).cause !== 'illness' && !gradingOf(one).regradings && fits(gradingOf(one).grade ?? 0))
    if (!card) return
    const fact = card.facts.find(one => one.kind === 'identity')!
    must(await recordFact(stage.house, await stage.actor('clerk'), card.id, {
      kind: 'identity', supersedes: fact.id, document, value: { ...Object(fact.value), regradings: [{ approved_on: approvedOn, grade: gradingOf(card).grade! + by }] },
    }))
    stage.learned(monthOf(approvedOn))
  },
})

/** Found worse: what was paid short is paid later. */
const worse = regraded({ day: '2024-12-18', approvedOn: '2024-11-20', by: -1, document: '调整残疾等级批复（示例）', fits: grade => grade >= 7 })
/** Found better at a re-examination: what was paid beyond the new grade is to come back, from somebody who lives and goes on drawing it. */
const better = regraded({ day: '2026-04-20', approvedOn: '2026-02-10', by: 1, document: '复查调整残疾等级批复（示例）', fits: grade => grade >= 5 && grade <= 9 })

/** The province suspends somebody, and lets him draw again three months later: the clerk proposes, the leader enters what was decided. */
const suspended: Scene = {
  day: '2024-03-04',
  play: async stage => {
    const [clerk, leader, card] = [await stage.actor('clerk'), await stage.actor('leader'), await somebody(stage, 'combat-veteran')]
    if (!card) return
    const stop = must(await propose(stage.house, clerk, { person: card.id, kind: 'stop', note: '省厅通知：正在依法接受调查' }))
    must(await decideStop(stage.house, leader, stop, { authority: 'province', document: '示例省退役军人厅决定〔2024〕2号', on: '2024-03-01' }))
    stage.later({
      day: '2024-06-05',
      play: async () => {
        const resume = must(await propose(stage.house, clerk, { person: card.id, kind: 'resume', note: '省厅通知：调查结束，恢复发放' }))
        must(await decideResume(stage.house, leader, resume, { authority: 'province', document: '示例省退役军人厅决定〔2024〕5号', on: '2024-06-01' }))
      },
    })
  },
}

/** What changes what some are owed: two moves, two regradings, a suspension. */
export const changeScenes: readonly Scene[] = [suspended, movesNear, movesAway, worse, better]
