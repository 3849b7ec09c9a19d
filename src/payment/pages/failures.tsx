import { useState } from 'react'
import { Button } from 'antd'
import { yuanGrouped } from '../../base/money.ts'
import { newKey, send } from '../../ui/api.ts'
import { Chinese } from '../../ui/chinese.tsx'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import type { Filter } from '../../ui/search-form.tsx'
import { useMay } from '../../ui/session.ts'
import type { FailedPayment, FailureList } from '../banks/failures/actions.ts'
import { FAILURE_STATES } from '../banks/failures/failures.ts'
import { clearInput } from '../banks/failures/schemas.ts'
import type { SendOutcome } from '../sending/actions.ts'
import { ConfirmStep, useRunChanged } from './run-step.tsx'
import { SentNotice } from './sent-notice.tsx'
import { FAILURE_STATE_NAMES, NO_REASON } from './words.ts'
import './runs.css'

const FILTERS: readonly Filter[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'state', label: { zh: '情况', en: 'State' }, kind: 'choice', choices: FAILURE_STATES.map(value => ({ value, label: FAILURE_STATE_NAMES[value].words })) },
  { name: 'overdue', label: { zh: '限期', en: 'Deadline' }, kind: 'choice', choices: [{ value: 'true', label: { zh: '只看逾期', en: 'Overdue alone' } }] },
]

/** Somebody made sure that the account is right as it stands. */
function ClearFailure({ failed, close }: { failed: FailedPayment; close: () => void }) {
  const changed = useRunChanged()
  const [key] = useState(newKey)
  return (
    <FormDrawer
      id="clear-failure" title={{ zh: `账户核实无误：${failed.name}`, en: `The account is right: ${failed.name}` }} open close={close} schema={clearInput}
      fields={[{ name: 'reason', label: { zh: '怎么核实的', en: 'How it was verified' }, kind: 'long', help: { zh: '写明向银行和本人核实的情况；下次重发会带上这一笔。', en: 'With bank and payee; the next reissue takes it along.' } }]}
      submit={async value => { await send('POST', `/payment/failures/${failed.serial}/clear`, value, key); changed() }}
    />
  )
}

type Act = { readonly kind: 'clear'; readonly failed: FailedPayment } | { readonly kind: 'reissue'; readonly run: string }

function Actions({ failed, act }: { failed: FailedPayment; act: (act: Act) => void }) {
  const t = useText()
  const [maySend, mayClear, mayPropose] = [useMay('payment.send'), useMay('payment.confirm'), useMay('roster.account-propose')]
  const name = <span className="hidden"> {failed.name}</span>
  return (
    <span className="buttons">
      {failed.state === 'open' && mayPropose ? <Go className="btn" to={`/people/${failed.person}`}>{t({ zh: '变更账户', en: 'Change the account' })}{name}</Go> : null}
      {failed.state === 'open' && failed.serial !== null && mayClear ? <Button onClick={() => act({ kind: 'clear', failed })}>{t({ zh: '核实无误', en: 'It is right' })}{name}</Button> : null}
      {failed.state === 'ready' && maySend ? <Button type="primary" onClick={() => act({ kind: 'reissue', run: failed.run })}>{t({ zh: '重发', en: 'Reissue' })}{name}</Button> : null}
    </span>
  )
}

/** The bank's own words, where they say more than the class that they were read as. */
function BankSaid({ failed: { reason, class_name, serial } }: { failed: FailedPayment }) {
  const t = useText()
  if (serial === null || reason === class_name.zh) return null
  return <><br /><span className="muted">{reason === null ? t(NO_REASON) : <>{t({ zh: '银行：', en: 'The bank: ' })}<Chinese>{reason}</Chinese></>}</span></>
}

function useFailureColumns(act: (act: Act) => void): readonly [Column<FailedPayment>, ...Column<FailedPayment>[]] {
  const t = useText()
  const placeName = usePlaceName()
  return [
    { id: 'name', title: { zh: '姓名', en: 'Name' }, show: one => <Go to={`/people/${one.person}`}>{one.name}</Go>, width: 90 },
    {
      id: 'due', title: { zh: '限期', en: 'Deadline' }, width: 130,
      show: one => <><span className="nowrap">{one.due_on}</span> {one.overdue ? <Tag tone="late">{t({ zh: '逾期', en: 'Overdue' })}</Tag> : null}</>,
    },
    { id: 'state', title: { zh: '情况', en: 'State' }, card: 'corner', show: one => <Tag tone={FAILURE_STATE_NAMES[one.state].tone}>{t(FAILURE_STATE_NAMES[one.state].words)}</Tag>, width: 100 },
    { id: 'class', title: { zh: '原因', en: 'Why' }, show: one => <>{t(one.class_name)}<BankSaid failed={one} /></>, width: 150 },
    { id: 'benefit', title: { zh: '待遇', en: 'Benefit' }, show: one => <>{t(one.benefit_name)} <span className="nowrap">{one.period}</span></> },
    { id: 'amount', title: { zh: '金额（元）', en: 'Amount' }, show: one => yuanGrouped(one.amount_fen), width: 110, number: true },
    { id: 'owner', title: { zh: '谁来办', en: 'Whose' }, show: one => t(one.owner_name), width: 90 },
    { id: 'run', title: { zh: '批次', en: 'Run' }, show: one => <Go to={`/runs/${one.run}`}>{one.run_number}</Go>, width: 110 },
    { id: 'place', title: { zh: '村', en: 'Village' }, show: one => placeName(one.place), width: 100, extra: true },
    { id: 'serial', title: { zh: '流水号', en: 'Serial' }, show: one => <span className="num">{one.serial ?? '–'}</span>, width: 140, extra: true },
    { id: 'act', title: { zh: '办理', en: 'Action' }, card: 'foot', show: one => <Actions failed={one} act={act} />, width: 190 },
  ]
}

function Together({ list: { total, amount_fen, overdue } }: { list: FailureList }) {
  const t = useText()
  if (total === 0) return null
  return (
    <p>
      {t({ zh: `合计 ${yuanGrouped(amount_fen)} 元`, en: `${yuanGrouped(amount_fen)} yuan together` })}
      {overdue > 0 ? <> · <Tag tone="late">{t({ zh: `${overdue} 笔逾期`, en: `${overdue} overdue` })}</Tag></> : null}
    </p>
  )
}

/** What came back or never went, until it is paid: the most pressing first. */
export function FailuresPage() {
  const t = useText()
  const [act, setAct] = useState<Act>()
  const [outcome, setOutcome] = useState<SendOutcome>()
  const close = () => setAct(undefined)
  return (
    <Page title={{ zh: '退票', en: 'Failed payments' }} note={t({ zh: '退回来的和没送出去的，更正账户、重发，直到到账', en: 'What came back or never went, until it is paid' })}>
      {outcome ? <SentNotice outcome={outcome} /> : null}
      <QueryTable<FailedPayment, FailureList>
        id="failures" label={{ zh: '退票', en: 'Failed payments' }} path="/payment/failures" filters={FILTERS} columns={useFailureColumns(setAct)} rowKey={one => `${one.run}${one.line}`}
        above={list => <Together list={list} />}
        empty={{ zh: '没有退票。', en: 'Nothing failed.' }}
      />
      {act?.kind === 'clear' ? <ClearFailure failed={act.failed} close={close} /> : null}
      {act?.kind === 'reissue' ? <ConfirmStep run={act.run} step="reissue" close={close} taken={setOutcome} /> : null}
    </Page>
  )
}
