import { createHash } from 'node:crypto'
import { act, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { counted } from '../../base/english.ts'
import { maskAccount } from '../../base/mask.ts'
import { sum } from '../../base/money.ts'
import { done, refused, type Refusal, type Result, type Text } from '../../base/result.ts'
import type { LawHouse } from '../../law/house.ts'
import type { LawBook } from '../../law/law.ts'
import { planLaw } from '../../plan/load.ts'
import { runNumber, WORKFLOW, type RunSummary } from '../payment.ts'
import { settle, type Settled } from '../sending/actions.ts'
import { payingAccountIn } from '../settings/actions.ts'
import { noPayingAccount } from '../settings/refusals.ts'
import { recordStep, summaryOf, takeRun } from '../steps/actions.ts'
import { selectBySerials, type RunRow } from '../store.ts'
import { classNamed, classOf, dueAfter } from './failures/failures.ts'
import { failureRulesOf } from './failures/load.ts'
import { openReturnFile, writeBankFile, type ReturnFile } from './files/load.ts'
import { exportFormats, namesPayer, type BankFormat } from './format.ts'
import type { BankLine } from './layout.ts'
import { loadBankFormats } from './load.ts'
import { matchReturn, type ReturnRow } from './returns.ts'
import { countOutstanding, insertMessage, selectBankPayments, selectMessage } from './store.ts'

export type ReturnOutcome = {
  readonly runs: readonly RunSummary[]
  /** By which layout the file was read. */
  readonly format: Text
  readonly confirmed: number
  /** Failed or taken back; `reversed` counts the latter. */
  readonly returned: number
  readonly reversed: number
  readonly unchanged: number
  /** What the bank still owes an answer for in these runs, and how many it says it has not finished. */
  readonly outstanding: number
  readonly pending: number
}

/** What a payment that came back is when the bank wrote nothing beside it. */
const TAKEN_BACK = 'taken-back'

/** What a bad row means: its class, and by when somebody sees to it. */
function failureOf(work: Work, { result, reason }: ReturnRow): Settled['failure'] {
  if (result === 'succeeded') return null
  const { id, due } = reason === null && result === 'reversed' ? classNamed(failureRulesOf(), TAKEN_BACK) : classOf(failureRulesOf(), reason ?? '')
  return { reason, class: id, due: dueAfter(work.today, due, planLaw().calendar.holidays), reversed: result === 'reversed' }
}

const noSuchMessage = (id: string): Refusal => ({
  code: 'not-found', place: 'OrgnlMsgId', value: id,
  message: { zh: `没有发出过报文“${id}”。`, en: `No message "${id}" was exported.` },
})

const nothingFinished = (pending: number): Refusal => ({
  code: 'state', place: 'file', value: pending,
  message: { zh: `银行还在处理（${pending} 笔），没有可登记的结果。`, en: `The bank has not finished (${counted(pending, 'payment')}); there is no result to enter.` },
  next: { zh: '请等银行处理完再取回执。', en: 'Fetch the report again when it has.' },
})

/** The rows of a file, those included that it speaks of only all together. */
async function rowsOf(work: Work, { rows, faults, others, message, pending }: ReturnFile): Promise<Result<readonly ReturnRow[]>> {
  if (others === null) return rows.length + faults.length > 0 ? done(rows) : refused(nothingFinished(pending))
  const serials = await selectMessage(work.session, work.actor.county, message)
  if (serials === undefined) return refused(noSuchMessage(message))
  const named = new Set(rows.map(row => row.serial))
  const rest = serials.filter(serial => !named.has(serial))
  return done([...rows, ...rest.map((serial, index): ReturnRow => ({ row: rows.length + index + 1, serial, ...others, amount_fen: null }))])
}

/** Enters a bank's return file. The same file may come twice; nothing of a file with an offence is entered. */
export async function applyReturnFileIn(work: Work, bytes: Uint8Array, formats: readonly BankFormat[] = loadBankFormats()): Promise<Result<ReturnOutcome>> {
  const { session, actor: { county } } = work
  const file = await openReturnFile(bytes, formats)
  if (!file.ok) return file
  const rows = await rowsOf(work, file.value)
  const { faults } = file.value
  if (!rows.ok) return refused(...faults, ...rows.refusals)
  const serials = rows.value.map(row => row.serial)
  const seen = await selectBySerials(session, county, serials)
  const runs: RunRow[] = []
  for (const id of [...new Set(seen.map(sending => sending.run))].toSorted()) {
    const run = await takeRun(work, id, 'return')
    if (!run.ok) return refused(...faults, ...run.refusals)
    runs.push(run.value)
  }
  // Read again now that the runs are locked: another file may have settled some meanwhile.
  const known = new Map((await selectBySerials(session, county, serials)).map(sending => [sending.serial, sending]))
  const matched = matchReturn({ rows: rows.value, faults }, [...known.values()])
  if (!matched.ok) return matched
  const settled = matched.value.settle.map((row): Settled => ({ sending: known.get(row.serial)!, failure: failureOf(work, row) }))
  const bad = settled.filter(one => one.failure !== null)
  return done({
    runs: await settleAll(work, runs, settled), format: file.value.format, pending: file.value.pending, unchanged: matched.value.unchanged,
    confirmed: settled.length - bad.length, returned: bad.length, reversed: bad.filter(one => one.failure!.reversed).length,
    outstanding: await countOutstanding(session, county, runs.map(run => run.id)),
  })
}

async function settleAll(work: Work, runs: readonly RunRow[], settled: readonly Settled[]): Promise<RunSummary[]> {
  const summaries: RunSummary[] = []
  for (const run of runs) {
    const own = settled.filter(one => one.sending.run === run.id)
    if (own.length > 0) {
      summaries.push(await settle(work, run, 'return', own))
      continue
    }
    recordStep(work, run, 'return', run.state, { unchanged: true })
    summaries.push(summaryOf(run))
  }
  return summaries
}

export const applyReturnFile = (house: House, actor: Actor, bytes: Uint8Array, options: ActOptions = {}): Promise<Result<ReturnOutcome>> =>
  act(house, actor, WORKFLOW.return.permission, work => applyReturnFileIn(work, bytes), options)

/** The lines that are with the bank, accounts in plain. */
async function bankLines(work: Work, law: LawBook, run: string): Promise<BankLine[]> {
  const { session, actor: { county }, vault } = work
  const names: ReadonlyMap<string, { readonly name: { readonly zh: string } }> = law.benefits
  return (await selectBankPayments(session, county, run)).map(({ benefit, period, account, ...attempt }) => ({
    ...attempt, account: vault.open(Buffer.from(account, 'base64')), summary: `${names.get(benefit)?.name.zh ?? benefit}${period}`,
  }))
}

/** The same payments are the same message, however often it is taken. */
const messageId = (run: string, serials: readonly string[]): string => `${run}-${createHash('sha256').update(serials.join('\n')).digest('hex').slice(0, 16)}`

const SHANGHAI_OFFSET = 8 * 3_600_000
const shanghaiTime = (instant: number): string => `${new Date(instant + SHANGHAI_OFFSET).toISOString().slice(0, 19)}+08:00`

/** The bank file of what is under way, accounts in plain: who took it stands in the journal. */
export async function exportRunIn(work: Work, law: LawBook, id: string, format: string, layouts: readonly BankFormat[] = loadBankFormats()): Promise<Result<{ name: string; bytes: Uint8Array; media_type: string }>> {
  const formats = exportFormats(layouts)
  const chosen = formats.find(one => one.id === format)
  if (!chosen) {
    return refused({
      code: 'invalid', place: 'format', value: format, legal: formats.map(one => one.id),
      message: { zh: `没有“${format}”这种代发文件。`, en: `There is no bank file format "${format}".` },
    })
  }
  const run = await takeRun(work, id, 'export')
  if (!run.ok) return run
  const payer = namesPayer(chosen) ? await payingAccountIn(work, run.value.place) : null
  if (payer === null && namesPayer(chosen)) return refused(noPayingAccount(run.value.place, chosen.format.name.zh))
  const lines = await bankLines(work, law, id)
  const number = runNumber(run.value.year, run.value.number)
  const message = { id: messageId(number, lines.map(line => line.serial)), place: run.value.place, run: id, serials: lines.map(line => line.serial) }
  const file = await writeBankFile(chosen, { run: number, day: work.today, lines, payer }, { id: message.id, created_at: shanghaiTime(work.now) })
  if (!file.ok) return file
  if (chosen.output.kind === 'credit-transfer') await insertMessage(work.session, work.actor.county, message, work.today)
  recordStep(work, run.value, 'export', run.value.state, {
    format, lines: lines.length, exported_fen: sum(lines.map(line => line.amount_fen)), ...(payer === null ? {} : { paying_account: maskAccount(payer.account) }),
  })
  return done({ name: `${chosen.format.name.zh}${number}.${file.value.extension}`, bytes: file.value.bytes, media_type: file.value.media_type })
}

export const exportRun = (house: LawHouse, actor: Actor, id: string, format: string) =>
  act(house, actor, WORKFLOW.export.permission, work => exportRunIn(work, house.law, id, format))
