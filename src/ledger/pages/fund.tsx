import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { get } from '../../ui/api.ts'
import { usePart, useSearchWords } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
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
  return (
    <Card title={{ zh: '预算', en: 'Budget' }}>
      <BudgetsUsed used={used} />
      {rows.length > 0 ? (
        <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '预算各行', en: 'Rows of the budget' })}>
          <table className="plain">
            <thead><tr>
              <th scope="col">{t({ zh: '日期', en: 'Day' })}</th><th scope="col">{t({ zh: '种类', en: 'Kind' })}</th>
              <th scope="col">{t({ zh: '用途', en: 'For' })}</th>
              <th scope="col" className="n">{t({ zh: '金额（元）', en: 'Amount' })}</th><th scope="col">{t({ zh: '文件', en: 'Document' })}</th>
              <th scope="col">{t({ zh: '登记人', en: 'Entered by' })}</th>
            </tr></thead>
            <tbody>{rows.map(row => (
              <tr key={row.number}>
                <td className="nowrap">{row.decided_on}</td><td className="nowrap">{t(BUDGET_KINDS[row.kind])}</td>
                <td>{row.purpose === null ? '–' : t(name(row.purpose))}</td><td className="n">{yuanGrouped(row.change_fen)}</td>
                <td>{row.document}</td><td className="nowrap">{row.recorded_by_name}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      ) : null}
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
  const said = [placeName(fund.place), ...(fund.source === LEVEL_NAMES[fund.level].zh ? [] : [fund.source]), ...(fund.level === 'donated' ? [t(donor)] : []), t(FUND_PURPOSES[fund.purpose]), t(balance)]
  return (
    <Page
      title={{ zh: fund.name, en: fund.name }}
      note={<><Tag>{t(LEVEL_NAMES[fund.level])}</Tag> {said.join(' · ')}</>}
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
