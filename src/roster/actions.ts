import type { z } from 'zod'
import { act, type ActOptions } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import type { Actor } from '../base/actor.ts'
import type { Day } from '../base/day.ts'
import { normalizeIdentityNumber, readIdentityNumber } from '../base/identity-number.ts'
import { maskIdentityNumber } from '../base/mask.ts'
import { done, refused, type Refusal, type Result, type Text } from '../base/result.ts'
import { refusalsOf } from '../http/router.ts'
import type { Facts } from '../law/facts.ts'
import { placesIn } from '../places/actions.ts'
import { isStanding, standingSuccessor } from '../places/places.ts'
import type { AccountRelation } from './accounts/accounts.ts'
import { at, factFaults, secretsIn } from './faults.ts'
import { SINGLE_KINDS } from './kinds.ts'
import { given } from './given.ts'
import { homeOfIn, ownHousehold } from './households/actions.ts'
import { gather } from './known.ts'
import { cardFaults, cardOf, categoriesOf, maskedCard, personFaults, prepare, type Prepared } from './prepare.ts'
import { alreadyKnown, byProposalOnly, changedMeanwhile, closedPlace, noSuchFact, noSuchHousehold, noSuchPerson, noSuchPlace, twiceHere } from './refusals.ts'
import type { FactRow, HouseholdRow, RosterRow } from './rows.ts'
import {
  changeInput, householdInput, personInput, recordInput, type HouseholdInput, type ParsedPerson, type PersonInput, type RecordInput,
} from './schemas.ts'
import { identityIndex } from './search.ts'
import {
  insertCategories, insertFacts, insertGrams, insertHouseholds, insertPersons, moveFacts, replaceIndexes, selectByIdentity, selectCurrent, selectHouseholds,
  selectKnownGrouped, selectPersons, selectRoster, updatePerson, type StoredPerson,
} from './store.ts'

/** Rows that travel to the database at once. */
const BATCH = 2000

export const batches = <T>(rows: readonly T[]): T[][] => Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) => rows.slice(index * BATCH, (index + 1) * BATCH))

/** Why nobody can be entered at a place: it is not in the county's list or the actor's scope, holds nobody, or is no more. */
async function placeFaults(work: Work): Promise<(place: string, code: string) => Refusal[]> {
  const all = await placesIn(work)
  const known = new Map(all.filter(place => place.level !== 'county').map(place => [place.code, place]))
  return (place, code) => {
    const found = known.get(code)
    if (!found || !work.actor.scope.some(prefix => code.startsWith(prefix))) return [noSuchPlace(place, code)]
    return isStanding(found, work.today) ? [] : [closedPlace(place, found, standingSuccessor(all, code, work.today))]
  }
}

export const toolsOf = (work: Work) => ({ vault: work.vault, today: work.today, id: () => work.id() })

/** A person to add: `place` leads to it in refusals, `label` names it to people. */
export type Candidate = { readonly place: string; readonly label: Text; readonly input: ParsedPerson }

/** Who is entered without a household has one of their own. */
function housed(work: Work, prepared: Prepared): Prepared & { readonly home?: HouseholdRow } {
  if (prepared.person.household !== null) return prepared
  const home = ownHousehold(work.id(), { ...prepared.person, place: prepared.person.place_code })
  return { ...prepared, person: { ...prepared.person, household: home.id }, home }
}

/** Inserts what `prepare` made, in batches: cards, facts, and what they are found by. One journal entry a person. */
async function insertPrepared(work: Work, prepared: readonly Prepared[]): Promise<Set<string>> {
  const { session, actor } = work
  const [now, all] = [new Date(work.now), new Set<string>()]
  for (const batch of batches(prepared.map(each => housed(work, each)))) {
    await insertHouseholds(session, actor.county, batch.flatMap(each => each.home ?? []), now)
    const inserted = await insertPersons(session, actor.county, batch.map(each => each.person), now)
    const fresh = batch.filter(each => inserted.has(each.person.id))
    if (fresh.length === 0) continue
    await insertFacts(session, actor.county, fresh.flatMap(each => each.facts), now, actor.name)
    await insertGrams(session, actor.county, fresh.flatMap(({ person, grams }) => grams.map(gram => ({ person: person.id, place_code: person.place_code, gram }))))
    await insertCategories(session, actor.county, fresh.flatMap(each => each.categories))
    for (const { person, facts } of fresh) {
      all.add(person.id)
      work.record({
        action: 'roster.person.add', subject: person.id, place: person.place_code,
        after: { ...maskedCard(work.vault, person), facts: facts.map(({ kind, value, known_on, document }) => ({ kind, value, known_on, document })) },
      })
    }
  }
  return all
}

