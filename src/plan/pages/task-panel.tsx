import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Text } from '../../base/result.ts'
import { get, send } from '../../ui/api.ts'
import { Proofs, useProofs } from '../../ui/evidence.tsx'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Meanwhile, useMeanwhile, type Compared } from '../../ui/meanwhile.tsx'
import { Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { useMay, useMe } from '../../ui/session.ts'
import { Shown } from '../../ui/states.tsx'
import { SOURCE_NAMES, type Task, type TaskView } from '../plan.ts'
import { taskChange } from '../schema.ts'
import { CloseTask, Reason } from './close-task.tsx'
import { entriesFor, OWNER_CHOICES, ownerWords, recordWords, spanWords, taskTag } from './words.ts'
import './plan.css'

const loadTask = (id: string) => get<TaskView>(`/tasks/${encodeURIComponent(id)}`)

/** Whatever shows tasks asks again. */
export function usePlanChanged(): () => Promise<unknown> {
  const client = useQueryClient()
  return () => Promise.all(['plan', 'task', 'tasks', 'desk', 'evidence', 'meeting', 'meetings'].map(key => client.invalidateQueries({ queryKey: [key] })))
}

export function TaskTag({ task }: { task: Pick<Task, 'state' | 'overdue_days' | 'from'> }) {
  const t = useText()
  const { tone, words } = taskTag(task, useMe().today)
  return <Tag tone={tone}>{t(words)}</Tag>
}

function Source({ task }: { task: Task }) {
  const t = useText()
  const words = t(SOURCE_NAMES[task.source_kind])
  if (task.plan_item) return <Go to={`/plan?year=${task.year}&item=${task.plan_item}`}>{t({ zh: `${task.year}年计划第 ${task.number ?? ''} 项`, en: `Item ${task.number ?? ''} of the plan of ${task.year}` })}</Go>
  if (task.source_kind === 'decision') return <Go to={`/decisions/${task.source}`}>{words}</Go>
  return <>{words}{task.source_kind === 'notice' ? ` ${task.source}` : ''}</>
}

function Facts({ task }: { task: TaskView }) {
  const t = useText()
  const placeName = usePlaceName()
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t({ zh: '责任人', en: 'Owner' }), t(ownerWords(task.owner, task.owner_name))],
    [t({ zh: '时间', en: 'When' }), t(spanWords(task.from, task.to, task.year))],
    [t({ zh: '地方', en: 'Where' }), placeName(task.place)],
    [t({ zh: '来源', en: 'From' }), <Source key="source" task={task} />],
    ...(task.done_on ? [[t({ zh: '办结', en: 'Done' }), task.done_on] as const] : []),
    ...(task.dropped_on ? [[t({ zh: '取消', en: 'Dropped' }), `${task.dropped_on} ${task.dropped_reason ?? ''}`] as const] : []),
  ]
  return <dl className="pairs">{rows.map(([name, value]) => <div key={name} style={{ display: 'contents' }}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

/** What proves it: records of other rooms to open, files to look at. */
function Proven({ task }: { task: TaskView }) {
  const t = useText()
  const files = useProofs({ kind: 'task', id: task.id })
  const records = task.proofs.filter(proof => proof.kind !== 'evidence')
  const shown = files.data ?? []
  if (records.length + shown.length === 0) return null
  return (
    <section className="panel">
      <h2>{t({ zh: '凭什么办结', en: 'What proves it' })}</h2>
      {records.length > 0 ? (
        <ul>{records.map(proof => {
          const { name, link } = recordWords(proof)
          return <li key={proof.id}>{link ? <Go to={link}>{t(name)}</Go> : t(name)} <span className="muted">{proof.on}</span></li>
        })}</ul>
      ) : null}
      {shown.length > 0 ? <Proofs files={shown} /> : null}
    </section>
  )
}

/** Many tasks close by themselves when their work is entered where it belongs. */
function Enter({ task }: { task: TaskView }) {
  const t = useText()
  const entries = entriesFor(task.closes_by, task.place)
  const kinds = useQuery({ queryKey: ['activity-kinds'], queryFn: () => get<readonly { readonly id: string; readonly name: Text }[]>('/activity-kinds'), staleTime: 300_000 })
  const named = (kind: string) => kinds.data?.find(each => `activity.${each.id}` === kind)?.name
  if (entries.length === 0 || (task.state !== 'open' && task.state !== 'overdue')) return null
  return (
    <p className="muted">{t({ zh: '登记了这项工作，任务自动办结：', en: 'It closes by itself when the work is entered: ' })}
      {entries.map(({ kind, name, link }, index) => <span key={link}>{index > 0 ? t({ zh: '、', en: ', ' }) : ''}<Go to={link}>{t(named(kind) ?? name)}</Go></span>)}
    </p>
  )
}

const FIELDS = [
  { name: 'title', label: { zh: '任务', en: 'Task' }, kind: 'long' as const },
  { name: 'owner', label: { zh: '交给谁', en: 'Role' }, kind: 'choice' as const, choices: OWNER_CHOICES },
  { name: 'owner_name', label: { zh: '责任人姓名', en: 'Name' } },
  { name: 'from', label: { zh: '开始', en: 'From' }, kind: 'day' as const },
  { name: 'to', label: { zh: '截止', en: 'Until' }, kind: 'day' as const },
]
const PARTS: readonly Compared<Task>[] = [
  { label: FIELDS[0]!.label, of: task => task.title.zh }, { label: FIELDS[1]!.label, of: task => ownerWords(task.owner, null).zh },
  { label: FIELDS[2]!.label, of: task => task.owner_name ?? '' }, { label: FIELDS[3]!.label, of: task => task.from }, { label: FIELDS[4]!.label, of: task => task.to },
]

/** Another owner, another time. A duty keeps its name. */
function ChangeTask({ task, close }: { task: TaskView; close: () => void }) {
  const changed = usePlanChanged()
  const { opened, theirs, guard } = useMeanwhile<TaskView>(task, () => loadTask(task.id))
  const duty = opened.source_kind === 'duty'
  return (
    <FormDrawer
      id="change-task" title={{ zh: '转交、改期', en: 'Hand on, change the time' }} open close={close} schema={taskChange.omit({ version: true })}
      fields={duty ? FIELDS.slice(1) : FIELDS}
      initial={{ ...(duty ? {} : { title: opened.title.zh }), owner: opened.owner, owner_name: opened.owner_name ?? undefined, from: opened.from, to: opened.to }}
      note={<Meanwhile opened={opened} theirs={theirs} parts={PARTS} />}
      submit={async value => { await guard(version => send('PATCH', `/tasks/${task.id}`, { ...value, version })); await changed() }}
    />
  )
}

function Steps({ task }: { task: TaskView }) {
  const t = useText()
  const changed = usePlanChanged()
  const [may, mayWrite] = [useMay('evidence.write'), useMay('plan.write')]
  const [step, setStep] = useState<'change' | 'drop' | 'reopen'>()
  const waiting = task.state === 'open' || task.state === 'overdue'
  const byHand = task.state === 'dropped' || task.proofs.some(proof => proof.by_hand)
  const act = (verb: 'drop' | 'reopen') => async (reason: string) => { await send('POST', `/tasks/${task.id}/${verb}`, { reason }); setStep(undefined); await changed() }
  return (
    <>
      {waiting && may ? <CloseTask task={task} changed={changed} /> : null}
      {mayWrite ? (
        <div className="panel-steps">
          {waiting ? <Button onClick={() => setStep('change')}>{t({ zh: '转交、改期', en: 'Hand on, change the time' })}</Button> : null}
          {waiting ? <Button onClick={() => setStep('drop')}>{t({ zh: '不办了', en: 'Drop it' })}</Button> : null}
          {!waiting && byHand ? <Button onClick={() => setStep('reopen')}>{t({ zh: '重新打开', en: 'Open it again' })}</Button> : null}
        </div>
      ) : null}
      {step === 'change' ? <ChangeTask task={task} close={() => setStep(undefined)} /> : null}
      {step === 'drop' ? <Reason label={{ zh: '为什么不办（写进记录，不算不足）', en: 'Why not (kept; it is then no shortcoming)' }} word={{ zh: '确认不办', en: 'Drop it' }} act={act('drop')} /> : null}
      {step === 'reopen' ? <Reason label={{ zh: '为什么重新打开', en: 'Why it is opened again' }} word={{ zh: '确认重新打开', en: 'Open it again' }} act={act('reopen')} /> : null}
    </>
  )
}

/** A task at the side of the page: whose, until when, what proves it, what can be done. */
export function TaskPanel({ id, close, back }: { id: string; close: () => void; back?: ReactNode }) {
  const t = useText()
  const asked = useQuery({ queryKey: ['task', id], queryFn: () => loadTask(id) })
  return (
    <Drawer title={t({ zh: '任务', en: 'Task' })} open onClose={close} size={520} destroyOnHidden>
      <div className="stack">
        {back}
        <Shown asked={asked}>{task => (
          <>
            <div className="panel-title"><h2>{t(task.title)}</h2><TaskTag task={task} /></div>
            <Facts task={task} />
            <Enter task={task} />
            <Proven task={task} />
            <Steps key={task.state} task={task} />
          </>
        )}</Shown>
      </div>
    </Drawer>
  )
}
