import { yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { factName, valueName } from '../../law/fact-names.ts'
import { useText } from '../../ui/language.ts'
import { Tag } from '../../ui/page.tsx'
import { periodWords } from '../browsing/words.ts'
import type { Additions, RateChange } from '../proposals/proposals.ts'
import { confidenceShown, layerName } from './words.ts'

const listed = (texts: readonly Text[]): Text => ({ zh: texts.map(text => text.zh).join(' '), en: texts.map(text => text.en).join(', ') })
const cellWords = ({ cell }: RateChange): Text => {
  const values = Object.entries(cell).map(([key, value]) => valueName(key, value))
  return values.length === 0 ? { zh: '全部', en: 'All' } : listed(values)
}

/** 15,000 -> 16,000 a year, and by how much, where both are of one period. */
function Amounts({ change: { before, amount_fen, per, holds } }: { change: RateChange }) {
  const t = useText()
  const differs = before !== null && amount_fen !== null && before.per === per ? amount_fen - before.amount_fen : null
  return (
    <>
      <td className="n">{before ? <>{yuanGrouped(before.amount_fen)}{before.per === per ? null : <small> {t(periodWords(before.per))}</small>}</> : <span className="muted">{t({ zh: '没有', en: 'None' })}</span>}</td>
      <td className="n"><b>{amount_fen === null ? t({ zh: '数额未见', en: 'Not known' }) : yuanGrouped(amount_fen)}</b>{holds ? null : <><br /><Tag tone="late" wrap>{t({ zh: '低于国家标准，不顶用', en: 'Below the national rate: without effect' })}</Tag></>}</td>
      <td className="n">{differs === null ? '–' : `${differs > 0 ? '+' : differs < 0 ? '−' : ''}${yuanGrouped(Math.abs(differs))}`}</td>
    </>
  )
}

function Before({ change: { before } }: { change: RateChange }) {
  const t = useText()
  if (!before) return <span className="muted">{t({ zh: '这一天没有标准', en: 'No rate on that day' })}</span>
  return <>{t(layerName(before.layer))}{t({ zh: `，${before.from} 起`, en: `, from ${before.from}` })}{before.confidence === 'sourced' ? null : <> <Tag tone="warn">{t(confidenceShown(before.confidence).words)}</Tag></>}</>
}

function Rates({ rates }: { rates: readonly RateChange[] }) {
  const t = useText()
  const [first] = rates
  if (!first) return null
  const heading = t({ zh: `${first.benefit_name.zh}，${first.from} 起，${periodWords(first.per).zh}`, en: `${first.benefit_name.en}, from ${first.from}, ${periodWords(first.per).en}` })
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={heading}>
      <table className="plain additions">
        <caption>{heading}{first.past ? <> <Tag tone="warn" wrap>{t({ zh: '从过去的日子起：发过的月份会重算，少发的补、多发的列应收', en: 'From a past day: months that were paid are reckoned again' })}</Tag></> : null}</caption>
        <thead><tr><th>{t({ zh: '对象', en: 'For' })}</th><th className="n">{t({ zh: '现行', en: 'Now' })}</th><th className="n">{t({ zh: '新的', en: 'New' })}</th><th className="n">{t({ zh: '相差', en: 'Difference' })}</th><th>{t({ zh: '现行的来自', en: 'Now by' })}</th></tr></thead>
        <tbody>{rates.map((change, index) => <tr key={index}><td>{t(cellWords(change))}</td><Amounts change={change} /><td><Before change={change} /></td></tr>)}</tbody>
      </table>
    </div>
  )
}

/** What files add to the law, each new line against the one that holds without it. */
export function LawAdditions({ additions: { sources, rates, parameters, overlaps } }: { additions: Additions }) {
  const t = useText()
  const tables = [...Map.groupBy(rates, rate => [rate.benefit, rate.from, rate.per].join('|')).values()]
  return (
    <div className="stack">
      {sources.map(({ id, title, number, published }) => <p key={id}><b>{t(title)}</b> <span className="muted">{[number, published ? t({ zh: `${published} 公布`, en: `published ${published}` }) : null].filter(Boolean).join(' · ')}</span></p>)}
      {tables.map((table, index) => <Rates key={index} rates={table} />)}
      {parameters.map(({ name, year, amount_fen, before_fen }, index) => (
        <p key={index}>{t(factName(`parameters.${name} ${year}`))} <b className="num">{yuanGrouped(amount_fen)}</b> {t({ zh: '元', en: 'yuan' })} <span className="muted">{before_fen === null ? t({ zh: '此前没有', en: 'none before' }) : t({ zh: `此前 ${yuanGrouped(before_fen)} 元`, en: `before: ${yuanGrouped(before_fen)}` })}</span></p>
      ))}
      {overlaps.map(({ from, benefits: [one, other], text, source }, index) => <p key={index}>{t(one)} + {t(other)}{t({ zh: `（${from} 起）：`, en: ` (from ${from}): ` })}{t(text)} <span className="muted">{source}</span></p>)}
      {sources.length + rates.length + parameters.length + overlaps.length === 0 ? <p className="muted">{t({ zh: '没有能读出来的内容。', en: 'Nothing in it can be read yet.' })}</p> : null}
    </div>
  )
}
