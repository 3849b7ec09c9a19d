import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { must } from '../../src/base/result.ts'
import type { Database } from '../../src/db/db.ts'
import { openDatabase, type Where } from '../../src/db/open.ts'
import { addFund, creditFund } from '../../src/ledger/actions.ts'
import { addPerson } from '../../src/roster/actions.ts'
import { foundHouse, testDatabase, VILLAGES } from '../harness/database.ts'
import { imageBytes } from '../harness/image.ts'
import { runFile, type Running } from '../harness/process.ts'
import { chanceFrom, seeded } from '../law/chance.ts'
import { fails, stepName, STEP_NAMES, type Acknowledged, type Job, type Standing } from './job.ts'
import { fundCredit, peopleOf, personOf, type Village } from './village.ts'

const SERVER = process.env['TONGXIN_TEST_DATABASE'] === 'server'
const KILLS = Number(process.env['TONGXIN_KILLS'] ?? (SERVER ? 50 : 20))
const SEED = Number(process.env['TONGXIN_KILL_SEED'] ?? 1)
const PERSONS = 3
const BEGINS = Date.parse('2024-10-28T09:00:00+08:00')

type Laid = Pick<Job, 'where' | 'directory' | 'village'>

/** A database on disk or a server, which outlives whoever works on it. */
async function lay(): Promise<Laid> {
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-kills-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  if (SERVER) {
    const opened = await testDatabase()
    onTestFinished(() => opened.close())
    return { where: { url: opened.url! }, directory, village: await fill(opened.database, directory) }
  }
  const where: Where = { data: join(directory, 'database') }
  const database = await openDatabase({ ...where, image: await imageBytes() })
  const village = await fill(database, directory)
  await database.close()
  return { where, directory, village }
}

async function fill(database: Database, directory: string): Promise<Village> {
  const { house, actors } = await foundHouse(database, directory, () => BEGINS)
  const place = VILLAGES[0]!
  const fund = must(await addFund(house, actors.clerk, { place, name: '优抚补助', source: '中央财政', year: 2024, purpose: 'benefits' }))
  must(await creditFund(house, actors.clerk, fund, fundCredit(1_000_000_000)))
  for (let number = 1; number <= PERSONS; number += 1) must(await addPerson(house, actors.clerk, personOf(place, number, chanceFrom(seeded(SEED)), true)))
  return { place, fund, persons: [], people: peopleOf(actors, place) }
}

const said = <T>(running: Running, word: 'standing' | 'done'): T[] =>
  running.lines.filter(line => line.startsWith(`${word} `) && line.endsWith('}')).map(line => JSON.parse(line.slice(word.length + 1)) as T) // worker.ts `say`

const RANKS = ['draft', 'checked', 'approved', 'sent', 'confirmed']
const rank = (state: string): number => RANKS.indexOf(state === 'returned' ? 'sent' : state)

const twice = <T>(all: readonly T[], keyOf: (one: T) => string): string[] =>
  [...Map.groupBy(all, keyOf)].flatMap(([key, those]) => (those.length > 1 ? [key] : []))

/** Everything that was acknowledged is there, the money holds, and nothing was paid twice. */
function holds({ snapshot, faults }: Standing, acknowledged: ReadonlyMap<number, Acknowledged>): void {
  expect(faults).toEqual([])
  const states = new Map(snapshot.runs.map(run => [run.id, run.state]))
  for (const { run, state, step } of acknowledged.values()) {
    expect(rank(states.get(run) ?? 'lost')).toBeGreaterThanOrEqual(rank(state))
    if (stepName(step) === 'end') expect(states.get(run)).toBe('confirmed')
  }
  expect(twice(snapshot.sendings.filter(one => one.state !== 'returned'), one => `${one.run} ${one.number}`)).toEqual([])
  expect(twice(snapshot.lines, line => `${line.person} ${line.benefit} ${line.period}`)).toEqual([])
  const settled = snapshot.sendings.filter(one => one.state !== 'sent')
  expect(settled.map(one => [one.serial, one.state])).toEqual(settled.map(one => [one.serial, fails(one) ? 'returned' : 'confirmed']))
}

type Ended = { readonly after: number; readonly milliseconds: number }

/** Works on until it has said so much, is then ended, and leaves what it said; or comes to its own end. */
async function workOn(job: Job, ended: Ended | null, acknowledged: Map<number, Acknowledged>): Promise<void> {
  const file = join(job.directory, 'job.json')
  writeFileSync(file, JSON.stringify(job))
  const running = runFile(join(import.meta.dirname, 'worker.ts'), [file])
  await running.line(/^standing /)
  holds(said<Standing>(running, 'standing')[0]!, acknowledged)
  if (ended === null) expect([await running.ended, running.lines.filter(line => !/^(?:standing|done) /.test(line))]).toEqual([0, []])
  else {
    await running.line(new RegExp(`^done .*"step":${job.from + ended.after},`))
    await new Promise(resolve => { setTimeout(resolve, ended.milliseconds) })
    await running.kill()
  }
  for (const one of said<Acknowledged>(running, 'done')) {
    const before = acknowledged.get(one.step)
    // The last step was asked for again with its key: it answers as it did.
    if (before !== undefined) expect(one).toEqual(before)
    acknowledged.set(one.step, one)
  }
  for (const standing of said<Standing>(running, 'standing').slice(1)) holds(standing, acknowledged)
}

test(`杀进程 ${KILLS} 次（kill -9），每次重开：答应过的都在，账平，没有一笔到账两次，从停下的地方接着办完`, { timeout: 1_200_000 }, async () => {
  const chance = chanceFrom(seeded(SEED))
  const laid = await lay()
  const started = Date.now()
  const acknowledged = new Map<number, Acknowledged>()
  const next = () => {
    const last = [...acknowledged.values()].at(-1)
    return last === undefined ? { from: 0, run: null } : { from: last.step, run: last.run }
  }
  for (let kill = 0; kill < KILLS; kill += 1) {
    const ended = { after: chance.between(0, 4), milliseconds: chance.between(0, 40) }
    await workOn({ ...laid, started, begins: BEGINS, ...next(), until: Number.MAX_SAFE_INTEGER }, ended, acknowledged)
  }
  const until = Math.ceil((next().from + 1) / STEP_NAMES.length) * STEP_NAMES.length
  await workOn({ ...laid, started, begins: BEGINS, ...next(), until }, null, acknowledged)
  expect([...acknowledged.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: until }, (_, step) => step))
})
