import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { send } from '../../../ui/api.ts'
import { Go } from '../../../ui/go.tsx'
import { Labelled } from '../../../ui/labelled.tsx'
import { useText } from '../../../ui/language.ts'
import { Tag } from '../../../ui/page.tsx'
import { usePlaceName } from '../../../ui/places.ts'
import { useMay, useMe } from '../../../ui/session.ts'
import { Refusals } from '../../../ui/states.tsx'
import { StepButton } from '../../../ui/step-button.tsx'
import { useStep } from '../../../ui/step.ts'
import { ACCOUNT_REASONS, type AccountProposal } from '../accounts.ts'
import { AccountStateTag, Comparison, Proof, Warnings } from './account-parts.tsx'

/** Sends a step of a proposal. */
function useProposalStep(proposal: AccountProposal, done: () => void) {
  const { busy, refusals, take } = useStep()
  const step = async (name: 'decide' | 'decline' | 'withdraw', body: unknown) => { if (await take(() => send('POST', `/accounts/proposals/${proposal.id}/${name}`, body))) done() }
  return { busy, refusals, step }
}

/** Yes or no, by another person than proposed it; to a warning, and with a no, something is said. */
function Decision({ proposal, done }: { proposal: AccountProposal; done: () => void }) {
  const t = useText()
  const [words, setWords] = useState('')
  const { busy, step, refusals } = useProposalStep(proposal, done)
  return (
    <div className="stack">
      <Labelled label={{ zh: '核实情况，或不予办理的理由', en: 'What you found, or why not' }} refusals={refusals}>{bound => (
        <Input.TextArea {...bound} rows={2} maxLength={200} value={words} onChange={event => setWords(event.target.value)} />
      )}</Labelled>
      <div className="buttons">
        <StepButton type="primary" busy={busy} onClick={() => void step('decide', { note: words })}>{t({ zh: '同意变更', en: 'Agree' })}</StepButton>
        <Button disabled={busy} onClick={() => void step('decline', { reason: words })}>{t({ zh: '不予办理', en: 'Decline' })}</Button>
      </div>
    </div>
  )
}

function Withdrawal({ proposal, done }: { proposal: AccountProposal; done: () => void }) {
  const t = useText()
  const { busy, step, refusals } = useProposalStep(proposal, done)
  return (
    <div className="stack">
      <Refusals refusals={refusals} />
      <p className="muted">{t({ zh: '您提出的变更由另一位同志决定。', en: 'You proposed this; another person decides.' })}</p>
      <div><StepButton busy={busy} onClick={() => void step('withdraw', {})}>{t({ zh: '撤回', en: 'Take it back' })}</StepButton></div>
    </div>
  )
}

function Step({ proposal, done }: { proposal: AccountProposal; done: () => void }) {
  const { account } = useMe()
  const [mayDecide, mayPropose] = [useMay('roster.account-decide'), useMay('roster.account-propose')]
  if (proposal.state !== 'open') return null
  if (proposal.proposed_by === account) return mayPropose ? <Withdrawal proposal={proposal} done={done} /> : null
  return mayDecide ? <Decision proposal={proposal} done={done} /> : null
}

/** Who did what when, as the paper would say it. */
function Trail({ proposal }: { proposal: AccountProposal }) {
  const t = useText()
  const { proposed_at, proposed_by_name, decided_at, decided_by_name, answer } = proposal
  return (
    <p className="muted">
      {t({ zh: `${proposed_at.slice(0, 10)} ${proposed_by_name} 提出`, en: `${proposed_at.slice(0, 10)} proposed by ${proposed_by_name}` })}
      {decided_at ? t({ zh: ` · ${decided_at.slice(0, 10)} ${decided_by_name} 决定`, en: ` · ${decided_at.slice(0, 10)} answered by ${decided_by_name}` }) : ''}
      {answer ? t({ zh: `：${answer}`, en: `: ${answer}` }) : ''}
    </p>
  )
}

/** One proposal whole: what changes, what stands out, the proof, and what the reader may do about it. */
export function AccountDrawer({ proposal, close, changed }: { proposal: AccountProposal; close: () => void; changed: () => void }) {
  const t = useText()
  const placeName = usePlaceName()
  return (
    <Drawer title={t({ zh: `账户变更：${proposal.name}`, en: `Change of account: ${proposal.name}` })} open onClose={close} size={620} destroyOnHidden>
      <div className="stack">
        <p className="proposal-of"><AccountStateTag state={proposal.state} /> <Tag>{t(ACCOUNT_REASONS[proposal.reason])}</Tag> <Go to={`/people/${proposal.person}`}>{proposal.name}</Go> <span className="muted">{placeName(proposal.place)}</span></p>
        {proposal.state === 'open' ? <Warnings warnings={proposal.warnings} /> : null}
        <Comparison proposal={proposal} />
        {proposal.note ? <p>{proposal.note}</p> : null}
        <h3>{t({ zh: '佐证', en: 'Proof' })}</h3>
        <Proof proposal={proposal} />
        <Trail proposal={proposal} />
        <Step proposal={proposal} done={() => { changed(); close() }} />
      </div>
    </Drawer>
  )
}
