import { act, read, type ActOptions } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import { may } from '../access/roles.ts'
import type { Actor } from '../base/actor.ts'
import { addMonths, monthOf, monthsBetween, yearOf, type Day } from '../base/day.ts'
import { sum } from '../base/money.ts'
import { done, refused, type Refusal, type Result, type Text } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import { decide } from '../entitlement/decide.ts'
import { refusalsOf } from '../http/router.ts'
import type { LawHouse } from '../law/house.ts'
import type { LawBook } from '../law/law.ts'
import { fundsIn, postedIn } from '../ledger/actions.ts'
import { placesIn } from '../places/actions.ts'
import { factsOfIn, type KnownPerson } from '../roster/actions.ts'
import { changesBetween, groupsOf, type Changes, type GroupNames, type RunGroups } from './changes.ts'
import { runDisclosureIn } from './disclosure/actions.ts'
import type { RunDisclosure } from './disclosure/lists.ts'
import { dueKey, dueOf, paidBefore, withEarlierRates, type Due } from './due.ts'
import { coveredBy, decisionOn, gatherDecided, type Decided } from './entitled.ts'
import { findExceptionsIn } from './exceptions/actions.ts'
import { DECIDING_KINDS, type Concern } from './exceptions/exceptions.ts'
import { selectOpen } from './exceptions/store.ts'
import {
  RUN_EVENTS, runNumber, WORKFLOW, type Findings, type PaymentLine, type Receivable, type RunEvent, type RunSummary, type RunTotal,
} from './payment.ts'
import { nothingDue, outsidePlaces, unknownBenefits, wrongMonths } from './refusals.ts'
import { runInput, type RunInput } from './schemas.ts'
import { nextSendingIn, type PlannedSending } from './sending/actions.ts'
import { settingsIn } from './settings/actions.ts'
import { dueOn, nextDueOn } from './settings/settings.ts'
import { allocationsFor, hashOfLines, runIn, summaryOf } from './steps/actions.ts'
import { selectAllocations } from './steps/store.ts'
import {
  insertLines, insertReceivables, insertRun, nextNumber, pageLines, selectCovering, selectHeld, selectLines, selectOfPerson, selectPrevious, selectReceivables,
  selectReturned, selectRun, selectRuns, selectStandingRates, selectTotals, type LineFilter, type PersonPayment, type ReturnedSending, type RunRow,
} from './store.ts'

export { approveRun, approveRunIn, checkRun, discardRun, fundSuggestion } from './steps/actions.ts'
export { decideExceptions, runExceptions } from './exceptions/actions.ts'
export { enterSetting, settings } from './settings/actions.ts'
export { applyReturnFile, exportRun } from './banks/actions.ts'
export { clearFailure, paymentFailures } from './banks/failures/actions.ts'
export { confirmRun, reissueRun, sendRun } from './sending/actions.ts'
export { runAnchorsIn, verifyMoneyIn } from './verification/actions.ts'

const MONTHS_MAX = 60

function inputFaults(work: Work, law: LawBook, input: RunInput): Refusal[] {
  const faults = screenSecret('note', input.note)
  const known: ReadonlyMap<string, unknown> = law.benefits
  const unknown = input.benefits?.filter(benefit => !known.has(benefit)) ?? []
  if (unknown.length > 0) faults.push(unknownBenefits(unknown, [...known.keys()]))
  const months = monthsBetween(input.from, input.to)
  if (months < 0 || months >= MONTHS_MAX || input.to > addMonths(monthOf(work.today), 12)) faults.push(wrongMonths(input.from, input.to))
  if (!work.actor.scope.some(prefix => input.place.startsWith(prefix))) faults.push(outsidePlaces(input.place, work.actor.scope))
  return faults
}

/** The benefits that a run is asked for, each once; null is all of them. */
const benefitsOf = (input: RunInput): string[] | null => (input.benefits === undefined ? null : [...new Set(input.benefits)].toSorted())

/** The law's answer for one after the other. */
function* decisions(law: LawBook, persons: readonly KnownPerson[], input: RunInput, knownOn: Day): Generator<Decided> {
  const benefits = benefitsOf(input)
  for (const { person, place, name, facts } of persons) {
    yield { of: { person, place, name }, facts, decision: decisionOn(decide(law, facts, input.from, input.to, { knownOn }), benefits) }
  }
}

