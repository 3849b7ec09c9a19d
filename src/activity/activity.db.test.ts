import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT, TOWNSHIP, testHouse, VILLAGES, type TestHouse } from '../../tests/harness/database.ts'
import { act, read } from '../access/actions.ts'
import { must, type Result } from '../base/result.ts'
import { keepEvidence } from '../evidence/actions.ts'
import { figureValues, openFigure } from '../figures/actions.ts'
import { adoptPlan, tasks } from '../plan/actions.ts'
import { addHouseholdsIn } from '../roster/actions.ts'
import { activities, activity, changeActivity, completeActivity, recordActivity, removeActivity } from './actions.ts'
import type { ActivityInput } from './activity.ts'
import { figures } from './figures.ts'
import { activityKinds } from './load.ts'

const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => `${refusal.code} ${refusal.place}`).toSorted())
const bytes = new TextEncoder().encode('帮耕帮种现场')
const all = figures(ROOT)

let test: TestHouse
let households: string[]
beforeAll(async () => {
  test = await testHouse()
  households = must(await act(test.house, test.actors.clerk, 'roster.write', work =>
    addHouseholdsIn(work, ['王', '李', '赵'].map((surname, index) => ({ place: VILLAGES[index < 2 ? 0 : 1]!, head: `${surname}大山` })))))
})
afterAll(() => test.close())

const harvest = (held_on: string, named: readonly string[], fields: object = {}): ActivityInput => ({
  kind: 'harvest-help', place: TOWNSHIP, held_on, fields: { title: '帮收小麦', season: 'summer', way: 'labour', area: 6, ...fields }, parties: { households: named },
})
const values = async (year: number) => {
  const found = must(await read(test.house, test.actors.clerk, 'figures.read', work => figureValues(work.session, all, { county: '990101', place: TOWNSHIP, year })))
  return Object.fromEntries(found.filter(figure => figure.value !== 0).map(figure => [figure.id.replace('activity.', ''), figure.value]))
}

