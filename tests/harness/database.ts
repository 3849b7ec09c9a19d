import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { foundCounty, foundInstallation, insertAccountIn } from '../../src/access/actions.ts'
import type { House, Work } from '../../src/access/house.ts'
import type { Actor, Role } from '../../src/base/actor.ts'
import { dayOf, type Day } from '../../src/base/day.ts'
import { uuid7 } from '../../src/base/id.ts'
import { must } from '../../src/base/result.ts'
import { scoped, type Database } from '../../src/db/db.ts'
import { openDatabase } from '../../src/db/open.ts'
import { ownDatabase } from '../../src/db/own-database.ts'
import { writeEntries } from '../../src/journal/actions.ts'
import type { Entry } from '../../src/journal/journal.ts'
import type { LawHouse } from '../../src/law/house.ts'
import { addPlaces } from '../../src/places/actions.ts'
import type { Place } from '../../src/places/places.ts'
import { createKeys } from '../../src/vault/keys.ts'
import { houseOn } from './house.ts'
import { imageBytes } from './image.ts'

export { ROOT } from './house.ts'
export const COUNTY = '990101'
export const TOWNSHIP = '990101101'
export const VILLAGES = Array.from({ length: 12 }, (_, index) => `${TOWNSHIP}${201 + index}`)

const VILLAGE_NAMES = ['松岭村', '柳河村', '石桥村', '东湾村', '西山村', '白杨村', '清泉村', '南坪村', '北坡村', '杏花村', '竹溪村', '梨园村']
const VILLAGE_NAMES_EN = ['Songling', 'Liuhe', 'Shiqiao', 'Dongwan', 'Xishan', 'Baiyang', 'Qingquan', 'Nanping', 'Beipo', 'Xinghua', 'Zhuxi', 'Liyuan']

const place = (code: string, name: string, name_en: string, level: Place['level'], parent: string | null): Place =>
  ({ code, name, name_en, level, parent, from: '2000-01-01', to: null, successor: null, harvest_region: 'central-plain' })

/** The invented county of every test: one township, twelve villages. */
export const PLACES: readonly Place[] = [
  place(COUNTY, '云岭县', 'Yunling County', 'county', null),
  place(TOWNSHIP, '青松镇', 'Qingsong Town', 'township', COUNTY),
  ...VILLAGES.map((code, index) => place(code, VILLAGE_NAMES[index]!, VILLAGE_NAMES_EN[index]!, 'village', TOWNSHIP)),
]

const PEOPLE = {
  clerk: ['clerk', TOWNSHIP, '林经办'],
  reviewer: ['reviewer', TOWNSHIP, '沈复核'],
  leader: ['leader', TOWNSHIP, '周镇长'],
  countyOffice: ['county-office', COUNTY, '许双拥'],
  auditor: ['auditor', COUNTY, '严审计'],
  villageWorker: ['village-worker', VILLAGES[0]!, '何专干'],
  system: ['system-administrator', TOWNSHIP, '系统员'],
  security: ['security-administrator', COUNTY, '安全员'],
  audit: ['audit-administrator', COUNTY, '审计员'],
} as const satisfies Record<string, readonly [Role, string, string]>
export type TestActors = Readonly<Record<keyof typeof PEOPLE, Actor>>

export type TestHouse = {
  readonly house: LawHouse
  readonly actors: TestActors
  /** Sets the clock to nine in the morning, Shanghai time, of a day; it begins at 2024-06-30. */
  travel(day: Day): void
  close(): Promise<void>
}

/** A clock that a test sets, and that moves on by a millisecond whenever it is read, so that ids keep their order. */
function testClock() {
  let now = Date.parse('2024-06-30T09:00:00+08:00')
  return { read: () => now++, set: (day: Day) => { now = Date.parse(`${day}T09:00:00+08:00`) } }
}

type Opened = { readonly database: Database; close(): Promise<void> }

/** A database of its own, cloned from the migrated template of the run's server. */
async function cloneOnServer(server: string): Promise<Opened & { readonly url: string }> {
  const { url, drop } = await ownDatabase(server, 'test', 'tongxin_template')
  const database = await openDatabase({ url })
  return { database, url, close: async () => { await database.close(); await drop() } }
}

/** An empty migrated database of the kind that this project of the test run is for. */
export async function testDatabase(): Promise<Opened & { readonly url?: string }> {
  const server = process.env['TONGXIN_TEST_DATABASE'] === 'server' ? inject('server') ?? undefined : undefined
  if (server !== undefined) return cloneOnServer(server)
  const database = await openDatabase({ data: 'memory', image: await imageBytes() })
  return { database, close: () => database.close() }
}

/** Work over the whole county before anybody has an account: what setting up does. */
function founding(house: House, work: (work: Work) => Promise<void>): Promise<void> {
  const actor: Actor = { account: 'test', login: 'test', name: '测试', role: 'system-administrator', county: COUNTY, place: COUNTY, scope: [COUNTY] }
  return scoped(house.database, { county: COUNTY, places: [COUNTY] }, async session => {
    const entries: Entry[] = []
    const now = house.clock()
    await work({
      session, actor, vault: house.vault, files: house.files, now, today: dayOf(now),
      id: () => uuid7(house.clock(), house.random(10)), record: entry => void entries.push(entry),
    })
    await writeEntries(session, actor, now, entries)
  })
}

async function addPeople(work: Work): Promise<TestActors> {
  const actors: Record<string, Actor> = {}
  for (const [login, [role, code, name]] of Object.entries(PEOPLE)) {
    const account = must(await insertAccountIn(work, { place: code, login, name, role, password: null }))
    actors[login] = { account, login, name, role, county: COUNTY, place: code, scope: [code] }
  }
  return actors as TestActors // one for each key of PEOPLE
}

/** Founds an empty database: its keys in the directory, places, accounts and law. */
export async function foundHouse(database: Database, directory: string, clock: () => number, more: readonly Place[] = []): Promise<{ house: LawHouse; actors: TestActors }> {
  const keys = await createKeys(join(directory, 'key'))
  const house = houseOn(database, directory, keys.vault, clock)
  await foundInstallation(house.database, { demo: true, wrapped: keys.wrapped, now: clock() })
  await foundCounty(house.database, { code: COUNTY, name: '云岭县', name_en: 'Yunling County' })
  let actors: TestActors | undefined
  await founding(house, async work => {
    must(await addPlaces(work, [...PLACES, ...more]))
    actors = await addPeople(work)
  })
  return { house, actors: actors! }
}

/** A house with places (those of every test, and more), accounts and law, and nothing else. Call `close` when done; a test that opens one inside itself need not. */
export async function testHouse(more: readonly Place[] = []): Promise<TestHouse> {
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-test-'))
  const opened = await testDatabase()
  const clock = testClock()
  const { house, actors } = await foundHouse(opened.database, directory, clock.read, more)
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await opened.close()
    rmSync(directory, { recursive: true, force: true })
  }
  try { onTestFinished(close) } catch { /* opened outside a single test: the file closes it */ }
  return { house, actors, travel: clock.set, close }
}
