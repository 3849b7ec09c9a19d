import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { FIELD_HELP } from '../../law/field-help.ts'
import { get, newKey, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { Shown } from '../../ui/states.tsx'
import type { PersonPayment } from '../store.ts'
import { CLOSING_NAMES, type ClosingKind } from '../recovery/recovery.ts'
import { leftOf, type ReceivableRow } from './receivables.tsx'
import { yuanWords } from './words.ts'

const common = { amount_fen: z.int().min(1), document: z.string().trim().min(2).max(120), reason: z.string().trim().min(2).max(200) }
/** A line is chosen as `run/number`; the rest is as the server validates it. */
const FORMS = {
  refund: z.strictObject({ fund: z.uuid(), ...common }), offset: z.strictObject({ line: z.string(), ...common }), 'write-off': z.strictObject(common),
} as const satisfies Readonly<Record<ClosingKind, z.ZodType>>

type ClosingForm = z.ZodObject<{ line: z.ZodOptional<z.ZodString> }>

const HELP: Readonly<Record<ClosingKind, Text>> = {
  'refund': { zh: '银行收款凭证或收据的编号', en: 'The number of the bank’s receipt' }, 'offset': { zh: '本人同意书或决定的文号', en: 'The person’s consent, or the decision' },
  'write-off': { zh: '县里批准核销的文号', en: 'The county’s decision' },
}

type Choices = NonNullable<Field['choices']>
type Payment = PersonPayment & { readonly benefit_name: Text }
type Fund = { readonly id: string; readonly name: string; readonly place: string }

/** The person's own lines that wait: approved or come back, never with the bank. */
const linesOf = async (person: string): Promise<Choices> => (await get<readonly Payment[]>(`/people/${person}/payments`))
  .filter(line => line.state === 'approved' || line.state === 'returned')
  .map(({ run, number, benefit_name: { zh, en }, period, amount_fen, offset_fen }) => ({
    value: `${run}/${number}`, label: { zh: `${period} ${zh}，待发 ${yuanGrouped(amount_fen - offset_fen)} 元`, en: `${period} ${en}, ${yuanGrouped(amount_fen - offset_fen)} yuan waiting` },
  }))
const fundsNow = async (): Promise<Choices> => (await get<readonly Fund[]>('/funds')).map(({ id, name }) => ({ value: id, label: { zh: name, en: name } }))

function fieldsOf(kind: ClosingKind, choices: Choices): Field[] {
  const own: Field[] = kind === 'refund' ? [{ name: 'fund', label: { zh: '退回哪项资金', en: 'Back into which fund' }, kind: 'choice', choices }]
    : kind === 'offset' ? [{
      name: 'line', label: { zh: '从哪一行抵扣', en: 'From which line' }, kind: 'choice', choices,
      help: choices.length === 0 ? { zh: '本人现在没有已审批、没送银行的行，抵扣不了。', en: 'No line of this person is approved and not with the bank: nothing to deduct from.' } : { zh: '同一待遇、同一个月的行可以全部抵掉，这一行就撤销；别的行不能扣完。', en: 'A line of this very benefit and month may be taken whole, and is then withdrawn; of another something must be left.' },
    }] : []
  return [
    ...own, { name: 'amount_fen', label: { zh: '金额', en: 'Amount' }, kind: 'money' }, { name: 'document', label: { zh: '凭证', en: 'Document' }, about: FIELD_HELP.receivable, help: HELP[kind] },
    { name: 'reason', label: { zh: '说明', en: 'Reason' }, kind: 'long' },
  ]
}

/** Puts forward how a receivable is closed, whole or in part. */
export function CloseReceivable({ kind, row, close, changed }: { kind: ClosingKind; row: ReceivableRow; close: () => void; changed: () => void }) {
  const [key] = useState(newKey)
  const choices = useQuery({
    queryKey: ['closing-choices', kind, row.person], staleTime: 0, queryFn: () => (kind === 'offset' ? linesOf(row.person) : kind === 'refund' ? fundsNow() : Promise.resolve([])),
  })
  const name = CLOSING_NAMES[kind]
  return (
    <Shown asked={choices}>{offered => (
      <FormDrawer<ClosingForm>
        id="close-receivable" title={{ zh: `${name.zh}：${row.name} ${row.period}，还剩 ${yuanWords(leftOf(row)).zh}`, en: `${name.en}: ${row.name} ${row.period}, ${yuanWords(leftOf(row)).en} left` }}
        open close={close} schema={FORMS[kind] as unknown as ClosingForm} // what the three have in common
        fields={fieldsOf(kind, offered)} initial={{ amount_fen: leftOf(row) }}
        submit={async ({ line, ...rest }) => {
          const [run, number] = line?.split('/') ?? []
          await send('POST', '/closings', { kind, run: row.run, number: row.number, ...rest, ...(run === undefined ? {} : { line: { run, number: Number(number) } }) }, key)
          changed()
        }}
      />
    )}</Shown>
  )
}
