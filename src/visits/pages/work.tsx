import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { newKey } from '../../ui/api.ts'
import { getCopied, keepProgram } from '../../ui/copied.ts'
import { useText, type Words } from '../../ui/language.ts'
import { drop, entrust, lookInto, sendWaiting, useParcels, type Parcel } from '../../ui/outbox.ts'
import { Card, Page, Tag, type Tone } from '../../ui/page.tsx'
import { useGroupName } from '../../ui/places.ts'
import { useMe } from '../../ui/session.ts'
import { Empty, Refusals, Shown } from '../../ui/states.tsx'
import type { Values } from '../../ui/form.tsx'
import { categoryName } from '../../roster/kinds.ts'
import { HOUSEHOLD_STATES, householdLines, type HouseholdLine } from '../planned/planned.ts'
import type { RoundView } from '../visits.ts'
import type { Outcome, Written } from './visit-form.tsx'
import { givenWords, HOUSEHOLD_TONES } from './words.ts'
import './visits.css'

const VisitDrawer = lazy(() => import('./visit-form.tsx').then(module => ({ default: module.VisitDrawer })))

const PARCEL_STATES: Readonly<Record<Parcel['state'], { readonly words: Words; readonly tone: Tone }>> = {
  waiting: { words: { zh: '在本机，待送出', en: 'On this phone' }, tone: 'warn' }, sending: { words: { zh: '正在送出…', en: 'Sending…' }, tone: 'warn' },
  sent: { words: { zh: '已送出', en: 'Sent' }, tone: 'ok' }, refused: { words: { zh: '没有收下', en: 'Not accepted' }, tone: 'late' },
}
const TRY_AGAIN_MILLISECONDS = 20_000

const subjectOf = (round: RoundView, line: HouseholdLine): string => `visit ${round.id} ${line.id}`
const outcomeOf = (parcel: Parcel): Outcome => (parcel.path.endsWith('/attempts') ? (parcel.body as { tried: Outcome }).tried : 'visited')

/** Sends what waits: now, when the signal comes back, and every little while. */
function useSending(account: string, arrived: () => void): () => void {
  const go = useCallback(() => void sendWaiting(account).then(sent => { if (sent > 0) arrived() }), [account, arrived])
  useEffect(() => {
    void lookInto().then(go)
    void keepProgram().catch(() => undefined)
    window.addEventListener('online', go)
    const clock = setInterval(go, TRY_AGAIN_MILLISECONDS)
    return () => {
      window.removeEventListener('online', go)
      clearInterval(clock)
    }
  }, [go])
  return go
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    for (const name of ['online', 'offline']) window.addEventListener(name, look)
    return () => { for (const name of ['online', 'offline']) window.removeEventListener(name, look) }
  }, [])
  return online
}

type Chosen = { readonly round: RoundView; readonly line: HouseholdLine; readonly parcel: Parcel | undefined }

function Home({ round, line, parcel, begun, choose }: Chosen & { begun: boolean; choose: (chosen: Chosen) => void }) {
  const t = useText()
  const groupName = useGroupName()
  const { planned, visit } = line
  const state = parcel && !(parcel.state === 'sent' && line.state !== 'planned') ? PARCEL_STATES[parcel.state] : { words: HOUSEHOLD_STATES[line.state], tone: HOUSEHOLD_TONES[line.state] }
  const isOpen = visit === null && (parcel === undefined || parcel.state === 'refused' || line.state !== 'planned' && parcel.state === 'sent')
  const remove = () => {
    if (parcel && confirm(t({ zh: '从本机删去这份登记？', en: 'Delete this from the phone?' }))) void drop(parcel.key)
  }
  return (
    <li>
      <div className="head"><h3>{line.head}</h3><Tag tone={state.tone}>{t(state.words)}</Tag></div>
      <p className="muted">
        {[groupName(line.place, planned?.group_name), planned?.address, line.category ? t(categoryName(line.category)) : ''].filter(part => part).join(' · ')}
      </p>
      <p>{visit ? t(givenWords(visit.cash_fen, visit.goods)) : <span className="muted">{t({ zh: '应发 ', en: 'To give: ' })}{t(givenWords(round.cash_each_fen, round.goods_each))}</span>}</p>
      {planned?.tried_note && !visit ? <p className="muted">{planned.tried_on} {planned.tried_note}</p> : null}
      {parcel && parcel.refusals.length > 0 ? <Refusals refusals={parcel.refusals} /> : null}
      <span className="foot">
        {isOpen ? <Button type="primary" disabled={!begun} onClick={() => choose({ round, line, parcel })}>{t(parcel?.state === 'refused' ? { zh: '改好再送', en: 'Correct it' } : { zh: '登记', en: 'Record' })}</Button> : null}
        {parcel && parcel.state === 'refused' ? <Button onClick={remove}>{t({ zh: '删去', en: 'Delete' })}</Button> : null}
      </span>
    </li>
  )
}

