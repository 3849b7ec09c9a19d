import { expect, test } from 'vitest'
import type { CostComparison } from '../what-if/compare.ts'
import type { WhatIfFund } from '../what-if/what-if.ts'
import { fundGroups, notesOn, shareOf, signed, sumOf, yuanShort } from './what-if-words.ts'

const APART = { provisional_fen: 0, without_rate: 0 }
const cost = (benefit: CostComparison['benefits'][number]['benefit'], before_fen: number, after_fen: number) =>
  ({ benefit, before_fen, after_fen, persons: 1, concerned: Number(before_fen !== after_fen), before: APART, after: APART })
const comparison: CostComparison = {
  total: { before_fen: 300_00, after_fen: 330_00, before: APART, after: APART }, months: [], villages: [], persons: 2, concerned: 1, lacking: 0, filled_fen: 0,
  benefits: [cost('ill-veteran-allowance', 100_00, 100_00), cost('disability-pension', 200_00, 230_00), cost('merit-award', 0, 0)],
}
const fund: WhatIfFund = { benefit: 'disability-pension', id: 'f', name: '2026年优抚补助', source: '中央财政', year: 2026, balance_fen: 50_00 }

test('benefits stand under the fund that paid them; those never paid last, those that cost nothing nowhere', () => {
  const groups = fundGroups(comparison, [fund])
  expect(groups.map(({ fund: of, benefits }) => [of?.name ?? null, benefits.map(one => one.benefit)])).toEqual([['2026年优抚补助', ['disability-pension']], [null, ['ill-veteran-allowance']]])
  expect(sumOf(groups.flatMap(group => group.benefits))).toEqual({ before_fen: 300_00, after_fen: 330_00 })
})

test('amounts and shares as they are written', () => {
  expect([signed(123_456), signed(-50), signed(0)]).toEqual(['+1,234.56', '−0.50', '0.00'])
  expect([yuanShort(1_090_800), yuanShort(78_120)]).toEqual(['10,908', '781.20'])
  expect([shareOf({ before_fen: 300_00, after_fen: 330_00 }), shareOf({ before_fen: 300, after_fen: 299 }), shareOf({ before_fen: 0, after_fen: 5 })]).toEqual(['+10.00%', '−0.33%', ''])
})

test('what is assumed, provisional, without a rate or without facts is said apart', () => {
  expect(notesOn(comparison)).toEqual([])
  const open = { ...comparison, filled_fen: 10_00, lacking: 3, total: { ...comparison.total, after: { provisional_fen: 20_00, without_rate: 4 } } }
  expect(notesOn(open).map(({ key, words }) => `${key} ${words.zh.match(/[\d.]+/)![0]}`)).toEqual(['filled 10.00', 'provisional 20.00', 'without 4', 'lacking 3'])
})
