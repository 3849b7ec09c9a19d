import { Button, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { inSentence } from '../base/english.ts'
import { Labelled } from './labelled.tsx'
import { useText, type Words } from './language.ts'
import { useStep } from './step.ts'

/** A number in the open is covered again after this long. */
const SHOWN_MILLISECONDS = 30_000
const REASON_LENGTH_MIN = 2

type MaskedProps = { readonly label: Words; readonly value: string | null; readonly reveal?: (reason: string) => Promise<string> }

/** Asks why before something private is shown. */
export function ReasonDialog({ title, close, ask }: { title: Words; close: () => void; ask: (reason: string) => Promise<void> }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const { busy, refusals, take } = useStep()
  const enough = reason.trim().length >= REASON_LENGTH_MIN
  const submit = async () => { if (await take(() => ask(reason.trim()))) close() }
  return (
    <Modal
      open onCancel={close} onOk={() => void submit()} confirmLoading={busy} okButtonProps={{ disabled: !enough }}
      title={t(title)} okText={t({ zh: '查看', en: 'Show' })} cancelText={t({ zh: '取消', en: 'Cancel' })}
    >
      <Labelled label={{ zh: '为什么要看？事由会记入日志。', en: 'Why? The reason is written into the journal.' }} refusals={refusals}>{bound => (
        <Input {...bound} value={reason} maxLength={100} onChange={event => setReason(event.target.value)} onPressEnter={() => { if (enough) void submit() }} />
      )}</Labelled>
    </Modal>
  )
}

/** A sealed number, masked; whoever may see it gives a reason, and it is covered again by itself. */
export function Masked({ label, value, reveal }: MaskedProps) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const [plain, setPlain] = useState<string>()
  useEffect(() => {
    if (plain === undefined) return
    const timer = setTimeout(() => setPlain(undefined), SHOWN_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [plain])
  if (value === null) return <span className="muted">–</span>
  return (
    <span>
      <span className="num">{plain ?? value}</span>{' '}
      {reveal && plain === undefined ? <Button type="link" size="small" onClick={() => setAsking(true)} aria-label={`${t({ zh: '查看', en: 'Show' })} ${t(label)}`}>{t({ zh: '查看', en: 'Show' })}</Button> : null}
      {plain !== undefined ? <Button type="link" size="small" onClick={() => setPlain(undefined)}>{t({ zh: '遮住', en: 'Cover' })}</Button> : null}
      {asking && reveal ? <ReasonDialog title={{ zh: `查看完整的${t(label)}`, en: `Show the whole ${inSentence(t(label))}` }} close={() => setAsking(false)} ask={async reason => setPlain(await reveal(reason))} /> : null}
    </span>
  )
}
