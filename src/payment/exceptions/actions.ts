import { act, read, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import { may } from '../../access/roles.ts'
import type { Actor } from '../../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { refusalsOf } from '../../http/router.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Due } from '../due.ts'
import type { RunSummary } from '../payment.ts'
import { recordStep, runIn, summaryOf, takeRun } from '../steps/actions.ts'
import { selectHash } from '../steps/store.ts'
import { selectRun, type RunRow } from '../store.ts'
import { exceptionsOf, JUDGED_DAYS_MAX, payeeConcerns, type Concern, type PayeeNow } from './exceptions.ts'
import { alreadyDecided, noSuchException, nothingLeft, notPayable, notThePreparer } from './refusals.ts'
import { decisionInput, type DecisionInput } from './schemas.ts'
import {
  decideRows, insertExceptions, leaveOut, resetDraft, selectExceptions, selectPayees, selectSettled, takeOverJudged, type Decided, type ExceptionRow, type PayeeRow,
} from './store.ts'

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && one.every((byte, index) => byte === other[index])

/** Sealed twice, one number looks like two; only what differs sealed is opened. */
const sameAccount = (vault: Vault, one: Uint8Array | null, other: Uint8Array | null): boolean =>
  one !== null && other !== null && (sameBytes(one, other) || vault.open(one) === vault.open(other))

const payeeNow = (vault: Vault, row: PayeeRow): PayeeNow => ({
  of: { person: row.person, place: row.place, name: row.name }, has_account: row.account !== null, holder: row.holder,
  last: row.last_on === null ? null : {
    place: row.last_place!, holder: row.last_holder!, on: row.last_on, same_account: row.account === null || sameAccount(vault, row.account, row.last_account),
  },
})

const DAY_MILLISECONDS = 86_400_000

/** Stores with a new draft what a person must look at in it. @returns how much of it was judged before, and stands */
export async function findExceptionsIn(work: Work, run: string, due: Due, concerns: readonly Concern[]): Promise<number> {
  const { session, actor: { county }, vault } = work
  const payees = await selectPayees(session, county, [...new Set(due.lines.map(line => line.person))])
  await insertExceptions(session, county, run, exceptionsOf(due, [...concerns, ...payees.flatMap(row => payeeConcerns(payeeNow(vault, row)))]))
  return takeOverJudged(session, county, run, new Date(work.now - JUDGED_DAYS_MAX * DAY_MILLISECONDS))
}

export type ExceptionView = Omit<ExceptionRow, 'decided_at'> & { readonly decided_at: string | null }
const viewOf = (row: ExceptionRow): ExceptionView => ({ ...row, decided_at: row.decided_at?.toISOString() ?? null })

/** What a person must look at in a run, and what was decided. */
export async function runExceptions(house: House, actor: Actor, id: string): Promise<Result<ExceptionView[]>> {
  const result = await read(house, actor, 'payment.read', async (work): Promise<Result<ExceptionView[]>> => {
    const run = await runIn(work, id)
    return run.ok ? done((await selectExceptions(work.session, actor.county, id)).map(viewOf)) : run
  })
  return result.ok ? result.value : result
}

type Chosen = { readonly rows: readonly ExceptionRow[]; readonly faults: Refusal[] }

/** The exceptions that are meant, and everything that stands against deciding them so. */
function chosen(work: Work, run: RunRow, all: readonly ExceptionRow[], { exceptions, kind, decision }: DecisionInput): Chosen {
  const open = all.filter(row => row.decision === null)
  const wanted = exceptions === undefined ? open.filter(row => row.kind === kind) : all.filter(row => exceptions.includes(row.number))
  const unknown = exceptions === undefined ? (wanted.length === 0 ? [kind!] : []) : exceptions.filter(number => !all.some(row => row.number === number)).map(String)
  const preparer = run.prepared_by === work.actor.account
  return {
    rows: wanted,
    faults: [
      ...unknown.map(value => noSuchException(value, open.map(row => row.number))),
      ...wanted.filter(row => row.decision !== null && !row.stands).map(alreadyDecided),
      ...wanted.filter(row => row.kind === 'provisional' && decision === 'pay').map(row => notPayable(row.number)),
      ...wanted.filter(row => row.kind === 'provisional' && preparer).map(row => notThePreparer(row.number, row.kind, run.prepared_by_name)),
    ],
  }
}

/** Takes exceptions out of a draft; open ones that spoke of nothing else go with them. */
async function leaveOutIn(work: Work, run: string, numbers: readonly number[], by: Decided): Promise<Result<RunRow>> {
  const { session, actor: { county } } = work
  await leaveOut(session, county, run, numbers)
  await decideRows(session, county, run, await selectSettled(session, county, run), by)
  await resetDraft(session, county, run, await selectHash(session, county, run))
  const row = (await selectRun(session, county, run, false))!
  return row.line_count + row.receivable_count > 0 ? done(row) : refused(nothingLeft)
}

export type ExceptionsDecided = { readonly run: RunSummary; readonly exceptions: readonly ExceptionView[] }

/**
 * Decides exceptions of a draft. `leave-out` takes their lines and receivables from it and makes its sums and hash anew; the next run brings them again.
 * Refuses `not-found`, `state` (decided already, or a derived rate that should be paid), `same-person`.
 */
export async function decideExceptionsIn(work: Work, id: string, given: DecisionInput): Promise<Result<ExceptionsDecided>> {
  const parsed = decisionInput.safeParse(given)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const taken = await takeRun(work, id, 'decide')
  if (!taken.ok) return taken
  const [{ decision, reason }, { session, actor: { county } }] = [parsed.data, work]
  const { rows, faults } = chosen(work, taken.value, await selectExceptions(session, county, id), parsed.data)
  faults.unshift(...screenSecret('reason', reason))
  if (faults.length > 0) return refused(...faults)
  const numbers = rows.map(row => row.number)
  const by = { decision, reason, by: work.actor.account, by_name: work.actor.name, at: new Date(work.now) }
  await decideRows(session, county, id, numbers, by)
  const left = decision === 'leave-out' ? await leaveOutIn(work, id, numbers, by) : taken
  if (!left.ok) return left
  recordStep(work, left.value, 'decide', 'draft', { exceptions: numbers, decision, reason, lines_hash_before: taken.value.lines_hash })
  return done({ run: summaryOf(left.value), exceptions: (await selectExceptions(session, county, id)).map(viewOf) })
}

/** Whoever checks or whoever prepares may decide; a derived rate is left out by another than the preparer. */
export const decideExceptions = (house: House, actor: Actor, id: string, input: DecisionInput, options: ActOptions = {}): Promise<Result<ExceptionsDecided>> =>
  act(house, actor, may(actor.role, 'payment.prepare') ? 'payment.prepare' : 'payment.check', work => decideExceptionsIn(work, id, input), options)