/** What is wrong with persons to add, by the roster: place, household, a number twice here or there already. */
async function rosterFaults(work: Work, candidates: readonly Candidate[]): Promise<Refusal[]> {
  const { county } = work.actor
  const faultsAt = await placeFaults(work)
  const indexes = candidates.map(({ input }) => identityIndex(work.vault, input.identity_number))
  const known = new Map((await selectByIdentity(work.session, county, indexes)).map(row => [row.identity_index, row]))
  const wanted = [...new Set(candidates.flatMap(({ input }) => input.household ?? []))]
  const homes = new Set(wanted.length === 0 ? [] : (await selectHouseholds(work.session, county, wanted)).map(home => home.id))
  const first = new Map<string, Text>()
  return candidates.flatMap(({ place, label, input }, index) => {
    const [number, shown, key] = [at(place, 'identity_number'), maskIdentityNumber(normalizeIdentityNumber(input.identity_number)), indexes[index]!]
    const refusals = faultsAt(at(place, 'place'), input.place)
    if (input.household && !homes.has(input.household)) refusals.push(noSuchHousehold(at(place, 'household'), input.household))
    const there = known.get(key)
    if (there) refusals.push(alreadyKnown(number, shown, there.name))
    else if (first.has(key)) refusals.push(twiceHere(number, shown, first.get(key)!))
    else first.set(key, label)
    return refusals
  })
}

/** Reads inputs by their schema; every offence of every one. */
export function parseAll<In, Out>(schema: { safeParse(value: In): { success: true; data: Out } | { success: false; error: { issues: Parameters<typeof refusalsOf>[0] } } },
  inputs: readonly In[], placeOf: (index: number) => string): { parsed: { place: string; input: Out }[]; refusals: Refusal[] } {
  const parsed: { place: string; input: Out }[] = []
  const refusals: Refusal[] = []
  for (const [index, value] of inputs.entries()) {
    const result = schema.safeParse(value)
    if (result.success) parsed.push({ place: placeOf(index), input: result.data })
    else refusals.push(...refusalsOf(result.error.issues).map(refusal => ({ ...refusal, place: at(placeOf(index), refusal.place) })))
  }
  return { parsed, refusals }
}

async function addAll(work: Work, inputs: readonly PersonInput[], placeOf: (index: number) => string): Promise<Result<string[]>> {
  const { parsed, refusals } = parseAll(personInput, inputs, placeOf)
  const faults = [...refusals, ...parsed.flatMap(({ place, input }) => personFaults(place, input, work.today))]
  faults.push(...await rosterFaults(work, parsed.map(each => ({ ...each, label: { zh: each.place, en: each.place } }))))
  if (faults.length > 0) return refused(...faults)
  const prepared = parsed.map(({ input }) => prepare(toolsOf(work), input))
  const inserted = await insertPrepared(work, prepared)
  const missed = prepared.findIndex(each => !inserted.has(each.person.id))
  // In the county, but where the actor may not look: say so, and not where.
  if (missed >= 0) return refused(alreadyKnown(at(placeOf(missed), 'identity_number'), '', '在您辖区以外'))
  return done(prepared.map(each => each.person.id))
}

/** Adds many persons inside another work: all or none, every offence at once as `persons.3.identity_number`. Answers their ids in order. */
export const addPersonsIn = (work: Work, inputs: readonly PersonInput[]): Promise<Result<string[]>> =>
  addAll(work, inputs, index => `persons.${index}`)

/** Adds one person inside another work; places have no prefix. */
export async function addPersonIn(work: Work, input: PersonInput): Promise<Result<string>> {
  const added = await addAll(work, [input], () => '')
  return added.ok ? done(added.value[0]!) : added
}

export const addPerson = (house: House, actor: Actor, input: PersonInput, options?: ActOptions): Promise<Result<string>> =>
  act(house, actor, 'roster.write', work => addPersonIn(work, input), options)

