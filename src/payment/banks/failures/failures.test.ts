import { describe, expect, test } from 'vitest'
import { planLaw } from '../../../plan/load.ts'
import { classOf, dueAfter } from './failures.ts'
import { failureRulesOf } from './load.ts'

const rules = failureRulesOf()
const { holidays } = planLaw().calendar

describe('银行写的话归到哪一类', () => {
  test.each([
    ['账户已销户', 'account-closed'], ['账号户名不符', 'name-differs'], ['账号不存在', 'number-wrong'], ['系统繁忙，请稍后再试', 'bank-busy'],
    ['户名不符(BE01)', 'name-differs'], ['账户已销户(AC04)', 'account-closed'], ['收款人已去世(MD07)', 'payee-died'], ['已退汇', 'taken-back'],
    ['不知何故', 'other'], ['', 'other'],
  ])('%s：%s', (reason, id) => expect(classOf(rules, reason).id).toBe(id))
})

describe('限期', () => {
  test.each([
    // Tuesday 10 September 2024; 15 to 17 September is the Mid-Autumn Festival, the Saturday before is worked.
    ['2024-09-10', { days: 5, kind: 'working' }, '2024-09-18'],
    ['2024-09-10', { days: 5, kind: 'calendar' }, '2024-09-15'],
    ['2024-09-10', { days: 0, kind: 'working' }, '2024-09-10'],
    // No holidays are published for 2031: Friday 3 January, then Monday.
    ['2031-01-03', { days: 1, kind: 'working' }, '2031-01-06'],
  ] as const)('%s 起 %o：%s', (from, due, day) => expect(dueAfter(from, due, holidays)).toBe(day))
})
