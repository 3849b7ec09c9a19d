import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { yuanPlain } from '../../base/money.ts'
import type { Refusal, Text } from '../../base/result.ts'
import { get, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Tag } from '../../ui/page.tsx'
import { useMay, useMe } from '../../ui/session.ts'
import { Refusals, refusalsIn } from '../../ui/states.tsx'
import type { Fund } from '../ledger.ts'
import { PROPOSAL_KINDS, PROPOSAL_STATES, type CountProposal, type ProposalStep, type TransferProposal } from '../proposals/proposals.ts'
import { rejectInput } from '../proposals/schemas.ts'
import type { StockItem } from '../stock/stock.ts'

/** As the server sends it: instants are text. */
type Instants = 'proposed_at' | 'decided_at'
type Line = (Omit<TransferProposal, Instants> | Omit<CountProposal, Instants>) & { readonly proposed_at: string; readonly decided_at: string | null }

const REJECT_FIELDS: readonly Field[] = [{ name: 'answer', label: { zh: '理由', en: 'Reason' }, kind: 'long' }]

type Names = { readonly fund: (id: string) => string; readonly item: (id: string) => string }

/** What is put forward, in one sentence. */
function contentOf(line: Line, { fund, item }: Names): Text {
  if (line.kind === 'transfer') {
    const [from, to, amount] = [fund(line.fund), fund(line.fund_to), yuanPlain(line.amount_fen)]
    return { zh: `从“${from}”调 ${amount} 元到“${to}”`, en: `${amount} yuan from "${from}" to "${to}"` }
  }
  const { quantity_booked: booked, quantity_counted: counted } = line
  const words = counted === booked ? { zh: '账实相符', en: 'as booked' } : { zh: `${counted > booked ? '盘盈' : '盘亏'} ${Math.abs(counted - booked)}`, en: `${counted - booked}` }
  return { zh: `“${item(line.item)}”账面 ${booked}，实点 ${counted}，${words.zh}`, en: `"${item(line.item)}": booked ${booked}, counted ${counted} (${words.en})` }
}

function Outcome({ line }: { line: Line }) {
  const t = useText()
  if (line.state === 'proposed' || line.state === 'withdrawn') return null
  const { zh, en } = PROPOSAL_STATES[line.state]
  const why = line.answer ? { zh: `：${line.answer}`, en: `: ${line.answer}` } : { zh: '', en: '' }
  return <> · {t({ zh: `${line.decided_by_name}${zh}${why.zh}`, en: `${en} by ${line.decided_by_name}${why.en}` })}</>
}

function Steps({ line, take, reject }: { line: Line; take: (step: ProposalStep) => void; reject: () => void }) {
  const t = useText()
  const { account } = useMe()
  const [mayDecide, mayFund] = [useMay('ledger.decide'), useMay('ledger.fund')]
  if (line.state !== 'proposed') return null
  const mine = line.proposed_by === account
  return (
    <span className="buttons">
      {mayDecide && !mine ? <Button size="small" type="primary" onClick={() => take('approve')}>{t({ zh: '同意', en: 'Approve' })}</Button> : null}
      {mayDecide && !mine ? <Button size="small" onClick={reject}>{t({ zh: '不同意', en: 'Reject' })}</Button> : null}
      {mayFund && mine ? <Button size="small" onClick={() => take('withdraw')}>{t({ zh: '撤回', en: 'Withdraw' })}</Button> : null}
    </span>
  )
}

/** Transfers and counts: put forward by one, decided by another. */
export function FundProposals({ funds, changed }: { funds: readonly Fund[]; changed: () => void }) {
  const t = useText()
  const asked = useQuery({ queryKey: ['funds', 'proposals'], queryFn: () => get<readonly Line[]>('/funds/proposals') })
  const { data: items = [] } = useQuery({ queryKey: ['funds', 'stock'], queryFn: () => get<readonly StockItem[]>('/stock') })
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [rejected, setRejected] = useState<Line>()
  const lines = asked.data ?? []
  if (lines.length === 0) return null
  const names: Names = { fund: id => funds.find(fund => fund.id === id)?.name ?? id, item: id => items.find(item => item.id === id)?.name ?? id }
  const take = (line: Line, step: ProposalStep) => {
    setRefusals([])
    send('POST', `/funds/proposals/${line.id}/${step}`, step === 'approve' ? {} : undefined).then(changed).catch((error: unknown) => setRefusals(refusalsIn(error)))
  }
  const open = lines.filter(line => line.state === 'proposed').length
  return (
    <Card title={{ zh: '资金调剂和盘点', en: 'Transfers and counts' }} note={t({ zh: `${open} 条待决定；提出的人不能自己决定`, en: `${open} to be decided, never by who made them` })}>
      <Refusals refusals={refusals} />
      <ul className="fund-proposals">
        {lines.map(line => (
          <li key={line.id}>
            <Tag tone={line.state === 'proposed' ? 'late' : 'plain'}>{t(line.state === 'proposed' ? PROPOSAL_KINDS[line.kind] : PROPOSAL_STATES[line.state])}</Tag>
            <span>
              {t(contentOf(line, names))}<br />
              <span className="muted">
                {[line.happens_on, line.document, line.reason, t({ zh: `${line.proposed_by_name}提出`, en: `put forward by ${line.proposed_by_name}` })].join(' · ')}
                <Outcome line={line} />
              </span>
            </span>
            <Steps line={line} take={step => take(line, step)} reject={() => setRejected(line)} />
          </li>
        ))}
      </ul>
      {rejected ? (
        <FormDrawer
          id="reject" title={{ zh: '不同意', en: 'Reject' }} open close={() => setRejected(undefined)} schema={rejectInput} fields={REJECT_FIELDS}
          submit={async value => { await send('POST', `/funds/proposals/${rejected.id}/reject`, value); changed() }}
        />
      ) : null}
    </Card>
  )
}
