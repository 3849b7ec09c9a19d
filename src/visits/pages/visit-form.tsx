import { Button, Drawer } from 'antd'
import { useMemo, useState } from 'react'
import { Refused } from '../../ui/api.ts'
import { SchemaForm, type Field, type Values } from '../../ui/form.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { useMe } from '../../ui/session.ts'
import { Refusals } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import type { Refusal } from '../../base/result.ts'
import { dayFaults, visitFaults } from '../checks.ts'
import type { HouseholdLine } from '../planned/planned.ts'
import { attemptInput, provedVisit, visitChange } from '../schemas.ts'
import type { Round } from '../visits.ts'
import { GoodsInput, Standard } from './goods-input.tsx'
import { NamesInput } from './names-input.tsx'
import { ProofInput } from './proof-input.tsx'

export type Outcome = 'visited' | 'absent' | 'refused'
const OUTCOMES: readonly (readonly [Outcome, Words])[] = [
  ['visited', { zh: '见到了', en: 'Met them' }], ['absent', { zh: '不在家', en: 'Not at home' }], ['refused', { zh: '谢绝', en: 'Refused' }],
]

const DAY: Field = { name: 'visited_on', label: { zh: '走访日期', en: 'Visited on' }, kind: 'day' }
const GIVEN: readonly Field[] = [
  { name: 'cash_fen', label: { zh: '慰问金', en: 'Cash' }, kind: 'money' },
  { name: 'goods', label: { zh: '慰问品', en: 'Goods' }, control: GoodsInput },
  { name: 'receipt.signed_by', label: { zh: '签收人', en: 'Signed for by' }, help: { zh: '由他人代领的，写代领人', en: 'Who took it, if somebody else did' } },
]
const TOLD: readonly Field[] = [
  { name: 'hardship', label: { zh: '了解到的困难', en: 'Hardship' }, kind: 'long', help: { zh: '会成为计划里的一项任务', en: 'This becomes a task of the plan' } },
  { name: 'wish', label: { zh: '心愿、诉求', en: 'Wishes' }, kind: 'long' }, { name: 'note', label: { zh: '谈话内容', en: 'What was said' }, kind: 'long' },
  { name: 'visitors', label: { zh: '走访人', en: 'Visitors' }, control: NamesInput },
]
const PROOFS: Field = { name: 'proofs', label: { zh: '照片、签名', en: 'Photo, signature' }, control: ProofInput }
const VOUCHER: Field = { name: 'receipt.voucher', label: { zh: '凭证号', en: 'Voucher' } }
const GIVER: Field = { name: 'giver', label: { zh: '慰问单位', en: 'Given by' } }
const ATTEMPT: readonly Field[] = [
  { name: 'on', label: { zh: '上门日期', en: 'Came on' }, kind: 'day' }, { name: 'note', label: { zh: '说明', en: 'Note' }, kind: 'long', help: { zh: '如：邻居说外出打工', en: 'What the neighbours say' } },
]

export type Written = { readonly path: string; readonly body: Values }
type VisitFormProps = {
  readonly round: Round
  readonly line: HouseholdLine
  /** What was written before and refused. */
  readonly draft?: { readonly body: Values; readonly outcome: Outcome; readonly refusals: readonly Refusal[] } | undefined
  /** Keeps or sends it; a thrown `Refused` is shown at its fields. */
  readonly submit: (written: Written) => Promise<void>
  readonly close: () => void
}

/** The days are held against the server's clock alone: a phone without signal does not know today for sure. */
const ANY_DAY = '9999-12-31'

const refuse = (faults: readonly Refusal[]): void => {
  if (faults.length > 0) throw new Refused(422, faults)
}

/** Names and values as the form's fields, flat. */
const flat = (body: Values): Values => Object.fromEntries(Object.entries(body).flatMap(([key, value]) =>
  (key === 'receipt' ? Object.entries(value as Values).map(([inner, each]) => [`receipt.${inner}`, each] as const) : [[key, value] as const])))

