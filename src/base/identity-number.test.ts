import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from './day.ts'
import { checkCharacter, normalizeIdentityNumber, readIdentityNumber } from './identity-number.ts'

/** ISO 7064 MOD 11-2 in its recursive form: another road to the same check, without the table of weights. */
const isValid = (number: string): boolean => {
  const values = [...number].map(character => (character === 'X' ? 10 : Number(character)))
  return (values.slice(0, -1).reduce((rest, value) => (rest + value) * 2 % 11, 0) + values.at(-1)!) % 11 === 1
}
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const born = fc.integer({ min: 0, max: 45_000 }).map(days => addDays('1900-01-01', days))
const body = fc.tuple(digits(6), born, digits(3)).map(([area, day, order]) => area + day.replaceAll('-', '') + order)
const number = body.map(text => text + checkCharacter(text))
const withCheck = (text: string) => text + checkCharacter(text)

describe('公民身份号码', () => {
  test('校验码与 ISO 7064 的递推算法一致，两套算法互证', () => {
    fc.assert(fc.property(number, text => { expect(isValid(text)).toBe(true) }))
  })

  test('前六位不论是什么，号码都读得出来：地址码不作拒绝的理由', () => {
    fc.assert(fc.property(body, text => {
      const read = readIdentityNumber(withCheck(text))
      expect(read).toMatchObject({ born: `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`, sex: Number(text[16]) % 2 === 1 ? 'male' : 'female' })
    }))
  })

  test('任何一位数字写错都会被发现', () => {
    fc.assert(fc.property(number, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (text, place, shift) => {
      const wrong = text.slice(0, place) + (Number(text[place]) + shift) % 10 + text.slice(place + 1)
      expect(['date', 'checksum']).toContain(readIdentityNumber(wrong))
    }))
  })

  test('相邻两位不同的数字写反会被发现', () => {
    fc.assert(fc.property(number, fc.integer({ min: 0, max: 15 }), (text, place) => {
      fc.pre(text[place] !== text[place + 1])
      const swapped = text.slice(0, place) + text[place + 1] + text[place] + text.slice(place + 2)
      expect(['date', 'checksum']).toContain(readIdentityNumber(swapped))
    }))
  })

  test('小写 x、全角数字和空格照样读，存下的是规范的写法', () => {
    const [ending] = fc.sample(body.filter(text => checkCharacter(text) === 'X'), 1)
    const full = [...`${ending}x`].map(character => String.fromCodePoint(character.codePointAt(0)! + 0xfee0)).join('')
    expect(normalizeIdentityNumber(`${full.slice(0, 6)} ${full.slice(6)}　`)).toBe(`${ending}X`)
    expect(readIdentityNumber(full)).toMatchObject({ number: `${ending}X` })
  })

  test.each([
    ['少一位', withCheck('99010119630801001').slice(1), 'length'],
    ['十五位旧号', '990101630801001', 'length'],
    ['空白', '', 'length'],
    ['中间有字母', '9901011963080100O7', 'characters'],
    ['校验码之外有 X', '99010119630801X017', 'characters'],
    ['二月三十日出生', withCheck('99010119630230001'), 'date'],
    ['平年二月二十九日出生', withCheck('99010119630229001'), 'date'],
  ])('%s', (_, text, fault) => expect(readIdentityNumber(text)).toBe(fault))

  test('闰年二月二十九日出生的号码是对的', () => {
    expect(readIdentityNumber(withCheck('99010119640229002'))).toMatchObject({ born: '1964-02-29', sex: 'female' })
  })
})
