import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { ROLES } from '../../base/actor.ts'
import { momentOf } from '../../base/day.ts'
import { send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { Page, Tag, type Tone } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import type { Filter } from '../../ui/search-form.tsx'
import { useMe } from '../../ui/session.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { ACCOUNT_STATE_NAMES, ACCOUNT_STATES, type AccountLine, type AccountState } from '../accounts/accounts.ts'
import { accountInput } from '../accounts/schemas.ts'
import { ROLE_NAMES } from '../refusals.ts'
import './access.css'

const AccountDrawer = lazy(() => import('./account-drawer.tsx').then(module => ({ default: module.AccountDrawer })))

const ROLE_CHOICES = ROLES.map(value => ({ value, label: ROLE_NAMES[value] }))
const STATE_TONES: Readonly<Record<AccountState, Tone>> = { active: 'ok', once: 'warn', locked: 'late', closed: 'plain' }

const FILTERS: readonly Filter[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'query', label: { zh: '账号或姓名', en: 'Login or name' }, kind: 'text' },
  { name: 'role', label: { zh: '角色', en: 'Role' }, kind: 'choice', choices: ROLE_CHOICES },
  { name: 'state', label: { zh: '情况', en: 'State' }, kind: 'choice', choices: ACCOUNT_STATES.map(value => ({ value, label: ACCOUNT_STATE_NAMES[value] })) },
]
const NEW_FIELDS: readonly Field[] = [
  { name: 'login', label: { zh: '账号', en: 'Login' }, help: { zh: '小写字母、数字、点、横线，2 至 32 个', en: '2 to 32 small letters, digits, dots or dashes' } },
  { name: 'name', label: { zh: '姓名', en: 'Name' } },
  { name: 'role', label: { zh: '角色', en: 'Role' }, kind: 'choice', choices: ROLE_CHOICES },
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place', help: { zh: '只看得到、办得了这个辖区里的事', en: 'They see and do what lies in this place alone' } },
]

/** A one-time password is shown now and never again. */
function OneTimePassword({ given, close }: { given: { name: string; login: string; password: string }; close: () => void }) {
  const t = useText()
  return (
    <Modal
      open closable={false} title={t({ zh: `${given.name}（${given.login}）的一次性密码`, en: `One-time password of ${given.name} (${given.login})` })}
      footer={<Button type="primary" onClick={close}>{t({ zh: '已经告诉本人', en: 'They have been told' })}</Button>}
    >
      <div className="stack">
        <p className="one-time">{given.password}</p>
        <p>{t({ zh: '只显示这一次，请当面或打电话告诉本人。本人第一次登录时要换成自己的密码。', en: 'It is shown this once: tell it to them in person or by telephone. They must choose their own at the first sign-in.' })}</p>
      </div>
    </Modal>
  )
}

export type Given = { readonly name: string; readonly login: string; readonly password: string }

function useAccountColumns(open: (line: AccountLine) => void): readonly [Column<AccountLine>, ...Column<AccountLine>[]] {
  const t = useText()
  const narrow = useNarrow()
  const placeName = usePlaceName()
  const { account } = useMe()
  return [
    { id: 'login', title: { zh: '账号', en: 'Login' }, show: line => <span translate="no">{line.login}</span> },
    { id: 'name', title: { zh: '姓名', en: 'Name' }, show: line => <>{line.name}{line.id === account ? <> <Tag>{t({ zh: '本人', en: 'You' })}</Tag></> : null}</> },
    { id: 'role', title: { zh: '角色', en: 'Role' }, show: line => t(ROLE_NAMES[line.role]) },
    { id: 'place', title: { zh: '辖区', en: 'Place' }, show: line => placeName(line.place) },
    { id: 'state', title: { zh: '情况', en: 'State' }, card: 'corner', show: line => <Tag tone={STATE_TONES[line.state]}>{t(ACCOUNT_STATE_NAMES[line.state])}</Tag> },
    { id: 'signed-in', title: { zh: '上次登录', en: 'Last sign-in' }, show: line => (line.signed_in_at ? <span className="nowrap">{momentOf(line.signed_in_at)}</span> : <span className="muted">{t({ zh: '从未', en: 'Never' })}</span>) },
    { id: 'locked', title: { zh: '锁定到', en: 'Locked until' }, show: line => (line.locked_until ? <span className="nowrap">{momentOf(line.locked_until)}</span> : '–') },
    {
      id: 'step', title: { zh: '办理', en: 'Action' }, card: 'corner',
      show: line => <Button size={narrow ? 'middle' : 'small'} onClick={() => open(line)}>{t({ zh: '办理', en: 'Open' })}<span className="hidden"> {line.name}</span></Button>,
    },
  ]
}

/** Who may sign in here, as what and where: the security administrator's page. It shows no person of the roster. */
export function AccountsPage() {
  const t = useText()
  const client = useQueryClient()
  const [isNew, setNew] = useState(false)
  const [line, setLine] = useState<AccountLine>()
  const [given, setGiven] = useState<Given>()
  const columns = useAccountColumns(setLine)
  const changed = () => void Promise.all([client.invalidateQueries({ queryKey: ['logins'] }), client.invalidateQueries({ queryKey: ['login', line?.id] })])
  return (
    <Page
      title={{ zh: '账号', en: 'Accounts' }} note={t({ zh: '停用的账号留着，日志里的名字才对得上', en: 'Disabled accounts stay, so that the journal’s names still mean somebody' })}
      actions={<Button type="primary" onClick={() => setNew(true)}>{t({ zh: '新增账号', en: 'New account' })}</Button>}
    >
      <QueryTable<AccountLine> id="logins" label={{ zh: '账号', en: 'Accounts' }} path="/administration/accounts" filters={FILTERS} columns={columns} rowKey={each => each.id} />
      <FormDrawer
        id="login" title={{ zh: '新增账号', en: 'New account' }} open={isNew} close={() => setNew(false)} schema={accountInput} fields={NEW_FIELDS}
        submit={async value => {
          const { password } = await send<{ password: string }>('POST', '/administration/accounts', value)
          setGiven({ ...value, password })
          changed()
        }}
      />
      <Suspense fallback={null}>{line ? <AccountDrawer key={line.id} line={line} close={() => setLine(undefined)} changed={changed} give={setGiven} roles={ROLE_CHOICES} /> : null}</Suspense>
      {given ? <OneTimePassword given={given} close={() => setGiven(undefined)} /> : null}
    </Page>
  )
}
