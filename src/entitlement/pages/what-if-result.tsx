import type { ReactNode } from 'react'
import type { Month } from '../../base/day.ts'
import { counted } from '../../base/english.ts'
import { yuanGrouped } from '../../base/money.ts'
import type { LawBook } from '../../law/law.ts'
import { Chinese } from '../../ui/chinese.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Card, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import type { CostComparison, CostPair } from '../what-if/compare.ts'
import type { WhatIfFund, WhatIfView } from '../what-if/what-if.ts'
import { CostChart } from './what-if-chart.tsx'
import { differenceOf, fundGroups, notesOn, shareOf, signed, sumOf } from './what-if-words.ts'

const BEFORE: Words = { zh: '现行', en: 'As it is' }
const AFTER: Words = { zh: '变动后', en: 'With changes' }
const DIFFERENCE: Words = { zh: '差额', en: 'Difference' }

/** `doings`: what can be done with it. */
type ResultProps = {
  readonly comparison: CostComparison
  readonly head: WhatIfView
  readonly book: LawBook
  readonly months: readonly Month[]
  readonly milliseconds: number
  readonly doings: ReactNode
}

const toneOf = (fen: number): string => (fen > 0 ? 'more' : fen < 0 ? 'less' : 'muted')

/** Two amounts and their difference, as cells of a row. */
function Amounts({ pair }: { pair: CostPair }) {
  return (
    <>
      <td className="n wide">{yuanGrouped(pair.before_fen)}</td>
      <td className="n">{yuanGrouped(pair.after_fen)}</td>
      <td className={`n ${toneOf(differenceOf(pair))}`}>{signed(differenceOf(pair))}</td>
    </>
  )
}

function Heads({ first, wide, extra }: { first: Words; wide?: Words; extra?: readonly Words[] }) {
  const t = useText()
  return (
    <thead><tr>
      <th scope="col">{t(first)}</th>
      <th scope="col" className="n wide">{t(BEFORE)}</th><th scope="col" className="n">{t(AFTER)}</th><th scope="col" className="n">{t(DIFFERENCE)}</th>
      {wide ? <th scope="col" className="n wide">{t(wide)}</th> : null}
      {extra?.map((words, index) => <th key={index} scope="col" className="n">{t(words)}</th>)}
    </tr></thead>
  )
}

function Figure({ name, value, tone, note }: { name: Words; value: string; tone?: string; note?: string }) {
  const t = useText()
  return <div><dt>{t(name)}</dt><dd className={tone}>{value}{note ? <small>{note}</small> : null}</dd></div>
}

function Apart({ comparison }: { comparison: CostComparison }) {
  const t = useText()
  const notes = notesOn(comparison)
  if (notes.length === 0) return null
  return <ul className="notes">{notes.map(({ key, tone, tag, words }) => <li key={key}><Tag tone={tone}>{t(tag)}</Tag> {t(words)}</li>)}</ul>
}

function Totals({ comparison, head, milliseconds, doings }: Pick<ResultProps, 'comparison' | 'head' | 'milliseconds' | 'doings'>) {
  const t = useText()
  const { total, concerned, persons } = comparison
  const [change, all] = [differenceOf(total), head.table.persons.toLocaleString('en')]
  return (
    <Card>
      <dl className="figures" aria-live="polite">
        <Figure name={{ zh: '现行（元）', en: 'As it is (yuan)' }} value={yuanGrouped(total.before_fen)} />
        <Figure name={{ zh: '变动后（元）', en: 'With changes (yuan)' }} value={yuanGrouped(total.after_fen)} />
        <Figure name={{ zh: '差额（元）', en: 'Difference (yuan)' }} value={signed(change)} tone={toneOf(change)} note={shareOf(total)} />
        <Figure
          name={{ zh: '涉及人数', en: 'People concerned' }} value={concerned.toLocaleString('en')}
          note={t({ zh: `共 ${persons.toLocaleString('en')} 人享受`, en: `Of ${persons.toLocaleString('en')} who draw` })}
        />
      </dl>
      <Apart comparison={comparison} />
      <div className="what-if-doings">{doings}</div>
      <p className="tiny">{t({
        zh: `按 ${head.known_on} 所知的事实和标准，逐人逐月计算 ${all} 人 × ${head.months} 个月；本次用时 ${milliseconds.toFixed(1)} 毫秒`,
        en: `${counted(head.table.persons, 'person')} × ${counted(head.months, 'month')}, each reckoned by facts and rates as known on ${head.known_on}; this took ${milliseconds.toFixed(1)} ms`,
      })}</p>
    </Card>
  )
}

