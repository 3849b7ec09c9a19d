import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskAccount, maskIdentityNumber, maskMiddle, maskName, maskPhone } from './mask.ts'

describe('遮盖', () => {
  test.each([['王小明', '王*明'], ['李四', '李*'], ['欧阳小明', '欧**明'], ['王', '王'], ['𠮷田明', '𠮷*明'], ['王𠮷', '王*'], ['王小𠮷', '王*𠮷']])(
    '姓名 %s 显示为 %s', (name, shown) => expect(maskName(name)).toBe(shown))

  test('身份证号遮住出生日期，只留前六位和后四位', () => expect(maskIdentityNumber('990101196308010017')).toBe('990101********0017'))
  test('手机号留前三后四', () => expect(maskPhone('19900000123')).toBe('199****0123'))
  test('银行账号只留后四位', () => expect(maskAccount('9900000000000001234')).toBe('***************1234'))

  test('太短的内容全部遮住，不因短而露出', () => {
    expect([maskIdentityNumber('9901010017'), maskPhone('1234567'), maskAccount('1234'), maskAccount('')]).toEqual(['*'.repeat(10), '*'.repeat(7), '****', ''])
  })

  test('长度不变，露出的至多是首尾约定的字数', () => {
    const text = fc.string({ unit: fc.constantFrom('王', '𠮷', '8', 'x'), maxLength: 30 })
    fc.assert(fc.property(text, fc.nat({ max: 8 }), fc.nat({ max: 8 }), (whole, head, tail) => {
      const shown = [...maskMiddle(whole, head, tail)]
      expect(shown).toHaveLength([...whole].length)
      expect(shown.filter(character => character !== '*').length).toBeLessThanOrEqual(head + tail)
      expect(shown.length === 0 || shown.includes('*')).toBe(true)
    }))
  })
})
