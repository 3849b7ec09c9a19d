import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sum } from '../../base/money.ts'
import type { Fund } from '../../ledger/ledger.ts'
import { allocate, fundOutcomes, suggestionOf, type FundByBenefit, type FundSuggestion } from './funds.ts'

const fund = (id: string, balance_fen: number, some: Partial<Fund> = {}): Fund =>
  ({ id, place: '990101', name: `资金${id}`, source: '县级财政', level: 'county', donor: null, purpose: 'any', year: 2024, balance_fen, ...some })
const asked = (needs: Readonly<Record<string, number>>, able: readonly Fund[], named: string | null = null, choices: FundByBenefit = {}) =>
  allocate({ needs: Object.entries(needs).map(([benefit, amount_fen]) => ({ benefit, amount_fen })), able, named, chosen: choices, year: 2024 })
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

  test('审批人给哪一项选了哪一笔，就从那一笔出；没选的再从余下的里找', () => {
    const able = [fund('1', 100), fund('2', 70)]
    expect(chosen({ a: 60, b: 100 }, able)).toEqual({ a: '2', b: '1' })
    // a 选了 1，剩 40：b 要 40 还够，要 41 就另找一笔。
    expect(chosen({ a: 60, b: 40 }, able, null, { a: '1' })).toEqual({ a: '1', b: '1' })
    expect(chosen({ a: 60, b: 41 }, able, null, { a: '1' })).toEqual({ a: '1', b: '2' })
    expect(chosen({ a: 60, b: 40 }, able, '2', { b: '1' })).toEqual({ a: '2', b: '1' })
    // 每一项都另选了，指名付全部的那一笔在不在都不要紧。
    expect(chosen({ a: 60 }, able, '9', { a: '2' })).toEqual({ a: '2' })
  })

  test('选得不对：批里没有的待遇、不能用的资金、选的那一笔不够，一次说全，各在各的位置', () => {
    expect(chosen({ a: 60, b: 71, c: 10 }, [fund('1', 100), fund('2', 70)], null, { a: '9', b: '2', x: '1' })).toEqual([
      ['not-found', 'funds.a', '9'], ['invalid', 'funds.x', 'x'], ['insufficient', 'fund.2', { balance_fen: 70, needed_fen: 71 }],
    ])
  })

  test('没有要付的，不要资金', () => {
    expect(chosen({}, [])).toEqual({})
  })
})

describe('审批时看到的', () => {
  const able = [fund('1', 100), fund('2', 70, { purpose: 'benefits' })]
  const used = [{ purpose: null, budget_fen: 90, spent_fen: 40 }, { purpose: 'a', budget_fen: 20, spent_fen: 5 }]
  const offered = (needs: Readonly<Record<string, number>>, from: readonly Fund[], named: string | null = null): FundSuggestion => suggestionOf(
    { needs: Object.entries(needs).map(([benefit, amount_fen]) => ({ benefit, amount_fen })), able: from, named, year: 2024 },
    one => (one.id === '1' ? used : []), benefit => ({ zh: benefit, en: benefit }))
  const told = (offer: FundSuggestion, choices: FundByBenefit) => fundOutcomes(offer, choices).map(after => [after.fund.id, after.asked_fen, after.left_fen, after.short?.code ?? null])

  test('每一项默认由哪一笔付，和不选就审批的一样；没有可用的就空着；不够也照样给出来', () => {
    expect(offered({ a: 60, b: 30 }, able).needs.map(({ benefit, fund: pays }) => [benefit, pays])).toEqual([['a', '2'], ['b', '1']])
    expect(offered({ a: 60, b: 30 }, able, '1').needs.map(need => need.fund)).toEqual(['1', '1'])
    expect(offered({ a: 60 }, []).needs.map(need => need.fund)).toEqual([null])
    expect(offered({ a: 101 }, able).needs.map(need => need.fund)).toEqual(['2'])
    // 付得起全批的排在前面。
    expect(offered({ a: 60, b: 30 }, able).funds.map(one => one.id)).toEqual(['1', '2'])
  })

  test('改一项，两笔资金的剩余都跟着变；不够的说出来', () => {
    const offer = offered({ a: 60, b: 30 }, able)
    expect(told(offer, { a: '2', b: '1' })).toEqual([['1', 30, 70, null], ['2', 60, 10, null]])
    expect(told(offer, { a: '2', b: '2' })).toEqual([['1', 0, 100, null], ['2', 90, -20, 'insufficient']])
  })

  test('预算：全部的加上本批从它出的，某一项的只加那一项；超出多少说多少，没有登记预算的不说', () => {
    const offer = offered({ a: 16, b: 40 }, able)
    const after = (choices: FundByBenefit) => fundOutcomes(offer, choices).toSorted((one, other) => (one.fund.id < other.fund.id ? -1 : 1)).map(one => one.budget.map(use => [use.purpose, use.after_fen, use.over_fen]))
    // 全部 40 + 16 + 40 = 96，预算 90，超 6；其中 a 5 + 16 = 21，预算 20，超 1
    expect(after({ a: '1', b: '1' })).toEqual([[[null, 96, 6], ['a', 21, 1]], []])
    expect(after({ a: '2', b: '1' })).toEqual([[[null, 80, 0], ['a', 5, 0]], []])
  })
})

test('不论怎样的需要、结余和选择：选定了就没有一笔超支，每项都付足，选了的就是选的那一笔；拒绝了就确有一笔不够', () => {
  const needs = fc.uniqueArray(fc.record({ benefit: fc.constantFrom(...'abcdefgh'), amount_fen: fc.integer({ min: 1, max: 1000 }) }), { selector: one => one.benefit })
  const funds = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 4 }).map(balances => balances.map((balance, index) => fund(String(index), balance)))
  const choices = fc.dictionary(fc.constantFrom(...'abcdefgh'), fc.constantFrom('0', '1', '2', '3'))
  fc.assert(fc.property(needs, funds, choices, (wanted, able, all) => {
    const isThere = ([benefit, id]: readonly [string, string]) => wanted.some(need => need.benefit === benefit) && able.some(one => one.id === id)
    const picked = Object.fromEntries(Object.entries(all).filter(isThere))
    const result = allocate({ needs: wanted, able, named: null, chosen: picked, year: 2024 })
    if (!result.ok) {
      for (const { value } of result.refusals) {
        const { balance_fen, needed_fen } = value as { balance_fen: number; needed_fen: number } // what `overspent` says
        expect(needed_fen).toBeGreaterThan(balance_fen)
      }
      return
    }
    expect(result.value.map(({ benefit, amount_fen }) => ({ benefit, amount_fen }))).toEqual(wanted.toSorted((one, other) => (one.benefit < other.benefit ? -1 : 1)))
    for (const one of result.value) expect(one.fund).toBe(picked[one.benefit] ?? one.fund)
    for (const one of able) expect(sum(result.value.filter(each => each.fund === one.id).map(each => each.amount_fen))).toBeLessThanOrEqual(one.balance_fen)
  }))
})
