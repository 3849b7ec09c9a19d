import { act, read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, refused, type Refusal, type Result, type Text } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { personIn } from '../actions.ts'
import { sameProposer } from '../confirmation/suspension/suspension.ts'
import { RESTING } from '../intake/imports.ts'
import { lockPersons, selectResting, selectStandingFacts } from '../intake/store.ts'
import type { FactKind } from '../kinds.ts'
import { maskedCard } from '../prepare.ts'
import { changedMeanwhile } from '../refusals.ts'
import { insertFacts, selectCategories, selectPersons, type StoredPerson } from '../store.ts'
import {
  answeredAlready, COMPARED, findPairs, noSuchJudgement, pairKey, proposedAlready, samePersonTwice, standsElsewhere, type Compared, type DuplicateList, type DuplicatePair, type DuplicateSide, type Found,
} from './duplicates.ts'
import { answerInput, duplicateQuery, sameInput, twoInput, type AnswerInput, type DuplicateQuery, type SameInput, type TwoInput } from './schemas.ts'
import { answerJudgement, closeDuplicate, countFacts, insertJudgement, selectAlike, selectHolding, selectJudgement, type Judgement } from './store.ts'

/** Whatever rests on a record rests on it since ever. */
const EVER = new Date(0)
const CLOSED = '重复登记，关闭'

/** What two records are judged by: while it stands, so does the judgement. */
const seenOf = ({ vault }: Work, rows: readonly StoredPerson[]): string =>
  vault.index('duplicate', JSON.stringify(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(row => [row.name, row.born, row.identity_index, row.account_index])))

async function restingOn(work: Work, persons: readonly string[]): Promise<Map<string, Text[]>> {
  const rows = await selectResting(work.session, work.actor.county, persons, EVER)
  return new Map([...Map.groupBy(rows, row => row.person)].map(([person, uses]) => [person, uses.map(use => RESTING[use.what])]))
}

/** What a record says, to be compared with another: masked for people, whole for telling whether they differ. */
const saidBy = ({ vault }: Work, row: StoredPerson): Record<Compared, string | null> => ({
  name: row.name, identity_number: vault.open(row.identity_number), born: row.born, sex: row.sex, place: row.place_code, address: row.address,
  phone: row.phone && vault.open(row.phone), account: row.account && vault.open(row.account), bank_name: row.bank_name, account_holder: row.account_holder, died_on: row.died_on,
})

type Around = { readonly resting: ReadonlyMap<string, Text[]>; readonly facts: ReadonlyMap<string, number>; readonly categories: ReadonlyMap<string, readonly string[]> }

function sideOf(work: Work, row: StoredPerson, { resting, facts, categories }: Around): DuplicateSide {
  const { name, place, identity_number, born, sex, address, phone, account, bank_name, account_holder, died_on } = maskedCard(work.vault, row)
  const card = { name, place, identity_number, born, sex, address, phone, account, bank_name, account_holder, died_on }
  return { id: row.id, ...card, categories: categories.get(row.id) ?? [], facts: facts.get(row.id) ?? 0, resting: resting.get(row.id) ?? [] }
}

async function aroundIn(work: Work, ids: readonly string[]): Promise<Around> {
  const { session, actor: { county } } = work
  const spans = Map.groupBy(await selectCategories(session, county, ids), span => span.person)
  return {
    resting: await restingOn(work, ids), facts: await countFacts(session, county, ids),
    categories: new Map([...spans].map(([person, those]) => [person, those.filter(span => span.ended_on === null || span.ended_on >= work.today).map(span => span.category)])),
  }
}

const openOf = (row: Judgement): DuplicatePair['proposal'] =>
  ({ id: row.id, closed: row.closed!, reason: row.reason, proposed_by: row.proposed_by, proposed_by_name: row.proposed_by_name, proposed_at: row.proposed_at.toISOString() })

type Standing = Found & { readonly rows: readonly [StoredPerson, StoredPerson]; readonly open: Judgement | undefined }

