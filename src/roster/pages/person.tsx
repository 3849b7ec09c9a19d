import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { get, send } from '../../ui/api.ts'
import { Go, usePart } from '../../ui/go.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Masked } from '../../ui/masked.tsx'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { useMay } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { ACCOUNT_RELATIONS } from '../accounts/accounts.ts'
import { AccountChanges } from '../accounts/pages/account-changes.tsx'
import { CORRECTED_KINDS, ENTITLED_CATEGORIES } from '../kinds.ts'
import { Papers } from '../papers/pages/papers.tsx'
import type { CardFact, HomeView, PersonCard, TimelineEntry } from '../roster.ts'
import type { RevealInput } from '../schemas.ts'
import { describeFact, kindName } from './describe.ts'
import { paymentState, yearsOf } from './payments.ts'
import { Findings } from './findings.tsx'
import { Categories } from './roster.tsx'
import './person.css'

const Change = lazy(() => import('./change-person.tsx').then(module => ({ default: module.ChangePerson })))
const ProposeAccount = lazy(() => import('../accounts/pages/propose-account.tsx').then(module => ({ default: module.ProposeAccount })))
const Propose = lazy(() => import('./propose.tsx').then(module => ({ default: module.Propose })))
const MoveHome = lazy(() => import('../households/pages/household-forms.tsx').then(module => ({ default: module.MoveHome })))
const CorrectFact = lazy(() => import('./correct-fact.tsx').then(module => ({ default: module.CorrectFact })))
const RecordFact = lazy(() => import('./record-fact.tsx').then(module => ({ default: module.RecordFact })))

type Payment = { readonly period: string; readonly benefit: string; readonly benefit_name: Words; readonly amount_fen: number; readonly state: string; readonly source: Words | null; readonly article: Words | null }

/** What higher rooms put on a person's page; filled in src/pages.tsx. */
export type PersonSlots = {
  /** What the law owes. */
  readonly Entitled?: ComponentType<{ person: PersonCard; changed: () => void }> | undefined
  /** An amount that says why. */
  readonly Amount?: ComponentType<{ benefit: string; period: string; name: Words; children: ReactNode }> | undefined
  /** Who came to see them. */
  readonly Visits?: ComponentType<{ person: string }> | undefined
}

function Portrait({ person }: { person: PersonCard }) {
  const t = useText()
  const placeName = usePlaceName()
  const mayReveal = useMay('roster.reveal')
  const reveal = (field: RevealInput['field']) => (mayReveal
    ? async (reason: string) => (await send<{ value: string }>('POST', `/people/${person.id}/reveal`, { field, reason })).value
    : undefined)
  const pair = (label: Words, value: React.ReactNode) => <><dt>{t(label)}</dt><dd>{value ?? '–'}</dd></>
  const masked = (field: RevealInput['field'], label: Words, value: string | null) => pair(label, <Masked label={label} value={value} reveal={reveal(field)} />)
  return (
    <Card>
      <div className="portrait">
        <dl className="pairs">
          {pair({ zh: '性别', en: 'Sex' }, person.sex === 'male' ? t({ zh: '男', en: 'Male' }) : t({ zh: '女', en: 'Female' }))}
          {pair({ zh: '出生', en: 'Born' }, person.born)}
          {person.died_on ? pair({ zh: '去世', en: 'Died' }, person.died_on) : null}
          {pair({ zh: '村、社区', en: 'Village' }, placeName(person.place))}
          {pair({ zh: '身份', en: 'Category' }, <Categories ids={person.categories} />)}
        </dl>
        <dl className="pairs">
          {masked('identity_number', { zh: '身份证号', en: 'Identity number' }, person.identity_number)}
          {masked('phone', { zh: '电话', en: 'Phone' }, person.phone)}
          {pair({ zh: '住址', en: 'Address' }, person.address)}
        </dl>
        <dl className="pairs">
          {masked('account', { zh: '银行账号', en: 'Account' }, person.account)}
          {pair({ zh: '开户行', en: 'Bank' }, person.bank_name)}
          {pair({ zh: '户名', en: 'Account holder' }, person.account_holder)}
          {person.account_relation === 'self' ? null : pair({ zh: '开户人是本人的', en: 'The holder is the person’s' }, t(ACCOUNT_RELATIONS[person.account_relation]))}
        </dl>
      </div>
    </Card>
  )
}

