import { act, read, type ActOptions } from '../../../access/actions.ts'
import type { House, Work } from '../../../access/house.ts'
import { ROLE_NAMES } from '../../../access/refusals.ts'
import type { Actor, Role } from '../../../base/actor.ts'
import type { Day, Month } from '../../../base/day.ts'
import type { Fen } from '../../../base/money.ts'
import { done, refused, type Result, type Text } from '../../../base/result.ts'
import { screenSecret } from '../../../base/secrecy.ts'
import { refusalsOf } from '../../../http/router.ts'
import type { LawHouse } from '../../../law/house.ts'
import { planLaw } from '../../../plan/load.ts'
import { runNumber } from '../../payment.ts'
import { classNamed, dueAfter, type FailureState, type WaitingReason } from './failures.ts'
import { failureRulesOf } from './load.ts'
import { noSuchFailure, notOpen } from './refusals.ts'
import { clearInput, type ClearInput, type FailuresAsked } from './schemas.ts'
import { clearSending, selectClearable, selectDoubtful, selectFailed, type Accounts, type FailedLine, type WaitingLine } from './store.ts'

/** Whether account, holder or bank on the card are others than those that the attempt went to. */
function isCorrected({ vault }: Work, line: Accounts): boolean {
  if (line.account === null || line.sent_account === null) return false
  return line.holder !== line.sent_holder || line.bank !== line.sent_bank || vault.open(line.account) !== vault.open(line.sent_account)
}

/** Why a line that waits cannot go to the bank as things stand; null when it can. */
function heldBack(work: Work, line: WaitingLine): WaitingReason | null {
  if (line.died_since) return 'died'
  if (line.account === null) return 'no-account'
  if (line.holder_differs) return 'holder-differs'
  const needsCorrection = line.came_back && classNamed(failureRulesOf(), line.failure_class).corrected
  return needsCorrection && !line.cleared && !isCorrected(work, line) ? 'not-corrected' : null
}

/** The lines of a run that must not go to the bank now, by number. */
export async function heldBackIn(work: Work, run: string): Promise<ReadonlyMap<number, WaitingReason>> {
  const lines = await selectDoubtful(work.session, work.actor.county, run)
  return new Map(lines.flatMap(line => { const reason = heldBack(work, line); return reason ? [[line.number, reason] as const] : [] }))
}

/** One line that came back or never went, until it is paid. */
export type FailedPayment = {
  readonly run: string; readonly run_number: string; readonly line: number; readonly serial: string | null
  readonly person: string; readonly name: string; readonly place: string
  readonly benefit: string; readonly benefit_name: Text; readonly period: Month; readonly amount_fen: Fen
  readonly class: string; readonly class_name: Text
  /** The bank's own words. */
  readonly reason: string | null
  readonly owner: Role; readonly owner_name: Text
  readonly since: Day; readonly due_on: Day; readonly overdue: boolean; readonly state: FailureState
}
export type FailureList = { readonly rows: readonly FailedPayment[]; readonly total: number; readonly overdue: number; readonly amount_fen: Fen; readonly page: number; readonly size: number }

const LINES_MAX = 20_000

function failedPayment(work: Work, benefits: BenefitNames, line: FailedLine): FailedPayment {
  const rules = failureRulesOf()
  const held = line.under_way ? null : heldBack(work, line)
  const never = held !== null && !line.came_back ? { id: held, ...rules.waiting[held] } : undefined
  const failure = never ?? (line.came_back ? classNamed(rules, line.failure_class) : { id: 'other', ...rules.other })
  const since = line.returned_on ?? line.sent_on
  const due_on = line.failure_due ?? dueAfter(since, failure.due, planLaw().calendar.holidays)
  return {
    run: line.run, run_number: runNumber(line.year, line.run_number), line: line.number, serial: line.serial, person: line.person, name: line.name, place: line.place,
    benefit: line.benefit, benefit_name: benefits.get(line.benefit)?.name ?? { zh: line.benefit, en: line.benefit }, period: line.period, amount_fen: line.amount_fen,
    class: failure.id, class_name: failure.name, reason: line.failure, owner: failure.owner, owner_name: ROLE_NAMES[failure.owner],
    since, due_on, overdue: due_on < work.today && !line.under_way, state: line.under_way ? 'under-way' : held === null ? 'ready' : 'open',
  }
}

const asked = (filter: FailuresAsked) => (one: FailedPayment): boolean =>
  (filter.state === undefined || one.state === filter.state) && (filter.class === undefined || one.class === filter.class)
  && (filter.owner === undefined || one.owner === filter.owner) && (filter.overdue !== true || one.overdue)

type BenefitNames = ReadonlyMap<string, { readonly name: Text }>

export async function paymentFailuresIn(work: Work, benefits: BenefitNames, filter: FailuresAsked = {}): Promise<FailureList> {
  const [page, size] = [filter.page ?? 1, filter.size ?? 20]
  const lines = await selectFailed(work.session, work.actor.county, filter.place ?? '', LINES_MAX)
  const rows = lines.map(line => failedPayment(work, benefits, line)).filter(asked(filter))
    .toSorted((a, b) => (a.due_on === b.due_on ? a.line - b.line : a.due_on < b.due_on ? -1 : 1))
  return {
    rows: rows.slice((page - 1) * size, page * size), total: rows.length, overdue: rows.filter(one => one.overdue).length,
    amount_fen: rows.reduce((total, one) => total + one.amount_fen, 0), page, size,
  }
}

/** What came back or never went, over all runs, the most pressing first. */
export const paymentFailures = (house: LawHouse, actor: Actor, filter: FailuresAsked = {}): Promise<Result<FailureList>> =>
  read(house, actor, 'payment.read', work => paymentFailuresIn(work, house.law.benefits, filter))

/** Somebody made sure with bank and payee that the account is right as it stands: the next reissue takes the line along. */
export async function clearFailureIn(work: Work, serial: string, input: ClearInput): Promise<Result<{ serial: string }>> {
  const parsed = clearInput.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const { reason } = parsed.data
  const secrets = screenSecret('reason', reason)
  if (secrets.length > 0) return refused(...secrets)
  const found = await selectClearable(work.session, work.actor.county, serial)
  if (!found) return refused(noSuchFailure(serial))
  if (!found.open) return refused(notOpen(serial))
  await clearSending(work.session, work.actor.county, serial, { on: work.today, by: work.actor.name, reason })
  work.record({ action: 'payment.failure.clear', subject: serial, place: found.place, before: { failure: found.failure }, after: { run: found.run, reason } })
  return done({ serial })
}

export const clearFailure = (house: House, actor: Actor, serial: string, input: ClearInput, options: ActOptions = {}): Promise<Result<{ serial: string }>> =>
  act(house, actor, 'payment.confirm', work => clearFailureIn(work, serial, input), options)
