import { describe, expect, it } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, type TestHouse } from '../../tests/harness/database.ts'
import { must, type Result } from '../base/result.ts'
import { scoped } from '../db/db.ts'
import { adoptPlan, changeTask, tasks } from '../plan/actions.ts'
import {
  addDecision, adjustGroup, changeMeeting, establishGroup, exportMeeting, group, groups, meeting as meetingSeen, meetings, recordMeeting, removeMeeting,
} from './actions.ts'
import { figures } from './figures.ts'
import type { MeetingInput } from './schema.ts'

const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => `${refusal.code} ${refusal.place}`))
const HEAD = { name: '周镇长', office: '镇长', role: 'head' as const }
const DEPUTY = { name: '郑书记', office: '党委副书记', role: 'deputy' as const }
const MEMBER = { name: '林经办', office: '退役军人服务站站长', role: 'office-director' as const }
const GROUP = { place: TOWNSHIP, name: '青松镇双拥工作领导小组', on: '2022-03-01', document: '青松双拥字第一号', members: [HEAD, DEPUTY] }

async function founded(): Promise<TestHouse & { group: string }> {
  const test = await testHouse()
  test.travel('2023-06-30')
  must(await adoptPlan(test.house, test.actors.clerk, { place: TOWNSHIP, year: 2023 }))
  return { ...test, group: must(await establishGroup(test.house, test.actors.clerk, GROUP)) }
}
const meeting = (group: string, change: Partial<MeetingInput> = {}): MeetingInput => ({
  group, held_on: '2023-06-20', topic: '部署“八一”慰问', chair: '周镇长', attendees: ['周镇长', '林经办'], absent: [{ name: '郑书记', reason: '外出开会' }],
  decisions: [{ text: '七月底前走访优抚对象', owner: 'clerk', owner_name: '林经办', due_on: '2023-07-31' }], ...change,
})
const membersOn = async (test: TestHouse, on: string) =>
  must(await groups(test.house, test.actors.clerk, { place: TOWNSHIP, on }))[0]!.members.map(member => member.name)
const task = async (test: TestHouse, window: string) =>
  must(await tasks(test.house, test.actors.clerk, { place: TOWNSHIP, year: 2023 })).find(each => each.duty === 'leading-group' && each.window === window)!
const count = (test: TestHouse, id: string) => scoped(test.house.database, { county: COUNTY, places: [TOWNSHIP] }, async session =>
  (await session.query(figures.find(figure => figure.id === id)!.records, [COUNTY, TOWNSHIP, '2023-01-01', '2023-12-31'])).rows.length)

describe('领导小组', () => {
  it('调整当天起换人，前一天还是原来的人；计划任务随之办结', async () => {
    const test = await founded()
    expect((await task(test, 'first-quarter')).state).toBe('overdue')
    const [group] = must(await groups(test.house, test.actors.clerk, { place: TOWNSHIP }))
    const deputy = group!.members.find(member => member.role === 'deputy')!
    must(await adjustGroup(test.house, test.actors.clerk, test.group, { on: '2023-02-10', document: '青松双拥字第二号', joins: [MEMBER], leaves: [deputy.id] }))
    expect(await membersOn(test, '2023-02-09')).toEqual(['周镇长', '郑书记'])
    expect(await membersOn(test, '2023-02-10')).toEqual(['周镇长', '林经办'])
    expect((await task(test, 'first-quarter')).state).toBe('done')
    expect([await count(test, 'organization.members'), await count(test, 'organization.adjustments')]).toEqual([2, 1])
  })

  it('一个组长；日期向前；不是成员的不能退出；番号不得写入：一次说完', async () => {
    const test = await founded()
    const bad = await adjustGroup(test.house, test.actors.clerk, test.group, {
      on: '2022-03-01', document: '关于第54旅的通知', joins: [{ ...HEAD, name: '吴镇长' }], leaves: ['nobody'],
    })
    expect(refusals(bad)).toEqual(['secret document', 'invalid on', 'invalid leaves', 'contradiction members'])
    expect(refusals(await establishGroup(test.house, test.actors.clerk, GROUP))).toEqual(['duplicate name'])
    expect(refusals(await adjustGroup(test.house, test.actors.clerk, 'nonsense',
      { on: '2023-02-10', document: '文', joins: [MEMBER], leaves: [] }))).toEqual(['not-found group'])
    expect(refusals(await establishGroup(test.house, test.actors.villageWorker, GROUP))).toEqual(['forbidden organization.write'])
  })
})

