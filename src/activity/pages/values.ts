import { yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { unitName } from '../../ui/units.ts'
import type { Field } from '../kinds.ts'

const withUnit = (value: number, unit: string): Text => ({ zh: `${value} ${unit}`, en: `${value} ${unitName(unit, value).en}`.trim() })

/** How a value of a record reads; ids are shown by the names that are known of them. */
export function valueWords(field: Field, value: unknown, names: Readonly<Record<string, string>>): Text | string {
  if (value === undefined || value === null || value === '') return ''
  if (Array.isArray(value)) return value.map(one => names[String(one)] ?? String(one)).join('、')
  if (field.kind === 'money') return { zh: `${yuanGrouped(Number(value))} 元`, en: `${yuanGrouped(Number(value))} yuan` }
  if (field.kind === 'yes-no') return value === true ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' }
  if (field.kind === 'choice') return field.choices?.find(choice => choice.id === value)?.name ?? String(value)
  return field.kind === 'number' && field.unit ? withUnit(Number(value), field.unit) : String(value)
}

/** What a record is called: its title, else the name of its kind. */
export const titleOf = (activity: { readonly fields: Readonly<Record<string, unknown>> }, kind: Text | undefined): Text | string => {
  const { title } = activity.fields
  return typeof title === 'string' && title !== '' ? title : kind ?? ''
}
