import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { send } from '../../ui/api.ts'
import { SchemaForm, type Field } from '../../ui/form.tsx'
import { useGo } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { stateQuery } from '../../ui/session.ts'
import { StepButton } from '../../ui/step-button.tsx'
import { firstAdministratorInput, firstAdministratorOnly } from '../schema.ts'
import { Door } from './door.tsx'

const FIELDS: readonly Field[] = [
  { name: 'code', label: { zh: '一次性代码', en: 'One-time code' }, help: { zh: '印在启动程序的控制台上', en: 'Printed on the console that started the program' }, autoComplete: 'one-time-code' },
  { name: 'county.code', label: { zh: '县区划代码', en: 'County code' }, help: { zh: '6 位数字', en: '6 digits' } },
  { name: 'county.name', label: { zh: '县名', en: 'County name' } },
  { name: 'township.code', label: { zh: '乡镇区划代码', en: 'Township code' }, help: { zh: '9 位数字，前 6 位是县的', en: '9 digits, the first 6 are the county’s' } },
  { name: 'township.name', label: { zh: '乡镇名', en: 'Township name' } },
  { name: 'login', label: { zh: '账号', en: 'Login' }, help: { zh: '小写字母、数字、点、横线，2 至 32 个', en: '2 to 32 small letters, digits, dots or dashes' }, autoComplete: 'username' },
  { name: 'name', label: { zh: '姓名', en: 'Name' }, autoComplete: 'name' },
  { name: 'password', label: { zh: '密码', en: 'Password' }, kind: 'password', help: { zh: '至少八位，大写、小写、数字、符号中的三种', en: 'Eight characters of three kinds: capitals, small letters, digits, signs' } },
]

const isPlaceField = (field: Field): boolean => /^(county|township)\./.test(field.name)

/** A new database has no account: whoever reads the console sets up the places and the first administrator. */
export function FirstAdministratorPage() {
  const t = useText()
  const go = useGo()
  const client = useQueryClient()
  const { places } = useSuspenseQuery(stateQuery).data
  return (
    <Door title={{ zh: '设立第一位管理员', en: 'The first administrator' }}>
      <p className="muted">{t({ zh: '这是一个新数据库，还没有任何账号。', en: 'This is a new database without any account.' })}</p>
      {places && (
        <p>{t({
          zh: `辖区已经录入：${places.county}（${places.code}），${places.townships} 个乡镇，${places.villages} 个村。`,
          en: `The places are entered: ${places.county} (${places.code}), townships: ${places.townships}, villages: ${places.villages}.`,
        })}</p>
      )}
      <SchemaForm
        id="first" schema={places ? firstAdministratorOnly : firstAdministratorInput} fields={places ? FIELDS.filter(field => !isPlaceField(field)) : FIELDS}
        submit={async value => {
          await send('POST', '/first-administrator', value)
          await client.invalidateQueries({ queryKey: ['state'] })
          go('/sign-in', { replace: true })
        }}
        footer={busy => <StepButton type="primary" htmlType="submit" busy={busy} block>{t({ zh: '设立', en: 'Set up' })}</StepButton>}
      />
    </Door>
  )
}
