import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { inSentence } from '../../base/english.ts'
import { newKey, send } from '../../ui/api.ts'
import { useKeepProofs } from '../../ui/evidence.tsx'
import { Go, useGo, usePart, useSearchWords } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Meanwhile, useMeanwhile, type Compared } from '../../ui/meanwhile.tsx'
import { Page } from '../../ui/page.tsx'
import { useMe } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { PROOF_NAMES } from '../../ui/proof-names.ts'
import type { ActivityView } from '../actions.ts'
import { missingEvidence, SUBJECT_KIND } from '../activity.ts'
import { ActivityForm, type Typed } from './activity-form.tsx'
import { loadActivity, useKinds, type KindLine } from './kinds.ts'
import { titleOf, valueWords } from './values.ts'
import './activity.css'

/** Whatever shows activities, or tasks that they close, asks again. */
export function useActivitiesChanged(): () => Promise<unknown> {
  const client = useQueryClient()
  return () => Promise.all(['activities', 'activity', 'evidence', 'plan', 'tasks', 'task', 'desk'].map(key => client.invalidateQueries({ queryKey: [key] })))
}

function KindChoice({ kinds }: { kinds: readonly KindLine[] }) {
  const t = useText()
  return (
    <ul className="activity-kinds">
      {kinds.map(kind => (
        <li key={kind.id}>
          <Go to={`/activities/new?kind=${kind.id}`}>
            <b>{t(kind.name)}</b>
            <span>{t(kind.note)}</span>
            <small>{kind.evidence.required.length > 0 ? t({ zh: `要有${kind.evidence.required.map(each => PROOF_NAMES[each].zh).join('、')}`, en: `Needs ${kind.evidence.required.map(each => inSentence(PROOF_NAMES[each].en)).join(', ')}` }) : t({ zh: '佐证不强求', en: 'Needs no evidence' })}</small>
          </Go>
        </li>
      ))}
    </ul>
  )
}

function NewRecord({ kind }: { kind: KindLine }) {
  const t = useText()
  const go = useGo()
  const me = useMe()
  const { place } = useSearchWords()
  const keep = useKeepProofs()
  const changed = useActivitiesChanged()
  const [key] = useState(newKey)
  const record = async ({ picked, ...content }: Typed) => {
    const { id } = await send<{ id: string }>('POST', '/activities', { kind: kind.id, ...content }, key)
    const title = t(titleOf(content, kind.name))
    // The record is there: should a file be refused, its page says what is missing and takes it.
    const kept = await keep(picked, { title, place: content.place, taken_on: content.held_on, subject: { kind: SUBJECT_KIND, id } }).then(() => true, () => false)
    if (kept && missingEvidence(kind, picked.map(one => one.kind)).length === 0 && kind.evidence.required.length > 0) await send('POST', `/activities/${id}/complete`)
    await changed()
    go(`/activities/${id}${kept ? '' : '?refused=1'}`)
  }
  return <ActivityForm kind={kind} initial={{ held_on: me.today, place: place?.startsWith(me.place) ? place : me.place }} submit={record} cancel={<Go className="btn" to="/activities">{t({ zh: '取消', en: 'Cancel' })}</Go>} />
}

/** Records an activity: first its kind, then what that kind asks. */
export function RecordActivityPage() {
  const t = useText()
  const { kind: wanted } = useSearchWords()
  const asked = useKinds()
  return (
    <Page title={{ zh: '登记活动', en: 'Record an activity' }} note={wanted ? <Go to="/activities/new">{t({ zh: '换一类', en: 'Another kind' })}</Go> : t({ zh: '先选类别', en: 'Choose its kind' })}>
      <Shown asked={asked}>{kinds => {
        const kind = kinds.find(each => each.id === wanted)
        return kind ? <NewRecord key={kind.id} kind={kind} /> : <KindChoice kinds={kinds} />
      }}</Shown>
    </Page>
  )
}

function Change({ activity, kind }: { activity: ActivityView; kind: KindLine }) {
  const t = useText()
  const go = useGo()
  const changed = useActivitiesChanged()
  const { opened, theirs, guard } = useMeanwhile<ActivityView>(activity, () => loadActivity(activity.id))
  const parts: readonly Compared<ActivityView>[] = [
    { label: { zh: '日期', en: 'Day' }, of: record => record.held_on },
    ...(['fields', 'parties'] as const).flatMap(where => kind[where].map(field => ({ label: field.name, of: (record: ActivityView) => t(valueWords(field, record[where][field.id], record.names)) }))),
  ]
  const save = async ({ held_on, fields, parties }: Typed) => {
    await guard(version => send('PATCH', `/activities/${activity.id}`, { held_on, fields, parties, version }))
    await changed()
    go(`/activities/${activity.id}`)
  }
  return (
    <ActivityForm
      kind={kind} initial={opened} names={opened.names} fixedPlace submit={save} note={<Meanwhile opened={opened} theirs={theirs} parts={parts} />}
      cancel={<Go className="btn" to={`/activities/${activity.id}`}>{t({ zh: '取消', en: 'Cancel' })}</Go>}
    />
  )
}

/** Writes a record anew. Its kind and place stay. */
export function ChangeActivityPage() {
  const id = usePart(2)
  const kinds = useKinds()
  const asked = useQuery({ queryKey: ['activity', id], queryFn: () => loadActivity(id) })
  return (
    <Page title={{ zh: '修改活动记录', en: 'Change the record' }}>
      <Shown asked={kinds}>{known => <Shown asked={asked}>{activity => {
        const kind = known.find(each => each.id === activity.kind)
        return kind ? <Change activity={activity} kind={kind} /> : <Empty words={{ zh: '这一类活动已经没有了，不能修改。', en: 'This kind is no longer there; the record cannot be changed.' }} />
      }}</Shown>}</Shown>
    </Page>
  )
}
