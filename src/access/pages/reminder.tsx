import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { useMe } from '../../ui/session.ts'
import './access.css'

/** Says on every page that a password is old; nothing while it is not. */
export function PasswordReminder() {
  const t = useText()
  const { password, today } = useMe()
  if (password.due_on === null || today < password.due_on) return null
  return (
    <aside className="reminder" aria-label={t({ zh: '密码提醒', en: 'Password reminder' })}>
      {t({ zh: `您的密码从 ${password.changed_on} 用到现在，该换了。`, en: `Your password has been in use since ${password.changed_on}: time to change it.` })} <Go to="/admin/me">{t({ zh: '去换密码', en: 'Change it' })}</Go>
    </aside>
  )
}
