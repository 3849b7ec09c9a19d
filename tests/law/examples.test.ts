import { expect, test } from 'vitest'
import { EXAMPLES } from './examples/examples.ts'

test.each(EXAMPLES)('%s', (_, told, expected) => {
  expect(told()).toEqual(expected)
})
