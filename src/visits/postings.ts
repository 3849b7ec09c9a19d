import type { Day } from '../base/day.ts'
import type { Visit } from './visits.ts'

/** What the ledger is told of cash that was given: one posting, balanced by construction. */
export type CashPosting = {
  readonly key: string
  readonly on: Day
  readonly debit: string
  readonly credit: string
  readonly amount_fen: number
  readonly place: string
  readonly fund: string
  readonly person: string | null
  readonly benefit: null
  readonly period: null
  readonly reference: { readonly kind: 'visit'; readonly id: string }
  readonly memo: string
}

const EXPENSE = 'expense:condolence'

/** The posting of a visit's cash, dated the day it was given; none without cash or fund. The key holds the version, so a repeat posts nothing. */
export const cashPostings = (visit: Visit, fund: string | null): CashPosting[] =>
  fund === null || visit.cash_fen === 0 ? [] : [{
    key: `visit:${visit.id}:${visit.version}`, on: visit.visited_on, debit: EXPENSE, credit: `fund:${fund}`, amount_fen: visit.cash_fen,
    place: visit.place, fund, person: visit.person, benefit: null, period: null, reference: { kind: 'visit', id: visit.id }, memo: '走访慰问金',
  }]

/** The same the other way round, dated the day it is taken back: what stands in the ledger is never rewritten. */
export const reversePostings = (visit: Visit, fund: string | null, on: Day): CashPosting[] =>
  cashPostings(visit, fund).map(posting => ({
    ...posting, key: `${posting.key}:reverse`, on, debit: posting.credit, credit: posting.debit, memo: '冲回走访慰问金',
  }))