/** Pairs that look like one person and of whom nobody has judged, as they stand, that they are two. Proposals that wait come first. */
async function standingPairs(work: Work, place: string): Promise<Standing[]> {
  const { session, vault, actor: { county } } = work
  const alike = await selectAlike(session, county)
  const pairs = findPairs(alike.map(row => {
    let number: string | undefined
    return { ...row, number: () => (number ??= vault.open(row.identity_number)) }
  }))
  const cards = new Map((await selectPersons(session, county, [...new Set(pairs.flatMap(pair => [pair.first, pair.second]))])).map(row => [row.id, row]))
  const judged = Map.groupBy(await selectHolding(session, county), row => pairKey(row.person, row.other))
  const standing = pairs.flatMap((pair): Standing[] => {
    const rows = [cards.get(pair.first)!, cards.get(pair.second)!] as const
    const holding = judged.get(pairKey(pair.first, pair.second)) ?? []
    const open = holding.find(row => row.state === 'open')
    if (!rows.some(row => row.place_code.startsWith(place))) return []
    return open === undefined && holding.some(row => row.seen === seenOf(work, rows)) ? [] : [{ ...pair, rows, open }]
  })
  return standing.toSorted((a, b) => Number(b.open !== undefined) - Number(a.open !== undefined) || b.likenesses.length - a.likenesses.length)
}

/** A page of records that look like one person, two by two, numbers masked. */
export const duplicates = (house: House, actor: Actor, query: DuplicateQuery): Promise<Result<DuplicateList>> =>
  read(house, actor, 'roster.read', async work => {
    const { place, page, size } = duplicateQuery.parse(query)
    const pairs = await standingPairs(work, place)
    const shown = pairs.slice((page - 1) * size, page * size)
    const around = await aroundIn(work, shown.flatMap(pair => [pair.first, pair.second]))
    const rows = shown.map(({ rows: [first, second], likenesses, open }): DuplicatePair => {
      const [one, other] = [saidBy(work, first), saidBy(work, second)]
      return {
        likenesses, persons: [sideOf(work, first, around), sideOf(work, second, around)],
        differing: COMPARED.filter(key => (one[key] ?? '') !== (other[key] ?? '')), proposal: open ? openOf(open) : null,
      }
    })
    return { rows, total: pairs.length, page, size }
  })

/** Both records, where the actor may look. */
async function bothIn(work: Work, ids: readonly [string, string], reason: string): Promise<Result<[StoredPerson, StoredPerson]>> {
  if (ids[0] === ids[1]) return refused(samePersonTwice)
  const [first, second] = [await personIn(work, ids[0]), await personIn(work, ids[1])]
  const faults: Refusal[] = [...(first.ok ? [] : first.refusals), ...(second.ok ? [] : second.refusals), ...screenSecret('reason', reason)]
  return first.ok && second.ok && faults.length === 0 ? done([first.value, second.value]) : refused(...faults as [Refusal, ...Refusal[]])
}

type Judged = { readonly rows: readonly [StoredPerson, StoredPerson]; readonly state: 'two' | 'open'; readonly closed: string | null; readonly reason: string }

async function judgeIn(work: Work, { rows, state, closed, reason }: Judged): Promise<Result<string>> {
  const [person, other] = rows.map(row => row.id).toSorted() as [string, string]
  const id = work.id()
  const place = rows.find(row => row.id === person)!.place_code
  if (!await insertJudgement(work.session, work.actor.county, { id, place, person, other, seen: seenOf(work, rows), state, closed, reason }, work.actor, new Date(work.now))) return refused(proposedAlready)
  work.record({ action: `roster.duplicate.${state === 'two' ? 'dismiss' : 'propose'}`, subject: id, place, after: { person, other, closed, reason } })
  return done(id)
}

/** Keeps that two records are two people: they are not shown again until a name, birth, number or account of theirs changes. */
export const dismissDuplicate = (house: House, actor: Actor, input: TwoInput): Promise<Result<string>> =>
  act(house, actor, 'roster.write', async work => {
    const { persons, reason } = twoInput.parse(input)
    const both = await bothIn(work, persons, reason)
    return both.ok ? judgeIn(work, { rows: both.value, state: 'two', closed: null, reason }) : both
  })