describe('活动', () => {
  it('一户夏收秋收都帮过，户数算一户，面积相加；撤销一次，只剩另一次', async () => {
    const { house, actors } = test
    must(await recordActivity(house, actors.clerk, harvest('2023-06-05', [households[0]!, households[1]!])))
    const autumn = must(await recordActivity(house, actors.clerk, harvest('2023-10-05', [households[0]!, households[2]!], { season: 'autumn', area: 4 })))
    must(await recordActivity(house, actors.clerk, harvest('2023-10-06', [households[0]!], { way: 'payment', area: null, payment_fen: 300_00 })))
    expect(await values(2023)).toEqual({ 'harvest-help.households': 3, 'harvest-help.area': 10, 'harvest-help.payment': 300_00 })
    must(await removeActivity(house, actors.clerk, autumn))
    expect(await values(2023)).toEqual({ 'harvest-help.households': 2, 'harvest-help.area': 6, 'harvest-help.payment': 300_00 })
    expect(refusals(await activity(house, actors.clerk, autumn))).toEqual(['not-found activity'])
    expect(await values(2022)).toEqual({})
  })

  it('打开的口径写明内容，姓名只露姓', async () => {
    const { house, actors } = test
    must(await recordActivity(house, actors.clerk, harvest('2021-06-05', [households[0]!], { way: 'payment', payment_fen: 120_50 })))
    const figure = all.find(candidate => candidate.id === 'activity.harvest-help.households')!
    const opened = must(await read(house, actors.clerk, 'figures.read', work => openFigure(work.session, figure, { county: '990101', place: TOWNSHIP, year: 2021 })))
    expect(opened.records).toMatchObject([{
      value: 1, happened_on: '2021-06-05', title: '王某家',
      detail: { 农时: '夏收夏种', 方式: '以资代劳', 面积: '6亩', 以资代劳金额: '120.5元', 受助户: '王某家', 地点: '青松镇', 佐证份数: 0 },
    }])
    expect(JSON.stringify(opened)).not.toContain('大山')
  })

  it('每一类的每个口径都能查询和打开', async () => {
    const { house, actors } = test
    for (const kind of activityKinds()) {
      const parties = Object.fromEntries(Object.entries(kind.example.parties).map(([id, list]) =>
        [id, kind.parties.find(party => party.id === id)?.kind === 'households' ? [households[0]] : list]))
      const held_on = `2020${kind.example.held_on.slice(4)}`
      must(await recordActivity(house, actors.clerk, { kind: kind.id, place: TOWNSHIP, held_on, fields: kind.example.fields, parties }))
    }
    const found = must(await read(house, actors.clerk, 'figures.read', async work => {
      const opened = []
      for (const figure of all) opened.push(await openFigure(work.session, figure, { county: '990101', place: TOWNSHIP, year: 2020 }))
      return opened
    }))
    expect(found.filter(figure => figure.value === 0).map(figure => figure.id)).toEqual(['activity.harvest-help.payment'])
  })

  it('没有佐证任务不算完成；传了佐证才办结，撤销后重新打开', async () => {
    const { house, actors } = test
    must(await adoptPlan(house, actors.clerk, { place: TOWNSHIP, year: 2019 }))
    const state = async () => must(await tasks(house, actors.clerk, { place: TOWNSHIP, year: 2019 })).find(task => task.duty === 'army-day-symposium')?.state
    const id = must(await recordActivity(house, actors.clerk, {
      kind: 'symposium', place: TOWNSHIP, held_on: '2019-07-30', fields: { title: '“八一”座谈会', audience: 'entitled-persons', people: 20 },
    }))
    expect(await state()).toBe('overdue')
    expect(refusals(await completeActivity(house, actors.clerk, id))).toEqual(['no-evidence evidence'])
    must(await keepEvidence(house, actors.clerk, { kind: 'sign-in', title: '签到表', place: TOWNSHIP, taken_on: '2019-07-30', media_type: 'text/plain', bytes, subject: { kind: 'activity', id } }))
    must(await completeActivity(house, actors.clerk, id))
    expect(await state()).toBe('done')
    must(await removeActivity(house, actors.clerk, id))
    expect(await state()).toBe('overdue')
  })

  it('一次说出所有不对之处，什么也不留下', async () => {
    const { house, actors } = test
    const bad = await recordActivity(house, actors.villageWorker, harvest('2024-07-01', ['王大山'], { season: 'winter', note: '其子在12345部队' }))
    expect(refusals(bad)).toEqual(['forbidden place', 'invalid fields.season', 'invalid held_on', 'invalid parties.households', 'secret fields.note'])
    expect(refusals(await recordActivity(house, actors.clerk, { ...harvest('2024-06-05', []), kind: 'banquet' }))).toEqual(['invalid kind'])
    expect(must(await activities(house, actors.clerk, { kind: null, year: 2024, place: '' }, { page: 1, size: 20 })).total).toBe(0)
  })

  it('村里只登记、只看见本村的；同一把钥匙重发不会登两次；改动不覆盖别人的改动', async () => {
    const { house, actors } = test
    const mine = { ...harvest('2018-06-05', [households[0]!]), place: VILLAGES[0]! }
    const id = must(await recordActivity(house, actors.villageWorker, mine, { key: 'phone-2018-1' }))
    expect(must(await recordActivity(house, actors.villageWorker, mine, { key: 'phone-2018-1' }))).toBe(id)
    must(await recordActivity(house, actors.clerk, { ...harvest('2018-06-06', [households[2]!]), place: VILLAGES[1]! }))
    expect(refusals(await recordActivity(house, actors.villageWorker, { ...mine, parties: { households: [households[2]!] } }))).toEqual(['not-found parties.households'])
    const listed = async (actor: typeof actors.clerk) => must(await activities(house, actor, { kind: 'harvest-help', year: 2018, place: '' }, { page: 1, size: 20 })).total
    expect([await listed(actors.villageWorker), await listed(actors.clerk)]).toEqual([1, 2])
    const change = { held_on: '2018-06-07', fields: { ...mine.fields, area: 9 }, parties: mine.parties!, version: 1 }
    must(await changeActivity(house, actors.villageWorker, id, change))
    expect(refusals(await changeActivity(house, actors.clerk, id, change))).toEqual(['conflict version'])
    expect(must(await activity(house, actors.clerk, id))).toMatchObject({ held_on: '2018-06-07', version: 2, fields: { area: 9 } })
  })
})
