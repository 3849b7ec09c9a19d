import { useQueryClient } from '@tanstack/react-query'
import { send } from '../../ui/api.ts'
import { useText } from '../../ui/language.ts'
import { useMe } from '../../ui/session.ts'
import { Door } from './door.tsx'
import { PasswordForm } from './password-form.tsx'

/** Whoever signed in with a password that was given to them chooses their own before anything else. */
export function ChangePasswordPage() {
  const t = useText()
  const me = useMe()
  const client = useQueryClient()
  const leave = () => {
    client.clear()
    location.assign('/')
  }
  return (
    <Door title={{ zh: '换成自己的密码', en: 'Choose your own password' }}>
      <p className="muted">{t({ zh: `${me.name}（${me.login}），您用的是一次性密码。换好就可以开始办事。`, en: `${me.name} (${me.login}), you came with a one-time password. Change it, and begin.` })}</p>
      <PasswordForm login={me.login} current={{ zh: '一次性密码', en: 'One-time password' }} done={leave} />
      <p><button type="button" className="link" onClick={() => void send('DELETE', '/session').catch(() => undefined).finally(leave)}>{t({ zh: '退出', en: 'Sign out' })}</button></p>
    </Door>
  )
}
