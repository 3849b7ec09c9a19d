import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { done, must } from '../../base/result.ts'
import { scoped } from '../../db/db.ts'
import { journalHead } from '../../journal/actions.ts'
import { act } from '../actions.ts'
import { checkChain, exportJournal, journalList, type AuditSources } from './actions.ts'

let tested: TestHouse
const nothing: AuditSources = { anchorsIn: async () => [], wordsIn: async () => new Map() }
const PERSON = '01852d0c-140d-7e23-8478-6eabf3063164'
const write = (action: string, subject: string, place: string, after: unknown, before?: unknown) =>
  act(tested.house, tested.actors.clerk, 'roster.write', async work => {
    work.record({ action, subject, place, after, ...(before ? { before } : {}) })
    return done(null)
  })
const list = (who: keyof TestHouse['actors'], query: Parameters<typeof journalList>[3]) => journalList(tested.house, tested.actors[who], nothing, query)

beforeAll(async () => {
  tested = await testHouse()
  must(await write('roster.person.add', PERSON, VILLAGES[0]!, { name: '甲某', phone: '139****0000', note: '电话 13900001111' }))
  must(await write('roster.person.change', PERSON, VILLAGES[1]!, { name: '甲某', place: VILLAGES[1] }, { name: '甲某', place: VILLAGES[0] }))
  tested.travel('2024-07-10')
  must(await write('roster.household.add', 'house', VILLAGES[2]!, { head: '乙户' }))
})
afterAll(() => tested.close())

describe('查日志', () => {
  test('最后的在最前；动作、角色、辖区都是话，前后只列变了的', async () => {
    const { rows } = must(await list('auditor', { subject: PERSON }))
    expect(rows.map(row => row.name.zh)).toEqual(['修改人员', '登记人员'])
    expect(rows[0]).toMatchObject({ actor: '林经办', role_name: { zh: '经办' }, title: '甲某', page: `/people/${PERSON}`, covered: false })
    expect(rows[0]!.said).toEqual([{ field: { zh: '辖区', en: 'Place' }, before: { zh: '松岭村', en: '松岭村' }, after: { zh: '柳河村', en: '柳河村' } }])
    expect(JSON.stringify(rows[1])).not.toContain('13900001111')
  })

  test('按日期、人员、动作、辖区都查得到；两头的日子都算在内', async () => {
    const count = async (query: Parameters<typeof journalList>[3]) => must(await list('auditor', query)).total
    expect(await count({ who: '林经办', from: '2024-07-10', to: '2024-07-10' })).toBe(1)
    expect(await count({ who: '林经办', from: '2024-07-11' })).toBe(0)
    expect(await count({ who: '林经', place: VILLAGES[0]! })).toBe(1)
    expect(await count({ who: tested.actors.clerk.account })).toBe(3)
    expect(await count({ who: '没有这个人' })).toBe(0)
    expect(await count({ action: 'roster.person.change' })).toBe(1)
    expect(await count({ place: TOWNSHIP, action: 'roster.household.add' })).toBe(1)
  })

  test('一页一页地翻，不重不漏', async () => {
    const pages = await Promise.all([1, 2].map(async page => must(await list('auditor', { who: '林经办', page, size: 2 }))))
    expect(pages.map(page => [page.rows.length, page.total])).toEqual([[2, 3], [1, 3]])
    expect(new Set(pages.flatMap(page => page.rows.map(row => row.number))).size).toBe(3)
  })

  test('审计管理员看不到人：知道做了什么，不知道内容，没有名字，也没有去处', async () => {
    const { rows } = must(await list('audit', { subject: PERSON }))
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row).toMatchObject({ covered: true, said: [], title: null, page: null })
    expect(JSON.stringify(rows)).not.toContain('甲某')
    const accounts = must(await list('audit', { action: 'access.account.add' }))
    expect(accounts.rows[0]).toMatchObject({ covered: false, page: null })
  })

  test('经办、系统管理员、安全管理员不能看日志', async () => {
    for (const who of ['clerk', 'system', 'security', 'leader'] as const) expect(await list(who, {})).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
  })

  test('导出的是查到的那些，导出本身也在日志里', async () => {
    const file = must(await exportJournal(tested.house, tested.actors.auditor, nothing, { subject: PERSON }))
    expect(file.name).toMatch(/^操作日志-2024-07-\d\d\.xlsx$/)
    expect(file.bytes.length).toBeGreaterThan(1000)
    const { rows } = must(await list('auditor', { action: 'journal.list.export' }))
    expect(rows[0]!.said).toEqual(expect.arrayContaining([{ field: { zh: '行数', en: 'Rows' }, before: null, after: { zh: '2', en: '2' } }]))
  })
})

describe('核对日志链', () => {
  test('说到第几条、链头是什么；乡镇的审计也核对全县的链', async () => {
    const head = await scoped(tested.house.database, { county: COUNTY, places: [COUNTY] }, session => journalHead(session, COUNTY))
    const township = { ...tested.actors.audit, place: TOWNSHIP, scope: [TOWNSHIP] }
    expect(must(await checkChain(tested.house, township, nothing))).toEqual({ rows: head.number, head, anchors: 0, fault: null })
  })

  test('与留存的链头不同，就说出来', async () => {
    const forged = { anchorsIn: async () => [{ number: 2, hash: 'f'.repeat(64) }] }
    expect(must(await checkChain(tested.house, tested.actors.auditor, forged))).toMatchObject({ anchors: 1, fault: { number: 2, fault: 'other-chain' } })
  })
})
