import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import type { Actor } from '../../base/actor.ts'
import { must, type Result } from '../../base/result.ts'
import { scoped } from '../../db/db.ts'
import { changeSearch, removeSearch, savedSearches, saveSearch } from './actions.ts'
import { savedSearchInput, SEARCHES_OF_LIST_MAX } from './schemas.ts'

let tested: TestHouse
beforeAll(async () => { tested = await testHouse() })
afterAll(() => tested.close())

let made = 0
/** A list of its own for each test, so that they may run in any order. */
const newList = (): string => `list-${'abcdefghijklmnopqrstuvwxyz'[made++]!}`
const codesOf = (result: Result<unknown>): string[] => (result.ok ? [] : result.refusals.map(each => `${each.code} ${each.place}`))
const search = (list: string, name: string, words: Record<string, string> = { place: VILLAGES[0]! }, opens_first = false) => ({ list, name, words, opens_first })
const namesOf = async (list: string, actor: Actor = tested.actors.clerk) =>
  must(await savedSearches(tested.house, actor)).filter(each => each.list === list).map(each => (each.opens_first ? `${each.name}*` : each.name))

describe('常用条件', () => {
  test('存下、改名、删去；同一个请求来两次只存一次', async () => {
    const list = newList()
    const id = must(await saveSearch(tested.house, tested.actors.clerk, search(list, '松岭村'), 'saved-once-1'))
    expect(must(await saveSearch(tested.house, tested.actors.clerk, search(list, '松岭村'), 'saved-once-1'))).toBe(id)
    expect(must(await savedSearches(tested.house, tested.actors.clerk)).filter(each => each.list === list)).toEqual([{ id, ...search(list, '松岭村') }])
    must(await changeSearch(tested.house, tested.actors.clerk, id, { name: '本村' }))
    expect(await namesOf(list)).toEqual(['本村'])
    must(await removeSearch(tested.house, tested.actors.clerk, id))
    expect(await namesOf(list)).toEqual([])
    expect(codesOf(await removeSearch(tested.house, tested.actors.clerk, id))).toEqual(['not-found search'])
  })

  test('一张表只有一个先打开的：后定的替下先定的', async () => {
    const list = newList()
    const first = must(await saveSearch(tested.house, tested.actors.clerk, search(list, '一', {}, true)))
    const second = must(await saveSearch(tested.house, tested.actors.clerk, search(list, '二')))
    expect(await namesOf(list)).toEqual(['一*', '二'])
    must(await changeSearch(tested.house, tested.actors.clerk, second, { opens_first: true }))
    expect(await namesOf(list)).toEqual(['一', '二*'])
    must(await changeSearch(tested.house, tested.actors.clerk, second, { opens_first: false }))
    expect(await namesOf(list)).toEqual(['一', '二'])
    must(await removeSearch(tested.house, tested.actors.clerk, first))
  })

  test('各人存各人的：同一台电脑、同一个镇的别人看不到，也改不了、删不了', async () => {
    const list = newList()
    const id = must(await saveSearch(tested.house, tested.actors.clerk, search(list, '我的')))
    for (const other of [tested.actors.reviewer, tested.actors.countyOffice, tested.actors.villageWorker]) {
      expect(await namesOf(list, other)).toEqual([])
      expect(codesOf(await changeSearch(tested.house, other, id, { name: '他的' }))).toEqual(['not-found search'])
      expect(codesOf(await removeSearch(tested.house, other, id))).toEqual(['not-found search'])
    }
    must(await saveSearch(tested.house, tested.actors.reviewer, search(list, '我的')))
    expect(await namesOf(list)).toEqual(['我的'])
  })

  test('调到别的辖区，从头存起：原来辖区的不带过去', async () => {
    const list = newList()
    must(await saveSearch(tested.house, tested.actors.clerk, search(list, '镇里的')))
    const moved: Actor = { ...tested.actors.clerk, place: VILLAGES[2]!, scope: [VILLAGES[2]!] }
    expect(await namesOf(list, moved)).toEqual([])
    must(await saveSearch(tested.house, moved, search(list, '镇里的')))
    expect(await namesOf(list)).toEqual(['镇里的'])
  })

  test('重名的、存满的、写了番号的不收，错处一次说全', async () => {
    const list = newList()
    for (let number = 1; number <= SEARCHES_OF_LIST_MAX; number++) must(await saveSearch(tested.house, tested.actors.clerk, search(list, `第${number}个`)))
    expect(codesOf(await saveSearch(tested.house, tested.actors.clerk, search(list, '第1个')))).toEqual(['duplicate name', 'too-large name'])
    expect(codesOf(await saveSearch(tested.house, tested.actors.clerk, search(newList(), '99999部队的人')))).toEqual(['secret name'])
    expect(savedSearchInput.safeParse(search(list, '长'.repeat(31))).success).toBe(false)
    expect(savedSearchInput.safeParse(search(list, '  ')).success).toBe(false)
  })

  test('查过谁不露出来：库里是密封的，日志只说存过', async () => {
    const list = newList()
    const id = must(await saveSearch(tested.house, tested.actors.clerk, search(list, '找人', { query: 'moumou' })))
    const said = await scoped(tested.house.database, { county: COUNTY, places: [TOWNSHIP] }, async session => [
      ...(await session.query('SELECT encode(words, \'escape\') AS words FROM saved_search WHERE id = $1', [id])).rows,
      ...(await session.query('SELECT action, before, after FROM journal WHERE subject = $1', [id])).rows,
    ])
    expect(said).toMatchObject([{}, { action: 'access.search.save' }])
    expect(JSON.stringify(said)).not.toContain('moumou')
  })
})