type Prepared = { readonly due: Due; readonly findings: Findings; readonly concerns: readonly Concern[] }

async function withEarlierRatesIn(work: Work, due: Due, { from, to }: RunInput): Promise<Due> {
  const persons = paidBefore(due)
  if (persons.length === 0) return due
  const rates = await selectStandingRates(work.session, work.actor.county, persons, from, to)
  return withEarlierRates(due, new Map(rates.map(({ person, benefit, period, ...rate }) => [dueKey({ person, benefit, period }), rate])))
}

/** What is due at a place in these months, over the facts known today and all that is posted. */
async function dueIn(work: Work, law: LawBook, input: RunInput): Promise<Prepared> {
  const { county } = work.actor
  const { from, to } = input
  const benefits = benefitsOf(input)
  const known = await factsOfIn(work, { place: input.place, knownOn: work.today })
  const everything = (await postedIn(work, { from, to })).filter(one => benefits === null || benefits.includes(one.benefit))
  const paid = new Set(everything.map(one => one.person))
  // Whoever has no identity and was never paid is owed nothing: most of a township.
  const asked = known.filter(({ person, facts }) => (facts.identities?.length ?? 0) > 0 || paid.has(person))
  const { findings, concerns, ...decided } = gatherDecided(decisions(law, asked, input, work.today), { county, paid, from, to })
  const here = new Set(decided.persons.map(one => one.person))
  const settings = await settingsIn(work)
  const due = dueOf({
    ...decided,
    posted: everything.filter(one => here.has(one.person)),
    covered: coveredBy(await selectCovering(work.session, county, from, to)),
    dueOn: (benefit, place, period) => dueOn(settings, benefit, place, period),
    nextDueOn: (benefit, place) => nextDueOn(settings, benefit, place, work.today),
    held: new Set((await selectHeld(work.session, county, from, to)).map(dueKey)),
  })
  return { due: await withEarlierRatesIn(work, due, input), findings: { entries: findings, held: due.held }, concerns }
}

function newRun(work: Work, law: LawBook, input: RunInput, { due: { lines, receivables }, findings }: Prepared, number: number) {
  const names: ReadonlyMap<string, { readonly name: Text }> = law.benefits
  const benefits = benefitsOf(input)
  return {
    id: work.id(), place: input.place, year: yearOf(work.today), number, from: input.from, to: input.to, note: input.note ?? null, known_on: work.today,
    benefits, benefit_names: benefits?.map(benefit => names.get(benefit)!.name) ?? null,
    line_count: lines.length, amount_fen: sum(lines.map(line => line.amount_fen)),
    receivable_count: receivables.length, receivable_fen: sum(receivables.map(one => one.amount_fen)),
    findings, lines_hash: hashOfLines(lines, receivables), law_hash: law.hash, fund: input.fund ?? null,
    prepared_by: work.actor.account, prepared_by_name: work.actor.name, prepared_at: new Date(work.now),
  }
}

/**
 * Prepares a run: due = entitled - posted of everybody under a place, for the months from..to, of some benefits or all.
 * Refuses `state` when nothing is due, `invalid` months, places or benefits, `conflict` when somebody prepared the same at that moment.
 */
export async function prepareRunIn(work: Work, law: LawBook, input: RunInput): Promise<Result<RunSummary>> {
  const parsed = runInput.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const faults = inputFaults(work, law, parsed.data)
  if (faults.length > 0) return refused(...faults)
  const prepared = await dueIn(work, law, parsed.data)
  const { lines, receivables, held } = prepared.due
  if (lines.length + receivables.length === 0) return refused(nothingDue(held))
  const { session, actor: { county } } = work
  const run = newRun(work, law, parsed.data, prepared, await nextNumber(session, county, yearOf(work.today)))
  await insertRun(session, county, run)
  await insertLines(session, county, run.id, lines)
  await insertReceivables(session, county, run.id, receivables)
  const judged = await findExceptionsIn(work, run.id, prepared.due, prepared.concerns)
  const { place, from, to, benefits, lines_hash, law_hash, line_count, amount_fen, receivable_fen } = run
  work.record({
    action: 'payment.run.prepare', subject: run.id, place,
    after: { state: 'draft', number: runNumber(run.year, run.number), from, to, ...(benefits === null ? {} : { benefits }), lines_hash, law_hash, lines: line_count, amount_fen, receivable_fen, ...(judged === 0 ? {} : { judged }) },
  })
  return done(summaryOf((await selectRun(session, county, run.id, false))!))
}

