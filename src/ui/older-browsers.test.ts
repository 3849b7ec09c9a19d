import { expect, test } from 'vitest'
import { MISSING } from './older-browsers.ts'

const ours = (name: string, on: unknown, ...given: unknown[]): unknown => {
  const { value } = MISSING.find(missing => missing.name === name)!
  return Reflect.apply(value, on, given)
}
const numbers = [3, 1, 2]

test('what an older browser lacks does the same as the newer one’s', () => {
  expect(ours('toSorted', numbers)).toEqual(numbers.toSorted())
  expect(ours('toSorted', numbers, (one: number, other: number) => other - one)).toEqual([3, 2, 1])
  expect(ours('toReversed', numbers)).toEqual(numbers.toReversed())
  expect(ours('toSpliced', numbers, 1, 1, 7, 8)).toEqual(numbers.toSpliced(1, 1, 7, 8))
  expect(ours('with', numbers, -1, 9)).toEqual(numbers.with(-1, 9))
  expect(ours('with', numbers, 0, 9)).toEqual(numbers.with(0, 9))
  expect(ours('groupBy', Map, numbers, (number: number) => number % 2)).toEqual(Map.groupBy(numbers, number => number % 2))
  expect(numbers).toEqual([3, 1, 2])
})
