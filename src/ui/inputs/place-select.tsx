import { Select } from 'antd'
import { useLanguage, useText } from '../language.ts'
import { usePlaces, type PlaceLine } from '../places.ts'
import { useMe } from '../session.ts'

type PlaceSelectProps = {
  readonly id?: string; readonly value?: string; readonly onChange?: (value: string | undefined) => void
  /** Places of the past too: what was entered there is still to be found. */
  readonly past?: boolean
}

/** A place within one's own: township and villages in the order of their codes, found by typing part of a name. Places of the past are left out where something new is entered. */
export function PlaceSelect({ id, value, onChange, past = false }: PlaceSelectProps) {
  const t = useText()
  const language = useLanguage()
  const me = useMe()
  const { data, isPending } = usePlaces()
  const isOpen = (place: PlaceLine) => place.to === null || place.to >= me.today
  const nameOf = (place: PlaceLine) => (language === 'en' && place.name_en ? `${place.name_en} ${place.name}` : place.name)
  const options = (data ?? []).filter(place => (past || isOpen(place)) && place.code.startsWith(me.place))
    .map(place => ({ value: place.code, label: isOpen(place) ? nameOf(place) : t({ zh: `${nameOf(place)}（已撤销）`, en: `${nameOf(place)} (closed)` }) }))
  return (
    <Select
      id={id} value={value || undefined} onChange={onChange} options={options} loading={isPending} allowClear style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }} placeholder={t(past ? { zh: '全部辖区', en: 'All places' } : { zh: '请选择', en: 'Choose' })}
    />
  )
}
