import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { issueWords, nested, type Issue } from './form-messages.ts'

const wordsOf = (schema: z.ZodType, value: unknown) => {
  const checked = schema.safeParse(value, { reportInput: true })
  return checked.success ? [] : checked.error.issues.map(issue => issueWords(issue as Issue))
}

describe('sentences for what a schema found wrong', () => {
  test('a missing field is said to be missing, not to be of a wrong type', () => {
    expect(wordsOf(z.object({ name: z.string().min(1) }), {})).toEqual([{ zh: '这一项要填写', en: 'This must be filled in' }])
  })
  test('the schema’s own words in two languages are taken over', () => {
    expect(wordsOf(z.string().regex(/^\d{6}$/, '应为 6 位代码 / a code of 6 digits'), 'x')).toEqual([{ zh: '应为 6 位代码', en: 'a code of 6 digits' }])
  })
  test('English words with a slash alone are not taken for two languages', () => {
    expect(wordsOf(z.string().regex(/^\d$/, 'a / b'), 'x')).toEqual([{ zh: '填写的格式不对', en: 'This is not in the right form' }])
  })
})

describe('nested values from dotted names', () => {
  test('what is empty is left out, so that the schema says what is missing', () => {
    expect(nested({ 'county.code': '990101', 'county.name': '', login: undefined, place: null, zero: 0 })).toEqual({ county: { code: '990101' }, zero: 0 })
  })
  test('every filled value is found where its name points', () => {
    const key = fc.stringMatching(/^[a-z]{1,5}$/)
    fc.assert(fc.property(key, key, fc.integer(), (outer, inner, value) => {
      expect(nested({ [`${outer}.${inner}`]: value })).toEqual({ [outer]: { [inner]: value } })
    }))
  })
})
