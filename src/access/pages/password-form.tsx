import { useState } from 'react'
import { send } from '../../ui/api.ts'
import { SchemaForm, type Field } from '../../ui/form.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { StepButton } from '../../ui/step-button.tsx'
import { passwordInput } from '../own/schemas.ts'
import { PASSWORD_KINDS_MIN, PASSWORD_LENGTH_MIN, passwordRules } from '../passwords.ts'
import './access.css'

const RULES: Readonly<Record<keyof ReturnType<typeof passwordRules>, Words>> = {
  length: { zh: `至少 ${PASSWORD_LENGTH_MIN} 位`, en: `At least ${PASSWORD_LENGTH_MIN} characters` },
  kinds: { zh: `大写、小写、数字、符号中至少 ${PASSWORD_KINDS_MIN} 种`, en: `At least ${PASSWORD_KINDS_MIN} kinds of: capitals, small letters, digits, signs` },
  login: { zh: '不含自己的账号', en: 'Without one’s own login' },
}
const KEYS = Object.keys(RULES) as (keyof typeof RULES)[] // the keys are the type

/** The rules stand there before anybody types, and each says when it is kept. */
function Rules({ password, login }: { password: string; login: string }) {
  const t = useText()
  const kept = passwordRules(password, login)
  return (
    <ul className="rules" aria-label={t({ zh: '密码规则', en: 'Rules for a password' })}>
      {KEYS.map(key => {
        const isKept = password !== '' && kept[key]
        return <li key={key} className={isKept ? 'kept' : ''}><span aria-hidden>{isKept ? '✓' : '·'}</span> {t(RULES[key])}{isKept ? <span className="hidden">{t({ zh: '，已满足', en: ', kept' })}</span> : null}</li>
      })}
    </ul>
  )
}

/** Changes one's own password. */
export function PasswordForm({ login, current, done }: { login: string; current: Words; done: () => void }) {
  const t = useText()
  const [password, setPassword] = useState('')
  const [round, setRound] = useState(0)
  const fields: readonly Field[] = [
    { name: 'current', label: current, kind: 'password', autoComplete: 'current-password' },
    { name: 'password', label: { zh: '新密码', en: 'New password' }, kind: 'password' },
  ]
  return (
    <div className="stack">
      <Rules password={password} login={login} />
      <SchemaForm
        key={round} id="password" schema={passwordInput} fields={fields} watch={values => setPassword(String(values['password'] ?? ''))}
        submit={async value => {
          await send('POST', '/own/password', value)
          setPassword('')
          setRound(round + 1)
          done()
        }}
        footer={busy => <StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '换密码', en: 'Change the password' })}</StepButton>}
      />
    </div>
  )
}
