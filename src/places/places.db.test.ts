import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../tests/harness/database.ts'
import { identify, insertAccountIn, act } from '../access/actions.ts'
import { must, type Result } from '../base/result.ts'
import { scoped } from '../db/db.ts'
import { addPlace, changePlace, places } from './actions.ts'

let tested: TestHouse
beforeAll(async () => { tested = await testHouse() })
afterAll(() => tested.close())

/** Two villages and a new one's code that no other test touches, so that they may run in any order. */
let taken = 0
const some = () => {
  const [one, other] = VILLAGES.slice(taken * 2, taken * 2 + 2)
  return { one: one!, other: other!, fresh: `${TOWNSHIP}${290 + taken++}` }
}
const codesOf = (result: Result<unknown>): string[] => (result.ok ? [] : result.refusals.map(each => `${each.code} ${each.place}`))
const placeOf = async (code: string) => must(await places(tested.house, tested.actors.system)).find(place => place.code === code)!
const change = async (code: string, input: Omit<Parameters<typeof changePlace>[3], 'version'>) =>
  changePlace(tested.house, tested.actors.system, code, { version: (await placeOf(code)).version!, ...input })
const add = (code: string, name: string) => addPlace(tested.house, tested.actors.system, { code, name, name_en: 'New', from: '2024-06-01' })
const entriesOf = (...codes: string[]) => scoped(tested.house.database, { county: COUNTY, places: [COUNTY] }, async session =>
  (await session.query<{ before: string; after: string }>(`SELECT before, after FROM journal WHERE action = 'places.place.change' AND subject = ANY($1::text[]) ORDER BY number`, [codes])).rows)

describe('合村并组', () => {
  test('两村并成新村：新村的专干看得到两个原村，原村的人和代码都在；清空就恢复', async () => {
    const { one, other, fresh } = some()
    must(await add(fresh, '合并村'))
    for (const code of [one, other]) must(await change(code, { name: (await placeOf(code)).name, to: '2024-06-29', successor: fresh }))
    must(await act(tested.house, tested.actors.security, 'accounts.manage', work => insertAccountIn(work, { place: fresh, login: 'newvillage', name: '新专干', role: 'village-worker', password: null })))
    const scope = async () => must(await identify(tested.house, true, 'newvillage', undefined)).scope.toSorted()
    expect(await scope()).toEqual([one, other, fresh])
    expect(await placeOf(one)).toMatchObject({ to: '2024-06-29', successor: fresh, version: 2 })
    expect((await entriesOf(one, other)).map(entry => [JSON.parse(entry.before).successor, JSON.parse(entry.after).successor])).toEqual([[null, fresh], [null, fresh]])
    must(await change(one, { name: (await placeOf(one)).name }))
    expect(await placeOf(one)).toMatchObject({ to: null, successor: null })
    expect(await scope()).toEqual([other, fresh])
  })

  test('并入自己、乡镇、没有的村，只写并入不写日子，撤销早于设立，互相并入：都不行', async () => {
    const { one, other, fresh } = some()
    const name = (await placeOf(one)).name
    const refusedAs = async (input: { to?: string; successor?: string }) => codesOf(await change(one, { name, ...input }))
    expect(await refusedAs({ to: '2024-06-29', successor: one })).toEqual(['invalid successor'])
    expect(await refusedAs({ to: '2024-06-29', successor: TOWNSHIP })).toContain('invalid successor')
    expect(await refusedAs({ to: '2024-06-29', successor: fresh })).toEqual(['invalid successor'])
    expect(await refusedAs({ successor: other })).toEqual(['missing to'])
    expect(await refusedAs({ to: '1999-01-01' })).toEqual(['invalid to'])
    must(await change(one, { name, to: '2024-06-29', successor: other }))
    expect(codesOf(await change(other, { name: (await placeOf(other)).name, to: '2024-07-29', successor: one }))).toEqual(['invalid successor'])
  })
})

describe('更名和新设', () => {
  test('更名记下前后；同一乡镇不能重名；错处一次说全', async () => {
    const { one, other, fresh } = some()
    const there = await placeOf(other)
    must(await change(one, { name: '更名村', name_en: 'Renamed' }))
    expect(await placeOf(one)).toMatchObject({ name: '更名村', name_en: 'Renamed' })
    expect((await entriesOf(one)).map(entry => JSON.parse(entry.after).name)).toEqual(['更名村'])
    expect(codesOf(await change(one, { name: there.name }))).toEqual(['duplicate name'])
    expect(codesOf(await add(other, '更名村'))).toEqual(['duplicate code', 'duplicate name'])
    expect(codesOf(await add(`990101999${fresh.slice(-3)}`, '某村'))).toEqual(['invalid code', 'invalid code'])
  })

  test('两人同时改：后来的被告知谁改成了什么', async () => {
    const { one } = some()
    const version = (await placeOf(one)).version!
    must(await changePlace(tested.house, tested.actors.system, one, { version, name: '先改村' }))
    expect(await changePlace(tested.house, tested.actors.system, one, { version, name: '后改村' }))
      .toMatchObject({ ok: false, refusals: [{ code: 'conflict', message: { zh: expect.stringMatching(/系统员改过.*先改村/) } }] })
  })

  test('自己这一级动不了；别的角色不能改；下面还有村的乡镇不能撤', async () => {
    const { one } = some()
    expect(codesOf(await change(TOWNSHIP, { name: '别名镇' }))).toEqual(['invalid place'])
    expect(codesOf(await changePlace(tested.house, tested.actors.clerk, one, { version: 1, name: '别名村' }))).toEqual(['forbidden places.manage'])
    const county = { ...tested.actors.system, place: COUNTY, scope: [COUNTY] }
    expect(codesOf(await changePlace(tested.house, county, TOWNSHIP, { version: 1, name: '青松镇', to: '2024-06-29' }))).toEqual(['state to'])
  })
})