function Months({ comparison, months }: { comparison: CostComparison; months: readonly Month[] }) {
  const t = useText()
  const missing = comparison.months.some(month => month.after.without_rate > 0)
  return (
    <Card title={{ zh: '按月', en: 'By month' }}>
      <div className="beside">
        <CostChart months={months} comparison={comparison} />
        <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '按月', en: 'By month' })}>
          <table className="plain costs">
            <Heads first={{ zh: '月份', en: 'Month' }} extra={missing ? [{ zh: '缺标准', en: 'No rate' }] : []} />
            <tbody>{comparison.months.map((pair, index) => (
              <tr key={months[index]}>
                <td className="nowrap num">{months[index]}</td><Amounts pair={pair} />{missing ? <td className="n">{pair.after.without_rate || ''}</td> : null}
              </tr>
            ))}</tbody>
          </table>
        </div>
      </div>
    </Card>
  )
}

const NO_RULE: Words = {
  zh: '没有规定哪项待遇由哪笔资金出，按近一年实际付款归类', en: 'No rule says which fund pays a benefit; they stand under the fund that paid them in the last year',
}

function FundName({ fund }: { fund: WhatIfFund | null }) {
  const t = useText()
  if (!fund) return t({ zh: '来源未定（近一年没有付过）', en: 'No fund yet (nothing paid in the last year)' })
  return <>{fund.name}<small><Chinese>{fund.source}</Chinese> · {t({ zh: `结余 ${yuanGrouped(fund.balance_fen)} 元`, en: `${yuanGrouped(fund.balance_fen)} yuan left` })}</small></>
}

function BenefitRow({ cost, name }: { cost: CostComparison['benefits'][number]; name: Words }) {
  const t = useText()
  return (
    <tr>
      <td>
        {t(name)} {cost.after.without_rate > 0 ? <Tag tone="late">{t({ zh: '缺标准', en: 'No rate' })}</Tag> : null}{' '}
        {cost.after.provisional_fen > 0 ? <Tag tone="warn">{t({ zh: '暂列', en: 'Provisional' })}</Tag> : null}
      </td>
      <Amounts pair={cost} /><td className="n wide">{cost.persons}</td><td className="n">{cost.concerned || ''}</td>
    </tr>
  )
}

function Funds({ comparison, head, book }: { comparison: CostComparison; head: WhatIfView; book: LawBook }) {
  const t = useText()
  const groups = fundGroups(comparison, head.funds)
  return (
    <Card title={{ zh: '按资金和待遇', en: 'By fund and benefit' }} note={t(NO_RULE)}>
      <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '按资金和待遇', en: 'By fund and benefit' })}>
        <table className="plain costs funds">
          <Heads first={{ zh: '待遇', en: 'Benefit' }} wide={{ zh: '享受', en: 'Draw' }} extra={[{ zh: '涉及', en: 'Concerned' }]} />
          {groups.map(({ fund, benefits }) => (
            <tbody key={fund?.id ?? ''}>
              <tr className="group">
                <th scope="rowgroup"><FundName fund={fund} /></th>
                <Amounts pair={sumOf(benefits)} /><td className="wide" aria-hidden />
                <td className="n">{t({ zh: `${benefits.length} 项`, en: `${benefits.length}` })}</td>
              </tr>
              {benefits.map(cost => <BenefitRow key={cost.benefit} cost={cost} name={book.benefits.get(cost.benefit)!.name} />)}
            </tbody>
          ))}
        </table>
      </div>
    </Card>
  )
}

function Villages({ comparison, head }: { comparison: CostComparison; head: WhatIfView }) {
  const t = useText()
  const nameOf = usePlaceName()
  return (
    <Card title={{ zh: '按村', en: 'By village' }}>
      <div className="scroll tall" role="region" tabIndex={0} aria-label={t({ zh: '按村', en: 'By village' })}>
        <table className="plain costs">
          <Heads first={{ zh: '村', en: 'Village' }} extra={[{ zh: '涉及', en: 'Concerned' }]} />
          <tbody>{head.villages.map((village, index) => {
            const cost = comparison.villages[index]!
            return <tr key={village}><td>{nameOf(village)}</td><Amounts pair={cost} /><td className="n">{cost.concerned || ''}</td></tr>
          })}</tbody>
        </table>
      </div>
    </Card>
  )
}

/** What the changes come to: in all, by month, by fund and benefit, by village. */
export function Result({ comparison, head, book, months, milliseconds, doings }: ResultProps) {
  return (
    <div className="cols">
      <Totals comparison={comparison} head={head} milliseconds={milliseconds} doings={doings} />
      <Months comparison={comparison} months={months} />
      <Funds comparison={comparison} head={head} book={book} />
      <Villages comparison={comparison} head={head} />
    </div>
  )
}
