import { dayOf, monthsFrom, type Month } from '../src/base/day.ts'
import { must } from '../src/base/result.ts'
import {
  applyReturnFile, approveRun, checkRun, confirmRun, decideExceptions, exportRun, prepareRun, reissueRun, runExceptions, sendRun,
} from '../src/payment/actions.ts'
import { DECIDING_KINDS, type ExceptionKind } from '../src/payment/exceptions/exceptions.ts'
import { decideAccount } from '../src/roster/accounts/actions.ts'
import { people } from '../src/roster/lookup/actions.ts'
import { readSheet } from '../src/sheets/read.ts'
import { writeCsv } from '../src/sheets/write.ts'
import { proposeFor } from './history-accounts.ts'
import { TOWNSHIP } from './places.ts'
import type { Scene, Stage } from './stage.ts'

/** In this month of each year the bank returns one line: its account was closed. It is corrected and sent again. */
const RETURNED_IN = '10'

/** The bank's answer to a sent file: every line went through but the last. */
async function returnFile(stage: Stage, run: string): Promise<{ bytes: Uint8Array; failed: string }> {
  const { bytes } = must(await exportRun(stage.house, await stage.actor('clerk'), run, 'generic-csv'))
  const sheet = must(await readSheet(bytes))
  const [headings, ...rows] = sheet.rows.map(row => row.cells.map(cell => cell?.text ?? ''))
  const at = (heading: string) => headings!.indexOf(heading)
  const results = rows.map((row, index) => {
    const failed = index === rows.length - 1
    return [row[at('流水号')]!, row[at('金额(元)')]!, failed ? '失败' : '成功', failed ? '账户已销户' : '']
  })
  const answer = writeCsv({ name: '回盘', headings: ['流水号', '金额(元)', '结果', '失败原因'], rows: results })
  return { bytes: answer, failed: rows.at(-1)![at('户名')]! }
}

/** The payee brings a new passbook: the clerk proposes it with a photograph, the reviewer decides. */
async function correctAccount(stage: Stage, holder: string): Promise<void> {
  const found = must(await people(stage.house, await stage.actor('clerk'), { query: holder }))
  const account = `99${stage.dice(`account ${holder} ${dayOf(stage.now)}`).between(10_000_000, 99_999_999)}`
  const id = await proposeFor(stage, 'clerk', found.rows[0]!.id, { reason: 'returned-by-bank', account })
  must(await decideAccount(stage.house, await stage.actor('reviewer'), id, {}))
}

async function settle(stage: Stage, run: string, month: Month): Promise<void> {
  const clerk = await stage.actor('clerk')
  if (!month.endsWith(`-${RETURNED_IN}`)) {
    must(await confirmRun(stage.house, clerk, run))
    return
  }
  const { bytes, failed } = await returnFile(stage, run)
  must(await applyReturnFile(stage.house, clerk, bytes))
  await correctAccount(stage, failed)
  stage.dawn(`${month}-16`)
  must(await reissueRun(stage.house, clerk, run))
  stage.dawn(`${month}-18`)
  must(await confirmRun(stage.house, clerk, run))
}

/** What the reviewer finds out about each exception; who rests on a derived rate waits for the notice. */
const FOUND_OUT: Partial<Readonly<Record<ExceptionKind, string>>> = {
  died: '死亡证明与家属说法一致，按规定发到当月，多发的收回',
  moved: '户口迁移证明已核对，今年仍由本县发放',
  provisional: '等正式标准文件到了再发',
  'payee-changed': '新存折复印件已与本人核对',
  'holder-differs': '本人委托家属代领，委托书已存档',
}

async function decideAll(stage: Stage, run: string): Promise<void> {
  const reviewer = await stage.actor('reviewer')
  const open = new Set(must(await runExceptions(stage.house, reviewer, run)).filter(one => one.decision === null).map(one => one.kind))
  for (const kind of DECIDING_KINDS.filter(each => open.has(each))) {
    must(await decideExceptions(stage.house, reviewer, run, { kind, decision: kind === 'provisional' ? 'leave-out' : 'pay', reason: FOUND_OUT[kind]! }))
  }
}

/** A month's run from draft to the bank's answer, each step on its own day by its own person. */
const run = (month: Month): Scene => ({
  day: `${month}-06`,
  play: async stage => {
    const drafted = must(await prepareRun(stage.house, await stage.actor('clerk'), { place: TOWNSHIP, from: month, to: month }))
    const step = (day: string, play: () => Promise<unknown>) => stage.later({ day: `${month}-${day}`, play })
    step('07', async () => {
      await decideAll(stage, drafted.id)
      must(await checkRun(stage.house, await stage.actor('reviewer'), drafted.id))
    })
    step('08', async () => must(await approveRun(stage.house, await stage.actor('leader'), drafted.id)))
    step('09', async () => must(await sendRun(stage.house, await stage.actor('clerk'), drafted.id)))
    step('12', () => settle(stage, drafted.id, month))
  },
})

/** A run each month. */
export const paymentScenes = (_stage: Stage, years: readonly number[]): Scene[] =>
  years.flatMap(year => monthsFrom(`${year}-01`, `${year}-12`).map(run))
