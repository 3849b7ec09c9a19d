import { dayOf, type Day } from '../src/base/day.ts'
import type { Database } from '../src/db/db.ts'
import type { Progress } from '../src/desk/progress.ts'
import { inventHistory } from './history.ts'
import type { TownshipOptions } from './options.ts'
import { setUp } from './set-up.ts'
import { Stage, type Rooms, type Scene } from './stage.ts'

/**
 * A filling that was cut short is made again from nothing, so its commits need not wait for the disk. The first commit that waits again
 * (the one that ends the history) takes everything before it to the disk too.
 */
const unhurried = (database: Database): Database => ({
  kind: database.kind, analyze: () => database.analyze(), close: () => database.close(),
  transaction: work => database.transaction(async session => {
    await session.query('SET LOCAL synchronous_commit = off')
    return work(session)
  }),
})

/**
 * Fills an empty demo database: the township, its roster, and what happened there until the last day.
 * @returns the moment at which its history ends
 */
export async function fillTownship(rooms: Rooms, options: TownshipOptions, progress: (progress: Progress) => void): Promise<number> {
  const stage = new Stage({ ...rooms, database: unhurried(rooms.database) }, options)
  progress({ done: 0, total: 1, text: { zh: '正在建立名册', en: 'making the roster' } })
  await setUp(stage)
  const scenes = inventHistory(stage).filter(scene => scene.day <= options.until)
  const play = async (scene: Scene) => {
    stage.dawn(scene.day)
    await scene.play(stage)
  }
  const playDue = async (until: Day) => {
    for (let due = stage.dueBy(until); due; due = stage.dueBy(until)) await play(due)
  }
  let analyzed = ''
  for (const [index, scene] of scenes.entries()) {
    const [year, month] = scene.day.split('-').map(Number)
    // An office's database looks over its tables every few hours; this one grows by years meanwhile, and would plan for empty tables.
    const half = `${year}-${month! > 6}`
    if (analyzed !== half) await stage.house.database.analyze()
    analyzed = half
    progress({ done: index + 1, total: scenes.length, text: { zh: `正在经历 ${year} 年 ${month} 月`, en: `living through ${scene.day.slice(0, 7)}` } })
    await playDue(scene.day)
    await play(scene)
  }
  await playDue(options.until)
  stage.dawn(options.until)
  if (dayOf(stage.now) !== options.until) throw new Error(`the history ran past ${options.until}`)
  return stage.now
}
