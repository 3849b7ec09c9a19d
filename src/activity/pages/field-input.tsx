import { Input, InputNumber, Radio, Select } from 'antd'
import { DateInput } from '../../ui/inputs/date-input.tsx'
import { MoneyInput } from '../../ui/inputs/money-input.tsx'
import { NamesInput } from '../../ui/inputs/names-input.tsx'
import { PlacesSelect } from '../../ui/inputs/places-select.tsx'
import { RosterSelect } from '../../ui/inputs/roster-select.tsx'
import { useText } from '../../ui/language.ts'
import { unitName } from '../../ui/units.ts'
import type { Field } from '../kinds.ts'

type FieldInputProps = {
  readonly field: Field
  readonly names: Readonly<Record<string, string>>
  readonly id?: string
  readonly value?: unknown
  readonly onChange?: (value: unknown) => void
}

/** The control that each kind of field has: the closed list of kinds.ts is all there is. */
export function FieldInput({ field, names, ...bound }: FieldInputProps) {
  const t = useText()
  // antd's Form.Item hands value and onChange to its child; their types are the field's.
  const as = bound as { id?: string; value?: never; onChange?: (value: unknown) => void }
  switch (field.kind) {
    case 'text': return <Input {...as} autoComplete="off" maxLength={200} />
    case 'paragraph': return <Input.TextArea {...as} autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} />
    case 'number': return <InputNumber {...as} style={{ width: '100%' }} precision={0} suffix={field.unit ? t(unitName(field.unit)) : undefined} />
    case 'money': return <MoneyInput {...as} />
    case 'day': return <DateInput {...as} />
    case 'yes-no': return <Radio.Group {...as} options={[{ value: true, label: t({ zh: '是', en: 'Yes' }) }, { value: false, label: t({ zh: '否', en: 'No' }) }]} />
    case 'choice': return <Select {...as} allowClear={!field.required} options={field.choices?.map(choice => ({ value: choice.id, label: t(choice.name) }))} />
    case 'names': case 'people': return <NamesInput {...as} />
    case 'places': return <PlacesSelect {...as} />
    case 'households': case 'persons': return <RosterSelect {...as} sort={field.kind} names={names} />
  }
}
