import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, VILLAGES, type TestHouse } from '../../tests/harness/database.ts'
import { act, read } from '../access/actions.ts'
import { addDays } from '../base/day.ts'
import { must, type Result } from '../base/result.ts'
import { scoped } from '../db/db.ts'
import { discardNotice, notice, notices, prepareNotice, prepareNoticeIn, publishNotice, verifyNoticesIn, withdrawNotice } from './actions.ts'
import type { NoticeLine } from './disclosure.ts'
import { endOver } from './ending/actions.ts'
import { answer, object } from './objections/actions.ts'
import type { NoticeInput, NoticeRow } from './schemas.ts'

let opened: TestHouse
beforeAll(async () => { opened = await testHouse() })
afterAll(() => opened.close())

const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ code, place }) => `${code} ${place}`))
/** An invented soldier of 60. */
const LI: NoticeRow = {
  name: '李田明', sex: 'male', born: '1964-06-15', village: '松岭村', enlisted_on: '1982-11-01', discharged_on: '1985-12-20', service_years: 4, benefit: 'rural-veteran-allowance',
}
const CONTACT = { phone: '0000-1234567', address: '青松镇便民服务中心一楼' }
const input = (more: Partial<NoticeInput> = {}): NoticeInput =>
  ({ kind: 'rural-veteran-approval', place: VILLAGES[0]!, title: '松岭村60周岁农村籍退役士兵待遇公示', rows: [LI], contact: CONTACT, ...more })
const prepare = (more: Partial<NoticeInput> = {}) => prepareNotice(opened.house, opened.actors.clerk, input(more))

/** A list that hangs from a Wednesday; its three days end on Monday the 18th. */
async function published(more: Partial<NoticeInput> = {}): Promise<NoticeLine> {
  opened.travel('2024-03-13')
  return must(await publishNotice(opened.house, opened.actors.reviewer, must(await prepare(more)).id))
}
const job = { account: 'calendar', login: 'calendar', name: '到期自动办理', role: 'clerk', county: COUNTY, place: COUNTY, scope: [COUNTY] } as const
const seen = async (id: string) => must(await notice(opened.house, opened.actors.auditor, id))
const objection = (raised_on = '2024-03-14') => ({ raised_on, raised_by: '村民王某', text: '服役年限不对', row: 1 })
const stateIn = (sql: string) => scoped(opened.house.database, { county: COUNTY, places: [COUNTY] }, session => session.query(sql)).then(() => 'done', (error: { code?: string }) => error.code)
const objected = async (id: string) => must(await object(opened.house, opened.actors.villageWorker, id, objection())).objection_list.at(-1)!.id

describe('公示内容', () => {
  test('姓名遮住，出生只到月，住址只到村，依据、期限、受理电话齐全', async () => {
    const { content, allowed } = await seen(must(await prepare()).id)
    expect(content).toEqual({
      title: '松岭村60周岁农村籍退役士兵待遇公示',
      opening: '根据《关于给部分农村籍退役士兵发放老年生活补助的通知》的规定，经本人申请、村（居）委会和镇审核，现将松岭村拟享受待遇人员的情况公示如下。',
      headings: ['姓名', '性别', '出生年月', '工作单位或住址', '入伍时间', '退役时间', '所服义务兵折算年限', '将要享受的待遇'],
      rows: [['李*明', '男', '1964年6月', '松岭村', '1982年11月', '1985年12月', '4年', '农村籍退役士兵老年生活补助']],
      omitted: 0, note: '对涉及隐私或不宜公开的，不公示。', where: '松岭村公开栏', objections_to: '青松镇退役军人服务站', organ: '青松镇退役军人服务站', ...CONTACT,
      period: { days: 3, count: 'calendar-days' },
    })
    expect(allowed).toEqual([])
  })

  test('身份证号、账号、电话、病情没有地方可填', async () => {
    const more = { identity_number: '990101196406150019', account: '6227000012345678', phone: '13800138000', illness: '肺病' }
    const result = await prepare({ rows: [{ ...LI, ...more } as NoticeRow] })
    expect(codes(result)).toEqual([expect.stringMatching(/^unknown-key rows\.0/)])
  })

  test('受理电话要打得通：文字不收；几个号码、分机、12345 都收', async () => {
    const told = async (phone: string) => codes(await prepare({ contact: { ...CONTACT, phone } }))
    expect(await told('到村里问')).toEqual(['invalid contact.phone'])
    expect(await Promise.all(['0000-1234567、12345', '0000-1234567 转 801'].map(told))).toEqual([[], []])
  })

  test('写进别的栏里的号码、病情、住址也查出来，一次说全', async () => {
    const rows = [{ ...LI, name: '李田明13800138000' }, { ...LI, village: '松岭村12号' }]
    expect(codes(await prepare({ rows, title: '990101196406150019 的公示' }))).toEqual(['invalid title', 'invalid rows.0.name', 'invalid rows.1.village'])
    const service = { ...LI, service: '服役期间患肺结核', benefit: 'combat-veteran-allowance' }
    expect(codes(await prepare({ kind: 'veteran-approval', rows: [service] }))).toEqual(['invalid rows.0.service'])
    expect(codes(await prepare({ kind: 'veteran-approval', rows: [{ ...service, service: '1979年在第12集团军参战' }] }))).toEqual(['secret rows.0.service'])
  })

  test('按规定不公示的待遇只报人数；全都不公示时不成名单', async () => {
    const pay = { kind: 'payment-list', title: '松岭村2024年3月发放公示' }
    const row = (who: string, benefit: string): NoticeRow => ({ who, name: '田明远', benefit, period: '2024年3月', amount_fen: 558_600 })
    const made = must(await prepare({ ...pay, rows: [row('a', 'disability-pension'), row('a', 'nursing-allowance'), row('b', 'ill-veteran-allowance'), row('b', 'ill-veteran-allowance')] }))
    expect(made).toMatchObject({ rows: 1, omitted: 2 })
    expect((await seen(made.id)).content.rows).toEqual([['田*远', '残疾抚恤金', '2024年3月', '5,586.00']])
    expect(codes(await prepare({ ...pay, rows: [row('b', 'ill-veteran-allowance')] }))).toEqual(['state rows'])
  })

  test('没有受理电话不能公示；填过一次以后沿用', async () => {
    const own = await testHouse()
    const without = Object.fromEntries(Object.entries(input()).filter(([name]) => name !== 'contact')) as NoticeInput // as it was, less what may be left out
    expect(codes(await prepareNotice(own.house, own.actors.clerk, without))).toEqual(['missing contact'])
    must(await prepareNotice(own.house, own.actors.clerk, input()))
    must(await prepareNotice(own.house, own.actors.clerk, { ...without, place: VILLAGES[1]! }))
  })
})