export const prepareRun = (house: LawHouse, actor: Actor, input: RunInput, options: ActOptions = {}): Promise<Result<RunSummary>> =>
  act(house, actor, 'payment.prepare', async work => prepareRunIn(work, await house.lawOf(work), input), options)

export type RunList = { readonly rows: readonly RunSummary[]; readonly total: number; readonly page: number; readonly size: number }
export type RunsAsked = { readonly place?: string | undefined; readonly year?: number | undefined; readonly page?: number | undefined; readonly size?: number | undefined }

export async function runsIn(work: Work, asked: RunsAsked = {}): Promise<RunList> {
  const [page, size] = [asked.page ?? 1, asked.size ?? 20]
  const { rows, total } = await selectRuns(work.session, work.actor.county, { place: asked.place ?? '', year: asked.year ?? null }, size, (page - 1) * size)
  return { rows: rows.map(summaryOf), total, page, size }
}

/** The runs in sight, the newest first; `year` is that of the months paid. */
export const runs = (house: House, actor: Actor, asked: RunsAsked = {}): Promise<Result<RunList>> => read(house, actor, 'payment.read', work => runsIn(work, asked))

export type RunView = RunSummary & {
  readonly totals: readonly RunTotal[]
  readonly findings: Findings
  readonly receivable_lines: readonly Receivable[]
  readonly returned_lines: readonly ReturnedSending[]
  /** Against the last run of the same place that covers the same benefits; null when there is none. */
  readonly changes: (Changes & { readonly since: string }) | null
  readonly groups: RunGroups
  /** Exceptions that must be decided before the run can be checked. */
  readonly open_exceptions: number
  /** What sending it, or sending it again, would take along now; null while nothing of it may go. */
  readonly next_sending: PlannedSending | null
  /** How far its lists by village are. */
  readonly disclosure: RunDisclosure
  /** What the asking person may do now. */
  readonly allowed: readonly RunEvent[]
  readonly steps: readonly { readonly step: string; readonly by: string; readonly at: string }[]
}

const stepsOf = (run: RunRow): RunView['steps'] =>
  ([['prepare', run.prepared_by_name, run.prepared_at], ['check', run.checked_by_name, run.checked_at], ['approve', run.approved_by_name, run.approved_at],
    ['send', run.sent_by_name, run.sent_at], ['confirm', run.confirmed_by_name, run.confirmed_at]] as const)
    .flatMap(([step, by, at]) => (by !== null && at !== null ? [{ step, by, at: at.toISOString() }] : []))

const allowedTo = (actor: Actor, run: RunRow): RunEvent[] => RUN_EVENTS.filter(event => {
  const step = WORKFLOW[event]
  const permitted = may(actor.role, step.permission) || (step.also !== undefined && may(actor.role, step.also))
  return step.from.includes(run.state) && permitted && !(step.not_preparer && run.prepared_by === actor.account)
})

/** Which fund pays each benefit: as it was allocated, else as it would be if the run were approved now; none where the money would not do. */
async function fundsOfRun(work: Work, run: RunRow): Promise<ReadonlyMap<string, string>> {
  const allocated = await selectAllocations(work.session, work.actor.county, run.id)
  if (allocated.length > 0 || !['draft', 'checked'].includes(run.state)) return new Map(allocated.map(one => [one.benefit, one.fund]))
  const would = await allocationsFor(work, run, { named: run.fund, chosen: {} })
  return new Map(would.ok ? would.value.map(one => [one.benefit, one.fund]) : [])
}

