import type { Work } from '../../access/house.ts'
import { yuan } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { Head } from '../../journal/journal.ts'
import { wrongBalancesIn } from '../../ledger/actions.ts'
import { runNumber } from '../payment.ts'
import { hashOfLines } from '../steps/actions.ts'
import { selectLines, selectReceivables } from '../store.ts'
import {
  selectAllRuns, selectAnchors, selectOrphans, selectWrongAccounts, selectWrongApprovals, selectWrongSendings, selectWrongTotals,
} from './store.ts'

/** Where the money does not hold, and how. */
export type MoneyFault = { readonly place: string; readonly message: Text }

const differ = (place: string, what: Text, stated: number, found: number): MoneyFault => ({
  place, message: { zh: `${what.zh}：应为 ${yuan(stated)}，实为 ${yuan(found)}`, en: `${what.en}: ${yuan(stated)} expected, ${yuan(found)} found` },
})

async function changedRuns(work: Work): Promise<{ lines: number; faults: MoneyFault[] }> {
  const faults: MoneyFault[] = []
  let lines = 0
  for (const run of await selectAllRuns(work.session, work.actor.county)) {
    const [own, back] = [await selectLines(work.session, work.actor.county, run.id), await selectReceivables(work.session, work.actor.county, run.id)]
    lines += own.length
    if (hashOfLines(own, back) === run.lines_hash) continue
    faults.push({ place: `run ${runNumber(run.year, run.number)} ${run.id}`, message: { zh: '明细与编制时的校验值不符', en: 'its lines are not those that were prepared' } })
  }
  return { lines, faults }
}

async function ledgerFaults(work: Work): Promise<MoneyFault[]> {
  const { session, actor: { county } } = work
  const line = { zh: '明细与记账不符', en: 'line and ledger differ' }
  const sent = { zh: '代发与记账不符', en: 'bank file and ledger differ' }
  return [
    ...(await selectWrongApprovals(session, county)).map(one => differ(`run ${one.run} ${one.place}`, line, one.stated_fen, one.found_fen)),
    ...(await selectWrongSendings(session, county)).map(one => differ(`run ${one.run} ${one.place}`, sent, one.stated_fen, one.found_fen)),
    ...(await selectWrongTotals(session, county)).map(one => differ(`run ${one.run}`, { zh: `合计不符（${one.what}）`, en: `totals differ (${one.what})` }, one.stated_fen, one.found_fen)),
    ...(await selectWrongAccounts(session, county)).map(one => differ(`account ${one.account}`, { zh: '科目余额不符', en: 'the balance differs' }, one.stated_fen, one.found_fen)),
    ...(await selectOrphans(session, county)).map(one => ({ place: `posting ${one.key}`, message: { zh: '记账所指的批次不存在', en: 'it names a run that is not there' } })),
    ...(await wrongBalancesIn(work)).map(fund => differ(`fund ${fund.id}`, { zh: `资金“${fund.name}”结余不符`, en: `the balance of the fund "${fund.name}" differs` }, fund.ledger_fen, fund.kept_fen)),
  ]
}

/**
 * Holds everything about money against everything else: lines against the hash of their run, entitlement less posted against lines,
 * lines against postings and bank files, accounts against lines, funds against the ledger.
 * @returns how many lines were looked at, and every fault
 */
export async function verifyMoneyIn(work: Work): Promise<{ lines: number; faults: MoneyFault[] }> {
  const { lines, faults } = await changedRuns(work)
  return { lines, faults: [...faults, ...await ledgerFaults(work)] }
}

/** Where the journal stood when each run was approved. */
export const runAnchorsIn = (work: Work): Promise<Head[]> => selectAnchors(work.session, work.actor.county)
