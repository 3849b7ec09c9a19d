import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popover } from 'antd'
import { useEffect, useState } from 'react'
import { textOf } from '../../paper/paper.ts'
import { get, send } from '../../ui/api.ts'
import { FileButton } from '../../ui/file-button.tsx'
import { Go, useGo, usePart } from '../../ui/go.tsx'
import { Labelled } from '../../ui/labelled.tsx'
import { useText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { ProofCard } from '../../ui/proof-card.tsx'
import { useMay } from '../../ui/session.ts'
import { Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { useStep } from '../../ui/step.ts'
import type { MeetingView } from '../actions.ts'
import { meetingPaper } from '../minutes.ts'
import { Decisions } from './decisions.tsx'
import { loadGroup } from './group.tsx'
import './organization.css'

export const loadMeeting = (id: string) => get<MeetingView>(`/meetings/${encodeURIComponent(id)}`)

/** Whatever shows meetings, or the tasks that they make, asks again. */
export function useMeetingsChanged(): () => Promise<unknown> {
  const client = useQueryClient()
  return () => Promise.all(['meeting', 'meetings', 'plan', 'tasks', 'task', 'desk', 'evidence'].map(key => client.invalidateQueries({ queryKey: [key] })))
}

const TAGS = { title: 'h2', heading1: 'h3', heading2: 'h4', paragraph: 'p', signature: 'p' } as const

/** The meeting's paper as it prints, and as the file has it. */
function Paper({ meeting, group }: { meeting: MeetingView; group: string }) {
  return (
    <article className="minutes" lang="zh-CN">
      {meetingPaper(meeting, group).blocks.map((block, index) => {
        const Tag = TAGS[block.kind]
        return <Tag key={index} className={block.kind}>{textOf(block)}</Tag>
      })}
    </article>
  )
}

function Evidence({ meeting: { id, topic, place, held_on } }: { meeting: MeetingView }) {
  const changed = useMeetingsChanged()
  return (
    <ProofCard
      title={{ zh: '签到表、记录和照片', en: 'Sign-in sheet, notes, photos' }} may={useMay('organization.write')} kept={changed} papers="sign-in"
      about={{ title: topic, place, taken_on: held_on, subject: { kind: 'organization.meeting', id } }}
    />
  )
}

/** A meeting that was entered in error is taken back with a reason. */
function TakeBack({ id, held_on }: MeetingView) {
  const t = useText()
  const go = useGo()
  const changed = useMeetingsChanged()
  const [reason, setReason] = useState('')
  const { busy, refusals, take } = useStep()
  const act = async () => {
    await send('DELETE', `/meetings/${id}`, { reason: reason.trim() })
    await changed()
    go(`/meetings?year=${held_on.slice(0, 4)}`)
  }
  return (
    <Popover trigger="click" placement="bottomRight" content={(
      <div className="stack take-back">
        <Labelled label={{ zh: '为什么撤回；没办结的议定任务一并取消', en: 'Why; its open tasks are dropped with it' }} refusals={refusals}>{bound => (
          <Input.TextArea {...bound} rows={2} maxLength={500} value={reason} onChange={event => setReason(event.target.value)} />
        )}</Labelled>
        <div><StepButton danger busy={busy} disabled={reason.trim() === ''} onClick={() => void take(act)}>{t({ zh: '确认撤回', en: 'Take it back' })}</StepButton></div>
      </div>
    )}>
      <Button danger>{t({ zh: '撤回', en: 'Take back' })}</Button>
    </Popover>
  )
}

function Steps({ meeting }: { meeting: MeetingView }) {
  const t = useText()
  const may = useMay('organization.write')
  return (
    <>
      <FileButton path={`/meetings/${meeting.id}/minutes`} name="minutes.docx" primary>{t({ zh: '下载 .docx', en: 'Download .docx' })}</FileButton>
      <Button onClick={() => print()}>{t({ zh: '打印', en: 'Print' })}</Button>
      {may ? <Go className="btn" to={`/meetings/${meeting.id}/edit`}>{t({ zh: '修改记录', en: 'Change the minutes' })}</Go> : null}
      {may ? <TakeBack {...meeting} /> : null}
    </>
  )
}

/** A meeting: its paper at the left; at the right what it decided, as tasks, and what proves it. */
export function MeetingPage() {
  const t = useText()
  const id = usePart(2)
  const changed = useMeetingsChanged()
  const asked = useQuery({ queryKey: ['meeting', id], queryFn: () => loadMeeting(id) })
  const group = useQuery({ queryKey: ['groups', asked.data?.group], queryFn: () => loadGroup(asked.data?.group ?? ''), enabled: asked.data !== undefined })
  return (
    <Page
      title={asked.data?.topic ?? { zh: '会议', en: 'Meeting' }} note={asked.data ? <Go to={`/meetings?year=${asked.data.held_on.slice(0, 4)}`}>{t({ zh: '全部会议', en: 'All meetings' })}</Go> : null}
      actions={asked.data ? <Steps meeting={asked.data} /> : null}
    >
      <Shown asked={asked}>{meeting => (
        <div className="meeting">
          <Paper meeting={meeting} group={group.data?.name ?? '领导小组'} />
          <div className="cols"><Decisions meeting={meeting} changed={changed} /><Evidence meeting={meeting} /></div>
        </div>
      )}</Shown>
    </Page>
  )
}

/** A task knows the decision that it comes from; this address goes on to the meeting of that decision. */
export function DecisionPage() {
  const id = usePart(2)
  const go = useGo()
  const asked = useQuery({ queryKey: ['meeting', 'of', id], queryFn: () => get<{ meeting: string }>(`/decisions/${encodeURIComponent(id)}`) })
  const meeting = asked.data?.meeting
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- going once is enough
  useEffect(() => { if (meeting) go(`/meetings/${meeting}`, { replace: true }) }, [meeting])
  return <Page title={{ zh: '会议', en: 'Meeting' }}><Shown asked={asked}>{() => null}</Shown></Page>
}
