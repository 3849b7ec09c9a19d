import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get, queryOf } from '../api.ts'
import { useText } from '../language.ts'
import { useGroupName } from '../places.ts'

type Found = { readonly rows: readonly { readonly id: string; readonly place: string; readonly name?: string; readonly head?: string; readonly group_name?: string | null }[] }

type RosterSelectProps = {
  readonly sort: 'persons' | 'households'
  readonly id?: string
  readonly value?: readonly string[]
  readonly onChange?: (value: readonly string[]) => void
  /** One alone is chosen; the list closes over what follows it. */
  readonly single?: boolean
  /** Names of those who stand in the record already. */
  readonly names?: Readonly<Record<string, string>>
}

const OFFERED = 20

/** Persons or households of the roster, found by name; the roster decides who is in sight. */
export function RosterSelect({ sort, id, value, onChange, single, names = {} }: RosterSelectProps) {
  const t = useText()
  const groupName = useGroupName()
  const [typed, setTyped] = useState('')
  const [known, setKnown] = useState<Readonly<Record<string, string>>>(names)
  const asking = useDeferredValue(typed.trim())
  const path = sort === 'persons' ? `/people${queryOf({ query: asking, size: OFFERED })}` : `/households${queryOf({ head: asking, size: OFFERED })}`
  const { data, isFetching } = useQuery({ queryKey: ['offered', path], queryFn: () => get<Found>(path), placeholderData: keepPreviousData })
  const found = (data?.rows ?? []).map(row => ({ value: row.id, label: t({ zh: `${row.name ?? row.head ?? ''}（${groupName(row.place, row.group_name)}）`, en: `${row.name ?? row.head ?? ''} (${groupName(row.place, row.group_name)})` }) }))
  const chosen = (value ?? []).filter(one => !found.some(each => each.value === one)).map(one => ({ value: one, label: known[one] ?? one }))
  const choose = (next: readonly string[]) => {
    setKnown({ ...known, ...Object.fromEntries([...found, ...chosen].filter(each => next.includes(each.value)).map(each => [each.value, each.label])) })
    setTyped('')
    onChange?.(next)
  }
  return (
    <Select<readonly string[] | string>
      id={id} mode={single ? undefined : 'multiple'} value={single ? value?.[0] : value ?? []} onChange={next => choose(next === undefined ? [] : [next].flat())} options={[...found, ...chosen]} loading={isFetching} allowClear
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
      placeholder={sort === 'persons' ? t({ zh: '输入姓名、拼音或首字母查找', en: 'Find by name, pinyin or initials' }) : t({ zh: '输入户主姓名查找', en: 'Find by the head’s name' })}
      notFoundContent={t({ zh: '名册里没有找到', en: 'Not found in the roster' })}
    />
  )
}
