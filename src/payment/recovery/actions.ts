import { act, read, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import { forbidden } from '../../access/refusals.ts'
import { may } from '../../access/roles.ts'
import type { Actor } from '../../base/actor.ts'
import { maskName } from '../../base/mask.ts'
import { done, refused, type Refusal, type Result, type Text } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { refusalsOf } from '../../http/router.ts'
import type { LawHouse } from '../../law/house.ts'
import { fundsIn, postIn } from '../../ledger/actions.ts'
import { noSuchFund } from '../../ledger/ledger.ts'
import {
  beyondLine, closingPostings, DECIDERS, deductibleFen, noSuchClosing, noSuchReceivable, notDeductible, notProposed, notYours, sameDecider, tooMuch, type Closing, type ClosingState, type OpenReceivable,
} from './recovery.ts'
import { noSuchRun } from '../refusals.ts'
import { endIfSettledIn } from '../sending/actions.ts'
import { selectRun } from '../store.ts'
import { closingAnswer, closingInput, type ClosingAnswer, type ClosingInput } from './schemas.ts'
import { answerClosing, deductLine, insertClosing, lockLine, lockReceivable, pageReceivables, selectClosing, selectClosings } from './store.ts'

const SENT_ALREADY: Text = { zh: '只能从审批了、还没有送银行的行里抵扣。', en: 'A deduction is made from a line that is approved and not with the bank.' }
const OTHER_PERSON: Text = { zh: '只能从本人的发放里抵扣。', en: 'A deduction is made from the same person’s own line.' }

/** Why this much cannot be deducted from a line. */
async function lineFaults(work: Work, receivable: OpenReceivable, line: { run: string; number: number }, amount: number): Promise<Refusal[]> {
  const row = await lockLine(work.session, work.actor.county, line.run, line.number)
  if (!row || row.person !== receivable.person) return [notDeductible(OTHER_PERSON)]
  if (row.state !== 'approved' && row.state !== 'returned') return [notDeductible(SENT_ALREADY)]
  const most = deductibleFen(row, receivable)
  return amount <= most ? [] : [beyondLine(amount, most)]
}

async function inputFaults(work: Work, input: ClosingInput, receivable: OpenReceivable): Promise<Refusal[]> {
  const left = receivable.amount_fen - receivable.closed_fen - receivable.proposed_fen
  return [
    ...screenSecret('document', input.document), ...screenSecret('reason', input.reason), ...(input.amount_fen > left ? [tooMuch(input.amount_fen, left)] : []),
    ...(input.kind === 'refund' && !(await fundsIn(work)).some(fund => fund.id === input.fund) ? [noSuchFund(input.fund)] : []),
    ...(input.kind === 'offset' ? await lineFaults(work, receivable, input.line, input.amount_fen) : []),
  ]
}

/** Puts forward how a receivable is closed, whole or in part. @returns the closing's id */
export async function proposeClosingIn(work: Work, given: ClosingInput): Promise<Result<string>> {
  const parsed = closingInput.safeParse(given)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const input = parsed.data
  const receivable = await lockReceivable(work.session, work.actor.county, input.run, input.number)
  if (!receivable) return refused(noSuchReceivable(input.run, input.number))
  const faults = await inputFaults(work, input, receivable)
  if (faults.length > 0) return refused(...faults)
  const id = work.id()
  const { run, number, kind, amount_fen, document, reason } = input
  const line = input.kind === 'offset' ? input.line : null
  await insertClosing(work.session, work.actor.county, {
    id, run, number, kind, amount_fen, document, reason, place: receivable.place, person: receivable.person, fund: input.kind === 'refund' ? input.fund : null,
    line_run: line?.run ?? null, line_number: line?.number ?? null, proposed_by: work.actor.account, proposed_by_name: work.actor.name, proposed_at: new Date(work.now),
  })
  work.record({ action: 'payment.closing.propose', subject: id, place: receivable.place, after: { run, number, kind, amount_fen, document, reason, line } })
  return done(id)
}

export const proposeClosing = (house: House, actor: Actor, input: ClosingInput, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'payment.prepare', work => proposeClosingIn(work, input), options)

/** What was proposed, locked, if this person may answer it. */
async function waitingIn(work: Work, id: string): Promise<Result<Closing>> {
  const closing = await selectClosing(work.session, work.actor.county, id)
  if (!closing) return refused(noSuchClosing(id))
  if (closing.state !== 'proposed') return refused(notProposed(closing.state))
  if (!may(work.actor.role, DECIDERS[closing.kind])) return forbidden(work.actor.role, DECIDERS[closing.kind])
  return closing.proposed_by === work.actor.account ? refused(sameDecider(closing.proposed_by_name)) : done(closing)
}

/** Takes a closing into the ledger: the receivable is less, the money back or let go, the line shorter. */
async function applyIn(work: Work, closing: Closing): Promise<Result<null>> {
  const { session, actor: { county } } = work
  const receivable = await lockReceivable(session, county, closing.run, closing.number)
  if (!receivable) return refused(noSuchReceivable(closing.run, closing.number))
  if (closing.line_run === null || closing.line_number === null) {
    const posted = await postIn(work, closingPostings(closing, work.today, null))
    return posted.ok ? done(null) : posted
  }
  // The run before its line, as sending locks them.
  const run = await selectRun(session, county, closing.line_run, true)
  if (!run) return refused(noSuchRun(closing.line_run))
  const faults = await lineFaults(work, receivable, { run: run.id, number: closing.line_number }, closing.amount_fen)
  if (faults.length > 0) return refused(...faults)
  const posted = await postIn(work, closingPostings(closing, work.today, (await lockLine(session, county, run.id, closing.line_number))!))
  if (!posted.ok) return posted
  await deductLine(session, county, run.id, closing.line_number, closing.amount_fen)
  await endIfSettledIn(work, run)
  return done(null)
}

export async function answerClosingIn(work: Work, id: string, given: ClosingAnswer): Promise<Result<ClosingState>> {
  const parsed = closingAnswer.safeParse(given)
  const offences = parsed.success ? screenSecret('answer', parsed.data.answer) : refusalsOf(parsed.error.issues)
  if (!parsed.success || offences.length > 0) return refused(...offences)
  const waiting = await waitingIn(work, id)
  if (!waiting.ok) return waiting
  const { accept, answer } = parsed.data
  if (accept) {
    const applied = await applyIn(work, waiting.value)
    if (!applied.ok) return applied
  }
  const state = accept ? 'decided' : 'declined'
  await answerClosing(work.session, work.actor.county, id, { state, by: work.actor.account, name: work.actor.name, at: new Date(work.now), answer: answer ?? null })
  work.record({ action: `payment.closing.${accept ? 'decide' : 'decline'}`, subject: id, place: waiting.value.place, before: { state: 'proposed' }, after: { state, amount_fen: waiting.value.amount_fen, answer } })
  return done(state)
}

/** Another person than put it forward decides; a write-off is the county's. */
export const decideClosing = (house: House, actor: Actor, id: string, answer: ClosingAnswer, options: ActOptions = {}): Promise<Result<ClosingState>> =>
  act(house, actor, 'payment.read', work => answerClosingIn(work, id, answer), options)

/** Takes back what oneself put forward. */
export const withdrawClosing = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<ClosingState>> =>
  act(house, actor, 'payment.prepare', async (work): Promise<Result<ClosingState>> => {
    const closing = await selectClosing(work.session, actor.county, id)
    if (!closing) return refused(noSuchClosing(id))
    if (closing.state !== 'proposed') return refused(notProposed(closing.state))
    if (closing.proposed_by !== actor.account) return refused(notYours(closing.proposed_by_name))
    await answerClosing(work.session, actor.county, id, { state: 'withdrawn', by: null, name: null, at: null, answer: null })
    work.record({ action: 'payment.closing.withdraw', subject: id, place: closing.place, before: { state: 'proposed' }, after: { state: 'withdrawn' } })
    return done('withdrawn')
  }, options)

export type ReceivablesAsked = { readonly place?: string | undefined; readonly whole?: boolean | undefined; readonly person?: string | undefined; readonly page?: number | undefined; readonly size?: number | undefined }
export type ReceivableList = { readonly rows: readonly (OpenReceivable & { readonly benefit_name: Text })[]; readonly total: number; readonly page: number; readonly size: number }

/** What is to come back, the oldest first; `whole` with what has been closed. Names are masked. */
export const receivables = (house: LawHouse, actor: Actor, asked: ReceivablesAsked = {}): Promise<Result<ReceivableList>> =>
  read(house, actor, 'payment.read', async work => {
    const [page, size] = [asked.page ?? 1, asked.size ?? 20]
    const benefits: ReadonlyMap<string, { readonly name: Text }> = (await house.lawOf(work)).benefits
    const { rows, total } = await pageReceivables(work.session, actor.county, { place: asked.place ?? '', whole: asked.whole ?? false, person: asked.person ?? null }, size, (page - 1) * size)
    return { rows: rows.map(row => ({ ...row, name: maskName(row.name), benefit_name: benefits.get(row.benefit)?.name ?? { zh: row.benefit, en: row.benefit } })), total, page, size }
  })

/** `may_answer`: the asker may decide it; `is_mine`: the asker put it forward. The name is masked. */
export type ClosingView = Omit<Closing, 'proposed_by' | 'proposed_at' | 'decided_at'> & {
  readonly proposed_at: string; readonly decided_at: string | null; readonly may_answer: boolean; readonly is_mine: boolean
}

export async function closingsIn(work: Work, state: ClosingState | null): Promise<ClosingView[]> {
  const { session, actor } = work
  return (await selectClosings(session, actor.county, state)).map(({ proposed_by, proposed_at, decided_at, ...closing }) => ({
    ...closing, name: maskName(closing.name), proposed_at: proposed_at.toISOString(), decided_at: decided_at?.toISOString() ?? null, is_mine: proposed_by === actor.account,
    may_answer: closing.state === 'proposed' && proposed_by !== actor.account && may(actor.role, DECIDERS[closing.kind]),
  }))
}

/** What was put forward, the latest first, and whether the asker may answer it. */
export const closings = (house: House, actor: Actor, state: ClosingState | null): Promise<Result<ClosingView[]>> =>
  read(house, actor, 'payment.read', work => closingsIn(work, state))
