import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { monthInEnglish } from '../../../base/english.ts'
import { sum, yuanGrouped } from '../../../base/money.ts'
import type { Text } from '../../../base/result.ts'
import { get, queryOf } from '../../../ui/api.ts'
import { useGo, useSearchWords, useSetSearch } from '../../../ui/go.tsx'
import { PlaceSelect } from '../../../ui/inputs/place-select.tsx'
import { useText } from '../../../ui/language.ts'
import { Card, Page } from '../../../ui/page.tsx'
import { useMe, useYear } from '../../../ui/session.ts'
import { Empty, Shown } from '../../../ui/states.tsx'
import { COLORS } from '../../../ui/theme.ts'
import { MOVED, taskState, type FundYear, type Moved, type YearView } from '../glance.ts'
import { BarRecords, type FigureRecords } from './bar-records.tsx'
import { CoverageTable, PeopleTable } from './bar-tables.tsx'
import { YearChart, type Line, type Measure } from './year-chart.tsx'
import { YearTable } from './year-table.tsx'
import './glance.css'

/** One colour a fund, the largest first; the rest share the last. */
const FUND_COLORS = [COLORS.pine, '#c79a3a', COLORS.blue, '#7fb09c', '#8f6a9e', '#a89f8d'] as const
const TASK_COLORS: readonly string[] = [COLORS.pine, '#c9c2b2', COLORS.red]
const YUAN: Measure = { amount: yuanGrouped, unit: { zh: '元', en: 'yuan' }, axis: { zh: '万元', en: '10k yuan' }, axisUnit: 1_000_000 }
const ITEMS: Measure = { amount: value => value.toLocaleString('en'), unit: { zh: '项', en: 'tasks' }, axis: { zh: '项', en: 'tasks' }, axisUnit: 1 }
const MOVED_NAMES: Readonly<Record<Moved, Text>> = { spent: { zh: '支出', en: 'Spent' }, received: { zh: '收到拨款', en: 'Received' } }

const twoDigits = (month: number): string => String(month).padStart(2, '0')

function Money({ funds, year }: { funds: readonly FundYear[]; year: number }) {
  const t = useText()
  const go = useGo()
  const [moved, setMoved] = useState<Moved>('spent')
  const lines = funds.map(({ fund, name, months }) => ({ id: fund, name, months: months[moved] })).filter(line => sum(line.months) !== 0)
    .map((line, index): Line => ({ ...line, color: FUND_COLORS[Math.min(index, FUND_COLORS.length - 1)]! }))
  const title = { zh: `各项资金逐月${MOVED_NAMES[moved].zh}`, en: `${MOVED_NAMES[moved].en} by month and fund` }
  const to = ({ id }: Line, month: number | undefined) => `/funds/${id}?year=${year}${month === undefined ? '' : `&month=${twoDigits(month)}`}&kind=${moved}`
  const total = yuanGrouped(sum(lines.flatMap(line => line.months)))
  return (
    <Card
      title={title} note={t({ zh: `全年 ${total} 元`, en: `${total} yuan in the year` })}
      more={<span className="buttons moved" role="group">{MOVED.map(each => <button key={each} type="button" className="btn" aria-pressed={each === moved} onClick={() => setMoved(each)}>{t(MOVED_NAMES[each])}</button>)}</span>}
    >
      {lines.length === 0 ? <Empty words={{ zh: '这一年这里的资金没有这样的收支。', en: 'No money of this place moved so in this year.' }} /> : (
        <>
          <YearChart title={title} lines={lines} measure={YUAN} go={(line, month) => go(to(line, month))} />
          <YearTable title={title} lines={lines} measure={YUAN} open={{ go: (line, month) => go(to(line, month)), to }} />
        </>
      )}
    </Card>
  )
}

type Part<Name extends keyof YearView> = NonNullable<YearView[Name]>
type Open = (bar: FigureRecords) => void

