import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../base/day.ts'
import type { Place } from '../places/places.ts'
import { draftTasks, windowWords } from './draft.ts'
import { loadPlanLaw } from './load.ts'
import { itemState, shortcomingsOf, stateOf, type StoredTask, type Task } from './plan.ts'
import { taskInput } from './schema.ts'

const { duties, calendar } = loadPlanLaw()
const place = (code: string, level: Place['level'], harvest_region: string | null): Place =>
  ({ code, name: '', name_en: '', level, parent: null, from: '2000-01-01', to: null, successor: null, harvest_region })
const task = (change: Partial<StoredTask> = {}): StoredTask => ({
  id: 't', place: '990101101', year: 2023, number: 2, plan_item: null, duty: 'holiday-visits', window: 'army-day', title: { zh: '走访', en: 'visits' },
    from: '2023-07-01',
  to: '2023-08-01', owner: 'clerk', owner_name: null, closes_by: [], source_kind: 'duty', source: '', dropped_on: null, dropped_reason: null, records: 0,
    done_on: null, version: 1, ...change,
})

describe('任务的日子', () => {
  const typed = { place: '990101101', title: { zh: '报送双拥信息', en: 'send news' }, owner: 'clerk', source: { kind: 'own', id: '自定' } }
  const refusedAt = (from: string, to: string) => taskInput.safeParse({ ...typed, from, to }).error?.issues.map(({ path, message }) => `${path.join('.')} ${message.split(' / ')[0]}`)
  it('在有计划的年份以内，两头都算；以外的一天指明是哪一栏', () => {
    expect(refusedAt('1990-01-01', '2100-12-31')).toBeUndefined()
    expect(refusedAt('1989-12-31', '2101-01-01')).toEqual(['from 应在 1990 至 2100 年', 'to 应在 1990 至 2100 年'])
  })
  it('不存在的一天，用中文说怎样写', () => expect(refusedAt('2026-02-30', '2026-03-01')).toEqual(['from 应为存在的日期，写作 YYYY-MM-DD']))
})

describe('任务状态', () => {
  it.each([
    ['截止当天仍是待办', {}, '2023-08-01', 'open'],
    ['截止次日逾期', {}, '2023-08-02', 'overdue'],
    ['有佐证即办结，逾期后补上的也算', { records: 1 }, '2023-09-01', 'done'],
    ['取消的不算逾期', { dropped_on: '2023-07-05' }, '2023-09-01', 'dropped'],
  ] as const)('%s', (_, change, today, state) => expect(stateOf(task(change), today)).toBe(state))

  it('剩余=计划-已佐证：每项未取消的任务要么有佐证，要么未办结', () => fc.assert(fc.property(
    fc.nat(3), fc.boolean(), fc.integer({ min: -40, max: 40 }), (records, dropped, days) => {
      const state = stateOf(task({ records, dropped_on: dropped ? '2023-07-02' : null }), addDays('2023-08-01', days))
      expect(state === 'done').toBe(!dropped && records > 0)
      expect(state === 'overdue').toBe(!dropped && records === 0 && days > 0)
    })))

  it('一项工作有一个任务逾期即逾期，全部办结才办结', () => {
    const states = (...list: Task['state'][]) => itemState(list.map(state => ({ ...task(), state, overdue_days: 0 })))
    expect([states('done', 'overdue', 'open'), states('done', 'open'), states('done', 'dropped'), states('dropped')]).toEqual(['overdue', 'open', 'done',
      'dropped'])
  })
})

describe('不足之处', () => {
  it('只列本级没有佐证的任务，村级任务和已取消的不列', () => {
    const missing = shortcomingsOf([
      task({ id: 'a', window: 'army-day' }), task({ id: 'b', window: 'spring-festival', to: '2023-01-28' }), task({ id: 'c', records: 1 }),
      task({ id: 'd', place: '990101101201' }), task({ id: 'e', dropped_on: '2023-02-01' }),
    ])
    expect(missing.map(each => each.window)).toEqual(['spring-festival', 'army-day'])
    expect(shortcomingsOf([])).toEqual([])
  })
})

describe('职责分解为任务', () => {
  const places = [place('990101101', 'township', '黄淮海'), place('990101101201', 'village', null), place('990101101202', 'village', '东北')]
  const harvest = draftTasks(duties.find(duty => duty.id === 'harvest-help')!, calendar, 2023, places)

  it('帮耕帮种镇村都有；村没有写地区的随镇，写了的用自己的', () => {
    expect(harvest.filter(each => each.window === 'summer-harvest').map(each => [each.place, each.from, each.owner])).toEqual([
      ['990101101', '2023-05-28', 'clerk'], ['990101101201', '2023-05-28', 'village-worker'],
    ])
    expect(harvest.filter(each => each.window === 'autumn-harvest').map(each => each.to)).toEqual(['2023-10-25', '2023-10-25', '2023-10-31'])
  })

  it('按月发放是十二个任务，各有月份', () => {
    const pay = draftTasks(duties.find(duty => duty.id === 'payment-in-full')!, calendar, 2023, places)
    expect(pay).toHaveLength(12)
    expect(pay[2]).toMatchObject({ window: 'month-03', from: '2023-03-01', to: '2023-03-31', title: { zh: '发放当月抚恤补助资金（3月）' } })
  })

  it('窗口用文字列出', () => expect(windowWords(duties[1]!, calendar).zh).toBe('元旦、春节、八一建军节'))
})
