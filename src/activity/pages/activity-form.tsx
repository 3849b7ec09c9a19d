import { Form } from 'antd'
import { useState, type ReactNode } from 'react'
import { inSentence } from '../../base/english.ts'
import type { Refusal } from '../../base/result.ts'
import { ProofPicker, type Picked } from '../../ui/evidence.tsx'
import { DateInput } from '../../ui/inputs/date-input.tsx'
import { PlaceSelect } from '../../ui/inputs/place-select.tsx'
import { useText } from '../../ui/language.ts'
import { Card } from '../../ui/page.tsx'
import { refuseFields } from '../../ui/refused-fields.ts'
import { Refusals, refusalsIn } from '../../ui/states.tsx'
import { PROOF_NAMES } from '../../ui/proof-names.ts'
import { StepButton } from '../../ui/step-button.tsx'
import { contentFaults, type Content } from '../check.ts'
import type { Field } from '../kinds.ts'
import { FieldInput } from './field-input.tsx'
import type { KindLine } from './kinds.ts'
import './activity.css'

export type Typed = Content & { readonly place: string; readonly picked: readonly Picked[] }

type ActivityFormProps = {
  readonly kind: KindLine
  readonly initial: Partial<Content> & { readonly place: string }
  readonly names?: Readonly<Record<string, string>>
  /** A record's place stays what it was. */
  readonly fixedPlace?: boolean
  readonly note?: ReactNode
  readonly cancel: ReactNode
  readonly submit: (typed: Typed) => Promise<void>
}

const noPlace: Refusal = { code: 'missing', place: 'place', message: { zh: '请选择地方。', en: 'Choose a place.' } }

const range = (field: Field): string => {
  if (field.at_least === undefined && field.at_most === undefined) return ''
  if (field.at_least === field.at_most) return String(field.at_least)
  return `${field.at_least ?? ''}–${field.at_most ?? ''}`
}

function Items({ fields, under, names }: { fields: readonly Field[]; under: 'fields' | 'parties'; names: Readonly<Record<string, string>> }) {
  const t = useText()
  const isList = (field: Field) => ['names', 'people', 'households', 'persons', 'places'].includes(field.kind)
  return (
    <>
      {fields.map(field => (
        <Form.Item
          key={field.id} name={[under, field.id]} required={field.required} className={field.kind === 'paragraph' || isList(field) ? 'whole' : ''} label={t(field.name)}
          extra={isList(field) && field.at_most !== undefined && range(field) !== '' ? t({ zh: `可填 ${range(field)} 个`, en: `${range(field)} of them` }) : undefined}
        >
          <FieldInput field={field} names={names} />
        </Form.Item>
      ))}
    </>
  )
}

function Papers({ kind, picked, change }: { kind: KindLine; picked: readonly Picked[]; change: (picked: readonly Picked[]) => void }) {
  const t = useText()
  const { required, welcome } = kind.evidence
  const list = (kinds: readonly (keyof typeof PROOF_NAMES)[]) => ({ zh: kinds.map(each => PROOF_NAMES[each].zh).join('、'), en: kinds.map(each => inSentence(PROOF_NAMES[each].en)).join(', ') })
  return (
    <Card title={{ zh: '佐证', en: 'Evidence' }} note={t({ zh: `${required.length > 0 ? `必有${list(required).zh}` : '不强求'}${welcome.length > 0 ? `；欢迎${list(welcome).zh}` : ''}`, en: `${required.length > 0 ? `Needed: ${list(required).en}` : 'None is needed'}${welcome.length > 0 ? `; welcome: ${list(welcome).en}` : ''}` })}>
      <ProofPicker label={{ zh: '选照片或文件（也可以以后再补）', en: 'Choose photos or files (they may come later)' }} picked={picked} change={change} papers={required.find(each => each !== 'photo') ?? welcome.find(each => each !== 'photo') ?? 'scan'} />
      {required.length > 0 ? <p className="muted">{t({ zh: '缺必有的佐证时，活动照样记下并计数，计划里的任务要等佐证补齐才办结。', en: 'Without the needed evidence the activity is recorded and counted all the same; the plan’s task closes when the evidence is there.' })}</p> : null}
    </Card>
  )
}

/** The form that a kind describes: nothing of it is written for one kind. Every offence is shown at once, each at its field. */
export function ActivityForm({ kind, initial, names = {}, fixedPlace, note, cancel, submit }: ActivityFormProps) {
  const t = useText()
  const [form] = Form.useForm<Content & { place?: string }>()
  const [picked, setPicked] = useState<readonly Picked[]>([])
  const [busy, setBusy] = useState(false)
  const [rest, setRest] = useState<readonly Refusal[]>([])
  const finish = async (values: { held_on?: string; place?: string; fields?: Record<string, unknown>; parties?: Record<string, unknown> }) => {
    const typed = { held_on: values.held_on ?? '', place: values.place ?? '', fields: values.fields ?? {}, parties: values.parties ?? {}, picked }
    const faults = [...(typed.place === '' && !fixedPlace ? [noPlace] : []), ...contentFaults(kind, typed)]
    setRest(refuseFields(form, faults, t))
    if (faults.length > 0) return
    setBusy(true)
    try {
      await submit(typed)
    } catch (error) {
      setRest(refuseFields(form, refusalsIn(error), t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form form={form} id="activity" name="activity" layout="vertical" requiredMark="optional" disabled={busy} initialValues={initial} onFinish={values => void finish(values)} className="activity-form">
      <Refusals refusals={rest} />
      <Card title={kind.name} note={t(kind.note)}>
        <div className="fields">
          <Form.Item name="held_on" label={t({ zh: '日期', en: 'Day' })} required><DateInput /></Form.Item>
          {fixedPlace ? null : <Form.Item name="place" label={t({ zh: '地方', en: 'Where' })} required><PlaceSelect /></Form.Item>}
          <Items fields={kind.fields} under="fields" names={names} />
        </div>
      </Card>
      {kind.parties.length > 0 ? <Card title={{ zh: '参加的人和单位', en: 'Who took part' }}><div className="fields"><Items fields={kind.parties} under="parties" names={names} /></div></Card> : null}
      {fixedPlace ? null : <Papers kind={kind} picked={picked} change={setPicked} />}
      {note}
      <div className="form-steps"><StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '保存', en: 'Save' })}</StepButton>{cancel}</div>
    </Form>
  )
}
