import { yuanGrouped } from '../../base/money.ts'
import { Chinese } from '../../ui/chinese.tsx'
import { Go } from '../../ui/go.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Card, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import type { Filter } from '../../ui/search-form.tsx'
import type { RunView } from '../actions.ts'
import { LINE_STATES, type EarlierRate, type PaymentLine, type Receivable } from '../payment.ts'
import { PlainList } from '../../ui/plain-list.tsx'
import { WhyAmount } from './why-slot.tsx'
import { LINE_KIND_NAMES, LINE_STATE_NAMES, NO_REASON, TAKEN_BACK, times } from './words.ts'

type Rated = EarlierRate & { readonly rate_fen: number | null; readonly rate_source: string | null }

/** By which rate it is owed; where the months were paid before, by which then. */
function Rates({ of }: { of: Rated }) {
  const t = useText()
  const rate = (amount: number | null, source: string | null) => <>{amount === null ? null : <span className="num">{yuanGrouped(amount)}</span>} <span className="muted">{source}</span></>
  return (
    <>
      {of.before_rate_source ? <div>{t({ zh: '原 ', en: 'Was ' })}{rate(of.before_rate_fen, of.before_rate_source)}</div> : null}
      <div>{of.before_rate_source ? t({ zh: '现 ', en: 'Now ' }) : null}{of.rate_source ? rate(of.rate_fen, of.rate_source) : t({ zh: '不再应发', en: 'No longer owed' })}</div>
    </>
  )
}

const choices = (names: Readonly<Record<string, Words>>) => Object.entries(names).map(([value, label]) => ({ value, label }))

const filtersOf = (run: RunView): readonly Filter[] => [
  { name: 'query', label: { zh: '姓名', en: 'Name' }, kind: 'text' },
  { name: 'benefit', label: { zh: '待遇', en: 'Benefit' }, kind: 'choice', choices: run.groups.benefit.filter(one => one.id !== null && one.lines > 0).map(one => ({ value: one.id!, label: one.name })) },
  { name: 'kind', label: { zh: '种类', en: 'Kind' }, kind: 'choice', choices: choices(LINE_KIND_NAMES) },
  { name: 'state', label: { zh: '状态', en: 'State' }, kind: 'choice', choices: LINE_STATES.filter(state => state !== 'discarded').map(value => ({ value, label: LINE_STATE_NAMES[value].words })) },
]

function useLineColumns(nameOf: (benefit: string) => Words): readonly [Column<PaymentLine>, ...Column<PaymentLine>[]] {
  const t = useText()
  const placeName = usePlaceName()
  return [
    { id: 'name', title: { zh: '姓名', en: 'Name' }, show: line => <Go to={`/people/${line.person}`}>{line.name}</Go>, width: 90 },
    { id: 'benefit', title: { zh: '待遇', en: 'Benefit' }, show: line => t(nameOf(line.benefit)), width: 220 },
    { id: 'period', title: { zh: '月份', en: 'Period' }, show: line => <span className="nowrap">{line.period}</span>, width: 90 },
    {
      id: 'amount', title: { zh: '金额（元）', en: 'Amount (yuan)' }, width: 110, number: true,
      show: line => <WhyAmount person={line.person} benefit={line.benefit} period={line.period} said={`${line.name} ${line.period} ${t(nameOf(line.benefit))}`}>{yuanGrouped(line.amount_fen)}</WhyAmount>,
    },
    { id: 'kind', title: { zh: '种类', en: 'Kind' }, show: line => <Tag tone={line.kind === 'arrears' ? 'warn' : 'plain'}>{t(LINE_KIND_NAMES[line.kind])}</Tag>, width: 80 },
    { id: 'rate', title: { zh: '标准', en: 'Rate' }, show: line => <Rates of={line} /> },
    { id: 'state', title: { zh: '状态', en: 'State' }, card: 'corner', show: line => <Tag tone={LINE_STATE_NAMES[line.state].tone}>{t(LINE_STATE_NAMES[line.state].words)}</Tag>, width: 90 },
    { id: 'place', title: { zh: '村', en: 'Village' }, show: line => placeName(line.place), width: 100 },
    { id: 'due_on', title: { zh: '应到账日', en: 'Due' }, show: line => line.due_on ?? '–', width: 110 },
    { id: 'entitled', title: { zh: '应发（元）', en: 'Owed' }, show: line => yuanGrouped(line.entitled_fen), width: 100, number: true, extra: true },
    { id: 'posted', title: { zh: '以前已记（元）', en: 'Posted before' }, show: line => yuanGrouped(line.posted_before_fen), width: 110, number: true, extra: true },
    { id: 'offset', title: { zh: '抵扣（元）', en: 'Deducted' }, show: line => (line.offset_fen === 0 ? '–' : yuanGrouped(line.offset_fen)), width: 100, number: true, extra: true },
    { id: 'arithmetic', title: { zh: '算式', en: 'Arithmetic' }, show: line => times(line.arithmetic), extra: true },
    { id: 'article', title: { zh: '依据', en: 'Ground' }, show: line => `${line.source} ${line.article}`, extra: true },
    { id: 'confirmed', title: { zh: '到账日', en: 'Arrived' }, show: line => line.confirmed_on ?? '–', width: 110, extra: true },
  ]
}

