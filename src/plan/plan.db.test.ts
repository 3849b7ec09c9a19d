import { describe, expect, it } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../tests/harness/database.ts'
import { act, read } from '../access/actions.ts'
import type { Work } from '../access/house.ts'
import type { Actor } from '../base/actor.ts'
import { done, must, type Result } from '../base/result.ts'
import { scoped } from '../db/db.ts'
import { keepEvidence } from '../evidence/actions.ts'
import {
  addItem, addTask, adoptPlan, changeItem, changeTask, closeTask, closeTaskIn, planDraft, planItems, planYear, progressIn, removeTask, reopenTask, shortcomingsIn, task, tasks,
  tasksDueIn, withdrawProgressIn,
} from './actions.ts'
import { figures } from './figures.ts'
import type { Task } from './plan.ts'

const YEAR = { place: TOWNSHIP, year: 2023 }
const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => `${refusal.code} ${refusal.place}`))

async function adopted(today = '2023-01-03'): Promise<TestHouse> {
  const test = await testHouse()
  test.travel(today)
  must(await adoptPlan(test.house, test.actors.clerk, YEAR))
  return test
}
const named = async (test: TestHouse, duty: string, window: string, actor: Actor = test.actors.clerk): Promise<Task> =>
  must(await tasks(test.house, actor, YEAR)).find(task =>
    task.duty === duty && task.window === window && (actor.place === TOWNSHIP ? task.place === TOWNSHIP : true))!
const write = (test: TestHouse, work: (work: Work) => Promise<void>, actor: Actor = test.actors.clerk) =>
  act(test.house, actor, 'visits.write', async each => {
    await work(each)
    each.record({ action: 'test.record.change', subject: 'test', place: actor.place })
    return done(null)
  })
const ROUND = { kind: 'visits.round', id: 'round-1' }
const visited = (test: TestHouse, on: string, window?: string) =>
  write(test, work => progressIn(work, { duty: 'holiday-visits', place: TOWNSHIP, year: 2023, record: ROUND, on, ...(window ? { window } : {}) }))
const photo = (test: TestHouse, subject: { kind: string; id: string }, taken_on: string, actor = test.actors.clerk, place = TOWNSHIP) =>
  keepEvidence(test.house, actor, {
  kind: 'file', title: '签到表', place, taken_on, media_type: 'text/plain', bytes: new TextEncoder().encode(`到会 ${taken_on}`), subject,
})

