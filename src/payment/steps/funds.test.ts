import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sum } from '../../base/money.ts'
import type { Fund } from '../../ledger/ledger.ts'
import { allocate } from './funds.ts'

const fund = (id: string, balance_fen: number, some: Partial<Fund> = {}): Fund =>
  ({ id, place: '990101', name: `资金${id}`, source: '县级财政', level: 'county', donor: null, purpose: 'any', year: 2024, balance_fen, ...some })
const asked = (needs: Readonly<Record<string, number>>, able: readonly Fund[], named: string | null = null) =>
  allocate({ needs: Object.entries(needs).map(([benefit, amount_fen]) => ({ benefit, amount_fen })), able, named, year: 2024 })
const chosen = (...args: Parameters<typeof asked>) => {
  const result = asked(...args)
  return result.ok ? Object.fromEntries(result.value.map(one => [one.benefit, one.fund])) : result.refusals.map(refusal => [refusal.code, refusal.place, refusal.value])
}

describe('一项待遇一笔资金', () => {
  test('够用的在先，专用于待遇的在先，当年的在先，早的在先', () => {
    expect(chosen({ a: 100 }, [fund('1', 99, { purpose: 'benefits' }), fund('2', 100)])).toEqual({ a: '2' })
    expect(chosen({ a: 100 }, [fund('1', 100), fund('2', 100, { purpose: 'benefits', year: 2023 })])).toEqual({ a: '2' })
    expect(chosen({ a: 100 }, [fund('1', 100, { year: 2023 }), fund('2', 100)])).toEqual({ a: '2' })
    expect(chosen({ a: 100 }, [fund('2', 100), fund('1', 100)])).toEqual({ a: '1' })
  })

  test('一笔资金付不了两项，就各找一笔：大的先找', () => {
    expect(chosen({ a: 60, b: 100 }, [fund('1', 100), fund('2', 70)])).toEqual({ a: '2', b: '1' })
  })

  test('指名的资金付所有的；不在可用之列的没有', () => {
    expect(chosen({ a: 60, b: 40 }, [fund('1', 100, { purpose: 'benefits' }), fund('2', 100)], '2')).toEqual({ a: '2', b: '2' })
    expect(chosen({ a: 60 }, [fund('1', 100)], '9')).toEqual([['not-found', 'fund', '9']])
  })

  test('不够：每笔资金说出结余和一共要它出多少，一次说全', () => {
    expect(chosen({ a: 60, b: 50 }, [fund('1', 100)])).toEqual([['insufficient', 'fund.1', { balance_fen: 100, needed_fen: 110 }]])
    expect(chosen({ a: 60, b: 41 }, [fund('1', 100), fund('2', 999)], '1')).toEqual([['insufficient', 'fund.1', { balance_fen: 100, needed_fen: 101 }]])
    expect(chosen({ a: 60 }, [])).toEqual([['insufficient', 'fund', ['a']]])
  })

  test('没有要付的，不要资金', () => {
    expect(chosen({}, [])).toEqual({})
  })
})

test('不论怎样的需要和结余：选定了就没有一笔超支，每项都付足；拒绝了就确有一笔不够', () => {
  const needs = fc.uniqueArray(fc.record({ benefit: fc.constantFrom(...'abcdefgh'), amount_fen: fc.integer({ min: 1, max: 1000 }) }), { selector: one => one.benefit })
  const funds = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 4 }).map(balances => balances.map((balance, index) => fund(String(index), balance)))
  fc.assert(fc.property(needs, funds, (wanted, able) => {
    const result = allocate({ needs: wanted, able, named: null, year: 2024 })
    if (!result.ok) {
      for (const { value } of result.refusals) {
        const { balance_fen, needed_fen } = value as { balance_fen: number; needed_fen: number } // what `overspent` says
        expect(needed_fen).toBeGreaterThan(balance_fen)
      }
      return
    }
    expect(result.value.map(({ benefit, amount_fen }) => ({ benefit, amount_fen }))).toEqual(wanted.toSorted((one, other) => (one.benefit < other.benefit ? -1 : 1)))
    for (const one of able) expect(sum(result.value.filter(each => each.fund === one.id).map(each => each.amount_fen))).toBeLessThanOrEqual(one.balance_fen)
  }))
})
