import type { Work } from '../../access/house.ts'
import { yuan } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { Head } from '../../journal/journal.ts'
import { postingsOfIn, wrongBalancesIn } from '../../ledger/actions.ts'
import type { Posting } from '../../ledger/ledger.ts'
import { wrongStockIn } from '../../ledger/stock/actions.ts'
import { unmatched } from '../expected.ts'
import { runNumber, type PaymentLine, type Receivable } from '../payment.ts'
import { fundsOf, type RunKey } from '../postings.ts'
import { hashOfLines } from '../steps/actions.ts'
import {
  selectAllRuns, selectAnchors, selectAttemptsOf, selectFundsOf, selectLinesOf, selectReceivablesOf, selectStrays, selectWrongAccounts, selectWrongOffsets, selectWrongTotals,
  type SentRow, type VerifiedRun,
} from './store.ts'

/** Where the money does not hold, and how. */
export type MoneyFault = { readonly place: string; readonly message: Text }

const differ = (place: string, what: Text, stated: number, found: number): MoneyFault => ({
  place, message: { zh: `${what.zh}：应为 ${yuan(stated)}，实为 ${yuan(found)}`, en: `${what.en}: ${yuan(stated)} expected, ${yuan(found)} found` },
})

const FAULTS_A_RUN = 20

/** Runs that are looked at together have so many lines at most, so that memory holds few; a larger run is looked at alone. */
const LINES_TOGETHER = 5_000

function together(runs: readonly VerifiedRun[]): VerifiedRun[][] {
  const groups: VerifiedRun[][] = []
  let lines = Infinity
  for (const run of runs) {
    lines += run.line_count
    if (lines > LINES_TOGETHER) {
      groups.push([])
      lines = run.line_count
    }
    groups.at(-1)!.push(run)
  }
  return groups
}

type Found = { readonly lines: readonly PaymentLine[]; readonly receivables: readonly Receivable[]; readonly sendings: readonly SentRow[]; readonly funds: RunKey['funds']; readonly postings: readonly Posting[] }

/** One run's lines against its hash, its postings and its bank files. */
function faultsOfRun(run: VerifiedRun, { funds, postings, ...records }: Found): MoneyFault[] {
  const number = runNumber(run.year, run.number)
  const changed = hashOfLines(records.lines, records.receivables) === run.lines_hash ? [] : [
    { place: `run ${number} ${run.id}`, message: { zh: '明细与编制时的校验值不符', en: 'its lines are not those that were prepared' } },
  ]
  const wrong = unmatched({ id: run.id, place: run.place, label: number, funds }, records, postings)
  const moved = wrong.slice(0, FAULTS_A_RUN).map(one => differ(`run ${number} ${one.place}`, { zh: '明细、记账与代发不符', en: 'line, ledger and bank file differ' }, one.stated_fen, one.found_fen))
  return [...changed, ...moved]
}

async function faultsOfRuns(work: Work, runs: readonly VerifiedRun[]): Promise<{ lines: number; faults: MoneyFault[] }> {
  const { session, actor: { county } } = work
  const ids = runs.map(run => run.id)
  const byRun = <Row extends { readonly run: string }>(rows: readonly Row[]) => Map.groupBy(rows, row => row.run)
  const lines = byRun(await selectLinesOf(session, county, ids))
  const receivables = byRun(await selectReceivablesOf(session, county, ids))
  const sendings = byRun(await selectAttemptsOf(session, county, ids))
  const funds = byRun(await selectFundsOf(session, county, ids))
  const postings = Map.groupBy(await postingsOfIn(work, 'payment.run', ids), posting => posting.reference.id)
  const faults = runs.flatMap(run => faultsOfRun(run, {
    lines: lines.get(run.id) ?? [], receivables: receivables.get(run.id) ?? [], sendings: sendings.get(run.id) ?? [],
    funds: fundsOf(funds.get(run.id) ?? []), postings: postings.get(run.id) ?? [],
  }))
  return { lines: [...lines.values()].reduce((sum, own) => sum + own.length, 0), faults }
}

async function faultsOfTotals(work: Work): Promise<MoneyFault[]> {
  const { session, actor: { county } } = work
  return [
    ...(await selectWrongTotals(session, county)).map(one => differ(`run ${one.run}`, { zh: `合计不符（${one.what}）`, en: `totals differ (${one.what})` }, one.stated_fen, one.found_fen)),
    ...(await selectWrongAccounts(session, county)).map(one => differ(`account ${one.account}`, { zh: '科目余额不符', en: 'the balance differs' }, one.stated_fen, one.found_fen)),
    ...(await selectWrongOffsets(session, county)).map(one => differ(`run ${one.run} line ${one.number}`, { zh: '抵扣与决定不符', en: 'the deduction is not what was decided' }, one.stated_fen, one.found_fen)),
    ...(await selectStrays(session, county)).map(one => ({ place: `${one.kind} of run ${one.run}`, message: { zh: '所指的批次不存在', en: 'it names a run that is not there' } })),
    ...(await wrongBalancesIn(work)).map(fund => differ(`fund ${fund.id}`, { zh: `资金“${fund.name}”结余不符`, en: `the balance of the fund "${fund.name}" differs` }, fund.ledger_fen, fund.kept_fen)),
    ...(await wrongStockIn(work)).map(item => differ(`item ${item.id}`, { zh: `物品“${item.name}”库存与账面不符`, en: `the stock of "${item.name}" differs from the ledger` }, item.ledger_fen, item.kept_fen)),
  ]
}

/**
 * Holds everything about money against everything else: lines against the hash of their run, entitlement less posted against lines,
 * lines against postings and bank files, accounts against lines, funds against the ledger.
 * @returns how many lines were looked at, and every fault
 */
export async function verifyMoneyIn(work: Work): Promise<{ lines: number; faults: MoneyFault[] }> {
  const faults: MoneyFault[] = []
  let lines = 0
  for (const runs of together(await selectAllRuns(work.session, work.actor.county))) {
    const looked = await faultsOfRuns(work, runs)
    lines += looked.lines
    faults.push(...looked.faults)
  }
  return { lines, faults: [...faults, ...await faultsOfTotals(work)] }
}

/** Where the journal stood when each run was approved. */
export const runAnchorsIn = (work: Work): Promise<Head[]> => selectAnchors(work.session, work.actor.county)
