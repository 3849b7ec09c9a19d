import { setImmediate } from 'node:timers/promises'
import { act, read, type ActOptions } from '../../access/actions.ts'
import type { Work } from '../../access/house.ts'
import { may } from '../../access/roles.ts'
import type { Actor } from '../../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { enterTextsIn, hashOfText, holdLawIn, lawAtIn } from '../../law/actions.ts'
import type { DataFile } from '../../law/data-file.ts'
import type { LawHouse, LawStanding } from '../../law/house.ts'
import type { LawBook } from '../../law/law.ts'
import { additionsTo } from './additions.ts'
import { readAdditions, type Asked } from './limits.ts'
import { editorFactsOf, type EditorFacts } from './notice.ts'
import { brokenCases } from './proof.ts'
import {
  PROPOSAL_STEPS, STEPS, type CheckedFiles, type ProposalInput, type ProposalLine, type ProposalState, type ProposalStep, type ProposalView,
} from './proposals.ts'
import { noSuchProposal, notChangeable, notTheMaker, samePerson, tooShort, wrongState } from './refusals.ts'
import { insertProposal, lockProposal, selectProposal, selectProposals, updateDecided, updateDraft, updateState, type ProposalRow } from './store.ts'

const askedOf = ({ actor, today }: Work): Asked => ({ county: actor.county, today })

const lineOf = (row: ProposalRow): ProposalLine => ({
  id: row.id, title: row.title, reason: row.reason, state: row.state, place: row.place, prepared_by: row.prepared_by_name, prepared_at: row.prepared_at.toISOString(),
  decided_by: row.decided_by_name, decided_at: row.decided_at?.toISOString() ?? null, decision_reason: row.decision_reason, files: row.files.length,
})

/** What files would add to a law, and what stands against it; without a proof by the cases. */
function readingOf(base: LawBook, files: readonly DataFile[], asked: Asked): CheckedFiles & { readonly next: LawBook } {
  const { reading, faults } = readAdditions(base, files, asked)
  return { faults, additions: additionsTo(base, reading.parts, asked.today), next: reading.parts }
}

/** The same, held against every case of the package too. */
async function examineIn(house: LawHouse, work: Work, files: readonly DataFile[]): Promise<CheckedFiles> {
  const asked = askedOf(work)
  const base = await house.lawOf(work)
  const { faults, additions, next } = readingOf(base, files, asked)
  if (faults.length > 0) return { faults, additions }
  const broken: Refusal[] = []
  for (const found of brokenCases(base, next, house.lawFiles, asked.county, additions)) {
    broken.push(...found)
    await setImmediate()
  }
  return { faults: broken, additions }
}

export const checkFiles = (house: LawHouse, actor: Actor, files: readonly DataFile[]): Promise<Result<CheckedFiles>> =>
  read(house, actor, 'law.propose', work => examineIn(house, work, files))

const WORDS_LENGTH_MIN = 2

/** What stands against an input. A draft may have faults, but it too keeps no secret. */
async function inputFaults(house: LawHouse, work: Work, input: ProposalInput): Promise<readonly Refusal[]> {
  const { faults } = await examineIn(house, work, input.files)
  const words = (['title', 'reason'] as const).flatMap(name => [...(input[name].trim().length < WORDS_LENGTH_MIN ? [tooShort(name)] : []), ...screenSecret(name, input[name])])
  return [...words, ...(input.draft ? faults.filter(({ code }) => code === 'secret') : faults)]
}

/** What the journal keeps of the files: enough to prove a text, not the text again. */
const hashed = (files: readonly DataFile[]) => files.map(({ path, text }) => ({ path, hash: hashOfText(text) }))

