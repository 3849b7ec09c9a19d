import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays, addMonths, age, anniversary, dayOf, daysBetween, firstDay, isDay, isMonth, lastDay, monthOf, monthsBetween, monthsFrom, weekday, yearOf,
} from './day.ts'

const day = fc.integer({ min: 0, max: 80_000 }).map(days => addDays('1900-01-01', days))
const month = day.map(monthOf)

describe('日期', () => {
  test.each(['2024-02-29', '2000-02-29', '1800-01-01', '2023-12-31'])('%s 是日期', text => expect(isDay(text)).toBe(true))
  test.each(['2023-02-29', '1900-02-29', '2023-04-31', '2023-13-01', '2023-00-10', '2023-1-01', '1799-12-31', '20230101', '2023-01-01 ', '', '二〇二三'])(
    '“%s”不是日期', text => expect(isDay(text)).toBe(false))
  test.each([['2023-01', true], ['2023-12', true], ['2023-13', false], ['2023-00', false], ['2023-1', false], ['2023', false]] as const)(
    '“%s”是月份：%s', (text, is) => expect(isMonth(text)).toBe(is))

  test('北京时间零点换日，世界时的零点不换', () => {
    expect(dayOf(Date.UTC(2023, 11, 31, 15, 59, 59, 999))).toBe('2023-12-31')
    expect(dayOf(Date.UTC(2023, 11, 31, 16))).toBe('2024-01-01')
    expect(dayOf(Date.UTC(2024, 0, 1, 0))).toBe('2024-01-01')
  })

  test('加上再减去同样的天数回到原日，相差的天数就是加的天数', () => {
    fc.assert(fc.property(day, fc.integer({ min: -3_000, max: 3_000 }), (from, days) => {
      const to = addDays(from, days)
      expect(isDay(to)).toBe(true)
      expect([addDays(to, -days), daysBetween(from, to)]).toEqual([from, days])
      expect(Math.sign(days)).toBe(to > from ? 1 : to < from ? -1 : 0)
    }))
  })

  test('过七天是同一个星期几', () => {
    expect([weekday('2023-01-22'), weekday('2023-08-01')]).toEqual([0, 2])
    fc.assert(fc.property(day, from => { expect(weekday(addDays(from, 7))).toBe(weekday(from)) }))
  })
})

describe('月份', () => {
  test.each([['2024-02', '2024-02-29'], ['2023-02', '2023-02-28'], ['1900-02', '1900-02-28'], ['2023-12', '2023-12-31'], ['2023-04', '2023-04-30']])(
    '%s 的最后一天是 %s', (of, last) => expect(lastDay(of)).toBe(last))

  test('最后一天的次日是下月的第一天', () => {
    fc.assert(fc.property(month, of => {
      expect(addDays(lastDay(of), 1)).toBe(firstDay(addMonths(of, 1)))
      expect(monthOf(lastDay(of))).toBe(of)
    }))
  })

  test('跨年的月份相加与相减互逆', () => {
    expect([addMonths('2023-11', 2), addMonths('2024-01', -1), addMonths('2023-12', -12), monthsBetween('2023-11', '2024-01')]).toEqual(['2024-01', '2023-12', '2022-12', 2])
    fc.assert(fc.property(month, fc.integer({ min: -600, max: 600 }), (from, months) => {
      expect(isMonth(addMonths(from, months))).toBe(true)
      expect(monthsBetween(from, addMonths(from, months))).toBe(months)
    }))
  })

  test('起止月份都在内；止月在前则没有', () => {
    expect(monthsFrom('2023-11', '2024-02')).toEqual(['2023-11', '2023-12', '2024-01', '2024-02'])
    expect(monthsFrom('2024-02', '2024-02')).toEqual(['2024-02'])
    expect(monthsFrom('2024-02', '2024-01')).toEqual([])
  })
})

describe('周年', () => {
  test('二月二十九日的周年在平年是三月一日，在闰年仍是二月二十九日', () => {
    expect([anniversary('1964-02-29', 59), anniversary('1964-02-29', 60)]).toEqual(['2023-03-01', '2024-02-29'])
  })

  test('满六十周岁从生日当天算起，前一天还是五十九', () => {
    expect([age('1963-08-01', '2023-07-31'), age('1963-08-01', '2023-08-01')]).toEqual([59, 60])
    expect([age('1964-02-29', '2023-02-28'), age('1964-02-29', '2023-03-01')]).toEqual([58, 59])
  })

  test('在周年之间年龄不变，到周年加一', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 120 }), (born, years) => {
      const birthday = anniversary(born, years)
      expect([age(born, addDays(birthday, -1)), age(born, birthday)]).toEqual([years - 1, years])
      expect(yearOf(birthday) - yearOf(born)).toBe(years)
    }))
  })
})
