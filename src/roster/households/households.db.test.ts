import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testHouse, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { act } from '../../access/actions.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must, type Result } from '../../base/result.ts'
import { places as allPlaces } from '../../places/actions.ts'
import { writeWorkbook } from '../../sheets/write.ts'
import { addHousehold, addPerson, changePerson, recordFactIn } from '../actions.ts'
import { importSheet } from '../intake/actions.ts'
import { undoImport } from '../intake/undo/actions.ts'
import { household, households, person } from '../lookup/actions.ts'
import type { PersonInput } from '../schemas.ts'
import { changeHousehold, neighbours } from './actions.ts'

let test: TestHouse
beforeAll(async () => { test = await testHouse() })
afterAll(() => test.close())

let serial = 0
const numberOf = (): string => {
  serial += 1
  const digits = `99010119550302${String(serial * 2 + 1).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}
const clerk = () => test.actors.clerk
const add = async (name: string, changes: Partial<PersonInput> = {}) => must(await addPerson(test.house, clerk(), { place: VILLAGES[0]!, name, identity_number: numberOf(), ...changes }))
const card = async (id: string) => must(await person(test.house, clerk(), id))
const move = async (id: string, changes: object) => changePerson(test.house, clerk(), id, { version: (await card(id)).version, changes })
const listed = async (place: string) => must(await households(test.house, clerk(), { place })).rows.map(home => [home.head, home.persons])
const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => `${refusal.code} ${refusal.place}`))

describe('家庭', () => {
  it('登记时没有说住哪一户的，自成一户：户主是本人，走访才不会漏', async () => {
    const id = await add('独户甲', { place: VILLAGES[1]!, address: '示例路一号' })
    expect((await card(id)).home).toMatchObject({ head: '独户甲', address: '示例路一号', place: VILLAGES[1], persons: [{ id }] })
    expect(await listed(VILLAGES[1]!)).toEqual([['独户甲', 1]])
  })

  it('并入另一户，原来自成的一户没有人了，不再列出；另立一户又有了', async () => {
    const [one, other] = [await add('合户甲', { place: VILLAGES[2]! }), await add('合户乙', { place: VILLAGES[2]! })]
    const home = (await card(one)).home!.id
    must(await move(other, { household: home }))
    expect(await listed(VILLAGES[2]!)).toEqual([['合户甲', 2]])
    expect(must(await household(test.house, clerk(), home)).persons.map(each => each.id).toSorted()).toEqual([one, other].toSorted())
    must(await move(other, { household: 'own' }))
    expect((await listed(VILLAGES[2]!)).toSorted()).toEqual([['合户乙', 1], ['合户甲', 1]].toSorted())
  })

  it('不在一个村的户并不进去，说出人在哪里', async () => {
    const places = must(await allPlaces(test.house, clerk()))
    const far = must(await addHousehold(test.house, clerk(), { place: VILLAGES[4]!, head: '远户' }))
    const id = await add('近人', { place: VILLAGES[3]! })
    const answer = await move(id, { household: far })
    expect(answer).toMatchObject({ ok: false, refusals: [{ code: 'contradiction', place: 'household', value: VILLAGES[4], legal: [VILLAGES[3]] }] })
    const [there, here] = [VILLAGES[4], VILLAGES[3]].map(code => places.find(place => place.code === code)!)
    expect(answer).toMatchObject({ refusals: [{ message: { zh: `这一户在${there!.name}，人在${here!.name}，不是一个村、社区。`, en: `The household is in ${there!.name_en} and the person in ${here!.name_en}: not one village.` } }] })
    expect(refusals(await move(id, { household: '01890000-0000-7000-8000-000000000001' }))).toEqual(['not-found household'])
  })

  it('一个人的户跟着人搬到新村；家里还有别人的，户留下，搬走的自成一户；去世的不算', async () => {
    const alone = await add('独搬', { place: VILLAGES[5]! })
    const home = (await card(alone)).home!.id
    must(await move(alone, { place: VILLAGES[6]! }))
    expect((await card(alone)).home).toMatchObject({ id: home, place: VILLAGES[6] })

    const [stays, goes] = [await add('留下', { place: VILLAGES[5]! }), await add('搬走', { place: VILLAGES[5]! })]
    const shared = (await card(stays)).home!.id
    must(await move(goes, { household: shared }))
    must(await move(goes, { place: VILLAGES[6]! }))
    expect([(await card(stays)).home, (await card(goes)).home]).toMatchObject([{ id: shared, place: VILLAGES[5] }, { head: '搬走', place: VILLAGES[6] }])

    must(await act(test.house, clerk(), 'roster.write', work => recordFactIn(work, goes, { kind: 'person', value: { died: '2023-01-05' } })))
    const widow = await add('遗属', { place: VILLAGES[6]! })
    const last = (await card(goes)).home!.id
    must(await move(widow, { household: last }))
    must(await move(widow, { place: VILLAGES[7]! }))
    expect((await card(widow)).home).toMatchObject({ id: last, place: VILLAGES[7] })
  })

  it('只改电话，不动家庭：早先登记的户在别村的，也不因此分开', async () => {
    const far = must(await addHousehold(test.house, clerk(), { place: VILLAGES[4]!, head: '别村户' }))
    const [one, other] = [await add('同户甲', { household: far }), await add('同户乙', { household: far })]
    must(await move(one, { phone: '13900000001' }))
    expect([(await card(one)).home!.id, (await card(other)).home!.id]).toEqual([far, far])
  })

  it('户主、小组、住址、人口可改，留空的清掉；后改的人被告知', async () => {
    const home = must(await addHousehold(test.house, clerk(), { place: VILLAGES[8]!, head: '旧户主', group_name: '一组', members: 3 }))
    must(await changeHousehold(test.house, clerk(), home, { version: 1, head: '新户主', group_name: null, members: 4 }))
    expect(must(await household(test.house, clerk(), home))).toMatchObject({ head: '新户主', group_name: null, members: 4, version: 2 })
    expect(refusals(await changeHousehold(test.house, clerk(), home, { version: 1, head: '迟了' }))).toEqual(['conflict version'])
    expect(refusals(await changeHousehold(test.house, clerk(), home, { version: 2, address: '某部驻地：山上' }))).toEqual(['secret address'])
    expect(refusals(await changeHousehold(test.house, test.actors.villageWorker, home, { version: 2, head: '村里' }))).toEqual(['forbidden roster.write'])
  })

  it('住址相同的，不论空格，列为可能同住；去世的、同一户的不列', async () => {
    const [one, other, dead] = [await add('同址甲', { place: VILLAGES[9]!, address: '示例路 9 号' }), await add('同址乙', { place: VILLAGES[9]!, address: '示例路9号' }), await add('同址丙', { place: VILLAGES[9]!, address: '示例路9号', died_on: '2020-01-01' })]
    await add('别村', { place: VILLAGES[10]!, address: '示例路9号' })
    const home = (await card(one)).home!.id
    expect(must(await neighbours(test.house, clerk(), home))).toMatchObject([{ id: other, head: '同址乙' }])
    must(await move(other, { household: home }))
    expect(must(await neighbours(test.house, clerk(), home))).toEqual([])
    expect((await card(dead)).home!.id).not.toBe(home)
  })

  it('导入的每个人都有一户；撤回导入，这些户不再列出', async () => {
    const bytes = await writeWorkbook({
      name: 'a', headings: ['姓名', '退役士兵身份证号', '户籍地', '批准日期', '入伍时间', '退伍时间'],
      rows: ['甲', '乙'].map(name => [`导入${name}`, numberOf(), VILLAGES[11]!, '2018-08-01', '1977-12-01', '1981-03-01']),
    })
    const brought = must(await importSheet(test.house, clerk(), 'rural-veteran-60', bytes, { commit: true }))
    expect((await listed(VILLAGES[11]!)).toSorted()).toEqual([['导入乙', 1], ['导入甲', 1]])
    must(await undoImport(test.house, clerk(), brought.id!, { reason: '导错了' }, { commit: true }))
    expect(await listed(VILLAGES[11]!)).toEqual([])
  })
})
