import { renminbi } from '../../base/capitals.ts'
import { yuan, type Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { PrintedColumn, PrintedSheet } from '../../sheets/sheets.ts'
import type { Fund } from '../ledger.ts'
import { LEVEL_NAMES, PURPOSE_NAMES } from '../words.ts'
import { addedIn, MOVEMENTS, takenIn, type Movement, type Statement } from './statements.ts'

type Names = (purpose: string) => Text | undefined

const inCapitals = (amount: Fen): string => (amount < 0 ? `负${renminbi(-amount)}` : renminbi(amount))
const spanWords = (asked: string): string => (asked.length === 4 ? `${asked}年度` : `${asked.slice(0, 4)}年${Number(asked.slice(5))}月`)
const nameOf = (purpose: string, names: Names): string => (names(purpose) ?? PURPOSE_NAMES[purpose])?.zh ?? purpose
const texts = (...headings: readonly string[]): PrintedColumn[] => headings.map(heading => ({ heading, kind: 'text' }))

/** What stands under every statement: the totals in capitals, what it was spent on, who signs. */
const below = (statement: Statement, names: Names): string[] => [
  `本期收入合计（大写）：${inCapitals(addedIn(statement.totals))}　本期支出合计（大写）：${inCapitals(takenIn(statement.totals))}`,
  `期末结余（大写）：${inCapitals(statement.closing_fen)}`,
  ...statement.purposes.map(({ purpose, spent_fen, returned_fen }) => `用于${nameOf(purpose, names)}：支出 ${yuan(spent_fen)} 元${returned_fen > 0 ? `，退回 ${yuan(returned_fen)} 元` : ''}`),
  '制表：　　　　　　复核：　　　　　　负责人：　　　　　　年　　月　　日',
]

type Told = { readonly fund: Fund; readonly statement: Statement; readonly movements: readonly Movement[] }

/** One fund: every movement with what was left after it. */
export function fundSheet({ fund, statement, movements }: Told, asked: string, names: Names): PrintedSheet {
  let left = statement.opening_fen
  const rows = movements.map(({ on, kind, purpose, memo, into, amount_fen }) => {
    left += into ? amount_fen : -amount_fen
    return [on, MOVEMENTS[kind].name.zh, purpose === null ? '' : nameOf(purpose, names), memo, into ? yuan(amount_fen) : '', into ? '' : yuan(amount_fen), yuan(left)]
  })
  return {
    name: '对账单', title: `${fund.name}${spanWords(asked)}对账单`, paper: 'A4',
    above: [`级次：${LEVEL_NAMES[fund.level].zh}　资金来源：${fund.source}　期间：${statement.from} 至 ${statement.to}`],
    columns: texts('日期', '摘要', '用途', '文件、事由', '收入（元）', '支出（元）', '结余（元）'),
    rows: [[statement.from, '期初结余', '', '', '', '', yuan(statement.opening_fen)], ...rows],
    totals: [statement.to, '合计', '', '', yuan(addedIn(statement.totals)), yuan(takenIn(statement.totals)), yuan(statement.closing_fen)],
    below: below(statement, names),
  }
}

type PlaceTold = { readonly funds: readonly { readonly fund: Fund; readonly statement: Statement }[]; readonly total: Statement }

const amounts = ({ opening_fen, totals, closing_fen }: Statement): string[] => [
  opening_fen, totals.received, totals.spent, totals.returned, totals['transferred-in'], totals['transferred-out'], totals['given-back'], closing_fen,
].map(yuan)

/** All funds of a place, one row each, and what they come to together. */
export const placeSheet = ({ funds, total }: PlaceTold, asked: string, names: Names): PrintedSheet => ({
  name: '收支表', title: `双拥资金${spanWords(asked)}收支表`, paper: 'A4', above: [`期间：${total.from} 至 ${total.to}　单位：元`],
  columns: texts('资金', '级次', '资金来源', '期初结余', '收到拨款', '支出', '退回', '调入', '调出', '退还拨款', '期末结余'),
  rows: funds.map(({ fund, statement }) => [fund.name, LEVEL_NAMES[fund.level].zh, fund.source, ...amounts(statement)]),
  totals: ['合计', '', '', ...amounts(total)],
  below: below(total, names),
})
