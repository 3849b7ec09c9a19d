import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../base/day.ts'
import { closingOf, kindOf, monthsOf, movementOf, MOVEMENTS, purposeOf, spanOf, statementOf, together, type FundRow } from './statements.ts'

const FUND = '01890000-0000-7000-8000-000000000001'
const OTHERS = ['grant', 'transfer', 'bank', 'expense:condolence', 'expense:hardship', `stock:${FUND}`]

const rows = fc.array(fc.record({
  on: fc.integer({ min: 0, max: 364 }).map(days => addDays('2026-01-01', days)), into: fc.boolean(), other: fc.constantFrom(...OTHERS),
  benefit: fc.constantFrom(null, 'disability-pension'), amount_fen: fc.integer({ min: 1, max: 1_000_000_00 }),
})).map(made => made.map((row, index): FundRow => ({
  ...row, key: String(index), fund: FUND, place: '990101101', memo: '', reference_kind: 'test', reference: '',
})))
const opening = fc.integer({ min: 0, max: 1_000_000_00 })

describe('资金对账单', () => {
  test('期初加本期各笔等于期末，一分不差', () => {
    fc.assert(fc.property(opening, rows, (before, made) => {
      const statement = statementOf(before, made.map(movementOf), '2026-01-01', '2026-12-31')
      expect(statement.closing_fen).toBe(made.reduce((left, row) => left + (row.into ? row.amount_fen : -row.amount_fen), before))
    }))
  })

  test('上月期末就是下月期初；十二个月的各项加起来就是全年的', () => {
    fc.assert(fc.property(opening, rows, (before, made) => {
      const movements = made.map(movementOf)
      const year = statementOf(before, movements, '2026-01-01', '2026-12-31')
      const months = monthsOf(before, movements, 2026)
      months.slice(1).forEach((month, index) => expect(month.opening_fen).toBe(months[index]!.closing_fen))
      expect(months.at(-1)!.closing_fen).toBe(year.closing_fen)
      for (const kind of Object.keys(year.totals) as (keyof typeof year.totals)[]) expect(months.reduce((total, month) => total + month.totals[kind], 0)).toBe(year.totals[kind])
    }))
  })

  test('按用途分的支出和退回，加起来就是支出和退回', () => {
    fc.assert(fc.property(rows, made => {
      const { totals, purposes } = statementOf(0, made.map(movementOf), '2026-01-01', '2026-12-31')
      expect(purposes.reduce((total, one) => total + one.spent_fen, 0)).toBe(totals.spent)
      expect(purposes.reduce((total, one) => total + one.returned_fen, 0)).toBe(totals.returned)
    }))
  })

  test('几笔资金合在一起，期末是各自期末之和', () => {
    fc.assert(fc.property(opening, rows, rows, (before, one, other) => {
      const span = spanOf('2026')
      const each = [statementOf(before, one.map(movementOf), span.from, span.to), statementOf(0, other.map(movementOf), span.from, span.to)]
      const all = together(each, span)
      expect(all.closing_fen).toBe(each[0]!.closing_fen + each[1]!.closing_fen)
      expect(closingOf(all.opening_fen, all.totals)).toBe(all.closing_fen)
    }))
  })

  test.each([
    [true, 'grant', 'received', null], [false, 'grant', 'given-back', null], [true, 'transfer', 'transferred-in', null], [false, 'transfer', 'transferred-out', null],
    [false, 'expense:condolence', 'spent', 'condolence'], [true, 'expense:condolence', 'returned', 'condolence'], [false, 'stock:x', 'spent', 'goods'],
    [false, 'bank', 'spent', 'benefits'],
  ] as const)('记入 %s、对方科目 %s 的是 %s', (into, other, kind, purpose) => {
    expect([kindOf({ into, other }), purposeOf({ other, benefit: null })]).toEqual([kind, purpose])
  })

  test('发放的支出说出是哪项待遇；支出减少结余，退回增加结余', () => {
    expect(purposeOf({ other: 'bank', benefit: 'disability-pension' })).toBe('disability-pension')
    expect([MOVEMENTS.spent.sign, MOVEMENTS.returned.sign]).toEqual([-1, 1])
  })

  test('二月到它的最后一天为止，一年到十二月三十一日为止', () => {
    expect(spanOf('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(spanOf('2026')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  })
})