/**
 * Adds those of many persons that the roster can take: for sheets, where good rows go in and others come back.
 * The inputs have been checked by themselves; `place` of a refusal is the candidate's own place and the field.
 */
export async function admitIn(work: Work, candidates: readonly Candidate[]): Promise<{ admitted: Map<string, string>; refusals: Refusal[] }> {
  const refusals = await rosterFaults(work, candidates)
  const bad = new Set(refusals.map(refusal => refusal.place.split('.')[0]!))
  const good = candidates.filter(candidate => !bad.has(candidate.place)).map(({ place, input }) => ({ place, prepared: prepare(toolsOf(work), input) }))
  const inserted = await insertPrepared(work, good.map(each => each.prepared))
  const unseen = good.filter(each => !inserted.has(each.prepared.person.id))
  return {
    admitted: new Map(good.filter(each => inserted.has(each.prepared.person.id)).map(each => [each.place, each.prepared.person.id])),
    refusals: [...refusals, ...unseen.map(each => alreadyKnown(at(each.place, 'identity_number'), '', '在您辖区以外'))],
  }
}

/** Persons of the roster by identity number, as far as the actor may look. */
export async function knownByNumberIn(work: Work, numbers: readonly string[]): Promise<Map<string, StoredPerson>> {
  const indexes = numbers.map(number => identityIndex(work.vault, number))
  const rows = new Map((await selectByIdentity(work.session, work.actor.county, indexes)).map(row => [row.identity_index, row]))
  return new Map(numbers.flatMap((number, index) => {
    const row = rows.get(indexes[index]!)
    return row ? [[number, row] as const] : []
  }))
}

/** Adds households inside another work: all or none. Answers their ids in order. */
export async function addHouseholdsIn(work: Work, inputs: readonly HouseholdInput[]): Promise<Result<string[]>> {
  const { parsed, refusals } = parseAll(householdInput, inputs, index => `households.${index}`)
  const faultsAt = await placeFaults(work)
  for (const { place, input } of parsed) {
    refusals.push(...faultsAt(at(place, 'place'), input.place), ...secretsIn(place, input))
  }
  if (refusals.length > 0) return refused(...refusals)
  const rows = parsed.map(({ input }) => ({
    id: work.id(), place_code: input.place, head: input.head, group_name: input.group_name ?? null, address: input.address ?? null, members: input.members ?? null, own_of: null,
  }))
  for (const batch of batches(rows)) await insertHouseholds(work.session, work.actor.county, batch, new Date(work.now))
  for (const row of rows) work.record({ action: 'roster.household.add', subject: row.id, place: row.place_code, after: row })
  return done(rows.map(row => row.id))
}

export async function addHousehold(house: House, actor: Actor, input: HouseholdInput): Promise<Result<string>> {
  const added = await act(house, actor, 'roster.write', work => addHouseholdsIn(work, [input]))
  return added.ok ? done(added.value[0]!) : added
}

/** One person in the actor's scope, or the refusal. */
export async function personIn(work: Work, id: string): Promise<Result<StoredPerson>> {
  const [row] = await selectPersons(work.session, work.actor.county, [id])
  return row ? done(row) : refused(noSuchPerson(id))
}

/** A certificate that somebody holds, of one identity or of none in particular. */
export type Certificate = { readonly category?: string | undefined; readonly number: string }
export type KnownPerson = { readonly person: string; readonly place: string; readonly name: string; readonly facts: Facts; readonly certificates: readonly Certificate[] }

/**
 * The facts of persons as the office knew them on a day, ready for `decide`: of all under a place prefix ('' for the actor's
 * whole scope), or of some by id. Whoever was not known by then is left out.
 */
export async function factsOfIn(work: Work, query: { place: string; knownOn: Day; persons?: readonly string[] }): Promise<KnownPerson[]> {
  const rows = await selectKnownGrouped(work.session, work.actor.county, query.knownOn, query.place, query.persons ?? null)
  return rows.map(row => ({
    person: row.person, place: row.place_code, name: row.name, facts: gather(work.actor.county, row.facts),
    certificates: row.facts.flatMap(fact => (fact.kind === 'certificate' && fact.value !== null ? [fact.value as Certificate] : [])), // checked when it was recorded
  }))
}

