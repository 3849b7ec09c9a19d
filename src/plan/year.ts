import { monthNumber, yearOf, type Day } from '../base/day.ts'
import type { Text } from '../base/result.ts'
import type { Owner } from './duties.ts'
import type { Task, TaskState } from './plan.ts'
import type { Span } from './windows.ts'

/** What the calendar shows as one: a task, or the shares of it that several villages have. */
export type Entry = {
  readonly key: string
  readonly title: Text
  readonly from: Day
  readonly to: Day
  readonly owner: Owner
  readonly owner_name: string | null
  readonly state: TaskState
  readonly done: number
  readonly total: number
  readonly overdue_days: number
  readonly tasks: readonly Task[]
}

/** The worst of several stands for all: one village late is late. */
const WORST: readonly TaskState[] = ['overdue', 'open', 'done', 'dropped']
const worst = (tasks: readonly Task[]): TaskState => WORST.find(state => tasks.some(task => task.state === state)) ?? 'dropped'

const keyOf = (task: Task): string => `${task.duty ?? task.id}:${task.window ?? ''}:${task.title.zh}`

/** Tasks in order of their last days, the shares of one task together; the township's own share names owner and days. */
export function entriesOf(tasks: readonly Task[]): Entry[] {
  const together = Map.groupBy(tasks, keyOf)
  return [...together].map(([key, shares]) => {
    const ordered = shares.toSorted((a, b) => a.place.length - b.place.length || (a.place < b.place ? -1 : 1))
    const [first] = ordered as [Task, ...Task[]] // a group has at least one
    const counted = ordered.filter(task => task.state !== 'dropped')
    return {
      key, title: first.title, from: first.from, to: first.to, owner: first.owner, owner_name: first.owner_name, state: worst(ordered),
      done: counted.filter(task => task.state === 'done').length, total: counted.length, overdue_days: Math.max(...ordered.map(task => task.overdue_days)), tasks: ordered,
    }
  }).toSorted((a, b) => (a.to + a.key < b.to + b.key ? -1 : 1))
}

export type MonthView = { readonly month: number; readonly windows: readonly Span[]; readonly entries: readonly Entry[] }

/** The year in months: what ends in each, and the windows that touch it. */
export const monthsOf = (entries: readonly Entry[], windows: readonly Span[], year: number): MonthView[] => Array.from({ length: 12 }, (_, index) => {
  const month = `${year}-${String(index + 1).padStart(2, '0')}`
  return {
    month: index + 1,
    windows: windows.filter(span => span.from.slice(0, 7) <= month && month <= span.to.slice(0, 7)),
    entries: entries.filter(entry => yearOf(entry.to) === year && monthNumber(entry.to) === index + 1),
  }
})

export type Filter = { readonly owner: string; readonly window: string; readonly state: string }

/** What of the year is asked for; empty asks for all. A window means what falls in it or is done for it. */
export const filtered = (tasks: readonly Task[], { owner, window, state }: Filter): Task[] => tasks.filter(task =>
  (owner === '' || task.owner === owner) && (window === '' || task.window === window) && (state === '' || task.state === state))
