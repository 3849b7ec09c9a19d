import { Button } from 'antd'
import { useState } from 'react'
import { FIELD_HELP } from '../../law/field-help.ts'
import { send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { useMe } from '../../ui/session.ts'
import { BUDGET_KINDS } from '../budgets/budgets.ts'
import { budgetInput } from '../budgets/schemas.ts'
import { LEVELS, PURPOSES, type Fund } from '../ledger.ts'
import { transferInput } from '../proposals/schemas.ts'
import { creditInput, fundInput } from '../schemas.ts'
import { FUND_PURPOSES, LEVEL_NAMES } from '../words.ts'
import { usePurposes } from './words.ts'

type Drawer = { readonly close: () => void; readonly changed: () => void }

const choices = <Value extends string>(names: Readonly<Record<Value, Field['label']>>, values: readonly Value[]) =>
  values.map(value => ({ value, label: names[value] }))
const DOCUMENT: Field = {
  name: 'document', label: { zh: '文件', en: 'Document' },
  help: { zh: '文号和标题，或收据编号', en: 'Number and title of the notice, or of the receipt' },
}

const FUND_FIELDS: readonly Field[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'name', label: { zh: '资金名称', en: 'Name' } },
  {
    name: 'level', label: { zh: '级次', en: 'Level' }, kind: 'choice', choices: choices(LEVEL_NAMES, LEVELS),
    help: { zh: '不选的，按资金来源的文字判断', en: 'Left out, it is told from the words of the source' },
  },
  { name: 'source', label: { zh: '资金来源', en: 'Source' }, help: { zh: '如：省级财政优抚补助', en: 'As the notice calls it' } },
  { name: 'donor', label: { zh: '捐赠人', en: 'Donor' }, help: { zh: '仅社会捐赠填写；不填为匿名捐赠', en: 'Donated funds alone; left out, the giver stays unnamed' } },
  { name: 'purpose', label: { zh: '用途', en: 'Purpose' }, about: FIELD_HELP.fund, kind: 'choice', choices: choices(FUND_PURPOSES, PURPOSES) },
]

/** A new fund of a year, still empty. */
export function AddFund({ year, close, changed }: Drawer & { year: number }) {
  const { place } = useMe()
  return (
    <FormDrawer
      id="add-fund" title={{ zh: `新增 ${year} 年资金`, en: `A fund of ${year}` }} open close={close}
      schema={fundInput} fields={FUND_FIELDS} initial={{ place, purpose: 'any' }} fixed={{ year }}
      submit={async value => { await send('POST', '/funds', value); changed() }}
    />
  )
}

const AMOUNT: Field = { name: 'amount_fen', label: { zh: '金额', en: 'Amount' }, kind: 'money' }
const CREDIT_FIELDS: readonly Field[] = [AMOUNT, DOCUMENT, { name: 'on', label: { zh: '到账日期', en: 'Received on' }, kind: 'day' }]

/** Money that arrived. */
export function CreditFund({ fund, close, changed }: Drawer & { fund: Fund }) {
  const { today } = useMe()
  return (
    <FormDrawer
      id="credit-fund" title={{ zh: `登记到账：${fund.name}`, en: `Money received: ${fund.name}` }} open close={close}
      schema={creditInput} fields={CREDIT_FIELDS} initial={{ on: today }}
      submit={async value => { await send('POST', `/funds/${fund.id}/credit`, value); changed() }}
    />
  )
}

/** A row of a fund's budget. */
export function AddBudget({ fund, close, changed }: Drawer & { fund: Fund }) {
  const { today } = useMe()
  const { data = [] } = usePurposes()
  const fields: readonly Field[] = [
    { name: 'kind', label: { zh: '种类', en: 'Kind' }, about: FIELD_HELP.budget, kind: 'choice', choices: Object.entries(BUDGET_KINDS).map(([value, label]) => ({ value, label })) },
    {
      name: 'purpose', label: { zh: '指定用途', en: 'For' }, kind: 'choice', choices: data.map(({ id, name }) => ({ value: id, label: name })),
      help: { zh: '文件没有指定的不选', en: 'Left out where the notice names none' },
    },
    {
      name: 'change_fen', label: { zh: '金额', en: 'Amount' }, kind: 'money',
      help: { zh: '调减写负数；已登记的行不改不删', en: 'A cut is negative; rows that stand are never changed' },
    },
    DOCUMENT, { name: 'decided_on', label: { zh: '文件日期', en: 'Day of the document' }, kind: 'day' },
  ]
  return (
    <FormDrawer
      id="add-budget" title={{ zh: `登记预算：${fund.name}`, en: `Budget: ${fund.name}` }} open close={close}
      schema={budgetInput} fields={fields} initial={{ kind: 'budget', decided_on: today }}
      submit={async value => { await send('POST', `/funds/${fund.id}/budget`, value); changed() }}
    />
  )
}

/** Money from one fund to another, put forward for another person. */
export function ProposeTransfer({ funds, close, changed }: Drawer & { funds: readonly Fund[] }) {
  const { today } = useMe()
  const named = funds.map(fund => ({ value: fund.id, label: { zh: fund.name, en: fund.name } }))
  const fields: readonly Field[] = [
    { name: 'fund', label: { zh: '调出资金', en: 'From' }, kind: 'choice', choices: named },
    { name: 'fund_to', label: { zh: '调入资金', en: 'To' }, kind: 'choice', choices: named },
    AMOUNT, DOCUMENT, { name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'long' },
    { name: 'happens_on', label: { zh: '记账日期', en: 'Booked on' }, kind: 'day' },
  ]
  return (
    <FormDrawer
      id="transfer" title={{ zh: '提出资金调剂', en: 'Propose a transfer' }} open close={close} schema={transferInput} fields={fields} initial={{ happens_on: today }}
      submit={async value => { await send('POST', '/funds/transfers', value); changed() }}
    />
  )
}

/** What a clerk does with one fund. */
export function FundButtons({ fund, changed }: { fund: Fund; changed: () => void }) {
  const t = useText()
  const [open, setOpen] = useState<'credit' | 'budget'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <Button type="primary" onClick={() => setOpen('credit')}>{t({ zh: '登记到账', en: 'Money received' })}</Button>
      <Button onClick={() => setOpen('budget')}>{t({ zh: '登记预算', en: 'Enter budget' })}</Button>
      {open === 'credit' ? <CreditFund fund={fund} close={close} changed={changed} /> : null}
      {open === 'budget' ? <AddBudget fund={fund} close={close} changed={changed} /> : null}
    </>
  )
}
