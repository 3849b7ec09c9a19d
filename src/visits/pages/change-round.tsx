import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { mayPay, type Fund } from '../../ledger/ledger.ts'
import { get, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { roundChange } from '../schemas.ts'
import { GoodsInput } from './goods-input.tsx'
import type { OpenRound } from './round-money.tsx'

/** What of a round may be changed later too. `named` says what an empty name becomes. */
export function useRoundFields(named?: Text): readonly Field[] {
  const { data } = useQuery({ queryKey: ['funds', 'list'], queryFn: () => get<readonly Fund[]>('/funds') })
  const funds = (data ?? []).filter(fund => mayPay(fund, 'condolence'))
    .map(fund => ({ value: fund.id, label: { zh: `${fund.name}（结余 ${yuanGrouped(fund.balance_fen)} 元）`, en: `${fund.name} (${yuanGrouped(fund.balance_fen)} yuan left)` } }))
  return [
    { name: 'from', label: { zh: '开始日期', en: 'First day' }, kind: 'day' }, { name: 'to', label: { zh: '结束日期', en: 'Last day' }, kind: 'day' },
    { name: 'cash_each_fen', label: { zh: '每户慰问金', en: 'Cash for each household' }, kind: 'money' },
    { name: 'fund', label: { zh: '资金', en: 'Fund' }, kind: 'choice', choices: funds, help: { zh: '不选的，慰问金只登记、不入账', en: 'Without one the cash is noted and not posted' } },
    { name: 'goods_each', label: { zh: '每户慰问品', en: 'Goods for each household' }, control: GoodsInput },
    { name: 'giver', label: { zh: '慰问单位', en: 'Given by' } },
    { name: 'name', label: { zh: '轮次名称', en: 'Name' }, ...(named ? { help: named } : {}) },
  ]
}

/** Changes an open round: what was given stays as it is, with the fund it came from. */
export function ChangeRound({ round, close, changed }: { round: OpenRound; close: () => void; changed: () => void }) {
  // As the form was opened: a change of somebody else's, read anew behind it, is never written over unseen.
  const [{ from, to, cash_each_fen, fund, goods_each, giver, name, version }] = useState(round)
  return (
    <FormDrawer
      id="change-round" title={{ zh: `修改 ${name}`, en: `Change ${name}` }} open close={close} schema={roundChange} fields={useRoundFields()} fixed={{ version }}
      initial={{ from, to, cash_each_fen, fund: fund ?? undefined, goods_each, giver, name }}
      submit={async value => { await send('PATCH', `/rounds/${round.id}`, value); changed() }}
    />
  )
}
