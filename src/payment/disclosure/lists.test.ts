import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sum } from '../../base/money.ts'
import { rowsByVillage, type ShownLine } from './lists.ts'

const line = (more: Partial<ShownLine> = {}): ShownLine => ({ place: '990101101201', person: 'a', name: '田明远', benefit: 'disability-pension', period: '2024-09', amount_fen: 558_600, ...more })

describe('发放名单按村公示', () => {
  test('一人一项待遇一行：几个月加在一起，写明起止', () => {
    const lines = [line(), line({ period: '2024-08', amount_fen: 13_300 }), line({ benefit: 'nursing-allowance', amount_fen: 300_000 }), line({ place: '990101101202', person: 'b' })]
    // 5,586.00 of September and 133.00 of arrears for August are one row of 5,719.00.
    expect([...rowsByVillage(lines)]).toEqual([
      ['990101101201', [
        { who: 'a', name: '田明远', benefit: 'disability-pension', period: '2024年8月至2024年9月', amount_fen: 571_900 },
        { who: 'a', name: '田明远', benefit: 'nursing-allowance', period: '2024年9月', amount_fen: 300_000 },
      ]],
      ['990101101202', [{ who: 'b', name: '田明远', benefit: 'disability-pension', period: '2024年9月', amount_fen: 558_600 }]],
    ])
  })

  test('各村名单的合计等于这一批各村明细的合计', () => {
    const some = fc.record({
      place: fc.constantFrom('990101101201', '990101101202'), person: fc.constantFrom('a', 'b', 'c'), name: fc.constant('某某'), benefit: fc.constantFrom('x', 'y'),
      period: fc.constantFrom('2024-01', '2024-02'), amount_fen: fc.integer({ min: 1, max: 1_000_000 }),
    })
    fc.assert(fc.property(fc.array(some), lines => {
      const lists = rowsByVillage(lines)
      for (const place of new Set(lines.map(one => one.place))) {
        expect(sum(lists.get(place)!.map(row => row.amount_fen!))).toBe(sum(lines.filter(one => one.place === place).map(one => one.amount_fen)))
      }
    }))
  })
})
