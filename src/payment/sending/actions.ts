import { act, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { firstDay, lastDay, monthsFrom, yearOf, type Day, type Month } from '../../base/day.ts'
import { maskName } from '../../base/mask.ts'
import { sum, type Fen } from '../../base/money.ts'
import { done, must, refused, type Result } from '../../base/result.ts'
import { postIn } from '../../ledger/actions.ts'
import { progressIn } from '../../plan/actions.ts'
import { payeesIn, type Payee } from '../../roster/actions.ts'
import { serialOf, settledState, WORKFLOW, type PaymentLine, type RunSummary } from '../payment.ts'
import { sendingPostings } from '../postings.ts'
import { noAccounts, nothingWaiting, samePerson } from '../refusals.ts'
import {
  insertSendings, selectAttempts, selectLines, selectUnderWay, setState, settleSendings, type Failure, type NewSending, type RunRow, type SendingRow,
} from '../store.ts'
import { intactLines, keyOf, moveRun, recordStep, summaryOf, takeRun } from '../steps/actions.ts'

export type SendOutcome = {
  readonly run: RunSummary
  readonly sent: number
  readonly amount_fen: Fen
  /** Lines whose payee has no account: they stay payable, and go with the next `reissue`. */
  readonly waiting: readonly { readonly line: number; readonly name: string }[]
}

type Ready = { readonly sendings: NewSending[]; readonly waiting: PaymentLine[] }

/** One attempt for each line whose payee has an account, the account sealed as it stands today. */
async function attempts(work: Work, run: RunRow, lines: readonly PaymentLine[]): Promise<Ready> {
  const payees = new Map<string, Payee>((await payeesIn(work, [...new Set(lines.map(line => line.person))])).map(payee => [payee.person, payee]))
  const tried = await selectAttempts(work.session, work.actor.county, run.id)
  const able = (line: PaymentLine) => (payees.get(line.person)?.account ?? null) !== null
  return {
    waiting: lines.filter(line => !able(line)),
    sendings: lines.filter(able).map(line => {
      const payee = payees.get(line.person)!
      const attempt = (tried.get(line.number) ?? 0) + 1
      return {
        serial: serialOf(run.year, run.number, line.number, attempt), place: line.place, number: line.number, attempt, amount_fen: line.amount_fen,
        account: work.vault.seal(payee.account!), account_holder: payee.account_holder ?? payee.name, bank_name: payee.bank_name ?? '',
      }
    }),
  }
}

async function dispatch(work: Work, run: RunRow, event: 'send' | 'reissue'): Promise<Result<SendOutcome>> {
  // Looked at again here, apart from the approval: money leaves only what two people stand for.
  if (run.approved_by === null || run.approved_by === run.prepared_by || run.checked_by === run.prepared_by) return refused(samePerson('approve', run.prepared_by_name))
  const intact = await intactLines(work, run)
  if (!intact.ok) return intact
  const lines = intact.value.lines.filter(line => line.state === 'approved' || line.state === 'returned')
  if (lines.length === 0) return refused(nothingWaiting)
  const { sendings, waiting } = await attempts(work, run, lines)
  if (sendings.length === 0) return refused(noAccounts(waiting.slice(0, 20).map(line => maskName(line.name))))
  await insertSendings(work.session, work.actor.county, run.id, sendings, work.today)
  const byNumber = new Map(lines.map(line => [line.number, line]))
  const moved = sendings.map(sending => ({ ...sending, ...byNumber.get(sending.number)! }))
  must(await postIn(work, sendingPostings(keyOf(run), 'send', work.today, moved)))
  const amount_fen = sum(sendings.map(sending => sending.amount_fen))
  const run2 = await moveRun(work, run, event, 'sent', 'sent', { sent: sendings.length, sent_fen: amount_fen, waiting: waiting.map(line => line.number) })
  return done({ run: run2, sent: sendings.length, amount_fen, waiting: waiting.map(line => ({ line: line.number, name: maskName(line.name) })) })
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
export type Settled = { readonly sending: SendingRow; readonly failure: Failure | null }

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
  const { session, actor, today } = work
  await save(work, run, settled)
  const lines = new Map((await selectLines(session, actor.county, run.id)).map(line => [line.number, line]))
  const sentOf = (isOne: (failure: Failure | null) => boolean) => settled.filter(one => isOne(one.failure)).map(({ sending }) => {
    const { person, benefit, period } = lines.get(sending.number)!
    return { ...sending, person, benefit, period }
  })
  const [good, bad, reversed] = [sentOf(failure => failure === null), sentOf(failure => failure?.reversed === false), sentOf(failure => failure?.reversed === true)]
  // What is reversed had arrived, whichever of the bank's two files came first: the same movements, and each stands once.
  must(await postIn(work, [
    ...sendingPostings(keyOf(run), 'confirm', today, [...good, ...reversed]), ...sendingPostings(keyOf(run), 'return', today, bad),
    ...sendingPostings(keyOf(run), 'reverse', today, reversed),
  ]))
  const count = (...states: string[]) => [...lines.values()].filter(line => states.includes(line.state)).length
  const state = settledState({ sent: count('sent'), waiting: count('approved', 'returned') })
  const more = { confirmed: good.length, returned: bad.length, reversed: reversed.length, confirmed_fen: sum(good.map(one => one.amount_fen)) }
  if (state === 'confirmed') {
    await tellPlan(work, run)
    return moveRun(work, run, event, state, 'confirmed', more)
  }
  await setState(session, actor.county, run.id, state)
  recordStep(work, run, event, state, more)
  return { ...summaryOf(run), state }
}

/** The bank says that all went well: everything under way has arrived. */
export async function confirmRunIn(work: Work, id: string): Promise<Result<RunSummary>> {
  const run = await takeRun(work, id, 'confirm')
  if (!run.ok) return run
  const underWay = await selectUnderWay(work.session, work.actor.county, id)
  return done(await settle(work, run.value, 'confirm', underWay.map(sending => ({ sending, failure: null }))))
}

export const confirmRun = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<RunSummary>> =>
  act(house, actor, WORKFLOW.confirm.permission, work => confirmRunIn(work, id), options)
