import { act, read, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { maskAccount } from '../../base/mask.ts'
import { digitsOf } from '../../base/phone-and-account.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { existingEvidenceIn, openEvidenceIn, type EvidenceFile } from '../../evidence/actions.ts'
import type { Evidence } from '../../evidence/evidence.ts'
import { refusalsOf } from '../../http/router.ts'
import { personIn } from '../actions.ts'
import { noSuchProposal, notOpen, sameProposer } from '../confirmation/suspension/suspension.ts'
import { changedMeanwhile } from '../refusals.ts'
import { accountIndex, gramsOf } from '../search.ts'
import { replaceGrams, selectPersons, type StoredPerson } from '../store.ts'
import { PROOF_KIND, warningsOf, type AccountProposal, type AccountView, type AccountWarning } from './accounts.ts'
import { alreadyProposed, holderFaults, noProof, notItsProof, notTheFirst, nothingChanges, notYourProposal, reasonForMany, theFirst } from './refusals.ts'
import {
  accountDecisionInput, accountDeclineInput, accountProposalInput, accountQuery,
  type AccountDecisionInput, type AccountDeclineInput, type AccountProposalInput, type AccountQuery, type AccountRevealInput, type ReadAccountProposal,
} from './schemas.ts'
import { answerProposal, applyProposal, insertProposal, pageProposals, selectProposal, withdrawProposal, type Answer, type StoredProposal } from './store.ts'

type Sealed = Pick<StoredProposal, 'bank_name' | 'account_holder' | 'account_relation'> & { readonly account: Uint8Array }

/** An account for lists and the journal: the number masked. */
const viewOf = ({ vault }: Work, { account, bank_name, account_holder, account_relation }: Sealed): AccountView =>
  ({ account: maskAccount(vault.open(account)), bank_name, account_holder, account_relation })

const beforeOf = ({ vault }: Work, row: StoredProposal): AccountView => ({
  account: row.before_account && maskAccount(vault.open(row.before_account)), bank_name: row.before_bank_name,
  account_holder: row.before_account_holder, account_relation: row.before_account_relation,
})

const warningsIn = ({ vault }: Work, row: StoredProposal): AccountWarning[] => warningsOf({
  number: vault.open(row.account), holder: row.account_holder, relation: row.account_relation, deceased: row.died_on !== null,
  sharing: { others: row.others, apart: row.apart },
})

/** Whether the proposal would leave the card as it is. */
function changesNothing(work: Work, person: StoredPerson, input: ReadAccountProposal): boolean {
  return person.account_index === accountIndex(work.vault, input.account) && person.bank_name === input.bank_name
    && person.account_holder === input.account_holder && person.account_relation === input.account_relation
}

/** A proof was kept for this person's account, where the actor may look. */
async function proofFaults(work: Work, { person, evidence }: ReadAccountProposal): Promise<Refusal[]> {
  const kept = new Set((await existingEvidenceIn(work, evidence)).filter(each => each.subject_kind === PROOF_KIND && each.subject === person).map(each => each.id))
  return evidence.flatMap((id, index) => (kept.has(id) ? [] : [noProof(index, id)]))
}

async function proposalFaults(work: Work, input: ReadAccountProposal, person: StoredPerson): Promise<Refusal[]> {
  const first = person.account === null
  return [
    ...holderFaults(input.account_holder, input.account_relation, person),
    ...(first && input.reason !== 'first' ? [theFirst] : []), ...(!first && input.reason === 'first' ? [notTheFirst] : []),
    ...(changesNothing(work, person, input) ? [nothingChanges] : []),
    ...(['bank_name', 'account_holder', 'note'] as const).flatMap(key => screenSecret(key, input[key])),
    ...await proofFaults(work, input),
  ]
}

type Proposed = { readonly id: string; readonly warnings: readonly AccountWarning[] }

/** Proposes another account for a person, inside another work. Answers what the decider will be shown. */
export async function proposeAccountIn(work: Work, given: AccountProposalInput): Promise<Result<Proposed>> {
  const { session, actor, vault } = work
  const parsed = accountProposalInput.safeParse(given)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const input = { ...parsed.data, account_holder: parsed.data.account_holder.normalize('NFKC') }
  const person = await personIn(work, input.person)
  if (!person.ok) return person
  const faults = await proposalFaults(work, input, person.value)
  if (faults.length > 0) return refused(...faults)
  const { evidence, reason, bank_name, account_holder, account_relation } = input
  const [id, account, note] = [work.id(), digitsOf(input.account), input.note ?? null]
  const row = { id, person: input.person, reason, note, bank_name, account_holder, account_relation, evidence, account: vault.seal(account), account_index: accountIndex(vault, account) }
  if (!await insertProposal(session, actor.county, row, actor, new Date(work.now))) return refused(alreadyProposed)
  const proposal = (await selectProposal(session, actor.county, id))! // inserted just now
  work.record({
    action: 'roster.account.propose', subject: id, place: proposal.place,
    before: beforeOf(work, proposal), after: { person: proposal.person, ...viewOf(work, proposal), reason, note, evidence },
  })
  return done({ id, warnings: warningsIn(work, proposal) })
}

export const proposeAccount = (house: House, actor: Actor, input: AccountProposalInput, options?: ActOptions): Promise<Result<Proposed>> =>
  act(house, actor, 'roster.account-propose', work => proposeAccountIn(work, input), options)

/** A proposal that waits, and that this actor did not make. */
async function waitingIn(work: Work, id: string): Promise<Result<StoredProposal>> {
  const proposal = await selectProposal(work.session, work.actor.county, id)
  if (!proposal) return refused(noSuchProposal(id))
  const faults = [
    ...(proposal.state === 'open' ? [] : [notOpen(proposal.state)]),
    ...(proposal.proposed_by === work.actor.account ? [sameProposer(proposal.proposed_by_name)] : []),
  ]
  return faults.length > 0 ? refused(...faults) : done(proposal)
}

async function answerIn(work: Work, proposal: StoredProposal, answer: Answer, more: object): Promise<Result<string>> {
  if (!await answerProposal(work.session, work.actor.county, proposal.id, answer, work.actor, new Date(work.now))) return refused(changedMeanwhile)
  work.record({
    action: `roster.account.${answer.state === 'decided' ? 'decide' : 'decline'}`, subject: proposal.id, place: proposal.place,
    before: { state: proposal.state }, after: { person: proposal.person, ...answer, ...more },
  })
  return done(proposal.id)
}

/** Puts a decided account on the card, and lets the person be found by it. */
async function applyIn(work: Work, { id, person }: StoredProposal): Promise<void> {
  const { session, actor: { county }, vault } = work
  await applyProposal(session, county, id, new Date(work.now))
  const [card] = await selectPersons(session, county, [person])
  const { name, place_code, identity_number, phone, account } = card! // a proposal's person is where the proposal is
  const grams = gramsOf(vault, name, { identity_number: vault.open(identity_number), phone: phone && vault.open(phone), account: account && vault.open(account) })
  await replaceGrams(session, county, [person], grams.map(gram => ({ person, place_code, gram })))
}

/** Decides that a person is paid to the account proposed, inside another work. Where others use it, the decider says why all the same. */
export async function decideAccountIn(work: Work, id: string, given: AccountDecisionInput): Promise<Result<string>> {
  const parsed = accountDecisionInput.safeParse(given)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const { note } = parsed.data
  const waiting = await waitingIn(work, id)
  if (!waiting.ok) return waiting
  const proposal = waiting.value
  const faults = [
    ...holderFaults(proposal.account_holder, proposal.account_relation, proposal),
    ...(proposal.others > 0 && !note ? [reasonForMany(proposal.others)] : []), ...screenSecret('note', note),
  ]
  if (faults.length > 0) return refused(...faults)
  const more = { ...viewOf(work, proposal), warnings: warningsIn(work, proposal).map(warning => warning.code), others: proposal.others }
  const answered = await answerIn(work, proposal, { state: 'decided', answer: note ?? null }, more)
  if (answered.ok) await applyIn(work, proposal)
  return answered
}

export const decideAccount = (house: House, actor: Actor, id: string, input: AccountDecisionInput, options?: ActOptions): Promise<Result<string>> =>
  act(house, actor, 'roster.account-decide', work => decideAccountIn(work, id, input), options)

/** Answers a proposal with no, and why. */
export const declineAccount = (house: House, actor: Actor, id: string, given: AccountDeclineInput, options?: ActOptions): Promise<Result<string>> =>
  act(house, actor, 'roster.account-decide', async work => {
    const parsed = accountDeclineInput.safeParse(given)
    if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
    const faults = screenSecret('reason', parsed.data.reason)
    if (faults.length > 0) return refused(...faults)
    const waiting = await waitingIn(work, id)
    return waiting.ok ? answerIn(work, waiting.value, { state: 'declined', answer: parsed.data.reason }, {}) : waiting
  }, options)

/** Takes back what one has proposed oneself and nobody has answered. */
export const withdrawAccount = (house: House, actor: Actor, id: string, options?: ActOptions): Promise<Result<string>> =>
  act(house, actor, 'roster.account-propose', async work => {
    const proposal = await selectProposal(work.session, actor.county, id)
    if (!proposal) return refused(noSuchProposal(id))
    if (proposal.state !== 'open') return refused(notOpen(proposal.state))
    if (proposal.proposed_by !== actor.account) return refused(notYourProposal(proposal.proposed_by_name))
    if (!await withdrawProposal(work.session, actor.county, id)) return refused(changedMeanwhile)
    work.record({ action: 'roster.account.withdraw', subject: id, place: proposal.place, before: { state: 'open' }, after: { person: proposal.person } })
    return done(id)
  }, options)

/** The proposed number in plain, to hold against its proof, for a reason that the journal keeps. */
export const revealProposed = (house: House, actor: Actor, id: string, { reason }: AccountRevealInput): Promise<Result<{ value: string }>> =>
  act(house, actor, 'roster.reveal', async work => {
    const secrets = screenSecret('reason', reason)
    if (secrets.length > 0) return refused(...secrets)
    const proposal = await selectProposal(work.session, actor.county, id)
    if (!proposal) return refused(noSuchProposal(id))
    work.record({ action: 'roster.account.reveal', subject: id, place: proposal.place, after: { person: proposal.person, reason } })
    return done({ value: work.vault.open(proposal.account) })
  })

/** A proof as it was kept, for a reason that the journal keeps: the number stands in it whole. */
export const openProof = (house: House, actor: Actor, id: string, file: string, { reason }: AccountRevealInput): Promise<Result<EvidenceFile>> =>
  act(house, actor, 'evidence.read', async work => {
    const secrets = screenSecret('reason', reason)
    if (secrets.length > 0) return refused(...secrets)
    const proposal = await selectProposal(work.session, actor.county, id)
    if (!proposal) return refused(noSuchProposal(id))
    const { person, place, evidence } = proposal
    if (!evidence.includes(file)) return refused(notItsProof(file, evidence))
    const opened = await openEvidenceIn(work, file)
    if (opened.ok) work.record({ action: 'roster.account.proof', subject: id, place, after: { person, evidence: file, reason } })
    return opened
  })

function lineOf(work: Work, row: StoredProposal, kept: ReadonlyMap<string, Evidence>): AccountProposal {
  const { id, person, place, name, reason, note, state, proposed_by, proposed_by_name, decided_by_name, answer } = row
  return {
    id, person, place, name, reason, note, state, proposed_by, proposed_by_name, decided_by_name, answer,
    before: beforeOf(work, row), after: viewOf(work, row), warnings: warningsIn(work, row),
    evidence: row.evidence.flatMap(each => kept.get(each) ?? []).map(({ id: file, title, media_type }) => ({ id: file, title, media_type })),
    proposed_at: row.proposed_at.toISOString(), decided_at: row.decided_at?.toISOString() ?? null,
  }
}

export type AccountProposalList = { readonly rows: readonly AccountProposal[]; readonly total: number; readonly page: number; readonly size: number }

export async function accountProposalsIn(work: Work, query: AccountQuery): Promise<AccountProposalList> {
  const { page, size, person, ...filter } = accountQuery.parse(query)
  const { rows, total } = await pageProposals(work.session, work.actor.county, { ...filter, person: person ?? null }, size, (page - 1) * size)
  const kept = new Map((await existingEvidenceIn(work, rows.flatMap(row => row.evidence))).map(each => [each.id, each]))
  return { rows: rows.map(row => lineOf(work, row, kept)), total, page, size }
}

/** A page of proposals, numbers masked, each with what it would change and what stands out about it. */
export const accountProposals = (house: House, actor: Actor, query: AccountQuery): Promise<Result<AccountProposalList>> =>
  read(house, actor, 'roster.read', work => accountProposalsIn(work, query))
