import { act, read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { addDays, yearOf, type Day } from '../../base/day.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import type { LawHouse } from '../../law/house.ts'
import type { LawBook } from '../../law/law.ts'
import { placesIn } from '../../places/actions.ts'
import { factsOfIn, rosterIn } from '../../roster/actions.ts'
import { askedIn } from '../../roster/confirmation/actions.ts'
import { daysOf, STATE_RULES } from '../../roster/confirmation/confirmation.ts'
import { confirmationWindow } from '../../roster/confirmation/load.ts'
import { placeFinder } from '../../roster/intake/place-finder.ts'
import { readHeadings, readRows, type RowRefusal } from '../../roster/intake/rows.ts'
import { noSuchForm } from '../../roster/refusals.ts'
import type { RosterRow } from '../../roster/rows.ts'
import { identityIndex } from '../../roster/search.ts'
import { readSheet } from '../../sheets/read.ts'
import { writeWorkbook } from '../../sheets/write.ts'
import { code } from '../columns/code.ts'
import { screen, type Accounts, type Found } from '../columns/screen.ts'
import { TableLoader } from '../columns/table.ts'
import { monthIndex } from '../measures.ts'
import { reconcile, type ListRow, type ListForm, type Reconciliation } from './lists.ts'
import { listForms } from './load.ts'
import { screeningQuery, type ScreeningQuery } from './schemas.ts'
import { confirmationDue, countsOf, DAYS_AHEAD, inOrder, isOver, monthsScreened, Teller, type KnownPerson, type ScreeningCounts, type ScreeningFinding } from './screening.ts'

export type ScreeningQuestion = { readonly asOf: Day; readonly place: string }

/** Accounts as numbers from 1, equal where they are the same; the accounts themselves stay sealed. */
function accountsOf(known: readonly KnownPerson[], roll: readonly RosterRow[]): Accounts {
  const indexes = new Map(roll.map(row => [row.id, row.account_index]))
  const numbers = new Map<string, number>()
  return Int32Array.from(known, ({ person }) => {
    const index = indexes.get(person)
    if (!index) return 0
    if (!numbers.has(index)) numbers.set(index, numbers.size + 1)
    return numbers.get(index)!
  })
}

/** Everybody not yet confirmed while the year's confirmation ends within the days ahead, or has ended. */
async function unconfirmedIn(work: Work, law: LawBook, { asOf, place }: ScreeningQuestion): Promise<ScreeningFinding[]> {
  const { opens, closes } = daysOf(confirmationWindow(), yearOf(asOf))
  if (asOf < opens || closes > addDays(asOf, DAYS_AHEAD)) return []
  const asked = await askedIn(work, yearOf(asOf), { place })
  return asked.filter(({ state, finding }) => !(STATE_RULES[state].done && (finding === null || finding.on <= asOf))).map(one => confirmationDue(law, one, closes))
}

/** What a screening found: told when asked for, so that nothing is worded that nobody reads. */
type Screened = { readonly kind: ScreeningFinding['kind']; readonly category: string | null; tell(): ScreeningFinding }

/** Screens the persons under a place, as the office knew them on a day; nothing is kept. */
export async function screenIn(work: Work, law: LawBook, question: ScreeningQuestion): Promise<readonly Screened[]> {
  const { asOf, place } = question
  const known = await factsOfIn(work, { place, knownOn: asOf })
  const { from, to } = monthsScreened(asOf)
  const loader = new TableLoader(law, from, to, asOf)
  for (const { facts } of known) loader.add(facts)
  const accounts = accountsOf(known, await rosterIn(work, { place, on: asOf }))
  const period = { first: monthIndex(from), months: monthIndex(to) - monthIndex(from) + 1 }
  const teller = new Teller(law, known, asOf)
  const told = (found: Found): Screened => ({ kind: found.kind, category: teller.categoryOf(found), tell: () => teller.tell(found) })
  const found = screen(law, loader.done(), period, code, accounts).filter(one => !isOver(law, known[one.person]!.facts, one, asOf))
  const confirmations = (await unconfirmedIn(work, law, question)).map((line): Screened => ({ kind: line.kind, category: line.category, tell: () => line }))
  return [...inOrder(found, known).map(told), ...confirmations]
}

export type ScreeningAnswer = { readonly as_of: Day; readonly findings: readonly ScreeningFinding[]; readonly counts: ScreeningCounts }
export type ScreeningList = { readonly as_of: Day; readonly rows: readonly ScreeningFinding[]; readonly counts: ScreeningCounts; readonly total: number; readonly page: number; readonly size: number }

/** Every finding under a place. */
export const screening = (house: LawHouse, actor: Actor, asked: { readonly asOf?: Day | undefined; readonly place?: string }): Promise<Result<ScreeningAnswer>> =>
  read(house, actor, 'roster.read', async work => {
    const asOf = asked.asOf ?? work.today
    const found = await screenIn(work, await house.lawOf(work), { asOf, place: asked.place ?? '' })
    return { as_of: asOf, findings: found.map(one => one.tell()), counts: countsOf(found) }
  })

/** A page of them; the counts are those of every kind. */
export const screeningPage = (house: LawHouse, actor: Actor, query: ScreeningQuery): Promise<Result<ScreeningList>> =>
  read(house, actor, 'roster.read', async work => {
    const { place, kind, category, as_of, page, size } = screeningQuery.parse(query)
    const asOf = as_of === '' ? work.today : as_of
    const all = (await screenIn(work, await house.lawOf(work), { asOf, place })).filter(one => category === '' || one.category === category)
    const chosen = all.filter(one => kind === '' || one.kind === kind)
    const rows = chosen.slice((page - 1) * size, page * size).map(one => one.tell())
    return { as_of: asOf, rows, counts: countsOf(all), total: chosen.length, page, size }
  })

const withoutNumber = (list: ListForm): Refusal => {
  const column = list.columns.find(({ field }) => field === 'identity_number')!
  return {
    code: 'missing', place: 'headings', value: column.heading, legal: [column.heading, ...column.aliases],
    message: { zh: `缺少必填的列“${column.heading}”。`, en: `The required column “${column.heading}” is missing.` },
  }
}

export type ListAnswer = Reconciliation & { readonly list: string; readonly rows_read: number }

/**
 * Holds a list that another office sent against the roster. Nothing of it is kept but how many rows came out how; every
 * error of the sheet comes back at once, and what is told is settled one person at a time.
 */
export async function reconcileList(house: House, actor: Actor, id: string, bytes: Uint8Array): Promise<Result<ListAnswer>> {
  const lists = await listForms()
  const list = lists.get(id)
  if (!list) return refused(noSuchForm(id, [...lists.keys()]))
  const sheet = await readSheet(bytes)
  if (!sheet.ok) return sheet
  const found = readHeadings(list, sheet.value)
  if ('refusals' in found) return refused(...found.refusals)
  if (!found.headings.columns.some(column => column?.field === 'identity_number')) return refused(withoutNumber(list))
  return act(house, actor, 'roster.import', async work => {
    const rows = readRows(found.headings, sheet.value, placeFinder(await placesIn(work), actor.scope, work.today))
    const bad: readonly RowRefusal[] = rows.flatMap(row => row.refusals)
    const good = rows.filter(row => row.refusals.length === 0).map(({ row, fields }): ListRow =>
      ({ row, fields, identity_index: fields.identity_number === undefined ? null : identityIndex(work.vault, String(fields.identity_number)) }))
    const reconciled = reconcile(list, good, await rosterIn(work, { place: '', on: work.today }))
    const refusals = [...bad, ...reconciled.refusals].toSorted((one, other) => one.row - other.row)
    work.record({
      action: 'entitlement.list.reconcile', subject: work.id(), place: actor.place,
      after: { list: id, rows_read: rows.length, rows_refused: new Set(refusals.map(({ row }) => row)).size, ...reconciled.counts },
    })
    return done({ ...reconciled, refusals, list: id, rows_read: rows.length })
  })
}

/** The lists that can be brought. */
export const listNames = async (): Promise<{ id: string; name: ListForm['name'] }[]> => [...(await listForms()).values()].map(({ id, name }) => ({ id, name }))

/** An empty sheet of a list with one row of examples. */
export async function listTemplate(id: string): Promise<Result<{ name: string; bytes: Uint8Array }>> {
  const lists = await listForms()
  const list = lists.get(id)
  if (!list) return refused(noSuchForm(id, [...lists.keys()]))
  const columns = list.columns.filter(column => column.kind !== 'ignore')
  const bytes = await writeWorkbook({ name: list.sheet, headings: columns.map(column => column.heading), rows: [columns.map(column => column.example ?? '')] })
  return done({ name: `${list.name.zh}-模板.xlsx`, bytes })
}
