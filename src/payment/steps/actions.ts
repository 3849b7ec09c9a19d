import { createHash } from 'node:crypto'
import { act, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { yuan, type Fen } from '../../base/money.ts'
import { done, refused, type Result } from '../../base/result.ts'
import { journalHead } from '../../journal/actions.ts'
import { fundsIn, postedIn, postIn } from '../../ledger/actions.ts'
import { mayPay, noSuchFund, overspent, type Fund } from '../../ledger/ledger.ts'
import { dueKey } from '../due.ts'
import { hashedLines, runNumber, runTitle, WORKFLOW, type LineContent, type ReceivableContent, type RunEvent, type RunState, type RunSummary } from '../payment.ts'
import { approvalPostings, type RunKey } from '../postings.ts'
import { changedLines, noFund, noSuchRun, postedMeanwhile, provisional, samePerson, wrongState } from '../refusals.ts'
import {
  approveLines, discardRow, selectLines, selectReceivables, selectRun, setApproval, stepRun, type RunRow, type StepColumns, type Who,
} from '../store.ts'

const isId = (id: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

export const hashOfLines = (lines: readonly LineContent[], receivables: readonly ReceivableContent[]): string =>
  createHash('sha256').update(hashedLines(lines, receivables)).digest('hex')

export const summaryOf = (row: RunRow): RunSummary => ({
  id: row.id, number: runNumber(row.year, row.number), title: runTitle(row), place: row.place, from: row.from, to: row.to, note: row.note, state: row.state,
  lines: row.line_count, amount_fen: row.amount_fen, receivables: row.receivable_count, receivable_fen: row.receivable_fen,
  prepared_by: row.prepared_by_name, checked_by: row.checked_by_name, approved_by: row.approved_by_name, known_on: row.known_on,
  lines_hash: row.lines_hash, law_hash: row.law_hash,
})

/** A run in sight, not locked. */
export async function runIn(work: Work, id: string): Promise<Result<RunRow>> {
  const run = isId(id) ? await selectRun(work.session, work.actor.county, id, false) : undefined
  return run ? done(run) : refused(noSuchRun(id))
}

/** The run, locked, if the workflow allows this step to this person now. */
export async function takeRun(work: Work, id: string, event: RunEvent): Promise<Result<RunRow>> {
  const run = isId(id) ? await selectRun(work.session, work.actor.county, id, true) : undefined
  if (!run) return refused(noSuchRun(id))
  const step = WORKFLOW[event]
  if (!step.from.includes(run.state)) return refused(wrongState(event, run.state))
  if (step.not_preparer && run.prepared_by === work.actor.account) return refused(samePerson(event, run.prepared_by_name))
  return done(run)
}

export const whoIn = (work: Work): Who => ({ account: work.actor.account, name: work.actor.name, at: new Date(work.now) })
export const keyOf = (run: RunRow): RunKey => ({ id: run.id, place: run.place, label: runTitle(run).zh, fund: run.fund })

/** One row of the journal for one step of a run, with the hash over its lines. */
export function recordStep(work: Work, run: RunRow, event: RunEvent, state: RunState, more: Readonly<Record<string, unknown>> = {}): void {
  work.record({
    action: `payment.run.${event}`, subject: run.id, place: run.place, before: { state: run.state },
    after: { state, number: runNumber(run.year, run.number), lines_hash: run.lines_hash, lines: run.line_count, amount_fen: run.amount_fen, ...more },
  })
}

/** The run's lines, if they are still those over which its hash was made. */
export async function intactLines(work: Work, run: RunRow): Promise<Result<{ lines: Awaited<ReturnType<typeof selectLines>>; receivables: Awaited<ReturnType<typeof selectReceivables>> }>> {
  const lines = await selectLines(work.session, work.actor.county, run.id)
  const receivables = await selectReceivables(work.session, work.actor.county, run.id)
  return hashOfLines(lines, receivables) === run.lines_hash ? done({ lines, receivables }) : refused(changedLines(runNumber(run.year, run.number)))
}

/** Takes a run into a state and answers how it then stands. */
export async function moveRun(work: Work, run: RunRow, event: RunEvent, state: RunState, column: StepColumns, more?: Readonly<Record<string, unknown>>): Promise<RunSummary> {
  await stepRun(work.session, work.actor.county, run, state, column, whoIn(work))
  recordStep(work, run, event, state, more)
  return summaryOf((await selectRun(work.session, work.actor.county, run.id, false))!)
}

export async function checkRunIn(work: Work, id: string): Promise<Result<RunSummary>> {
  const run = await takeRun(work, id, 'check')
  if (!run.ok) return run
  const intact = await intactLines(work, run.value)
  return intact.ok ? done(await moveRun(work, run.value, 'check', 'checked', 'checked')) : intact
}

/** A second person looks through a draft. */
export const checkRun = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<RunSummary>> =>
  act(house, actor, WORKFLOW.check.permission, work => checkRunIn(work, id), options)

/** Best first: with enough in it, meant for benefits, of the run's year, the older. */
function fundOrder(run: RunRow, amount: Fen) {
  const rank = (fund: Fund) => [fund.balance_fen >= amount ? 0 : 1, fund.purpose === 'benefits' ? 0 : 1, fund.year === Number(run.to.slice(0, 4)) ? 0 : 1, fund.year, fund.id].join(' ')
  return (a: Fund, b: Fund): number => (rank(a) < rank(b) ? -1 : 1)
}

/** The fund that pays: the one named, else the best that covers the run's place and may be spent on benefits. */
async function fundFor(work: Work, run: RunRow, named: string | null): Promise<Result<string | null>> {
  if (run.amount_fen === 0) return done(null)
  const able = (await fundsIn(work)).filter(fund => run.place.startsWith(fund.place) && mayPay(fund, 'benefits'))
  if (named !== null) return able.some(fund => fund.id === named) ? done(named) : refused(noSuchFund(named))
  const best = able.toSorted(fundOrder(run, run.amount_fen))[0]
  if (!best) return refused(noFund(yuan(run.amount_fen), []))
  return best.balance_fen >= run.amount_fen ? done(best.id) : refused(overspent(best, run.amount_fen))
}

type Prepared = { readonly lines: readonly LineContent[]; readonly receivables: readonly ReceivableContent[] }

/** The second guard: what was posted when the run was prepared must still be what is posted. */
async function postedSince(work: Work, run: RunRow, { lines, receivables }: Prepared): Promise<number> {
  const all = [...lines, ...receivables]
  const posted = await postedIn(work, { from: run.from, to: run.to, persons: [...new Set(all.map(line => line.person))] })
  const now = new Map(posted.map(one => [dueKey(one), one.amount_fen]))
  return all.filter(line => (now.get(dueKey(line)) ?? 0) !== line.posted_before_fen).length
}

/** Whether a run may be approved as it stands. */
async function approvable(work: Work, run: RunRow): Promise<Result<Prepared>> {
  const intact = await intactLines(work, run)
  if (!intact.ok) return intact
  const { lines, receivables } = intact.value
  const unsourced = [...lines, ...receivables].filter(line => line.provisional).length
  if (unsourced > 0) {
    const sources = [...new Set(lines.filter(line => line.provisional).map(line => line.rate_source))]
    const notices = run.findings.entries.filter(entry => entry.kind === 'provisional').map(entry => entry.text.zh)
    return refused(provisional(sources.length > 0 ? sources : notices, unsourced))
  }
  const changed = await postedSince(work, run, intact.value)
  return changed > 0 ? refused(postedMeanwhile(changed)) : done({ lines, receivables })
}

/**
 * Approves a run: what it owes becomes payable, the fund gives the money, the journal's head is kept with it.
 * Refuses `same-person`, `state` (also for lines on derived rates), `insufficient`, `conflict`.
 */
export async function approveRunIn(work: Work, id: string, options: { fund?: string | undefined } = {}): Promise<Result<RunSummary>> {
  const taken = await takeRun(work, id, 'approve')
  if (!taken.ok) return taken
  const run = taken.value
  const prepared = await approvable(work, run)
  if (!prepared.ok) return prepared
  const fund = await fundFor(work, run, options.fund ?? run.fund)
  if (!fund.ok) return fund
  const { lines, receivables } = prepared.value
  const posted = await postIn(work, approvalPostings({ ...keyOf(run), fund: fund.value }, work.today, lines, receivables))
  if (!posted.ok) return posted
  const anchor = await journalHead(work.session, work.actor.county)
  await setApproval(work.session, work.actor.county, run.id, fund.value, anchor)
  await approveLines(work.session, work.actor.county, run.id)
  // A run of receivables alone has nothing to send: it is done.
  return done(await moveRun(work, run, 'approve', lines.length > 0 ? 'approved' : 'confirmed', 'approved', { fund: fund.value, anchor, receivable_fen: run.receivable_fen }))
}

export const approveRun = (house: House, actor: Actor, id: string, options: ActOptions & { fund?: string | undefined } = {}): Promise<Result<RunSummary>> =>
  act(house, actor, WORKFLOW.approve.permission, work => approveRunIn(work, id, options), options)

/** Gives up a run that is not approved: its lines are free for another. */
export async function discardRunIn(work: Work, id: string): Promise<Result<RunSummary>> {
  const run = await takeRun(work, id, 'discard')
  if (!run.ok) return run
  await discardRow(work.session, work.actor.county, id, whoIn(work))
  recordStep(work, run.value, 'discard', 'discarded')
  return done({ ...summaryOf(run.value), state: 'discarded' })
}

export const discardRun = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<RunSummary>> =>
  act(house, actor, WORKFLOW.discard.permission, work => discardRunIn(work, id), options)