function Entry({ entry, correct }: { entry: TimelineEntry; correct: (() => void) | undefined }) {
  const t = useText()
  const gone = entry.superseded_by !== null
  return (
    <li className={gone ? 'gone' : ''}>
      <span className="when">{entry.became_true ?? entry.known_on}</span> <Tag>{t(kindName(entry.kind))}</Tag>
      <div className="what">{t(describeFact(entry.kind, entry.value))}</div>
      <small>
        {t({ zh: `${entry.known_on} 得知`, en: `Learned ${entry.known_on}` })} · {t({ zh: `${entry.recorded_at.slice(0, 10)} ${entry.recorded_by} 登记`, en: `entered ${entry.recorded_at.slice(0, 10)} by ${entry.recorded_by}` })}
        {entry.document ? ` · ${entry.document}` : ''}{gone ? t({ zh: ' · 已被后来的记录取代', en: ' · superseded' }) : ''}
      </small>
      {correct ? <Button type="link" size="small" className="correct" aria-label={`${t({ zh: '更正', en: 'Correct' })} ${t(describeFact(entry.kind, entry.value))}`} onClick={correct}>{t({ zh: '更正', en: 'Correct' })}</Button> : null}
    </li>
  )
}

function Life({ id, record, correct }: { id: string; record: (() => void) | undefined; correct: (fact: TimelineEntry) => (() => void) | undefined }) {
  const t = useText()
  const asked = useQuery({ queryKey: ['person', id, 'timeline'], queryFn: () => get<TimelineEntry[]>(`/people/${id}/timeline`) })
  return (
    <Card title={{ zh: '时间线', en: 'Timeline' }} more={record ? <Button size="small" onClick={record}>{t({ zh: '记一件事', en: 'Record a fact' })}</Button> : null}>
      <Shown asked={asked}>{entries => (entries.length === 0 ? <Empty words={{ zh: '还没有记录。', en: 'Nothing is recorded yet.' }} /> : (
        <ol className="life">
          {entries.toSorted((one, other) => (one.became_true ?? one.known_on).localeCompare(other.became_true ?? other.known_on)).map(entry => <Entry key={entry.id} entry={entry} correct={correct(entry)} />)}
        </ol>
      ))}</Shown>
    </Card>
  )
}

const Plain: NonNullable<PersonSlots['Amount']> = ({ children }) => <>{children}</>