function RoundWork({ round, parcels, choose }: { round: RoundView; parcels: readonly Parcel[]; choose: (chosen: Chosen) => void }) {
  const t = useText()
  const { today, name } = useMe()
  const [mine, setMine] = useState(false)
  const lines = householdLines(round)
  const own = lines.filter(line => line.planned?.visitors.includes(name))
  const begun = round.from <= today
  const left = lines.filter(line => line.state !== 'visited').length
  return (
    <Card
      title={round.name} note={t({ zh: `${round.from} 至 ${round.to} · 还有 ${left} 户`, en: `${round.from} – ${round.to} · ${left} to go` })}
      more={own.length > 0 && own.length < lines.length ? <Button size="small" aria-pressed={mine} onClick={() => setMine(!mine)}>{t(mine ? { zh: '看全部', en: 'All' } : { zh: '只看我去的', en: 'Mine only' })}</Button> : null}
    >
      {begun ? null : <p className="notice">{t({ zh: `${round.from} 起可以登记。`, en: `Visits are recorded from ${round.from} on.` })}</p>}
      <ul className="homes">
        {(mine ? own : lines).toSorted((one, other) => Number(one.state === 'visited') - Number(other.state === 'visited')).map(line => (
          <Home key={line.id} round={round} line={line} parcel={parcels.findLast(each => each.subject === subjectOf(round, line))} begun={begun} choose={choose} />
        ))}
      </ul>
    </Card>
  )
}

function Waiting({ parcels, send }: { parcels: readonly Parcel[]; send: () => void }) {
  const t = useText()
  const online = useOnline()
  const [waiting, refused] = ['waiting', 'refused'].map(state => parcels.filter(each => each.state === state).length) as [number, number] // two states
  const signedOut = parcels.some(each => each.refusals.some(refusal => refusal.code === 'signed-out'))
  if (online && waiting + refused === 0) return null
  return (
    <div className="notice" role="status">
      {online ? null : <p>{t({ zh: '现在没有信号。照常登记，内容先存在这部手机上，有信号时自动送出。', en: 'No signal. Go on recording: it is kept on this phone and sent when there is signal.' })}</p>}
      {waiting > 0 ? <p><b>{t({ zh: `${waiting} 户在本机，还没有送出`, en: `${waiting} on this phone, not sent yet` })}</b> <Button size="small" onClick={send}>{t({ zh: '现在送出', en: 'Send now' })}</Button></p> : null}
      {refused > 0 ? <p><b>{t({ zh: `${refused} 户没有收下，请看下面的原因`, en: `${refused} were not accepted; see why below` })}</b></p> : null}
      {signedOut ? <p>{t({ zh: '登录已过期，重新登录后会接着送出。', en: 'The session is over; sign in again and they are sent.' })}</p> : null}
    </div>
  )
}

/** A village worker's visits on the phone, with signal or without. */
export function WorkPage() {
  const t = useText()
  const me = useMe()
  const client = useQueryClient()
  const asked = useQuery({ queryKey: ['visits', 'work'], queryFn: () => getCopied<readonly RoundView[]>('/visits/work', me.account), networkMode: 'always' })
  const arrived = useCallback(() => void client.invalidateQueries({ queryKey: ['visits'] }), [client])
  const send = useSending(me.account, arrived)
  const parcels = useParcels().filter(each => each.account === me.account)
  const [chosen, setChosen] = useState<Chosen>()
  const [key, setKey] = useState('')
  const choose = (next: Chosen) => {
    setKey(next.parcel?.key ?? newKey())
    setChosen(next)
  }
  const submit = async ({ path, body }: Written) => {
    const { round, line } = chosen!
    await entrust({ key, account: me.account, subject: subjectOf(round, line), label: line.head, path, body, at: Date.now() })
    setChosen(undefined)
    arrived()
  }
  const draft = chosen?.parcel?.state === 'refused'
    ? { body: chosen.parcel.body as Values, outcome: outcomeOf(chosen.parcel), refusals: chosen.parcel.refusals } : undefined
  return (
    <Page title={{ zh: '入户登记', en: 'Visits' }} note={t({ zh: '走到一户，登记一户', en: 'One form for each door' })}>
      <Waiting parcels={parcels} send={send} />
      <Shown asked={asked}>{rounds => {
        const own = rounds.filter(round => round.planned.length + round.visits.length > 0)
        return own.length === 0 ? <Card><Empty words={{ zh: '现在没有要走访的户。镇里定了轮次和名单，就会出现在这里。', en: 'Nobody is to be visited now. Once the township has chosen households, they stand here.' }} /></Card>
          : <>{own.map(round => <RoundWork key={round.id} round={round} parcels={parcels} choose={choose} />)}</>
      }}</Shown>
      <Suspense fallback={null}>
        {chosen ? <VisitDrawer round={chosen.round} line={chosen.line} draft={draft} submit={submit} close={() => setChosen(undefined)} /> : null}
      </Suspense>
    </Page>
  )
}
