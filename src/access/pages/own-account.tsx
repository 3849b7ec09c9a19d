import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { momentOf } from '../../base/day.ts'
import { get, send } from '../../ui/api.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, numbered, Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { useMe } from '../../ui/session.ts'
import { Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import type { OwnAccount } from '../own/actions.ts'
import { deviceName } from '../own/device.ts'
import { IDLE_MILLISECONDS } from '../passwords.ts'
import { PasswordForm } from './password-form.tsx'

const IDLE_MINUTES = IDLE_MILLISECONDS / 60_000

function Sessions({ sessions, changed }: { sessions: OwnAccount['sessions']; changed: () => void }) {
  const t = useText()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const endOthers = () => {
    setBusy(true)
    setError(undefined)
    send('POST', '/own/sessions/end-others').then(changed, setError).finally(() => setBusy(false))
  }
  return (
    <div className="stack">
      <ul className="sessions">
        {sessions.map(session => (
          <li key={session.id}>
            <b>{t(deviceName(session.device))}</b>
            {session.here ? <Tag tone="ok">{t({ zh: '就是这里', en: 'This one' })}</Tag> : null}
            <span className="muted">{numbered(t({ zh: `${momentOf(session.opened_at)} 登录，${momentOf(session.seen_at)} 还在用`, en: `Signed in ${momentOf(session.opened_at)}, last used ${momentOf(session.seen_at)}` }))}</span>
          </li>
        ))}
      </ul>
      {error ? <Refusals refusals={refusalsIn(error)} /> : null}
      {sessions.length > 1
        ? <span><StepButton busy={busy} onClick={endOthers}>{t({ zh: '退出其他登录', en: 'Sign the others out' })}</StepButton></span>
        : <p className="muted">{t({ zh: '没有在别处登录。', en: 'You are signed in nowhere else.' })}</p>}
      <p className="muted">{t({ zh: `${IDLE_MINUTES} 分钟没有操作会自动退出，之前一分钟提醒；填到一半的内容不会丢。`, en: `After ${IDLE_MINUTES} minutes without a touch you are signed out, a minute after a warning; what you have typed is kept.` })}</p>
    </div>
  )
}

function Password({ own, changed }: { own: OwnAccount; changed: () => void }) {
  const t = useText()
  const [isDone, setDone] = useState(false)
  const { changed_on, due_on } = own.password
  if (changed_on === null) return <p className="muted">{t({ zh: '示例数据库的人没有密码。', en: 'The people of a demo have no password.' })}</p>
  return (
    <div className="stack">
      <p className="muted">{t({ zh: `上次更换：${changed_on}；${due_on} 起会提醒更换。`, en: `Last changed ${changed_on}; you will be reminded from ${due_on} on.` })}</p>
      {isDone ? <p className="notice" role="status">{t({ zh: '密码已经换了，其他登录都已退出。', en: 'The password is changed; you are signed out everywhere else.' })}</p> : null}
      <PasswordForm login={own.login} current={{ zh: '现在的密码', en: 'Present password' }} done={() => { setDone(true); changed() }} />
    </div>
  )
}

/** One's own account: who one is here, the password, and where one is signed in. */
export function OwnAccountPage() {
  const t = useText()
  const me = useMe()
  const placeName = usePlaceName()
  const client = useQueryClient()
  const asked = useQuery({ queryKey: ['own-account'], queryFn: () => get<OwnAccount>('/own/account') })
  const changed = () => void Promise.all([client.invalidateQueries({ queryKey: ['own-account'] }), client.invalidateQueries({ queryKey: ['me'] })])
  return (
    <Page title={{ zh: '我的账号', en: 'My account' }} actions={<Go className="btn" to="/?tour=1">{t({ zh: '再看一遍导览', en: 'See the tour again' })}</Go>}>
      <Card className="stack">
        <dl className="pairs">
          <dt>{t({ zh: '姓名', en: 'Name' })}</dt><dd>{me.name}</dd>
          <dt>{t({ zh: '账号', en: 'Login' })}</dt><dd translate="no">{me.login}</dd>
          <dt>{t({ zh: '角色', en: 'Role' })}</dt><dd>{t(me.role_name)}</dd>
          <dt>{t({ zh: '辖区', en: 'Place' })}</dt><dd>{placeName(me.place, me.place_name)}</dd>
        </dl>
        <p className="muted">{t({ zh: '有误的，请安全管理员更改。', en: 'If something is wrong, the security administrator changes it.' })}</p>
      </Card>
      <Shown asked={asked}>{own => (
        <div className="cols c2">
          <Card title={{ zh: '登录', en: 'Signed in' }}><Sessions sessions={own.sessions} changed={changed} /></Card>
          <Card title={{ zh: '密码', en: 'Password' }}><Password own={own} changed={changed} /></Card>
        </div>
      )}</Shown>
    </Page>
  )
}
