import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { inSentence } from '../../base/english.ts'
import { DECIDERS } from '../../law/facts.ts'
import { valueName } from '../../law/fact-names.ts'
import { get, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { useMay, useMe } from '../../ui/session.ts'
import { Failed } from '../../ui/states.tsx'
import { decisionInput, declineInput } from '../confirmation/schemas.ts'
import { hasEffect, PROPOSAL_NAMES, PROPOSAL_REASONS, PROPOSAL_STATES, type Proposal } from '../confirmation/suspension/suspension.ts'
import { day } from '../schemas.ts'
import './confirmation.css'

type ProposalLine = Omit<Proposal, 'proposed_at'> & { readonly proposed_at: string }
type Step = 'decide' | 'decline' | 'death'

const DECISION_FIELDS: readonly Field[] = [
  {
    name: 'authority', label: { zh: '决定机关', en: 'Decided by' }, kind: 'choice', choices: DECIDERS.map(value => ({ value, label: valueName('decided_by', value) })),
    help: { zh: '依法只有省级决定才中止、恢复发放；其他机关的决定照记，但不影响应发。', en: 'By law only the province suspends and resumes; what others decide is recorded and changes nothing that is owed.' },
  },
  { name: 'document', label: { zh: '文号', en: 'Document number' } },
  { name: 'on', label: { zh: '自哪一天起', en: 'From which day' }, kind: 'day' },
]
const DECLINE_FIELDS: readonly Field[] = [{ name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'long' }]

const deathInput = z.strictObject({ value: z.strictObject({ died: day, death_cause: z.enum(['illness', 'old-wound', 'other']).optional() }), document: z.string().trim().min(1).max(200) })
const DEATH_FIELDS: readonly Field[] = [
  { name: 'value.died', label: { zh: '去世日期', en: 'Died on' }, kind: 'day' },
  { name: 'value.death_cause', label: { zh: '原因', en: 'Cause' }, kind: 'choice', choices: ['illness', 'old-wound', 'other'].map(value => ({ value, label: valueName('death_cause', value) })) },
  { name: 'document', label: { zh: '依据文件', en: 'Document' }, help: { zh: '死亡证明、火化证明等', en: 'Death or cremation certificate' } },
]

function StepDrawer({ proposal, step, close, changed }: { proposal: ProposalLine; step: Step; close: () => void; changed: () => void }) {
  const base = `/suspension-proposals/${proposal.id}`
  const name = PROPOSAL_NAMES[proposal.kind]
  const sent = (path: string) => async (value: unknown) => { await send('POST', path, value); changed() }
  if (step === 'decide') {
    return <FormDrawer id="decide" title={{ zh: `${name.zh}决定：${proposal.name}`, en: `${name.en}: ${proposal.name}` }} open close={close} schema={decisionInput} fields={DECISION_FIELDS} submit={sent(`${base}/${proposal.kind}`)} />
  }
  if (step === 'decline') {
    return <FormDrawer id="decline" title={{ zh: `不予${name.zh}：${proposal.name}`, en: `Decline: ${proposal.name}` }} open close={close} schema={declineInput} fields={DECLINE_FIELDS} submit={sent(`${base}/decline`)} />
  }
  return (
    <FormDrawer
      id="death" title={{ zh: `登记去世：${proposal.name}`, en: `Record the death: ${proposal.name}` }} open close={close} schema={deathInput} fields={DEATH_FIELDS}
      submit={value => sent(`/people/${proposal.person}/facts`)({ kind: 'person', ...value })}
    />
  )
}

function Steps({ proposal, choose }: { proposal: ProposalLine; choose: (step: Step) => void }) {
  const t = useText()
  const { account } = useMe()
  const [mayDecide, mayWrite] = [useMay('roster.decide'), useMay('roster.write')]
  const dead = proposal.reason === 'deceased'
  if (proposal.state !== 'open') return null
  return (
    <span className="buttons">
      {dead && mayWrite ? <Button size="small" type="primary" onClick={() => choose('death')}>{t({ zh: '登记去世', en: 'Record the death' })}</Button> : null}
      {mayDecide && !dead && proposal.proposed_by !== account ? <Button size="small" type="primary" onClick={() => choose('decide')}>{t({ zh: '记录决定', en: 'Record the decision' })}</Button> : null}
      {mayDecide && proposal.proposed_by !== account ? <Button size="small" onClick={() => choose('decline')}>{t({ zh: '不予办理', en: 'Decline' })}</Button> : null}
    </span>
  )
}

/** What came of it: the decision with its document, and whether it changes what is owed. */
function Outcome({ proposal }: { proposal: ProposalLine }) {
  const t = useText()
  if (proposal.state === 'open') return proposal.reason === 'deceased' ? <> · {t({ zh: '请经办凭死亡证明登记去世，不作中止', en: 'the clerk records the death; it is no suspension' })}</> : null
  if (proposal.authority === null) return <> · {t({ zh: `${proposal.decided_by_name}：${proposal.answer}`, en: `${proposal.decided_by_name}: ${proposal.answer}` })}</>
  const by = valueName('decided_by', proposal.authority)
  return (
    <>
      {' · '}{t({ zh: `决定机关：${by.zh}，${proposal.document}，自 ${proposal.effective_on} 起，${proposal.decided_by_name}登记`, en: `decided by: ${inSentence(by.en)}, ${proposal.document}, from ${proposal.effective_on}, entered by ${proposal.decided_by_name}` })}
      {hasEffect(proposal.authority) ? null : <> <Tag tone="warn">{t({ zh: '不影响应发', en: 'No effect on what is owed' })}</Tag></>}
    </>
  )
}

/** Who is to be suspended or resumed: proposed by one, answered by another. */
export function Proposals({ year }: { year: number }) {
  const t = useText()
  const client = useQueryClient()
  const placeName = usePlaceName()
  const [chosen, setChosen] = useState<{ proposal: ProposalLine; step: Step }>()
  const asked = useQuery({ queryKey: ['confirmations', 'proposals', year], queryFn: () => get<ProposalLine[]>(`/suspension-proposals?year=${year}`) })
  const data = asked.data ?? []
  const open = data.filter(proposal => proposal.state === 'open').length
  if (asked.error) return <Failed error={asked.error} retry={() => void asked.refetch()} />
  if (data.length === 0) return null
  return (
    <Card title={{ zh: '中止、恢复提议', en: 'Proposals to suspend or resume' }} note={t({ zh: `${open} 条待决定；提议的人不能自己决定`, en: `${open} to be decided, never by who made them` })}>
      <ul className="proposals">
        {data.map(proposal => (
          <li key={proposal.id}>
            <Tag tone={proposal.state === 'open' ? 'late' : 'plain'}>{t(proposal.state === 'open' ? PROPOSAL_NAMES[proposal.kind] : PROPOSAL_STATES[proposal.state])}</Tag>
            <span>
              <Go to={`/people/${proposal.person}`}>{proposal.name}</Go> <span className="muted">{placeName(proposal.place)}</span> {t(PROPOSAL_REASONS[proposal.reason])}{proposal.note ? t({ zh: `：${proposal.note}`, en: `: ${proposal.note}` }) : ''}<br />
              <span className="muted">{t({ zh: `${proposal.proposed_at.slice(0, 10)} ${proposal.proposed_by_name} 提议${PROPOSAL_NAMES[proposal.kind].zh}`, en: `${proposal.proposed_at.slice(0, 10)} proposed by ${proposal.proposed_by_name}` })}<Outcome proposal={proposal} /></span>
            </span>
            <Steps proposal={proposal} choose={step => setChosen({ proposal, step })} />
          </li>
        ))}
      </ul>
      {chosen ? <StepDrawer {...chosen} close={() => setChosen(undefined)} changed={() => void client.invalidateQueries({ queryKey: ['confirmations'] })} /> : null}
    </Card>
  )
}
