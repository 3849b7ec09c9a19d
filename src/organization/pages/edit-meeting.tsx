import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Refusal } from '../../base/result.ts'
import { get, newKey, send } from '../../ui/api.ts'
import { Go, useGo, usePart } from '../../ui/go.tsx'
import { DateInput } from '../../ui/inputs/date-input.tsx'
import { NamesInput } from '../../ui/inputs/names-input.tsx'
import { useText } from '../../ui/language.ts'
import { Meanwhile, useMeanwhile, type Compared } from '../../ui/meanwhile.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { refuseFields } from '../../ui/refused-fields.ts'
import { useMe } from '../../ui/session.ts'
import { Empty, Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import type { GroupView, MeetingView } from '../actions.ts'
import { membersOn } from '../organization.ts'
import { DecisionRows } from './decisions.tsx'
import { loadGroup } from './group.tsx'
import { loadMeeting, useMeetingsChanged } from './meeting.tsx'
import './organization.css'

type Decision = { readonly text?: string; readonly owner?: string; readonly owner_name?: string; readonly due_on?: string }
type Values = {
  readonly group?: string; readonly held_on?: string; readonly topic?: string; readonly chair?: string; readonly venue?: string; readonly recorder?: string; readonly agenda?: string
  readonly attendees?: readonly string[]; readonly observers?: readonly string[]; readonly absent?: readonly { readonly name?: string; readonly reason?: string }[]
  readonly summary?: string; readonly decisions?: readonly Decision[]
}

const wanting = (place: string): Refusal => ({ code: 'missing', place, message: { zh: '这一项要填写', en: 'This must be filled in' } })
const blank = (text: string | undefined): boolean => text === undefined || text === null || text.trim() === ''
const emptyIn = (values: Values): Refusal[] => [
  ...(['group', 'held_on', 'topic', 'chair'] as const).filter(name => blank(values[name])).map(wanting),
  ...(values.attendees?.length ? [] : [wanting('attendees')]),
  ...(values.absent ?? []).flatMap((row, index) => (['name', 'reason'] as const).filter(part => blank(row?.[part])).map(part => wanting(`absent.${index}.${part}`))),
  ...(values.decisions ?? []).flatMap((row, index) => (['text', 'owner', 'due_on'] as const).filter(part => blank(row?.[part])).map(part => wanting(`decisions.${index}.${part}`))),
]

const lines = (text: string | undefined): string[] => (text ?? '').split('\n').map(line => line.trim()).filter(line => line !== '')
/** What the form holds as the server takes it. */
const toldIn = (values: Values) => ({
  held_on: values.held_on, topic: values.topic, chair: values.chair, venue: values.venue || null, recorder: values.recorder || null, agenda: lines(values.agenda),
  attendees: values.attendees ?? [], observers: values.observers ?? [], absent: values.absent ?? [], summary: values.summary || null,
})

function Attendance({ members }: { members: readonly string[] }) {
  const t = useText()
  const form = Form.useFormInstance<Values>()
  const [attendees, absent] = [Form.useWatch('attendees', form) ?? [], Form.useWatch('absent', form) ?? []]
  const known = [...attendees, ...absent.map(row => row?.name ?? '')]
  const silent = members.filter(name => !known.includes(name))
  return (
    <>
      <Form.Item name="attendees" label={t({ zh: '出席', en: 'Present' })} required className="whole" extra={silent.length > 0 ? t({ zh: `还没有写到：${silent.join('、')}`, en: `Not mentioned yet: ${silent.join(', ')}` }) : undefined}><NamesInput offered={members} /></Form.Item>
      <Form.Item name="observers" label={t({ zh: '列席', en: 'Sitting in' })} className="whole"><NamesInput /></Form.Item>
      <Form.List name="absent">{(rows, { add, remove }) => (
        <div className="whole absent-rows">
          {rows.map(({ key, name }) => (
            <div key={key} className="absent-row" role="group" aria-label={t({ zh: `请假第 ${name + 1} 位`, en: `Absent ${name + 1}` })}>
              <Form.Item name={[name, 'name']} label={t({ zh: '请假的人', en: 'Absent' })} required><Input autoComplete="off" /></Form.Item>
              <Form.Item name={[name, 'reason']} label={t({ zh: '事由', en: 'Why' })} required><Input autoComplete="off" /></Form.Item>
              <Button onClick={() => remove(name)} aria-label={t({ zh: `去掉请假第 ${name + 1} 位`, en: `Remove absent ${name + 1}` })}>{t({ zh: '去掉', en: 'Remove' })}</Button>
            </div>
          ))}
          <div><Button onClick={() => add({ name: silent[0] ?? '', reason: '因公外出' })}>{t({ zh: '加一位请假的', en: 'Add somebody absent' })}</Button></div>
        </div>
      )}</Form.List>
    </>
  )
}

type FormProps = {
  readonly groups: readonly GroupView[]; readonly initial: Values; readonly isNew: boolean; readonly members: readonly string[]; readonly note?: ReactNode; readonly back: string
  readonly submit: (values: Values) => Promise<void>
}

function MeetingForm({ groups, initial, isNew, members, note, back, submit }: FormProps) {
  const t = useText()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const [rest, setRest] = useState<readonly Refusal[]>([])
  const finish = async (typed: Values) => {
    const values = { ...initial, ...typed }
    const faults = emptyIn(values)
    setRest(refuseFields(form, faults, t))
    if (faults.length > 0) return
    setBusy(true)
    try {
      await submit(values)
    } catch (error) {
      setRest(refuseFields(form, refusalsIn(error), t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form form={form} id="meeting" name="meeting" layout="vertical" requiredMark="optional" disabled={busy} initialValues={initial} onFinish={values => void finish(values)} className="organization-form">
      <Refusals refusals={rest} />
      <Card title={{ zh: '会议', en: 'The meeting' }}>
        <div className="fields">
          {isNew && groups.length > 1 ? <Form.Item name="group" label={t({ zh: '哪个领导小组', en: 'Which group' })} required><Select options={groups.map(group => ({ value: group.id, label: group.name }))} /></Form.Item> : null}
          <Form.Item name="topic" label={t({ zh: '议题', en: 'Topic' })} required className="whole"><Input autoComplete="off" maxLength={100} /></Form.Item>
          <Form.Item name="held_on" label={t({ zh: '日期', en: 'Day' })} required><DateInput /></Form.Item>
          <Form.Item name="venue" label={t({ zh: '地点', en: 'Venue' })}><Input autoComplete="off" maxLength={100} /></Form.Item>
          <Form.Item name="chair" label={t({ zh: '主持', en: 'Chair' })} required><Input autoComplete="off" maxLength={100} /></Form.Item>
          <Form.Item name="recorder" label={t({ zh: '记录', en: 'Recorder' })}><Input autoComplete="off" maxLength={100} /></Form.Item>
          <Form.Item name="agenda" label={t({ zh: '议程（一行一项）', en: 'Agenda (an item a line)' })} className="whole"><Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} /></Form.Item>
        </div>
      </Card>
      <Card title={{ zh: '到会', en: 'Attendance' }}><div className="fields"><Attendance members={members} /></div></Card>
      <Card title={{ zh: '发言要点', en: 'What was said' }}><Form.Item name="summary" label={t({ zh: '会议情况', en: 'Minutes' })}><Input.TextArea autoSize={{ minRows: 4, maxRows: 20 }} maxLength={2000} /></Form.Item></Card>
      {isNew ? <Card title={{ zh: '议定事项', en: 'Decisions' }} note={t({ zh: '保存以后每一项就是一件任务', en: 'Saved, each is a task' })}><DecisionRows /></Card> : null}
      {note}
      <div className="form-steps"><StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '保存', en: 'Save' })}</StepButton><Go className="btn" to={back}>{t({ zh: '取消', en: 'Cancel' })}</Go></div>
    </Form>
  )
}

