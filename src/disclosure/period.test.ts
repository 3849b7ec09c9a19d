import { describe, expect, test } from 'vitest'
import { noticePeriod, type PeriodRule } from './period.ts'
import { holidays } from './load.ts'

const working = (days: number): PeriodRule => ({ days, count: 'working-days' })
const calendar = (days: number): PeriodRule => ({ days, count: 'calendar-days' })

describe('公示期：张贴当日不计入，最后一日不落在休息日（民法典 201、203）', () => {
  test.each([
    // 2024-03-15 is a Friday; the weekend does not count.
    ['周五张贴，三个工作日，到下周三', working(3), '2024-03-15', '2024-03-16', '2024-03-20'],
    ['周一张贴，五个工作日，到下周一', working(5), '2024-03-11', '2024-03-12', '2024-03-18'],
    // 2024: off 10 to 17 February, Sunday the 4th and Sunday the 18th are worked: 7, 8, 9, 18, 19.
    ['跨春节，补班的星期日算工作日', working(5), '2024-02-06', '2024-02-07', '2024-02-19'],
    ['春节前一天张贴，假期一天也不算', working(1), '2024-02-09', '2024-02-10', '2024-02-18'],
    ['七日按自然日连续计算', calendar(7), '2024-03-11', '2024-03-12', '2024-03-18'],
    // The third day is Saturday the 16th.
    ['三日的最后一日是星期六，顺延到星期一', calendar(3), '2024-03-13', '2024-03-14', '2024-03-18'],
    // The seventh day, 3 October, is a holiday; the office opens on the 8th.
    ['最后一日在国庆假期，顺延到假期后第一天', calendar(7), '2024-09-26', '2024-09-27', '2024-10-08'],
  ])('%s', (_, rule, published, from, to) => {
    expect(noticePeriod(rule, published, holidays())).toEqual({ from, to, unknown: [] })
  })

  test('当年节假日安排还没有公布：只扣周末，并逐日说明', () => {
    // 2098-12-31 is a Wednesday.
    expect(noticePeriod(working(3), '2098-12-31', holidays())).toEqual({ from: '2099-01-01', to: '2099-01-05', unknown: ['2099-01-01', '2099-01-02', '2099-01-03', '2099-01-04', '2099-01-05'] })
  })

  test('跨到没有公布的年份：只有后一年的日子是不知道的', () => {
    // The announced calendar ends with 2026; 2026-12-31 is a Thursday.
    expect(noticePeriod(working(2), '2026-12-30', holidays())).toEqual({ from: '2026-12-31', to: '2027-01-01', unknown: ['2027-01-01'] })
  })
})
