import { act, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { sum } from '../../base/money.ts'
import { done, refused, type Result } from '../../base/result.ts'
import type { LawHouse } from '../../law/house.ts'
import type { LawBook } from '../../law/law.ts'
import { readSheet } from '../../sheets/read.ts'
import { writeCsv, writeWorkbook } from '../../sheets/write.ts'
import { runNumber, WORKFLOW, type RunSummary } from '../payment.ts'
import { settle, type Settled } from '../sending/actions.ts'
import { recordStep, summaryOf, takeRun } from '../steps/actions.ts'
import { selectBySerials, selectLines, selectUnderWay, type RunRow } from '../store.ts'
import { bankSheet, exportFormats, matchReturn, readReturn, type BankLine, type ReturnRow } from './bank.ts'
import { loadBankFormats } from './load.ts'

export type ReturnOutcome = { readonly runs: readonly RunSummary[]; readonly confirmed: number; readonly returned: number; readonly unchanged: number }

const NO_REASON = '银行未写原因'
const failureOf = (work: Work, row: ReturnRow): Settled['failure'] =>
  (row.succeeded ? null : { reason: row.reason ?? NO_REASON, class: 'other', due: work.today, reversed: false })

/** Enters a bank's return file. The same file may come twice; nothing of a file with an offence is entered. */
export async function applyReturnFileIn(work: Work, bytes: Uint8Array): Promise<Result<ReturnOutcome>> {
  const sheet = await readSheet(bytes)
  if (!sheet.ok) return sheet
  const rows = readReturn(loadBankFormats()[0]!, sheet.value)
  if (!rows.ok) return rows
  const serials = rows.value.map(row => row.serial)
  const seen = await selectBySerials(work.session, work.actor.county, serials)
  const runs: RunRow[] = []
  for (const id of [...new Set(seen.map(sending => sending.run))].toSorted()) {
    const run = await takeRun(work, id, 'return')
    if (!run.ok) return run
    runs.push(run.value)
  }
  // Read again now that the runs are locked: another file may have settled some meanwhile.
  const known = new Map((await selectBySerials(work.session, work.actor.county, serials)).map(sending => [sending.serial, sending]))
  const matched = matchReturn(rows.value, [...known.values()])
  if (!matched.ok) return matched
  const settled = matched.value.settle.map((row): Settled => ({ sending: known.get(row.serial)!, failure: failureOf(work, row) }))
  return done({
    runs: await settleAll(work, runs, settled), unchanged: matched.value.unchanged,
    confirmed: settled.filter(one => one.failure === null).length, returned: settled.filter(one => one.failure !== null).length,
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

/** The bank file of what is under way, accounts in plain: who took it stands in the journal. */
export async function exportRunIn(work: Work, law: LawBook, id: string, format: string): Promise<Result<{ name: string; bytes: Uint8Array; media_type: string }>> {
  const formats = exportFormats(loadBankFormats())
  const chosen = formats.find(one => one.id === format)
  if (!chosen) {
    return refused({
      code: 'invalid', place: 'format', value: format, legal: formats.map(one => one.id),
      message: { zh: `没有“${format}”这种代发文件。`, en: `There is no bank file format "${format}".` },
    })
  }
  const run = await takeRun(work, id, 'export')
  if (!run.ok) return run
  const names: ReadonlyMap<string, { readonly name: { readonly zh: string } }> = law.benefits
  const paid = new Map((await selectLines(work.session, work.actor.county, id)).map(line => [line.number, line]))
  const summary = (number: number) => `${names.get(paid.get(number)!.benefit)?.name.zh ?? paid.get(number)!.benefit}${paid.get(number)!.period}`
  const lines = (await selectUnderWay(work.session, work.actor.county, id)).map((sending): BankLine => ({
    serial: sending.serial, holder: sending.account_holder, account: work.vault.open(sending.account), bank: sending.bank_name, amount_fen: sending.amount_fen,
    summary: summary(sending.number),
  }))
  const sheet = bankSheet(chosen.format, lines)
  const bytes = chosen.kind === 'csv' ? writeCsv(sheet) : await writeWorkbook(sheet)
  recordStep(work, run.value, 'export', run.value.state, { format, lines: lines.length, exported_fen: sum(lines.map(line => line.amount_fen)) })
  const media_type = chosen.kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return done({ name: `${chosen.format.name.zh}${runNumber(run.value.year, run.value.number)}.${chosen.kind}`, bytes, media_type })
}

export const exportRun = (house: LawHouse, actor: Actor, id: string, format: string) =>
  act(house, actor, WORKFLOW.export.permission, work => exportRunIn(work, house.law, id, format))