const head = (group: GroupView): string => group.members.find(member => member.role === 'head')?.name ?? ''

function New({ groups }: { groups: readonly GroupView[] }) {
  const go = useGo()
  const me = useMe()
  const changed = useMeetingsChanged()
  const [key] = useState(newKey)
  const [first] = groups
  const record = async (values: Values) => {
    const decisions = (values.decisions ?? []).map(row => ({ ...row, owner_name: row.owner_name || null }))
    const { id } = await send<{ id: string }>('POST', '/meetings', { group: values.group, ...toldIn(values), decisions }, key)
    await changed()
    go(`/meetings/${id}`)
  }
  if (!first) return <Card><Empty words={{ zh: '先成立领导小组，才有它的会议。', en: 'A group comes first, then its meetings.' }}><Go className="btn go" to="/organization/new">{'→'}</Go></Empty></Card>
  const members = first.members.map(member => member.name)
  return <MeetingForm groups={groups} isNew initial={{ group: first.id, held_on: me.today, chair: head(first), recorder: me.name, attendees: members, decisions: [{ owner: 'clerk' }] }} members={members} back="/meetings" submit={record} />
}

export function NewMeetingPage() {
  const asked = useQuery({ queryKey: ['groups'], queryFn: () => get<readonly GroupView[]>('/groups') })
  return <Page title={{ zh: '登记会议', en: 'Record a meeting' }}><Shown asked={asked}>{groups => <New groups={groups} />}</Shown></Page>
}

