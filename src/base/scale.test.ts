import { expect, test } from 'vitest'
import { roundTop } from './scale.ts'

test.each([[0, 1], [1, 1], [3, 4], [11, 20], [99_999, 100_000], [100_001, 200_000]])('图的顶端：%i -> %i', (value, top) => expect(roundTop(value)).toBe(top))
test('刻度可以另定', () => expect(roundTop(131_880, [1, 1.5, 2])).toBe(150_000))
