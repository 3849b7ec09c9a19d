import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { inSentence } from '../../base/english.ts'
import { yuanGrouped } from '../../base/money.ts'
import { get, newKey, send } from '../../ui/api.ts'
import { Go } from '../../ui/go.tsx'
import { Labelled } from '../../ui/labelled.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Card, Tag, type Tone } from '../../ui/page.tsx'
import type { Column } from '../../ui/query-table.tsx'
import { Refusals } from '../../ui/states.tsx'
import { useStep } from '../../ui/step.ts'
import type { ClosingView } from '../recovery/actions.ts'
import { CLOSING_NAMES, type ClosingState } from '../recovery/recovery.ts'
import { PlainList } from '../../ui/plain-list.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { useBenefits } from './prepare-run.tsx'
import { yuanWords } from './words.ts'

const STATES: Readonly<Record<ClosingState, { readonly words: Words; readonly tone: Tone }>> = {
  proposed: { words: { zh: '待决定', en: 'To be decided' }, tone: 'warn' }, decided: { words: { zh: '已同意', en: 'Decided' }, tone: 'ok' },
  declined: { words: { zh: '不同意', en: 'Declined' }, tone: 'late' }, withdrawn: { words: { zh: '已撤回', en: 'Withdrawn' }, tone: 'plain' },
}

/** `answer`: somebody else's is decided; `withdraw`: one's own is taken back. */
type Act = { readonly kind: 'answer' | 'withdraw'; readonly closing: ClosingView }

/** What was put forward, repeated, and the answer. One dialog is one key. */
function AnswerClosing({ act: { kind, closing }, close, changed }: { act: Act; close: () => void; changed: () => void }) {
  const t = useText()
  const [key] = useState(newKey)
  const [answer, setAnswer] = useState('')
  const { busy, refusals, take: ask } = useStep()
  const take = async (path: string, body?: unknown) => {
    if (!await ask(() => send('POST', `/closings/${closing.id}/${path}`, body, key))) return
    close()
    changed()
  }
  const decide = (accept: boolean) => take('answer', { accept, ...(answer.trim() === '' ? {} : { answer: answer.trim() }) })
  return (
    <Modal
      open onCancel={close} destroyOnHidden mask={{ closable: false }} title={t(kind === 'answer' ? { zh: `决定${CLOSING_NAMES[closing.kind].zh}`, en: `Decide the ${inSentence(CLOSING_NAMES[closing.kind].en)}` } : { zh: '撤回', en: 'Withdraw' })}
      footer={kind === 'answer' ? <>
        <StepButton busy={busy} onClick={() => void decide(false)}>{t({ zh: '不同意', en: 'Decline' })}</StepButton>
        <StepButton type="primary" busy={busy} onClick={() => void decide(true)}>{t({ zh: '同意', en: 'Accept' })}</StepButton>
      </> : <StepButton type="primary" busy={busy} onClick={() => void take('withdraw')}>{t({ zh: '确定撤回', en: 'Withdraw it' })}</StepButton>}
    >
      <dl className="pairs repeated">
        <dt>{t({ zh: '谁的', en: 'Whose' })}</dt><dd>{closing.name} {closing.period}</dd>
        <dt>{t(CLOSING_NAMES[closing.kind])}</dt><dd><b className="num">{t(yuanWords(closing.amount_fen))}</b></dd>
        <dt>{t({ zh: '凭证', en: 'Document' })}</dt><dd>{closing.document}</dd>
        <dt>{t({ zh: '说明', en: 'Reason' })}</dt><dd>{closing.reason}</dd>
        <dt>{t({ zh: '提出', en: 'Put forward by' })}</dt><dd>{closing.proposed_by_name}</dd>
      </dl>
      {kind === 'answer' ? (
        <Labelled label={{ zh: '意见（不同意的要写明理由）', en: 'Answer (a refusal needs its reason)' }} refusals={refusals}>{bound => (
          <Input.TextArea {...bound} rows={3} maxLength={200} value={answer} onChange={event => setAnswer(event.target.value)} />
        )}</Labelled>
      ) : <Refusals refusals={refusals} />}
    </Modal>
  )
}

function ActOn({ one, act }: { one: ClosingView; act: (act: Act) => void }) {
  const t = useText()
  const whose = <span className="hidden"> {one.name} {one.period}</span>
  if (one.may_answer) return <Button type="primary" size="small" onClick={() => act({ kind: 'answer', closing: one })}>{t({ zh: '决定', en: 'Decide' })}{whose}</Button>
  if (!one.is_mine || one.state !== 'proposed') return <>–</>
  return <Button size="small" onClick={() => act({ kind: 'withdraw', closing: one })}>{t({ zh: '撤回', en: 'Withdraw' })}{whose}</Button>
}

function useClosingColumns(act: (act: Act) => void): readonly [Column<ClosingView>, ...Column<ClosingView>[]] {
  const t = useText()
  const { data = [] } = useBenefits()
  const nameOf = (benefit: string) => data.find(one => one.id === benefit)?.name ?? benefit
  return [
    { id: 'name', title: { zh: '姓名', en: 'Name' }, show: one => <span className="nowrap"><Go to={`/people/${one.person}`}>{one.name}</Go></span> },
    { id: 'state', title: { zh: '情况', en: 'State' }, card: 'corner', show: one => <Tag tone={STATES[one.state].tone}>{t(STATES[one.state].words)}</Tag> },
    { id: 'kind', title: { zh: '办法', en: 'How' }, show: one => <span className="nowrap">{t(CLOSING_NAMES[one.kind])}</span> },
    { id: 'amount', title: { zh: '金额（元）', en: 'Amount' }, show: one => yuanGrouped(one.amount_fen), number: true },
    { id: 'benefit', title: { zh: '待遇', en: 'Benefit' }, show: one => <>{t(nameOf(one.benefit))} <span className="nowrap">{one.period}</span></> },
    { id: 'document', title: { zh: '凭证和说明', en: 'Document, reason' }, show: one => <>{one.document} <span className="muted">{one.reason}</span></> },
    { id: 'who', title: { zh: '提出', en: 'Put forward' }, show: one => <>{one.proposed_by_name} <span className="muted nowrap">{one.proposed_at.slice(0, 10)}</span></> },
    { id: 'answer', title: { zh: '决定', en: 'Decided' }, show: one => (one.decided_by_name === null ? '–' : <><span className="nowrap">{one.decided_by_name}</span> <span className="muted">{one.answer}</span></>) },
    { id: 'act', title: { zh: '办理', en: 'Action' }, card: 'foot', show: one => <ActOn one={one} act={act} /> },
  ]
}

/** What was put forward to close receivables: what waits for a decision, or what was answered. */
export function Closings({ waiting, changed }: { waiting: boolean; changed: () => void }) {
  const [act, setAct] = useState<Act>()
  const asked = useQuery({ queryKey: ['closings'], queryFn: () => get<readonly ClosingView[]>('/closings') })
  const [first, ...others] = useClosingColumns(setAct)
  const rows = (asked.data ?? []).filter(one => (one.state === 'proposed') === waiting)
  if (rows.length === 0) return null
  const title: Words = waiting ? { zh: '待决定的办理', en: 'To be decided' } : { zh: '办理过的', en: 'Decided' }
  return (
    <Card title={title} note={rows.length}>
      <PlainList label={title} rows={rows} columns={[first, ...others.filter(column => waiting || column.id !== 'act')]} rowKey={one => one.id} shown={10} />
      {act ? <AnswerClosing act={act} close={() => setAct(undefined)} changed={changed} /> : null}
    </Card>
  )
}
