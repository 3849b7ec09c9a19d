import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNTY, testHouse, VILLAGES, type TestHouse } from '../../../../tests/harness/database.ts'
import { checkCharacter } from '../../../base/identity-number.ts'
import { must } from '../../../base/result.ts'
import { scoped, type Session } from '../../../db/db.ts'
import { writeWorkbook } from '../../../sheets/write.ts'
import { changePerson, recordFact } from '../../actions.ts'
import { people, person, timeline } from '../../lookup/actions.ts'
import { importSheet } from '../actions.ts'
import { NOT_RESTING, USES } from '../store.ts'
import { importRows, imports, undoImport } from './actions.ts'

let test: TestHouse
beforeAll(async () => { test = await testHouse() })
afterAll(() => test.close())

/** The county's whole data, persons entered in error as well. */
const whole = <T>(work: (session: Session) => Promise<T>): Promise<T> => scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, async session => {
  await session.query(`SELECT set_config('app.withdrawn', 'shown', true)`)
  return work(session)
})

let serial = 0
const numberOf = (): string => {
  serial += 1
  const digits = `99010119580704${String(serial * 2 + 1).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}
const HEADINGS = ['姓名', '退役士兵身份证号', '户籍地', '批准日期', '入伍时间', '退伍时间']
const bring = async (rows: readonly (readonly [name: string, number: string])[]) => must(await importSheet(
  test.house, test.actors.clerk, 'rural-veteran-60',
  await writeWorkbook({ name: 'a', headings: HEADINGS, rows: rows.map(([name, number]) => [name, number, VILLAGES[0]!, '2018-08-01', '1977-12-01', '1981-03-01']) }), { commit: true },
))
const bringDisabled = async (name: string, number: string) => must(await importSheet(
  test.house, test.actors.clerk, 'disabled',
  await writeWorkbook({
    name: 'a', headings: ['姓名', '身份证号', '户籍地', '伤残类别', '伤残等级', '伤残性质', '批准日期'], rows: [[name, number, VILLAGES[0]!, '残疾军人', '六级', '因战', '2019-05-20']],
  }), { commit: true },
))
const undo = (id: string | undefined, commit = true) => undoImport(test.house, test.actors.clerk, id!, { reason: '导错了表' }, { commit })
const found = async (query: string) => must(await people(test.house, test.actors.clerk, { query }))
const idOf = async (name: string) => (await found(name)).rows[0]!.id
const reasonsOf = (answer: { kept: readonly { name: string; reasons: readonly { zh: string }[] }[] }) => answer.kept.map(row => [row.name, ...row.reasons.map(reason => reason.zh)])

describe('撤回一次导入', () => {
  it('没有别的记录依着的，整批撤回：名册、查号都没有了，同一个号可以再进来；行和事实都还在库里', async () => {
    const number = numberOf()
    const imported = await bring([['撤回甲', number], ['撤回乙', numberOf()]])
    const id = await idOf('撤回甲')
    expect(must(await undo(imported.id))).toEqual({ committed: true, undone: 2, kept: [] })
    expect((await found('撤回甲')).total).toBe(0)
    expect((await found(number)).total).toBe(0)
    const listed = must(await people(test.house, test.actors.clerk, { category: 'rural-veteran-60', size: 200 })).rows.map(line => line.name)
    expect(listed.filter(name => name.startsWith('撤回'))).toEqual([])
    expect(await person(test.house, test.actors.clerk, id)).toMatchObject({ ok: false, refusals: [{ code: 'not-found' }] })

    const kept = await whole(async session => (await session.query<{ withdrawn_import: string; facts: number; open: number }>(
      `SELECT p.withdrawn_import, (SELECT count(*) FROM fact f WHERE f.person = p.id AND f.value <> 'null') AS facts,
         (SELECT count(*) FROM fact f WHERE f.person = p.id AND f.value <> 'null' AND NOT EXISTS (SELECT 1 FROM fact s WHERE s.supersedes = f.id)) AS open
       FROM person p WHERE p.id = $1`, [id])).rows[0])
    expect(kept).toEqual({ withdrawn_import: imported.id, facts: 2, open: 0 })

    expect(await bring([['重来甲', number]])).toMatchObject({ accepted: 1 })
    expect(await idOf('重来甲')).not.toBe(id)
  })

  it('预览说出哪几行撤、哪几行留，什么也不动', async () => {
    const imported = await bring([['预撤甲', numberOf()], ['预撤乙', numberOf()]])
    const id = await idOf('预撤乙')
    must(await changePerson(test.house, test.actors.clerk, id, { version: 1, changes: { address: '改过的住址' } }))
    const preview = must(await undo(imported.id, false))
    expect([preview.undone, reasonsOf(preview)]).toEqual([1, [['预撤乙', '导入之后又改过']]])
    expect((await found('预撤甲')).total).toBe(1)
    expect(must(await undo(imported.id))).toEqual({ ...preview, committed: true })
    expect([(await found('预撤甲')).total, (await found('预撤乙')).total]).toEqual([0, 1])
    const rows = must(await importRows(test.house, test.actors.clerk, imported.id!, {}))
    expect(rows.sheet).toMatchObject({ standing: 1, undone: 1, rows_read: 2, imported_by_name: '林经办' })
    expect(rows.rows.map(row => [row.row, row.name, row.undone_by_name, row.undone_reason])).toEqual([[2, '预撤甲', '林经办', '导错了表'], [3, '预撤乙', null, null]])
    expect(await undo(imported.id)).toMatchObject({ ok: false, refusals: [{ code: 'state' }] })
  })

  it('导入后又登记了事实的、发过钱的、走访过的、活动里有的、存了佐证的，各按名字留下', async () => {
    const names = ['依事实', '依资金', '依活动', '依佐证', '无牵连']
    const imported = await bring(names.map(name => [name, numberOf()] as const))
    const ids = new Map(await Promise.all(names.map(async name => [name, await idOf(name)] as const)))
    must(await recordFact(test.house, test.actors.clerk, ids.get('依事实')!, { kind: 'hukou', value: 'rural' }))
    const at = new Date(test.house.clock())
    await whole(async session => {
      await session.query(`INSERT INTO posting (county_code, key, place_code, posted_on, posted_at, posted_by, debit, credit, amount_fen, person, reference_kind, reference, memo)
        VALUES ($1, 'undo-1', $2, '2024-06-30', $3, 'a', 'expense:hardship', 'payable', 100, $4, 'test', 'a', '')`, [COUNTY, VILLAGES[0], at, ids.get('依资金')])
      await session.query(`INSERT INTO activity (county_code, id, place_code, kind, held_on, fields, parties, evidence_missing, recorded_at, recorded_by)
        VALUES ($1, gen_random_uuid(), $2, 'harvest-help', '2024-06-01', '{}', jsonb_build_object('helped', jsonb_build_array($4::text)), '{}', $3, 'a')`, [COUNTY, VILLAGES[0], at, ids.get('依活动')])
      await session.query(`INSERT INTO evidence (county_code, id, place_code, kind, title, taken_on, media_type, size, hash, file, file_name, subject_kind, subject, kept_at, kept_by)
        VALUES ($1, gen_random_uuid(), $2, 'photo', 'a', '2024-06-01', 'image/png', 1, repeat('0', 64), repeat('0', 32), 'a.png', 'person', $4, $3, 'a')`, [COUNTY, VILLAGES[0], at, ids.get('依佐证')])
    })
    expect(reasonsOf(must(await undo(imported.id)))).toEqual([
      ['依事实', '导入之后又改过'], ['依资金', '已有资金记账'], ['依活动', '已记在一次活动里'], ['依佐证', '名下存了佐证材料'],
    ])
    expect((await found('无牵连')).total).toBe(0)
  })

  it('早就在名册的人只撤回加上的身份；先导入的那次随后也撤得回', async () => {
    const number = numberOf()
    const first = await bring([['两次甲', number]])
    const second = await bringDisabled('两次甲', number)
    expect(reasonsOf(must(await undo(first.id, false)))).toEqual([['两次甲', '导入之后又改过']])
    expect(must(await undo(second.id))).toMatchObject({ undone: 1, kept: [] })
    const [line] = (await found('两次甲')).rows
    expect(line!.categories).toEqual(['rural-veteran-60'])
    const history = must(await timeline(test.house, test.actors.clerk, line!.id))
    expect(history.filter(entry => entry.document === '撤回导入').map(entry => [entry.kind, entry.value])).toEqual([['identity', null]])
    expect(must(await undo(first.id))).toMatchObject({ undone: 1, kept: [] })
    expect((await found('两次甲')).total).toBe(0)
  })

  it('两个人同时撤回：一个做成，另一个得知已经没有可撤的', async () => {
    const imported = await bring([['同时甲', numberOf()], ['同时乙', numberOf()]])
    const both = await Promise.all([undo(imported.id), undo(imported.id)])
    expect(both.map(result => (result.ok ? result.value.undone : result.refusals[0]!.code)).toSorted()).toEqual([2, 'state'])
  })

  it('只有能导入的人撤得回，不说理由不行；导入记录最近的在前', async () => {
    const imported = await bring([['权限甲', numberOf()]])
    for (const actor of [test.actors.villageWorker, test.actors.reviewer]) {
      expect(await undoImport(test.house, actor, imported.id!, { reason: '试试' }, { commit: true })).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
    }
    expect(must(await imports(test.house, test.actors.clerk, {})).rows[0]).toMatchObject({ id: imported.id, form_name: { zh: expect.stringContaining('60周岁') }, standing: 1, undone: 0 })
    expect(await undo('01a20e03-8b77-745f-91a2-ffd1b66baca1')).toMatchObject({ ok: false, refusals: [{ code: 'not-found' }] })
  })

  it('凡有 person 一列的表，撤回时要么看一看，要么说明为何不必看', async () => {
    const tables = await test.house.database.transaction(async session => (await session.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'person' ORDER BY 1`)).rows.map(row => row.name))
    const looked = new Set([...USES.map(use => use.table), ...Object.keys(NOT_RESTING)])
    expect(tables.filter(table => !looked.has(table))).toEqual([])
    expect(Object.keys(NOT_RESTING).filter(table => !tables.includes(table))).toEqual([])
  })
})