function Tasks({ glance: { place, year }, tasks, open }: { glance: YearView; tasks: Part<'tasks'>; open: Open }) {
  const t = useText()
  const lines = tasks.map(({ figure, name, months }, index): Line => ({ id: figure, name: t(name), months, color: TASK_COLORS[index]! }))
  const title = { zh: '各月到期任务', en: 'Tasks by the month they are due' }
  const [all, finished] = [sum(lines.flatMap(line => line.months)), sum(lines[0]?.months ?? [])]
  const go = (line: Line, month: number | undefined) => {
    const name = tasks.find(({ figure }) => figure === line.id)!.name
    open({
      figure: line.id, month, value: month === undefined ? sum(line.months) : line.months[month - 1]!,
      more: { to: `/tasks${queryOf({ year, place, state: taskState(line.id) })}`, words: { zh: '到任务清单里办', en: 'Work on them in the list' } },
      title: month === undefined ? name : { zh: `${month}月到期 · ${name.zh}`, en: `Due in ${monthInEnglish(month)} · ${name.en}` },
    })
  }
  return (
    <Card title={title} note={t({ zh: `${all} 项，已办结 ${finished} 项`, en: `${finished} of ${all} done` })}>
      {all === 0 ? <Empty words={{ zh: '这一年没有安排任务。', en: 'No task was planned for this year.' }} /> : (
        <>
          <YearChart title={title} lines={lines} measure={ITEMS} go={go} half />
          <YearTable title={title} lines={lines} measure={ITEMS} open={{ go }} />
        </>
      )}
    </Card>
  )
}

function Coverage({ coverage, open }: { coverage: Part<'coverage'>; open: Open }) {
  const t = useText()
  return (
    <Card title={{ zh: '走访覆盖', en: 'Visits by village' }} note={t({ zh: '有优抚对象的户里，这一年走访过的', en: 'Of the households with an entitled person, those visited in the year' })}>
      {coverage.length === 0 ? <Empty words={{ zh: '名册里还没有优抚对象户。', en: 'No entitled household is in the roster.' }} /> : <CoverageTable rows={coverage} open={open} />}
    </Card>
  )
}

function People({ people: { persons, categories }, place, open }: { people: Part<'people'>; place: string; open: Open }) {
  const t = useText()
  return (
    <Card title={{ zh: '各类对象', en: 'People by category' }} note={t({ zh: `优抚对象 ${persons} 人；有两种身份的两处都计`, en: `${persons} entitled persons; who has two categories stands in both` })}>
      {categories.length === 0 ? <Empty words={{ zh: '名册里还没有优抚对象。', en: 'No entitled person is in the roster.' }} /> : <PeopleTable categories={categories} place={place} open={open} />}
    </Card>
  )
}

function Pictures({ glance }: { glance: YearView }) {
  const { place, year, funds, tasks, coverage, people } = glance
  const [bar, open] = useState<FigureRecords>()
  const shown: readonly ReactNode[] = [tasks ? <Tasks key="tasks" glance={glance} tasks={tasks} open={open} /> : null, people ? <People key="people" people={people} place={place} open={open} /> : null]
  return (
    <>
      {funds ? <Money funds={funds} year={year} /> : null}
      <div className="cols c2">{shown}</div>
      {coverage ? <Coverage coverage={coverage} open={open} /> : null}
      {bar ? <BarRecords bar={bar} place={place} year={year} close={() => open(undefined)} /> : null}
    </>
  )
}

/** The year of a place in four pictures: money, tasks, people, visits. Every number in them opens the records it adds up. */
export function GlancePage() {
  const t = useText()
  const me = useMe()
  const year = useYear()
  const setSearch = useSetSearch()
  const place = useSearchWords()['place'] || me.place
  const asked = useQuery({ queryKey: ['glance', place, year], queryFn: () => get<YearView>(`/glance${queryOf({ place, year })}`) })
  return (
    <Page
      title={{ zh: '全年一览', en: 'The year at a glance' }} note={t({ zh: `${year} 年 · 每个数都点得开`, en: `${year} · every number opens` })}
      actions={<label className="inline" htmlFor="glance-place">{t({ zh: '辖区', en: 'Place' })} <PlaceSelect id="glance-place" value={place} onChange={next => setSearch({ place: next ?? '' }, { stay: true })} /></label>}
    >
      <Shown asked={asked}>{glance => <Pictures key={`${glance.place} ${glance.year}`} glance={glance} />}</Shown>
    </Page>
  )
}