describe('公示的经过', () => {
  test('编制人不能自己张贴，程序和数据库都不许', async () => {
    const { id } = must(await prepare())
    const both = { ...opened.actors.clerk, role: 'reviewer' as const }
    expect(codes(await publishNotice(opened.house, both, id))).toEqual(['same-person notice.prepared_by'])
    expect(await stateIn(`UPDATE disclosure_notice SET state = 'published', published_by = prepared_by, published_by_name = '', published_on = '2024-03-13', ends_on = '2024-03-18' WHERE id = '${id}'`)).toBe('23514')
  })

  test('期满而无异议：次日撤下，公示结束；当天仍然挂着', async () => {
    const { id, ends_on, days_left } = await published()
    expect({ ends_on, days_left }).toEqual({ ends_on: '2024-03-18', days_left: 6 })
    opened.travel('2024-03-18')
    await endOver(opened.house, job)
    expect(await seen(id)).toMatchObject({ state: 'published', days_left: 1, days_late: 0 })
    opened.travel('2024-03-19')
    await endOver(opened.house, job)
    expect(await seen(id)).toMatchObject({ state: 'ended', taken_down_on: '2024-03-19', days_left: null, days_late: 0 })
    expect(await endOver(opened.house, job)).toEqual({ taken_down: 0, ended: 0 })
  })

  test('没有按时撤下的，挂多了几天看得见', async () => {
    const { id } = await published()
    opened.travel('2024-03-21')
    expect(await seen(id)).toMatchObject({ state: 'published', days_left: 0, days_late: 2 })
    await endOver(opened.house, job)
    opened.travel('2024-04-01')
    expect(await seen(id)).toMatchObject({ state: 'ended', taken_down_on: '2024-03-21', days_late: 2 })
  })

  test('异议没有答复：到期撤下，但不结束；另一人答复后才结束', async () => {
    const { id } = await published()
    opened.travel('2024-03-14')
    const raised = await objected(id)
    opened.travel('2024-03-19')
    await endOver(opened.house, job)
    expect(await seen(id)).toMatchObject({ state: 'published', taken_down_on: '2024-03-19', unanswered: 1 })
    must(await answer(opened.house, opened.actors.clerk, raised, { result: 'not-upheld', text: '已核对退役证，年限无误' }))
    expect(await seen(id)).toMatchObject({ state: 'ended', unanswered: 0, upheld: 0, objection_list: [{ result: 'not-upheld', answered_by: '林经办', answered_on: '2024-03-19' }] })
    expect(codes(await answer(opened.house, opened.actors.clerk, raised, { result: 'upheld', text: '又改' }))).toEqual(['state objection'])
  })

  test('登记异议的人不能自己答复，程序和数据库都不许', async () => {
    const { id } = await published()
    opened.travel('2024-03-14')
    const { id: raised } = must(await object(opened.house, opened.actors.clerk, id, objection())).objection_list[0]!
    expect(codes(await answer(opened.house, opened.actors.clerk, raised, { result: 'not-upheld', text: '无误' }))).toEqual(['same-person objection.recorded_by'])
    expect(await stateIn(`UPDATE disclosure_objection SET result = 'upheld', answer = '', answered_by = recorded_by, answered_on = '2024-03-15' WHERE id = '${raised}'`)).toBe('23514')
  })

  test('公示期以外提出的、说的不是名单上的行、写了部队番号的，登记不了', async () => {
    const { id } = await published()
    opened.travel('2024-03-14')
    const by = (more: object) => object(opened.house, opened.actors.clerk, id, { ...objection(), ...more })
    expect(codes(await by({ raised_on: '2024-03-12', row: 2, text: '他在第12集团军' }))).toEqual(['invalid raised_on', 'invalid row', 'secret text'])
    expect(codes(await by({ raised_on: '2024-03-15' }))).toEqual(['invalid raised_on'])
  })

  test('提前撤下要写理由，以后不再算数；没张贴的只能作废', async () => {
    const { id } = await published()
    expect(codes(await discardNotice(opened.house, opened.actors.clerk, id))).toEqual(['state notice.state'])
    expect(must(await withdrawNotice(opened.house, opened.actors.leader, id, '名单列错了人'))).toMatchObject({ state: 'withdrawn', taken_down_on: '2024-03-13' })
    const draft = must(await prepare())
    expect(codes(await withdrawNotice(opened.house, opened.actors.leader, draft.id, '不要了'))).toEqual(['state notice.state'])
    expect(must(await discardNotice(opened.house, opened.actors.clerk, draft.id)).state).toBe('discarded')
  })

  test('跨到节假日没有公布的年份：照周末算，逐日说明', async () => {
    opened.travel('2026-12-30')
    const { id } = must(await publishNotice(opened.house, opened.actors.leader, must(await prepare()).id))
    expect(await seen(id)).toMatchObject({ ends_on: '2027-01-04', unknown_days: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'] })
  })
})

describe('公示过的内容', () => {
  test('只能添，不能改；日志里有它的校验值，verify 查得出改动', async () => {
    const { id } = await published()
    const { content_hash } = await seen(id)
    expect(await stateIn(`UPDATE disclosure_notice SET content = '{}' WHERE id = '${id}'`)).toBe('42501')
    expect(await stateIn(`DELETE FROM disclosure_notice WHERE id = '${id}'`)).toBe('42501')
    const journalled = await scoped(opened.house.database, { county: COUNTY, places: [COUNTY] }, async session =>
      (await session.query<{ after: string }>(`SELECT after FROM journal WHERE county_code = $1 AND subject = $2 AND action = 'disclosure.notice.publish'`, [COUNTY, id])).rows)
    expect(journalled.map(({ after }) => (JSON.parse(after) as { content_hash: string }).content_hash)).toEqual([content_hash])
    const verified = () => read(opened.house, opened.actors.auditor, 'disclosure.read', verifyNoticesIn).then(must)
    expect((await verified()).fault).toBeUndefined()
    await opened.house.database.transaction(async session => {
      await session.query('ALTER TABLE disclosure_notice NO FORCE ROW LEVEL SECURITY')
      await session.query('SET LOCAL ROLE tongxin_owner')
      await session.query(`UPDATE disclosure_notice SET content = replace(content, '李*明', '李田明') WHERE id = '${id}'`)
      await session.query('RESET ROLE')
      await session.query('ALTER TABLE disclosure_notice FORCE ROW LEVEL SECURITY')
    })
    expect((await verified()).fault).toBe(id)
    expect(codes(await notice(opened.house, opened.actors.auditor, id))).toEqual(['conflict notice.content'])
    expect(codes(await withdrawNotice(opened.house, opened.actors.leader, id, '内容被改动'))).toEqual([])
  })

  test('村里只看得见本村的；别村的登记不了异议', async () => {
    const { id } = await published({ place: VILLAGES[1]! })
    expect(codes(await notice(opened.house, opened.actors.villageWorker, id))).toEqual(['not-found notice'])
    expect(codes(await object(opened.house, opened.actors.villageWorker, id, objection('2024-03-13')))).toEqual(['not-found notice'])
    const listed = must(await notices(opened.house, opened.actors.villageWorker, { size: 200 }))
    expect(new Set(listed.rows.map(row => row.place))).toEqual(new Set([VILLAGES[0]]))
  })

  test('同一件事在一个村只挂一份', async () => {
    opened.travel('2024-03-13')
    const subject = { kind: 'test.subject', id: addDays('2024-03-13', 1) }
    const again = () => act(opened.house, opened.actors.clerk, 'disclosure.prepare', async work => prepareNoticeIn(work, await opened.house.lawOf(work), input(), subject))
    const first = must(await again())
    expect(codes(await again())).toEqual(['duplicate notice'])
    must(await discardNotice(opened.house, opened.actors.clerk, first.id))
    must(await again())
  })
})