/** Everybody under a place prefix, with what they are on a day: for holding lists and accounts against, no number opened. */
export const rosterIn = (work: Work, query: { place: string; on: Day }): Promise<RosterRow[]> =>
  selectRoster(work.session, work.actor.county, query.place, query.on)

export type Payee = {
  readonly person: string; readonly name: string; readonly identity_number: string
  readonly account: string | null; readonly bank_name: string | null; readonly account_holder: string | null
  /** What the holder is to the person: a payment's holder is held against the payee. */
  readonly account_relation: AccountRelation
}

/** Numbers in plain, for the bank file alone; the caller journals it. */
export async function payeesIn(work: Work, persons: readonly string[]): Promise<Payee[]> {
  return (await selectPersons(work.session, work.actor.county, persons)).map(row => ({
    person: row.id, name: row.name, identity_number: work.vault.open(row.identity_number),
    account: row.account === null ? null : work.vault.open(row.account), bank_name: row.bank_name, account_holder: row.account_holder, account_relation: row.account_relation,
  }))
}

type Stored = { person: StoredPerson; facts: Awaited<ReturnType<typeof selectCurrent>> }

/** Writes a card and what it is found by; `grams` null where name and numbers stayed. */
async function saveCard(work: Work, stored: Stored, card: ReturnType<typeof cardOf>['person'], grams: readonly string[] | null): Promise<Result<string>> {
  const { session, actor } = work
  if (!await updatePerson(session, actor.county, card, stored.person.version, new Date(work.now))) return refused(changedMeanwhile)
  const rows = grams?.map(gram => ({ person: card.id, place_code: card.place_code, gram })) ?? null
  await replaceIndexes(session, actor.county, [card.id], rows, categoriesOf(card, stored.facts))
  if (card.place_code !== stored.person.place_code) await moveFacts(session, actor.county, card.id, card.place_code)
  return done(card.id)
}

async function storedIn(work: Work, id: string): Promise<Result<Stored>> {
  const person = await personIn(work, id)
  return person.ok ? done({ person: person.value, facts: await selectCurrent(work.session, work.actor.county, id) }) : person
}

const fieldsOf = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})

/** Which fact the new one takes the place of: the one named, or the one that stands of a kind that stands once. */
function replacedBy(input: RecordInput, stored: Stored): Result<Stored['facts'][number] | undefined> {
  if (input.supersedes) {
    const named = stored.facts.find(fact => fact.id === input.supersedes && fact.kind === input.kind)
    return named ? done(named) : refused(noSuchFact(input.supersedes))
  }
  return done(SINGLE_KINDS.includes(input.kind) ? stored.facts.findLast(fact => fact.kind === input.kind) : undefined)
}

/** A new fact about birth, sex or death keeps what it does not say. */
const merged = (input: RecordInput, replaced: Stored['facts'][number] | undefined): unknown =>
  input.kind === 'person' && input.value !== null ? { ...fieldsOf(replaced?.value), ...fieldsOf(input.value) } : input.value

/**
 * Records what the office has learned of a person, inside another work. It supersedes the fact named by `supersedes`, or the one
 * that stands where a person has one of the kind; a null value withdraws that. Answers the fact's id.
 */
export async function recordFactIn(work: Work, id: string, given: z.input<typeof recordInput>): Promise<Result<string>> {
  const { parsed, refusals } = parseAll(recordInput, [given], () => '')
  if (!parsed[0]) return refused(...refusals)
  const [input, found] = [parsed[0].input, await storedIn(work, id)]
  if (!found.ok) return found
  const { person, facts } = found.value
  const replaced = replacedBy(input, found.value)
  if (!replaced.ok) return replaced
  const value = merged(input, replaced.value)
  if (value === null && !replaced.value) return refused(noSuchFact(''))
  const faults = value === null ? [] : factFaults('', { ...input, value }, person.born, work.today)
  if (faults.length > 0) return refused(...faults)
  const fact: FactRow = {
    id: work.id(), place_code: person.place_code, person: id, kind: input.kind, value, known_on: input.known_on ?? work.today,
    supersedes: replaced.value?.id ?? null, document: input.document ?? null,
  }
  await insertFacts(work.session, work.actor.county, [fact], new Date(work.now), work.actor.name)
  const after = [...facts.filter(other => other.id !== fact.supersedes), fact]
  const died = fieldsOf(value)['died']
  const card = input.kind === 'person' ? { ...person, died_on: typeof died === 'string' ? died : null } : person
  const saved = await saveCard(work, { person, facts: after }, card, null)
  if (!saved.ok) return saved
  work.record({
    action: 'roster.fact.record', subject: id, place: person.place_code,
    before: replaced.value ? { id: replaced.value.id, value: replaced.value.value, known_on: replaced.value.known_on } : undefined,
    after: { id: fact.id, kind: fact.kind, value, known_on: fact.known_on, document: fact.document },
  })
  return done(fact.id)
}

