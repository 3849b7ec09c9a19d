import { anniversary, type Day } from '../base/day.ts'
import type { Text } from '../base/result.ts'
import { levelOf, type Place } from '../places/places.ts'
import type { Calendar } from './calendar.ts'
import { windowsOf, type Duty, type Owner } from './duties.ts'
import type { PlanItem, Task } from './plan.ts'
import { spansOf } from './windows.ts'

/** A task before it has an id. */
export type TaskDraft = {
  readonly place: string
  readonly number: number
  readonly duty: string | null
  readonly window: string | null
  readonly title: Text
  readonly from: Day
  readonly to: Day
  readonly owner: Owner
  readonly owner_name: string | null
  readonly closes_by: readonly string[]
}

/** A village's own tasks are its worker's, whoever owns the duty in the township. */
const ownerAt = (place: Place, duty: Duty): Owner => (levelOf(place.code) === 'village' ? 'village-worker' : duty.owner)

/** Several spans of one window are told apart by their names: 发放当月抚恤补助资金（3月）. */
const named = (title: Text, part: Text | undefined): Text => (part ? { zh: `${title.zh}（${part.zh}）`, en: `${title.en} (${part.en})` } : title)

/** The tasks of one duty in a year: one for each of its windows' spans, at each place that the duty names. */
export function draftTasks(duty: Duty, calendar: Calendar, year: number, places: readonly Place[]): TaskDraft[] {
  const township = places.find(place => levelOf(place.code) === 'township')
  return duty.tasks.flatMap(task => places
    .filter(place => task.at.some(level => level === levelOf(place.code)))
    .flatMap(place => {
      const spans = spansOf(calendar, task.window, year, place.harvest_region ?? township?.harvest_region ?? null)
      return spans.map(span => ({
        place: place.code, number: duty.number, duty: duty.id, window: span.window, from: span.from, to: span.to,
        title: named(task.title, spans.length > 1 ? span.name : undefined), owner: ownerAt(place, duty), owner_name: null,
        closes_by: task.closes_by,
      }))
    }))
}

/** The names of a duty's windows, as a list in words. */
export function windowWords(duty: Duty, calendar: Calendar): Text {
  const names = windowsOf(duty).map(window => calendar.windows.find(rule => rule.id === window)?.name ?? { zh: window, en: window })
  return { zh: names.map(name => name.zh).join('、'), en: names.map(name => name.en).join(', ') }
}

/** How far last year came with an item: its tasks, those done, and the titles of what nothing proves. */
type LastYear = { readonly total: number; readonly done: number; readonly missing: readonly Text[] }

/** A line of next year's plan: a duty of every year, or an item of the place's own that may go on. `key` is the duty, or last year's item. */
export type DraftLine = {
  readonly key: string
  readonly kind: 'duty' | 'own'
  readonly number: number
  readonly title: Text
  readonly sentence: Text
  readonly window: Text
  readonly windows: readonly string[]
  readonly target: readonly string[]
  readonly from: Day | null
  readonly to: Day | null
  readonly owner: Owner
  readonly owner_name: string | null
  readonly tasks: readonly TaskDraft[]
  readonly last: LastYear | null
}

function lastOf(item: PlanItem | undefined, tasks: readonly Task[]): LastYear | null {
  if (!item) return null
  const missing = tasks.filter(task => task.plan_item === item.id && (task.state === 'open' || task.state === 'overdue'))
  const titles = new Map(missing.map(task => [task.title.zh, task.title]))
  return { total: item.total, done: item.done, missing: [...titles.values()] }
}

const ownTask = (item: PlanItem, from: Day, to: Day, number: number): TaskDraft =>
  ({ place: item.place, number, duty: null, window: null, title: item.title, from, to, owner: item.owner, owner_name: item.owner_name, closes_by: [] })

/** Next year's plan: each duty, led by whoever leads it, and the place's own items a year later. */
export function draftPlan(
  { duties, calendar }: { duties: readonly Duty[]; calendar: Calendar }, year: number, places: readonly Place[],
  last: { items: readonly PlanItem[]; tasks: readonly Task[] },
): DraftLine[] {
  const township = places.find(place => levelOf(place.code) === 'township')?.code
  const asked = duties.map((duty): DraftLine => {
    const before = last.items.find(item => item.duty === duty.id)
    const led = { owner: before?.owner ?? duty.owner, owner_name: before?.owner_name ?? null }
    const tasks = draftTasks(duty, calendar, year, places).map(task => (task.place === township ? { ...task, ...led } : task))
    return {
      key: duty.id, kind: 'duty', number: duty.number, title: duty.title, sentence: duty.sentence, window: windowWords(duty, calendar), windows: windowsOf(duty),
      target: duty.target, from: tasks.map(task => task.from).toSorted()[0] ?? null, to: tasks.map(task => task.to).toSorted().at(-1) ?? null, ...led, tasks,
      last: lastOf(before, last.tasks),
    }
  })
  const first = Math.max(0, ...asked.map(line => line.number)) + 1
  const own = last.items.filter(item => item.duty === null && item.to !== null).map((item, index): DraftLine => {
    const [from, to] = [anniversary(item.from!, 1), anniversary(item.to!, 1)]
    return {
      key: item.id, kind: 'own', number: first + index, title: item.title, sentence: item.sentence, window: { zh: '', en: '' }, windows: [], target: item.target, from, to,
      owner: item.owner, owner_name: item.owner_name, tasks: [ownTask(item, from, to, first + index)], last: lastOf(item, last.tasks),
    }
  })
  return [...asked, ...own]
}
