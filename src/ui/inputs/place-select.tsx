import { Select } from 'antd'
import { useLanguage, useText } from '../language.ts'
import { usePlaces } from '../places.ts'
import { useMe } from '../session.ts'

type PlaceSelectProps = { readonly id?: string; readonly value?: string; readonly onChange?: (value: string | undefined) => void }

/** A place within one's own: township and villages in the order of their codes, found by typing part of a name. Places of the past are left out. */
export function PlaceSelect({ id, value, onChange }: PlaceSelectProps) {
  const t = useText()
  const language = useLanguage()
  const me = useMe()
  const { data, isPending } = usePlaces()
  const options = (data ?? []).filter(place => place.to === null && place.code.startsWith(me.place))
    .map(place => ({ value: place.code, label: language === 'en' && place.name_en ? `${place.name_en} ${place.name}` : place.name }))
  return (
    <Select
      id={id} value={value || undefined} onChange={onChange} options={options} loading={isPending} allowClear style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }} placeholder={t({ zh: '全部辖区', en: 'All places' })}
    />
  )
}