/** Enters a proposal: as a draft as it stands, else only when nothing is wrong with it. */
export async function enterProposalIn(house: LawHouse, work: Work, input: ProposalInput): Promise<Result<ProposalLine>> {
  const faults = await inputFaults(house, work, input)
  if (faults.length > 0) return refused(...faults)
  const { actor } = work
  const row: ProposalRow = {
    id: work.id(), place: actor.place, title: input.title, reason: input.reason, state: input.draft ? 'draft' : 'proposed', files: input.files,
    prepared_by: actor.account, prepared_by_name: actor.name, prepared_at: new Date(work.now),
    decided_by: null, decided_by_name: null, decided_at: null, decision_reason: null, version: null,
  }
  await insertProposal(work.session, actor.county, row)
  work.record({ action: 'law.proposal.enter', subject: row.id, place: row.place, after: { state: row.state, title: row.title, reason: row.reason, files: hashed(row.files) } })
  return done(lineOf(row))
}

export const enterProposal = (house: LawHouse, actor: Actor, input: ProposalInput, options: ActOptions = {}): Promise<Result<ProposalLine>> =>
  act(house, actor, 'law.propose', work => enterProposalIn(house, work, input), options)

/** A proposal held for a step that this actor may take on it now. */
async function stepOn(work: Work, step: ProposalStep, id: string): Promise<Result<ProposalRow>> {
  const row = await lockProposal(work.session, work.actor.county, id)
  if (!row) return refused(noSuchProposal(id))
  const { from, by } = STEPS[step]
  if (!from.includes(row.state)) return refused(wrongState(step, row.state))
  const isMaker = row.prepared_by === work.actor.account
  if (by === 'another' && isMaker) return refused(samePerson(step, row.prepared_by_name))
  return by === 'maker' && !isMaker ? refused(notTheMaker(step, row.prepared_by_name)) : done(row)
}

function recordStep(work: Work, row: ProposalRow, step: ProposalStep, after: object = {}): ProposalState {
  const { to } = STEPS[step]
  work.record({ action: `law.proposal.${step}`, subject: row.id, place: row.place, before: { state: row.state }, after: { state: to, ...after } })
  return to
}

/** Changes a draft; without `draft` it is put forward as it now is. */
async function changeDraftIn(house: LawHouse, work: Work, id: string, input: ProposalInput): Promise<Result<ProposalLine>> {
  const { session, actor: { county, account } } = work
  const row = await lockProposal(session, county, id)
  if (!row) return refused(noSuchProposal(id))
  if (row.state !== 'draft') return refused(notChangeable(row.state))
  if (row.prepared_by !== account) return refused(notTheMaker('propose', row.prepared_by_name))
  const faults = await inputFaults(house, work, input)
  if (faults.length > 0) return refused(...faults)
  const changed = { ...row, title: input.title, reason: input.reason, files: input.files }
  await updateDraft(session, county, id, changed)
  const after = { title: input.title, reason: input.reason, files: hashed(input.files) }
  work.record({ action: 'law.proposal.change', subject: id, place: row.place, before: { files: hashed(row.files) }, after })
  if (input.draft) return done(lineOf(changed))
  const state = recordStep(work, row, 'propose')
  await updateState(session, county, id, state)
  return done(lineOf({ ...changed, state }))
}

export const changeDraft = (house: LawHouse, actor: Actor, id: string, input: ProposalInput, options: ActOptions = {}): Promise<Result<ProposalLine>> =>
  act(house, actor, 'law.propose', work => changeDraftIn(house, work, id, input), options)

