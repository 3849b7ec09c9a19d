import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fen, monthlyPart, parseYuan, sum, yuan, yuanGrouped, yuanPlain } from './money.ts'

const YEAR = Array.from({ length: 12 }, (_, index) => index + 1)
const amount = fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 })

describe('分', () => {
  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 2n ** 53n, '12.5', 'abc', -(2 ** 53)])('%s 不是整数分，不得当作金额', value => {
    expect(() => fen(value)).toThrow(/fen/)
  })

  test('数据库给出的整数、大整数和文本都读作同一金额', () => {
    expect([fen(100_000), fen(100_000n), fen('100000')]).toEqual([100_000, 100_000, 100_000])
  })

  test('合计与次序无关，超出精确范围即报错而不取近似', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), amounts => {
      expect(sum(amounts)).toBe(sum(amounts.toReversed()))
      expect(BigInt(sum(amounts))).toBe(amounts.reduce((total, next) => total + BigInt(next), 0n))
    }))
    expect(() => sum([Number.MAX_SAFE_INTEGER, 1])).toThrow()
  })
})

describe('年标准按月发放', () => {
  test('十二个月相加等于全年，各月之差不超过一分', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), yearly => {
      const months = YEAR.map(month => monthlyPart(yearly, month))
      expect(months.reduce((total, part) => total + BigInt(part), 0n)).toBe(BigInt(yearly))
      expect(Math.max(...months) - Math.min(...months)).toBeLessThanOrEqual(1)
    }))
  })

  test('一至 m 月累计等于年标准的 m/12 舍去不足一分的部分', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 12 }), (yearly, last) => {
      expect(sum(YEAR.slice(0, last).map(month => monthlyPart(yearly, month)))).toBe(Number(BigInt(yearly) * BigInt(last) / 12n))
    }))
  })

  test('每年 100 分：每季末月 9 分，其余各月 8 分', () => {
    // floor(100m/12): 8 16 25 33 41 50 58 66 75 83 91 100, so the months are their differences.
    expect(YEAR.map(month => monthlyPart(100, month))).toEqual([8, 8, 9, 8, 8, 9, 8, 8, 9, 8, 8, 9])
  })

  test('每年 67,032 元：每月 5,586 元', () => {
    expect(YEAR.map(month => monthlyPart(6_703_200, month))).toEqual(YEAR.map(() => 558_600)) // 6,703,200 / 12 = 558,600, no remainder
  })
})

describe('元', () => {
  test.each([
    [0, '0.00', '0.00', '0'], [5, '0.05', '0.05', '0.05'], [50, '0.50', '0.50', '0.5'], [100_000, '1000.00', '1,000.00', '1000'],
    [100_050, '1000.50', '1,000.50', '1000.5'], [123_456_789, '1234567.89', '1,234,567.89', '1234567.89'], [-12_345, '-123.45', '-123.45', '-123.45'],
    [-123_456, '-1234.56', '-1,234.56', '-1234.56'], [99_999, '999.99', '999.99', '999.99'],
  ])('%i 分', (value, plainest, grouped, running) => {
    expect([yuan(value), yuanGrouped(value), yuanPlain(value)]).toEqual([plainest, grouped, running])
  })

  test('写出的每种样式都能原样读回', () => {
    fc.assert(fc.property(amount, value => {
      expect([parseYuan(yuan(value)), parseYuan(yuanGrouped(value)), parseYuan(yuanPlain(value))]).toEqual([value, value, value])
    }))
  })

  test.each([['１，２３４．５', 123_450], [' 12 ', 1_200], ['1,234.50', 123_450], ['007', 700], ['-3.2', -320]])('%s 读作 %i 分', (text, value) => {
    expect(parseYuan(text)).toBe(value)
  })

  test.each(['', '-', '.5', '1.', '1.234', '1,23', '12,34.00', '1,2345', '1e3', '一百', '12元', '--1', '1 000', '1.2.3', '1234567890123', 'NaN'])('“%s”不是金额', text => {
    expect(parseYuan(text)).toBeUndefined()
  })
})
