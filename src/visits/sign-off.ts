import { capitals, renminbi } from '../base/capitals.ts'
import { sum, type Fen } from '../base/money.ts'
import { categoryName } from '../roster/kinds.ts'
import type { PrintedColumn, PrintedRow, PrintedSheet } from '../sheets/sheets.ts'
import { householdLines } from './planned/planned.ts'
import type { Goods, RoundView } from './visits.ts'

/** The headings of the sheet that households sign (office-practice 2.3), with the amount in capitals beside the figures. */
export const SIGN_OFF_HEADINGS = ['序号', '村组', '姓名', '优抚对象类别', '慰问金（元）', '金额大写', '慰问品', '领取人签字（手印）', '代领人及关系', '日期'] as const

export const goodsWords = (goods: readonly Goods[]): string => goods.map(({ name, quantity }) => (quantity === undefined || quantity === 1 ? name : `${name}×${quantity}`)).join('、')

export type SignOff = {
  readonly title: string
  readonly above: string
  readonly rows: readonly PrintedRow[]
  readonly total_fen: Fen
  readonly capitals: string
}

type PlaceName = (code: string) => string

/**
 * What is signed: of a household that was visited what it got, of one still to visit what the standard gives it.
 * Whoever refused gets nothing and is left out. `place`: of one village alone.
 */
export function signOff(round: RoundView, placeName: PlaceName, place = ''): SignOff {
  const lines = householdLines(round).filter(line => line.place.startsWith(place) && line.state !== 'refused')
  const cash = lines.map(line => line.visit?.cash_fen ?? round.cash_each_fen)
  const rows = lines.map(({ place: village, head, category, planned, visit }, index) => [
    String(index + 1), placeName(village) + (planned?.group_name ?? ''), head, category === null ? '' : categoryName(category).zh,
    cash[index]!, capitals(cash[index]!), goodsWords(visit?.goods ?? round.goods_each), '', '', visit?.visited_on ?? '',
  ])
  const total = sum(cash)
  return {
    title: `${round.name}签领表`,
    above: `慰问单位：${round.giver ?? ''}　村（社区）：${place === '' ? '全部' : placeName(place)}　期间：${round.from} 至 ${round.to}`,
    rows, total_fen: total, capitals: renminbi(total),
  }
}

export const SIGNATURES = '经办人：　　　　　　审核人：　　　　　　带队领导：　　　　　　年　　月　　日'

const COLUMNS: readonly PrintedColumn[] = SIGN_OFF_HEADINGS.map(heading => ({ heading, kind: heading === '慰问金（元）' ? 'amount' : 'text' }))

/** The same as a sheet that is printed or filled in. */
export function signOffSheet(round: RoundView, placeName: PlaceName, place = ''): PrintedSheet {
  const { title, above, rows, total_fen, capitals: words } = signOff(round, placeName, place)
  return {
    name: '签领表', title, paper: 'A4', above: [above], columns: COLUMNS, rows, totals: ['合计', '', `${rows.length} 户`, '', total_fen, '', '', '', '', ''],
    below: [`合计（大写）：${words}`, SIGNATURES],
  }
}
