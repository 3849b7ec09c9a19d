import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { get } from '../../ui/api.ts'
import { Chinese } from '../../ui/chinese.tsx'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { useMay, useYear } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import type { FundLine } from '../budgets/overview.ts'
import type { PlaceStatementView } from '../statements/actions.ts'
import { LEVEL_NAMES } from '../words.ts'
import { BudgetsUsed } from './budget-use.tsx'
import { AddFund, ProposeTransfer } from './fund-forms.tsx'
import { FundProposals } from './fund-proposals.tsx'
import { PaperButtons } from './paper-buttons.tsx'
import { SpanSelect, useSpan } from './span-select.tsx'
import { Stock } from './stock.tsx'
import { Sums } from './sums.tsx'
import './funds.css'

function Name({ fund }: { fund: FundLine }) {
  const t = useText()
  const year = useYear()
  const link = <Go to={`/funds/${fund.id}?year=${year}`}>{fund.name}</Go>
  return <>{link} <Tag>{t(LEVEL_NAMES[fund.level])}</Tag>{fund.warnings.length > 0 ? <> <Tag tone="late">{t({ zh: '超预算', en: 'Beyond budget' })}</Tag></> : null}</>
}

/** Where a fund comes from, where its level does not say it already. */
const aboutOf = ({ level, source, donor }: FundLine): string[] => [...(source === LEVEL_NAMES[level].zh ? [] : [source]), ...(donor ? [donor] : [])]

/** The funds: what came and went in the year, what is left, how far the budget is used. */
function FundList({ funds }: { funds: readonly FundLine[] }) {
  const t = useText()
  const narrow = useNarrow()
  const words = {
    received: t({ zh: '收到（元）', en: 'Received' }), spent: t({ zh: '支出（元）', en: 'Spent' }),
    left: t({ zh: '结余（元）', en: 'Balance' }), budget: t({ zh: '预算执行', en: 'Budget used' }),
  }
  if (narrow) {
    return (
      <ul className="fund-cards">{funds.map(fund => (
        <li key={fund.id}>
          <h3><Name fund={fund} /></h3>
          <dl className="pairs">
            <dt>{words.received}</dt><dd>{yuanGrouped(fund.received_fen)}</dd><dt>{words.spent}</dt><dd>{yuanGrouped(fund.spent_fen)}</dd>
            <dt>{words.left}</dt><dd>{yuanGrouped(fund.balance_fen)}</dd><dt>{words.budget}</dt><dd><BudgetsUsed used={fund.budget} /></dd>
          </dl>
        </li>
      ))}</ul>
    )
  }
  return (
    <table className="plain">
      <thead><tr>
        <th scope="col">{t({ zh: '资金', en: 'Fund' })}</th><th scope="col" className="n">{words.received}</th>
        <th scope="col" className="n">{words.spent}</th><th scope="col" className="n">{words.left}</th><th scope="col">{words.budget}</th>
      </tr></thead>
      <tbody>{funds.map(fund => ({ fund, about: aboutOf(fund) })).map(({ fund, about }) => (
        <tr key={fund.id}>
          <td><Name fund={fund} />{about.length > 0 ? <><br /><span className="muted"><Chinese>{about.join(' · ')}</Chinese></span></> : null}</td>
          <td className="n">{yuanGrouped(fund.received_fen)}</td><td className="n">{yuanGrouped(fund.spent_fen)}</td>
          <td className="n">{yuanGrouped(fund.balance_fen)}</td><td><BudgetsUsed used={fund.budget} /></td>
        </tr>
      ))}</tbody>
    </table>
  )
}

/** The funds of the places in sight in a year. */
export function FundsPage() {
  const t = useText()
  const client = useQueryClient()
  const span = useSpan()
  const { year, asked } = span
  const may = useMay('ledger.fund')
  const [open, setOpen] = useState<'add' | 'transfer'>()
  const lines = useQuery({ queryKey: ['funds', 'lines', asked], queryFn: () => get<readonly FundLine[]>(`/funds/lines?span=${asked}`) })
  const total = useQuery({ queryKey: ['funds', 'total', asked], queryFn: () => get<PlaceStatementView>(`/funds/statement?span=${asked}`) })
  const changed = () => void client.invalidateQueries({ queryKey: ['funds'] })
  // The year's own funds first, then what earlier years left.
  const funds = (lines.data ?? []).toSorted((one, other) => other.year - one.year)
  return (
    <Page
      title={{ zh: '资金', en: 'Funds' }} note={t({ zh: `${year} 年`, en: String(year) })}
      actions={<>
        {may ? <Button type="primary" onClick={() => setOpen('add')}>{t({ zh: '新增资金', en: 'Add a fund' })}</Button> : null}
        {may ? <Button onClick={() => setOpen('transfer')}>{t({ zh: '资金调剂', en: 'Transfer' })}</Button> : null}
        <PaperButtons path={`/funds/statement/export?span=${asked}`} />
      </>}
    >
      <Card title={{ zh: '收支', en: 'What came and went' }} more={<SpanSelect span={span} />}>
        <Shown asked={total}>{view => <Sums statement={view.total} />}</Shown>
      </Card>
      <Card title={{ zh: '各项资金', en: 'The funds' }}>
        <Shown asked={lines}>{() => (funds.length === 0 ? <Empty words={{ zh: '这一年没有资金。', en: 'There is no fund of this year.' }} /> : <FundList funds={funds} />)}</Shown>
      </Card>
      <FundProposals funds={funds} changed={changed} />
      <Stock funds={funds} changed={changed} />
      {open === 'add' ? <AddFund year={year} close={() => setOpen(undefined)} changed={changed} /> : null}
      {open === 'transfer' ? <ProposeTransfer funds={funds} close={() => setOpen(undefined)} changed={changed} /> : null}
    </Page>
  )
}
