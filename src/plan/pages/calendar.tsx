import { monthNumber, yearOf } from '../../base/day.ts'
import { counted, monthInEnglish } from '../../base/english.ts'
import { useText } from '../../ui/language.ts'
import { useYear } from '../../ui/session.ts'
import type { YearView } from '../plan.ts'
import type { Span } from '../windows.ts'
import { monthsOf, type Entry, type MonthView } from '../year.ts'
import { useOpen } from './panels.tsx'
import { ownerWords, shortDay, STATE_NAMES } from './words.ts'


function EntryButton({ entry, today }: { entry: Entry; today: string }) {
  const t = useText()
  const open = useOpen()
  const [first] = entry.tasks
  const waiting = entry.state === 'open' && entry.from > today
  const state = entry.state === 'overdue' ? t({ zh: `逾期 ${entry.overdue_days} 天`, en: `${counted(entry.overdue_days, 'day')} late` }) : waiting ? t({ zh: '未到时间', en: 'Not yet' }) : t(STATE_NAMES[entry.state])
  return (
    <li>
      <button type="button" className={`entry ${waiting ? 'waiting' : entry.state}`} onClick={() => open(entry.tasks.length === 1 ? { task: first!.id } : { entry: entry.key })}>
        <b>{t(entry.title)}</b>
        <small>{state}{entry.total > 1 ? ` ${entry.done}/${entry.total}` : ''} · {t({ zh: `${shortDay(entry.to).zh} 前`, en: `by ${shortDay(entry.to).en}` })} · {t(ownerWords(entry.owner, entry.owner_name))}</small>
      </button>
    </li>
  )
}

function Month({ view: { month, windows, entries }, today, year }: { view: MonthView; today: string; year: number }) {
  const t = useText()
  const begins = (span: Span) => monthNumber(span.from) === month && yearOf(span.from) === year
  const now = today.startsWith(`${year}-`) && monthNumber(today) === month
  return (
    <li className={`month ${now ? 'now' : ''} ${entries.length === 0 ? 'free' : ''}`} aria-current={now ? 'date' : undefined}>
      <h2>{t({ zh: `${month} 月`, en: monthInEnglish(month) })}</h2>
      <ul className="windows">{windows.map(span => (
        <li key={span.window} className={begins(span) ? '' : 'on'}>{t(span.name)} <span className="num">{begins(span) ? (span.from === span.to ? t(shortDay(span.from)) : `${t(shortDay(span.from))}–${t(shortDay(span.to))}`) : t({ zh: `至 ${shortDay(span.to).zh}`, en: `to ${shortDay(span.to).en}` })}</span></li>
      ))}</ul>
      <ul className="entries">{entries.map(entry => <EntryButton key={entry.key} entry={entry} today={today} />)}</ul>
    </li>
  )
}

/** The year in twelve months: its windows, and what ends in each. */
export function Calendar({ view, entries }: { view: YearView; entries: readonly Entry[] }) {
  const t = useText()
  const year = useYear()
  return (
    <ol className="year-calendar" aria-label={t({ zh: `${year} 年各月`, en: `The months of ${year}` })}>
      {monthsOf(entries, view.windows, year).map(month => <Month key={month.month} view={month} today={view.today} year={year} />)}
    </ol>
  )
}
