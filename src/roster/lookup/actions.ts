import { act, read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, refused, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { placesIn } from '../../places/actions.ts'
import { mergedInto } from '../../places/places.ts'
import { personIn } from '../actions.ts'
import { becameTrueOn } from '../kinds.ts'
import { maskedCard } from '../prepare.ts'
import { noSuchHousehold, noSuchPerson } from '../refusals.ts'
import type { HomeView, HouseholdLine, PersonCard, PersonLine, PersonList, TimelineEntry } from '../roster.ts'
import type { HouseholdRow } from '../rows.ts'
import { householdQuery, listQuery, type HouseholdQuery, type ListQuery, type RevealInput } from '../schemas.ts'
import { readQuery, type Lookup } from '../search.ts'
import {
  findPersons, pageCategory, pageHouseholds, pagePersons, preferIndexes, selectCategories, selectCurrent, selectHistory, selectHouseholdMembers, selectHouseholds,
  type Filter, type StoredPerson,
} from '../store.ts'

type Asked = { readonly filter: Filter; readonly lookup: Lookup | undefined; readonly page: number; readonly size: number }

const TOWNSHIP_DIGITS = 9

/**
 * The range worth naming to the index; the policies decide what is seen. A place that takes in the whole scope filters nothing,
 * and testing it on every row costs time, unless the scope is one village.
 */
function narrower(scope: readonly string[], place: string): string {
  const [only, other] = scope
  if (!scope.every(prefix => prefix.startsWith(place))) return place
  return only !== undefined && other === undefined && only.length > TOWNSHIP_DIGITS ? only : ''
}

/** What a list asks for, or the refusal of a query from which nothing can be found. */
async function readAsked(work: Work, query: ListQuery): Promise<Result<Asked>> {
  const { place, category, query: text, living, page, size } = listQuery.parse(query)
  const lookup = text.trim() === '' ? undefined : readQuery(work.vault, text)
  if (lookup && 'code' in lookup) return refused(lookup)
  const asked = narrower(work.actor.scope, place)
  const filter: Filter = {
    place: asked, merged: asked === '' ? [] : mergedInto(await placesIn(work), asked),
    category, living: living === 'all' ? null : living === 'living', today: work.today,
    surname: lookup?.by === 'surname' ? [lookup.from, lookup.to] : null,
  }
  return done({ filter, lookup, page, size })
}

/** Rows of a list, as lines: masked, with the categories of today. */
async function linesOf(work: Work, rows: readonly StoredPerson[]): Promise<PersonLine[]> {
  const spans = Map.groupBy(await selectCategories(work.session, work.actor.county, rows.map(row => row.id)), span => span.person)
  return rows.map(row => {
    const { identity_number, phone, account } = maskedCard(work.vault, row)
    return {
      id: row.id, name: row.name, sex: row.sex, born: row.born, died_on: row.died_on, place: row.place_code, household: row.household,
      identity_number, phone, account,
      categories: (spans.get(row.id) ?? []).filter(span => span.ended_on === null || span.ended_on >= work.today).map(span => span.category),
    }
  })
}

async function rowsOf(work: Work, { filter, lookup }: Asked, limit: number, offset: number): Promise<{ rows: StoredPerson[]; total: number }> {
  const { session, actor: { county } } = work
  if (!lookup || lookup.by === 'surname') {
    // One category or one village is a small range; the whole township is read faster as a table.
    if (filter.category !== '' || filter.place.length > TOWNSHIP_DIGITS) await preferIndexes(session)
    return (filter.category === '' ? pagePersons : pageCategory)(session, county, filter, limit, offset)
  }
  const found = lookup.by === 'number' ? { grams: lookup.grams, from: '', to: '' } : { grams: [], from: lookup.from, to: lookup.to }
  return findPersons(session, county, filter, found, limit, offset)
}

/** A page of the roster by place, category, living or not, and a query: a fragment of the name, pinyin, initials, a number or its last four. */
export async function people(house: House, actor: Actor, query: ListQuery): Promise<Result<PersonList>> {
  const result = await read(house, actor, 'roster.read', async (work): Promise<Result<PersonList>> => {
    const asked = await readAsked(work, query)
    if (!asked.ok) return asked
    const { page, size } = asked.value
    const { rows, total } = await rowsOf(work, asked.value, size, (page - 1) * size)
    return done({ rows: await linesOf(work, rows), total, page, size })
  })
  return result.ok ? result.value : result
}

/** The first rows of a list inside another work, and what they were asked by. */
export async function listedIn(work: Work, query: ListQuery, limit: number): Promise<Result<{ rows: StoredPerson[]; filter: Filter }>> {
  const asked = await readAsked(work, query)
  if (!asked.ok) return asked
  const { rows } = await rowsOf(work, asked.value, limit, 0)
  return done({ rows, filter: asked.value.filter })
}

const lineOfHousehold = (row: HouseholdRow & { version: number }): HouseholdLine =>
  ({ id: row.id, place: row.place_code, head: row.head, group_name: row.group_name, address: row.address, members: row.members, version: row.version })

async function homeOf(work: Work, household: string | null): Promise<HomeView | null> {
  if (household === null) return null
  const [home] = await selectHouseholds(work.session, work.actor.county, [household])
  return home ? { ...lineOfHousehold(home), persons: await selectHouseholdMembers(work.session, work.actor.county, household) } : null
}

/** A household in sight, with everybody in it; refused `not-found` where there is none. */
export async function householdIn(work: Work, id: string): Promise<Result<HomeView>> {
  const home = await homeOf(work, id)
  return home ? done(home) : refused(noSuchHousehold('household', id))
}

export async function household(house: House, actor: Actor, id: string): Promise<Result<HomeView>> {
  const found = await read(house, actor, 'roster.read', work => householdIn(work, id))
  return found.ok ? found.value : found
}

/** A read that may find that there is nobody. */
async function readPerson<T>(house: House, actor: Actor, id: string, work: (work: Work, row: StoredPerson) => Promise<T>): Promise<Result<T>> {
  const result = await read(house, actor, 'roster.read', async inside => {
    const row = await personIn(inside, id)
    return row.ok ? done(await work(inside, row.value)) : row
  })
  return result.ok ? result.value : result
}

/** One person: the card masked, the facts as known now, the household. */
export const person = (house: House, actor: Actor, id: string): Promise<Result<PersonCard>> =>
  readPerson(house, actor, id, async (work, row) => {
    const [line] = await linesOf(work, [row])
    const facts = await selectCurrent(work.session, actor.county, id)
    return {
      ...line!, bank_name: row.bank_name, account_holder: row.account_holder, account_relation: row.account_relation, address: row.address, version: row.version,
      facts: facts.filter(fact => fact.value !== null).map(fact => ({ id: fact.id, kind: fact.kind, value: fact.value, known_on: fact.known_on, document: fact.document })),
      home: await homeOf(work, row.household),
    }
  })

/** Everything ever recorded of a person, on both clocks, superseded facts included. */
export const timeline = (house: House, actor: Actor, id: string): Promise<Result<TimelineEntry[]>> =>
  readPerson(house, actor, id, async work =>
    (await selectHistory(work.session, actor.county, id)).map(fact => ({
      id: fact.id, kind: fact.kind, value: fact.value, known_on: fact.known_on, document: fact.document, became_true: becameTrueOn(fact.kind, fact.value),
      recorded_at: fact.recorded_at.toISOString(), recorded_by: fact.recorded_by, supersedes: fact.supersedes, superseded_by: fact.superseded_by,
    })))

/** One number in plain, for a reason that the journal keeps. */
export const reveal = (house: House, actor: Actor, id: string, { field, reason }: RevealInput): Promise<Result<{ value: string | null }>> =>
  act(house, actor, 'roster.reveal', async work => {
    const [secret] = screenSecret('reason', reason)
    if (secret) return refused(secret)
    const row = await personIn(work, id)
    if (!row.ok) return refused(noSuchPerson(id))
    const sealed = row.value[field]
    work.record({ action: 'roster.person.reveal', subject: id, place: row.value.place_code, after: { field, reason } })
    return done({ value: sealed === null ? null : work.vault.open(sealed) })
  })

export type HouseholdList = { readonly rows: readonly (HouseholdLine & { readonly persons: number })[]; readonly total: number; readonly page: number; readonly size: number }

/** A page of households under a place; `head` is the beginning of the head's name. */
export const households = (house: House, actor: Actor, query: HouseholdQuery): Promise<Result<HouseholdList>> =>
  read(house, actor, 'roster.read', async work => {
    const { place, head, page, size } = householdQuery.parse(query)
    const { rows, total } = await pageHouseholds(work.session, actor.county, place, head, size, (page - 1) * size)
    return { rows: rows.map(row => ({ ...lineOfHousehold(row), persons: row.persons })), total, page, size }
  })