const PARTS: readonly Compared<MeetingView>[] = [
  { label: { zh: '议题', en: 'Topic' }, of: meeting => meeting.topic }, { label: { zh: '日期', en: 'Day' }, of: meeting => meeting.held_on },
  { label: { zh: '地点', en: 'Venue' }, of: meeting => meeting.venue ?? '' }, { label: { zh: '主持', en: 'Chair' }, of: meeting => meeting.chair },
  { label: { zh: '记录', en: 'Recorder' }, of: meeting => meeting.recorder ?? '' }, { label: { zh: '议程', en: 'Agenda' }, of: meeting => meeting.agenda.join('；') },
  { label: { zh: '出席', en: 'Present' }, of: meeting => meeting.attendees.join('、') }, { label: { zh: '列席', en: 'Sitting in' }, of: meeting => meeting.observers.join('、') },
  { label: { zh: '请假', en: 'Absent' }, of: meeting => meeting.absent.map(each => `${each.name}（${each.reason}）`).join('、') }, { label: { zh: '会议情况', en: 'Minutes' }, of: meeting => meeting.summary ?? '' },
]

function Change({ meeting, members }: { meeting: MeetingView; members: readonly string[] }) {
  const go = useGo()
  const changed = useMeetingsChanged()
  const { opened, theirs, guard } = useMeanwhile<MeetingView>(meeting, () => loadMeeting(meeting.id))
  const { venue, recorder, summary, agenda, group, held_on, topic, chair, attendees, observers, absent } = opened
  const save = async (values: Values) => {
    await guard(version => send('PATCH', `/meetings/${meeting.id}`, { ...toldIn(values), version }))
    await changed()
    go(`/meetings/${meeting.id}`)
  }
  return (
    <MeetingForm
      groups={[]} isNew={false} members={members} back={`/meetings/${meeting.id}`} submit={save} note={<Meanwhile opened={opened} theirs={theirs} parts={PARTS} />}
      initial={{ group, held_on, topic, chair, attendees, observers, absent, venue: venue ?? '', recorder: recorder ?? '', summary: summary ?? '', agenda: agenda.join('\n') }}
    />
  )
}

/** The minutes written up: what was decided is changed where its task is. */
export function ChangeMeetingPage() {
  const id = usePart(2)
  const asked = useQuery({ queryKey: ['meeting', id, 'with its group'], queryFn: async () => {
    const meeting = await loadMeeting(id)
    const group = await loadGroup(meeting.group)
    return { meeting, members: membersOn(group.members, meeting.held_on).map(member => member.name) }
  } })
  return <Page title={{ zh: '修改会议记录', en: 'Change the minutes' }}><Shown asked={asked}>{({ meeting, members }) => <Change meeting={meeting} members={members} />}</Shown></Page>
}
