import { Form, Input, InputNumber, Select } from 'antd'
import { useState, type ComponentType, type ReactNode } from 'react'
import { z } from 'zod'
import { issueWords } from '../base/issue.ts'
import type { Refusal, Text } from '../base/result.ts'
import { DateInput, MonthInput } from './inputs/date-input.tsx'
import { MoneyInput } from './inputs/money-input.tsx'
import { PlaceSelect } from './inputs/place-select.tsx'
import { FieldHelp, type About } from './field-help.tsx'
import { amountWords, wordsAtField } from './field-words.ts'
import { useText, type Words } from './language.ts'
import { nested } from './nested.ts'
import { Refusals, refusalsIn } from './states.tsx'

// Zod's compiled parsers need eval, which the content security policy forbids.
z.config({ jitless: true })

export type Field = {
  /** Where the value stands in the schema, dotted: `county.code`. */
  readonly name: string
  /** The place by which the server speaks of it, where that is another. */
  readonly refusedAs?: string
  readonly label: Words
  readonly kind?: 'text' | 'long' | 'password' | 'money' | 'day' | 'month' | 'number' | 'place' | 'choice' | 'choices'
  readonly choices?: readonly { readonly value: string; readonly label: Words }[]
  /** One short line under the field, always seen. */
  readonly help?: Words
  /** What a 「?」 beside the label opens: what is meant, and the clause. */
  readonly about?: About | undefined
  /** What browsers may fill in. */
  readonly autoComplete?: string
  /** The field's own input, where no kind fits; offences inside its value (goods.0.quantity) are its own. */
  readonly control?: ComponentType<Bound>
}

/** What antd's Form.Item hands to its child; the types are the field's. */
export type Bound = { readonly id?: string; readonly value?: unknown; readonly onChange?: (value: unknown) => void }

export type Values = Readonly<Record<string, unknown>>

type SchemaFormProps<Schema extends z.ZodType> = {
  /** The very schema that the server validates with. */
  readonly schema: Schema
  readonly fields: readonly Field[]
  readonly initial?: Values
  /** What is sent besides the fields. */
  readonly fixed?: Values
  readonly id: string
  /** Sends; a thrown `Refused` is shown at the fields it names, and above the form. */
  readonly submit: (value: z.input<Schema>) => Promise<void>
  readonly footer: (busy: boolean) => ReactNode
  /** Told what stands in the fields while somebody types. */
  readonly watch?: (values: Values) => void
}

/** Several of many; none chosen is nothing said. */
function Choices({ choices, onChange, ...as }: { id?: string; value?: never; onChange?: (value: unknown) => void; choices: NonNullable<Field['choices']> }) {
  const t = useText()
  return (
    <Select<readonly string[]>
      {...as} mode="multiple" allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t({ zh: '全部', en: 'All' })}
      options={choices.map(choice => ({ value: choice.value, label: t(choice.label) }))} onChange={chosen => onChange?.(chosen.length > 0 ? chosen : undefined)}
    />
  )
}

function Control({ field, ...bound }: { field: Field } & Bound) {
  const t = useText()
  if (field.control) return <field.control {...bound} />
  const as = bound as { id?: string; value?: never; onChange?: (value: unknown) => void }
  if (field.kind === 'money') return <MoneyInput {...as} />
  if (field.kind === 'day') return <DateInput {...as} />
  if (field.kind === 'place') return <PlaceSelect {...as} />
  if (field.kind === 'choice') return <Select {...as} allowClear placeholder={t({ zh: '请选择', en: 'Choose' })} options={field.choices?.map(choice => ({ value: choice.value, label: t(choice.label) }))} />
  if (field.kind === 'choices') return <Choices {...as} choices={field.choices ?? []} />
  if (field.kind === 'month') return <MonthInput {...as} />
  if (field.kind === 'number') return <InputNumber {...as} style={{ width: '100%' }} />
  if (field.kind === 'long') return <Input.TextArea {...as} rows={3} />
  if (field.kind === 'password') return <Input.Password {...as} autoComplete={field.autoComplete ?? 'new-password'} />
  return <Input {...as} autoComplete={field.autoComplete ?? 'off'} />
}

/** What was given at a path; a schema says that it is wrong, not what it was. */
const givenAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value)