/** The door for one person's word: a suspension is two people's, and comes through `confirmation/suspension`. */
export const recordFact = (house: House, actor: Actor, id: string, input: z.input<typeof recordInput>, options?: ActOptions): Promise<Result<string>> =>
  act(house, actor, 'roster.write', async work => (input.kind === 'suspended' ? refused(byProposalOnly) : recordFactIn(work, id, input)), options)

/** The card as it would be typed, numbers opened. */
const typedCard = ({ vault }: Work, row: StoredPerson) => ({
  id: row.id, place: row.place_code, name: row.name, sex: row.sex, born: row.born, died_on: row.died_on, household: row.household,
  identity_number: vault.open(row.identity_number), phone: row.phone && vault.open(row.phone), account: row.account && vault.open(row.account),
  bank_name: row.bank_name, account_holder: row.account_holder, account_relation: row.account_relation, address: row.address,
})

async function changeFaults(work: Work, stored: StoredPerson, next: ReturnType<typeof typedCard>): Promise<Refusal[]> {
  const faults = cardFaults('', { ...next, born: undefined, sex: undefined, facts: [], died_on: null }, work.today)
  // Whoever is of a village that was closed since stays there until they are moved.
  if (next.place !== stored.place_code) faults.push(...(await placeFaults(work))('place', next.place))
  const [other] = await selectByIdentity(work.session, work.actor.county, [identityIndex(work.vault, next.identity_number)])
  if (other && other.id !== stored.id) faults.push(alreadyKnown('identity_number', maskIdentityNumber(next.identity_number), other.name))
  return faults
}

/** Changes a card read at `version`; its account changes by proposal alone (`accounts/`). A corrected identity number corrects birth and sex with it, as a fact. */
export async function changePersonIn(work: Work, id: string, input: z.input<typeof changeInput>): Promise<Result<string>> {
  const { parsed, refusals } = parseAll(changeInput, [input], () => '')
  if (!parsed[0]) return refused(...refusals)
  const [{ version, changes }, found] = [parsed[0].input, await storedIn(work, id)]
  if (!found.ok) return found
  const { person } = found.value
  if (person.version !== version) return refused(changedMeanwhile)
  const { household: asked, ...wanted } = given(changes)
  const next = { ...typedCard(work, person), ...wanted }
  const faults = await changeFaults(work, person, next)
  if (faults.length > 0) return refused(...faults)
  // Only who moves, or is moved, comes into another household: a new telephone number parts nobody from a family.
  const home = asked !== undefined || next.place !== person.place_code ? await homeOfIn(work, next, asked) : done(person.household)
  if (!home.ok) return home
  const number = readIdentityNumber(next.identity_number)
  if (typeof number === 'string') throw new Error('an identity number that was not checked')
  const card = cardOf(work, { ...next, household: home.value, born: number.born, sex: number.sex })
  const saved = await saveCard(work, found.value, card.person, card.grams)
  if (!saved.ok) return saved
  work.record({ action: 'roster.person.change', subject: id, place: card.person.place_code, before: maskedCard(work.vault, person), after: maskedCard(work.vault, card.person) })
  if (number.born === person.born && number.sex === person.sex) return saved
  const recorded = await recordFactIn(work, id, { kind: 'person', value: { born: number.born, sex: number.sex }, document: '更正身份证号' })
  return recorded.ok ? saved : recorded
}

export const changePerson = (house: House, actor: Actor, id: string, input: z.input<typeof changeInput>, options?: ActOptions): Promise<Result<string>> =>
  act(house, actor, 'roster.write', work => changePersonIn(work, id, input), options)
