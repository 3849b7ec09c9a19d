import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { recordActivityIn } from '../src/activity/actions.ts'
import type { Day } from '../src/base/day.ts'
import { must } from '../src/base/result.ts'
import { households } from '../src/roster/lookup/actions.ts'
import { writeWorkbook } from '../src/sheets/write.ts'
import type { Dice } from './dice.ts'
import { inventPicture } from './pictures.ts'
import { TOWNSHIP } from './places.ts'
import type { Scene, Stage } from './stage.ts'
import { inventName } from './words.ts'

const range = z.tuple([z.int().min(0), z.int().min(0)])
const planned = z.array(z.strictObject({
  kind: z.string(),
  on: z.string().regex(/^\d{2}-\d{2}$/),
  each_village: z.boolean().default(false),
  not_in: z.array(z.int()).default([]),
  chance: z.int().min(1).max(100).default(100),
  fields: z.record(z.string(), z.union([z.string(), z.boolean()])),
  numbers: z.record(z.string(), range).default({}),
  households: range.optional(),
  organizers: z.string().optional(),
  commended: range.optional(),
  evidence: z.array(z.enum(['photo', 'sign-in', 'file'])),
}))
type Planned = z.infer<typeof planned>[number]

const thrown = (dice: Dice, [least, most]: readonly [number, number]): number => dice.between(least, most)

/** Households of a place in the order of their ids. */
type Homes = Map<string, readonly string[]>
const PAGE = 200

async function householdIds(stage: Stage, homes: Homes, place: string): Promise<readonly string[]> {
  const known = homes.get(place)
  if (known) {
    stage.house.clock() // looking at the list took a moment; so every id stays the same
    return known
  }
  const page = must(await households(stage.house, await stage.actor('clerk'), { place, size: String(PAGE) }))
  const ids = page.rows.map(row => row.id).toSorted()
  // A full page stays as it is: households that come later have later ids.
  if (ids.length === PAGE) homes.set(place, ids)
  return ids
}

async function partiesOf(stage: Stage, homes: Homes, item: Planned, place: string, dice: Dice): Promise<Record<string, unknown>> {
  const township = stage.ground.places[1]!.name
  const names = (count: number) => [...new Set(Array.from({ length: count }, () => inventName(dice, stage.words)))]
  return {
    ...(item.households ? { households: dice.some(await householdIds(stage, homes, place), thrown(dice, item.households)) } : {}),
    ...(item.organizers ? { organizers: [`${township}${item.organizers}`] } : {}),
    ...(item.commended ? { units: dice.some(stage.ground.villages, thrown(dice, item.commended)).map(village => village.name), people: names(thrown(dice, item.commended) + 1) } : {}),
    ...(item.kind === 'hardship-survey' ? { surveyors: [stage.nameOf('clerk')] } : {}),
  }
}

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const EVIDENCE_NAMES = { photo: '照片', 'sign-in': '签到表', file: '记录' } as const

async function evidenceOf(stage: Stage, item: Planned, on: Day, dice: Dice) {
  const rows = Array.from({ length: 12 }, (_, index) => [String(index + 1), inventName(dice, stage.words), dice.pick(stage.ground.villages).name, '', '（已签）'])
  const sheet = await writeWorkbook({ name: '签到表', headings: ['序号', '姓名', '单位(村组)', '职务/身份', '签名'], rows })
  return item.evidence.map(kind => ({
    kind, title: `${item.fields['title']}${EVIDENCE_NAMES[kind]}`, taken_on: on,
    ...(kind === 'photo' ? { media_type: 'image/png', bytes: inventPicture(dice) } : { media_type: SHEET, bytes: sheet }),
  }))
}

async function play(stage: Stage, homes: Homes, item: Planned, place: string, on: Day): Promise<void> {
  const dice = stage.dice(`${item.kind} ${on} ${place}`)
  if (!dice.chance(item.chance)) return
  const numbers = Object.fromEntries(Object.entries(item.numbers).map(([field, bounds]) => [field, thrown(dice, bounds)]))
  const parties = await partiesOf(stage, homes, item, place, dice)
  const evidence = await evidenceOf(stage, item, on, dice)
  const solved = item.fields['solved'] === true ? { solved_on: on } : {}
  await stage.as('clerk', 'activity.write', work => recordActivityIn(work, { kind: item.kind, place, held_on: on, fields: { ...item.fields, ...numbers, ...solved }, parties, evidence }))
}

/** The year's activities, from demo/activities.yaml. */
export function activityScenes(stage: Stage, years: readonly number[]): Scene[] {
  const items = planned.parse(parse(readFileSync(join(import.meta.dirname, 'activities.yaml'), 'utf8')))
  const homes: Homes = new Map()
  return years.flatMap(year => items.filter(item => !item.not_in.includes(year)).map(item => ({
    day: `${year}-${item.on}`,
    play: async () => {
      const where = item.each_village ? stage.ground.villages.map(village => village.code) : [TOWNSHIP]
      for (const place of where) await play(stage, homes, item, place, `${year}-${item.on}`)
    },
  })))
}
