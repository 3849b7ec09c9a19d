import { FIELD_HELP } from '../../law/field-help.ts'
import { send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { useGo } from '../../ui/go.tsx'
import { useMe } from '../../ui/session.ts'
import { ACCOUNT_FIELDS } from '../accounts/pages/account-fields.ts'
import { personInput } from '../schemas.ts'

/** What can be changed later is named the same on the card. */
export const PHONE: Field = { name: 'phone', label: { zh: '电话', en: 'Phone' } }
export const ADDRESS: Field = { name: 'address', label: { zh: '住址', en: 'Address' }, kind: 'long' }

const FIELDS: readonly Field[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'name', label: { zh: '姓名', en: 'Name' } },
  { name: 'identity_number', label: { zh: '身份证号', en: 'Identity number' }, help: { zh: '18 位；出生日期和性别由它读出', en: '18 characters; birth date and sex are read from it' } },
  {
    name: 'hukou', label: { zh: '户籍类别', en: 'Registration' }, about: FIELD_HELP.hukou, kind: 'choice',
    choices: [{ value: 'rural', label: { zh: '农村', en: 'Rural' } }, { value: 'urban', label: { zh: '城镇', en: 'Urban' } }],
  },
  PHONE, ...ACCOUNT_FIELDS, ADDRESS,
  { name: 'known_on', label: { zh: '得知日期', en: 'Learned on' }, about: FIELD_HELP.known_on, kind: 'day', help: { zh: '不填就是今天', en: 'Today if left empty' } },
]

export function AddPerson({ close, changed }: { close: () => void; changed: () => void }) {
  const go = useGo()
  const me = useMe()
  return (
    <FormDrawer
      id="add-person" title={{ zh: '新增人员', en: 'Add a person' }} open close={close} schema={personInput} fields={FIELDS}
      initial={me.place.length >= 12 ? { place: me.place } : {}}
      submit={async value => {
        const answer = await send<string | { id: string }>('POST', '/people', value)
        changed()
        go(`/people/${typeof answer === 'string' ? answer : answer.id}`)
      }}
    />
  )
}
