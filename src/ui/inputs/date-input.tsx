import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { Day, Month } from '../../base/day.ts'
import { useLanguage, useText } from '../language.ts'

/** How each is kept, the ways in which it may be typed (the first is shown), and what stands in an empty field. */
const PICKERS = {
  date: { kept: 'YYYY-MM-DD', typed: ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY年M月D日'], empty: { zh: '年-月-日', en: 'YYYY-MM-DD' } },
  month: { kept: 'YYYY-MM', typed: ['YYYY-MM', 'YYYYMM', 'YYYY.M', 'YYYY年M月'], empty: { zh: '年-月', en: 'YYYY-MM' } },
} as const

type PickerProps<Value extends string> = {
  readonly id?: string; readonly value?: Value; readonly onChange?: (value: Value | undefined) => void
  /** The last that may be chosen. */
  readonly most?: Value
  /** Whether it may be left empty. */
  readonly required?: boolean
  readonly status?: 'error'
  readonly 'aria-invalid'?: boolean
  readonly 'aria-describedby'?: string
}

function Picker({ kind, id, value, most, required, onChange, ...as }: PickerProps<string> & { kind: keyof typeof PICKERS }) {
  const t = useText()
  dayjs.locale(useLanguage() === 'zh' ? 'zh-cn' : 'en')
  const { kept, typed, empty } = PICKERS[kind]
  return (
    <DatePicker
      // Enter takes what was typed, and sends no form.
      {...as} id={id} onKeyDown={event => { if (event.key === 'Enter') event.preventDefault() }} picker={kind} style={{ width: '100%' }} format={[...typed]} placeholder={t(empty)} allowClear={!required}
      maxDate={most === undefined ? undefined : dayjs(most)} value={value ? dayjs(value) : null} onChange={chosen => onChange?.(chosen ? chosen.format(kept) : undefined)}
    />
  )
}

/** A day as YYYY-MM-DD: typed or picked. */
export const DateInput = (props: PickerProps<Day>) => <Picker kind="date" {...props} />

/** A month as YYYY-MM: typed or picked. */
export const MonthInput = (props: PickerProps<Month>) => <Picker kind="month" {...props} />
