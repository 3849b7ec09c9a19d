import type { Day } from '../../base/day.ts'
import { yuan, type Fen } from '../../base/money.ts'
import type { Refusal, Text } from '../../base/result.ts'
import type { Permission } from '../../access/roles.ts'
import { fundAccount, TRANSFER, type Fund, type Posting } from '../ledger.ts'

export const PROPOSAL_KINDS = {
  transfer: { zh: '资金调剂', en: 'Transfer between funds' },
  'stock-count': { zh: '库存盘点', en: 'Count of the store' },
} as const satisfies Record<string, Text>
export type ProposalKind = keyof typeof PROPOSAL_KINDS

export const PROPOSAL_STATES = {
  proposed: { zh: '待决定', en: 'To be decided' },
  approved: { zh: '已同意', en: 'Approved' },
  rejected: { zh: '不同意', en: 'Rejected' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Record<string, Text>
export type ProposalState = keyof typeof PROPOSAL_STATES

type Common = {
  readonly id: string
  readonly place: string
  readonly fund: string
  readonly happens_on: Day
  readonly document: string
  readonly reason: string
  readonly state: ProposalState
  readonly proposed_by: string
  readonly proposed_by_name: string
  readonly proposed_at: Date
  readonly decided_by_name: string | null
  readonly decided_at: Date | null
  readonly answer: string | null
}
type Nothing<Names extends string> = Readonly<Record<Names, null>>
export type TransferProposal = Common & Nothing<'item' | 'quantity_counted' | 'quantity_booked'> & {
  readonly kind: 'transfer'; readonly fund_to: string; readonly amount_fen: Fen
}
export type CountProposal = Common & Nothing<'fund_to' | 'amount_fen'> & {
  readonly kind: 'stock-count'; readonly item: string; readonly quantity_counted: number; readonly quantity_booked: number
}
/** Money to pass from one fund to another, or what a count of the store found: put forward by one, decided by another. */
export type FundProposal = TransferProposal | CountProposal

type Step = { readonly to: ProposalState; readonly permission: Permission; readonly by: 'maker' | 'another' }
export const STEPS = {
  approve: { to: 'approved', permission: 'ledger.decide', by: 'another' },
  reject: { to: 'rejected', permission: 'ledger.decide', by: 'another' },
  withdraw: { to: 'withdrawn', permission: 'ledger.fund', by: 'maker' },
} as const satisfies Record<string, Step>
export type ProposalStep = keyof typeof STEPS

/** What stands against a step on a proposal as it is. */
export function stepFaults(proposal: FundProposal, step: ProposalStep, account: string): Refusal[] {
  if (proposal.state !== 'proposed') return [notOpen(proposal)]
  const isMaker = proposal.proposed_by === account
  if (STEPS[step].by === 'another' && isMaker) return [samePerson(proposal)]
  return STEPS[step].by === 'maker' && !isMaker ? [notTheMaker(proposal)] : []
}

/** A transfer as it is posted: out of one fund and into the other in the same moment. */
export function transferPostings(proposal: TransferProposal, from: Fund, to: Fund): Posting[] {
  const both = {
    on: proposal.happens_on, amount_fen: proposal.amount_fen, person: null, benefit: null, period: null,
    reference: { kind: 'ledger.proposal', id: proposal.id }, memo: proposal.document,
  }
  return [
    { ...both, key: `transfer:${proposal.id}:out`, debit: TRANSFER, credit: fundAccount(from.id), place: from.place, fund: from.id },
    { ...both, key: `transfer:${proposal.id}:in`, debit: fundAccount(to.id), credit: TRANSFER, place: to.place, fund: to.id },
  ]
}

export const noSuchProposal = (id: string): Refusal => ({
  code: 'not-found', place: 'proposal', value: id,
  message: { zh: '没有这条提议，或不在您的辖区。', en: 'There is no such proposal within your places.' },
})

const notOpen = ({ state }: FundProposal): Refusal => ({
  code: 'state', place: 'proposal', value: state, legal: ['proposed'],
  message: { zh: `这条提议${PROPOSAL_STATES[state].zh}，不能再办。`, en: `The proposal is ${state}; nothing more can be done with it.` },
})

const samePerson = ({ proposed_by_name }: FundProposal): Refusal => ({
  code: 'same-person', place: 'proposal', value: proposed_by_name,
  message: { zh: `这条是${proposed_by_name}提出的，要由另一人决定。`, en: `${proposed_by_name} put this forward; another person decides it.` },
  next: { zh: '请复核、领导或县双拥办决定。', en: 'Ask the reviewer, the leader or the county office.' },
})

const notTheMaker = ({ proposed_by_name }: FundProposal): Refusal => ({
  code: 'forbidden', place: 'proposal', value: proposed_by_name,
  message: { zh: `只有提出的人（${proposed_by_name}）能撤回。`, en: `Only who made it (${proposed_by_name}) can withdraw it.` },
})

export const ontoItself: Refusal = {
  code: 'contradiction', place: 'fund_to',
  message: { zh: '调出和调入是同一笔资金。', en: 'The money would pass from a fund to itself.' },
}

export const notHeld = (fund: Fund, amount: Fen): Refusal => ({
  code: 'insufficient', place: 'amount_fen', value: { balance_fen: fund.balance_fen, needed_fen: amount },
  message: {
    zh: `资金“${fund.name}”结余 ${yuan(fund.balance_fen)} 元，调不出 ${yuan(amount)} 元。`,
    en: `The fund "${fund.name}" holds ${yuan(fund.balance_fen)} yuan; ${yuan(amount)} cannot leave it.`,
  },
})

export const countedAlready = (name: string): Refusal => ({
  code: 'duplicate', place: 'item', value: name,
  message: { zh: `“${name}”有一次盘点还没有决定。`, en: `A count of "${name}" waits to be decided.` },
})