export const withdrawProposal = (house: LawHouse, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<ProposalLine>> =>
  act(house, actor, STEPS.withdraw.permission, async work => {
    const found = await stepOn(work, 'withdraw', id)
    if (!found.ok) return found
    const state = recordStep(work, found.value, 'withdraw')
    await updateState(work.session, actor.county, id, state)
    return done(lineOf({ ...found.value, state }))
  }, options)

const verdictOf = (work: Work, reason: string | undefined) =>
  ({ decided_by: work.actor.account, decided_by_name: work.actor.name, decided_at: new Date(work.now), decision_reason: reason || null })

export const rejectProposal = (house: LawHouse, actor: Actor, id: string, reason: string, options: ActOptions = {}): Promise<Result<ProposalLine>> =>
  act(house, actor, STEPS.reject.permission, async work => {
    const secret = screenSecret('reason', reason)
    if (secret.length > 0) return refused(...secret)
    const found = await stepOn(work, 'reject', id)
    if (!found.ok) return found
    const decided = { ...found.value, ...verdictOf(work, reason), state: recordStep(work, found.value, 'reject', { reason }), version: null }
    await updateDecided(work.session, actor.county, id, decided)
    return done(lineOf(decided))
  }, options)

/** Approves as another person: looked at once more against the law as it stands now, then added to the county's for ever. */
export async function approveProposalIn(house: LawHouse, work: Work, id: string, reason: string | undefined): Promise<Result<ProposalLine>> {
  const found = await stepOn(work, 'approve', id)
  if (!found.ok) return found
  await holdLawIn(work)
  const { faults } = await examineIn(house, work, found.value.files)
  const secret = screenSecret('reason', reason)
  if (faults.length + secret.length > 0) return refused(...secret, ...faults)
  const { version, texts } = await enterTextsIn(work, id, found.value.files)
  const decided = { ...found.value, ...verdictOf(work, reason), version, state: recordStep(work, found.value, 'approve', { version, texts, ...(reason ? { reason } : {}) }) }
  await updateDecided(work.session, work.actor.county, id, decided)
  return done(lineOf(decided))
}

export const approveProposal = (house: LawHouse, actor: Actor, id: string, reason?: string, options: ActOptions = {}): Promise<Result<ProposalLine>> =>
  act(house, actor, STEPS.approve.permission, work => approveProposalIn(house, work, id, reason), options)

export type ProposalList = { readonly rows: readonly ProposalLine[]; readonly total: number; readonly page: number; readonly size: number }
export type ProposalsAsked = { readonly state?: ProposalState | undefined; readonly page?: number; readonly size?: number }

/** The county's proposals, the latest first. */
export const proposals = (house: LawHouse, actor: Actor, { state, page = 1, size = 20 }: ProposalsAsked = {}): Promise<Result<ProposalList>> =>
  read(house, actor, 'law.read', async work => {
    const { rows, total } = await selectProposals(work.session, actor.county, state ?? '', size, (page - 1) * size)
    return { rows: rows.map(lineOf), total, page, size }
  })

const allowedTo = (actor: Actor, row: ProposalRow): ProposalStep[] => PROPOSAL_STEPS.filter(name => {
  const { from, permission, by } = STEPS[name]
  return from.includes(row.state) && may(actor.role, permission) && (by === 'maker') === (row.prepared_by === actor.account)
})

/** One with what it adds: to the county's law as it stands, or as it stood when it was approved. */
export async function proposal(house: LawHouse, actor: Actor, id: string): Promise<Result<ProposalView>> {
  const found = await read(house, actor, 'law.read', async (work): Promise<Result<ProposalView>> => {
    const row = await selectProposal(work.session, actor.county, id)
    if (!row) return refused(noSuchProposal(id))
    const base = row.version === null ? await house.lawOf(work) : await lawAtIn(house, work, row.version - 1)
    const { faults, additions } = readingOf(base, row.files, askedOf(work))
    const open = row.state === 'draft' || row.state === 'proposed'
    return done({ ...lineOf(row), files: row.files, faults: open ? faults : [], additions, allowed: allowedTo(actor, row) })
  })
  return found.ok ? found.value : found
}

/** The package's law that stands, and why the folder's is not it. */
export const lawStanding = (house: LawHouse, actor: Actor): Promise<Result<LawStanding>> => read(house, actor, 'law.read', () => Promise.resolve(house.lawStanding))

/** What the form of a notice needs. */
export const editorFacts = (house: LawHouse, actor: Actor): Promise<Result<EditorFacts>> =>
  read(house, actor, 'law.propose', async work => editorFactsOf(await house.lawOf(work), actor.county))