async function namesIn(work: Work, law: LawBook): Promise<GroupNames> {
  const benefits: ReadonlyMap<string, { readonly name: Text }> = law.benefits
  return {
    benefit: new Map([...benefits].map(([id, { name }]) => [id, name])),
    fund: new Map((await fundsIn(work)).map(({ id, name }) => [id, { zh: name, en: name }])),
    village: new Map((await placesIn(work)).map(({ code, name, name_en }) => [code, { zh: name, en: name_en }])),
  }
}

/** What the reviewer reads: how a run differs from the one before it, and what it comes to by benefit, fund and village. */
async function comparedIn(work: Work, law: LawBook, run: RunRow, receivables: readonly Receivable[]): Promise<Pick<RunView, 'changes' | 'groups'>> {
  const { session, actor: { county } } = work
  const previous = await selectPrevious(session, county, run)
  const asked = (line: PaymentLine): boolean => run.benefits === null || run.benefits.includes(line.benefit)
  const now = await selectLines(session, county, run.id)
  const before = previous ? (await selectLines(session, county, previous.id)).filter(asked) : null
  const funds = await fundsOfRun(work, run)
  return {
    changes: previous && before ? { since: runNumber(previous.year, previous.number), ...changesBetween(before, now, receivables) } : null,
    groups: groupsOf({ before, now, receivables }, benefit => funds.get(benefit) ?? null, await namesIn(work, law)),
  }
}

/** A run with its sums, what the law left open, what came back, and how it differs from the run before. */
export async function runViewIn(work: Work, law: LawBook, id: string): Promise<Result<RunView>> {
  const found = await runIn(work, id)
  if (!found.ok) return found
  const { session, actor } = work
  const names: ReadonlyMap<string, { readonly name: { readonly zh: string; readonly en: string } }> = law.benefits
  const totals = await selectTotals(session, actor.county, id)
  const receivables = await selectReceivables(session, actor.county, id)
  return done({
    ...summaryOf(found.value), findings: found.value.findings, steps: stepsOf(found.value), allowed: allowedTo(actor, found.value),
    totals: totals.map(total => ({ ...total, name: names.get(total.benefit)?.name ?? { zh: total.benefit, en: total.benefit } })),
    receivable_lines: receivables,
    returned_lines: await selectReturned(session, actor.county, id),
    open_exceptions: (await selectOpen(session, actor.county, id, DECIDING_KINDS)).length,
    next_sending: await nextSendingIn(work, found.value),
    disclosure: await runDisclosureIn(work, found.value),
    ...await comparedIn(work, law, found.value, receivables),
  })
}

const flat = <T>(result: Result<Result<T>>): Result<T> => (result.ok ? result.value : result)

export const run = async (house: LawHouse, actor: Actor, id: string): Promise<Result<RunView>> =>
  flat(await read(house, actor, 'payment.read', work => runViewIn(work, house.law, id)))

export type LinesAsked = Partial<LineFilter> & { readonly page?: number | undefined; readonly size?: number | undefined }
export type LineList = { readonly rows: readonly PaymentLine[]; readonly total: number; readonly page: number; readonly size: number }

/** The lines of a run, page by page. */
export const runLines = async (house: House, actor: Actor, id: string, asked: LinesAsked = {}): Promise<Result<LineList>> =>
  flat(await read(house, actor, 'payment.read', async (work): Promise<Result<LineList>> => {
    const found = await runIn(work, id)
    if (!found.ok) return found
    const [page, size] = [asked.page ?? 1, asked.size ?? 20]
    const filter = { state: asked.state ?? null, benefit: asked.benefit ?? '', kind: asked.kind ?? '', query: asked.query ?? '' }
    return done({ ...await pageLines(work.session, actor.county, id, filter, size, (page - 1) * size), page, size })
  }))

/** What a person was and is being paid, the latest month first. */
export function personPayments(house: LawHouse, actor: Actor, person: string): Promise<Result<(PersonPayment & { readonly benefit_name: Text })[]>> {
  const benefits: ReadonlyMap<string, { readonly name: Text }> = house.law.benefits
  const nameOf = (id: string): Text => benefits.get(id)?.name ?? { zh: id, en: id }
  return read(house, actor, 'payment.read', async work =>
    (await selectOfPerson(work.session, actor.county, person)).map(payment => ({ ...payment, benefit_name: nameOf(payment.benefit) })))
}
