import { focusManager, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import { counted } from '../../base/english.ts'
import { get, onSignedOut, send } from '../../ui/api.ts'
import { remember, remembered, useText } from '../../ui/language.ts'
import { useMe, type Me } from '../../ui/session.ts'
import { Refusals, refusalsIn } from '../../ui/states.tsx'
import { IDLE_MILLISECONDS } from '../passwords.ts'

const WARNING_MILLISECONDS = 60_000
const TICK_MILLISECONDS = 1000
/** The server is told that somebody works here this often at most: a little more than the minute in which it does not write it down again. */
const TELL_MILLISECONDS = 75_000
/** Windows of one browser share when somebody last touched any of them. */
const KEY = 'tongxin.touched'
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

type Standing = 'here' | 'warned' | 'out'

type Look = { readonly standing: Standing; readonly seconds: number }

/** Watches whether somebody is at the desk: `warned` for the last minute of the idle half hour, `out` once it is over or the server says so. */
function watchDesk(show: (look: Look) => void) {
  let [standing, touched, told]: [Standing, number, number] = ['here', Date.now(), Date.now()]
  const become = (next: Standing, seconds = 0) => {
    standing = next
    // Nobody is there to read what pages ask again by themselves, and the server would refuse it.
    focusManager.setFocused(next === 'out' ? false : undefined)
    show({ standing, seconds })
  }
  const touch = () => {
    touched = Date.now()
    remember(KEY, String(touched))
  }
  const onTouch = () => { if (standing === 'here' && Date.now() - touched > TICK_MILLISECONDS) touch() }
  const leave = () => {
    become('out')
    void send('DELETE', '/session').catch(() => undefined)
  }
  const tell = () => {
    told = Date.now()
    void send('POST', '/own/stay').catch(() => undefined)
  }
  const look = () => {
    if (standing === 'out') return
    const last = Math.max(touched, Number(remembered(KEY)))
    const left = last + IDLE_MILLISECONDS - Date.now()
    if (left <= 0) return leave()
    if (left <= WARNING_MILLISECONDS) become('warned', Math.ceil(left / 1000))
    else if (standing === 'warned') become('here')
    if (last > told && Date.now() - told >= TELL_MILLISECONDS) tell()
  }
  touch()
  const timer = setInterval(look, TICK_MILLISECONDS)
  const ended = onSignedOut(() => become('out'))
  for (const name of TOUCHES) window.addEventListener(name, onTouch, { passive: true, capture: true })
  return {
    back() {
      touch()
      tell()
      become('here')
    },
    stop() {
      clearInterval(timer)
      ended()
      for (const name of TOUCHES) window.removeEventListener(name, onTouch, { capture: true })
    },
  }
}

function useStanding() {
  const [look, setLook] = useState<Look>({ standing: 'here', seconds: 0 })
  const watch = useRef<ReturnType<typeof watchDesk>>(undefined)
  useEffect(() => {
    const started = watchDesk(setLook)
    watch.current = started
    return started.stop
  }, [])
  return { ...look, back: () => watch.current?.back() }
}

/** A dialog over everything, the drawers of pages included; what is under it cannot be reached. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])
  return dialog
}

function Warning({ seconds, stay }: { seconds: number; stay: () => void }) {
  const t = useText()
  const id = useId()
  return (
    <dialog ref={useModal()} className="stay" aria-labelledby={id} onCancel={event => { event.preventDefault(); stay() }}>
      <h2 id={id}>{t({ zh: '还在吗？', en: 'Are you still there?' })}</h2>
      <p>{t({ zh: `很久没有操作，${seconds} 秒后自动退出。填到一半的内容会留着。`, en: `Nothing was touched for a long time: you will be signed out in ${counted(seconds, 'second')}. What you have typed is kept.` })}</p>
      <div className="row"><button type="button" className="btn go" onClick={stay} autoFocus>{t({ zh: '我还在', en: 'I am here' })}</button></div>
    </dialog>
  )
}

function SignInAgain({ me, back }: { me: Me; back: () => void }) {
  const t = useText()
  const id = useId()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = new FormData(event.currentTarget).get('password')
    setBusy(true)
    setError(undefined)
    try {
      await send('POST', '/session', password === null ? { login: me.login } : { login: me.login, password: String(password) })
      const now = await get<Me>('/me')
      if (now.password.once || now.role !== me.role || now.place !== me.place) location.assign('/')
      await client.invalidateQueries()
      back()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <dialog ref={useModal()} className="stay out" aria-labelledby={id} onCancel={event => event.preventDefault()}>
      <h2 id={id}>{t({ zh: '已自动退出', en: 'You have been signed out' })}</h2>
      <p className="muted">{t({ zh: `请${me.name}重新登录，回到原来的页面；填到一半的内容还在。`, en: `${me.name}, sign in again to go on where you were; what you have typed is still there.` })}</p>
      {error ? <Refusals refusals={refusalsIn(error)} /> : null}
      <form className="stack" onSubmit={event => void signIn(event)}>
        {me.demo ? null : <label>{t({ zh: '密码', en: 'Password' })}<input className="field" name="password" type="password" autoComplete="current-password" required maxLength={256} autoFocus /></label>}
        <div className="row">
          <button type="submit" className="btn go" disabled={busy}>{t({ zh: '登录', en: 'Sign in' })}</button>
          <a className="btn" href="/sign-in">{t({ zh: '换一个人登录', en: 'Sign in as somebody else' })}</a>
        </div>
      </form>
    </dialog>
  )
}

/** The idle exit: a warning a minute before, then a door over the page. The page stays as it is behind it, so that nothing typed is lost. */
export function Stay() {
  const me = useMe()
  const { standing, seconds, back } = useStanding()
  if (standing === 'warned') return <Warning seconds={seconds} stay={back} />
  return standing === 'out' ? <SignInAgain me={me} back={back} /> : null
}
