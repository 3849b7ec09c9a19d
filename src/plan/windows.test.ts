import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, weekday } from '../base/day.ts'
import { officeDay } from '../law/holidays.ts'
import { loadPlanLaw } from './load.ts'
import { festivalDay, nthWeekday, spansOf } from './windows.ts'

const { calendar, duties } = loadPlanLaw()
const one = (window: string, year: number, region: string | null = null) => {
  const [span] = spansOf(calendar, window, year, region)
  return span && [span.from, span.to]
}

describe('节日和征兵窗口', () => {
  it.each([
    [2023, '2023-01-22'], [2024, '2024-02-10'], [2025, '2025-01-29'], [2026, '2026-02-17'], [2027, '2027-02-06'],
  ])('%i年春节是%s', (year, day) => expect(festivalDay('spring-festival', year)).toBe(day))

  it.each([
    [2023, '2023-09-16'], [2024, '2024-09-21'], [2025, '2025-09-20'], [2026, '2026-09-19'],
  ])('全民国防教育日是九月第三个星期六：%i年是%s', (year, day) => expect(nthWeekday(year, 9, 6, 3)).toBe(day))

  it('第三个星期六总在15日到21日之间', () => fc.assert(fc.property(fc.integer({ min: 1990, max: 2100 }), year => {
    const day = nthWeekday(year, 9, 6, 3)
    expect(weekday(day)).toBe(6)
    expect(Number(day.slice(8))).toBeGreaterThanOrEqual(15)
    expect(Number(day.slice(8))).toBeLessThanOrEqual(21)
  })))

  it.each([
    ['new-year', 2024, null, ['2023-12-20', '2024-01-05']],
    ['spring-festival', 2023, null, ['2023-01-01', '2023-01-28']],
    ['qingming', 2023, null, ['2023-03-29', '2023-04-06']],
    ['army-day', 2023, null, ['2023-07-01', '2023-08-01']],
    ['summer-harvest', 2023, '黄淮海', ['2023-05-28', '2023-06-20']],
    ['autumn-harvest', 2023, '江淮', ['2023-10-05', '2023-11-10']],
    ['summer-harvest', 2023, '东北', undefined],
    ['summer-harvest', 2023, null, ['2023-05-01', '2023-08-07']],
    ['defence-education-day', 2026, null, ['2026-08-30', '2026-10-03']],
  ] as const)('%s %i %s', (window, year, region, days) => expect(one(window, year, region)).toEqual(days))

  it('两征两退：征兵有上下半年两个窗口', () => {
    expect(spansOf(calendar, 'conscription', 2023, null).map(span => [span.window, span.from, span.to])).toEqual([
      ['conscription-first', '2023-02-15', '2023-03-31'], ['conscription-second', '2023-08-15', '2023-09-30'],
    ])
  })

  it('十二个月首尾相接，闰年二月有29天', () => {
    const months = spansOf(calendar, 'monthly', 2024, null)
    expect(months).toHaveLength(12)
    expect(months[1]).toMatchObject({ window: 'month-02', from: '2024-02-01', to: '2024-02-29' })
    for (const [index, month] of months.slice(1).entries()) expect(month.from).toBe(addDays(months[index]!.to, 1))
  })

  it('没有的窗口是数据的错', () => expect(() => spansOf(calendar, 'mid-autumn', 2023, null)).toThrow(/no window mid-autumn/))
})

describe('法定节假日', () => {
  it.each([
    ['2023-01-20', 'open'], ['2023-01-21', 'closed'], ['2023-01-27', 'closed'], ['2023-01-28', 'open'], ['2023-02-04', 'closed'],
    ['2026-12-31', 'open'], ['2027-01-01', 'not-published'], ['2022-12-31', 'not-published'],
  ])('%s %s', (day, state) => expect(officeDay(calendar.holidays, day, weekday)).toBe(state))

  it('调休上班的都是周末', () => {
    for (const day of calendar.holidays.worked) expect([0, 6]).toContain(weekday(day))
  })
})

describe('职责', () => {
  it('十项，编号从一到十', () => expect(duties.map(duty => duty.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))

  it('每项的每个窗口在历中都有', () => {
    for (const duty of duties) for (const task of duty.tasks) expect(spansOf(calendar, task.window, 2024, null), `${duty.id} ${task.window}`).not.toEqual([])
  })

  it('窗口按地区互不越年，首日不晚于末日', () => {
    for (const rule of calendar.windows) for (const { region } of calendar.harvests) for (const span of spansOf(calendar, rule.id, 2025, region)) {
      expect(span.from <= span.to, `${rule.id} ${region}`).toBe(true)
      expect(span.to.slice(0, 4)).toBe('2025')
    }
  })
})
