import type { Month } from '../../base/day.ts'
import { counted } from '../../base/english.ts'
import { yuan, yuanGrouped, type Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { LawBook } from '../../law/law.ts'
import type { SheetToWrite } from '../../sheets/sheets.ts'
import type { CostComparison, CostPair } from '../what-if/compare.ts'
import type { WhatIfFund } from '../what-if/what-if.ts'

export const differenceOf = ({ before_fen, after_fen }: CostPair): Fen => after_fen - before_fen

/** +1,234.50; a minus as wide as the plus. */
export const signed = (fen: Fen): string => `${fen > 0 ? '+' : fen < 0 ? '−' : ''}${yuanGrouped(Math.abs(fen))}`

/** 12,345.60 as it is, 12,345.00 as 12,345. */
export const yuanShort = (fen: Fen): string => yuanGrouped(fen).replace(/\.00$/, '')

/** The benefits that one fund pays, as far as payments tell; null: none was paid in the last year. */
export type FundGroup = { readonly fund: WhatIfFund | null; readonly benefits: CostComparison['benefits'] }

/** Benefits by fund, in the order of the funds; those that cost nothing are left out. */
export function fundGroups({ benefits }: CostComparison, funds: readonly WhatIfFund[]): FundGroup[] {
  const shown = benefits.filter(cost => cost.before_fen + cost.after_fen > 0 || cost.before.without_rate > 0)
  const fundOf = new Map(funds.map(fund => [fund.benefit, fund]))
  const groups = Map.groupBy(shown, cost => fundOf.get(cost.benefit)?.id)
  return [...groups.values()].map(all => ({ fund: fundOf.get(all[0]!.benefit) ?? null, benefits: all.toSorted((one, other) => other.after_fen - one.after_fen) }))
    .toSorted((one, other) => Number(one.fund === null) - Number(other.fund === null))
}

export const sumOf = (pairs: readonly CostPair[]): CostPair => ({
  before_fen: pairs.reduce((sum, pair) => sum + pair.before_fen, 0), after_fen: pairs.reduce((sum, pair) => sum + pair.after_fen, 0),
})

type Note = { readonly key: string; readonly tone: 'warn' | 'late'; readonly tag: Text; readonly words: Text }

/** What the sums leave out, or rest on. */
export function notesOn({ total, filled_fen, lacking }: CostComparison): Note[] {
  const { provisional_fen, without_rate } = total.after
  const [filled, provisional] = [yuanGrouped(filled_fen), yuanGrouped(provisional_fen)]
  const notes: (Note & { readonly so: boolean })[] = [
    {
      key: 'filled', so: filled_fen > 0, tone: 'warn', tag: { zh: '假设', en: 'Assumed' },
      words: {
        zh: `差额中 ${filled} 元是现行没有标准的月份，按假设的数额补上`, en: `${filled} yuan of the difference fill months that have no rate, in amounts only assumed`,
      },
    },
    {
      key: 'provisional', so: provisional_fen > 0, tone: 'warn', tag: { zh: '暂列', en: 'Provisional' },
      words: { zh: `变动后有 ${provisional} 元依据推算的标准`, en: `${provisional} yuan with the changes rest on derived rates` },
    },
    {
      key: 'without', so: without_rate > 0, tone: 'late', tag: { zh: '缺标准', en: 'No rate' },
      words: { zh: `${without_rate} 人月没有标准，未计入；可设定额作为假设`, en: `${without_rate} person-months have no rate and are left out; set an amount to assume one` },
    },
    {
      key: 'lacking', so: lacking > 0, tone: 'late', tag: { zh: '缺事实', en: 'Facts missing' },
      words: { zh: `${lacking} 人缺事实，算不出，未计入`, en: `${counted(lacking, 'person')} left out: facts are missing` },
    },
  ]
  return notes.filter(({ so }) => so)
}

/** +1.44%, of what it is; nothing where it is nothing, or stays. */
export function shareOf({ before_fen, after_fen }: CostPair): string {
  if (before_fen === 0 || before_fen === after_fen) return ''
  return `${after_fen < before_fen ? '−' : '+'}${(Math.abs(after_fen - before_fen) / before_fen * 100).toFixed(2)}%`
}

type Told = {
  readonly comparison: CostComparison
  readonly months: readonly Month[]
  readonly villages: readonly string[]
  readonly funds: readonly WhatIfFund[]
  readonly book: LawBook
  readonly name: string
  readonly t: (text: Text) => string
}

/** Everything on the page as one sheet. */
export function sheetOf({ comparison, months, villages, funds, book, name, t }: Told): SheetToWrite {
  const count = (number: number | null) => (number === null ? '' : String(number))
  const row = (kind: string, of: string, pair: CostPair, concerned: number | null, without: number | null) =>
    [kind, of, yuan(pair.before_fen), yuan(pair.after_fen), yuan(differenceOf(pair)), count(concerned), count(without)]
  const word = (zh: string, en: string) => t({ zh, en })
  const benefits = fundGroups(comparison, funds).flatMap(({ fund, benefits: all }) => all.map(cost => ({ fund, cost })))
  return {
    name,
    headings: [
      word('分类', 'Group'), word('项目', 'Item'), word('现行（元）', 'As it is (yuan)'), word('变动后（元）', 'With changes (yuan)'), word('差额（元）', 'Difference (yuan)'),
      word('涉及人数', 'Persons concerned'), word('缺标准（人月）', 'Without a rate (person-months)'),
    ],
    rows: [
      row(word('合计', 'Total'), name, comparison.total, comparison.concerned, comparison.total.after.without_rate),
      ...months.map((month, index) => row(word('月份', 'Month'), month, comparison.months[index]!, null, comparison.months[index]!.after.without_rate)),
      ...benefits.map(({ fund, cost }) =>
        row(fund?.name ?? word('来源未定', 'No fund yet'), t(book.benefits.get(cost.benefit)!.name), cost, cost.concerned, cost.after.without_rate)),
      ...villages.map((village, index) => row(word('村', 'Village'), village, comparison.villages[index]!, comparison.villages[index]!.concerned, null)),
    ],
  }
}
