import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Popconfirm } from 'antd'
import { useState } from 'react'
import { momentOf } from '../../base/day.ts'
import { get, Refused, send } from '../../ui/api.ts'
import { SchemaForm, type Field } from '../../ui/form.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { useMe } from '../../ui/session.ts'
import { Refusals, refusalsIn } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { ACCOUNT_STATE_NAMES, type AccountLine } from '../accounts/accounts.ts'
import { accountChange, type AccountStep } from '../accounts/schemas.ts'
import type { Given } from './accounts.tsx'

type DrawerProps = { readonly line: AccountLine; readonly close: () => void; readonly changed: () => void; readonly give: (given: Given) => void; readonly roles: NonNullable<Field['choices']> }

/** One thing that is done at once; asked for twice where it takes something away from somebody. */
function Step({ words, ask, danger, run }: { words: Words; ask?: Words; danger?: boolean; run: () => void }) {
  const t = useText()
  if (!ask) return <Button onClick={run}>{t(words)}</Button>
  return (
    <Popconfirm title={t(ask)} okText={t(words)} cancelText={t({ zh: '取消', en: 'Cancel' })} okButtonProps={{ danger: danger ?? false }} onConfirm={run}>
      <Button danger={danger ?? false}>{t(words)}</Button>
    </Popconfirm>
  )
}

function Steps({ line, changed, give }: { line: AccountLine; changed: () => void; give: DrawerProps['give'] }) {
  const t = useText()
  const [error, setError] = useState<unknown>()
  const post = (path: string) => send<{ password: string }>('POST', `/administration/accounts/${line.id}/${path}`)
  const run = (work: Promise<unknown>) => {
    setError(undefined)
    work.catch(setError).finally(changed)
  }
  const step = (name: AccountStep) => () => run(post(`steps/${name}`))
  return (
    <div className="steps">
      <dl className="pairs">
        <dt>{t({ zh: '情况', en: 'State' })}</dt><dd>{t(ACCOUNT_STATE_NAMES[line.state])}{line.locked_until ? t({ zh: `，到 ${momentOf(line.locked_until)}`, en: ` until ${momentOf(line.locked_until)}` }) : ''}</dd>
        <dt>{t({ zh: '上次登录', en: 'Last sign-in' })}</dt><dd>{line.signed_in_at ? momentOf(line.signed_in_at) : t({ zh: '从未', en: 'Never' })}</dd>
      </dl>
      {error ? <Refusals refusals={refusalsIn(error)} /> : null}
      {line.state === 'locked' ? <Step words={{ zh: '解锁', en: 'Unlock' }} run={step('unlock')} /> : null}
      {line.state === 'closed' ? <Step words={{ zh: '启用', en: 'Enable' }} run={step('enable')} /> : (
        <>
          <Step
            words={{ zh: '给一次性密码', en: 'Give a one-time password' }} ask={{ zh: '现在的密码作废，已登录的随即退出。', en: 'Their present password ends, and they are signed out.' }}
            run={() => run(post('password').then(({ password }) => give({ name: line.name, login: line.login, password })))}
          />
          <Step words={{ zh: '停用', en: 'Disable' }} danger ask={{ zh: '停用后不能登录，已登录的随即退出；以后可以再启用。', en: 'They can no longer sign in, and are signed out; it can be enabled again.' }} run={step('disable')} />
        </>
      )}
    </div>
  )
}

/** One account: its name, role and place to change, and what is done to it at once. */
export function AccountDrawer({ line: opened, close, changed, give, roles }: DrawerProps) {
  const t = useText()
  const { account } = useMe()
  const asked = useQuery({ queryKey: ['login', opened.id], queryFn: () => get<AccountLine>(`/administration/accounts/${opened.id}`), initialData: opened })
  const line = asked.data
  const fields: readonly Field[] = [
    { name: 'name', label: { zh: '姓名', en: 'Name' } },
    { name: 'role', label: { zh: '角色', en: 'Role' }, kind: 'choice', choices: roles },
    { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place', help: { zh: '换了角色或辖区，本人要重新登录', en: 'With another role or place they sign in anew' } },
  ]
  return (
    <Drawer title={t({ zh: `账号 ${line.login}`, en: `Account ${line.login}` })} open onClose={close} size={460}>
      <SchemaForm
        id="login-change" schema={accountChange} fields={fields} initial={{ name: opened.name, role: opened.role, place: opened.place }} fixed={{ version: line.version }}
        submit={async value => {
          try {
            await send('PATCH', `/administration/accounts/${line.id}`, value)
          } catch (error) {
            // Somebody was quicker: what stands now is read, and saving again means it.
            if (error instanceof Refused && error.status === 409) await asked.refetch()
            throw error
          }
          changed()
          close()
        }}
        footer={busy => <div className="buttons"><StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '保存', en: 'Save' })}</StepButton><Button onClick={close}>{t({ zh: '取消', en: 'Cancel' })}</Button></div>}
      />
      {line.id === account ? null : <Steps line={line} changed={changed} give={give} />}
    </Drawer>
  )
}
