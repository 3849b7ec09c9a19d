import { daysBetween, type Day } from '../../base/day.ts'
import type { Text } from '../../base/result.ts'
import type { Tone } from '../../ui/page.tsx'
import type { DueItem, PlanLine } from './answer.ts'

export const MONTHS_ENGLISH = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

export const monthName = (month: number): Text => ({ zh: `${month} 月`, en: MONTHS_ENGLISH[month - 1] ?? String(month) })

const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`
/** Within this many days a thing is shown as near. */
const NEAR_DAYS = 20

/** How urgent a thing is, in a tag: late by days, due in days, or without a day. */
export function dueTag(item: Pick<DueItem, 'due' | 'overdue_days'>, today: Day): { tone: Tone; words: Text } {
  if (item.overdue_days > 0) return { tone: 'late', words: { zh: `逾期 ${item.overdue_days} 天`, en: `${days(item.overdue_days)} late` } }
  if (item.due === null) return { tone: 'plain', words: { zh: '待办', en: 'To do' } }
  const left = daysBetween(today, item.due)
  if (left === 0) return { tone: 'warn', words: { zh: '今天', en: 'Today' } }
  return { tone: left <= NEAR_DAYS ? 'warn' : 'plain', words: { zh: `还有 ${left} 天`, en: `in ${days(left)}` } }
}

/** What stands above the desk: how many things wait, and how many of them are late. */
export function deskTitle(items: readonly Pick<DueItem, 'overdue_days'>[]): Text {
  const late = items.filter(item => item.overdue_days > 0).length
  if (items.length === 0) return { zh: '眼下没有要办的事', en: 'Nothing is waiting for you' }
  const zh = `还有 ${items.length} 件事要办${late > 0 ? `，其中 ${late} 件逾期` : ''}`
  return { zh, en: `${items.length} ${items.length === 1 ? 'thing' : 'things'} to do${late > 0 ? `, ${late} of them late` : ''}` }
}

const PLAN_STATES: Readonly<Record<string, { tone: Tone; words: Text }>> = {
  done: { tone: 'ok', words: { zh: '完成', en: 'Done' } },
  late: { tone: 'late', words: { zh: '逾期', en: 'Late' } },
  open: { tone: 'warn', words: { zh: '进行', en: 'Under way' } },
  planned: { tone: 'plain', words: { zh: '未到', en: 'Not yet' } },
}

/** Where an item of the plan stands; a state that is new to this page is shown by its own name. */
export function planTag(line: Pick<PlanLine, 'state' | 'done' | 'total'>): { tone: Tone; words: Text } {
  const known = PLAN_STATES[line.state] ?? { tone: 'plain' as const, words: { zh: line.state, en: line.state } }
  const count = line.total > 1 && line.state !== 'done' ? ` ${line.done}/${line.total}` : ''
  return { tone: known.tone, words: { zh: known.words.zh + count, en: known.words.en + count } }
}

const RUN_STATES: Readonly<Record<string, { tone: Tone; words: Text }>> = {
  draft: { tone: 'warn', words: { zh: '草稿', en: 'Draft' } },
  checked: { tone: 'warn', words: { zh: '已复核', en: 'Checked' } },
  approved: { tone: 'warn', words: { zh: '已批准', en: 'Approved' } },
  sent: { tone: 'warn', words: { zh: '已送出', en: 'Sent' } },
  confirmed: { tone: 'ok', words: { zh: '已确认', en: 'Confirmed' } },
  returned: { tone: 'late', words: { zh: '有退票', en: 'Returns' } },
  cancelled: { tone: 'plain', words: { zh: '已作废', en: 'Cancelled' } },
}
export const runTag = (state: string): { tone: Tone; words: Text } => RUN_STATES[state] ?? { tone: 'plain', words: { zh: state, en: state } }
