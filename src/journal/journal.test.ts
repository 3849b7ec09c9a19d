import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, GENESIS, hashedText, type Row } from './journal.ts'

const row: Omit<Row, 'hash'> = {
  county_code: '990101', number: 1, place_code: '990101101', at: new Date(0), account: 'a', actor: '林经办', role: 'clerk',
  action: 'roster.person.add', subject: 's', before: null, after: '{"a":1}', previous_hash: GENESIS,
}

describe('the canonical text', () => {
  test('is the same whatever the order of the keys, and is JSON', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
      const turned = Object.fromEntries(Object.entries(value).toReversed())
      expect(canonical(turned)).toBe(canonical(value))
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }))
  })
  test('leaves an undefined field out, as storing it does', () => {
    expect(canonical({ b: undefined, a: [undefined, null] })).toBe('{"a":[null,null]}')
  })
  test('a day in time is its ISO text', () => {
    expect(canonical({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}')
  })
})

describe('what is hashed', () => {
  test.each(Object.entries({
    county_code: '990102', number: 2, place_code: '990101102', at: new Date(1), account: 'b', actor: '别人', role: 'leader',
    action: 'roster.person.change', subject: 't', before: '{}', after: null, previous_hash: '1'.repeat(64),
  }))('another %s is another text', (key, value) => {
    expect(hashedText({ ...row, [key]: value })).not.toBe(hashedText(row))
  })
  test('a value cannot slip from one field into the next', () => {
    expect(hashedText({ ...row, account: 'a","x', actor: 'y' })).not.toBe(hashedText({ ...row, account: 'a', actor: 'x","y' }))
  })
})