/** Every line of a run, page by page. */
export function RunLines({ run, nameOf }: { run: RunView; nameOf: (benefit: string) => Words }) {
  const columns = useLineColumns(nameOf)
  return <QueryTable<PaymentLine> id="run-lines" label={{ zh: '明细', en: 'Lines' }} path={`/runs/${run.id}/lines`} filters={filtersOf(run)} columns={columns} rowKey={line => String(line.number)} />
}

function useReceivableColumns(nameOf: (benefit: string) => Words): readonly [Column<Receivable>, ...Column<Receivable>[]] {
  const t = useText()
  return [
    { id: 'name', title: { zh: '姓名', en: 'Name' }, show: one => <Go className="nowrap" to={`/people/${one.person}`}>{one.name}</Go> },
    { id: 'benefit', title: { zh: '待遇', en: 'Benefit' }, show: one => t(nameOf(one.benefit)) },
    { id: 'period', title: { zh: '月份', en: 'Period' }, show: one => <span className="nowrap">{one.period}</span> },
    {
      id: 'amount', title: { zh: '应收回（元）', en: 'To come back' }, number: true,
      show: one => <WhyAmount person={one.person} benefit={one.benefit} period={one.period} said={`${one.name} ${one.period} ${t(nameOf(one.benefit))}`}>{yuanGrouped(one.amount_fen)}</WhyAmount>,
    },
    { id: 'posted', title: { zh: '已发 / 应发', en: 'Paid / owed' }, show: one => `${yuanGrouped(one.posted_before_fen)} / ${yuanGrouped(one.entitled_fen)}`, number: true },
    { id: 'reason', title: { zh: '原因', en: 'Why' }, show: one => times(one.reason) },
    { id: 'rate', title: { zh: '标准', en: 'Rate' }, show: one => <Rates of={one} /> },
  ]
}

/** What was paid and is not owed: never in a bank file. */
export function RunReceivables({ run, nameOf }: { run: RunView; nameOf: (benefit: string) => Words }) {
  const t = useText()
  const columns = useReceivableColumns(nameOf)
  if (run.receivable_lines.length === 0) return null
  return (
    <Card title={{ zh: '应收回', en: 'To come back' }} note={t({ zh: '不从发放里扣，另行办理', en: 'Never taken off a payment by itself' })} more={<Go to="/receivables">{t({ zh: '去办理', en: 'See to them' })}</Go>}>
      <PlainList label={{ zh: '应收回', en: 'To come back' }} rows={run.receivable_lines} columns={columns} rowKey={one => String(one.number)} />
    </Card>
  )
}

/** What the bank sent back, whether it has gone again since or not. */
export function RunReturned({ run, nameOf }: { run: RunView; nameOf: (benefit: string) => Words }) {
  const t = useText()
  if (run.returned_lines.length === 0) return null
  return (
    <Card title={{ zh: '退票', en: 'Returned' }} more={<Go to="/failures">{t({ zh: '去办理', en: 'See to them' })}</Go>}>
      <PlainList
        label={{ zh: '退票', en: 'Returned' }} rows={run.returned_lines} rowKey={one => one.serial}
        columns={[
          { id: 'name', title: { zh: '姓名', en: 'Name' }, show: one => one.name },
          { id: 'benefit', title: { zh: '待遇', en: 'Benefit' }, show: one => `${t(nameOf(one.benefit))} ${one.period}` },
          { id: 'amount', title: { zh: '金额（元）', en: 'Amount' }, show: one => yuanGrouped(one.amount_fen), number: true },
          { id: 'failure', title: { zh: '银行说', en: 'The bank says' }, show: one => (one.failure === null ? t(one.reversed ? TAKEN_BACK : NO_REASON) : <Chinese>{one.failure}</Chinese>) },
          { id: 'settled', title: { zh: '退回日期', en: 'Came back' }, show: one => one.settled_on },
          { id: 'serial', title: { zh: '流水号', en: 'Serial' }, show: one => <span className="num">{one.serial}</span> },
          { id: 'state', title: { zh: '现在', en: 'Now' }, card: 'corner', show: one => <Tag tone={LINE_STATE_NAMES[one.line_state].tone}>{t(LINE_STATE_NAMES[one.line_state].words)}</Tag> },
        ]}
      />
    </Card>
  )
}
