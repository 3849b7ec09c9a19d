import { act, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { firstDay, lastDay, monthsFrom, yearOf, type Day, type Month } from '../../base/day.ts'
import { maskName } from '../../base/mask.ts'
import { sum, type Fen } from '../../base/money.ts'
import { done, refused, type Result } from '../../base/result.ts'
import { postSetIn } from '../../ledger/sets/actions.ts'
import { progressIn } from '../../plan/actions.ts'
import { disclosureHolds } from '../disclosure/actions.ts'
import { heldBackIn } from '../banks/failures/actions.ts'
import { heldByReason, type HeldLines, type WaitingReason } from '../banks/failures/failures.ts'
import { failureRulesOf } from '../banks/failures/load.ts'
import { nothingReady } from '../banks/failures/refusals.ts'
import { settledState, WORKFLOW, type RunSummary } from '../payment.ts'
import { reference } from '../postings.ts'
import { noAccounts, nothingWaiting, samePerson } from '../refusals.ts'
import { setState, settleSendings, type Failure, type RunRow } from '../store.ts'
import { changedSince, keyOf, moveRun, recordStep, summaryOf, takeRun } from '../steps/actions.ts'
import { countLines, countReady, dispatchOf, insertAttempts, selectUnderway, selectWaiting, sendLines, settlementOf, type Underway } from './store.ts'

export type SendOutcome = {
  readonly run: RunSummary
  readonly sent: number
  readonly amount_fen: Fen
  /** Lines that are held back, and why: they stay payable, and go with a later `reissue`. */
  readonly waiting: readonly { readonly line: number; readonly name: string; readonly reason: WaitingReason }[]
}

/** What the next sending would take along, and what it would leave behind. */
export type PlannedSending = { readonly lines: number; readonly amount_fen: Fen; readonly held: readonly HeldLines[] }

export async function nextSendingIn(work: Work, run: Pick<RunRow, 'id' | 'state'>): Promise<PlannedSending | null> {
  if (![...WORKFLOW.send.from, ...WORKFLOW.reissue.from].includes(run.state)) return null
  const held = await heldBackIn(work, run.id)
  return { ...await countReady(work.session, work.actor.county, run.id, [...held.keys()]), held: heldByReason([...held.values()]) }
}

async function dispatch(work: Work, run: RunRow, event: 'send' | 'reissue'): Promise<Result<SendOutcome>> {
  const { session, actor: { county }, today } = work
  // Looked at again here, apart from the approval: money leaves only what two people stand for.
  if (run.approved_by === null || run.approved_by === run.prepared_by || run.checked_by === run.prepared_by) return refused(samePerson('approve', run.prepared_by_name))
  const changed = await changedSince(work, run)
  if (changed) return refused(changed)
  const undisclosed = await disclosureHolds(work, run)
  if (undisclosed) return refused(undisclosed)
  const held = await heldBackIn(work, run.id)
  const sent = await insertAttempts(session, county, run, today, [...held.keys()])
  const key = keyOf(run, [])
  const posted = await postSetIn(work, dispatchOf(run.id), { on: today, reference: reference(key), memo: key.label })
  const moved = await sendLines(session, county, run.id)
  const waiting = (await selectWaiting(session, county, run.id)).map(line => ({ line: line.number, name: maskName(line.name), reason: held.get(line.number) ?? 'no-account' }))
  if (sent + waiting.length === 0) return refused(nothingWaiting)
  if (sent === 0) {
    const reasons = waiting.map(line => line.reason)
    return refused(reasons.every(reason => reason === 'no-account') ? noAccounts(waiting.slice(0, 20).map(line => line.name)) : nothingReady(reasons, failureRulesOf()))
  }
  if (posted.added !== sent || moved !== sent) throw new Error(`of run ${run.id} ${sent} attempts were made, ${posted.added} posted and ${moved} lines sent`)
  const after = await moveRun(work, run, event, 'sent', 'sent', { sent, sent_fen: posted.told_fen, waiting: waiting.map(({ line, reason }) => [line, reason]) })
  return done({ run: after, sent, amount_fen: posted.told_fen, waiting })
}

/** Sends an approved run: the payees' accounts are taken down, payable becomes in transit. */
export async function sendRunIn(work: Work, id: string): Promise<Result<SendOutcome>> {
  const run = await takeRun(work, id, 'send')
  return run.ok ? dispatch(work, run.value, 'send') : run
}

export const sendRun = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<SendOutcome>> =>
  act(house, actor, WORKFLOW.send.permission, work => sendRunIn(work, id), options)

/** Sends again what came back or never went, at the same amount, to the account as it stands now. */
export async function reissueRunIn(work: Work, id: string): Promise<Result<SendOutcome>> {
  const run = await takeRun(work, id, 'reissue')
  return run.ok ? dispatch(work, run.value, 'reissue') : run
}

export const reissueRun = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<SendOutcome>> =>
  act(house, actor, WORKFLOW.reissue.permission, work => reissueRunIn(work, id), options)

/** What the bank said of one attempt; without a failure it arrived. */
export type Settled = { readonly sending: Underway; readonly failure: Failure | null }

const clamp = (day: Day, month: Month): Day => (day < firstDay(month) ? firstDay(month) : day > lastDay(month) ? lastDay(month) : day)

/** The plan's work of each month that a confirmed run paid is done. */
async function tellPlan(work: Work, run: RunRow): Promise<void> {
  const months = monthsFrom(run.from, run.to)
  for (const month of months) {
    const id = months.length === 1 ? run.id : `${run.id}/${month}`
    await progressIn(work, { place: run.place, year: yearOf(month), record: { kind: 'payment.run-confirmed', id }, on: clamp(work.today, month) })
  }
}

/** Good and bad attempts into their states; the bad ones failure by failure. */
async function save(work: Work, run: RunRow, settled: readonly Settled[]): Promise<void> {
  const byFailure = Map.groupBy(settled, one => JSON.stringify(one.failure))
  for (const group of byFailure.values()) {
    const { failure } = group[0]!
    const common = { serials: group.map(one => one.sending.serial), numbers: group.map(one => one.sending.number), on: work.today }
    await settleSendings(work.session, work.actor.county, run.id, failure === null ? { ...common, state: 'confirmed' } : { ...common, state: 'returned', failure })
  }
}

/** Takes what the bank said of a run's attempts into lines, ledger and plan; the run is locked by the caller. */
export async function settle(work: Work, run: RunRow, event: 'confirm' | 'return', settled: readonly Settled[]): Promise<RunSummary> {
  const { session, actor: { county }, today } = work
  await save(work, run, settled)
  const key = keyOf(run, [])
  await postSetIn(work, settlementOf(run.id, settled.map(one => one.sending.serial)), { on: today, reference: reference(key), memo: key.label })
  const state = settledState(await countLines(session, county, run.id))
  const good = settled.filter(one => one.failure === null)
  const reversed = settled.filter(one => one.failure?.reversed === true).length
  const more = { confirmed: good.length, returned: settled.length - good.length - reversed, reversed, confirmed_fen: sum(good.map(one => one.sending.amount_fen)) }
  if (state === 'confirmed') {
    await tellPlan(work, run)
    return moveRun(work, run, event, state, 'confirmed', more)
  }
  await setState(session, county, run.id, state)
  recordStep(work, run, event, state, more)
  return { ...summaryOf(run), state }
}

/** The run, locked, ends when nothing of it is with the bank or waits: where its last waiting line was withdrawn. */
export async function endIfSettledIn(work: Work, run: RunRow): Promise<void> {
  if (settledState(await countLines(work.session, work.actor.county, run.id)) !== 'confirmed') return
  await tellPlan(work, run)
  await moveRun(work, run, 'confirm', 'confirmed', 'confirmed')
}

/** The bank says that all went well: everything under way has arrived. */
export async function confirmRunIn(work: Work, id: string): Promise<Result<RunSummary>> {
  const run = await takeRun(work, id, 'confirm')
  if (!run.ok) return run
  const underway = await selectUnderway(work.session, work.actor.county, id)
  return done(await settle(work, run.value, 'confirm', underway.map(sending => ({ sending, failure: null }))))
}

export const confirmRun = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<RunSummary>> =>
  act(house, actor, WORKFLOW.confirm.permission, work => confirmRunIn(work, id), options)
