import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { amountWords, wordsAtField } from './field-words.ts'

const amount = z.int().min(1).max(10_000_000_00)
const said = (input: unknown) => amount.safeParse(input).error?.issues.map(issue => amountWords({ ...issue, input }).zh)

describe('what stands at a field', () => {
  test('金额的上下限写成元，不写成分', () => {
    expect(said(10_000_000_01)).toEqual(['不能大于 10,000,000.00'])
    expect(said(0)).toEqual(['不能小于 0.01'])
  })
  test('读不成金额的，说明金额怎样写；没有填的，还是要填写', () => {
    expect(said('1000000000000')).toEqual(['应为金额，写作 1234.50，最多 12 位整数、两位小数'])
    expect(said(undefined)).toEqual(['这一项要填写'])
  })
  test('the name of a field in front of its sentence goes, and nothing else in front of a colon', () => {
    const message = { zh: 'text：这一项要填写', en: 'text: This must be filled in' }
    expect(wordsAtField({ place: 'value.text', message })).toEqual({ zh: '这一项要填写', en: 'This must be filled in' })
    expect(wordsAtField({ place: 'value.context', message })).toEqual(message)
    const other = { zh: 'YAML：第 3 行', en: 'line 3 of the YAML' }
    expect(wordsAtField({ place: 'YAML', message: other })).toEqual(other)
  })
})