describe('年度计划', () => {
  it('十项工作成为任务，窗口各一个，村里的各村一个', async () => {
    const test = await adopted()
    const items = must(await planItems(test.house, test.actors.clerk, YEAR))
    expect(items.map(item => item.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(items.map(item => item.total)).toEqual([2, 3, 1, 2 * 13, 5, 2, 2, 12, 13, 1])
    expect(items[1]).toMatchObject({ duty: 'holiday-visits', windows: ['new-year', 'spring-festival', 'army-day'], state: 'open', done: 0 })
  })

  it('同一年只制定一次；县和村没有年度计划；审计员不能制定', async () => {
    const test = await adopted()
    expect(refusals(await adoptPlan(test.house, test.actors.clerk, YEAR))).toEqual(['duplicate year'])
    expect(refusals(await adoptPlan(test.house, test.actors.countyOffice, { place: COUNTY, year: 2023 }))).toEqual(['invalid place'])
    expect(refusals(await adoptPlan(test.house, test.actors.clerk, { place: '990102101', year: 2024 }))).toEqual(['forbidden place'])
    expect(refusals(await adoptPlan(test.house, test.actors.auditor, { ...YEAR, year: 2024 }))).toEqual(['forbidden plan.write'])
  })

  it('村级专干只看到本村的任务', async () => {
    const test = await adopted()
    const own = must(await tasks(test.house, test.actors.villageWorker, { place: '', year: 2023 }))
    expect(own.map(task => task.place)).toEqual([VILLAGES[0], VILLAGES[0], VILLAGES[0]])
    expect(must(await planItems(test.house, test.actors.villageWorker, { place: '', year: 2023 }))).toEqual([])
  })
})

describe('本地的计划项目', () => {
  const PARADE = { ...YEAR, title: '建成双拥主题公园', owner: 'clerk' as const, owner_name: '林经办', from: '2023-03-01', to: '2023-10-31' }

  it('没有计划时不能加项目；加了的排在最后，自成一项任务，凭佐证办结', async () => {
    const test = await testHouse()
    test.travel('2023-03-01')
    expect(refusals(await addItem(test.house, test.actors.clerk, PARADE))).toEqual(['state task'])
    must(await adoptPlan(test.house, test.actors.clerk, YEAR))
    const id = must(await addItem(test.house, test.actors.clerk, PARADE))
    expect(refusals(await addItem(test.house, test.actors.clerk, { ...PARADE, title: '慰问12345部队', from: '2024-03-01', to: '2024-01-01' })))
      .toEqual(['secret title', 'invalid to', 'invalid to'])
    const item = async () => must(await planItems(test.house, test.actors.clerk, YEAR)).find(each => each.id === id)
    expect(await item()).toMatchObject({ number: 11, duty: null, owner_name: '林经办', from: '2023-03-01', to: '2023-10-31', state: 'open', total: 1 })
    const [own] = must(await tasks(test.house, test.actors.clerk, { ...YEAR, source: 'own' }))
    const proof = must(await photo(test, { kind: 'task', id: own!.id }, '2023-03-01'))
    must(await closeTask(test.house, test.actors.clerk, own!.id, [proof]))
    expect(await item()).toMatchObject({ state: 'done', done: 1 })
    expect(must(await task(test.house, test.actors.clerk, own!.id)).proofs).toEqual([{ kind: 'evidence', id: proof, on: '2023-03-01', by_hand: true }])
  })

  it('换牵头人，没办结的任务跟着走；法定事项的名称不能改；后改的人会知道，先改的不丢', async () => {
    const test = await adopted('2023-02-10')
    must(await visited(test, '2023-01-15'))
    const item = async () => must(await planItems(test.house, test.actors.clerk, YEAR))[1]!
    const { id, version, title } = await item()
    must(await changeItem(test.house, test.actors.clerk, id, { title: '别的名字', owner: 'leader', owner_name: '周镇长', version }))
    expect(await item()).toMatchObject({ title, owner: 'leader', owner_name: '周镇长', version: 2 })
    expect([(await named(test, 'holiday-visits', 'army-day')).owner_name, (await named(test, 'holiday-visits', 'spring-festival')).owner_name]).toEqual(['周镇长', null])
    expect(refusals(await changeItem(test.house, test.actors.clerk, id, { owner: 'clerk', version }))).toEqual(['conflict version'])
    expect((await item()).owner).toBe('leader')
    expect(refusals(await changeItem(test.house, test.actors.reviewer, id, { owner: 'clerk', version: 2 }))).toEqual(['forbidden plan.write'])
  })

  it('任务换人、改期限：名称和年度守住，后改的人会知道', async () => {
    const test = await adopted('2023-02-10')
    const { id, version } = await named(test, 'army-day-symposium', 'army-day')
    const change = { from: '2023-07-01', to: '2023-07-28', owner: 'reviewer' as const, owner_name: '郑书记', version }
    expect(refusals(await changeTask(test.house, test.actors.clerk, id, { ...change, to: '2024-07-28' }))).toEqual(['invalid to'])
    must(await changeTask(test.house, test.actors.clerk, id, { ...change, title: '改名' }))
    expect(must(await task(test.house, test.actors.clerk, id))).toMatchObject({ title: { zh: '召开“八一”优抚对象代表座谈会' }, to: '2023-07-28', owner_name: '郑书记', version: 2, proofs: [] })
    expect(refusals(await changeTask(test.house, test.actors.clerk, id, change))).toEqual(['conflict version'])
    expect(must(await tasks(test.house, test.actors.clerk, { ...YEAR, owner: 'reviewer' })).map(each => each.id)).toContain(id)
  })
})

describe('从上一年起草', () => {
  it('十项年年有，牵头人照旧，去年没办结的写明；本地项目勾了才延续，日期顺延一年', async () => {
    const test = await adopted('2023-02-10')
    const [first] = must(await planItems(test.house, test.actors.clerk, YEAR))
    must(await changeItem(test.house, test.actors.clerk, first!.id, { owner: 'leader', owner_name: '周镇长', version: 1 }))
    const own = (title: string) => addItem(test.house, test.actors.clerk, { ...YEAR, title, owner: 'clerk', from: '2023-03-01', to: '2023-10-31' })
    const [kept, left] = [must(await own('双拥主题公园')), must(await own('拆除旧牌'))]
    test.travel('2023-12-20')
    const next = { place: TOWNSHIP, year: 2024 }
    const draft = must(await planDraft(test.house, test.actors.clerk, next))
    expect(draft.adopted).toBe(false)
    expect(draft.lines.map(line => line.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(draft.lines[0]).toMatchObject({ owner: 'leader', owner_name: '周镇长', last: { done: 0, total: 2 } })
    expect(draft.lines[2]!.last!.missing).toEqual([{ zh: '召开“八一”优抚对象代表座谈会', en: 'Hold the Army Day symposium' }])
    expect(draft.lines.filter(line => line.kind === 'own').map(line => [line.key, line.to])).toEqual([[kept, '2024-10-31'], [left, '2024-10-31']])
    expect(refusals(await adoptPlan(test.house, test.actors.clerk, { ...next, carry: [first!.id] }))).toEqual(['not-found item'])
    must(await adoptPlan(test.house, test.actors.clerk, { ...next, carry: [kept] }))
    const items = must(await planItems(test.house, test.actors.clerk, next))
    expect(items.map(item => item.title.zh).at(-1)).toBe('双拥主题公园')
    expect([items.length, items[0]!.owner, items[10]!.number]).toEqual([11, 'leader', 11])
    expect(must(await tasks(test.house, test.actors.clerk, next)).filter(each => each.place === TOWNSHIP && each.number === 1).map(each => each.owner_name)).toEqual(['周镇长', '周镇长'])
    const year = must(await planYear(test.house, test.actors.clerk, next))
    expect(year.windows.map(span => span.window)).toEqual(expect.arrayContaining(['spring-festival', 'army-day', 'conscription-first', 'conscription-second']))
    expect([year.adopted, year.today]).toEqual([true, '2023-12-20'])
  })
})

describe('逾期', () => {
  it('截止当天不逾期，次日逾期一天', async () => {
    const test = await adopted('2023-08-01')
    expect(await named(test, 'army-day-symposium', 'army-day')).toMatchObject({ state: 'open', overdue_days: 0 })
    test.travel('2023-08-02')
    expect(await named(test, 'army-day-symposium', 'army-day')).toMatchObject({ state: 'overdue', overdue_days: 1 })
  })

  it('还没开始的不催；上一年的职责任务不再催', async () => {
    const test = await adopted('2023-07-15')
    const due = async (on: string) => must(await read(test.house, test.actors.clerk, 'plan.read', work => tasksDueIn(work, { place: TOWNSHIP, on })))
    const july = await due('2023-07-15')
    expect(july.some(task => task.window === 'army-day')).toBe(true)
    expect(july.some(task => task.window === 'year-end')).toBe(false)
    expect(july[0]!.state).toBe('overdue')
    expect(await due('2024-01-01')).toEqual([])
  })
})

describe('有佐证才办结', () => {
  it('没有佐证、佐证不存在、佐证是往年的，都拒绝', async () => {
    const test = await adopted('2023-09-20')
    const { id } = await named(test, 'army-day-symposium', 'army-day')
    const close = (...evidence: string[]) => closeTask(test.house, test.actors.clerk, id, evidence)
    expect(refusals(await close())).toEqual(['no-evidence evidence'])
    expect(refusals(await close('0189f000-0000-7000-8000-000000000000', 'nonsense'))).toEqual(['no-evidence evidence', 'no-evidence evidence'])
    const old = must(await photo(test, { kind: 'task', id: 'x' }, '2022-12-31'))
    expect(refusals(await close(old))).toEqual(['no-evidence evidence'])
    expect(refusals(await closeTask(test.house, test.actors.clerk, 'nonsense', [old]))).toEqual(['not-found task'])
    expect(await named(test, 'army-day-symposium', 'army-day')).toMatchObject({ state: 'overdue' })
  })

  it('有佐证即办结；重新打开后又是未办结', async () => {
    const test = await adopted('2023-07-20')
    const { id } = await named(test, 'army-day-symposium', 'army-day')
    must(await photo(test, { kind: 'task', id }, '2023-07-18'))
    expect(must(await closeTask(test.house, test.actors.clerk, id, undefined))).toBe(1)
    expect(await named(test, 'army-day-symposium', 'army-day')).toMatchObject({ state: 'done', done_on: '2023-07-18' })
    must(await reopenTask(test.house, test.actors.clerk, id, '签到表传错了'))
    expect(await named(test, 'army-day-symposium', 'army-day')).toMatchObject({ state: 'open', records: 0 })
  })

  it('别的单位持有的记录须是这项工作的', async () => {
    const test = await adopted()
    const close = (kind: string) => act(test.house, test.actors.clerk, 'plan.write', work =>
      closeTaskIn(work, { duty: 'commendation', year: 2023, place: TOWNSHIP, record: { kind, id: 'a-1' } }))
    expect(refusals(await close('visits.round'))).toEqual(['no-evidence evidence'])
    expect(must(await close('activity.commendation'))).toBe(1)
  })

  it('村级专干用本村佐证办结本村任务，镇的任务还在', async () => {
    const test = await adopted('2023-09-20')
    const worker = test.actors.villageWorker
    const { id } = await named(test, 'hardship-survey', 'annual-confirmation', worker)
    must(await photo(test, { kind: 'task', id }, '2023-09-19', worker, VILLAGES[0]!))
    must(await closeTask(test.house, worker, id, undefined))
    expect((await named(test, 'hardship-survey', 'annual-confirmation', worker)).state).toBe('done')
    expect((await named(test, 'hardship-survey', 'annual-confirmation')).state).toBe('open')
  })
})

describe('持有记录的一方办结任务', () => {
  it('走访办结所在窗口的任务，只算一次；删除后任务重新打开', async () => {
    const test = await adopted('2023-07-28')
    must(await visited(test, '2023-07-20'))
    must(await visited(test, '2023-07-21'))
    expect(await named(test, 'holiday-visits', 'army-day')).toMatchObject({ state: 'done', records: 1, done_on: '2023-07-20' })
    expect((await named(test, 'holiday-visits', 'spring-festival')).state).toBe('overdue')
    must(await write(test, work => withdrawProgressIn(work, ROUND)))
    expect((await named(test, 'holiday-visits', 'army-day')).state).toBe('open')
  })

  it('窗口之外的走访，说明是哪个节日的才算', async () => {
    const test = await adopted('2023-08-05')
    must(await visited(test, '2023-08-03'))
    expect((await named(test, 'holiday-visits', 'army-day')).state).toBe('overdue')
    must(await visited(test, '2023-08-03', 'army-day'))
    expect((await named(test, 'holiday-visits', 'army-day')).state).toBe('done')
  })

  it('村里的记录也办结镇的任务，不办结别村的', async () => {
    const test = await adopted('2023-06-10')
    const record = { kind: 'activity.harvest-help', id: 'help-1' }
    must(await write(test, work => progressIn(work, { place: VILLAGES[0]!, year: 2023, record, on: '2023-06-05' }), test.actors.villageWorker))
    const done = must(await tasks(test.house, test.actors.clerk, { ...YEAR, state: 'done' }))
    expect(done.map(task => [task.place, task.window])).toEqual([[TOWNSHIP, 'summer-harvest'], [VILLAGES[0], 'summer-harvest']])
  })

  it('没有计划时什么也不发生；没有这种记录的职责是程序的错', async () => {
    const test = await testHouse()
    must(await visited(test, '2023-07-20'))
    expect(must(await tasks(test.house, test.actors.clerk, YEAR))).toEqual([])
    await expect(write(test, work =>
      progressIn(work, { place: TOWNSHIP, year: 2023, record: { kind: 'visits.tour', id: 'x' }, on: '2023-07-20' }))).rejects.toThrow(/closes by/)
  })
})

describe('其他任务和不足', () => {
  const NOTICE = { place: TOWNSHIP, title: { zh: '报送双拥信息', en: 'send news' }, from: '2023-03-01', to: '2023-03-31', owner: 'clerk' as const,
    source: { kind: 'notice' as const, id: '县双拥办通知' } }

  it('县里通知的事也是任务；写明部队番号的拒绝', async () => {
    const test = await adopted('2023-04-01')
    must(await addTask(test.house, test.actors.countyOffice, NOTICE))
    expect(must(await tasks(test.house, test.actors.clerk, { ...YEAR, state: 'overdue' })).some(task => task.title.zh === '报送双拥信息')).toBe(true)
    const secret = await addTask(test.house, test.actors.clerk, { ...NOTICE, title: { zh: '慰问12345部队', en: 'visit' }, to: '2023-02-01' })
    expect(refusals(secret)).toEqual(['secret title', 'invalid to'])
  })

  it('取消要有理由，取消后不算不足；办结的不能取消', async () => {
    const test = await adopted('2023-12-31')
    must(await visited(test, '2023-07-20'))
    const missing = async () => must(await read(test.house, test.actors.clerk, 'plan.read', work => shortcomingsIn(work, YEAR))).map(each =>
      `${each.duty} ${each.window}`)
    expect(await missing()).toContain('commendation year-end')
    expect(await missing()).not.toContain('holiday-visits army-day')
    must(await removeTask(test.house, test.actors.clerk, (await named(test, 'commendation', 'year-end')).id, '县里统一表彰'))
    expect(await missing()).not.toContain('commendation year-end')
    expect(refusals(await removeTask(test.house, test.actors.clerk, (await named(test, 'holiday-visits', 'army-day')).id, '不办了'))).toEqual(['state task'])
  })
})

describe('口径', () => {
  it('计划、办结、逾期各自打开到任务', async () => {
    const test = await adopted('2023-02-10')
    must(await visited(test, '2023-01-15'))
    const count = async (id: string) => scoped(test.house.database, { county: COUNTY, places: [TOWNSHIP] }, async session =>
      (await session.query(figures.find(figure => figure.id === id)!.records, [COUNTY, TOWNSHIP, '2023-01-01', '2023-12-31'])).rows.length)
    const all = must(await tasks(test.house, test.actors.clerk, YEAR))
    expect(await count('plan.tasks.planned')).toBe(all.length)
    expect(await count('plan.tasks.done')).toBe(1)
    expect(await count('plan.tasks.overdue')).toBe(all.filter(task => task.state === 'overdue').length)
  })
})
