import type { Day } from '../base/day.ts'
import { sum, type Fen } from '../base/money.ts'
import { BANK, expenseAccount, fundAccount, IN_TRANSIT, PAYABLE, RECEIVABLE, type Posting } from '../ledger/ledger.ts'
import type { LineContent, ReceivableContent } from './payment.ts'

export type RunKey = { readonly id: string; readonly place: string; readonly label: string; readonly fund: string | null }
type Sent = { readonly serial: string; readonly place: string; readonly person: string; readonly benefit: string; readonly period: string; readonly amount_fen: Fen }

export const approvalKey = (run: string, line: number): string => `run:${run}:line:${line}:approve`
export const receivableKey = (run: string, number: number): string => `run:${run}:receivable:${number}`
export const sendingKey = (serial: string, event: keyof typeof MOVES): string => `sending:${serial}:${event}`

const reference = (run: RunKey) => ({ kind: 'payment.run', id: run.id })

/** What an approval posts: every line owed, the fund's money set aside benefit by benefit, and what is to come back. */
export function approvalPostings(run: RunKey, on: Day, lines: readonly LineContent[], receivables: readonly ReceivableContent[]): Posting[] {
  const owed = lines.map((line): Posting => ({
    key: approvalKey(run.id, line.number), on, debit: expenseAccount(line.benefit), credit: PAYABLE, amount_fen: line.amount_fen, place: line.place,
    fund: run.fund, person: line.person, benefit: line.benefit, period: line.period, reference: reference(run), memo: run.label,
  }))
  const back = receivables.map((one): Posting => ({
    key: receivableKey(run.id, one.number), on, debit: RECEIVABLE, credit: expenseAccount(one.benefit), amount_fen: one.amount_fen, place: one.place,
    fund: null, person: one.person, benefit: one.benefit, period: one.period, reference: reference(run), memo: run.label,
  }))
  return [...setAside(run, on, lines), ...owed, ...back]
}

function setAside(run: RunKey, on: Day, lines: readonly LineContent[]): Posting[] {
  const { fund } = run
  if (fund === null) return []
  const benefits = [...new Set(lines.map(line => line.benefit))].toSorted()
  return benefits.map(benefit => ({
    key: `run:${run.id}:fund:${benefit}`, on, debit: BANK, credit: fundAccount(fund), amount_fen: sum(lines.filter(line => line.benefit === benefit).map(line => line.amount_fen)),
    place: run.place, fund, person: null, benefit: null, period: null, reference: reference(run), memo: run.label,
  }))
}

const MOVES = { send: [PAYABLE, IN_TRANSIT], confirm: [IN_TRANSIT, BANK], return: [IN_TRANSIT, PAYABLE], reverse: [BANK, PAYABLE] } as const

/** One attempt's way: to the bank, from there to the payee or back; or back from the payee. */
export const sendingPostings = (run: RunKey, event: keyof typeof MOVES, on: Day, sent: readonly Sent[]): Posting[] =>
  sent.map(one => ({
    key: sendingKey(one.serial, event), on, debit: MOVES[event][0], credit: MOVES[event][1], amount_fen: one.amount_fen, place: one.place,
    fund: run.fund, person: one.person, benefit: one.benefit, period: one.period, reference: reference(run), memo: run.label,
  }))
