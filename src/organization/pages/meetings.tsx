import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Page, Tag } from '../../ui/page.tsx'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import { useMay, useYear } from '../../ui/session.ts'
import type { MeetingView } from '../actions.ts'

function Decided({ meeting }: { meeting: MeetingView }) {
  const t = useText()
  const { decisions } = meeting
  if (decisions.length === 0) return <span className="muted">–</span>
  const [done, late] = [decisions.filter(each => each.state === 'done').length, decisions.filter(each => each.state === 'overdue').length]
  return <>{t({ zh: `办结 ${done} / ${decisions.length}`, en: `${done} of ${decisions.length} done` })} {late > 0 ? <Tag tone="late">{t({ zh: `逾期 ${late}`, en: `${late} late` })}</Tag> : null}</>
}

/** The meetings of a year, and how far what they decided is. */
export function MeetingsPage() {
  const t = useText()
  const year = useYear()
  const may = useMay('organization.write')
  const columns: readonly [Column<MeetingView>, ...Column<MeetingView>[]] = [
    { id: 'topic', title: { zh: '议题', en: 'Topic' }, show: row => <Go to={`/meetings/${row.id}`}>{row.topic}</Go> },
    { id: 'day', title: { zh: '日期', en: 'Day' }, show: row => <span className="num nowrap">{row.held_on}</span>, width: 120 },
    { id: 'chair', title: { zh: '主持', en: 'Chair' }, show: row => row.chair, width: 110 },
    { id: 'present', title: { zh: '到会', en: 'Present' }, show: row => t({ zh: `${row.attendees.length} 人，请假 ${row.absent.length} 人`, en: `${row.attendees.length}, ${row.absent.length} absent` }), width: 160 },
    { id: 'decided', title: { zh: '议定事项', en: 'Decisions' }, show: row => <Decided meeting={row} />, width: 200 },
  ]
  return (
    <Page title={{ zh: '会议', en: 'Meetings' }} note={t({ zh: `${year} 年`, en: String(year) })} actions={may ? <Go className="btn go" to="/meetings/new">{t({ zh: '登记会议', en: 'Record a meeting' })}</Go> : null}>
      <QueryTable<MeetingView>
        id="meetings" label={{ zh: '会议', en: 'Meetings' }} path="/meetings" fixed={{ year: String(year) }} columns={columns} rowKey={row => row.id}
        filters={[{ name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' }]} empty={{ zh: '这一年还没有登记会议。', en: 'No meeting is recorded for this year.' }}
      />
    </Page>
  )
}
