import { createHash } from 'node:crypto'
import { act, read, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, refused, type Refusal, type Result, type Text } from '../../base/result.ts'
import { journalHead } from '../../journal/actions.ts'
import type { LawHouse } from '../../law/house.ts'
import type { LawBook } from '../../law/law.ts'
import { fundsIn, postIn } from '../../ledger/actions.ts'
import { budgetsIn } from '../../ledger/budgets/actions.ts'
import { budgetUse } from '../../ledger/budgets/budgets.ts'
import { mayPay, type Fund } from '../../ledger/ledger.ts'
import { postSetIn } from '../../ledger/sets/actions.ts'
import { spentIn } from '../../ledger/statements/actions.ts'
import { hashedLines, runNumber, runTitle, WORKFLOW, type LineContent, type ReceivableContent, type RunEvent, type RunState, type RunSummary } from '../payment.ts'
import { fundsOf, reference, setAside, type RunKey } from '../postings.ts'
import { DECIDING_KINDS } from '../exceptions/exceptions.ts'
import { stillOpen } from '../exceptions/refusals.ts'
import { selectOpen } from '../exceptions/store.ts'
import { changedLines, noSuchRun, postedMeanwhile, provisional, samePerson, wrongState } from '../refusals.ts'
import { approverFaultIn } from '../settings/actions.ts'
import { discardRow, selectRun, setApproval, stepRun, type RunRow, type StepColumns, type Who } from '../store.ts'
import { allocate, suggestionOf, type Allocation, type FundByBenefit, type FundSuggestion, type FundQuestion } from './funds.ts'
import { approvalOf, approveLines, countPostedSince, insertAllocations, selectDerived, selectHash, selectNeeds } from './store.ts'

