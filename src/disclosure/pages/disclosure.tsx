import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { counted } from '../../base/english.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Page, Tag, type Tone } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import type { Filter } from '../../ui/search-form.tsx'
import { useMay } from '../../ui/session.ts'
import { NOTICE_STATE_NAMES, NOTICE_STATES, type NoticeLine, type NoticeState } from '../disclosure.ts'
import { PrepareNotice } from './prepare-notice.tsx'

const TONES: Readonly<Record<NoticeState, Tone>> = { draft: 'warn', published: 'ok', ended: 'plain', withdrawn: 'late', discarded: 'plain' }

export function NoticeTag({ state }: { state: NoticeState }) {
  const t = useText()
  return <Tag tone={TONES[state]}>{t(NOTICE_STATE_NAMES[state])}</Tag>
}

/** How long it still hangs, or by how many days it hung too long. */
export function DaysLeft({ notice: { days_left, days_late, taken_down_on } }: { notice: NoticeLine }) {
  const t = useText()
  if (days_late > 0) return <Tag tone="late">{taken_down_on === null ? t({ zh: `超期 ${days_late} 天未撤`, en: `${counted(days_late, 'day')} late` }) : t({ zh: `晚撤 ${days_late} 天`, en: `Taken down ${counted(days_late, 'day')} late` })}</Tag>
  if (taken_down_on !== null) return <span className="muted">{t({ zh: `${taken_down_on} 撤下`, en: `Down on ${taken_down_on}` })}</span>
  if (days_left === null) return <span className="muted">–</span>
  return <>{days_left === 0 ? t({ zh: '今天该撤下', en: 'To be taken down today' }) : t({ zh: `还有 ${days_left} 天`, en: `${counted(days_left, 'day')} left` })}</>
}

export function Objections({ notice: { objections, unanswered, upheld } }: { notice: NoticeLine }) {
  const t = useText()
  if (objections === 0) return <span className="muted">{t({ zh: '无', en: 'None' })}</span>
  return (
    <>{objections} {unanswered > 0 ? <Tag tone="warn">{t({ zh: `${unanswered} 条未答复`, en: `${unanswered} open` })}</Tag> : null} {upheld > 0 ? <Tag tone="late">{t({ zh: `${upheld} 条成立`, en: `${upheld} upheld` })}</Tag> : null}</>
  )
}

const FILTERS: readonly Filter[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'state', label: { zh: '状态', en: 'State' }, kind: 'choice', choices: NOTICE_STATES.map(value => ({ value, label: NOTICE_STATE_NAMES[value] })) },
]

function useNoticeColumns(): readonly [Column<NoticeLine>, ...Column<NoticeLine>[]] {
  const placeName = usePlaceName()
  return [
    { id: 'title', title: { zh: '公示', en: 'Notice' }, show: one => <Go to={`/disclosure/${one.id}`}>{one.title}</Go> },
    { id: 'place', title: { zh: '村（社区）', en: 'Village' }, show: one => placeName(one.place), width: 110 },
    { id: 'state', title: { zh: '状态', en: 'State' }, card: 'corner', show: one => <NoticeTag state={one.state} />, width: 110 },
    { id: 'rows', title: { zh: '行数', en: 'Rows' }, show: one => one.rows, width: 70, number: true },
    { id: 'published_on', title: { zh: '公示日期', en: 'Posted' }, show: one => (one.published_on ? `${one.published_on} – ${one.ends_on}` : '–'), width: 200 },
    { id: 'days', title: { zh: '还有几天', en: 'Days left' }, show: one => <DaysLeft notice={one} />, width: 150 },
    { id: 'objections', title: { zh: '异议', en: 'Objections' }, show: one => <Objections notice={one} />, width: 170 },
    { id: 'prepared_by', title: { zh: '编制', en: 'Prepared by' }, show: one => one.prepared_by, width: 90, extra: true },
    { id: 'published_by', title: { zh: '核对张贴', en: 'Published by' }, show: one => one.published_by ?? '–', width: 90, extra: true },
  ]
}

/** What hangs on the villages' boards. `Begin` is how a higher room starts lists of its own. */
export function DisclosurePage({ slots: { Begin } }: { slots: { Begin: (props: { changed: () => void }) => ReactNode } }) {
  const mayPrepare = useMay('disclosure.prepare')
  const client = useQueryClient()
  const changed = () => void client.invalidateQueries({ queryKey: ['disclosure'] })
  return (
    <Page title={{ zh: '公示', en: 'Public notices' }} actions={mayPrepare ? <><Begin changed={changed} /><PrepareNotice changed={changed} /></> : null}>
      <QueryTable<NoticeLine>
        id="disclosure" label={{ zh: '公示', en: 'Public notices' }} path="/disclosure/notices" filters={FILTERS} columns={useNoticeColumns()} rowKey={one => one.id}
        empty={{ zh: '还没有公示。发放批次审批后，从上面按村编制名单；待遇审批前，编制公示书。', en: 'No notice yet. Draft a list for each village when a run was approved, or a notice before somebody is.' }}
      />
    </Page>
  )
}
