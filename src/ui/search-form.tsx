import { Button, Input, Select } from 'antd'
import { useId, useState, type FormEvent } from 'react'
import { DateInput } from './inputs/date-input.tsx'
import { PlaceSelect } from './inputs/place-select.tsx'
import { useText, type Words } from './language.ts'
import './search-form.css'

export type Filter = {
  /** The parameter of the address and of the server. */
  readonly name: string
  readonly label: Words
  readonly kind: 'place' | 'text' | 'choice' | 'day'
  readonly choices?: readonly { readonly value: string; readonly label: Words }[]
}

type Values = Readonly<Record<string, string>>

function Control({ filter, id, value, change }: { filter: Filter; id: string; value: string; change: (value: string) => void }) {
  const t = useText()
  if (filter.kind === 'place') return <PlaceSelect id={id} value={value} past onChange={next => change(next ?? '')} />
  if (filter.kind === 'day') return <DateInput id={id} value={value} onChange={next => change(next ?? '')} />
  if (filter.kind === 'text') return <Input id={id} type="search" value={value} onChange={event => change(event.target.value)} />
  return (
    <Select
      id={id} value={value || undefined} allowClear style={{ width: '100%' }} placeholder={t({ zh: '全部', en: 'All' })} onChange={next => change(next ?? '')}
      showSearch={{ optionFilterProp: 'label' }} options={filter.choices?.map(choice => ({ value: choice.value, label: t(choice.label) }))}
    />
  )
}

/** The search form of a list, 辖区 first: nothing is asked until 查询 is pressed. */
export function SearchForm({ filters, values, search }: { filters: readonly Filter[]; values: Values; search: (values: Values) => void }) {
  const t = useText()
  const id = useId()
  const [draft, setDraft] = useState(values)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    search(draft)
  }
  const clear = () => search(Object.fromEntries(filters.map(filter => [filter.name, ''])))
  return (
    <form className="search" onSubmit={submit}>
      {filters.map(filter => (
        <div key={filter.name}>
          <label htmlFor={id + filter.name}>{t(filter.label)}</label>
          <Control filter={filter} id={id + filter.name} value={draft[filter.name] ?? ''} change={value => setDraft({ ...draft, [filter.name]: value })} />
        </div>
      ))}
      <div className="buttons">
        <Button color="primary" variant="outlined" htmlType="submit">{t({ zh: '查询', en: 'Search' })}</Button>
        <Button onClick={clear}>{t({ zh: '重置', en: 'Reset' })}</Button>
      </div>
    </form>
  )
}