function PaymentTable({ payments, Amount = Plain }: { payments: readonly Payment[] } & Pick<PersonSlots, 'Amount'>) {
  const t = useText()
  return (
    <table className="plain">
      <thead><tr>
        <th scope="col">{t({ zh: '月份', en: 'Month' })}</th><th scope="col">{t({ zh: '项目', en: 'Benefit' })}</th>
        <th scope="col" className="n">{t({ zh: '金额（元）', en: 'Amount (yuan)' })}</th><th scope="col">{t({ zh: '状态', en: 'State' })}</th><th scope="col">{t({ zh: '依据', en: 'Law' })}</th>
      </tr></thead>
      <tbody>
        {payments.map((payment, index) => {
          const { tone, words } = paymentState(payment.state)
          return (
            <tr key={index}>
              <td className="nowrap">{payment.period}</td><td>{t(payment.benefit_name)}</td><td className="n"><Amount benefit={payment.benefit} period={payment.period} name={payment.benefit_name}>{yuanGrouped(payment.amount_fen)}</Amount></td><td><Tag tone={tone}>{t(words)}</Tag></td>
              <td className="muted">{[payment.source, payment.article].filter(part => part !== null && part !== undefined).map(part => t(part)).join(' ')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The newest year is open; the others say what they came to. */
function Payments({ id, Amount }: { id: string } & Pick<PersonSlots, 'Amount'>) {
  const t = useText()
  const asked = useQuery({ queryKey: ['person', id, 'payments'], queryFn: () => get<Payment[]>(`/people/${id}/payments`) })
  return (
    <Card title={{ zh: '发放记录', en: 'What was paid' }} more={<Go className="btn" to={`/people/${id}/statement`}>{t({ zh: '对账单', en: 'Statement' })}</Go>}>
      <Shown asked={asked}>{payments => (payments.length === 0 ? <Empty words={{ zh: '还没有发放。', en: 'Nothing has been paid.' }} /> : (
        <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '发放记录', en: 'What was paid' })}>
          {yearsOf(payments).map(({ year, paid_fen, payments: those }, index) => (
            <details className="paid" key={year} open={index === 0}>
              <summary><b>{t({ zh: `${year} 年`, en: year })}</b><span>{t({ zh: `已发放 ${yuanGrouped(paid_fen)} 元`, en: `${yuanGrouped(paid_fen)} yuan paid` })}</span></summary>
              <PaymentTable payments={those} Amount={Amount} />
            </details>
          ))}
        </div>
      ))}</Shown>
    </Card>
  )
}

function Home({ home, self, move }: { home: HomeView; self: string; move: ((own: boolean) => void) | undefined }) {
  const t = useText()
  return (
    <Card
      title={{ zh: '家庭', en: 'Household' }} note={<Go to={`/households/${home.id}`}>{t({ zh: `户主 ${home.head}`, en: `Head: ${home.head}` })}</Go>}
      more={move ? <>
        <Button size="small" onClick={() => move(false)}>{t({ zh: '并入另一户', en: 'To another household' })}</Button>
        {home.persons.length > 1 ? <Button size="small" onClick={() => move(true)}>{t({ zh: '另立一户', en: 'Own household' })}</Button> : null}
      </> : null}
    >
      <ul>
        {home.persons.map(member => (
          <li key={member.id}>{member.id === self ? member.name : <Go to={`/people/${member.id}`}>{member.name}</Go>} <span className="muted">{member.born}{member.died_on ? ` – ${member.died_on}` : ''}</span></li>
        ))}
      </ul>
    </Card>
  )
}

/** A person: the card, what the law owes, the life as a timeline, and what was paid. */
export function PersonPage({ slots: { Entitled, Amount, Visits } = {} }: { slots?: PersonSlots }) {
  const t = useText()
  const id = usePart(2)
  const client = useQueryClient()
  const mayWrite = useMay('roster.write')
  const mayLedger = useMay('payment.read')
  const mayPropose = useMay('roster.confirm')
  const mayAccount = useMay('roster.account-propose')
  const [maySeeVisits, maySeePapers] = [useMay('visits.read'), useMay('evidence.read')]
  const [correcting, setCorrecting] = useState<CardFact>()
  const [drawer, setDrawer] = useState<'change' | 'fact' | 'propose' | 'account' | 'home' | 'own-home'>()
  const asked = useQuery({ queryKey: ['person', id], queryFn: () => get<PersonCard>(`/people/${encodeURIComponent(id)}`) })
  const changed = () => void client.invalidateQueries({ queryKey: ['person', id] })
  const correct = ({ id: fact, kind, value, known_on, document, superseded_by }: TimelineEntry) =>
    (mayWrite && superseded_by === null && value !== null && CORRECTED_KINDS.includes(kind) ? () => setCorrecting({ id: fact, kind, value, known_on, document }) : undefined)
  return (
    <Page
      title={asked.data?.name ?? { zh: '人员', en: 'Person' }} note={<Go to="/roster">{t({ zh: '回名册', en: 'Back to the roster' })}</Go>}
      actions={asked.data ? <>
        {mayPropose ? <Button onClick={() => setDrawer('propose')}>{t({ zh: '提议中止、恢复', en: 'Propose to suspend or resume' })}</Button> : null}
        {mayAccount ? <Button onClick={() => setDrawer('account')}>{t({ zh: '变更账户', en: 'Change the account' })}</Button> : null}
        {mayWrite ? <Button onClick={() => setDrawer('change')}>{t({ zh: '修改', en: 'Change' })}</Button> : null}
      </> : null}
    >
      <Shown asked={asked}>{person => (
        <>
          <Portrait person={person} />
          {Entitled ? <Entitled person={person} changed={changed} /> : null}
          <div className="cols c21">
            <div className="cols">
              <AccountChanges person={id} changed={changed} />
              <Life id={id} record={mayWrite ? () => setDrawer('fact') : undefined} correct={correct} />
              {Visits && maySeeVisits ? <Visits person={id} /> : null}
              {person.home ? <Home home={person.home} self={person.id} move={mayWrite ? own => setDrawer(own ? 'own-home' : 'home') : undefined} /> : null}
              {maySeePapers ? <Papers person={person} /> : null}
              {ENTITLED_CATEGORIES.some(category => person.categories.includes(category)) ? <Card title={{ zh: '年度确认', en: 'Annual confirmations' }}><Findings person={id} /></Card> : null}
            </div>
            {mayLedger ? <Payments id={id} Amount={Amount} /> : null}
          </div>
          <Suspense fallback={null}>
            {drawer === 'change' ? <Change person={person} close={() => setDrawer(undefined)} changed={changed} /> : null}
            {drawer === 'account' ? <ProposeAccount person={person} close={() => setDrawer(undefined)} changed={changed} /> : null}
            {drawer === 'propose' ? <Propose person={person} close={() => setDrawer(undefined)} changed={changed} /> : null}
            {drawer === 'home' || drawer === 'own-home' ? <MoveHome person={person} own={drawer === 'own-home'} close={() => setDrawer(undefined)} changed={changed} /> : null}
            {correcting ? <CorrectFact person={person} fact={correcting} close={() => setCorrecting(undefined)} changed={changed} /> : null}
            {drawer === 'fact' ? <RecordFact person={person} close={() => setDrawer(undefined)} changed={changed} /> : null}
          </Suspense>
        </>
      )}</Shown>
    </Page>
  )
}
