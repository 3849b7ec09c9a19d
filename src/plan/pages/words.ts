import { ROLE_NAMES } from '../../access/refusals.ts'
import { monthNumber, type Day } from '../../base/day.ts'
import { counted, inSentence, monthShortly } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import type { Tone } from '../../ui/page.tsx'
import { OWNERS, type Owner } from '../duties.ts'
import type { RecordReference, Task, TaskState } from '../plan.ts'

export const STATE_NAMES: Readonly<Record<TaskState, Text>> = {
  open: { zh: '待办', en: 'Open' }, overdue: { zh: '逾期', en: 'Overdue' }, done: { zh: '办结', en: 'Done' }, dropped: { zh: '取消', en: 'Dropped' },
}
const TONES: Readonly<Record<TaskState, Tone>> = { open: 'warn', overdue: 'late', done: 'ok', dropped: 'plain' }

const daysLate = (days: number): Text => ({ zh: `逾期 ${days} 天`, en: `${counted(days, 'day')} late` })

/** Where a task stands: late by so many days, not begun, open, done. */
export function taskTag(task: Pick<Task, 'state' | 'overdue_days' | 'from'>, today: Day): { tone: Tone; words: Text } {
  if (task.state === 'overdue') return { tone: 'late', words: daysLate(task.overdue_days) }
  if (task.state === 'open' && task.from > today) return { tone: 'plain', words: { zh: '未到时间', en: 'Not yet' } }
  return { tone: TONES[task.state], words: STATE_NAMES[task.state] }
}

export const ownerWords = (owner: Owner, name: string | null): Text => ({
  zh: name ? `${name}（${ROLE_NAMES[owner].zh}）` : ROLE_NAMES[owner].zh, en: name ? `${name} (${inSentence(ROLE_NAMES[owner].en)})` : ROLE_NAMES[owner].en,
})
export const OWNER_CHOICES = OWNERS.map(value => ({ value, label: ROLE_NAMES[value] }))
export const STATE_CHOICES = (['overdue', 'open', 'done', 'dropped'] as const).map(value => ({ value, label: STATE_NAMES[value] }))

/** 7月1日—8月1日; the year stands where it is another one's. */
export function spanWords(from: Day, to: Day, year: number): Text {
  const part = (day: Day): string => `${day.startsWith(String(year)) ? '' : `${day.slice(0, 4)}年`}${monthNumber(day)}月${Number(day.slice(8))}日`
  return from === to ? { zh: part(from), en: from } : { zh: `${part(from)}—${part(to)}`, en: `${from} – ${to}` }
}
export const shortDay = (day: Day): Text => ({ zh: `${monthNumber(day)}/${Number(day.slice(8))}`, en: `${Number(day.slice(8))} ${monthShortly(monthNumber(day))}` })

/** What each kind of record is called, and the address of its page. Rooms name addresses, not each other's pages. */
const RECORDS: readonly { readonly kind: RegExp; readonly name: Text; readonly link: (id: string) => string | null; readonly enter?: (kind: string, place: string) => string }[] = [
  { kind: /^evidence$/, name: { zh: '佐证', en: 'Evidence' }, link: id => `/api/evidence/${id}` },
  { kind: /^activity\./, name: { zh: '活动记录', en: 'An activity' }, link: id => `/activities/${id}`, enter: (kind, place) => `/activities/new?kind=${kind.slice('activity.'.length)}&place=${place}` },
  { kind: /^organization\.meeting$/, name: { zh: '领导小组会议', en: 'A meeting of the leading group' }, link: id => `/meetings/${id}`, enter: () => '/meetings/new' },
  { kind: /^organization\.group-change$/, name: { zh: '领导小组调整', en: 'A change of the leading group' }, link: () => '/organization', enter: () => '/organization' },
  { kind: /^payment\./, name: { zh: '确认的发放批次', en: 'A confirmed run' }, link: id => `/runs/${id}`, enter: () => '/runs' },
  { kind: /^visits\.round$/, name: { zh: '走访慰问', en: 'A round of visits' }, link: () => null },
]

const sortOf = (kind: string) => RECORDS.find(each => each.kind.test(kind))
export const recordWords = ({ kind, id }: RecordReference): { name: Text; link: string | null } =>
  ({ name: sortOf(kind)?.name ?? { zh: kind, en: kind }, link: sortOf(kind)?.link(id) ?? null })

/** The records that close a task by being entered, with where they are entered. */
export const entriesFor = (closesBy: readonly string[], place: string): readonly { readonly kind: string; readonly name: Text; readonly link: string }[] => closesBy.flatMap(kind => {
  const sort = sortOf(kind)
  return sort?.enter ? [{ kind, name: sort.name, link: sort.enter(kind, place) }] : []
})