const isId = (id: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

export const hashOfLines = (lines: readonly LineContent[], receivables: readonly ReceivableContent[]): string =>
  createHash('sha256').update(hashedLines(lines, receivables)).digest('hex')

export const summaryOf = (row: RunRow): RunSummary => ({
  id: row.id, number: runNumber(row.year, row.number), title: runTitle(row), place: row.place, from: row.from, to: row.to, benefits: row.benefits, note: row.note, state: row.state,
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
export const keyOf = (run: RunRow, allocations: readonly Allocation[]): RunKey => ({ id: run.id, place: run.place, label: runTitle(run).zh, funds: fundsOf(allocations) })

/** One row of the journal for one step of a run, with the hash over its lines. */
export function recordStep(work: Work, run: RunRow, event: RunEvent, state: RunState, more: Readonly<Record<string, unknown>> = {}): void {
  work.record({
    action: `payment.run.${event}`, subject: run.id, place: run.place, before: { state: run.state },
    after: { state, number: runNumber(run.year, run.number), lines_hash: run.lines_hash, lines: run.line_count, amount_fen: run.amount_fen, ...more },
  })
}

/** Refuses when the run's lines are no longer those over which its hash was made. */
export const changedSince = async (work: Work, run: RunRow): Promise<Refusal | undefined> =>
  (await selectHash(work.session, work.actor.county, run.id) === run.lines_hash ? undefined : changedLines(runNumber(run.year, run.number)))

/** Takes a run into a state and answers how it then stands. */
export async function moveRun(work: Work, run: RunRow, event: RunEvent, state: RunState, column: StepColumns, more?: Readonly<Record<string, unknown>>): Promise<RunSummary> {
  await stepRun(work.session, work.actor.county, run, state, column, whoIn(work))
  recordStep(work, run, event, state, more)
  return summaryOf((await selectRun(work.session, work.actor.county, run.id, false))!)
}

/** Refuses, all at once, exceptions that nobody has decided. */
export async function checkRunIn(work: Work, id: string): Promise<Result<RunSummary>> {
  const run = await takeRun(work, id, 'check')
  if (!run.ok) return run
  const open = await selectOpen(work.session, work.actor.county, id, DECIDING_KINDS)
  if (open.length > 0) return refused(...open.map(stillOpen))
  const changed = await changedSince(work, run.value)
  return changed ? refused(changed) : done(await moveRun(work, run.value, 'check', 'checked', 'checked'))
}

/** A second person looks through a draft. */
export const checkRun = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<RunSummary>> =>
  act(house, actor, WORKFLOW.check.permission, work => checkRunIn(work, id), options)

/** What stands against approving a run as it is. */
async function unapprovable(work: Work, run: RunRow): Promise<Refusal | undefined> {
  const { session, actor: { county } } = work
  const changed = await changedSince(work, run)
  if (changed) return changed
  const derived = await selectDerived(session, county, run.id)
  if (derived.rows > 0) {
    const notices = run.findings.entries.filter(entry => entry.kind === 'provisional').map(entry => entry.text.zh)
    return provisional(derived.sources.length > 0 ? derived.sources : notices, derived.rows)
  }
  // The second guard: what was posted when the run was prepared must still be what is posted.
  const posted = await countPostedSince(session, county, run)
  return posted > 0 ? postedMeanwhile(posted) : undefined
}

type Naming = { readonly named: string | null; readonly chosen: FundByBenefit }

async function questionIn(work: Work, run: RunRow, named: string | null): Promise<Omit<FundQuestion, 'chosen'>> {
  const able = (await fundsIn(work)).filter(fund => run.place.startsWith(fund.place) && mayPay(fund, 'benefits'))
  return { needs: await selectNeeds(work.session, work.actor.county, run.id), able, named, year: Number(run.to.slice(0, 4)) }
}

/** From which funds the run is paid: the one chosen for a benefit, the one named for all, else for each benefit the best that covers its place. */
export const allocationsFor = async (work: Work, run: RunRow, { named, chosen }: Naming): Promise<Result<Allocation[]>> =>
  allocate({ ...await questionIn(work, run, named), chosen })

/** From which funds a run that is not approved yet may be paid, and from which it would be. */
export async function fundSuggestionIn(work: Work, law: LawBook, id: string): Promise<Result<FundSuggestion>> {
  const run = await runIn(work, id)
  if (!run.ok) return run
  const question = await questionIn(work, run.value, run.value.fund)
  const ids = question.able.map(fund => fund.id)
  const [budgets, spent] = [await budgetsIn(work, ids), await spentIn(work, ids)]
  const names: ReadonlyMap<string, { readonly name: Text }> = law.benefits
  const usedOf = ({ id: fund }: Fund) => budgetUse(budgets.filter(row => row.fund === fund), spent.filter(one => one.fund === fund))
  return done(suggestionOf(question, usedOf, benefit => names.get(benefit)?.name ?? { zh: benefit, en: benefit }))
}

export const fundSuggestion = async (house: LawHouse, actor: Actor, id: string): Promise<Result<FundSuggestion>> => {
  const offered = await read(house, actor, 'ledger.read', async work => fundSuggestionIn(work, await house.lawOf(work), id))
  return offered.ok ? offered.value : offered
}

/** The money is set aside, and every line and receivable posted: as many, and as much, as the run says. */
async function postApproval(work: Work, run: RunRow, allocations: readonly Allocation[]): Promise<Result<void>> {
  const { session, actor: { county }, today } = work
  const key = keyOf(run, allocations)
  const aside = await postIn(work, setAside(key, today, allocations))
  if (!aside.ok) return aside
  await insertAllocations(session, county, run, allocations)
  const posted = await postSetIn(work, approvalOf(run.id), { on: today, reference: reference(key), memo: key.label })
  const rows = await approveLines(session, county, run.id)
  const stated = { rows: run.line_count + run.receivable_count, fen: run.amount_fen + run.receivable_fen }
  if (posted.told !== stated.rows || posted.told_fen !== stated.fen || rows !== stated.rows) {
    throw new Error(`run ${run.id} says ${stated.rows} rows of ${stated.fen} fen; posted were ${posted.told} of ${posted.told_fen}, approved ${rows}`)
  }
  return done(undefined)
}

/** `fund` pays for all; `funds` by benefit, before it. */
export type FundOptions = { readonly fund?: string | undefined; readonly funds?: FundByBenefit | undefined }

/**
 * Approves a run: what it owes becomes payable, each benefit's fund gives the money, the journal's head is kept with it.
 * Refuses `same-person`, `forbidden` where the county approves, `state` (also for lines on derived rates), `insufficient`, `conflict`.
 */
export async function approveRunIn(work: Work, id: string, options: FundOptions = {}): Promise<Result<RunSummary>> {
  const taken = await takeRun(work, id, 'approve')
  if (!taken.ok) return taken
  const run = taken.value
  const refusal = await approverFaultIn(work, run.place) ?? await unapprovable(work, run)
  if (refusal) return refused(refusal)
  const named = options.fund ?? run.fund
  const allocations = await allocationsFor(work, run, { named, chosen: options.funds ?? {} })
  if (!allocations.ok) return allocations
  const posted = await postApproval(work, run, allocations.value)
  if (!posted.ok) return posted
  const anchor = await journalHead(work.session, work.actor.county)
  await setApproval(work.session, work.actor.county, run.id, named, anchor)
  // A run of receivables alone has nothing to send: it is done.
  const state = run.line_count > 0 ? 'approved' : 'confirmed'
  return done(await moveRun(work, run, 'approve', state, 'approved', { allocations: allocations.value, anchor, receivable_fen: run.receivable_fen }))
}

export const approveRun = (house: House, actor: Actor, id: string, options: ActOptions & FundOptions = {}): Promise<Result<RunSummary>> =>
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
