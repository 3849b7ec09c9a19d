import { Select } from 'antd'
import { useText } from '../language.ts'
import { usePlaces } from '../places.ts'
import { useMe } from '../session.ts'

/** Several places within one's own. */
export function PlacesSelect({ id, value, onChange }: { readonly id?: string; readonly value?: readonly string[]; readonly onChange?: (value: readonly string[]) => void }) {
  const t = useText()
  const me = useMe()
  const { data, isPending } = usePlaces()
  const options = (data ?? []).filter(place => (place.to === null || value?.includes(place.code)) && place.code.startsWith(me.place)).map(place => ({ value: place.code, label: place.name }))
  return (
    <Select<readonly string[]>
      id={id} mode="multiple" value={value ?? []} onChange={next => onChange?.(next)} options={options} loading={isPending} allowClear showSearch={{ optionFilterProp: 'label' }}
      placeholder={t({ zh: '选村（社区）', en: 'Choose villages' })}
    />
  )
}
