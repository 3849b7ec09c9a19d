import { expect, test } from 'vitest'
import { monthsOf, movementOf } from '../statements/statements.ts'
import { barsOf, topOf } from './chart.ts'

const row = (on: string, into: boolean, other: string, amount_fen: number) =>
  movementOf({ key: on, fund: 'f', on, into, other, benefit: null, amount_fen, place: '990101101', memo: '', reference_kind: 'test', reference: '' })

test('还没到的月份没有柱子；收入、支出、结余各是各的', () => {
  const months = monthsOf(0, [row('2026-01-03', true, 'grant', 1000_00), row('2026-02-01', false, 'bank', 300_00)], 2026)
  expect(barsOf(months, '2026-02-15')).toEqual([
    { month: 1, in_fen: 1000_00, out_fen: 0, left_fen: 1000_00 }, { month: 2, in_fen: 0, out_fen: 300_00, left_fen: 700_00 },
  ])
})

test.each([[999_00, 1000_00], [1000_00, 1000_00], [1000_01, 2000_00], [0, 100]])('图的顶端是整数：最多 %i 分的到 %i 分', (left_fen, top) => {
  expect(topOf([{ month: 1, in_fen: 0, out_fen: 0, left_fen }])).toBe(top)
})
