import type { Permission } from '../../access/roles.ts'
import type { Day, Month } from '../../base/day.ts'
import { yuan, type Fen } from '../../base/money.ts'
import type { Refusal, Text } from '../../base/result.ts'
import { BANK, fundAccount, PAYABLE, RECEIVABLE, type Posting } from '../../ledger/ledger.ts'

/** `refund` 退回: the money came back; `offset` 抵扣: taken from a later line of the same person; `write-off` 核销: the county lets it go. */
export const CLOSING_KINDS = ['refund', 'offset', 'write-off'] as const
export type ClosingKind = typeof CLOSING_KINDS[number]
export const CLOSING_STATES = ['proposed', 'decided', 'declined', 'withdrawn'] as const
export type ClosingState = typeof CLOSING_STATES[number]

export const CLOSING_NAMES: Readonly<Record<ClosingKind, Text>> = {
  'refund': { zh: '退回', en: 'Refund' }, 'offset': { zh: '抵扣', en: 'Deduction' }, 'write-off': { zh: '核销', en: 'Write-off' },
}

/** Who decides: a deduction touches somebody's living, a write-off is the county's. */
export const DECIDERS: Readonly<Record<ClosingKind, Permission>> = { 'refund': 'payment.check', 'offset': 'payment.approve', 'write-off': 'payment.write-off' }

/** A receivable and what is left of it. */
export type OpenReceivable = {
  readonly run: string; readonly number: number; readonly place: string; readonly person: string; readonly name: string; readonly benefit: string; readonly period: Month
  readonly amount_fen: Fen
  /** Decided closings, and those that are put forward and not yet decided. */
  readonly closed_fen: Fen
  readonly proposed_fen: Fen
  readonly reason: string
}

/** `name`, `benefit` and `period` are those of its receivable. */
export type Closing = {
  readonly name: string; readonly benefit: string; readonly period: Month
  readonly id: string; readonly run: string; readonly number: number; readonly place: string; readonly person: string; readonly kind: ClosingKind; readonly amount_fen: Fen
  readonly document: string; readonly reason: string; readonly fund: string | null; readonly line_run: string | null; readonly line_number: number | null
  readonly state: ClosingState; readonly proposed_by: string; readonly proposed_by_name: string; readonly proposed_at: Date
  readonly decided_by_name: string | null; readonly decided_at: Date | null; readonly answer: string | null
}

const WRITE_OFF = 'expense:write-off'

/** The line that a deduction takes from, and the fund that had set its money aside. */
export type DeductedLine = {
  readonly person: string; readonly benefit: string; readonly period: Month; readonly state: string; readonly amount_fen: Fen; readonly offset_fen: Fen; readonly fund: string | null
}

/** The most that a line can lose: of another month's debt something must be left to live on; what itself was never owed goes whole, and the line is withdrawn. */
export const deductibleFen = (line: DeductedLine, receivable: Pick<OpenReceivable, 'benefit' | 'period'>): Fen =>
  line.amount_fen - line.offset_fen - (line.benefit === receivable.benefit && line.period === receivable.period ? 0 : 1)

/** What a decided closing posts; a deduction also gives the fund back what it had set aside. */
export function closingPostings(closing: Closing, on: Day, line: DeductedLine | null): Posting[] {
  const of = {
    on, amount_fen: closing.amount_fen, place: closing.place, person: closing.person, benefit: null, period: null,
    reference: { kind: 'payment.closing', id: closing.id }, memo: `${CLOSING_NAMES[closing.kind].zh} ${closing.document}`,
  }
  const key = `closing:${closing.id}`
  if (closing.kind === 'refund') return [{ ...of, key, debit: fundAccount(closing.fund!), credit: RECEIVABLE, fund: closing.fund }]
  if (closing.kind === 'write-off') return [{ ...of, key, debit: WRITE_OFF, credit: RECEIVABLE, fund: null }]
  const fund = line?.fund ?? null
  const back: Posting[] = fund === null ? [] : [{ ...of, key: `${key}:fund`, debit: fundAccount(fund), credit: BANK, fund }]
  return [{ ...of, key, debit: PAYABLE, credit: RECEIVABLE, fund }, ...back]
}

export const noSuchReceivable = (run: string, number: number): Refusal => ({
  code: 'not-found', place: 'receivable', value: `${run}/${number}`, message: { zh: '没有这笔应收，或不在您的辖区。', en: 'There is no such receivable within your places.' },
})

export const noSuchClosing = (id: string): Refusal => ({
  code: 'not-found', place: 'closing', value: id, message: { zh: '没有这条办理，或不在您的辖区。', en: 'There is no such closing within your places.' },
})

export const tooMuch = (amount: Fen, left: Fen): Refusal => ({
  code: 'invalid', place: 'amount_fen', value: amount, legal: [`1..${left}`],
  message: { zh: `这笔应收还剩 ${yuan(left)} 元没有办理，不能办 ${yuan(amount)} 元。`, en: `${yuan(left)} yuan of this receivable are left; ${yuan(amount)} cannot be closed.` },
})

export const notDeductible = (what: Text): Refusal => ({ code: 'state', place: 'line', message: what })

export const beyondLine = (amount: Fen, most: Fen): Refusal => ({
  code: 'invalid', place: 'amount_fen', value: amount, legal: [`1..${most}`],
  message: {
    zh: `这一行最多能抵扣 ${yuan(most)} 元，不能抵 ${yuan(amount)} 元：别的月份的应收不能把一笔全部扣完。`,
    en: `At most ${yuan(most)} yuan can be deducted from this line, not ${yuan(amount)}: what another month owes must leave something of it.`,
  },
})

export const notYours = (name: string): Refusal => ({
  code: 'forbidden', place: 'closing.proposed_by', value: name,
  message: { zh: `这是${name}提出的，只有提出人能撤回。`, en: `${name} put this forward, and alone may take it back.` },
})

export const notProposed = (state: ClosingState): Refusal => ({
  code: 'state', place: 'closing.state', value: state, legal: ['proposed'], message: { zh: '已经办过了，不能再办。', en: 'It was answered before.' },
})

export const sameDecider = (name: string): Refusal => ({
  code: 'same-person', place: 'closing.proposed_by', value: name,
  message: { zh: `这是${name}提出的，要由另一个人决定。`, en: `${name} put this forward; another person decides.` },
})
