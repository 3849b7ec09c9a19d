import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { Day } from '../../base/day.ts'
import { useLanguage } from '../language.ts'

type DateInputProps = { readonly id?: string; readonly value?: Day; readonly onChange?: (value: Day | undefined) => void }

/** A day as YYYY-MM-DD: typed or picked. */
export function DateInput({ id, value, onChange }: DateInputProps) {
  const language = useLanguage()
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')
  return (
    <DatePicker
      id={id} style={{ width: '100%' }} format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY年M月D日']} placeholder={language === 'zh' ? '年-月-日' : 'YYYY-MM-DD'}
      value={value ? dayjs(value) : null} onChange={day => onChange?.(day ? day.format('YYYY-MM-DD') : undefined)}
    />
  )
}
