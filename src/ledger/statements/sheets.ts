import { renminbi } from '../../base/capitals.ts'
import { yuan, type Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { SheetToWrite } from '../../sheets/sheets.ts'
import type { Fund } from '../ledger.ts'
import { MOVEMENTS, type Movement, type PurposeTotal, type Statement } from './statements.ts'
import { LEVEL_NAMES, PURPOSE_NAMES } from '../words.ts'

type Names = (purpose: string) => Text | undefined

const inCapitals = (amount: Fen): string => (amount < 0 ? `负${renminbi(-amount)}` : renminbi(amount))
const spanWords = (asked: string): string => (asked.length === 4 ? `${asked}年度` : `${asked.slice(0, 4)}年${Number(asked.slice(5))}月`)
const nameOf = (purpose: string, names: Names): string => (names(purpose) ?? PURPOSE_NAMES[purpose])?.zh ?? purpose

type Told = { readonly fund: Fund; readonly statement: Statement; readonly movements: readonly Movement[] }

/** One fund: every movement with what was left after it, then the totals in figures and in capitals. */
export function fundSheet({ fund, statement, movements }: Told, asked: string, names: Names): SheetToWrite {
  let left = statement.opening_fen
  const rows = movements.map(({ on, kind, purpose, memo, into, amount_fen }) => {
    left += into ? amount_fen : -amount_fen
    return [on, MOVEMENTS[kind].name.zh, purpose === null ? '' : nameOf(purpose, names), memo, into ? yuan(amount_fen) : '', into ? '' : yuan(amount_fen), yuan(left)]
  })
  const { totals } = statement
  const [added, taken] = [totals.received + totals.returned + totals['transferred-in'], totals.spent + totals['transferred-out'] + totals['given-back']]
  return {
    name: `${fund.name}${spanWords(asked)}对账单`,
    headings: ['日期', '摘要', '用途', '文件、事由', '收入（元）', '支出（元）', '结余（元）'],
    rows: [
      [statement.from, '期初结余', '', '', '', '', yuan(statement.opening_fen)], ...rows,
      [statement.to, '合计', '', '', yuan(added), yuan(taken), yuan(statement.closing_fen)],
      ['', '合计大写', '', '', inCapitals(added), inCapitals(taken), inCapitals(statement.closing_fen)],
    ],
  }
}

const purposeRow = ({ purpose, spent_fen, returned_fen }: PurposeTotal, names: Names): string[] =>
  ['其中用于', nameOf(purpose, names), '', '', '', yuan(spent_fen), yuan(returned_fen), '', '', '', '']

type PlaceTold = { readonly funds: readonly { readonly fund: Fund; readonly statement: Statement }[]; readonly total: Statement }

const amounts = ({ opening_fen, totals, closing_fen }: Statement): Fen[] => [
  opening_fen, totals.received, totals.spent, totals.returned, totals['transferred-in'], totals['transferred-out'], totals['given-back'], closing_fen,
]

/** All funds of a place: one row each, the total, what it was spent on, and the total in capitals. */
export function placeSheet({ funds, total }: PlaceTold, asked: string, names: Names): SheetToWrite {
  return {
    name: `双拥资金${spanWords(asked)}收支表`,
    headings: ['资金', '级次', '资金来源', '期初结余（元）', '收到拨款（元）', '支出（元）', '退回（元）', '调入（元）', '调出（元）', '退还拨款（元）', '期末结余（元）'],
    rows: [
      ...funds.map(({ fund, statement }) => [fund.name, LEVEL_NAMES[fund.level].zh, fund.source, ...amounts(statement).map(yuan)]),
      ['合计', '', '', ...amounts(total).map(yuan)],
      ['合计大写', '', '', ...amounts(total).map(inCapitals)],
      ...total.purposes.map(purpose => purposeRow(purpose, names)),
    ],
  }
}
