import { describe, expect, test } from 'vitest'
import { fitting } from './card-pairs.ts'

const pair = (column: string, label: number, value: number) => ({ column, label, value })

describe('what a card says two to a line', () => {
  test('短的两项一行，值对齐到最宽的名称；长的自占一行', () => {
    const { brief, label } = fitting([pair('sex', 26, 13), pair('born', 26, 72), pair('place', 52, 39), pair('number', 52, 135)], 151)
    expect([...brief]).toEqual(['sex', 'born', 'place'])
    expect(label).toBe(52)
  })
  test('one card whose value is long makes the column long in all of them', () => {
    expect([...fitting([pair('a', 30, 20), pair('b', 30, 20), pair('c', 30, 20), pair('c', 30, 130)], 151).brief]).toEqual(['a', 'b'])
  })
  test('a long name of one column does not keep the others from standing two to a line', () => {
    // With 98 for labels only 13 and 40 would fit; with 40 all three short ones do.
    const { brief, label } = fitting([pair('sex', 24, 25), pair('born', 30, 72), pair('village', 40, 60), pair('number', 98, 135)], 151)
    expect([...brief]).toEqual(['sex', 'born', 'village'])
    expect(label).toBe(40)
  })
  test('one that is short alone has nobody to stand beside', () => {
    expect(fitting([pair('a', 30, 20), pair('b', 30, 300)], 151).brief.size).toBe(0)
    expect(fitting([], 151).brief.size).toBe(0)
  })
})
