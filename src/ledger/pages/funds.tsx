import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { get } from '../../ui/api.ts'
import { Chinese } from '../../ui/chinese.tsx'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { PlainList } from '../../ui/plain-list.tsx'
import type { Column } from '../../ui/query-table.tsx'
import { useMay, useYear } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
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

/** Where a fund comes from, where its level does not say it already. */
const aboutOf = ({ level, source, donor }: FundLine): string[] => [...(source === LEVEL_NAMES[level].zh ? [] : [source]), ...(donor ? [donor] : [])]

function Name({ fund }: { fund: FundLine }) {
  const t = useText()
  const year = useYear()
  const about = aboutOf(fund)
  return (
    <>
      <Go to={`/funds/${fund.id}?year=${year}`}>{fund.name}</Go> <Tag>{t(LEVEL_NAMES[fund.level])}</Tag>
      {fund.warnings.length > 0 ? <> <Tag tone="late">{t({ zh: '超预算', en: 'Beyond budget' })}</Tag></> : null}
      {about.length > 0 ? <small className="fund-about muted"><Chinese>{about.join(' · ')}</Chinese></small> : null}
    </>
  )
}

/** The funds: what came and went in the year, what is left, how far the budget is used. */
function FundList({ funds }: { funds: readonly FundLine[] }) {
  const columns: readonly [Column<FundLine>, ...Column<FundLine>[]] = [
    { id: 'fund', title: { zh: '资金', en: 'Fund' }, show: fund => <Name fund={fund} /> },
    { id: 'received', title: { zh: '收到（元）', en: 'Received' }, show: fund => yuanGrouped(fund.received_fen), number: true },
    { id: 'spent', title: { zh: '支出（元）', en: 'Spent' }, show: fund => yuanGrouped(fund.spent_fen), number: true },
    { id: 'left', title: { zh: '结余（元）', en: 'Balance' }, show: fund => yuanGrouped(fund.balance_fen), number: true },
    { id: 'budget', title: { zh: '预算执行', en: 'Budget used' }, show: fund => <BudgetsUsed used={fund.budget} /> },
  ]
  return <PlainList label={{ zh: '各项资金', en: 'The funds' }} rows={funds} columns={columns} rowKey={fund => fund.id} shown={funds.length} />
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
