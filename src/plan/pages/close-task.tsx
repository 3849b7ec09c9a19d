import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import type { Day } from '../../base/day.ts'
import type { Text } from '../../base/result.ts'
import { send } from '../../ui/api.ts'
import { ProofPicker, useKeepProofs, useProofs, type Picked } from '../../ui/evidence.tsx'
import { DateInput } from '../../ui/inputs/date-input.tsx'
import { useText } from '../../ui/language.ts'
import { useMe } from '../../ui/session.ts'
import { Refusals, refusalsIn } from '../../ui/states.tsx'
import type { TaskView } from '../plan.ts'

/** Closes a task with photos or papers; what was kept for it before counts too. */
export function CloseTask({ task, changed }: { task: TaskView; changed: () => Promise<unknown> }) {
  const t = useText()
  const { today } = useMe()
  const day = useId()
  const keep = useKeepProofs()
  const before = useProofs({ kind: 'task', id: task.id })
  const [picked, setPicked] = useState<readonly Picked[]>([])
  const [taken, setTaken] = useState<Day | undefined>(today)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const finish = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const ids = await keep(picked, { title: task.title.zh, place: task.place, taken_on: taken ?? '', subject: { kind: 'task', id: task.id } })
      await send('POST', `/tasks/${task.id}/close`, ids.length > 0 ? { evidence: [...(before.data ?? []).map(proof => proof.id), ...ids.filter(id => !before.data?.some(proof => proof.id === id))] } : {})
      await changed()
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="panel">
      <h2>{t({ zh: '凭佐证办结', en: 'Close it with evidence' })}</h2>
      {error ? <Refusals refusals={refusalsIn(error)} /> : null}
      <ProofPicker label={{ zh: '照片、签到表、签收单或文件', en: 'Photos, sign-in sheets, receipts or files' }} picked={picked} change={setPicked} />
      <label htmlFor={day}>{t({ zh: '形成日期', en: 'Made on' })}<DateInput id={day} {...(taken ? { value: taken } : {})} onChange={setTaken} /></label>
      <div><Button type="primary" loading={busy} onClick={() => void finish()}>{t({ zh: '办结', en: 'Close' })}</Button></div>
    </section>
  )
}

/** A step that needs a reason. */
export function Reason({ label, word, act }: { label: Text; word: Text; act: (reason: string) => Promise<unknown> }) {
  const t = useText()
  const field = useId()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const go = () => {
    setBusy(true)
    setError(undefined)
    act(reason.trim()).catch(setError).finally(() => setBusy(false))
  }
  return (
    <section className="panel">
      {error ? <Refusals refusals={refusalsIn(error)} /> : null}
      <label htmlFor={field}>{t(label)}<Input.TextArea id={field} rows={2} maxLength={500} value={reason} onChange={event => setReason(event.target.value)} /></label>
      <div><Button danger loading={busy} disabled={reason.trim() === ''} onClick={go}>{t(word)}</Button></div>
    </section>
  )
}
