import { Input } from 'antd'
import { useState } from 'react'
import type { Day } from '../../base/day.ts'
import type { Text } from '../../base/result.ts'
import { send } from '../../ui/api.ts'
import { ProofPicker, useKeepProofs, useProofs, type Picked } from '../../ui/evidence.tsx'
import { DateInput } from '../../ui/inputs/date-input.tsx'
import { Labelled } from '../../ui/labelled.tsx'
import { useText } from '../../ui/language.ts'
import { useMe } from '../../ui/session.ts'
import { Refusals } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { useStep } from '../../ui/step.ts'
import type { TaskView } from '../plan.ts'

/** Closes a task with photos or papers; what was kept for it before counts too. */
export function CloseTask({ task, changed }: { task: TaskView; changed: () => Promise<unknown> }) {
  const t = useText()
  const { today } = useMe()
  const keep = useKeepProofs()
  const before = useProofs({ kind: 'task', id: task.id })
  const [picked, setPicked] = useState<readonly Picked[]>([])
  const [taken, setTaken] = useState<Day | undefined>(today)
  const { busy, refusals, take } = useStep()
  const finish = async () => {
    const ids = await keep(picked, { title: task.title.zh, place: task.place, taken_on: taken ?? '', subject: { kind: 'task', id: task.id } })
    await send('POST', `/tasks/${task.id}/close`, ids.length > 0 ? { evidence: [...(before.data ?? []).map(proof => proof.id), ...ids.filter(id => !before.data?.some(proof => proof.id === id))] } : {})
    await changed()
  }
  return (
    <section className="panel">
      <h2>{t({ zh: '凭佐证办结', en: 'Close it with evidence' })}</h2>
      <Refusals refusals={refusals.filter(({ place }) => place !== 'taken_on')} />
      <ProofPicker label={{ zh: '照片、签到表、签收单或文件', en: 'Photos, sign-in sheets, receipts or files' }} picked={picked} change={setPicked} />
      <Labelled label={{ zh: '形成日期', en: 'Made on' }} refusals={refusals.filter(({ place }) => place === 'taken_on')}>{bound => (
        <DateInput {...bound} {...(taken ? { value: taken } : {})} onChange={setTaken} />
      )}</Labelled>
      <div><StepButton type="primary" busy={busy} onClick={() => void take(finish)}>{t({ zh: '办结', en: 'Close' })}</StepButton></div>
    </section>
  )
}

/** A step that needs a reason. */
export function Reason({ label, word, act }: { label: Text; word: Text; act: (reason: string) => Promise<unknown> }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const { busy, refusals, take } = useStep()
  return (
    <section className="panel">
      <Labelled label={label} refusals={refusals}>{bound => <Input.TextArea {...bound} rows={2} maxLength={500} value={reason} onChange={event => setReason(event.target.value)} />}</Labelled>
      <div><StepButton danger busy={busy} disabled={reason.trim() === ''} onClick={() => void take(() => act(reason.trim()))}>{t(word)}</StepButton></div>
    </section>
  )
}
