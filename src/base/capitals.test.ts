import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capitals, renminbi } from './capitals.ts'
import { chineseNumeral, chineseYear, headingNumber } from './numerals.ts'

describe('票据大写金额', () => {
  it.each([
    [140950, '壹仟肆佰零玖元伍角'],
    [600714, '陆仟零柒元壹角肆分'],
    [168032, '壹仟陆佰捌拾元零叁角贰分'],
    [10700053, '壹拾万柒仟元零伍角叁分'],
    [1640902, '壹万陆仟肆佰零玖元零贰分'],
    [32504, '叁佰贰拾伍元零肆分'],
    [100000, '壹仟元整'],
    [5, '伍分'],
    [50, '伍角'],
    [0, '零元整'],
    [1_0000_0005_00, '壹亿零伍元整'],
    [1000_0100_00, '壹仟万零壹佰元整'],
  ])('%i 分写作 %s', (amount, text) => expect(capitals(amount)).toBe(text))

  it('“人民币”与大写金额之间不留空白', () => expect(renminbi(100000)).toBe('人民币壹仟元整'))
  it('负数不写大写', () => expect(() => capitals(-1)).toThrow())

  it('不同金额的大写互不相同，且不出现连续的零', () => {
    const amount = fc.integer({ min: 0, max: 99_999_999_999 })
    fc.assert(fc.property(amount, amount, (one, other) => {
      expect(capitals(one)).not.toMatch(/零零|零元[^整]/)
      expect(capitals(one) === capitals(other)).toBe(one === other)
    }))
  })
})

describe('中文数字', () => {
  it.each([[1, '一'], [10, '十'], [11, '十一'], [20, '二十'], [110, '一百一十'], [205, '二百零五'], [10010, '一万零一十'], [100000001, '一亿零一'], [0, '零']])(
    '%i 读作 %s', (value, text) => expect(chineseNumeral(value)).toBe(text))
  it('年份逐位书写，零写作〇', () => expect(chineseYear(2030)).toBe('二〇三〇'))
  it('一级标题的序号', () => expect(headingNumber(3)).toBe('三、'))
})
