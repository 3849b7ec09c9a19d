import { act, read, type ActOptions } from '../../../access/actions.ts'
import type { House, Work } from '../../../access/house.ts'
import type { Actor } from '../../../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../../../base/result.ts'
import { screenSecret } from '../../../base/secrecy.ts'
import { refusalsOf } from '../../../http/router.ts'
import { personIn, recordFactIn } from '../../actions.ts'
import { changedMeanwhile } from '../../refusals.ts'
import { proposedBy, type Finding, type ProposalKind } from '../confirmation.ts'
import { decisionInput, declineInput, proposalInput, type DecisionInput, type DeclineInput, type ProposalInput } from '../schemas.ts'
import { answerProposal, insertProposals, selectOpenSuspensions, selectProposal, selectProposals, withdrawProposals, type NewProposal } from './store.ts'
import {
  alreadyProposed, beforeStop, deathInstead, decisionFaults, endedBy, endedValue, hasEffect, isSuspended, noSuchProposal, notOpen, notSuspended, otherKind,
  reasonOf, sameProposer, suspendedAlready, type Proposal, type Suspension,
} from './suspension.ts'

async function addIn(work: Work, rows: readonly NewProposal[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const inserted = await insertProposals(work.session, work.actor.county, rows, work.actor, new Date(work.now))
  for (const { id, place, ...row } of rows) if (inserted.has(id)) work.record({ action: 'roster.suspension.propose', subject: id, place, after: row })
  return inserted
}

export type FoundPerson = { readonly person: string; readonly place: string; readonly confirmation: string; readonly result: Finding; readonly note: string | null }

/** After findings: what earlier ones of the same persons proposed is taken back, and what these ask for is proposed. */
export async function proposeByFindingsIn(work: Work, found: readonly FoundPerson[]): Promise<void> {
  const { session, actor: { county } } = work
  const persons = found.map(each => each.person)
  for (const { id, place } of await withdrawProposals(session, county, persons)) work.record({ action: 'roster.suspension.withdraw', subject: id, place })
  const suspended = Map.groupBy(await selectOpenSuspensions(session, county, persons), suspension => suspension.person)
  await addIn(work, found.flatMap(({ result, ...rest }): NewProposal[] => {
    const kind = proposedBy(result, isSuspended(suspended.get(rest.person) ?? []))
    return kind === null ? [] : [{ ...rest, id: work.id(), kind, reason: reasonOf(result) }]
  }))
}

/** Proposes to suspend or to resume for a reason that no finding gives. Answers the proposal's id. */
export const propose = (house: House, actor: Actor, given: ProposalInput, options?: ActOptions): Promise<Result<string>> =>
  act(house, actor, 'roster.confirm', async work => {
    const parsed = proposalInput.safeParse(given)
    if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
    const { person, kind, note } = parsed.data
    const row = await personIn(work, person)
    if (!row.ok) return row
    const open = await selectOpenSuspensions(work.session, actor.county, [person])
    const faults = [...screenSecret('note', note), ...(kind === 'resume' && open.length === 0 ? [notSuspended] : [])]
    if (faults.length > 0) return refused(...faults)
    const id = work.id()
    const added = await addIn(work, [{ id, person, place: row.value.place_code, kind, reason: 'other', note, confirmation: null }])
    return added.has(id) ? done(id) : refused(alreadyProposed(kind))
  }, options)

type Waiting = { readonly proposal: Proposal; readonly open: readonly Suspension[] }

/** A proposal that this actor may answer, with the suspensions that stand. */
async function waitingIn(work: Work, id: string, kind: ProposalKind | null): Promise<Result<Waiting>> {
  const proposal = await selectProposal(work.session, work.actor.county, id)
  if (!proposal) return refused(noSuchProposal(id))
  const faults: Refusal[] = [
    ...(proposal.state === 'open' ? [] : [notOpen(proposal.state)]), ...(kind === null || proposal.kind === kind ? [] : [otherKind(proposal.kind)]),
    ...(proposal.proposed_by === work.actor.account ? [sameProposer(proposal.proposed_by_name)] : []),
  ]
  return faults.length > 0 ? refused(...faults) : done({ proposal, open: await selectOpenSuspensions(work.session, work.actor.county, [proposal.person]) })
}

type Answer = Omit<Parameters<typeof answerProposal>[2], 'id'>

async function answerIn(work: Work, proposal: Proposal, answer: Answer): Promise<Result<string>> {
  if (!await answerProposal(work.session, work.actor.county, { id: proposal.id, ...answer }, work.actor, new Date(work.now))) return refused(changedMeanwhile)
  const step = answer.state === 'declined' ? 'decline' : proposal.kind
  work.record({ action: `roster.suspension.${step}`, subject: proposal.id, place: proposal.place, before: { state: proposal.state }, after: { person: proposal.person, ...answer } })
  return done(proposal.id)
}

/** Reads a decision and everything that is wrong with it by itself. */
function readDecision(work: Work, given: DecisionInput): Result<DecisionInput> {
  const parsed = decisionInput.safeParse(given)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const faults = [...decisionFaults(parsed.data.on, work.today), ...screenSecret('document', parsed.data.document)]
  return faults.length > 0 ? refused(...faults) : done(parsed.data)
}

export type Decided = { readonly id: string; /** Whether what is owed changes: only the province suspends and resumes. */ readonly effective: boolean }

/** Records that an authority has stopped what a person draws: a fact of the roster, in the same transaction. */
export async function decideStopIn(work: Work, id: string, given: DecisionInput): Promise<Result<Decided>> {
  const [waiting, decision] = [await waitingIn(work, id, 'stop'), readDecision(work, given)]
  if (!waiting.ok) return waiting
  if (!decision.ok) return decision
  const { proposal, open } = waiting.value
  const { authority, document, on } = decision.value
  const standing = open.find(suspension => hasEffect(suspension.decided_by) || !hasEffect(authority))
  const faults = [...(proposal.reason === 'deceased' ? [deathInstead] : []), ...(standing ? [suspendedAlready(standing)] : [])]
  if (faults.length > 0) return refused(...faults)
  const fact = await recordFactIn(work, proposal.person, { kind: 'suspended', value: { from: on, to: null, decided_by: authority, document }, document })
  if (!fact.ok) return fact
  const answered = await answerIn(work, proposal, { state: 'decided', authority, document, effective_on: on, answer: null, fact: fact.value })
  return answered.ok ? done({ id, effective: hasEffect(authority) }) : answered
}

/** Ends suspensions on the day before; a document is the paper the end rests on. Answers the last fact recorded. */
async function endIn(work: Work, ended: readonly Suspension[], { document, on }: DecisionInput): Promise<Result<string | null>> {
  let last: string | null = null
  for (const suspension of ended) {
    const fact = await recordFactIn(work, suspension.person, { kind: 'suspended', value: endedValue(suspension, on), supersedes: suspension.fact, document })
    if (!fact.ok) return fact
    last = fact.value
  }
  return done(last)
}

/** Records that an authority has let a person draw again: it ends the suspensions that it may end. */
export async function decideResumeIn(work: Work, id: string, given: DecisionInput): Promise<Result<Decided>> {
  const [waiting, decision] = [await waitingIn(work, id, 'resume'), readDecision(work, given)]
  if (!waiting.ok) return waiting
  if (!decision.ok) return decision
  const { proposal, open } = waiting.value
  const { authority, document, on } = decision.value
  const ended = endedBy(authority, open)
  const early = ended.find(suspension => on < suspension.from)
  const faults = [...(open.length === 0 ? [notSuspended] : []), ...(early ? [beforeStop(on, early.from)] : [])]
  if (faults.length > 0) return refused(...faults)
  const fact = await endIn(work, ended, decision.value)
  if (!fact.ok) return fact
  const answered = await answerIn(work, proposal, { state: 'decided', authority, document, effective_on: on, answer: null, fact: fact.value })
  return answered.ok ? done({ id, effective: ended.some(suspension => hasEffect(suspension.decided_by)) }) : answered
}

export const decideStop = (house: House, actor: Actor, id: string, given: DecisionInput, options?: ActOptions): Promise<Result<Decided>> =>
  act(house, actor, 'roster.decide', work => decideStopIn(work, id, given), options)

export const decideResume = (house: House, actor: Actor, id: string, given: DecisionInput, options?: ActOptions): Promise<Result<Decided>> =>
  act(house, actor, 'roster.decide', work => decideResumeIn(work, id, given), options)

/** Answers a proposal with no, and why. */
export const decline = (house: House, actor: Actor, id: string, given: DeclineInput, options?: ActOptions): Promise<Result<string>> =>
  act(house, actor, 'roster.decide', async work => {
    const parsed = declineInput.safeParse(given)
    if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
    const faults = screenSecret('reason', parsed.data.reason)
    if (faults.length > 0) return refused(...faults)
    const waiting = await waitingIn(work, id, null)
    if (!waiting.ok) return waiting
    return answerIn(work, waiting.value.proposal, { state: 'declined', authority: null, document: null, effective_on: null, answer: parsed.data.reason, fact: null })
  }, options)

/** The proposals that wait, and those answered in a year. */
export const proposals = (house: House, actor: Actor, place: string, year: number): Promise<Result<Proposal[]>> =>
  read(house, actor, 'roster.read', work =>
    selectProposals(work.session, actor.county, place, new Date(`${year}-01-01T00:00:00+08:00`), new Date(`${year + 1}-01-01T00:00:00+08:00`)))
