import type { Day } from '../base/day.ts'
import type { Refusal, Text } from '../base/result.ts'
import type { Owner } from './duties.ts'
import type { Span } from './windows.ts'

export const TASK_STATES = ['open', 'overdue', 'done', 'dropped'] as const
export type TaskState = typeof TASK_STATES[number]

/** Where a task comes from: a duty of law/duties, a meeting's decision, a county notice, a visit, or the place itself. */
export const SOURCES = ['duty', 'decision', 'notice', 'visit', 'own'] as const
export type SourceKind = typeof SOURCES[number]

/** Where a task comes from. */
export const SOURCE_NAMES: Readonly<Record<SourceKind, Text>> = {
  duty: { zh: '年度计划', en: 'The plan' }, decision: { zh: '会议议定', en: 'A meeting’s decision' }, notice: { zh: '上级通知', en: 'A notice' },
  visit: { zh: '走访发现', en: 'A visit' }, own: { zh: '本地事项', en: 'Our own' },
}

/** A task as it is stored, with what proves it. `done_on` is the day of the first proof. */
export type StoredTask = {
  readonly id: string
  readonly place: string
  readonly year: number
  readonly number: number | null
  readonly plan_item: string | null
  readonly duty: string | null
  readonly window: string | null
  readonly title: Text
  readonly from: Day
  readonly to: Day
  readonly owner: Owner
  readonly owner_name: string | null
  readonly closes_by: readonly string[]
  readonly source_kind: SourceKind
  readonly source: string
  readonly dropped_on: Day | null
  readonly dropped_reason: string | null
  readonly records: number
  readonly done_on: Day | null
  /** What was read is what is changed: a change names the version it saw. */
  readonly version: number
}
export type Task = StoredTask & { readonly state: TaskState; readonly overdue_days: number }

/** remaining = planned - evidenced: a task is done while something proves it, and overdue from the day after its last day. */
export function stateOf(task: Pick<StoredTask, 'dropped_on' | 'records' | 'to'>, today: Day): TaskState {
  if (task.dropped_on !== null) return 'dropped'
  if (task.records > 0) return 'done'
  return task.to < today ? 'overdue' : 'open'
}

/** A record of some room that proves work: `{kind: 'visits.round', id}`. */
export type RecordReference = { readonly kind: string; readonly id: string }

/** What proves a task; `by_hand` was brought for this task alone and can be taken back. */
export type Proof = RecordReference & { readonly on: Day; readonly by_hand: boolean }
export type TaskView = Task & { readonly proofs: readonly Proof[] }

/** What the year's document says is missing. */
export type Shortcoming = { readonly duty: string | null; readonly title: Text; readonly window: string | null; readonly from: Day; readonly to: Day }

/**
 * The tasks of the place itself that nothing proves: of those under it, the ones of the highest level, since a village's
 * record proves its township's task too. Dropped ones are not missing. In order of their last days.
 */
export function shortcomingsOf(tasks: readonly StoredTask[]): Shortcoming[] {
  const level = Math.min(...tasks.map(task => task.place.length))
  return tasks
    .filter(task => task.place.length === level && task.records === 0 && task.dropped_on === null)
    .toSorted((a, b) => (a.to + a.id < b.to + b.id ? -1 : 1))
    .map(({ duty, title, window, from, to }) => ({ duty, title, window, from, to }))
}

/** An item of a year's plan, and how far its tasks are. */
export type PlanItem = {
  readonly id: string
  readonly place: string
  readonly number: number
  readonly duty: string | null
  readonly title: Text
  readonly sentence: Text
  readonly windows: readonly string[]
  /** The windows in words: 元旦、春节、八一建军节. */
  readonly window: Text
  readonly owner: Owner
  readonly owner_name: string | null
  readonly target: readonly string[]
  /** First and last day of its tasks; null without one. */
  readonly from: Day | null
  readonly to: Day | null
  readonly total: number
  readonly done: number
  readonly overdue: number
  readonly state: TaskState
  readonly version: number
}

/** The year as the plan's page shows it. */
export type YearView = {
  readonly today: Day
  /** Whether a plan of the year is adopted at the place. */
  readonly adopted: boolean
  readonly windows: readonly Span[]
  readonly items: readonly PlanItem[]
  readonly tasks: readonly Task[]
}

/** An item is done when all its tasks are, overdue when one is. */
export function itemState(tasks: readonly Task[]): TaskState {
  const counted = tasks.filter(task => task.state !== 'dropped')
  if (counted.some(task => task.state === 'overdue')) return 'overdue'
  if (counted.some(task => task.state === 'open')) return 'open'
  return counted.length > 0 ? 'done' : 'dropped'
}

export const noSuchTask = (value: unknown): Refusal => ({
  code: 'not-found', place: 'task', value, message: { zh: '没有这项任务，或不在您的辖区内。', en: 'There is no such task, or it is not in your places.' },
})

export const noSuchItem = (value: unknown): Refusal => ({
  code: 'not-found', place: 'item', value, message: { zh: '没有这个计划项目，或不在您的辖区内。', en: 'There is no such item of a plan, or it is not in your places.' },
})

export const noEvidence = (value: unknown): Refusal => ({
  code: 'no-evidence', place: 'evidence', ...(value === undefined ? {} : { value }),
  message: { zh: '没有佐证，任务不能办结。', en: 'A task is done only with evidence.' },
  next: { zh: '请先上传照片、签到表、签收单等佐证，或登记这项工作本身，再办结。', en: 'Add a photo, a sign-in sheet or a receipt, or record the work itself, then close it.' },
})

export const wrongState = (zh: string, en: string): Refusal => ({ code: 'state', place: 'task', message: { zh, en } })

export const changedMeanwhile: Refusal = {
  code: 'conflict', place: 'version', message: { zh: '刚才已有别人改过，您的修改还没有保存。', en: 'Somebody else changed this meanwhile; your change is not saved yet.' },
  next: { zh: '请看对方改了什么，再决定。', en: 'See what they changed, then decide.' },
}
