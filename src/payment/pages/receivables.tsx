import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import type { Filter } from '../../ui/search-form.tsx'
import { useMay } from '../../ui/session.ts'
import { beyondWords } from '../beyond.ts'
import type { ReceivableList } from '../recovery/actions.ts'
import { CLOSING_KINDS, CLOSING_NAMES, type ClosingKind } from '../recovery/recovery.ts'
import { Closings } from './closings.tsx'
import { times } from './words.ts'
import './runs.css'

const CloseReceivable = lazy(() => import('./close-receivable.tsx').then(module => ({ default: module.CloseReceivable })))

export type ReceivableRow = ReceivableList['rows'][number]
type Act = { readonly kind: ClosingKind; readonly row: ReceivableRow }

const FILTERS: readonly Filter[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'whole', label: { zh: '范围', en: 'Which' }, kind: 'choice', choices: [{ value: 'true', label: { zh: '连办完的一起看', en: 'Also those that are closed' } }] },
]

/** What is left to put forward something for. */
export const leftOf = (row: ReceivableRow): number => row.amount_fen - row.closed_fen - row.proposed_fen

function Left({ row }: { row: ReceivableRow }) {
  const t = useText()
  if (row.closed_fen === row.amount_fen) return <Tag tone="ok">{t({ zh: '办完', en: 'Closed' })}</Tag>
  return <>{yuanGrouped(row.amount_fen - row.closed_fen)}{row.proposed_fen > 0 ? <><br /><Tag tone="warn">{t({ zh: `待决定 ${yuanGrouped(row.proposed_fen)}`, en: `${yuanGrouped(row.proposed_fen)} put forward` })}</Tag></> : null}</>
}

function useReceivableColumns(act: (act: Act) => void): readonly [Column<ReceivableRow>, ...Column<ReceivableRow>[]] {
  const t = useText()
  const placeName = usePlaceName()
  const may = useMay('payment.prepare')
  return [
    { id: 'name', title: { zh: '姓名', en: 'Name' }, show: row => <Go to={`/people/${row.person}`}>{row.name}</Go>, width: 80 },
    { id: 'benefit', title: { zh: '待遇', en: 'Benefit' }, show: row => <>{t(row.benefit_name)} <span className="nowrap">{row.period}</span></>, width: 210 },
    { id: 'place', title: { zh: '村', en: 'Village' }, show: row => placeName(row.place), width: 90 },
    { id: 'amount', title: { zh: '应收（元）', en: 'To come back' }, show: row => yuanGrouped(row.amount_fen), width: 110, number: true },
    { id: 'left', title: { zh: '还剩（元）', en: 'Left' }, show: row => <Left row={row} />, width: 100, number: true },
    { id: 'reason', title: { zh: '原因', en: 'Why' }, show: row => times(t(beyondWords(row.reason))) },
    { id: 'run', title: { zh: '批次', en: 'Run' }, show: row => <Go to={`/runs/${row.run}`}>{t({ zh: '打开', en: 'Open' })}<span className="hidden"> {row.name} {row.period}</span></Go>, width: 70 },
    {
      id: 'act', title: { zh: '办理', en: 'Action' }, card: 'foot', width: 270,
      show: row => (may && leftOf(row) > 0 ? <span className="buttons">{CLOSING_KINDS.map(kind => (
        <Button key={kind} size="small" onClick={() => act({ kind, row })}>{t(CLOSING_NAMES[kind])}<span className="hidden"> {row.name} {row.period}</span></Button>
      ))}</span> : '–'),
    },
  ]
}

/** What was paid and is not owed, until it came back, was deducted or let go. */
export function ReceivablesPage() {
  const t = useText()
  const client = useQueryClient()
  const [act, setAct] = useState<Act>()
  const changed = () => void Promise.all(['receivables', 'closings', 'person', 'desk'].map(key => client.invalidateQueries({ queryKey: [key] })))
  return (
    <Page title={{ zh: '应收', en: 'Receivables' }} note={t({ zh: '多发了的：退回、抵扣或核销，由另一个人决定', en: 'Paid and not owed: refunded, deducted or written off, as another person decides' })}>
      <Closings waiting changed={changed} />
      <QueryTable<ReceivableRow>
        id="receivables" label={{ zh: '应收', en: 'Receivables' }} path="/receivables" filters={FILTERS} columns={useReceivableColumns(setAct)} rowKey={row => `${row.run}${row.number}`}
        empty={{ zh: '没有应收。', en: 'Nothing is to come back.' }}
      />
      <Closings waiting={false} changed={changed} />
      <Suspense fallback={null}>{act ? <CloseReceivable key={act.kind} kind={act.kind} row={act.row} close={() => setAct(undefined)} changed={changed} /> : null}</Suspense>
    </Page>
  )
}
