import { daysBetween, type Day } from '../../base/day.ts'
import { counted, monthShortly } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import type { Tone } from '../../ui/page.tsx'
import { RUN_STATE_NAMES, type RunState } from '../../payment/payment.ts'
import type { TaskState } from '../../plan/plan.ts'
import type { DueItem, PlanLine } from '../desk.ts'

export const monthName = (month: number): Text => ({ zh: `${month} 月`, en: monthShortly(month) })

const days = (count: number) => counted(count, 'day')
/** Within this many days a thing is shown as near. */
const NEAR_DAYS = 20

/** How urgent a thing is, in a tag: late by days, due in days, or without a day. */
export function dueTag(item: Pick<DueItem, 'due' | 'overdue_days'>, today: Day): { tone: Tone; words: Text } {
  if (item.overdue_days > 0) return { tone: 'late', words: { zh: `逾期 ${item.overdue_days} 天`, en: `${days(item.overdue_days)} late` } }
  if (item.due === null) return { tone: 'plain', words: { zh: '待办', en: 'To do' } }
  const left = daysBetween(today, item.due)
  if (left === 0) return { tone: 'warn', words: { zh: '今天', en: 'Today' } }
  return { tone: left <= NEAR_DAYS ? 'warn' : 'plain', words: { zh: `还有 ${left} 天`, en: `In ${days(left)}` } }
}

/** What stands above the desk: how many things wait, and how many of them are late. */
export function deskTitle(items: readonly Pick<DueItem, 'overdue_days'>[]): Text {
  const late = items.filter(item => item.overdue_days > 0).length
  if (items.length === 0) return { zh: '眼下没有要办的事', en: 'Nothing is waiting for you' }
  const zh = `还有 ${items.length} 件事要办${late > 0 ? `，其中 ${late} 件逾期` : ''}`
  return { zh, en: `${counted(items.length, 'thing')} to do${late > 0 ? `, ${late} of them late` : ''}` }
}

const PLAN_STATES: Readonly<Record<TaskState, { tone: Tone; words: Text }>> = {
  done: { tone: 'ok', words: { zh: '完成', en: 'Done' } },
  overdue: { tone: 'late', words: { zh: '逾期', en: 'Late' } },
  open: { tone: 'warn', words: { zh: '进行', en: 'Under way' } },
  dropped: { tone: 'plain', words: { zh: '取消', en: 'Dropped' } },
}

/** Where an item of the plan stands, and how many of its tasks are done. */
export function planTag(line: Pick<PlanLine, 'state' | 'done' | 'total'>): { tone: Tone; words: Text } {
  if (line.state === 'open' && line.done === 0) return { tone: 'plain', words: { zh: '未开始', en: 'Not begun' } }
  const { tone, words } = PLAN_STATES[line.state]
  const count = line.total > 1 && line.state !== 'done' ? ` ${line.done}/${line.total}` : ''
  return { tone, words: { zh: words.zh + count, en: words.en + count } }
}

const RUN_TONES: Readonly<Partial<Record<RunState, Tone>>> = { confirmed: 'ok', returned: 'late', discarded: 'plain' }
export const runTag = (state: RunState): { tone: Tone; words: Text } => ({ tone: RUN_TONES[state] ?? 'warn', words: RUN_STATE_NAMES[state] })
