import { act, read, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { refusalsOf } from '../../http/router.ts'
import { fundsIn, postIn } from '../actions.ts'
import { expenseAccount, noSuchFund } from '../ledger.ts'
import { itemsIn, moveStockIn } from '../stock/actions.ts'
import { noSuchItem, STOCK_DIFFERENCE } from '../stock/stock.ts'
import {
  countedAlready, noSuchProposal, notHeld, ontoItself, stepFaults, STEPS, transferPostings,
  type CountProposal, type FundProposal, type ProposalStep, type TransferProposal,
} from './proposals.ts'
import { countInput, transferInput, type CountInput, type TransferInput } from './schemas.ts'
import { insertProposal, lockProposal, selectProposals, updateState } from './store.ts'

const made = (work: Work) => ({
  id: work.id(), state: 'proposed' as const, proposed_by: work.actor.account, proposed_by_name: work.actor.name, proposed_at: new Date(work.now),
  decided_by_name: null, decided_at: null, answer: null,
})

const secrets = ({ document, reason }: { document: string; reason: string }): Refusal[] => [...screenSecret('document', document), ...screenSecret('reason', reason)]

/** @returns false when another of its kind waits for the same thing */
async function enterIn(work: Work, proposal: FundProposal): Promise<boolean> {
  work.record({ action: `ledger.${proposal.kind}.propose`, subject: proposal.id, place: proposal.place, after: proposal })
  return insertProposal(work.session, work.actor.county, proposal)
}

/** Puts forward that money passes from one fund to another, with its document. @returns the proposal's id */
export async function proposeTransferIn(work: Work, input: TransferInput): Promise<Result<string>> {
  const parsed = transferInput.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const content = parsed.data
  const funds = await fundsIn(work)
  const [from, to] = [funds.find(fund => fund.id === content.fund), funds.find(fund => fund.id === content.fund_to)]
  const faults = [
    ...secrets(content), ...(from ? [] : [noSuchFund(content.fund)]), ...(to ? [] : [noSuchFund(content.fund_to)]), ...(from && from === to ? [ontoItself] : []),
    ...(from && from.balance_fen < content.amount_fen ? [notHeld(from, content.amount_fen)] : []),
  ]
  if (faults.length > 0 || !from) return refused(...faults)
  const nothing = { item: null, quantity_counted: null, quantity_booked: null }
  const proposal: TransferProposal = { ...made(work), ...content, ...nothing, kind: 'transfer', place: from.place }
  await enterIn(work, proposal)
  return done(proposal.id)
}

/** Puts forward what a count of the store found. @returns the proposal's id */
export async function proposeCountIn(work: Work, input: CountInput): Promise<Result<string>> {
  const parsed = countInput.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const item = (await itemsIn(work)).find(one => one.id === parsed.data.item)
  const faults = [...secrets(parsed.data), ...(item ? [] : [noSuchItem(parsed.data.item)])]
  if (faults.length > 0 || !item) return refused(...faults)
  const proposal: CountProposal = {
    ...made(work), ...parsed.data, kind: 'stock-count', place: item.place, fund: item.fund, fund_to: null, amount_fen: null, quantity_booked: item.quantity_left,
  }
  return await enterIn(work, proposal) ? done(proposal.id) : refused(countedAlready(item.name))
}

async function transferIn(work: Work, proposal: TransferProposal): Promise<Result<unknown>> {
  const funds = await fundsIn(work)
  const [from, to] = [funds.find(fund => fund.id === proposal.fund), funds.find(fund => fund.id === proposal.fund_to)]
  if (!from || !to) return refused(noSuchFund(from ? proposal.fund_to : proposal.fund))
  return postIn(work, transferPostings(proposal, from, to))
}

/** What was there too little of is spent, what was there too much of takes spending back. */
async function settleCountIn(work: Work, proposal: CountProposal): Promise<Result<unknown>> {
  const quantity_change = proposal.quantity_counted - proposal.quantity_booked
  if (quantity_change === 0) return done(null)
  return moveStockIn(work, proposal.item, item => ({
    key: `count:${proposal.id}`, kind: 'difference', quantity_change, on: proposal.happens_on, place: item.place, document: proposal.document,
    other: expenseAccount(STOCK_DIFFERENCE), person: null, reference: { kind: 'ledger.proposal', id: proposal.id },
  }))
}

const effectOf = (work: Work, proposal: FundProposal): Promise<Result<unknown>> =>
  proposal.kind === 'transfer' ? transferIn(work, proposal) : settleCountIn(work, proposal)

/** Takes a step on a proposal: another than its maker approves or rejects it, its maker withdraws it. */
export async function decideIn(work: Work, id: string, step: ProposalStep, answer: string | null): Promise<Result<string>> {
  const { session, actor: { county, account, name } } = work
  const proposal = await lockProposal(session, county, id)
  if (!proposal) return refused(noSuchProposal(id))
  const faults = [...stepFaults(proposal, step, account), ...screenSecret('answer', answer)]
  if (faults.length > 0) return refused(...faults)
  const { to: state, by } = STEPS[step]
  const decider = by === 'another' ? { by: account, name, at: new Date(work.now) } : { by: null, name: null, at: null }
  await updateState(session, county, id, { state, ...decider, answer })
  work.record({ action: `ledger.${proposal.kind}.${step}`, subject: id, place: proposal.place, before: { state: proposal.state }, after: { state, answer } })
  const effect = step === 'approve' ? await effectOf(work, proposal) : done(null)
  return effect.ok ? done(id) : effect
}

export const proposeTransfer = (house: House, actor: Actor, input: TransferInput, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'ledger.fund', work => proposeTransferIn(work, input), options)

export const proposeCount = (house: House, actor: Actor, input: CountInput, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'ledger.fund', work => proposeCountIn(work, input), options)

export const decide = (house: House, actor: Actor, id: string, step: ProposalStep, answer?: string, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, STEPS[step].permission, work => decideIn(work, id, step, answer || null), options)

export const proposals = (house: House, actor: Actor): Promise<Result<FundProposal[]>> =>
  read(house, actor, 'ledger.read', work => selectProposals(work.session, work.actor.county))
