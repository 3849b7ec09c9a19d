import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacter } from '../base/identity-number.ts'
import { addDays } from '../base/day.ts'
import { exposedIn } from './exposed.ts'
import { shownAs } from './masks.ts'

const NAMES = ['残疾抚恤金', '带病回乡退役军人定期生活补助']

describe('公示内容不得含身份证号、账号、病情、电话、住址（政府信息公开条例 15）', () => {
  test.each([
    ['身份证号', '990101196002150036'], ['全角身份证号', '９９０１０１１９６００２１５００３６'], ['打了星号的身份证号', '990101********0036'], ['末位 X 的身份证号', '99010119600215003X'],
    ['隔开写的银行账号', '6227 0000 1234 5678 901'], ['手机号', '13800138000'], ['用横线隔开的手机号', '138-0013-8000'], ['座机', '0531-88886666'], ['写全的生日', '1960-02-15'],
  ])('%s', (_, text) => expect(exposedIn(text, 'words', NAMES)).toBe('number'))

  test('藏在姓名里的号码也查出来', () => expect(exposedIn('张*某13800138000', 'name', NAMES)).toBe('number'))

  test.each([
    ['精神残疾二级', 'illness'], ['患肺结核', 'illness'], ['五级伤残', 'illness'], ['1979年参战，因病退役', 'illness'],
    ['松岭村12号', 'address'], ['3单元401室', 'address'], ['1979年在第12集团军参战', 'secret'],
  ] as const)('“%s”是 %s', (text, exposure) => expect(exposedIn(text, 'words', NAMES)).toBe(exposure))

  test.each(['残疾抚恤金', '带病回乡退役军人定期生活补助', '1979年参战', '原8023部队', '2024年9月', '2024年1月至2024年9月', '12,345,678.90'])(
    '“%s”可以公示', text => expect(exposedIn(text, 'words', NAMES)).toBeUndefined())

  test('姓名里的字不是病情', () => expect(exposedIn('张*炎', 'name', NAMES)).toBeUndefined())

  test('任何身份证号、十一位手机号和银行账号，夹在任何文字里都查得出', () => {
    const number = fc.tuple(fc.stringMatching(/^[1-9]\d{5}$/), fc.nat({ max: 40_000 }), fc.stringMatching(/^\d{3}$/)).map(([area, days, order]) => {
      const digits = `${area}${addDays('1930-01-01', days).replaceAll('-', '')}${order}`
      return digits + checkCharacter(digits)
    })
    const any = fc.oneof(number, fc.stringMatching(/^1[3-9]\d{9}$/), fc.stringMatching(/^62\d{14,17}$/))
    const around = fc.string({ unit: fc.constantFrom('张', '村', '，', ' ', '*'), maxLength: 6 })
    fc.assert(fc.property(around, any, around, (before, found, after) => { expect(exposedIn(before + found + after, 'words', [])).toBe('number') }))
  })

  test('任何金额写出来都不像号码', () => {
    fc.assert(fc.property(fc.nat({ max: 10_000_000_000 }), amount => {
      expect(exposedIn(shownAs('yuan', String(amount), new Map())!, 'yuan', [])).toBeUndefined()
    }))
  })
})
