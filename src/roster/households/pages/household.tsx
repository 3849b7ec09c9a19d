import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState, type ComponentType } from 'react'
import type { Refusal } from '../../../base/result.ts'
import { get, send } from '../../../ui/api.ts'
import { Go, usePart } from '../../../ui/go.tsx'
import { useText } from '../../../ui/language.ts'
import { Card, Page, Tag } from '../../../ui/page.tsx'
import { usePlaceName } from '../../../ui/places.ts'
import { useMay } from '../../../ui/session.ts'
import { Empty, Refusals, refusalsIn, Shown } from '../../../ui/states.tsx'
import type { HomeView } from '../../roster.ts'
import { OWN_HOUSEHOLD } from '../../schemas.ts'
import type { Neighbour } from '../store.ts'

const ChangeHousehold = lazy(() => import('./household-forms.tsx').then(module => ({ default: module.ChangeHousehold })))
const JoinHousehold = lazy(() => import('./household-forms.tsx').then(module => ({ default: module.JoinHousehold })))

type Moves = { readonly leave: ((person: HomeView['persons'][number]) => void) | undefined; readonly bring: ((neighbour: Neighbour) => void) | undefined }

function Persons({ home, leave }: { home: HomeView } & Pick<Moves, 'leave'>) {
  const t = useText()
  if (home.persons.length === 0) return <Empty words={{ zh: '名册里没有人住在这一户。', en: 'Nobody of the roster lives here.' }} />
  return (
    <ul className="row-list">
      {home.persons.map(person => (
        <li key={person.id}>
          <span><Go to={`/people/${person.id}`}>{person.name}</Go> <span className="muted">{person.born}</span>{person.died_on ? <> <Tag>{t({ zh: '已去世', en: 'Died' })}</Tag></> : null}</span>
          {leave && home.persons.length > 1 ? <Button size="small" onClick={() => leave(person)} aria-label={t({ zh: `${person.name} 另立一户`, en: `A household of ${person.name}’s own` })}>{t({ zh: '另立一户', en: 'Own household' })}</Button> : null}
        </li>
      ))}
    </ul>
  )
}

/** Whoever is entered at the same address may well live here: a village knows. */
function Neighbours({ home, bring }: { home: HomeView } & Pick<Moves, 'bring'>) {
  const t = useText()
  const asked = useQuery({ queryKey: ['households', home.id, 'neighbours'], queryFn: () => get<readonly Neighbour[]>(`/households/${home.id}/neighbours`) })
  if (!asked.data || asked.data.length === 0) return null
  return (
    <Card title={{ zh: '住址相同、不在一户', en: 'At the same address, in another household' }} note={t({ zh: '同住的并到一户，走访不会走两次', en: 'Those who live together are visited once' })}>
      <ul className="row-list">
        {asked.data.map(each => (
          <li key={each.id}>
            <span><Go to={`/people/${each.id}`}>{each.name}</Go> <span className="muted">{t({ zh: `户主 ${each.head}`, en: `head ${each.head}` })}</span></span>
            {bring ? <Button size="small" onClick={() => bring(each)} aria-label={t({ zh: `把 ${each.name} 并入本户`, en: `Bring ${each.name} here` })}>{t({ zh: '并入本户', en: 'Bring here' })}</Button> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** People go from household to household; a refusal stands on the page. */
function useMoves(home: string) {
  const client = useQueryClient()
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const changed = () => { for (const key of ['households', 'people', 'person', 'visits']) void client.invalidateQueries({ queryKey: [key] }) }
  const move = ({ id, version }: { id: string; version: number }, household: string) => {
    setRefusals([])
    send('PATCH', `/people/${id}`, { version, changes: { household } }).then(changed, (error: unknown) => setRefusals(refusalsIn(error)))
  }
  const moves: Moves = { leave: person => move(person, OWN_HOUSEHOLD), bring: neighbour => move(neighbour, home) }
  return { refusals, changed, moves }
}

/** A household: who lives in it, what the village calls it, and what higher rooms know of it (`Visits`, filled in src/web.tsx). */
export function HouseholdPage({ slots: { Visits } = {} }: { slots?: { readonly Visits?: ComponentType<{ person: string }> } }) {
  const t = useText()
  const placeName = usePlaceName()
  const id = usePart(2)
  const [mayWrite, mayLedger, maySeeVisits] = [useMay('roster.write'), useMay('payment.read'), useMay('visits.read')]
  const [drawer, setDrawer] = useState<'change' | 'join'>()
  const { refusals, changed, moves } = useMoves(id)
  const asked = useQuery({ queryKey: ['households', id], queryFn: () => get<HomeView>(`/households/${encodeURIComponent(id)}`) })
  const close = () => setDrawer(undefined)
  const pair = (zh: string, en: string, value: string | number | null) => <><dt>{t({ zh, en })}</dt><dd>{value ?? '–'}</dd></>
  return (
    <Page
      title={asked.data ? { zh: `${asked.data.head} 家`, en: `Household of ${asked.data.head}` } : { zh: '家庭', en: 'Household' }}
      note={<Go to="/households">{t({ zh: '回家庭列表', en: 'All households' })}</Go>}
      actions={asked.data ? <>
        {mayLedger ? <Go className="btn" to={`/households/${id}/statement`}>{t({ zh: '全户对账单', en: 'Statement' })}</Go> : null}
        {mayWrite ? <Button onClick={() => setDrawer('join')}>{t({ zh: '并入一人', en: 'Bring somebody in' })}</Button> : null}
        {mayWrite ? <Button onClick={() => setDrawer('change')}>{t({ zh: '修改', en: 'Change' })}</Button> : null}
      </> : null}
    >
      <Refusals refusals={refusals} />
      <Shown asked={asked}>{home => (
        <div className="cols c2">
          <div className="cols">
            <Card title={{ zh: '在册的人', en: 'On the roster' }}><Persons home={home} leave={mayWrite ? moves.leave : undefined} /></Card>
            <Neighbours home={home} bring={mayWrite ? moves.bring : undefined} />
            {Visits && maySeeVisits && home.persons[0] ? <Visits person={home.persons[0].id} /> : null}
          </div>
          <Card title={{ zh: '这一户', en: 'The household' }}>
            <dl className="pairs">
              {pair('户主', 'Head', home.head)}
              {pair('村、社区', 'Village', placeName(home.place))}
              {pair('村民小组', 'Group', home.group_name)}
              {pair('住址', 'Address', home.address)}
              {pair('家庭人口', 'Members', home.members)}
            </dl>
          </Card>
          <Suspense fallback={null}>
            {drawer === 'change' ? <ChangeHousehold home={home} close={close} changed={changed} /> : null}
            {drawer === 'join' ? <JoinHousehold home={home} close={close} changed={changed} /> : null}
          </Suspense>
        </div>
      )}</Shown>
    </Page>
  )
}
