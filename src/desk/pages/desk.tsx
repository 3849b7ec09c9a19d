import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { counted, standsAlone } from '../../base/english.ts'
import { yuanGrouped } from '../../base/money.ts'
import { get, send } from '../../ui/api.ts'
import { Go, useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, numbered, Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { meQuery, useMay, useMe, useYear } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { unitName } from '../../ui/units.ts'
import type { DeskView } from '../desk.ts'
import { deskTitle, dueTag, monthName, planTag, runTag } from './words.ts'
import './desk.css'

/** So many entries fit into a month; the rest is counted. */
const ENTRIES_SHOWN = 4

function Ribbon({ view }: { view: DeskView }) {
  const t = useText()
  const thisMonth = view.today.startsWith(`${view.year}-`) ? Number(view.today.slice(5, 7)) : 0
  const state = { done: t({ zh: '已完成', en: 'done' }), late: t({ zh: '逾期', en: 'late' }), open: t({ zh: '未完成', en: 'not done' }) }
  return (
    <ol className={`ribbon ${view.months.some(({ entries }) => entries.length > 0) ? '' : 'bare'}`} aria-label={t({ zh: `${view.year} 年各月`, en: `The months of ${view.year}` })}>
      {view.months.map(({ month, entries }) => (
        <li key={month} className={month === thisMonth ? 'now' : ''} aria-current={month === thisMonth ? 'date' : undefined}>
          <span className="m">{t(monthName(month))}</span>
          <ul>
            {entries.slice(0, ENTRIES_SHOWN).map((entry, index) => (
              <li key={index} className={entry.state} title={`${t(entry.title)} · ${state[entry.state]}`}>{t(entry.title)}<span className="hidden"> {state[entry.state]}</span></li>
            ))}
            {entries.length > ENTRIES_SHOWN ? (
              <li className="rest" title={entries.slice(ENTRIES_SHOWN).map(entry => t(entry.title)).join('\n')}>{t({ zh: `另 ${entries.length - ENTRIES_SHOWN} 件`, en: `${entries.length - ENTRIES_SHOWN} more` })}</li>
            ) : null}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function Due({ view }: { view: DeskView }) {
  const t = useText()
  return (
    <Card title={{ zh: '轮到你', en: 'For you' }}>
      {view.items.length === 0 ? <Empty words={{ zh: '没有要办的事。', en: 'Nothing to do.' }} /> : (
        <ul className="due">
          {view.items.map((item, index) => {
            const { tone, words } = dueTag(item, view.today)
            return (
              <li key={index}>
                <Tag tone={tone}>{t(words)}</Tag>
                <span><b>{t(item.title)}</b><br /><span className="muted">{numbered(t(standsAlone(item.detail)))}</span></span>
                {item.link ? <Go className="btn" to={item.link} aria-label={`${t({ zh: '打开', en: 'Open' })} ${t(item.title)}`}>{t({ zh: '打开', en: 'Open' })}</Go> : null}
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}

function Plan({ view }: { view: DeskView }) {
  const t = useText()
  // A village has tasks of the township's plan, and none of its own.
  if (view.plan.length === 0 && view.months.some(({ entries }) => entries.length > 0)) return null
  return (
    <Card title={{ zh: '全年要点', en: 'The year’s plan' }} note={t({ zh: `${view.year} 年 ${view.plan.length} 项`, en: `${counted(view.plan.length, 'item')} of ${view.year}` })} more={<Go to={`/plan?year=${view.year}`}>{t({ zh: '打开计划', en: 'Open the plan' })}</Go>}>
      {view.plan.length === 0 ? <Empty words={{ zh: '这一年还没有计划。', en: 'There is no plan for this year.' }} /> : (
        <table className="plain plan">
          <thead><tr>
            <th scope="col">{t({ zh: '事项', en: 'Item' })}</th><th scope="col">{t({ zh: '时间', en: 'When' })}</th>
            <th scope="col">{t({ zh: '牵头', en: 'Owner' })}</th><th scope="col">{t({ zh: '状态', en: 'State' })}</th>
          </tr></thead>
          <tbody>
            {view.plan.map(line => {
              const { tone, words } = planTag(line)
              return <tr key={line.number}><td><Go to={`/plan?year=${view.year}&item=${line.id}`}>{line.number}. {t(line.title)}</Go></td><td>{t(line.window)}</td><td>{t(line.owner)}</td><td><Tag tone={tone}>{t(words)}</Tag></td></tr>
            })}
          </tbody>
        </table>
      )}
    </Card>
  )
}

/** What an administrator keeps an eye on and found as it should be. */
function Checks({ view }: { view: DeskView }) {
  const t = useText()
  if (view.checks.length === 0) return null
  return (
    <Card title={{ zh: '都正常的', en: 'As it should be' }}>
      <ul className="due">
        {view.checks.map((check, index) => (
          <li key={index}>
            <Tag tone="ok">{t({ zh: '正常', en: 'Fine' })}</Tag>
            <span><b>{t(check.title)}</b><br /><span className="muted">{t(standsAlone(check.detail))}</span></span>
            <Go className="btn" to={check.link} aria-label={`${t({ zh: '打开', en: 'Open' })} ${t(check.title)}`}>{t({ zh: '打开', en: 'Open' })}</Go>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Counts({ view }: { view: DeskView }) {
  const t = useText()
  if (view.counts.length === 0) return null
  return (
    <Card title={{ zh: '名册', en: 'Roster' }} more={<Go to="/roster">{t({ zh: '打开名册', en: 'Open the roster' })}</Go>}>
      <dl className="counts">
        {view.counts.map(count => <div key={count.id}><dt>{t(count.name)}</dt><dd>{count.value.toLocaleString('en')}<small>{t(unitName(count.unit, count.value))}</small></dd></div>)}
      </dl>
    </Card>
  )
}

function Villages({ view }: { view: DeskView }) {
  const t = useText()
  const placeName = usePlaceName()
  if (view.villages.length === 0) return null
  return (
    <Card title={{ zh: '各村走访覆盖', en: 'Visits by village' }} note={t({ zh: `${view.year} 年 走访户次 / 优抚对象人数`, en: `${view.year}, visits of entitled persons` })}>
      {view.villages.map(village => (
        <div className="bar" key={village.code}>
          <span>{placeName(village.code)}</span>
          <u aria-hidden><b style={{ width: `${village.total > 0 ? Math.min(100, village.visited / village.total * 100) : 0}%` }} /></u>
          <span>{village.visited}/{village.total}</span>
        </div>
      ))}
    </Card>
  )
}

function Runs({ view }: { view: DeskView }) {
  const t = useText()
  if (view.runs.length === 0) return null
  return (
    <Card title={{ zh: '最近发放', en: 'Recent payments' }} more={<Go to="/runs">{t({ zh: '全部批次', en: 'All runs' })}</Go>}>
      <div className="scroll" tabIndex={0} role="region" aria-label={t({ zh: '最近发放', en: 'Recent payments' })}>
        <table className="plain recent">
          <thead><tr>
            <th scope="col">{t({ zh: '批次', en: 'Run' })}</th><th scope="col" className="n">{t({ zh: '笔数', en: 'Lines' })}</th>
            <th scope="col" className="n">{t({ zh: '金额（元）', en: 'Amount (yuan)' })}</th><th scope="col">{t({ zh: '状态', en: 'State' })}</th>
          </tr></thead>
          <tbody>
            {view.runs.map(run => {
              const { tone, words } = runTag(run.state)
              return (
                <tr key={run.id}>
                  <td><Go to={`/runs/${run.id}`}>{numbered(t(run.title))}</Go></td><td className="n">{run.lines}<span className="unit"> {t({ zh: '笔', en: 'lines' })}</span></td>
                  <td className="n">{yuanGrouped(run.amount_fen)}<span className="unit"> {t({ zh: '元', en: 'yuan' })}</span></td><td><Tag tone={tone}>{t(words)}</Tag></td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

/** Nobody waits for the tour who does not see it. */
const Tour = lazy(async () => {
  const [{ Tour }, { tourOf }] = await Promise.all([import('./tour.tsx'), import('../tour/tour.ts')])
  return { default: ({ end }: { end: () => void }) => <Tour steps={tourOf(useMe().role)} end={end} /> }
})

/** The tour where it is due (a person's first time on the desk) or asked for. */
function TourIfDue() {
  const me = useMe()
  const client = useQueryClient()
  const isAsked = useSearchWords()['tour'] !== undefined
  const setSearch = useSetSearch()
  if (!me.tour_due && !isAsked) return null
  const end = () => {
    client.setQueryData(meQuery.queryKey, { ...me, tour_due: false })
    if (isAsked) setSearch({ tour: undefined }, { replace: true })
    // Where it was not heard, the tour comes once more.
    if (me.tour_due) void send('POST', '/own/tour').catch(() => undefined)
  }
  return <Suspense fallback={null}><Tour end={end} /></Suspense>
}

/** What to do today, and the year at a glance. */
export function DeskPage() {
  const t = useText()
  const year = useYear()
  const asked = useQuery({ queryKey: ['desk', year], queryFn: () => get<DeskView>(`/desk?year=${year}`) })
  const mayPlan = useMay('plan.read')
  const view = asked.data
  return (
    <Page title={view ? deskTitle(view.items) : { zh: '工作台', en: 'Desk' }} note={view ? t({ zh: `今天 ${view.today}`, en: `Today ${view.today}` }) : null}>
      <Shown asked={asked}>{shown => (
        <>
          <Ribbon view={shown} />
          <div className="cols c2">
            <div className="cols"><Due view={shown} />{mayPlan ? <Plan view={shown} /> : null}</div>
            <div className="cols"><Checks view={shown} /><Counts view={shown} /><Villages view={shown} /><Runs view={shown} /></div>
          </div>
          <TourIfDue />
        </>
      )}</Shown>
    </Page>
  )
}
