import { useQuery } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { yearOf } from '../../base/day.ts'
import { send } from '../../ui/api.ts'
import type { ProofKind } from '../../ui/proof-names.ts'
import { Go, useGo, usePart, useSearchWords } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page } from '../../ui/page.tsx'
import { ProofCard } from '../../ui/proof-card.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { useMay } from '../../ui/session.ts'
import { Empty, Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import type { ActivityView } from '../actions.ts'
import { missingEvidence, SUBJECT_KIND } from '../activity.ts'
import { ProofTag } from './activities.tsx'
import { loadActivity, useKinds, type KindLine } from './kinds.ts'
import { useActivitiesChanged } from './record.tsx'
import { titleOf, valueWords } from './values.ts'
import './activity.css'

function Facts({ activity, kind }: { activity: ActivityView; kind: KindLine | undefined }) {
  const t = useText()
  const placeName = usePlaceName()
  const rows = (['fields', 'parties'] as const).flatMap(where => (kind?.[where] ?? []).filter(field => field.id !== 'title')
    .map(field => ({ id: field.id, name: field.name, value: t(valueWords(field, activity[where][field.id], activity.names)) })))
  return (
    <Card title={{ zh: '记录', en: 'The record' }}>
      <dl className="pairs">
        <dt>{t({ zh: '类别', en: 'Kind' })}</dt><dd>{t(kind?.name ?? activity.kind)}</dd>
        <dt>{t({ zh: '日期', en: 'Day' })}</dt><dd>{activity.held_on}</dd>
        <dt>{t({ zh: '地方', en: 'Where' })}</dt><dd>{placeName(activity.place)}</dd>
        {rows.filter(row => row.value !== '').map(row => <div key={row.id} style={{ display: 'contents' }}><dt>{t(row.name)}</dt><dd className="activity-said">{row.value}</dd></div>)}
      </dl>
    </Card>
  )
}

/** The year's figures that this record is part of; each opens in the year's document. */
function Figures({ activity, kind }: { activity: ActivityView; kind: KindLine }) {
  const t = useText()
  const year = yearOf(activity.held_on)
  if (!useMay('documents.read')) return null
  return (
    <Card title={{ zh: '计入的数字', en: 'What counts it' }} note={t({ zh: `${year} 年公文里的口径`, en: `Figures of ${year}` })}>
      <ul className="activity-figures">{kind.figures.map(figure => (
        <li key={figure.id}><Go to={`/documents/annual?year=${year}&figure=${encodeURIComponent(figure.id)}`}>{t(figure.name)}</Go></li>
      ))}</ul>
    </Card>
  )
}

function Evidence({ activity, kind }: { activity: ActivityView; kind: KindLine | undefined }) {
  const t = useText()
  const may = useMay('activity.write')
  const changed = useActivitiesChanged()
  const { refused } = useSearchWords()
  const kept = async (held: readonly ProofKind[]) => {
    if (kind && activity.evidence_missing.length > 0 && missingEvidence(kind, held).length === 0) await send('POST', `/activities/${activity.id}/complete`)
    await changed()
  }
  return (
    <ProofCard
      title={{ zh: '佐证', en: 'Evidence' }} more={<ProofTag activity={activity} />} may={may} kept={kept} papers={activity.evidence_missing.find(each => each !== 'photo') ?? 'scan'}
      about={{ title: t(titleOf(activity, kind?.name)), place: activity.place, taken_on: activity.held_on, subject: { kind: SUBJECT_KIND, id: activity.id } }}
      note={refused ? <p className="notice">{t({ zh: '活动已经记下；有文件没有收下，请换一份再传。', en: 'The activity is recorded; a file was not taken: send another.' })}</p> : null}
    />
  )
}

function Steps({ activity }: { activity: ActivityView }) {
  const t = useText()
  const go = useGo()
  const changed = useActivitiesChanged()
  const [error, setError] = useState<unknown>()
  const remove = async () => {
    try {
      await send('DELETE', `/activities/${activity.id}`)
      await changed()
      go(`/activities?year=${yearOf(activity.held_on)}`)
    } catch (caught) {
      setError(caught)
    }
  }
  return (
    <>
      {error ? <Refusals refusals={refusalsIn(error)} /> : null}
      <Go className="btn" to={`/activities/${activity.id}/edit`}>{t({ zh: '修改', en: 'Change' })}</Go>
      <Popconfirm
        title={t({ zh: '撤销这条记录？', en: 'Take this record back?' })} description={t({ zh: '记录留痕，不再计数；它办结的任务重新打开。', en: 'It stays marked and counts no more; tasks that it closed open again.' })}
        okText={t({ zh: '撤销', en: 'Take it back' })} cancelText={t({ zh: '不撤', en: 'Keep it' })} onConfirm={() => remove()}
      >
        <Button danger>{t({ zh: '撤销', en: 'Take back' })}</Button>
      </Popconfirm>
    </>
  )
}

/** One record: what was done, who took part, what proves it, which figures count it. */
export function ActivityPage() {
  const t = useText()
  const id = usePart(2)
  const may = useMay('activity.write')
  const kinds = useKinds()
  const asked = useQuery({ queryKey: ['activity', id], queryFn: () => loadActivity(id) })
  const kind = kinds.data?.find(each => each.id === asked.data?.kind)
  return (
    <Page
      title={asked.data ? titleOf(asked.data, kind?.name) : { zh: '活动', en: 'Activity' }} note={asked.data ? <Go to={`/activities?year=${yearOf(asked.data.held_on)}`}>{t({ zh: '全部活动', en: 'All activities' })}</Go> : null}
      actions={asked.data && may ? <Steps activity={asked.data} /> : null}
    >
      <Shown asked={kinds}>{() => <Shown asked={asked}>{activity => (
        <div className="cols c2">
          <div className="cols"><Facts activity={activity} kind={kind} />{kind ? null : <Empty words={{ zh: '这一类活动的说明已经没有了。', en: 'The description of this kind is gone.' }} />}</div>
          <div className="cols"><Evidence activity={activity} kind={kind} />{kind ? <Figures activity={activity} kind={kind} /> : null}</div>
        </div>
      )}</Shown>}</Shown>
    </Page>
  )
}
