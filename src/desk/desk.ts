import type { Text } from '../base/result.ts'
import { daysBetween, monthNumber, yearOf, type Day } from '../base/day.ts'
import type { PlanItem, Task, TaskState } from '../plan/plan.ts'
import { may, type Permission } from '../access/roles.ts'
import type { Actor } from '../base/actor.ts'
import { yuanGrouped } from '../base/money.ts'
import type { RunState, RunSummary } from '../payment/payment.ts'

/** What the desk shows: what is due for whoever looks, the year's months, its plan, and where things stand. */
export type DeskView = {
  readonly today: Day
  readonly place_name: string
  readonly year: number
  readonly items: readonly DueItem[]
  readonly months: readonly { readonly month: number; readonly entries: readonly MonthEntry[] }[]
  readonly plan: readonly PlanLine[]
  readonly counts: readonly { readonly id: string; readonly name: Text; readonly value: number; readonly unit: string }[]
  readonly villages: readonly VillageLine[]
  readonly runs: readonly RunLine[]
  /** What an administrator keeps an eye on and is as it should be. */
  readonly checks: readonly { readonly title: Text; readonly detail: Text; readonly link: string }[]
}
export type DueItem = {
  readonly kind: 'task' | 'run' | 'waiting'; readonly title: Text; readonly detail: Text; readonly due: Day | null; readonly overdue_days: number; readonly link: string | null
}
export type MonthEntry = { readonly title: Text; readonly state: 'done' | 'late' | 'open' }
export type PlanLine = {
  readonly id: string; readonly number: number; readonly title: Text; readonly window: Text; readonly owner: Text; readonly done: number; readonly total: number; readonly state: TaskState
}
/** `visited` counts visits to homes in the year, `total` the entitled persons. */
export type VillageLine = { readonly code: string; readonly name: string; readonly visited: number; readonly total: number }
export type RunLine = { readonly id: string; readonly title: Text; readonly state: RunState; readonly amount_fen: number; readonly lines: number }

const MONTH_STATES = { done: 'done', overdue: 'late', open: 'open' } as const

/** The tasks of a year in the months in which they end; what was dropped is not shown. A monthly duty shows once a month, a township's task once. */
export function monthsOf(tasks: readonly Task[], year: number): DeskView['months'] {
  const shown = tasks.flatMap(task => (task.state === 'dropped' ? [] : [{ task, state: MONTH_STATES[task.state] }]))
  return Array.from({ length: 12 }, (_, index) => {
    const ending = shown.filter(({ task }) => yearOf(task.to) === year && monthNumber(task.to) === index + 1)
    const entries = ending.map(({ task, state }) => ({ title: task.title, state }))
    // Several villages' shares of one task are one entry, as late as the latest of them.
    const together = new Map<string, MonthEntry>()
    for (const entry of entries) {
      const known = together.get(entry.title.zh)
      if (!known || rank(entry) > rank(known)) together.set(entry.title.zh, entry)
    }
    return { month: index + 1, entries: [...together.values()] }
  })
}

const rank = (entry: MonthEntry): number => ['done', 'open', 'late'].indexOf(entry.state)

const day = (date: Day): Text => ({ zh: `${monthNumber(date)} 月 ${Number(date.slice(8))} 日前`, en: `by ${date}` })

export const taskItem = (task: Task): DueItem => ({
  kind: 'task', title: task.title, due: task.to, overdue_days: task.overdue_days, link: `/tasks?year=${task.year}&task=${task.id}`,
  detail: task.source_kind === 'duty' ? { zh: `计划第 ${task.number ?? ''} 项 · ${day(task.to).zh}`, en: `item ${task.number ?? ''} of the plan, ${day(task.to).en}` } : day(task.to),
})

const NEXT_STEP: Readonly<Partial<Record<RunState, { readonly permission: Permission; readonly text: Text }>>> = {
  draft: { permission: 'payment.check', text: { zh: '待复核', en: 'to be checked' } },
  checked: { permission: 'payment.approve', text: { zh: '待审批', en: 'to be approved' } },
  approved: { permission: 'payment.send', text: { zh: '待发送', en: 'to be sent' } },
  sent: { permission: 'payment.confirm', text: { zh: '待回盘', en: 'waiting for the bank' } },
}

/** A run whose next step is this role's, except for what they prepared themselves. */
export function runItem(run: RunSummary, actor: Pick<Actor, 'account' | 'role'>): DueItem[] {
  const step = NEXT_STEP[run.state]
  if (!step || !may(actor.role, step.permission)) return []
  const own = run.prepared_by === actor.account && (run.state === 'draft' || run.state === 'checked')
  const sum = `${run.lines} · ${yuanGrouped(run.amount_fen)}`
  return own ? [] : [{
    kind: 'run', title: { zh: `${run.title.zh} ${step.text.zh}`, en: `${run.title.en}: ${step.text.en}` }, due: null, overdue_days: 0, link: `/runs/${run.id}`,
    detail: { zh: `${sum} 元`, en: `${sum} yuan` },
  }]
}

/** How many things of a kind wait for whoever looks, and when the first was due. */
export type Waiting = { readonly count: number; readonly due: Day | null }
const WAITING_WORDS = {
  accounts: { zh: '件账户变更待您决定', en: 'Changes of accounts for you to decide', detail: { zh: '对照佐证，同意或不予办理', en: 'held against their proof' }, link: '/accounts?state=open' },
  closings: { zh: '件应收的办理待您决定', en: 'Closings of receivables for you to decide', detail: { zh: '退回、抵扣、核销', en: 'refunds, deductions, write-offs' }, link: '/receivables' },
  failures: { zh: '笔退票逾期没有更正', en: 'Failed payments past their deadline', detail: { zh: '更正账户以后重发', en: 'correct the account and reissue' }, link: '/failures?overdue=true' },
  differences: { zh: '条核对差异由您来办', en: 'Differences of the books for you to settle', detail: { zh: '夜里核对发现的', en: 'found by the nightly comparison' }, link: '/differences' },
} as const

/** One line for all that waits of a kind; it opens the page where it is seen to. */
export function waitingItem(kind: keyof typeof WAITING_WORDS, { count, due }: Waiting, today: Day): DueItem[] {
  const { zh, en, detail, link } = WAITING_WORDS[kind]
  const late = due === null ? 0 : Math.max(0, daysBetween(due, today))
  return count === 0 ? [] : [{
    kind: 'waiting', title: { zh: `${count} ${zh}`, en: `${en}: ${count}` }, due, overdue_days: late, link,
    detail: due === null ? detail : { zh: `${detail.zh}，最早的限期 ${due}`, en: `${detail.en}; the first was due on ${due}` },
  }]
}

export const runLine = ({ id, title, state, amount_fen, lines }: RunSummary): RunLine => ({ id, title, state, amount_fen, lines })

/** An item of the plan as the desk's table shows it. */
export const planLine = (item: PlanItem, owner: Text): PlanLine =>
  ({ id: item.id, number: item.number, title: item.title, window: item.window, owner, done: item.done, total: item.total, state: item.state })

/** The overdue first, then what ends soonest. */
export const inOrder = (items: readonly DueItem[], today: Day): DueItem[] =>
  items.toSorted((one, other) => other.overdue_days - one.overdue_days || daysBetween(today, one.due ?? today) - daysBetween(today, other.due ?? today))
