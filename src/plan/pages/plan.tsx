import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { counted } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import { get } from '../../ui/api.ts'
import { Go, useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { useMay, useMe, useYear } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import type { YearView } from '../plan.ts'
import { entriesOf, filtered, type Entry, type Filter } from '../year.ts'
import { Calendar } from './calendar.tsx'
import { AddItem, yearPath } from './item-panel.tsx'
import { YearList } from './items.tsx'
import { Panels, useOpen } from './panels.tsx'
import { OWNER_CHOICES, ownerWords, STATE_CHOICES } from './words.ts'
import './plan.css'

/** Overdue things listed at the top before the rest is counted. */
const OVERDUE_SHOWN = 6

function Choice({ name, label, choices, all }: { name: keyof Filter; label: Text; choices: readonly { value: string; label: Text }[]; all: Text }) {
  const t = useText()
  const id = useId()
  const words = useSearchWords()
  const setSearch = useSetSearch()
  return (
    <span>
      <label htmlFor={id}>{t(label)}</label>
      <select id={id} className="field" value={words[name] ?? ''} onChange={event => setSearch({ [name]: event.target.value }, { stay: true, replace: true })}>
        <option value="">{t(all)}</option>
        {choices.map(choice => <option key={choice.value} value={choice.value}>{t(choice.label)}</option>)}
      </select>
    </span>
  )
}

function Filters({ view, list }: { view: YearView; list: boolean }) {
  const t = useText()
  const setSearch = useSetSearch()
  const used = new Set(view.tasks.map(task => task.window))
  const windows = view.windows.filter(span => used.has(span.window)).map(span => ({ value: span.window, label: span.name }))
  const show = (shown: string) => setSearch({ view: shown }, { stay: true, replace: true })
  return (
    <div className="plan-filters">
      <Choice name="owner" label={{ zh: '谁来办', en: 'Whose' }} choices={OWNER_CHOICES} all={{ zh: '所有人', en: 'Everybody' }} />
      <Choice name="window" label={{ zh: '时段', en: 'Window' }} choices={windows} all={{ zh: '全年', en: 'All year' }} />
      <Choice name="state" label={{ zh: '状态', en: 'State' }} choices={STATE_CHOICES} all={{ zh: '全部', en: 'All' }} />
      <span className="switch" role="group" aria-label={t({ zh: '怎么看', en: 'View' })}>
        <button type="button" aria-pressed={!list} onClick={() => show('')}>{t({ zh: '日历', en: 'Calendar' })}</button>
        <button type="button" aria-pressed={list} onClick={() => show('list')}>{t({ zh: '清单', en: 'List' })}</button>
      </span>
    </div>
  )
}

/** What is late, told before anything else. */
function Overdue({ entries }: { entries: readonly Entry[] }) {
  const t = useText()
  const open = useOpen()
  const year = useYear()
  const late = entries.filter(entry => entry.state === 'overdue').toSorted((a, b) => b.overdue_days - a.overdue_days)
  if (late.length === 0) return null
  return (
    <Card
      className="late-card" title={{ zh: `逾期 ${late.length} 件`, en: `${late.length} overdue` }}
      more={<Go to={`/tasks?year=${year}&state=overdue`}>{t({ zh: '全部逾期任务', en: 'All overdue tasks' })}</Go>}
    >
      <ul className="task-list">
        {late.slice(0, OVERDUE_SHOWN).map(entry => (
          <li key={entry.key}>
            <Tag tone="late">{t({ zh: `${entry.overdue_days} 天`, en: `${counted(entry.overdue_days, 'day')}` })}</Tag>
            <span>
              <button type="button" className="link" onClick={() => open(entry.tasks.length === 1 ? { task: entry.tasks[0]!.id } : { entry: entry.key })}>{t(entry.title)}</button>
              <small className="muted">{t(ownerWords(entry.owner, entry.owner_name))}{entry.total > 1 ? t({ zh: ` · 还差 ${entry.total - entry.done} 处`, en: ` · places missing: ${entry.total - entry.done}` }) : ''}</small>
            </span>
          </li>
        ))}
      </ul>
      {late.length > OVERDUE_SHOWN ? <p className="muted">{t({ zh: `还有 ${late.length - OVERDUE_SHOWN} 件`, en: `and ${late.length - OVERDUE_SHOWN} more` })}</p> : null}
    </Card>
  )
}

function NoPlan() {
  const t = useText()
  const year = useYear()
  const may = useMay('plan.write') && useMe().place.length === 9
  return (
    <Card><Empty words={{ zh: `${year} 年还没有计划。`, en: `There is no plan of ${year}.` }}>
      {may ? <Go className="btn go" to={`/plan/draft?year=${year}`}>{t({ zh: `从上一年起草 ${year} 年计划`, en: `Draft ${year} from the year before` })}</Go> : null}
    </Empty></Card>
  )
}

function Year({ view }: { view: YearView }) {
  const words = useSearchWords()
  const [owner, window, state] = [words['owner'] ?? '', words['window'] ?? '', words['state'] ?? '']
  const whole = owner + window + state === ''
  const entries = entriesOf(filtered(view.tasks, { owner, window, state }))
  const list = words['view'] === 'list'
  return (
    <>
      {whole ? <Overdue entries={entries} /> : null}
      <Filters view={view} list={list} />
      {list ? <YearList view={view} entries={entries} whole={whole} /> : <Calendar view={view} entries={entries} />}
      <Panels view={view} />
    </>
  )
}

/** The year's plan, as a calendar or a list. */
export function PlanPage() {
  const t = useText()
  const year = useYear()
  const me = useMe()
  const mayWrite = useMay('plan.write')
  const [adding, setAdding] = useState(false)
  const asked = useQuery({ queryKey: ['plan', year], queryFn: () => get<YearView>(yearPath(year, '')) })
  const view = asked.data
  const weighed = view?.tasks.filter(task => task.state !== 'dropped') ?? []
  const done = weighed.filter(task => task.state === 'done').length
  const may = mayWrite && me.place.length === 9
  return (
    <Page
      title={{ zh: `${year} 年度计划`, en: `The plan of ${year}` }}
      note={view && weighed.length > 0 ? t({ zh: `${view.items.length > 0 ? `${view.items.length} 项，` : ''}任务办结 ${done} / ${weighed.length}`, en: `${view.items.length > 0 ? `${counted(view.items.length, 'item')}, ` : ''}${done} of ${weighed.length} tasks done` }) : null}
      actions={<>
        {may && view?.adopted ? <Button type="primary" onClick={() => setAdding(true)}>{t({ zh: '新增项目', en: 'Add an item' })}</Button> : null}
        {may && view?.adopted ? <Go className="btn" to={`/plan/draft?year=${year + 1}`}>{t({ zh: `起草 ${year + 1} 年计划`, en: `Draft ${year + 1}` })}</Go> : null}
      </>}
    >
      <Shown asked={asked}>{shown => (shown.items.length + shown.tasks.length === 0 ? <NoPlan /> : <Year view={shown} />)}</Shown>
      {adding ? <AddItem place={me.place} close={() => setAdding(false)} /> : null}
    </Page>
  )
}
