import type { Day } from '../base/day.ts'
import { expenseAccount, fundAccount, type Posting } from '../ledger/ledger.ts'
import type { Giving } from '../ledger/stock/stock.ts'
import type { Visit } from './visits.ts'

const EXPENSE = expenseAccount('condolence')

/** The posting of a visit's cash, dated the day it was given; none without cash or fund. The key holds the version, so a repeat posts nothing. */
export const cashPostings = (visit: Visit, fund: string | null): Posting[] =>
  fund === null || visit.cash_fen === 0 ? [] : [{
    key: `visit:${visit.id}:${visit.version}`, on: visit.visited_on, debit: EXPENSE, credit: fundAccount(fund), amount_fen: visit.cash_fen,
    place: visit.place, fund, person: visit.person, benefit: null, period: null, reference: { kind: 'visit', id: visit.id }, memo: '走访慰问金',
  }]

/** The same the other way round, dated the day it is taken back: what stands in the ledger is never rewritten. */
export const reversePostings = (visit: Visit, fund: string | null, on: Day): Posting[] =>
  cashPostings(visit, fund).map(posting => ({
    ...posting, key: `${posting.key}:reverse`, on, debit: posting.credit, credit: posting.debit, memo: '冲回走访慰问金',
  }))

/** What a visit takes out of the store. */
export const givingsOf = (visit: Visit): Giving[] => visit.goods.flatMap(({ item, quantity }, index) => (item === undefined || quantity === undefined ? [] : [{
  key: `visit:${visit.id}:${visit.version}:goods:${index}`, item, quantity, purpose: 'condolence' as const, on: visit.visited_on, place: visit.place, person: visit.person,
  reference: { kind: 'visit', id: visit.id }, memo: '走访慰问品',
}]))
