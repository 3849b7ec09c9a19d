import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Pagination } from 'antd'
import { useState, type ReactNode } from 'react'
import { z } from 'zod'
import type { Text } from '../../../base/result.ts'
import { get, queryOf, send } from '../../../ui/api.ts'
import { FormDrawer } from '../../../ui/form-drawer.tsx'
import { Go, useSearchWords, useSetSearch } from '../../../ui/go.tsx'
import { useText } from '../../../ui/language.ts'
import { Card, Page, Tag } from '../../../ui/page.tsx'
import { usePlaceName } from '../../../ui/places.ts'
import { SearchForm, type Filter } from '../../../ui/search-form.tsx'
import { useMay, useMe } from '../../../ui/session.ts'
import { Empty, Refusals, Shown } from '../../../ui/states.tsx'
import { StepButton } from '../../../ui/step-button.tsx'
import { useStep } from '../../../ui/step.ts'
import { categoryName } from '../../kinds.ts'
import { text } from '../../schemas.ts'
import { COMPARED, LIKENESSES, type Compared, type DuplicateList, type DuplicatePair, type DuplicateSide } from '../duplicates.ts'
import { answerInput } from '../schemas.ts'
import './duplicates.css'

const NAMES: Readonly<Record<Compared, Text>> = {
  name: { zh: '姓名', en: 'Name' }, identity_number: { zh: '证件号', en: 'Identity number' }, born: { zh: '出生', en: 'Born' }, sex: { zh: '性别', en: 'Sex' },
  place: { zh: '村、社区', en: 'Village' }, address: { zh: '住址', en: 'Address' }, phone: { zh: '电话', en: 'Phone' }, account: { zh: '银行账号', en: 'Account' },
  bank_name: { zh: '开户银行', en: 'Bank' }, account_holder: { zh: '开户人', en: 'Holder' }, died_on: { zh: '去世', en: 'Died' },
}
const SEX: Readonly<Record<string, Text>> = { male: { zh: '男', en: 'Male' }, female: { zh: '女', en: 'Female' } }
const FILTERS: readonly Filter[] = [{ name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' }]
const PAGE_SIZE = 10

const reasonOnly = z.strictObject({ reason: text(200).min(2) })
const closing = z.strictObject({ closed: z.uuid(), reason: text(200).min(2) })
type Step = 'two' | 'same' | 'decline'

function StepDrawer({ pair: { persons, proposal }, step, close, changed }: { pair: DuplicatePair; step: Step; close: () => void; changed: () => void }) {
  const placeName = usePlaceName()
  const t = useText()
  const how = { name: 'reason', label: { zh: '凭什么认定', en: 'How one knows' }, kind: 'long' as const, help: { zh: '例如：看过两本户口簿', en: 'For example: both household registers were seen' } }
  const sent = (path: string, body: (value: { reason: string }) => unknown) => async (value: { reason: string }) => { await send('POST', path, body(value)); changed() }
  if (step === 'two') {
    return <FormDrawer id="two" title={{ zh: '是两个人', en: 'Two people' }} open close={close} schema={reasonOnly} fields={[how]} submit={sent('/duplicates/two', ({ reason }) => ({ persons: persons.map(one => one.id), reason }))} />
  }
  if (step === 'decline') {
    return <FormDrawer id="decline" title={{ zh: '不同意关闭', en: 'Do not close' }} open close={close} schema={answerInput} fields={[{ ...how, label: { zh: '理由', en: 'Reason' }, help: undefined }]} submit={sent(`/duplicates/${proposal!.id}/decline`, value => value)} />
  }
  const choices = persons.map((one, index) => ({ value: one.id, label: { zh: `${index === 0 ? '左' : '右'}边这条：${placeName(one.place)}，${one.identity_number}`, en: `The ${index === 0 ? 'left' : 'right'} one: ${placeName(one.place)}, ${one.identity_number}` } }))
  return (
    <FormDrawer
      id="same" title={{ zh: '是同一个人', en: 'The same person' }} open close={close} schema={closing}
      fields={[{ name: 'closed', label: { zh: '关闭哪一条', en: 'Which to close' }, kind: 'choice', choices }, how]}
      note={<p className="notice">{t({ zh: '由另一人决定后，这一条关闭、不再出现，流水里留痕；它有而留下那条没有的情况，请先在留下那条的卡片上逐条补记。', en: 'Once another person decides, it is closed and no longer shown; the journal keeps it. Record on the other’s card first what only this one holds.' })}</p>}
      submit={async value => { await send('POST', '/duplicates/same', { ...value, kept: persons.find(one => one.id !== value.closed)!.id }); changed() }}
    />
  )
}

function Row({ name, differs, of }: { name: ReactNode; differs: boolean; of: readonly [ReactNode, ReactNode] }) {
  const t = useText()
  return (
    <tr className={differs ? 'differs' : undefined}>
      <th scope="row">{name}{differs ? <> <span className="hidden">{t({ zh: '（不同）', en: '(differs)' })}</span></> : null}</th>
      {of.map((each, index) => <td key={index}>{differs ? <b>{each}</b> : each}</td>)}
    </tr>
  )
}

/** Two records side by side; where they differ it is marked, although the numbers are masked. */
function Sides({ persons, differing, proposal }: DuplicatePair) {
  const t = useText()
  const placeName = usePlaceName()
  const said = (one: DuplicateSide, key: Compared): ReactNode => (key === 'place' ? placeName(one.place) : key === 'sex' ? t(SEX[one.sex ?? ''] ?? { zh: '–', en: '–' }) : one[key] ?? '–')
  const both = (show: (one: DuplicateSide) => ReactNode) => [show(persons[0]), show(persons[1])] as const
  return (
    <table className="sides">
      <thead><tr><th scope="col"><span className="hidden">{t({ zh: '哪一项', en: 'What' })}</span></th>{persons.map((one, index) => (
        <th key={one.id} scope="col"><Go to={`/people/${one.id}`} style={{ textDecoration: 'underline' }}>{t(index === 0 ? { zh: '左边这条', en: 'The left one' } : { zh: '右边这条', en: 'The right one' })}</Go>
          {proposal?.closed === one.id ? <> <Tag tone="late">{t({ zh: '待关闭', en: 'To be closed' })}</Tag></> : null}</th>
      ))}</tr></thead>
      <tbody>
        {COMPARED.filter(key => key !== 'died_on' || persons.some(one => one.died_on)).map(key => <Row key={key} name={t(NAMES[key])} differs={differing.includes(key)} of={both(one => said(one, key))} />)}
        <Row name={t({ zh: '身份', en: 'Identities' })} differs={false} of={both(one => (one.categories.length === 0 ? '–' : one.categories.map(id => t(categoryName(id))).join(t({ zh: '、', en: ', ' }))))} />
        <Row name={t({ zh: '记下的事', en: 'Facts' })} differs={false} of={both(one => t({ zh: `${one.facts} 条`, en: String(one.facts) }))} />
        <Row name={t({ zh: '名下的', en: 'In its name' })} differs={false} of={both(one => (one.resting.length === 0 ? t({ zh: '没有别的记录，可以关闭', en: 'Nothing else; it can be closed' }) : <ul>{one.resting.map(each => <li key={each.zh}>{t(each)}</li>)}</ul>))} />
      </tbody>
    </table>
  )
}

function Steps({ pair, choose, changed }: { pair: DuplicatePair; choose: (step: Step) => void; changed: () => void }) {
  const t = useText()
  const { account } = useMe()
  const [mayWrite, mayDecide] = [useMay('roster.write'), useMay('roster.decide')]
  const { busy, refusals, take } = useStep()
  const { proposal } = pair
  if (proposal === null) {
    return mayWrite ? <p className="judge"><Button onClick={() => choose('two')}>{t({ zh: '是两个人', en: 'Two people' })}</Button><Button onClick={() => choose('same')}>{t({ zh: '是同一个人', en: 'The same person' })}</Button></p> : null
  }
  const run = () => void take(() => send('POST', `/duplicates/${proposal.id}/close`).then(changed))
  return (
    <div className="stack">
      <p className="notice">{t({ zh: `${proposal.proposed_by_name}提出是同一个人：${proposal.reason}。等另一人决定。`, en: `${proposal.proposed_by_name} proposed that they are one: ${proposal.reason}. Another person decides.` })}</p>
      <Refusals refusals={refusals} />
      {mayDecide && proposal.proposed_by !== account ? (
        <p className="judge"><StepButton type="primary" danger busy={busy} onClick={run}>{t({ zh: '关闭重复的这一条', en: 'Close the duplicate' })}</StepButton><Button onClick={() => choose('decline')}>{t({ zh: '不同意', en: 'Decline' })}</Button></p>
      ) : null}
    </div>
  )
}

function Pairs({ list, changed }: { list: DuplicateList; changed: () => void }) {
  const t = useText()
  const [chosen, setChosen] = useState<{ pair: DuplicatePair; step: Step }>()
  return (
    <>
      {list.rows.map(pair => {
        const [first, second] = pair.persons
        const name = first.name === second.name ? first.name : `${first.name} / ${second.name}`
        return (
          <Card key={`${first.id}${second.id}`} title={{ zh: name, en: name }} more={pair.likenesses.map(each => <Tag key={each} tone="warn" wrap>{t(LIKENESSES[each])}</Tag>)}>
            <div className="stack"><Sides {...pair} /><Steps pair={pair} choose={step => setChosen({ pair, step })} changed={changed} /></div>
          </Card>
        )
      })}
      {chosen ? <StepDrawer {...chosen} close={() => setChosen(undefined)} changed={changed} /> : null}
    </>
  )
}

/** Records that look like one person, two by two. */
export function DuplicatesPage() {
  const t = useText()
  const client = useQueryClient()
  const words = useSearchWords()
  const setSearch = useSetSearch()
  const place = words['place'] ?? ''
  const page = Math.max(1, Number(words['page']) || 1)
  const asking = `/duplicates${queryOf({ place, page, size: PAGE_SIZE })}`
  const asked = useQuery({ queryKey: ['duplicates', asking], queryFn: () => get<DuplicateList>(asking) })
  const changed = () => { void client.invalidateQueries({ queryKey: ['duplicates'] }); void client.invalidateQueries({ queryKey: ['people'] }) }
  return (
    <Page title={{ zh: '疑似重复', en: 'Possible duplicates' }} note={<>{t({ zh: '认定过的不再出现，除非姓名、出生、证件号、账号又变了', en: 'Once judged, a pair is not shown again until a name, birth, number or account changes' })} · <Go to="/roster">{t({ zh: '回名册', en: 'Back to the roster' })}</Go></>}>
      <Card><SearchForm key={place} filters={FILTERS} values={{ place }} search={next => setSearch({ ...next, page: undefined })} /></Card>
      <Shown asked={asked}>{list => (list.rows.length === 0 ? <Card><Empty words={{ zh: '没有看起来重复的记录。', en: 'No records look like one person.' }} /></Card> : (
        <>
          <p className="muted" role="status">{t({ zh: `共 ${list.total} 对`, en: list.total === 1 ? '1 pair' : `${list.total} pairs` })}</p>
          <Pairs list={list} changed={changed} />
          <nav className="pages" aria-label={t({ zh: '翻页', en: 'Pages' })}><Pagination current={page} pageSize={PAGE_SIZE} total={list.total} showSizeChanger={false} simple hideOnSinglePage onChange={next => setSearch({ page: String(next) })} /></nav>
        </>
      ))}</Shown>
    </Page>
  )
}
