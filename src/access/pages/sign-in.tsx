import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type FormEvent } from 'react'
import { send } from '../../ui/api.ts'
import { useGo, useSearchWords } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { stateQuery, type State } from '../../ui/session.ts'
import { Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import { Door } from './door.tsx'

type SignIn = (login: string, password?: string) => void

function Filling({ progress }: { progress: NonNullable<State['progress']> }) {
  const t = useText()
  const percent = progress.total > 0 ? Math.round(progress.done / progress.total * 100) : 0
  return (
    <div className="stack">
      <p role="status">{t({ zh: '正在准备示例乡镇，请稍候：', en: 'The invented township is being filled: ' })}{t(progress.text)}</p>
      <div className="progress" role="progressbar" aria-label={t({ zh: '进度', en: 'Progress' })} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
        <b style={{ width: `${percent}%` }} />
      </div>
    </div>
  )
}

function People({ people, busy, signIn }: { people: NonNullable<State['people']>; busy: boolean; signIn: SignIn }) {
  const t = useText()
  return (
    <>
      <p className="muted">{t({ zh: '这是示例数据库，人物均为虚构。选一个人进去看看：', en: 'This is a demo database; all people are invented. Choose one to look around:' })}</p>
      <div className="people">
        {people.map(person => (
          <button type="button" key={person.login} disabled={busy} onClick={() => signIn(person.login)}><b>{person.name}</b><span>{t(person.role_name)} · {person.place_name}</span></button>
        ))}
      </div>
    </>
  )
}

function PasswordForm({ busy, signIn }: { busy: boolean; signIn: SignIn }) {
  const t = useText()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    signIn(String(form.get('login')).trim(), String(form.get('password')))
  }
  return (
    <form className="stack" onSubmit={submit}>
      <label>{t({ zh: '账号', en: 'Login' })}<input className="field" name="login" autoComplete="username" required maxLength={64} /></label>
      <label>{t({ zh: '密码', en: 'Password' })}<input className="field" name="password" type="password" autoComplete="current-password" required maxLength={256} /></label>
      <button type="submit" className="btn go" disabled={busy}>{t({ zh: '登录', en: 'Sign in' })}</button>
    </form>
  )
}

/** Only an address of this program: never another site's. */
const safe = (back: string | undefined): string => (back !== undefined && /^\/(?![/\\])/.test(back) ? back : '/')

/** Signing in; a demo offers its people, and says how far it has been filled. */
export function SignInPage() {
  const go = useGo()
  const client = useQueryClient()
  const back = safe(useSearchWords()['back'])
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const asked = useQuery({ ...stateQuery, refetchInterval: query => (query.state.data?.progress ? 1000 : false) })
  // The program was starting, and whoever waited had a session all along; whoever signs in here is taken in below.
  const wasIn = !busy && asked.isFetchedAfterMount && asked.data?.signed_in === true
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- once: going in asks for the state anew, and its answer must not begin it again
  useEffect(() => { if (wasIn) go(back, { replace: true }) }, [wasIn])
  const signIn: SignIn = (login, password) => {
    setBusy(true)
    setError(undefined)
    send('POST', '/session', password === undefined ? { login } : { login, password })
      .then(() => { client.removeQueries({ queryKey: ['me'] }); go(back, { replace: true }) })
      .catch((caught: unknown) => { setError(caught); setBusy(false) })
  }
  return (
    <Door title={{ zh: '登录', en: 'Sign in' }}>
      {error ? <Refusals refusals={refusalsIn(error)} /> : null}
      <Shown asked={asked}>{state => (
        <>
          {state.progress ? <Filling progress={state.progress} /> : null}
          {state.demo ? <People people={state.people ?? []} busy={busy} signIn={signIn} /> : <PasswordForm busy={busy} signIn={signIn} />}
        </>
      )}</Shown>
    </Door>
  )
}
