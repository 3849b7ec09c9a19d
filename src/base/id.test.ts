import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuid7 } from './id.ts'

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 })
const instant = fc.integer({ min: 0, max: 2 ** 47 })

test('an id is a UUID of version 7 and carries its instant', () => {
  fc.assert(fc.property(instant, bytes, (at, random) => {
    const id = uuid7(at, random)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
  }))
})

test('ids sort by the time they were made, whatever chance adds', () => {
  fc.assert(fc.property(instant, fc.integer({ min: 1, max: 1e9 }), bytes, bytes, (at, later, one, other) => {
    expect(uuid7(at, one) < uuid7(at + later, other)).toBe(true)
  }))
})

test('all 74 random bits count, and the bytes handed in stay as they were', () => {
  const zeros = new Uint8Array(10)
  const changed = new Set(Array.from({ length: 80 }, (_, bit) => uuid7(0, zeros.with(bit >> 3, 1 << (bit & 7)))))
  expect(changed.size).toBe(74 + 1) // six bits are the version's and the variant's
  expect([...zeros]).toEqual(Array(10).fill(0))
})
