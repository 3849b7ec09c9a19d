import { expect, test } from 'vitest'
import type { RoundView, Visit } from '../visits.ts'
import { lacksFund } from './planned.ts'

const visit = (cash_fen: number, fund: string | null): Visit => ({
  id: 'v', round: 'r', place: '990101101201', household: 'h', person: null, head: '示例', category: null, visited_on: '2026-01-20', visitors: [], giver: '', cash_fen, goods: [], goods_fen: 0,
  signed_by: null, voucher: null, note: null, wish: null, hardship: null, task: null, posted: fund !== null, fund, version: 1,
})

test.each<[string, Pick<RoundView, 'fund' | 'cash_each_fen' | 'visits'>, boolean]>([
  ['定了慰问金标准、没有选资金', { fund: null, cash_each_fen: 20_000, visits: [] }, true],
  ['标准没有钱，走访时给了钱', { fund: null, cash_each_fen: 0, visits: [visit(20_000, null)] }, true],
  ['选了资金', { fund: 'f', cash_each_fen: 20_000, visits: [visit(20_000, null)] }, false],
  ['只给慰问品', { fund: null, cash_each_fen: 0, visits: [visit(0, null)] }, false],
  ['给的钱当时记在资金上，后来才去掉资金，也不再定钱', { fund: null, cash_each_fen: 0, visits: [visit(20_000, 'f')] }, false],
])('%s', (_, round, lacks) => expect(lacksFund(round)).toBe(lacks))
