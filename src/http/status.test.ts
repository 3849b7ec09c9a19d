import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { STATUS } from './status.ts'

/** The codes as their type declares them: a type leaves nothing at run time to compare with. */
const declared = [...readFileSync(join(import.meta.dirname, '../base/result.ts'), 'utf8').matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(match => match[1]!)

test('every code has one status, none has two, and the table knows no other', () => {
  expect(declared.length).toBeGreaterThan(10)
  expect(Object.keys(STATUS).toSorted()).toEqual(declared.toSorted())
})

test('a refusal is the caller\'s to mend: never a success, never a fault of the program', () => {
  expect(Object.entries(STATUS).filter(([, status]) => status < 400 || status >= 500)).toEqual([])
})

test.each([
  ['signed-out', 401], ['forbidden', 403], ['same-person', 403], ['not-found', 404], ['conflict', 409], ['duplicate', 409], ['state', 409],
  ['too-large', 413], ['invalid', 422], ['missing', 422], ['secret', 422], ['throttled', 429],
] as const)('%s is %i', (code, status) => expect(STATUS[code]).toBe(status))
