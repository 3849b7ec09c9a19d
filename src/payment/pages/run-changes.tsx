import { Segmented } from 'antd'
import { useState } from 'react'
import { counted } from '../../base/english.ts'
import { yuanGrouped, type Fen } from '../../base/money.ts'
import { Go } from '../../ui/go.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Card, Tag, type Tone } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import type { Column } from '../../ui/query-table.tsx'
import type { RunView } from '../actions.ts'
import type { Change, Changes, GroupTotal, RunGroups } from '../changes.ts'
import { PlainList } from '../../ui/plain-list.tsx'
import { WhyAmount } from './why-slot.tsx'
import { signed } from './words.ts'

const KINDS = {
  joined: { words: { zh: '新增', en: 'Joined' }, tone: 'ok' }, left: { words: { zh: '减员', en: 'Left' }, tone: 'late' }, changed: { words: { zh: '标准变化', en: 'Rate changed' }, tone: 'warn' },
} as const satisfies Readonly<Record<string, { words: Words; tone: Tone }>>
type Row = Change & { readonly kind: keyof typeof KINDS }

const money = (amount: Fen | null) => (amount === null ? '–' : yuanGrouped(amount))

function useChangeColumns(run: RunView, nameOf: (benefit: string) => Words): readonly [Column<Row>, ...Column<Row>[]] {
  const t = useText()
  const placeName = usePlaceName()
  return [
    { id: 'name', title: { zh: '姓名', en: 'Name' }, show: row => <Go className="nowrap" to={`/people/${row.person}`}>{row.name}</Go> },
    { id: 'kind', title: { zh: '变化', en: 'Change' }, card: 'corner', show: row => <Tag tone={KINDS[row.kind].tone}>{t(KINDS[row.kind].words)}</Tag> },
    { id: 'place', title: { zh: '村', en: 'Village' }, show: row => placeName(row.place) },
    { id: 'benefit', title: { zh: '待遇', en: 'Benefit' }, show: row => t(nameOf(row.benefit)) },
    { id: 'before', title: { zh: '上批每期', en: 'Before' }, show: row => money(row.before_fen), number: true },
    {
      id: 'now', title: { zh: '本批每期', en: 'Now' }, number: true,
      show: row => <WhyAmount person={row.person} benefit={row.benefit} period={run.to} said={`${row.name} ${t(nameOf(row.benefit))}`}>{row.now_fen === null ? t({ zh: '不发了', en: 'Nothing' }) : yuanGrouped(row.now_fen)}</WhyAmount>,
    },
  ]
}

function Counts({ changes }: { changes: Changes }) {
  const t = useText()
  const together = (words: Words, { persons, lines, amount_fen }: Changes['arrears']) => (
    lines === 0 ? null : <li><Tag>{t(words)}</Tag> {t({ zh: `${persons} 人 ${lines} 笔`, en: `${counted(persons, 'person')}, ${counted(lines, 'line')}` })} <b className="num">{yuanGrouped(amount_fen)}</b></li>
  )
  return <ul className="counted">{together({ zh: '补发', en: 'Arrears' }, changes.arrears)}{together({ zh: '应收回', en: 'To come back' }, changes.recovered)}</ul>
}

/** How this run differs from the last one of the place. */
export function RunChanges({ run, nameOf }: { run: RunView; nameOf: (benefit: string) => Words }) {
  const t = useText()
  const columns = useChangeColumns(run, nameOf)
  const { changes } = run
  if (changes === null) return <Card title={{ zh: '与上一批比较', en: 'Against the last run' }}><p className="muted">{t({ zh: '这里以前没有发过同样的待遇，没有可比的。', en: 'Nothing of the kind was paid here before.' })}</p></Card>
  const rows = (['joined', 'left', 'changed'] as const).flatMap(kind => changes[kind].map((change): Row => ({ ...change, kind })))
  const names = (benefits: readonly string[]) => benefits.map(benefit => t(nameOf(benefit))).join(t({ zh: '、', en: ', ' }))
  return (
    <Card
      title={{ zh: `与 ${changes.since} 批比较`, en: `Against run ${changes.since}` }}
      note={t({ zh: `新增 ${changes.joined.length}，减员 ${changes.left.length}，标准变化 ${changes.changed.length}，其余没有变`, en: `${changes.joined.length} joined, ${changes.left.length} left, ${changes.changed.length} by another rate; the rest as before` })}
    >
      <Counts changes={changes} />
      {rows.length > 0 ? <PlainList label={{ zh: '变化的人', en: 'Who changed' }} rows={rows} columns={columns} rowKey={row => `${row.kind}${row.person}${row.benefit}`} /> : null}
      {changes.only_now.length > 0 ? <p className="muted">{t({ zh: '只有这一批发：', en: 'Paid by this run alone: ' })}{names(changes.only_now)}</p> : null}
      {changes.only_before.length > 0 ? <p className="muted">{t({ zh: '只有上一批发：', en: 'Paid by the last run alone: ' })}{names(changes.only_before)}</p> : null}
    </Card>
  )
}

const GROUP_NAMES: Readonly<Record<keyof RunGroups, Words>> = { benefit: { zh: '按待遇', en: 'By benefit' }, fund: { zh: '按资金', en: 'By fund' }, village: { zh: '按村', en: 'By village' } }

function useGroupColumns(): readonly [Column<GroupTotal>, ...Column<GroupTotal>[]] {
  const t = useText()
  return [
    { id: 'name', title: { zh: '名称', en: 'Name' }, show: row => (row.id === null ? <span className="run-caution">{t(row.name)}</span> : t(row.name)) },
    { id: 'persons', title: { zh: '人数', en: 'People' }, show: row => row.persons, number: true },
    { id: 'lines', title: { zh: '笔数', en: 'Lines' }, show: row => row.lines, number: true },
    { id: 'amount', title: { zh: '金额（元）', en: 'Amount (yuan)' }, show: row => <b>{yuanGrouped(row.amount_fen)}</b>, number: true },
    { id: 'arrears', title: { zh: '其中补发', en: 'Of it arrears' }, show: row => (row.arrears_fen === 0 ? '–' : yuanGrouped(row.arrears_fen)), number: true },
    { id: 'receivable', title: { zh: '应收回', en: 'To come back' }, show: row => (row.receivable_fen === 0 ? '–' : yuanGrouped(row.receivable_fen)), number: true },
    { id: 'before', title: { zh: '上批', en: 'Last run' }, show: row => money(row.before_fen), number: true },
    { id: 'difference', title: { zh: '增减', en: 'Difference' }, show: row => (row.before_fen === null ? '–' : signed(row.amount_fen - row.before_fen)), number: true },
  ]
}

/** What a run comes to by benefit, fund and village. */
export function RunTotals({ run: { groups } }: { run: RunView }) {
  const t = useText()
  const [by, setBy] = useState<keyof RunGroups>('benefit')
  const columns = useGroupColumns()
  const keys = Object.keys(GROUP_NAMES) as (keyof RunGroups)[] // the keys of GROUP_NAMES
  return (
    <Card title={{ zh: '合计', en: 'Totals' }} more={<Segmented<keyof RunGroups> aria-label={t({ zh: '合计方式', en: 'Totals by' })} value={by} onChange={setBy} options={keys.map(value => ({ value, label: t(GROUP_NAMES[value]) }))} />}>
      <PlainList label={GROUP_NAMES[by]} rows={groups[by]} columns={columns} rowKey={row => row.id ?? ''} />
    </Card>
  )
}
