import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nested } from './nested.ts'

describe('nested values from dotted names', () => {
  test('what is empty is left out, so that the schema says what is missing', () => {
    expect(nested({ 'county.code': '990101', 'county.name': '', login: undefined, place: null, zero: 0 })).toEqual({ county: { code: '990101' }, zero: 0 })
  })
  test('marks that nobody sees are no text, and go from what is pasted with them', () => {
    expect(nested({ title: '\u200b\ufeff', name: '林\u200b青\u2060', password: 'a\u200b' })).toEqual({ name: '林青', password: 'a\u200b' })
  })
  test('every filled value is found where its name points', () => {
    const key = fc.stringMatching(/^[a-z]{1,5}$/)
    fc.assert(fc.property(key, key, fc.integer(), (outer, inner, value) => {
      expect(nested({ [`${outer}.${inner}`]: value })).toEqual({ [outer]: { [inner]: value } })
    }))
  })
})
