import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fundChanges, postingFault, stockAccount } from '../ledger.ts'
import { transferPostings, type TransferProposal } from '../proposals/proposals.ts'
import { givingMove, stockPosting, stockTotals, takenBack, valueOf, type Giving, type StockItem, type StockKind } from './stock.ts'

const [ITEM, FUND, OTHER] = ['1', '2', '3'].map(last => `01890000-0000-7000-8000-00000000000${last}`) as [string, string, string] // three names
const price = fc.integer({ min: 1, max: 1_000_000_00 })
const quantity = fc.integer({ min: 1, max: 1_000_000 })
const itemOf = (unit_price_fen: number): StockItem => ({ id: ITEM, place: '990101101', fund: FUND, name: '大米', unit: '袋', unit_price_fen, quantity_left: 0 })
const giving = (some: number): Giving => ({
  key: 'give', item: ITEM, quantity: some, purpose: 'condolence', on: '2026-01-20', place: '990101101201', person: null, reference: { kind: 'test', id: 'x' }, memo: '慰问',
})

describe('库存记账', () => {
  test('进进出出之后，科目上的钱总是剩下的件数乘单价', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), fc.array(fc.integer({ min: -1000, max: 1000 }).filter(change => change !== 0), { maxLength: 30 }), (unit, changes) => {
      const postings = changes.map((quantity_change, index) => stockPosting(itemOf(unit), {
        key: String(index), kind: 'difference', quantity_change, on: '2026-01-20', place: '990101101', document: '盘点表', other: 'expense:stock-difference', person: null, reference: { kind: 'test', id: 'x' },
      }))
      expect(postings.map(postingFault)).toEqual(postings.map(() => undefined))
      const worth = postings.reduce((total, { debit, amount_fen }) => total + (debit === stockAccount(ITEM) ? amount_fen : -amount_fen), 0)
      expect(worth).toBe(unit * changes.reduce((total, change) => total + change, 0))
    }))
  })

  test('发出再退回，两笔正好相反，资金的结余一分不动', () => {
    fc.assert(fc.property(price, fc.integer({ min: 1, max: 1000 }), (unit, some) => {
      const [out, back] = [stockPosting(itemOf(unit), givingMove(giving(some))), stockPosting(itemOf(unit), takenBack(giving(some), '2026-01-21'))]
      expect([back.debit, back.credit, back.amount_fen]).toEqual([out.credit, out.debit, out.amount_fen])
      expect(back.key).not.toBe(out.key)
      expect(fundChanges([out, back]).size).toBe(0)
    }))
  })

  test('件数乘单价不丢一分；大到记不准的是程序的错', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_00 }), quantity, (unit, some) => {
      expect(BigInt(valueOf(itemOf(unit), some))).toBe(BigInt(unit) * BigInt(some))
    }))
    expect(() => valueOf({ unit_price_fen: Number.MAX_SAFE_INTEGER }, 2)).toThrow('not a whole number')
  })
})

test('资金调剂：一笔少多少，另一笔就多多少，过渡科目不留钱', () => {
  fc.assert(fc.property(price, amount_fen => {
    const fund = { name: '', source: '', level: 'county', donor: null, purpose: 'any', year: 2026, place: '990101101', balance_fen: 0 } as const
    const proposal = { id: ITEM, amount_fen, happens_on: '2026-02-01', document: '纪要' } as TransferProposal // what postings are told from
    const postings = transferPostings(proposal, { ...fund, id: FUND }, { ...fund, id: OTHER })
    expect(postings.map(postingFault)).toEqual([undefined, undefined])
    expect(fundChanges(postings)).toEqual(new Map([[FUND, -amount_fen], [OTHER, amount_fen]]))
    expect(postings.reduce((left, { debit, credit }) => left + Number(debit === 'transfer') - Number(credit === 'transfer'), 0)).toBe(0)
  }))
})

test('入库、发出：退回的不算发出，盘点差额都不算', () => {
  const moved = ([['received', 12], ['given', -5], ['returned', 2], ['difference', -1]] as [StockKind, number][]).map(([kind, quantity_change], index) => ({
    item: ITEM, number: index, kind, quantity_change, quantity_left: 0, amount_fen: 0, moved_on: '2026-01-20', document: '示例',
  }))
  expect(stockTotals(moved)).toEqual({ received: 12, given: 3 })
  expect(stockTotals([])).toEqual({ received: 0, given: 0 })
})
