import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { counted } from '../../base/english.ts'
import { get, send } from '../../ui/api.ts'
import { Go, usePart } from '../../ui/go.tsx'
import { Labelled } from '../../ui/labelled.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page } from '../../ui/page.tsx'
import { Refusals, Shown } from '../../ui/states.tsx'
import { useStep } from '../../ui/step.ts'
import { faultsByFile } from '../proposals/lines.ts'
import { STEPS, type ProposalStep, type ProposalView } from '../proposals/proposals.ts'
import { LawAdditions } from './law-additions.tsx'
import { ProposalTag } from './law-editor.tsx'
import { KeptFiles, LawText } from './law-text.tsx'
import './law-editor.css'

export const proposalQuery = (id: string) => ({ queryKey: ['law-proposal', id], queryFn: () => get<ProposalView>(`/law/proposals/${id}`), staleTime: 0 })

const REASON_LENGTH_MIN = 2

/** What whoever opens it may do: another person approves or rejects, the maker takes back. */
function Deciding({ proposal: { id, allowed } }: { proposal: ProposalView }) {
  const t = useText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState<ProposalStep>()
  const { busy, refusals, take: ask } = useStep()
  const decides = allowed.includes('approve')
  const take = (step: ProposalStep, body?: object) => {
    setPressed(step)
    void ask(async () => {
      await send('POST', `/law/proposals/${id}/${step}`, body)
      await Promise.all(['law-proposal', 'law-proposals', 'law', 'law-editor'].map(key => client.invalidateQueries({ queryKey: [key] })))
    })
  }
  const button = (step: ProposalStep) => ({ loading: busy && pressed === step, disabled: busy })
  if (!decides && !allowed.includes('withdraw')) return null
  return (
    <Card title={decides ? { zh: '批准或退回', en: 'Approve or reject' } : { zh: '这是您录入的，由另一人批准', en: 'You entered this; another person approves it' }}>
      <div className="stack">
        {decides ? (
          <Labelled label={{ zh: '意见（不批准时必填）', en: 'A word (needed to reject)' }} refusals={refusals}>{bound => (
            <Input.TextArea {...bound} rows={2} maxLength={1000} value={reason} onChange={event => setReason(event.target.value)} />
          )}</Labelled>
        ) : <Refusals refusals={refusals} />}
        <div className="buttons">
          {decides ? <Button type="primary" {...button('approve')} onClick={() => take('approve', reason.trim() === '' ? {} : { reason: reason.trim() })}>{t(STEPS.approve.name)}</Button> : null}
          {decides ? <Button danger {...button('reject')} disabled={busy || reason.trim().length < REASON_LENGTH_MIN} onClick={() => take('reject', { reason: reason.trim() })}>{t(STEPS.reject.name)}</Button> : null}
          {allowed.includes('withdraw') ? <Button {...button('withdraw')} onClick={() => take('withdraw')}>{t(STEPS.withdraw.name)}</Button> : null}
          {allowed.includes('propose') ? <Go to={`/law/proposals/${id}/edit`} className="btn">{t({ zh: '继续修改', en: 'Go on with it' })}</Go> : null}
        </div>
      </div>
    </Card>
  )
}

function About({ proposal }: { proposal: ProposalView }) {
  const t = useText()
  const { reason, prepared_by, prepared_at, decided_by, decided_at, decision_reason } = proposal
  const rows: readonly (readonly [string, string | null])[] = [
    [t({ zh: '录入', en: 'Entered by' }), `${prepared_by} ${prepared_at.slice(0, 10)}`], [t({ zh: '为什么', en: 'Why' }), reason],
    [t({ zh: '批准或退回', en: 'Decided by' }), decided_by && `${decided_by} ${decided_at?.slice(0, 10)}`], [t({ zh: '意见', en: 'A word' }), decision_reason],
  ]
  return <dl className="pairs">{rows.filter(([, value]) => value !== null && value !== '').map(([name, value]) => <div key={name} style={{ display: 'contents' }}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

function Proposal({ proposal }: { proposal: ProposalView }) {
  const t = useText()
  const { files: byFile, others } = faultsByFile(proposal.faults)
  return (
    <>
      <Card><About proposal={proposal} /></Card>
      <Card title={proposal.state === 'approved' ? { zh: '改了什么', en: 'What it changed' } : { zh: '会改什么', en: 'What it would change' }}><LawAdditions additions={proposal.additions} /></Card>
      {proposal.faults.length > 0 ? <p className="refusals">{t({ zh: `有 ${proposal.faults.length} 处与现在的政策不合，已标在文件的行上；这样不能批准。`, en: `${counted(proposal.faults.length, 'fault')} against the law as it stands, marked at their lines; so it cannot be approved.` })}</p> : null}
      <Refusals refusals={others} />
      <Deciding proposal={proposal} />
      <KeptFiles open={byFile.size > 0} note={proposal.state === 'approved' ? t({ zh: '已存入县里的政策，永久保存', en: 'Kept in the county’s law for ever' }) : null}>
        {proposal.files.map(file => <LawText key={file.path} {...file} faults={byFile.get(file.path) ?? []} />)}
      </KeptFiles>
    </>
  )
}

/** One proposal: what changes, by whom and why; a second person approves or rejects it. */
export function LawProposalPage() {
  const t = useText()
  const asked = useQuery(proposalQuery(usePart(3)))
  return (
    <Page
      title={asked.data?.title ?? { zh: '录入的标准', en: 'Entered rates' }} note={asked.data ? <ProposalTag state={asked.data.state} /> : null}
      actions={<Go to="/law/proposals">{t({ zh: '全部录入', en: 'All of them' })}</Go>}
    >
      <Shown asked={asked}>{proposal => <Proposal key={proposal.state} proposal={proposal} />}</Shown>
    </Page>
  )
}