function useInitial({ round, line, draft }: VisitFormProps, outcome: Outcome): Values {
  const me = useMe()
  return useMemo(() => {
    if (draft && draft.outcome === outcome) return flat(draft.body)
    if (outcome !== 'visited') return { on: me.today }
    const { visit, planned } = line
    if (visit) return { ...visit, 'receipt.signed_by': visit.signed_by, 'receipt.voucher': visit.voucher }
    return {
      visited_on: me.today, visitors: planned && planned.visitors.length > 0 ? planned.visitors : [me.name], cash_fen: round.cash_each_fen, goods: round.goods_each,
      'receipt.signed_by': line.head, giver: round.giver ?? me.place_name,
    }
  }, [round, line, draft, outcome, me])
}

/** The one form of a visit: met them, with what was given and told; or came in vain. */
export function VisitForm(props: VisitFormProps) {
  const { round, line, draft, submit, close } = props
  const t = useText()
  const [outcome, setOutcome] = useState<Outcome>(draft?.outcome ?? 'visited')
  const initial = useInitial(props, outcome)
  const { visit } = line
  const visited = async (body: Values) => {
    const parsed = provedVisit.safeParse(body)
    if (parsed.success) refuse(visitFaults(round, parsed.data, ANY_DAY))
    await submit(visit ? { path: `/visits/${visit.id}`, body } : { path: `/rounds/${round.id}/visits`, body })
  }
  const tried = async (body: Values) => {
    refuse(dayFaults(round, 'on', String(body['on']), ANY_DAY))
    await submit({ path: `/rounds/${round.id}/attempts`, body })
  }
  const footer = (busy: boolean) => (
    <span className="buttons foot">
      <StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '保存', en: 'Save' })}</StepButton>
      <Button onClick={close}>{t({ zh: '取消', en: 'Cancel' })}</Button>
    </span>
  )
  const fields = [DAY, ...GIVEN, ...(visit ? [] : [PROOFS]), ...TOLD, ...(visit ? [VOUCHER] : []), ...(visit || round.giver === null ? [GIVER] : [])]
  const fixed = visit ? { version: visit.version } : { [line.planned || line.visit?.household ? 'household' : 'person']: line.id, ...(round.giver === null ? {} : { giver: round.giver }) }
  return (
    <div className="touch">
      {draft ? <Refusals refusals={draft.refusals} /> : null}
      {visit ? null : (
        <div className="outcomes" role="group" aria-label={t({ zh: '结果', en: 'What came of it' })}>
          {OUTCOMES.map(([each, words]) => <button key={each} type="button" aria-pressed={each === outcome} onClick={() => setOutcome(each)}>{t(words)}</button>)}
        </div>
      )}
      {outcome === 'visited' ? (
        <Standard value={round.goods_each}>
          {visit
            ? <SchemaForm id="visit" schema={visitChange} fields={fields} initial={initial} fixed={fixed} submit={visited} footer={footer} />
            : <SchemaForm id="visit" schema={provedVisit} fields={fields} initial={initial} fixed={fixed} submit={visited} footer={footer} />}
        </Standard>
      ) : (
        <SchemaForm key={outcome} id="attempt" schema={attemptInput} fields={ATTEMPT} initial={initial} fixed={{ household: line.id, tried: outcome }} submit={tried} footer={footer} />
      )}
    </div>
  )
}

export function VisitDrawer(props: VisitFormProps) {
  const { head, visit } = props.line
  const t = useText()
  return (
    <Drawer title={t(visit ? { zh: `修改走访：${head}`, en: `Change the visit: ${head}` } : { zh: `走访：${head}`, en: `Visit: ${head}` })} open onClose={props.close} size={520} destroyOnHidden>
      <VisitForm {...props} />
    </Drawer>
  )
}
