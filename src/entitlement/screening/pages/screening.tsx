import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { categoryName, CATEGORY_NAMES } from '../../../roster/kinds.ts'
import { Go, useSearchWords, useSetSearch } from '../../../ui/go.tsx'
import { useText } from '../../../ui/language.ts'
import { Page, Tag, type Tone } from '../../../ui/page.tsx'
import { usePlaceName } from '../../../ui/places.ts'
import { QueryTable, type Column } from '../../../ui/query-table.tsx'
import type { Filter } from '../../../ui/search-form.tsx'
import { useMay } from '../../../ui/session.ts'
import type { ScreeningList } from '../actions.ts'
import { FINDING_KINDS, KIND_NAMES, type FindingKind } from '../kinds.ts'
import type { ScreeningFinding } from '../screening.ts'
import { OpenDrawer, startOf, Step, type PersonDrawerSlot, type Start } from './steps.tsx'
import './screening.css'

const ListDialog = lazy(() => import('./list-dialog.tsx').then(module => ({ default: module.ListDialog })))

const FILTERS: readonly Filter[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'kind', label: { zh: '类别', en: 'Kind' }, kind: 'choice', choices: FINDING_KINDS.map(value => ({ value, label: KIND_NAMES[value] })) },
  { name: 'category', label: { zh: '身份', en: 'Category' }, kind: 'choice', choices: Object.entries(CATEGORY_NAMES).map(([value, label]) => ({ value, label })) },
  { name: 'as_of', label: { zh: '截至（年-月-日）', en: 'As of (YYYY-MM-DD)' }, kind: 'text' },
]

const TONES: Readonly<Record<FindingKind, Tone>> = { 'not-enrolled': 'late', 'no-longer-entitled': 'late', 'drawn-twice': 'late', 'missing-fact': 'warn', 'coming-change': 'plain' }

/** How much there is of each kind; one click shows it alone, another all again. */
function Kinds({ list: { counts, as_of } }: { list: ScreeningList }) {
  const t = useText()
  const chosen = useSearchWords()['kind'] ?? ''
  const setSearch = useSetSearch()
  return (
    <div className="kinds" role="group" aria-label={t({ zh: `截至 ${as_of}，各类人次`, en: `As of ${as_of}, by kind` })}>
      {FINDING_KINDS.map(kind => (
        <button key={kind} type="button" aria-pressed={chosen === kind} className={counts[kind] === 0 ? 'none' : ''} onClick={() => setSearch({ kind: chosen === kind ? undefined : kind, page: undefined })}>
          {t(KIND_NAMES[kind])} <b>{counts[kind]}</b>
        </button>
      ))}
    </div>
  )
}

function Reason({ finding: { reason, reason_en, source, article, other } }: { finding: ScreeningFinding }) {
  const t = useText()
  return (
    <span className="reason">
      {t({ zh: reason, en: reason_en })}{other ? <>{t({ zh: '：', en: ': ' })}<Go to={`/people/${other.id}`}>{other.name}</Go></> : null}
      {source === '' ? null : <><br /><small className="muted" lang="zh-CN">{source} {article}</small></>}
    </span>
  )
}

function useScreeningColumns(): readonly [Column<ScreeningFinding>, ...Column<ScreeningFinding>[]] {
  const t = useText()
  const placeName = usePlaceName()
  return [
    { id: 'person', title: { zh: '姓名', en: 'Name' }, show: ({ person }) => <Go to={`/people/${person.id}`}>{person.name}</Go>, width: 100 },
    { id: 'kind', title: { zh: '类别', en: 'Kind' }, card: 'corner', show: ({ kind }) => <Tag tone={TONES[kind]}>{t(KIND_NAMES[kind])}</Tag>, width: 120 },
    { id: 'place', title: { zh: '村、社区', en: 'Village' }, show: ({ person }) => placeName(person.place), width: 100 },
    { id: 'benefit', title: { zh: '待遇', en: 'Benefit' }, show: ({ benefit_name }) => t(benefit_name), width: 220 },
    { id: 'category', title: { zh: '身份', en: 'Category' }, show: ({ category }) => (category === null ? '–' : t(categoryName(category))), extra: true },
    { id: 'month', title: { zh: '月份', en: 'Month' }, show: ({ month }) => <span className="nowrap">{month}</span>, width: 90 },
    { id: 'reason', title: { zh: '理由和依据', en: 'Reason and law' }, show: finding => <Reason finding={finding} /> },
    { id: 'action', title: { zh: '下一步', en: 'Next step' }, card: 'foot', show: ({ action, person }) => <Step person={person.id} name={person.name} words={{ zh: action.text, en: action.text_en }} start={startOf(action)} />, width: 130 },
  ]
}

/** Whom the law and the roster see differently, and what settles it. */
export function ScreeningPage({ Drawer }: { Drawer: PersonDrawerSlot }) {
  const t = useText()
  const client = useQueryClient()
  const columns = useScreeningColumns()
  const mayImport = useMay('roster.import')
  const [opened, setOpened] = useState<{ readonly person: string; readonly start: Start }>()
  const [listing, setListing] = useState(false)
  const changed = () => void Promise.all(['screening', 'person', 'people'].map(key => client.invalidateQueries({ queryKey: [key] })))
  return (
    <OpenDrawer value={(person, start) => setOpened({ person, start })}>
      <Page title={{ zh: '筛查', en: 'Screening' }} note={t({ zh: '政策找人：应享 − 已享，两边都看', en: 'Policy finds people: eligible less enrolled, both ways' })}>
        <QueryTable<ScreeningFinding, ScreeningList>
          id="screening" label={{ zh: '筛查', en: 'Screening' }} path="/screening" filters={FILTERS} columns={columns} empty={{ zh: '没有要处理的。', en: 'Nothing to settle.' }}
          rowKey={({ kind, person, benefit, category, month, action }) => [kind, person.id, benefit, category, month, action.facts.join()].join('|')}
          tools={mayImport ? <Button type="primary" onClick={() => setListing(true)}>{t({ zh: '比对名单', en: 'Compare a list' })}</Button> : null}
          above={list => <Kinds list={list} />}
        />
        <Suspense fallback={null}>
          {listing ? <ListDialog close={() => setListing(false)} /> : null}
          {opened ? <Drawer id={opened.person} start={opened.start} close={() => setOpened(undefined)} changed={changed} /> : null}
        </Suspense>
      </Page>
    </OpenDrawer>
  )
}
