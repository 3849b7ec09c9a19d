import type { Month } from '../../base/day.ts'
import { sum, type Fen } from '../../base/money.ts'
import { STEPS, type NoticeLine } from '../../disclosure/disclosure.ts'
import type { NoticeRow } from '../../disclosure/schemas.ts'

export type ShownLine = { readonly place: string; readonly person: string; readonly name: string; readonly benefit: string; readonly period: Month; readonly amount_fen: Fen }

const monthWords = (month: Month): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`

/** A person's benefit of one run is one row, however many months it pays. */
function rowOf(lines: readonly ShownLine[]): NoticeRow {
  const { person, name, benefit } = lines[0]!
  const months = lines.map(line => line.period).toSorted()
  const [from, to] = [months[0]!, months.at(-1)!]
  return { who: person, name, benefit, period: from === to ? monthWords(from) : `${monthWords(from)}至${monthWords(to)}`, amount_fen: sum(lines.map(line => line.amount_fen)) }
}

/** The rows of each village's list, in the order of the run's lines. */
export const rowsByVillage = (lines: readonly ShownLine[]): ReadonlyMap<string, readonly NoticeRow[]> =>
  new Map([...Map.groupBy(lines, line => line.place)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([place, own]) =>
    [place, [...Map.groupBy(own, line => `${line.person} ${line.benefit}`).values()].map(rowOf)]))

/** How a village of a run stands: what was asked of it, and its latest list. */
export type VillageDisclosure = {
  readonly place: string
  readonly required: boolean
  readonly list: NoticeLine | null
  /** Its list hung all its days, and nothing said against it was upheld. */
  readonly done: boolean
  /** Something said against its latest list was upheld, or nobody has answered it: then nothing is sent, asked of the village or not. */
  readonly disputed: boolean
}
export type RunDisclosure = { readonly required: boolean; readonly villages: readonly VillageDisclosure[] }

const isDone = (list: NoticeLine | undefined): boolean => list !== undefined && list.state === 'ended' && list.upheld === 0
/** Under way: a second list beside it would hang twice. */
export const isOpen = (list: NoticeLine | null): boolean => list !== null && [...STEPS.publish.from, ...STEPS.withdraw.from].includes(list.state)

/** Each village that has something to show, against the lists that there are. */
export function disclosureOfRun(places: readonly string[], lists: readonly NoticeLine[], isRequired: (place: string) => boolean): RunDisclosure {
  const latest = new Map(lists.map(list => [list.place, list]))
  const villages = places.map((place): VillageDisclosure => {
    const list = latest.get(place)
    return { place, required: isRequired(place), list: list ?? null, done: isDone(list), disputed: list !== undefined && list.unanswered + list.upheld > 0 }
  })
  return { required: villages.some(village => village.required), villages }
}
