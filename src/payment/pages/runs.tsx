import { Button, Drawer } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { numbered, Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import type { Filter } from '../../ui/search-form.tsx'
import { useMay, useMe } from '../../ui/session.ts'
import { RUN_STATE_NAMES, type RunSummary } from '../payment.ts'
import { ReturnUpload } from './return-upload.tsx'
import { RUN_TONES } from './words.ts'
import './runs.css'

const PrepareRun = lazy(() => import('./prepare-run.tsx').then(module => ({ default: module.PrepareRun })))

const YEARS_BACK = 5
const filtersIn = (year: number): readonly Filter[] => [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'year', label: { zh: '发放年度', en: 'Year paid' }, kind: 'choice', choices: Array.from({ length: YEARS_BACK + 2 }, (_, index) => String(year + 1 - index)).map(value => ({ value, label: value })) },
]

function useRunColumns(): readonly [Column<RunSummary>, ...Column<RunSummary>[]] {
  const t = useText()
  const placeName = usePlaceName()
  return [
    { id: 'title', title: { zh: '批次', en: 'Run' }, show: run => <Go to={`/runs/${run.id}`}>{numbered(t(run.title))}</Go> },
    { id: 'state', title: { zh: '状态', en: 'State' }, card: 'corner', show: run => <Tag tone={RUN_TONES[run.state]}>{t(RUN_STATE_NAMES[run.state])}</Tag>, width: 100 },
    { id: 'place', title: { zh: '辖区', en: 'Place' }, show: run => placeName(run.place), width: 110 },
    { id: 'lines', title: { zh: '笔数', en: 'Lines' }, show: run => run.lines, width: 80, number: true },
    { id: 'amount', title: { zh: '金额（元）', en: 'Amount (yuan)' }, show: run => yuanGrouped(run.amount_fen), width: 130, number: true },
    { id: 'receivables', title: { zh: '应收回（元）', en: 'To come back' }, show: run => (run.receivables === 0 ? '–' : yuanGrouped(run.receivable_fen)), width: 120, number: true },
    { id: 'prepared', title: { zh: '编制', en: 'Prepared' }, show: run => run.prepared_by, width: 90 },
    { id: 'checked', title: { zh: '复核', en: 'Checked' }, show: run => run.checked_by ?? '–', width: 90 },
    { id: 'approved', title: { zh: '审批', en: 'Approved' }, show: run => run.approved_by ?? '–', width: 90 },
    { id: 'note', title: { zh: '说明', en: 'Note' }, show: run => run.note ?? '–', extra: true },
  ]
}

/** The runs, the newest first. */
export function RunsPage() {
  const t = useText()
  const [mayPrepare, mayReturn] = [useMay('payment.prepare'), useMay('payment.confirm')]
  const [open, setOpen] = useState<'prepare' | 'return'>()
  const close = () => setOpen(undefined)
  const year = Number(useMe().today.slice(0, 4))
  return (
    <Page title={{ zh: '发放', en: 'Payment' }} actions={<>
      {mayPrepare ? <Button type="primary" onClick={() => setOpen('prepare')}>{t({ zh: '编制', en: 'Prepare a run' })}</Button> : null}
      {mayReturn ? <Button onClick={() => setOpen('return')}>{t({ zh: '登记回盘', en: 'Enter a return file' })}</Button> : null}
    </>}>
      <QueryTable<RunSummary>
        id="runs" label={{ zh: '发放批次', en: 'Payment runs' }} path="/runs" filters={filtersIn(year)} columns={useRunColumns()} rowKey={run => run.id}
        empty={{ zh: '没有批次。从上面编制一批：应发减去已记的，就是要发的。', en: 'No run. Prepare one: what is owed less what was posted is what it pays.' }}
      />
      <Suspense fallback={null}>{open === 'prepare' ? <PrepareRun close={close} /> : null}</Suspense>
      <Drawer title={t({ zh: '登记回盘', en: 'Enter a return file' })} open={open === 'return'} onClose={close} size={560} destroyOnHidden><ReturnUpload /></Drawer>
    </Page>
  )
}
