import { Input, Select } from 'antd'
import { useId, type ReactNode } from 'react'
import type { Text } from '../../base/result.ts'
import { DateInput } from '../../ui/inputs/date-input.tsx'
import { useText } from '../../ui/language.ts'
import { usePlaceName } from '../../ui/places.ts'
import { startOf, type EditorBenefit, type EditorFacts, type NoticeForm } from '../proposals/notice.ts'

type FormProps = { readonly facts: EditorFacts; readonly form: NoticeForm; readonly set: (part: Partial<NoticeForm>) => void }

function Field({ id, label, children }: { id: string; label: Text; children: ReactNode }) {
  const t = useText()
  return <div><label htmlFor={id}>{t(label)}</label>{children}</div>
}

function AmountInput({ label, value, change, id }: { label: string; value: string; change: (typed: string) => void; id?: string }) {
  return <Input id={id} inputMode="decimal" autoComplete="off" aria-label={label} value={value} onChange={event => change(event.target.value)} />
}

/** A table as the notices print it: the last cell's values across, the ones before down. */
function AmountTable({ benefit, amounts, change }: { benefit: EditorBenefit; amounts: NoticeForm['amounts']; change: (path: string, typed: string) => void }) {
  const t = useText()
  const [first, second] = benefit.cells
  // Of two cells the shorter stands across, so that ten grades go down the page.
  const across = second ? first! : undefined
  const down = second ?? first!
  const paths = (value: string) => (across ? across.values.map(column => ({ path: `${column.value}/${value}`, name: column.name })) : [{ path: value, name: null }])
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '金额表', en: 'Table of amounts' })}>
      <table className="plain amounts">
        <thead><tr><th>{t(down.name)}</th>{across ? across.values.map(column => <th key={column.value}>{t(column.name)}</th>) : <th>{t({ zh: '元', en: 'Yuan' })}</th>}</tr></thead>
        <tbody>
          {down.values.map(row => (
            <tr key={row.value}>
              <th scope="row">{t(row.name)}</th>
              {paths(row.value).map(({ path, name }) => <td key={path}><AmountInput label={[name ? t(name) : '', t(row.name)].join(' ').trim()} value={amounts[path] ?? ''} change={typed => change(path, typed)} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Amounts({ facts, form, set }: FormProps) {
  const t = useText()
  const id = useId()
  const benefit = facts.benefits.find(one => one.id === form.benefit)!
  if (benefit.cells.length === 0) {
    return <Field id={id} label={{ zh: '金额（元）', en: 'Amount (yuan)' }}><AmountInput id={id} label={t({ zh: '金额（元）', en: 'Amount (yuan)' })} value={form.amounts[''] ?? ''} change={typed => set({ amounts: { '': typed } })} /></Field>
  }
  return <AmountTable benefit={benefit} amounts={form.amounts} change={(path, typed) => set({ amounts: { ...form.amounts, [path]: typed } })} />
}

function RateFields({ facts, form, set }: FormProps) {
  const t = useText()
  const id = useId()
  const nameOf = usePlaceName()
  return (
    <>
      <Field id={`${id}benefit`} label={{ zh: '待遇', en: 'Benefit' }}>
        <Select
          id={`${id}benefit`} value={form.benefit} showSearch={{ optionFilterProp: 'label' }} options={facts.benefits.map(benefit => ({ value: benefit.id, label: t(benefit.name) }))}
          onChange={value => set(startOf(facts.benefits.find(benefit => benefit.id === value)!))}
        />
      </Field>
      <Field id={`${id}place`} label={{ zh: '适用地区', en: 'Place' }}><Input id={`${id}place`} value={`${nameOf(facts.county)} ${facts.county}`} disabled /></Field>
      <Field id={`${id}from`} label={{ zh: '从哪天起', en: 'From' }}><DateInput id={`${id}from`} value={form.from} onChange={from => set({ from: from ?? '' })} /></Field>
      <Field id={`${id}per`} label={{ zh: '怎么计', en: 'Per' }}>
        <Select id={`${id}per`} value={form.per} options={facts.periods.map(({ value, name }) => ({ value, label: t(name) }))} onChange={per => set({ per })} />
      </Field>
      {facts.benefits.find(benefit => benefit.id === form.benefit)!.once_a_year ? (
        <Field id={`${id}due`} label={{ zh: '几月发', en: 'Falls due in month' }}>
          <Select id={`${id}due`} value={form.due_month} options={Array.from({ length: 12 }, (_, index) => ({ value: index + 1, label: String(index + 1) }))} onChange={due_month => set({ due_month })} />
        </Field>
      ) : null}
    </>
  )
}

function NoticeFields({ form, set }: Omit<FormProps, 'facts'>) {
  const id = useId()
  const text = (name: 'title' | 'number' | 'issuer' | 'clause', label: Text) => (
    <Field id={id + name} label={label}><Input id={id + name} autoComplete="off" value={form[name]} onChange={event => set({ [name]: event.target.value })} /></Field>
  )
  return (
    <>
      {text('title', { zh: '文件名称', en: 'Title of the notice' })}
      {text('number', { zh: '文号', en: 'Its number' })}
      {text('issuer', { zh: '发文机关', en: 'Issued by' })}
      <Field id={`${id}published`} label={{ zh: '公布日期', en: 'Day of publication' }}><DateInput id={`${id}published`} value={form.published} onChange={published => set({ published: published ?? '' })} /></Field>
      {text('clause', { zh: '哪一条', en: 'Clause' })}
    </>
  )
}

/** A notice that sets one benefit's rates, as a form. */
export function NoticeFormFields(props: FormProps) {
  const t = useText()
  return (
    <div className="notice-form">
      <fieldset><legend>{t({ zh: '标准', en: 'The rate' })}</legend><div className="fields"><RateFields {...props} /></div><Amounts {...props} /></fieldset>
      <fieldset><legend>{t({ zh: '依据的文件', en: 'The notice' })}</legend><div className="fields"><NoticeFields form={props.form} set={props.set} /></div></fieldset>
    </div>
  )
}
