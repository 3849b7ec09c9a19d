import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { get } from '../../ui/api.ts'
import { usePart, useSearchWords } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { PlainList } from '../../ui/plain-list.tsx'
import { usePlaceName } from '../../ui/places.ts'
import type { Column } from '../../ui/query-table.tsx'
import { useMay, useMe } from '../../ui/session.ts'
import { Shown } from '../../ui/states.tsx'
import { BUDGET_KINDS, type BudgetRow, type BudgetProgress } from '../budgets/budgets.ts'
import type { FundStatementView } from '../statements/actions.ts'
import { MOVEMENT_KINDS } from '../statements/statements.ts'
import { FUND_PURPOSES, LEVEL_NAMES } from '../words.ts'
import { BudgetsUsed } from './budget-use.tsx'
import { barsOf } from './chart.ts'
import { FundButtons } from './fund-forms.tsx'
import { MonthChart } from './month-chart.tsx'
import { PaperButtons } from './paper-buttons.tsx'
import { SpanSelect, useSpan } from './span-select.tsx'
import { StatementTable } from './statement-table.tsx'
import { isOf, Sums, type Opened } from './sums.tsx'
import { usePurposeName } from './words.ts'
import './funds.css'

function Budget({ rows, used }: { rows: readonly BudgetRow[]; used: readonly BudgetProgress[] }) {
  const t = useText()
  const name = usePurposeName()
  const columns: readonly [Column<BudgetRow>, ...Column<BudgetRow>[]] = [
    { id: 'kind', title: { zh: '种类', en: 'Kind' }, show: row => t(BUDGET_KINDS[row.kind]) },
    { id: 'day', title: { zh: '日期', en: 'Day' }, show: row => row.decided_on },
    { id: 'purpose', title: { zh: '用途', en: 'For' }, show: row => (row.purpose === null ? '–' : t(name(row.purpose))) },
    { id: 'amount', title: { zh: '金额（元）', en: 'Amount' }, show: row => yuanGrouped(row.change_fen), number: true },
    { id: 'document', title: { zh: '文件', en: 'Document' }, show: row => row.document },
    { id: 'by', title: { zh: '登记人', en: 'Entered by' }, show: row => row.recorded_by_name },
  ]
  return (
    <Card title={{ zh: '预算', en: 'Budget' }}>
      <BudgetsUsed used={used} />
      {rows.length > 0 ? <PlainList label={{ zh: '预算各行', en: 'Rows of the budget' }} rows={rows} columns={columns} rowKey={row => String(row.number)} shown={rows.length} /> : null}
    </Card>
  )
}

function FundShown({ view, changed }: { view: FundStatementView; changed: () => void }) {
  const t = useText()
  const { today } = useMe()
  const span = useSpan()
  const placeName = usePlaceName()
  const kind = useSearchWords()['kind']
  const asked = MOVEMENT_KINDS.find(each => each === kind)
  const [opened, open] = useState<Opened | undefined>(asked && { kind: asked })
  const may = useMay('ledger.fund')
  const { fund, statement, movements, months, budget, used } = view
  const donor = fund.donor === null ? { zh: '匿名捐赠', en: 'giver unnamed' } : { zh: `捐赠人 ${fund.donor}`, en: `given by ${fund.donor}` }
  const balance = { zh: `现有结余 ${yuanGrouped(fund.balance_fen)} 元`, en: `balance ${yuanGrouped(fund.balance_fen)} yuan` }
  const said = [placeName(fund.place), ...(fund.source === LEVEL_NAMES[fund.level].zh ? [] : [fund.source]), ...(fund.level === 'donated' ? [t(donor)] : []), t(FUND_PURPOSES[fund.purpose])]
  return (
    <Page
      title={{ zh: fund.name, en: fund.name }}
      note={<><Tag>{t(LEVEL_NAMES[fund.level])}</Tag> {said.join(' · ')} · <span className="nowrap">{t(balance)}</span></>}
      actions={<>{may ? <FundButtons fund={fund} changed={changed} /> : null}<PaperButtons path={`/funds/${fund.id}/statement/export?span=${span.asked}`} /></>}
    >
      <Card title={{ zh: '对账单', en: 'Statement' }} note={`${statement.from} – ${statement.to}`} more={<SpanSelect span={span} />}>
        <Sums statement={statement} opened={opened} open={open} />
      </Card>
      {months.length > 0 ? <Card title={{ zh: '逐月收支', en: 'Month by month' }} className="screen-only"><MonthChart bars={barsOf(months, today)} /></Card> : null}
      <Budget rows={budget} used={used} />
      <Card
        title={{ zh: '明细', en: 'Every movement' }} note={t({ zh: `${movements.length} 笔`, en: `${movements.length} of them` })}
        more={opened ? <button type="button" className="btn" onClick={() => open(undefined)}>{t({ zh: '看全部', en: 'Show all' })}</button> : null}
      >
        <StatementTable statement={statement} movements={movements} shown={movement => opened === undefined || isOf(movement, opened)} />
      </Card>
    </Page>
  )
}

/** One fund: its statement of a year or a month, its months as a picture, its budget, every row. */
export function FundPage() {
  const client = useQueryClient()
  const id = usePart(2)
  const { asked } = useSpan()
  const query = useQuery({ queryKey: ['funds', id, asked], queryFn: () => get<FundStatementView>(`/funds/${id}/statement?span=${asked}`) })
  const changed = () => void client.invalidateQueries({ queryKey: ['funds'] })
  return <Shown asked={query}>{view => <FundShown view={view} changed={changed} />}</Shown>
}
