import { addMonths, dayOf, type Month } from '../src/base/day.ts'
import { must } from '../src/base/result.ts'
import { applyReturnFile, exportRun, paymentFailures, reissueRun, runLines } from '../src/payment/actions.ts'
import { decideAccount } from '../src/roster/accounts/actions.ts'
import { readSheet } from '../src/sheets/read.ts'
import { writeCsv } from '../src/sheets/write.ts'
import { proposeFor } from './history-accounts.ts'
import type { Stage } from './stage.ts'

/** Months in which the bank returns one payment, and its words for it. */
const BOUNCES: Readonly<Record<Month, string>> = {
  '2023-05': '账户已销户', '2023-10': '户名不符', '2024-04': '账号不存在', '2024-10': '账户久悬未用', '2025-09': '账户已挂失',
  // Still waits for its payee when the history ends.
  '2026-06': '账户已销户',
}
/** In this month the bank takes one payment back after it had arrived. */
const REVERSED_IN: Month = '2025-03'
const WAITS_AT_THE_END: Month = '2026-06'
/** In this run the answers for one village, the third, come four days after the others. */
const LATE_ANSWERS_IN: Month = '2024-12'

const LINES_MAX = 1_000_000

type Verdict = '成功' | '失败' | '退汇'
type Row = { readonly serial: string; readonly amount: string; readonly account: string; readonly line: number }

/** The payments that the bank has in hand, as its own file tells them. */
async function inHand(stage: Stage, run: string): Promise<Row[]> {
  const { bytes } = must(await exportRun(stage.house, await stage.actor('clerk'), run, 'generic-csv'))
  const [headings, ...rows] = must(await readSheet(bytes)).rows.map(row => row.cells.map(cell => cell?.text ?? ''))
  const at = (row: readonly string[], heading: string) => row[headings!.indexOf(heading)]!
  // A serial is year, run, line and attempt.
  return rows.map(row => ({ serial: at(row, '流水号'), amount: at(row, '金额(元)'), account: at(row, '账号'), line: Number(at(row, '流水号').slice(6, 12)) }))
}

/** The bank's answer to some payments. */
async function answer(stage: Stage, rows: readonly Row[], resultOf: (row: Row) => readonly [Verdict, string]): Promise<void> {
  if (rows.length === 0) return
  const file = writeCsv({ name: '回盘', headings: ['流水号', '金额(元)', '结果', '失败原因'], rows: rows.map(row => [row.serial, row.amount, ...resultOf(row)]) })
  must(await applyReturnFile(stage.house, await stage.actor('clerk'), file))
}

const succeeded = (): readonly [Verdict, string] => ['成功', '']

/** One payment to somebody who is paid nothing else in this run. */
function chosen(stage: Stage, month: Month, rows: readonly Row[]): Row | undefined {
  const alone = [...Map.groupBy(rows, row => row.account).values()].filter(theirs => theirs.length === 1)
  return alone.length === 0 ? undefined : stage.dice(`bounced ${month}`).pick(alone)[0]
}

/** Each payee brings a new passbook: the clerk proposes it with a photograph, the reviewer decides. */
async function correctAccounts(stage: Stage, run: string): Promise<void> {
  const { rows } = must(await paymentFailures(stage.house, await stage.actor('clerk'), { state: 'open', size: 200 }))
  for (const failure of rows.filter(one => one.run === run)) {
    const account = `99${stage.dice(`account ${failure.person} ${dayOf(stage.now)}`).between(10_000_000, 99_999_999)}`
    const id = await proposeFor(stage, 'clerk', failure.person, { reason: 'returned-by-bank', account })
    must(await decideAccount(stage.house, await stage.actor('reviewer'), id, {}))
  }
}

/** From the correction to the second answer. */
function correctLater(stage: Stage, run: string, month: Month): void {
  stage.later({ day: `${month}-14`, play: () => correctAccounts(stage, run) })
  stage.later({ day: `${month}-16`, play: async () => must(await reissueRun(stage.house, await stage.actor('clerk'), run)) })
  stage.later({ day: `${month}-18`, play: async () => answer(stage, await inHand(stage, run), succeeded) })
}

async function answerByVillage(stage: Stage, run: string, month: Month, rows: readonly Row[]): Promise<void> {
  const { rows: lines } = must(await runLines(stage.house, await stage.actor('clerk'), run, { size: LINES_MAX }))
  const late = new Set(lines.filter(line => line.place === stage.ground.villages[2]!.code).map(line => line.number))
  await answer(stage, rows.filter(row => !late.has(row.line)), succeeded)
  stage.later({ day: `${month}-18`, play: () => answer(stage, rows.filter(row => late.has(row.line)), succeeded) })
}

/** The bank answers a sent run of a month, and whatever follows from its answer. */
export async function bankAnswers(stage: Stage, run: string, month: Month): Promise<void> {
  const rows = await inHand(stage, run)
  if (month === LATE_ANSWERS_IN) return answerByVillage(stage, run, month, rows)
  const [words, one] = [BOUNCES[month], chosen(stage, month, rows)]
  await answer(stage, rows, row => (row === one && words !== undefined ? ['失败', words] : ['成功', '']))
  if (words !== undefined && month !== WAITS_AT_THE_END) correctLater(stage, run, month)
  if (month === REVERSED_IN && one !== undefined) {
    const next = addMonths(month, 1)
    stage.later({ day: `${month}-28`, play: () => answer(stage, [one], () => ['退汇', '收款账户状态异常，已退汇']) })
    correctLater(stage, run, next)
  }
}