describe('会议', () => {
  it('会议决定成为任务，会议办结计划任务', async () => {
    const test = await founded()
    const { tasks: made } = must(await recordMeeting(test.house, test.actors.clerk, meeting(test.group)))
    const [seen] = must(await meetings(test.house, test.actors.reviewer, { place: TOWNSHIP, year: 2023 }))
    expect(seen!.decisions).toMatchObject([{ text: '七月底前走访优抚对象', task: made[0], state: 'open' }])
    const all = must(await tasks(test.house, test.actors.clerk, { place: TOWNSHIP, year: 2023 }))
    expect(all.find(each => each.id === made[0])).toMatchObject({ source_kind: 'decision', from: '2023-06-20', to: '2023-07-31', owner_name: '林经办',
      duty: null })
    expect((await task(test, 'all-year')).state).toBe('done')
    expect([await count(test, 'organization.meetings'), await count(test, 'organization.decisions')]).toEqual([1, 1])
  })

  it('误登的会议撤回后，计划任务重新打开，决定的任务取消，不再计数', async () => {
    const test = await founded()
    const { id, tasks: made } = must(await recordMeeting(test.house, test.actors.clerk, meeting(test.group)))
    must(await removeMeeting(test.house, test.actors.clerk, id, '重复登记'))
    expect((await task(test, 'all-year')).state).toBe('open')
    expect(must(await tasks(test.house, test.actors.clerk, { place: TOWNSHIP, year: 2023, state: 'dropped' })).map(each => each.id)).toEqual(made)
    expect([await count(test, 'organization.meetings'), await count(test, 'organization.decisions')]).toEqual([0, 0])
    expect(refusals(await removeMeeting(test.house, test.actors.clerk, id, '再撤一次'))).toEqual(['not-found meeting'])
  })

  it('还没开的会、到会又缺席的人、早于会议的期限，都拒绝，什么也不留下', async () => {
    const test = await founded()
    const bad = meeting(test.group, {
      held_on: '2023-07-01', absent: [{ name: '林经办', reason: '病假' }], decisions: [{ text: '办', owner: 'clerk', due_on: '2023-06-30' }],
    })
    expect(refusals(await recordMeeting(test.house, test.actors.clerk, bad))).toEqual(['invalid held_on', 'invalid absent', 'invalid decisions.0.due_on'])
    expect(must(await meetings(test.house, test.actors.clerk, { place: TOWNSHIP, year: 2023 }))).toEqual([])
  })

  it('纪要补记：后写的人会知道，先写的不丢；补一条决定就多一项任务；换了人，纪要上也换', async () => {
    const test = await founded()
    const { id } = must(await recordMeeting(test.house, test.actors.clerk, meeting(test.group)))
    const { held_on, topic, chair, attendees, absent } = meeting(test.group)
    const told = { held_on, topic, chair, attendees, absent, venue: '镇三楼会议室', agenda: ['通报上半年工作', '研究“八一”慰问'], observers: ['王列席'], recorder: '林经办' }
    must(await changeMeeting(test.house, test.actors.clerk, id, { ...told, version: 1 }))
    expect(refusals(await changeMeeting(test.house, test.actors.clerk, id, { ...told, topic: '别的', version: 1 }))).toEqual(['conflict version'])
    expect(refusals(await addDecision(test.house, test.actors.clerk, id, { text: '去12345部队走访', owner: 'clerk', due_on: '2023-06-01' }))).toEqual(['secret text', 'invalid due_on'])
    const added = must(await addDecision(test.house, test.actors.clerk, id, { text: '修好村道', owner: 'clerk', due_on: '2023-09-30' }))
    const handed = must(await tasks(test.house, test.actors.clerk, { place: TOWNSHIP, year: 2023, source: 'decision' })).find(each => each.id === added)!
    must(await changeTask(test.house, test.actors.clerk, added, { from: handed.from, to: '2023-10-15', owner: 'leader', owner_name: '周镇长', version: handed.version }))
    const seen = must(await meetingSeen(test.house, test.actors.leader, id))
    expect(seen).toMatchObject({ topic: '部署“八一”慰问', venue: '镇三楼会议室', agenda: ['通报上半年工作', '研究“八一”慰问'], observers: ['王列席'], version: 2 })
    expect(seen.decisions.map(each => [each.text, each.owner_name, each.due_on, each.state])).toEqual([['七月底前走访优抚对象', '林经办', '2023-07-31', 'open'], ['修好村道', '周镇长', '2023-10-15', 'open']])
    expect(refusals(await changeMeeting(test.house, test.actors.clerk, id, { ...told, held_on: '2023-08-02', version: 2 }))).toEqual(['invalid held_on', 'invalid held_on'])
    const { name, bytes } = must(await exportMeeting(test.house, test.actors.leader, id))
    expect([name, new TextDecoder().decode(bytes.slice(0, 2))]).toEqual(['青松镇双拥工作领导小组会议纪要（2023-06-20）.docx', 'PK'])
  })
})

describe('调整以读到的为准', () => {
  it('别人先调整了，后提交的会知道', async () => {
    const test = await founded()
    const { versions } = must(await group(test.house, test.actors.clerk, test.group))
    const change = { document: '青松双拥字第二号', joins: [MEMBER], leaves: [], after: versions[0]!.id }
    must(await adjustGroup(test.house, test.actors.clerk, test.group, { ...change, on: '2023-02-10' }))
    expect(refusals(await adjustGroup(test.house, test.actors.clerk, test.group, { ...change, on: '2023-03-10' }))).toEqual(['conflict version'])
    expect(must(await group(test.house, test.actors.auditor, test.group)).members.map(member => member.name)).toEqual(['周镇长', '郑书记', '林经办'])
  })
})
