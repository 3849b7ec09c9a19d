import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween } from './day.ts'
import { touches } from './timeline.ts'

const day = fc.integer({ min: 0, max: 60 }).map(days => addDays('2023-12-20', days))
const daysOf = (from: string, to: string) => Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index))

test('两段时间有共同的一天才算相交：与逐日比较一致', () => {
  fc.assert(fc.property(day, fc.option(day), day, day, (from, to, otherFrom, otherTo) => {
    fc.pre((to === null || from <= to) && otherFrom <= otherTo)
    const held = new Set(daysOf(from, to ?? '2025-01-01'))
    expect(touches({ from, to }, otherFrom, otherTo)).toBe(daysOf(otherFrom, otherTo).some(other => held.has(other)))
  }))
})

test.each([
  ['终止当天仍在内', '2024-09-30', '2024-09-30', true],
  ['终止次日不在内', '2024-10-01', '2024-10-31', false],
  ['开始当天在内', '2024-01-01', '2024-01-01', true],
  ['开始前一天不在内', '2023-12-01', '2023-12-31', false],
])('2024-01-01 至 2024-09-30：%s', (_, from, to, is) => expect(touches({ from: '2024-01-01', to: '2024-09-30' }, from, to)).toBe(is))

test('没有终止日的一直有效', () => expect(touches({ from: '2024-01-01', to: null }, '2099-01-01', '2099-12-31')).toBe(true))
