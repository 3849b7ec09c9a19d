import type { Work } from '../../access/house.ts'
import { yuan } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { Head } from '../../journal/journal.ts'
import { postingsOfIn, wrongBalancesIn } from '../../ledger/actions.ts'
import { wrongStockIn } from '../../ledger/stock/actions.ts'
import { unmatched } from '../expected.ts'
import { runNumber } from '../payment.ts'
import { fundsOf } from '../postings.ts'
import { hashOfLines } from '../steps/actions.ts'
import { selectAllocations } from '../steps/store.ts'
import { selectLines, selectReceivables } from '../store.ts'
import { selectAllRuns, selectAnchors, selectAttemptsOf, selectStrays, selectWrongAccounts, selectWrongOffsets, selectWrongTotals, type VerifiedRun } from './store.ts'

/** Where the money does not hold, and how. */
export type MoneyFault = { readonly place: string; readonly message: Text }

const differ = (place: string, what: Text, stated: number, found: number): MoneyFault => ({
  place, message: { zh: `${what.zh}：应为 ${yuan(stated)}，实为 ${yuan(found)}`, en: `${what.en}: ${yuan(stated)} expected, ${yuan(found)} found` },
})

const FAULTS_A_RUN = 20

/** One run's lines against its hash, its postings and its bank files. Run by run, so that memory holds one of them. */
async function faultsOfRun(work: Work, run: VerifiedRun): Promise<{ lines: number; faults: MoneyFault[] }> {
  const { session, actor: { county } } = work
  const records = { lines: await selectLines(session, county, run.id), receivables: await selectReceivables(session, county, run.id), sendings: await selectAttemptsOf(session, county, run.id) }
  const number = runNumber(run.year, run.number)
  const changed = hashOfLines(records.lines, records.receivables) === run.lines_hash ? [] : [
    { place: `run ${number} ${run.id}`, message: { zh: '明细与编制时的校验值不符', en: 'its lines are not those that were prepared' } },
  ]
  const funds = fundsOf(await selectAllocations(session, county, run.id))
  const postings = await postingsOfIn(work, 'payment.run', [run.id])
  const wrong = unmatched({ id: run.id, place: run.place, label: number, funds }, records, postings)
  const moved = wrong.slice(0, FAULTS_A_RUN).map(one => differ(`run ${number} ${one.place}`, { zh: '明细、记账与代发不符', en: 'line, ledger and bank file differ' }, one.stated_fen, one.found_fen))
  return { lines: records.lines.length, faults: [...changed, ...moved] }
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
  for (const run of await selectAllRuns(work.session, work.actor.county)) {
    const looked = await faultsOfRun(work, run)
    lines += looked.lines
    faults.push(...looked.faults)
  }
  return { lines, faults: [...faults, ...await faultsOfTotals(work)] }
}

/** Where the journal stood when each run was approved. */
export const runAnchorsIn = (work: Work): Promise<Head[]> => selectAnchors(work.session, work.actor.county)
