import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, VILLAGES, type TestHouse } from '../../tests/harness/database.ts'
import type { Actor } from '../base/actor.ts'
import { done, must, refused, type Refusal, type Result } from '../base/result.ts'
import { scoped } from '../db/db.ts'
import { journalHead, verifyChain } from '../journal/actions.ts'
import { act, read, underKey } from './actions.ts'
import type { Work } from './house.ts'

let tested: TestHouse
beforeAll(async () => { tested = await testHouse() })
afterAll(() => tested.close())

const refusal: Refusal = { code: 'state', place: 'test', message: { zh: '不行', en: 'no' } }
const codesOf = (result: Result<unknown>): string[] => (result.ok ? [] : result.refusals.map(each => each.code))
const head = () => scoped(tested.house.database, { county: COUNTY, places: [COUNTY] }, session => journalHead(session, COUNTY))
const households = async () => must(await read(tested.house, tested.actors.clerk, 'roster.read', async work =>
  (await work.session.query<{ id: string }>('SELECT id FROM household')).rows.length))

/** The least work there is: a household in the first village, and its entry. */
const addHousehold = async (work: Work): Promise<Result<string>> => {
  const id = work.id()
  await work.session.query(`INSERT INTO household (county_code, id, place_code, head, created_at, updated_at) VALUES ($1, $2, $3, '甲户', $4, $4)`,
    [COUNTY, id, VILLAGES[0], new Date(work.now)])
  work.record({ action: 'test.household.add', subject: id, place: VILLAGES[0]!, after: { head: '甲户' } })
  return done(id)
}

describe('act, the one way to write', () => {
  let before: { households: number; entries: number }
  beforeEach(async () => { before = { households: await households(), entries: (await head()).number } })
  const change = async () => ({ households: await households() - before.households, entries: (await head()).number - before.entries })

  test('saves the work and its journal entry together', async () => {
    must(await act(tested.house, tested.actors.clerk, 'roster.write', addHousehold))
    expect(await change()).toEqual({ households: 1, entries: 1 })
  })

  test('work that records nothing is a bug, and leaves nothing', async () => {
    await expect(act(tested.house, tested.actors.clerk, 'roster.write', async work => {
      await addHousehold({ ...work, record: () => undefined })
      return done(1)
    })).rejects.toThrow('nothing into the journal')
    expect(await change()).toEqual({ households: 0, entries: 0 })
  })

  test('a refusal rolls back what was written before it', async () => {
    const result = await act(tested.house, tested.actors.clerk, 'roster.write', async work => {
      must(await addHousehold(work))
      return refused(refusal)
    })
    expect(codesOf(result)).toEqual(['state'])
    expect(await change()).toEqual({ households: 0, entries: 0 })
  })

  test('a throw rolls back and stays a throw', async () => {
    await expect(act(tested.house, tested.actors.clerk, 'roster.write', async work => {
      must(await addHousehold(work))
      throw new Error('a bug')
    })).rejects.toThrow('a bug')
    expect(await change()).toEqual({ households: 0, entries: 0 })
  })

  test('a preview is the real action, rolled back', async () => {
    const result = await act(tested.house, tested.actors.clerk, 'roster.write', addHousehold, { preview: true })
    expect(result.ok).toBe(true)
    expect(await change()).toEqual({ households: 0, entries: 0 })
  })

  test('a repeated key answers what the first answered, and does nothing', async () => {
    const first = must(await act(tested.house, tested.actors.clerk, 'roster.write', addHousehold, { key: 'once-1' }))
    const again = must(await act(tested.house, tested.actors.clerk, 'roster.write', addHousehold, { key: 'once-1' }))
    expect(again).toBe(first)
    expect(await change()).toEqual({ households: 1, entries: 1 })
  })

  test('one key sent twice at the same moment acts once', async () => {
    const both = await Promise.all([1, 2].map(() => act(tested.house, tested.actors.clerk, 'roster.write', addHousehold, { key: 'once-2' })))
    const values = new Set(both.flatMap(result => (result.ok ? [result.value] : [])))
    expect(values.size).toBe(1)
    expect(await change()).toEqual({ households: 1, entries: 1 })
  })

  test('a request under a key does each of its things once, in their turn; a preview has no turn', async () => {
    const clerk = tested.actors.clerk
    const ask = () => underKey('request-1', async () => {
      must(await act(tested.house, clerk, 'roster.write', addHousehold, { preview: true }))
      return [must(await act(tested.house, clerk, 'roster.write', addHousehold)), must(await act(tested.house, clerk, 'roster.write', addHousehold))]
    })
    const first = await ask()
    expect(new Set(first).size).toBe(2)
    expect(await ask()).toEqual(first)
    expect(await change()).toEqual({ households: 2, entries: 2 })
    must(await act(tested.house, clerk, 'roster.write', addHousehold))
    expect(await change()).toEqual({ households: 3, entries: 3 })
  })

  test('what cannot be answered a second time is told to be done, and is not done twice', async () => {
    const ask = () => underKey('request-2', () => act(tested.house, tested.actors.clerk, 'roster.write', async work => {
      must(await addHousehold(work))
      return done({ amount: 100n })
    }))
    must(await ask())
    const again = await ask()
    expect(again.ok ? [] : again.refusals.map(each => `${each.code} ${each.place}`)).toEqual(['duplicate command'])
    expect(await change()).toEqual({ households: 1, entries: 1 })
  })

  test('a key is the account\'s own, and one that was refused or previewed may be used again', async () => {
    must(await act(tested.house, tested.actors.clerk, 'roster.write', addHousehold, { key: 'mine', preview: true }))
    await act(tested.house, tested.actors.clerk, 'roster.write', async () => refused(refusal), { key: 'mine' })
    const first = must(await act(tested.house, tested.actors.clerk, 'roster.write', addHousehold, { key: 'mine' }))
    const other = must(await act(tested.house, { ...tested.actors.clerk, account: 'another' }, 'roster.write', addHousehold, { key: 'mine' }))
    expect(other).not.toBe(first)
    expect(await change()).toEqual({ households: 2, entries: 2 })
  })

  test('many at once queue on the chain: no number twice, none left out', async () => {
    await Promise.all(Array.from({ length: 12 }, async () => must(await act(tested.house, tested.actors.clerk, 'roster.write', addHousehold))))
    expect(await change()).toEqual({ households: 12, entries: 12 })
    const verified = await scoped(tested.house.database, { county: COUNTY, places: [COUNTY] }, session => verifyChain(session, COUNTY, []))
    expect(verified).toEqual({ rows: (await head()).number })
  })

  test('a role that may not is refused by name before anything runs, and told who may', async () => {
    const result = await act(tested.house, tested.actors.villageWorker, 'roster.write', async () => { throw new Error('must not run') })
    expect(result).toMatchObject({ ok: false, refusals: [{ code: 'forbidden', place: 'roster.write', value: 'village-worker', legal: ['经办'] }] })
  })

  test('a village worker who would write into another village is stopped by the database itself', async () => {
    const elsewhere: Actor = { ...tested.actors.villageWorker, place: VILLAGES[1]!, scope: [VILLAGES[1]!] }
    await expect(act(tested.house, elsewhere, 'visits.write', addHousehold)).rejects.toMatchObject({ code: '42501' })
    expect(await change()).toEqual({ households: 0, entries: 0 })
  })
})
