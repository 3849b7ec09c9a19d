import { Input, Select } from 'antd'
import { useId, type ReactNode } from 'react'
import type { Text } from '../../base/result.ts'
import { DateInput } from '../../ui/inputs/date-input.tsx'
import { useText } from '../../ui/language.ts'
import { Card } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { startOf, type EditorBenefit, type EditorFacts, type NoticeForm } from '../proposals/notice.ts'

type Faults = ReadonlyMap<string, readonly Text[]>
type FormProps = { readonly facts: EditorFacts; readonly form: NoticeForm; readonly set: (part: Partial<NoticeForm>) => void; readonly faults: Faults }

/** What is wrong with a field, under it. */
function Wrong({ id, faults }: { id: string; faults: readonly Text[] | undefined }) {
  const t = useText()
  return faults ? <p id={`${id}-fault`} className="fault" role="alert">{faults.map(t).join(t({ zh: '；', en: '; ' }))}</p> : null
}

/** What an input says of itself when something is wrong with it. */
const wrong = (id: string, faults: readonly Text[] | undefined) => (faults ? { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': `${id}-fault` } : {})

function Field({ id, label, faults, children }: { id: string; label: Text; faults?: readonly Text[] | undefined; children: ReactNode }) {
  const t = useText()
  return <div><label htmlFor={id}>{t(label)}</label>{children}<Wrong id={id} faults={faults} /></div>
}

type AmountProps = { readonly id: string; readonly label: string; readonly value: string; readonly faults: readonly Text[] | undefined; readonly change: (typed: string) => void }

function AmountInput({ id, label, value, faults, change }: AmountProps) {
  return <Input id={id} inputMode="decimal" autoComplete="off" aria-label={label} value={value} onChange={event => change(event.target.value)} {...wrong(id, faults)} />
}

/** A table as the notices print it: the last cell's values across, the ones before down. */
function AmountTable({ benefit, amounts, faults, change }: { benefit: EditorBenefit; amounts: NoticeForm['amounts']; faults: Faults; change: (path: string, typed: string) => void }) {
  const t = useText()
  const id = useId()
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
              {paths(row.value).map(({ path, name }) => (
                <td key={path}>
                  <AmountInput id={id + path} label={[name ? t(name) : '', t(row.name)].join(' ').trim()} value={amounts[path] ?? ''} faults={faults.get(`amounts/${path}`)} change={typed => change(path, typed)} />
                  <Wrong id={id + path} faults={faults.get(`amounts/${path}`)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Amounts({ facts, form, set, faults }: FormProps) {
  const t = useText()
  const id = useId()
  const benefit = facts.benefits.find(one => one.id === form.benefit)!
  if (benefit.cells.length === 0) {
    const label: Text = { zh: '金额（元）', en: 'Amount (yuan)' }
    return <Field id={id} label={label} faults={faults.get('amounts')}><AmountInput id={id} label={t(label)} value={form.amounts[''] ?? ''} faults={faults.get('amounts')} change={typed => set({ amounts: { '': typed } })} /></Field>
  }
  return (
    <div>
      <AmountTable benefit={benefit} amounts={form.amounts} faults={faults} change={(path, typed) => set({ amounts: { ...form.amounts, [path]: typed } })} />
      <Wrong id={id} faults={faults.get('amounts')} />
    </div>
  )
}

function RateFields({ facts, form, set, faults }: FormProps) {
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
      <Field id={`${id}from`} label={{ zh: '从哪天起', en: 'From' }} faults={faults.get('from')}><DateInput id={`${id}from`} value={form.from} onChange={from => set({ from: from ?? '' })} {...wrong(`${id}from`, faults.get('from'))} /></Field>
      <Field id={`${id}per`} label={{ zh: '怎么计', en: 'Per' }} faults={faults.get('per')}>
        <Select id={`${id}per`} value={form.per} options={facts.periods.map(({ value, name }) => ({ value, label: t(name) }))} onChange={per => set({ per })} />
      </Field>
      {facts.benefits.find(benefit => benefit.id === form.benefit)!.once_a_year ? (
        <Field id={`${id}due`} label={{ zh: '几月发', en: 'Falls due in month' }} faults={faults.get('due_month')}>
          <Select id={`${id}due`} value={form.due_month} options={Array.from({ length: 12 }, (_, index) => ({ value: index + 1, label: String(index + 1) }))} onChange={due_month => set({ due_month })} />
        </Field>
      ) : null}
    </>
  )
}

function NoticeFields({ form, set, faults }: Omit<FormProps, 'facts'>) {
  const id = useId()
  const text = (name: 'title' | 'number' | 'issuer' | 'clause', label: Text) => (
    <Field id={id + name} label={label} faults={faults.get(name)}>
      <Input id={id + name} autoComplete="off" value={form[name]} onChange={event => set({ [name]: event.target.value })} {...wrong(id + name, faults.get(name))} />
    </Field>
  )
  return (
    <>
      {text('title', { zh: '文件名称', en: 'Title of the notice' })}
      {text('number', { zh: '文号', en: 'Its number' })}
      {text('issuer', { zh: '发文机关', en: 'Issued by' })}
      <Field id={`${id}published`} label={{ zh: '公布日期', en: 'Day of publication' }} faults={faults.get('published')}><DateInput id={`${id}published`} value={form.published} onChange={published => set({ published: published ?? '' })} {...wrong(`${id}published`, faults.get('published'))} /></Field>
      {text('clause', { zh: '哪一条', en: 'Clause' })}
    </>
  )
}

/** A notice that sets one benefit's rates, as a form. */
export function NoticeFormFields(props: FormProps) {
  return (
    <div className="notice-form">
      <Card title={{ zh: '标准', en: 'The rate' }}><div className="stack"><div className="law-fields"><RateFields {...props} /></div><Amounts {...props} /></div></Card>
      <Card title={{ zh: '依据的文件', en: 'The notice' }}><div className="law-fields"><NoticeFields {...props} /></div></Card>
    </div>
  )
}
