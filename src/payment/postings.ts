import type { Day } from '../base/day.ts'
import { sum, type Fen } from '../base/money.ts'
import { BANK, expenseAccount, fundAccount, IN_TRANSIT, PAYABLE, RECEIVABLE, type Posting } from '../ledger/ledger.ts'
import type { LineContent, ReceivableContent } from './payment.ts'

/** A run as its postings name it, with the fund that pays each benefit. */
export type RunKey = { readonly id: string; readonly place: string; readonly label: string; readonly funds: ReadonlyMap<string, string> }
export const fundsOf = (allocations: readonly { readonly benefit: string; readonly fund: string }[]): RunKey['funds'] => new Map(allocations.map(one => [one.benefit, one.fund]))
type Sent = { readonly serial: string; readonly place: string; readonly person: string; readonly benefit: string; readonly period: string; readonly amount_fen: Fen }

const approvalKey = (run: string, line: number): string => `run:${run}:line:${line}:approve`
const receivableKey = (run: string, number: number): string => `run:${run}:receivable:${number}`
const sendingKey = (serial: string, event: keyof typeof MOVES): string => `sending:${serial}:${event}`

export const reference = (run: RunKey) => ({ kind: 'payment.run', id: run.id })

/**
 * What an approval posts: every line owed, the funds' money set aside benefit by benefit, and what is to come back.
 * The program posts lines by statements of their own (`steps/store.ts`, `sending/store.ts`); `verify` holds the ledger against these.
 */
export function approvalPostings(run: RunKey, on: Day, lines: readonly LineContent[], receivables: readonly ReceivableContent[]): Posting[] {
  const owed = lines.map((line): Posting => ({
    key: approvalKey(run.id, line.number), on, debit: expenseAccount(line.benefit), credit: PAYABLE, amount_fen: line.amount_fen, place: line.place,
    fund: run.funds.get(line.benefit) ?? null, person: line.person, benefit: line.benefit, period: line.period, reference: reference(run), memo: run.label,
  }))
  const back = receivables.map((one): Posting => ({
    key: receivableKey(run.id, one.number), on, debit: RECEIVABLE, credit: expenseAccount(one.benefit), amount_fen: one.amount_fen, place: one.place,
    fund: null, person: one.person, benefit: one.benefit, period: one.period, reference: reference(run), memo: run.label,
  }))
  return [...setAside(run, on, lines), ...owed, ...back]
}

/** Each benefit's money is taken from its fund. */
export function setAside(run: RunKey, on: Day, amounts: readonly Pick<LineContent, 'benefit' | 'amount_fen'>[]): Posting[] {
  const byBenefit = Map.groupBy(amounts, one => one.benefit)
  return [...byBenefit].toSorted(([one], [other]) => (one < other ? -1 : 1)).flatMap(([benefit, of]): Posting[] => {
    const fund = run.funds.get(benefit)
    return fund === undefined ? [] : [{
      key: `run:${run.id}:fund:${benefit}`, on, debit: BANK, credit: fundAccount(fund), amount_fen: sum(of.map(one => one.amount_fen)),
      place: run.place, fund, person: null, benefit: null, period: null, reference: reference(run), memo: run.label,
    }]
  })
}

const MOVES = { send: [PAYABLE, IN_TRANSIT], confirm: [IN_TRANSIT, BANK], return: [IN_TRANSIT, PAYABLE], reverse: [BANK, PAYABLE] } as const

/** One attempt's way: to the bank, from there to the payee or back; or back from the payee. */
export const sendingPostings = (run: RunKey, event: keyof typeof MOVES, on: Day, sent: readonly Sent[]): Posting[] =>
  sent.map(one => ({
    key: sendingKey(one.serial, event), on, debit: MOVES[event][0], credit: MOVES[event][1], amount_fen: one.amount_fen, place: one.place,
    fund: run.funds.get(one.benefit) ?? null, person: one.person, benefit: one.benefit, period: one.period, reference: reference(run), memo: run.label,
  }))
