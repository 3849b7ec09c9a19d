import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { get } from '../../ui/api.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import type { Filter } from '../../ui/search-form.tsx'
import { useMay, useYear } from '../../ui/session.ts'
import { Shown } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { STATE_RULES, STATES, WAY_RULES, WAYS, type ConfirmationLine, type ConfirmationProgress } from '../confirmation/confirmation.ts'
import { CATEGORY_NAMES, ENTITLED_CATEGORIES } from '../kinds.ts'
import { StateTag } from './findings.tsx'
import { Proposals } from './proposals.tsx'
import { Categories } from './roster.tsx'
import './confirmation.css'

const Confirm = lazy(() => import('./confirm.tsx').then(module => ({ default: module.Confirm })))

const FILTERS: readonly Filter[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'name', label: { zh: '姓名', en: 'Name' }, kind: 'text' },
  { name: 'category', label: { zh: '身份', en: 'Category' }, kind: 'choice', choices: ENTITLED_CATEGORIES.map(value => ({ value, label: CATEGORY_NAMES[value] })) },
  { name: 'state', label: { zh: '情况', en: 'State' }, kind: 'choice', choices: STATES.map(value => ({ value, label: STATE_RULES[value].name })) },
  { name: 'way', label: { zh: '方式', en: 'Way' }, kind: 'choice', choices: WAYS.map(value => ({ value, label: WAY_RULES[value].name })) },
]

/** How far it is, by state and by village; a village's name leads to its people. */
function Progress({ progress, year }: { progress: ConfirmationProgress; year: number }) {
  const t = useText()
  const placeName = usePlaceName()
  const [done, total] = (['done', 'total'] as const).map(key => progress.places.reduce((sum, place) => sum + place[key], 0))
  return (
    <Card
      title={{ zh: '各村进度', en: 'Progress by village' }} note={t({ zh: `完成 ${done}/${total}`, en: `${done} of ${total} done` })}
      more={<span className="states">{STATES.map(state => <span key={state}><StateTag state={state} /> {progress.states[state]}</span>)}</span>}
    >
      <ul className="confirmed-villages">
        {progress.places.map(place => (
          <li key={place.place}>
            <Go to={`/confirmation?year=${year}&place=${place.place}`}>{placeName(place.place)}</Go><span>{place.done}/{place.total}</span>
            <div className="progress" aria-hidden><b style={{ width: `${place.done / place.total * 100}%` }} /></div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Found({ line }: { line: ConfirmationLine }) {
  const t = useText()
  const { finding } = line
  if (!finding) return <span className="muted">–</span>
  return <>{t(WAY_RULES[finding.way].name)} {finding.on}<br /><span className="muted">{finding.by}{finding.note ? ` · ${finding.note}` : ''}</span></>
}

function useConfirmationColumns(open: ((line: ConfirmationLine) => void) | undefined): readonly [Column<ConfirmationLine>, ...Column<ConfirmationLine>[]] {
  const t = useText()
  const placeName = usePlaceName()
  const narrow = useNarrow()
  const step = (line: ConfirmationLine) => t(line.finding ? { zh: '更正', en: 'Correct' } : { zh: '确认', en: 'Confirm' })
  const late = <Tag tone="late" wrap>{t({ zh: '确认在去世之后，请核查', en: 'Confirmed after the death' })}</Tag>
  return [
    { id: 'name', title: { zh: '姓名', en: 'Name' }, show: line => <Go to={`/people/${line.person}`}>{line.name}</Go>, width: 100 },
    { id: 'state', title: { zh: '情况', en: 'State' }, card: 'corner', show: line => <><StateTag state={line.state} />{line.after_death ? <> {late}</> : null}</>, width: 130 },
    { id: 'finding', title: { zh: '方式和日期', en: 'Way and day' }, show: line => <Found line={line} /> },
    { id: 'place', title: { zh: '村、社区', en: 'Village' }, show: line => placeName(line.place), width: 110 },
    { id: 'categories', title: { zh: '身份', en: 'Category' }, show: line => <Categories ids={line.categories} /> },
    { id: 'identity_number', title: { zh: '身份证号', en: 'Identity number' }, show: line => <span className="num">{line.identity_number}</span>, width: 180 },
    { id: 'born', title: { zh: '出生', en: 'Born' }, show: line => line.born, width: 110, extra: true },
    ...(open ? [{ id: 'step', title: { zh: '办理', en: 'Action' }, card: 'corner' as const, show: (line: ConfirmationLine) => <Button size={narrow ? 'middle' : 'small'} onClick={() => open(line)}>{step(line)}</Button>, width: 90 }] : []),
  ]
}

/** The year's confirmation: how far it is, what waits for a decision, and everybody who is to be confirmed. */
export function ConfirmationPage() {
  const t = useText()
  const year = useYear()
  const client = useQueryClient()
  const [line, setLine] = useState<ConfirmationLine>()
  const columns = useConfirmationColumns(useMay('roster.confirm') ? setLine : undefined)
  const asked = useQuery({ queryKey: ['confirmations', 'progress', year], queryFn: () => get<ConfirmationProgress>(`/confirmations/${year}/progress`) })
  const changed = () => void Promise.all([client.invalidateQueries({ queryKey: ['confirmations'] }), client.invalidateQueries({ queryKey: ['person', line?.person] })])
  return (
    <Page title={{ zh: `${year} 年度确认`, en: `Annual confirmation ${year}` }} note={asked.data ? <>
      {t({ zh: `${asked.data.opens} 至 ${asked.data.closes}`, en: `${asked.data.opens} to ${asked.data.closes}` })} {asked.data.late ? <Tag tone="late">{t({ zh: '已过截止日', en: 'Past its last day' })}</Tag> : null}
    </> : null}>
      <Shown asked={asked}>{progress => <Progress progress={progress} year={year} />}</Shown>
      <Proposals year={year} />
      <QueryTable<ConfirmationLine>
        id="confirmations" label={{ zh: '年度确认名单', en: 'Who is to be confirmed' }} path={`/confirmations/${year}`} exportPath={`/confirmations/${year}/export`}
        filters={FILTERS} columns={columns} rowKey={each => each.person} empty={{ zh: '没有符合条件的人。', en: 'Nobody matches.' }}
      />
      <Suspense fallback={null}>{line ? <Confirm line={line} year={year} close={() => setLine(undefined)} changed={changed} /> : null}</Suspense>
    </Page>
  )
}
