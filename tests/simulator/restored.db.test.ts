import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../src/db/db.ts'
import type { LawHouse } from '../../src/law/house.ts'
import { applyReturnFile } from '../../src/payment/actions.ts'
import { foundHouse, testDatabase, type TestActors } from '../harness/database.ts'
import { chanceFrom, seeded } from '../law/chance.ts'
import { backUp } from './backup.ts'
import { Failed, finish } from './seed.ts'
import { Clock, Simulation } from './simulation.ts'
import { approve, bringWhole, check, decideOpen, dispatch, prepare, step, upload } from './steps.ts'
import { settle, villagesOf } from './village.ts'

const SEEDS = Number(process.env['TONGXIN_RESTORED_SEEDS'] ?? (process.env['TONGXIN_TEST_DATABASE'] === 'server' ? 6 : 3))
const places = villagesOf(SEEDS)
const ROUNDS = 4

/** What an office does with the runs that it has, and does the same way again: nothing but their next steps, and one more run. */
async function onward(simulation: Simulation): Promise<void> {
  const { chance, snapshot } = simulation
  for (const { id, state } of snapshot.runs) {
    if (state === 'draft') { await decideOpen(simulation, id); await check(simulation, id) }
    if (state === 'checked') await approve(simulation, id)
    if (state === 'approved') await dispatch(simulation, id, 'send')
    if (state === 'sent') { await upload(simulation, id, chance.of(0.7)); await bringWhole(simulation, id) }
  }
  await simulation.holds()
}

async function workOn(simulation: Simulation): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) await onward(simulation)
  await prepare(simulation)
  await simulation.holds()
  for (let round = 0; round < ROUNDS; round += 1) await onward(simulation)
}

/** Brings what the bank gave out. What the restored books do not know is refused, and the refusal says what may have happened. */
async function bringOld(simulation: Simulation, files: readonly Uint8Array[]): Promise<{ taken: number; refused: number }> {
  const came = { taken: 0, refused: 0 }
  for (const file of files) {
    const result = await applyReturnFile(simulation.house, simulation.village.people.clerk, file)
    for (const refusal of result.ok ? [] : result.refusals) expect([refusal.code, refusal.next?.zh]).toEqual(['not-found', expect.stringContaining('备份')])
    came[result.ok ? 'taken' : 'refused'] += 1
    simulation.note(`an old file -> ${result.ok ? 'taken' : 'refused'}`)
    await simulation.holds()
  }
  return came
}

type Office = { house: LawHouse; database: Database; url: string | undefined; readonly actors: TestActors }

/** @returns how many files came too early and were refused */
async function live(office: Office, number: number, seed: number): Promise<number> {
  const [chance, clock] = [chanceFrom(seeded(seed)), new Clock()]
  const village = await settle({ ...office.house, clock: clock.read }, office.actors, places[number]!.code, number, chance)
  const simulation = new Simulation(office.house, village, chance, clock)
  const moveTo = (database: Database, url: string | undefined) => {
    Object.assign(office, { database, url, house: { ...office.house, database } })
    simulation.moveTo(database)
  }
  try {
    await simulation.lookAtLaw()
    await simulation.holds()
    for (let left = chance.between(12, 24); left > 0; left -= 1) {
      await step(simulation)
      await simulation.holds()
    }
    simulation.calm = true
    clock.toLatest()
    const backup = await backUp(office.database, office.url)
    const [shadow, files] = [simulation.shadow.copy(), simulation.bank.files.length]
    moveTo(backup.database, office.url)
    await workOn(simulation)
    simulation.note('--- the backup is restored')
    moveTo(await backup.restore(), backup.restored_url)
    simulation.shadow = shadow
    await simulation.holds()
    const old = simulation.bank.files.slice(files)
    const { refused } = await bringOld(simulation, old)
    simulation.note('--- what was done since is done again')
    await workOn(simulation)
    expect((await bringOld(simulation, old)).refused).toBe(0)
    await finish(simulation)
    return refused
  } catch (error) {
    throw new Failed(seed, simulation.log, error)
  }
}

test('恢复旧备份以后旧回盘再来：不认得的拒绝，说明可能是备份之后送出的；照样补办以后旧回盘对得上，没有一笔到账两次', { timeout: 1_200_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-restored-'))
  const opened = await testDatabase()
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const office: Office = { database: opened.database, url: opened.url, ...await foundHouse(opened.database, directory, new Clock().read, places) }
  // Its databases on the server go with the server.
  onTestFinished(() => office.database.close())
  let refused = 0
  for (let number = 0; number < SEEDS; number += 1) refused += await live(office, number, 10_001 + number)
  expect(refused).toBeGreaterThan(0)
})
