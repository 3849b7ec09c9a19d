import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../tests/law/chance.ts'
import { randomFacts } from '../../../tests/law/generate.ts'
import { loadLaw } from '../../law/load.ts'
import { decide } from '../decide.ts'
import { readSum, type Sum } from './sum.ts'

const told = ({ terms }: Sum) => terms.map(({ minus, written, value_fen, words }) => `${minus ? '-' : '+'} ${written} = ${value_fen} ${words.zh}`)

describe('算式摊开', () => {
  test('年标准', () => expect(readSum('67032.00 * 9/12 - 67032.00 * 8/12 = 5586.00', 'monthly')).toEqual({
    total_fen: 558_600,
    terms: [
      { minus: false, written: '67,032.00 × 9/12', value_fen: 5_027_400, words: { zh: '一年里到第 9 个月累计', en: 'The year up to month 9' } },
      { minus: true, written: '67,032.00 × 8/12', value_fen: 4_468_800, words: { zh: '减去前 8 个月的', en: 'Less the first 8 months' } },
    ],
  }))

  test.each([
    ['55.00 * 4 = 220.00', 'monthly-by-service-years', ['+ 55.00 × 4 = 22000 服役 4 年']],
    ['96000.00 / 12 * 50% = 4000.00', 'wage-share', ['+ 96,000.00 ÷ 12 × 50% = 400000 一个月的平均工资，取 50%']],
    ['15000.00 * 12/12 - 15000.00 * 8/12 = 5000.00', 'service-months-by-year', ['+ 15,000.00 × 12/12 = 1500000 全年的', '- 15,000.00 × 8/12 = 1000000 减去前 8 个月的']],
    ['1250.00 * 4 + 1300.00 * 8 = 15400.00', 'service-months-by-year', ['+ 1,250.00 × 4 = 500000 4 个月', '+ 1,300.00 × 8 = 1040000 8 个月']],
    ['47412.00 * 2 + 8000.00 * 40 = 414824.00', 'lump-sum', ['+ 47,412.00 × 2 = 9482400 上一年收入的 2 倍', '+ 8,000.00 × 40 = 32000000 40 个月的基本工资']],
    ['600.00 * 4 * 9/12 - 600.00 * 4 * 8/12 = 200.00', 'monthly-by-service-years', ['+ 600.00 × 4 × 9/12 = 180000 一年里到第 9 个月累计（服役 4 年）', '- 600.00 × 4 × 8/12 = 160000 减去前 8 个月的（服役 4 年）']],
    ['3000.00 = 3000.00', 'award', ['+ 3,000.00 = 300000 标准']],
  ])('%s', (arithmetic, formula, terms) => expect(told(readSum(arithmetic, formula))).toEqual(terms))

  test('任意事实：每一项加减起来就是那个数', () => {
    const book = loadLaw([resolve(import.meta.dirname, '../../../law')])
    let seen = 0
    for (let seed = 1; seed <= 150; seed++) {
      const { facts, from, to } = randomFacts(seeded(seed))
      for (const line of decide(book, facts, from, to).lines) {
        const sum = readSum(line.arithmetic, book.benefits.get(line.benefit)!.formula)
        expect(sum.terms.reduce((total, { minus, value_fen }) => total + (minus ? -value_fen : value_fen), 0), line.arithmetic).toBe(line.amount_fen)
        expect(sum.total_fen).toBe(line.amount_fen)
        seen += 1
      }
    }
    expect(seen).toBeGreaterThan(100)
  })
})
