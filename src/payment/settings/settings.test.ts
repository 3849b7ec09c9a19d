import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, isDay, lastDay, monthOf } from '../../base/day.ts'
import { approverOf, disclosureOf, dueOn, nextDueOn, payingAccountOf, type PaymentSetting } from './settings.ts'

const [COUNTY, TOWNSHIP, VILLAGE, ELSEWHERE] = ['990101', '990101101', '990101101201', '990101102']
const dueDay = (day: number, some: Partial<Omit<PaymentSetting, 'kind' | 'value'>> & { month_offset?: number } = {}): PaymentSetting => {
  const { month_offset = 0, ...rest } = some
  return { kind: 'due-day', place: TOWNSHIP, benefit: null, from: '2020-01-01', value: { day, month_offset }, ...rest }
}
const approver = (place: string, value: 'township' | 'county', from = '2020-01-01'): PaymentSetting => ({ kind: 'approver', place, benefit: null, from, value })

describe('应到账的日子', () => {
  test.each([
    ['没有设置时是当月最后一天', [], '2024-09', '2024-09-30'],
    ['闰年二月是二十九日', [], '2024-02', '2024-02-29'],
    ['平年二月是二十八日', [], '2023-02', '2023-02-28'],
    ['设在二十五日', [dueDay(25)], '2024-09', '2024-09-25'],
    ['设在三十一日，小月是最后一天', [dueDay(31)], '2024-04', '2024-04-30'],
    ['设在二十九日，闰年二月就是二十九日', [dueDay(29)], '2024-02', '2024-02-29'],
    ['设在二十九日，平年二月是二十八日', [dueDay(29)], '2023-02', '2023-02-28'],
    ['设在次月十日', [dueDay(10, { month_offset: 1 })], '2024-12', '2025-01-10'],
    ['按年发的十二月一期，设在五个月前的三十一日', [dueDay(31, { month_offset: -5 })], '2024-12', '2024-07-31'],
    ['设置生效以前的月份照旧', [dueDay(10, { from: '2024-10-01' })], '2024-09', '2024-09-30'],
    ['设置在当月最后一天生效，当月就按它', [dueDay(10, { from: '2024-09-30' })], '2024-09', '2024-09-10'],
    ['后来的设置接着前面的', [dueDay(10), dueDay(15, { from: '2024-09-01' })], '2024-09', '2024-09-15'],
    ['同一天生效的以后录入的为准', [dueDay(10), dueDay(15)], '2024-09', '2024-09-15'],
    ['镇里的先于县里的', [dueDay(10), dueDay(20, { place: COUNTY, from: '2024-01-01' })], '2024-09', '2024-09-10'],
    ['别的镇的不管这里', [dueDay(10, { place: ELSEWHERE })], '2024-09', '2024-09-30'],
    ['专为这项待遇设的先于全部待遇的', [dueDay(5, { benefit: 'disability-pension' }), dueDay(20, { from: '2024-01-01' })], '2024-09', '2024-09-05'],
    ['专为别的待遇设的不管这项', [dueDay(5, { benefit: 'conscript-family-allowance' })], '2024-09', '2024-09-30'],
  ] as [string, PaymentSetting[], string, string][])('%s', (_, settings, period, day) => {
    expect(dueOn(settings, 'disability-pension', VILLAGE, period)).toBe(day)
  })

  test.each([
    ['应发日当天还是当天', '2024-09-25', '2024-09-25'], ['次日起是下个月的', '2024-09-26', '2024-10-25'],
  ])('下一个应发日：设在二十五日，%s', (_, today, day) => { expect(nextDueOn([dueDay(25)], 'disability-pension', VILLAGE, today)).toBe(day) })

  test('任何设置下都是存在的一天，在所设的那个月里，不晚于所设的日子', () => {
    const months = fc.integer({ min: 0, max: 12 * 80 }).map(index => addMonths('1990-01', index))
    fc.assert(fc.property(months, fc.integer({ min: 1, max: 31 }), fc.integer({ min: -11, max: 12 }), (period, day, month_offset) => {
      const due = dueOn([dueDay(day, { month_offset, from: '1900-01-01' })], 'disability-pension', VILLAGE, period)
      expect(isDay(due)).toBe(true)
      expect(monthOf(due)).toBe(addMonths(period, month_offset))
      expect(Number(due.slice(8))).toBe(Math.min(day, Number(lastDay(monthOf(due)).slice(8))))
    }))
  })
})

test('由谁审批：没有设置时镇里可以；县里收上去以后归县里；以最近的地方为准', () => {
  expect(approverOf([], TOWNSHIP, '2024-09-10')).toBe('township')
  expect(approverOf([approver(COUNTY, 'county')], TOWNSHIP, '2024-09-10')).toBe('county')
  expect(approverOf([approver(COUNTY, 'county'), approver(TOWNSHIP, 'township', '2024-09-11')], TOWNSHIP, '2024-09-10')).toBe('county')
  expect(approverOf([approver(COUNTY, 'county'), approver(TOWNSHIP, 'township', '2024-09-10')], VILLAGE, '2024-09-10')).toBe('township')
})

test('是否公示：没有设置时不要求', () => {
  expect(disclosureOf([], VILLAGE, '2024-09-10')).toBe('none')
  expect(disclosureOf([{ kind: 'disclosure', place: TOWNSHIP, benefit: null, from: '2024-09-10', value: 'required' }], VILLAGE, '2024-09-10')).toBe('required')
})

test('付款账户：没有设置就没有，不猜；以最近的地方、后来的那一天为准', () => {
  const paying = (place: string, name: string, from = '2024-01-01') => ({ kind: 'paying-account' as const, place, benefit: null, from, value: { name, bank: '示例银行', account_masked: '****0001' } })
  const all = [paying(COUNTY, '县'), paying(TOWNSHIP, '镇'), paying(TOWNSHIP, '镇（新）', '2024-09-10')]
  expect(payingAccountOf([], TOWNSHIP, '2024-09-10')).toBeUndefined()
  expect(['2023-12-31', '2024-09-09', '2024-09-10'].map(day => payingAccountOf(all, VILLAGE, day)?.name)).toEqual([undefined, '镇', '镇（新）'])
  expect(payingAccountOf(all, COUNTY, '2024-09-10')?.name).toBe('县')
})
