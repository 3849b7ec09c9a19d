import type { Text } from '../base/result.ts'
import { levelOf, type Place } from '../places/places.ts'
import type { Calendar } from './calendar.ts'
import { windowsOf, type Duty, type Owner } from './duties.ts'
import { spansOf } from './windows.ts'

/** A task before it has an id. */
export type TaskDraft = {
  readonly place: string
  readonly number: number
  readonly duty: string
  readonly window: string
  readonly title: Text
  readonly from: string
  readonly to: string
  readonly owner: Owner
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
        title: named(task.title, spans.length > 1 ? span.name : undefined), owner: ownerAt(place, duty), closes_by: task.closes_by,
      }))
    }))
}

/** The names of a duty's windows, as a list in words. */
export function windowWords(duty: Duty, calendar: Calendar): Text {
  const names = windowsOf(duty).map(window => calendar.windows.find(rule => rule.id === window)?.name ?? { zh: window, en: window })
  return { zh: names.map(name => name.zh).join('、'), en: names.map(name => name.en).join(', ') }
}