/** Whether the schema refuses the form when this field alone is empty. */
function isRequired(schema: z.ZodType, name: string): boolean {
  const found = schema.safeParse({})
  return !found.success && found.error.issues.some(issue => name === issue.path.join('.') || name.startsWith(`${issue.path.join('.')}.`))
}

const isInside = (place: string, field: Field): boolean => field.control !== undefined && place.startsWith(`${field.name}.`)

/** The field that a refusal speaks of: its place is the field's name, or ends with it (`body.name`, `changes.name`), or is inside it. */
const fieldOf = (refusal: Refusal, fields: readonly Field[]): Field | undefined =>
  fields.find(field => [field.name, field.refusedAs].includes(refusal.place) || refusal.place.endsWith(`.${field.name}`) || isInside(refusal.place, field))

function withNext(refusal: Refusal): Words {
  const { zh, en } = wordsAtField(refusal)
  return refusal.next ? { zh: zh + refusal.next.zh, en: `${en} ${refusal.next.en}` } : { zh, en }
}

type Offence = readonly [path: string, words: Text]
/** What the schema refuses in what was filled in, each offence with its path. */
const offencesIn = (issues: readonly z.core.$ZodIssue[], value: unknown): Offence[] => issues.map(issue => {
  const path = issue.path.join('.')
  const said = { ...issue, input: givenAt(value, issue.path) }
  return [path, path.endsWith('_fen') ? amountWords(said) : issueWords(said)]
})
/** A missing object (county) is missing in each of its fields. */
const isOf = ([path]: Offence, field: Field): boolean => path === field.name || field.name.startsWith(`${path}.`) || isInside(path, field)
/** What no field shows is shown above the form: a button that only does nothing says nothing. */
const elsewhere = ([place, { zh, en }]: Offence): Refusal => ({ code: 'invalid', place, message: place === '' ? { zh, en } : { zh: `${place}：${zh}`, en: `${place}: ${en}` } })

/** A form whose rules are the server's schema: every offence at once, each at its field. */
export function SchemaForm<Schema extends z.ZodType>({ schema, fields, initial, fixed, id, submit, footer, watch }: SchemaFormProps<Schema>) {
  const t = useText()
  const [form] = Form.useForm<Record<string, unknown>>()
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const show = (offences: readonly (readonly [string, Words])[]) => {
    form.setFields(fields.map(field => ({ name: field.name, errors: offences.filter(([name]) => name === field.name).map(([, words]) => t(words)) })))
    const first = fields.find(field => offences.some(([name]) => name === field.name))
    if (first) form.scrollToField(first.name, { focus: true, block: 'center' })
  }
  const finish = async (flat: Record<string, unknown>) => {
    setRefusals([])
    const value = { ...nested(flat), ...fixed }
    const checked = schema.safeParse(value)
    if (!checked.success) {
      const offences = offencesIn(checked.error.issues, value)
      show(fields.flatMap(field => offences.filter(offence => isOf(offence, field)).slice(0, 1).map(([, words]) => [field.name, words] as const)))
      setRefusals(offences.filter(offence => !fields.some(field => isOf(offence, field))).map(elsewhere))
      return
    }
    setBusy(true)
    try {
      await submit(value as z.input<Schema>) // safeParse has just accepted it
    } catch (error) {
      // A refusal stands at its field; above the form stand those that have none.
      const all = refusalsIn(error).map(refusal => ({ refusal, field: fieldOf(refusal, fields) }))
      show(all.flatMap(({ refusal, field }) => (field ? [[field.name, withNext(refusal)] as const] : [])))
      setRefusals(all.flatMap(({ refusal, field }) => (field ? [] : [refusal])))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form form={form} id={id} name={id} layout="vertical" initialValues={initial} onFinish={values => void finish(values)} onValuesChange={(_, values) => watch?.(values)} requiredMark="optional" disabled={busy}>
      <Refusals refusals={refusals} />
      {fields.map(field => (
        <Form.Item key={field.name} name={field.name} label={t(field.label)} required={isRequired(schema, field.name)} extra={field.about ? <FieldHelp about={field.about}>{field.help}</FieldHelp> : field.help ? t(field.help) : undefined}>
          <Control field={field} />
        </Form.Item>
      ))}
      {footer(busy)}
    </Form>
  )
}