/** Why a record cannot be closed. */
async function closingFaults(work: Work, row: StoredPerson): Promise<Refusal[]> {
  const resting = (await restingOn(work, [row.id])).get(row.id) ?? []
  return resting.length > 0 ? [standsElsewhere(row.name, resting)] : []
}

/** Proposes that two records are one person and that one of them is closed; another person decides. */
export const proposeDuplicate = (house: House, actor: Actor, input: SameInput): Promise<Result<string>> =>
  act(house, actor, 'roster.write', async work => {
    const { kept, closed, reason } = sameInput.parse(input)
    const both = await bothIn(work, [kept, closed], reason)
    if (!both.ok) return both
    const faults = await closingFaults(work, both.value[1])
    return faults.length > 0 ? refused(...faults) : judgeIn(work, { rows: both.value, state: 'open', closed, reason })
  })

/** A proposal that waits, and that this actor did not make. */
async function waitingIn(work: Work, id: string): Promise<Result<Judgement>> {
  const found = await selectJudgement(work.session, work.actor.county, id)
  if (!found) return refused(noSuchJudgement(id))
  const faults = [...(found.state === 'open' ? [] : [answeredAlready]), ...(found.proposed_by === work.actor.account ? [sameProposer(found.proposed_by_name)] : [])]
  return faults.length > 0 ? refused(...faults) : done(found)
}

/** Withdraws what a record says and marks it: its facts stay in the books, superseded. */
async function closeIn(work: Work, row: StoredPerson, kept: string): Promise<void> {
  const { session, actor: { county, name } } = work
  const now = new Date(work.now)
  const facts = await selectStandingFacts(session, county, [row.id])
  await insertFacts(session, county, facts.map(fact => ({
    id: work.id(), place_code: fact.place_code, person: fact.person, kind: fact.kind as FactKind, value: null, known_on: work.today, supersedes: fact.id, document: CLOSED,
  })), now, name)
  await closeDuplicate(session, county, row.id, kept, now)
}

/** Closes the record that was proposed, by another person. Refused where anything has come to stand in its name. */
export const closeProposed = (house: House, actor: Actor, id: string): Promise<Result<string>> =>
  act(house, actor, 'roster.decide', async work => {
    const waiting = await waitingIn(work, id)
    if (!waiting.ok) return waiting
    const { person, other, place } = waiting.value
    const closed = waiting.value.closed!
    const kept = closed === person ? other : person
    await lockPersons(work.session, actor.county, [person, other])
    const both = await bothIn(work, [kept, closed], '')
    if (!both.ok) return both
    const faults = [...(seenOf(work, both.value) === waiting.value.seen ? [] : [changedMeanwhile]), ...await closingFaults(work, both.value[1])]
    if (faults.length > 0) return refused(...faults)
    if (!await answerJudgement(work.session, actor.county, id, 'same', null, actor, new Date(work.now))) return refused(changedMeanwhile)
    await closeIn(work, both.value[1], kept)
    work.record({ action: 'roster.duplicate.close', subject: id, place, before: maskedCard(work.vault, both.value[1]), after: { person: kept, closed, reason: waiting.value.reason } })
    return done(id)
  })

/** Answers a proposal with no, and why: the two are shown again. */
export const declineDuplicate = (house: House, actor: Actor, id: string, input: AnswerInput): Promise<Result<string>> =>
  act(house, actor, 'roster.decide', async work => {
    const { reason } = answerInput.parse(input)
    const secrets = screenSecret('reason', reason)
    if (secrets.length > 0) return refused(...secrets)
    const waiting = await waitingIn(work, id)
    if (!waiting.ok) return waiting
    if (!await answerJudgement(work.session, actor.county, id, 'declined', reason, actor, new Date(work.now))) return refused(changedMeanwhile)
    const { person, other, place } = waiting.value
    work.record({ action: 'roster.duplicate.decline', subject: id, place, after: { person, other, reason } })
    return done(id)
  })
