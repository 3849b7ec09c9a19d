import { describe, expect, test } from 'vitest'
import { digitsOf, isAccount, isPhone, phoneOf } from './phone-and-account.ts'

describe('电话和银行账号只有一条规矩', () => {
  test('手机号和固定电话，空格、连字符、全角、+86 都认得', () => {
    expect(['13900000001', '139-0000-0001', '１３９ ００００ ０００１', '+86 13900000001', '8613900000001', '0990-8000001', '010 80000001', '8000001'].filter(text => !isPhone(text))).toEqual([])
    expect(['+86 139 0000 0001', '0990-8000001'].map(phoneOf)).toEqual(['13900000001', '09908000001'])
  })
  test('带字母、带文字、位数不对的不是电话', () => {
    expect(['1390000000a', '没有', '139****0001', '139000000012', '12345', '1390000000', ''].filter(isPhone)).toEqual([])
  })
  test('账号是 8 至 32 位数字，写法不限', () => {
    expect(['62000001', '6200 0000 0000 0000 019', '6200-0000-0000', '6'.repeat(32)].filter(text => !isAccount(text))).toEqual([])
    expect(['6200000', '6'.repeat(33), '6200abcd0000', '农商行', '***************4321', '+6200000000'].filter(isAccount)).toEqual([])
  })
  test('像国家代码开头的账号一位也不少', () => expect(digitsOf('8613900000001')).toBe('8613900000001'))
})
