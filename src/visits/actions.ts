import { act, read, type ActOptions } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import type { Actor } from '../base/actor.ts'
import { addDays } from '../base/day.ts'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import { keepEvidenceIn } from '../evidence/actions.ts'
import { refusalsOf } from '../http/router.ts'
import { fundsIn, postIn } from '../ledger/actions.ts'
import { mayPay, noSuchFund } from '../ledger/ledger.ts'
import { giveIn, itemsIn, takeGoodsBackIn } from '../ledger/stock/actions.ts'
import type { Giving } from '../ledger/stock/stock.ts'
import { isUnder } from '../places/places.ts'
import { addTaskIn, dropTaskIn, progressIn, withdrawProgressIn } from '../plan/actions.ts'
import { daysLeftOut, goodsFaults, goodsValue, itemsOfStandard, roundFaults, visitFaults } from './checks.ts'
import { closingOf, needsNote, toldWords, unexplained } from './planned/planned.ts'
import { selectPlanned, selectReserved } from './planned/store.ts'
import { cashPostings, givingsOf, reversePostings } from './postings.ts'
import {
  changedMeanwhile, elsewhere, nobodyVisited, noRound, noSuchVisited, notOpen, noVisit, outsideArea, postedAlready, roundChangedMeanwhile, visitedAlready, wrongFund,
} from './refusals.ts'
import { roundChange, roundInput, roundMove, visitChange, visitInput, type ReadVisit, type RoundChange, type RoundInput, type RoundMove, type VisitChange, type VisitInput } from './schemas.ts'
import {
  insertRound, insertVisit, markPosted, moveRound, pageRounds, selectRound, selectVisit, selectVisitedHousehold, selectVisitedPerson, selectVisits, updateRound, updateVisit,
  withdrawVisits, type RoundFilter,
} from './store.ts'
import { roundName, viewOf, type Goods, type Round, type RoundLine, type RoundView, type Visit, type Visited, type VisitEvidence } from './visits.ts'

/** The duty that rounds fulfil (law/duties, `closes_by: visits.round`). */
const DUTY = 'holiday-visits'
/** How long a wish or a hardship that was told may wait. */
const TASK_DAYS = 30

const holds = (actor: Actor, place: string): boolean => actor.scope.some(prefix => isUnder(place, prefix))
const at = (work: Work): Date => new Date(work.now)

/** What the journal says of a visit: who was visited stands there by id. */
const written = (visit: Visit) => ({
  round: visit.round, household: visit.household, person: visit.person, visited_on: visit.visited_on,
  cash_fen: visit.cash_fen, goods_fen: visit.goods_fen, version: visit.version,
})

async function fundFaultsIn(work: Work, id: string | null): Promise<Refusal[]> {
  if (id === null) return []
  const fund = (await fundsIn(work)).find(candidate => candidate.id === id)
  if (!fund) return [noSuchFund(id)]
  return mayPay(fund, 'condolence') ? [] : [wrongFund(fund.name)]
}

/** A village sees of the store what the round's standard names. */
const goodsFaultsIn = async (work: Work, goods: readonly Goods[], standard: readonly Goods[]): Promise<Refusal[]> =>
  (goods.some(thing => thing.item !== undefined) ? goodsFaults(goods, [...await itemsIn(work), ...itemsOfStandard(standard)]) : [])

/** Opens a round of visits. Refuses a place outside the actor's area and reversed days. */
export async function openRoundIn(work: Work, input: RoundInput): Promise<Result<string>> {
  const parsed = roundInput.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const named = { ...parsed.data, name: parsed.data.name ?? roundName(parsed.data.festival, parsed.data.year) }
  const faults = [
    ...roundFaults(named), ...(holds(work.actor, parsed.data.place) ? [] : [outsideArea(parsed.data.place)]),
    ...await fundFaultsIn(work, parsed.data.fund), ...goodsFaults(parsed.data.goods_each, await itemsIn(work), 'goods_each'),
  ]
  if (faults.length > 0) return refused(...faults)
  const round: Round = { ...named, id: work.id(), state: 'open', closing_note: null, version: 1 }
  await insertRound(work.session, work.actor.county, { ...round, by: work.actor.account, at: at(work) })
  work.record({ action: 'visits.round.open', subject: round.id, place: round.place, after: round })
  return done(round.id)
}

/** What is wrong with a change of a round: what its place, its visits and the other rooms say. */
async function roundChangeFaultsIn(work: Work, round: Round, next: Round): Promise<Refusal[]> {
  const [visits, planned] = [await selectVisits(work.session, work.actor.county, round.id), await selectPlanned(work.session, work.actor.county, [round.id])]
  return [
    ...(holds(work.actor, round.place) ? [] : [outsideArea(round.place)]), ...(round.state === 'open' ? [] : [notOpen(round)]),
    ...roundFaults(next), ...daysLeftOut(next, [...visits.map(visit => visit.visited_on), ...planned.flatMap(each => each.tried_on ?? [])]),
    ...await fundFaultsIn(work, next.fund), ...goodsFaults(next.goods_each, await itemsIn(work), 'goods_each'),
  ]
}

/** Writes an open round anew. What was given stands, and stays with the fund it came from; the standard and the fund hold for those to come. */
export async function changeRoundIn(work: Work, id: string, input: RoundChange): Promise<Result<string>> {
  const parsed = roundChange.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const { version, ...changes } = parsed.data
  const round = await selectRound(work.session, work.actor.county, id)
  if (!round || round.state === 'removed') return refused(noRound(id))
  const next = { ...round, ...changes }
  const faults = await roundChangeFaultsIn(work, round, next)
  if (faults.length > 0) return refused(...faults)
  if (!await updateRound(work.session, work.actor.county, next, version, at(work))) return refused(roundChangedMeanwhile)
  work.record({ action: 'visits.round.change', subject: id, place: round.place, before: round, after: { ...next, version: version + 1 } })
  return done(id)
}

/** Who was visited, as the roster has them on the day; a person is visited with the household. */
async function visitedIn(work: Work, visit: ReadVisit): Promise<Result<Visited>> {
  const { county } = work.actor
  if (visit.person !== null) {
    const found = await selectVisitedPerson(work.session, county, visit.person, visit.visited_on)
    const fits = found !== undefined && (visit.household === null || visit.household === found.household)
    return fits ? done(found) : refused(noSuchVisited('person', visit.person))
  }
  if (visit.household === null) return refused(nobodyVisited)
  const found = await selectVisitedHousehold(work.session, county, visit.household, visit.visited_on)
  return found ? done(found) : refused(noSuchVisited('household', visit.household))
}

/** The round has visits, or has none any more: the plan's task is told. */
async function tellPlanIn(work: Work, round: Round, visit: Visit | null): Promise<void> {
  const record = { kind: 'visits.round', id: round.id }
  if (visit === null) await withdrawProgressIn(work, record)
  else await progressIn(work, { duty: DUTY, window: round.festival, place: round.place, year: round.year, record, on: visit.visited_on })
}

const newVisit = (id: string, input: ReadVisit & { round: string }, visited: Visited): Visit => ({
  ...visited, ...contentOf(input), id, round: input.round, task: null, posted: false, fund: null, version: 1,
})

const contentOf = ({ receipt, visited_on, visitors, giver, cash_fen, goods, note, wish, hardship }: Omit<ReadVisit, 'household' | 'person'>) => ({
  visited_on, visitors, giver, cash_fen, goods, goods_fen: goodsValue(goods), note, wish, hardship, signed_by: receipt.signed_by, voucher: receipt.voucher,
})

async function keepAllIn(work: Work, visit: Visit, files: readonly VisitEvidence[]): Promise<Result<unknown>> {
  for (const file of files) {
    const kept = await keepEvidenceIn(work, { ...file, place: visit.place, subject: { kind: 'visit', id: visit.id } })
    if (!kept.ok) return kept
  }
  return done(null)
}

/** What was heard at the door becomes a task of the plan, once; a month is given for it. @returns the visit, with its task */
async function withTaskIn(work: Work, visit: Visit): Promise<Result<Visit>> {
  const title = toldWords(visit)
  if (title === null || visit.task !== null) return done(visit)
  const added = await addTaskIn(work, {
    place: visit.place, title, from: visit.visited_on, to: addDays(visit.visited_on, TASK_DAYS), owner: 'clerk', source: { kind: 'own', id: `visit:${visit.id}` },
  })
  return added.ok ? done({ ...visit, task: added.value }) : added
}

/**
 * Records a visit: once per household and round, its cash posted from the round's fund.
 * Refuses all at once: days outside the round or to come, somebody who is not in the roster or the round's place, secrets.
 */
export async function recordVisitIn(work: Work, input: VisitInput & { round: string; evidence?: readonly VisitEvidence[] }): Promise<Result<string>> {
  const { round: roundId, evidence = [], ...rest } = input
  const parsed = visitInput.safeParse(rest)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const round = await selectRound(work.session, work.actor.county, roundId)
  if (!round) return refused(noRound(roundId))
  const visited = await visitedIn(work, parsed.data)
  const faults: Refusal[] = [
    ...(round.state === 'open' ? [] : [notOpen(round)]), ...visitFaults(round, parsed.data, work.today), ...(visited.ok ? [] : visited.refusals),
    ...(visited.ok && !isUnder(visited.value.place, round.place) ? [elsewhere(round, visited.value.place)] : []),
    ...await goodsFaultsIn(work, parsed.data.goods, round.goods_each),
  ]
  if (faults.length > 0 || !visited.ok) return refused(...faults)
  const told = await withTaskIn(work, newVisit(work.id(), { ...parsed.data, round: roundId }, visited.value))
  if (!told.ok) return told
  const visit = told.value
  if (!await insertVisit(work.session, work.actor.county, visit, work.actor.account, at(work))) return refused(visitedAlready(visit.head, round))
  work.record({ action: 'visits.visit.record', subject: visit.id, place: visit.place, after: written(visit) })
  const kept = await keepAllIn(work, visit, evidence)
  return unlessRefused(visit.id, kept.ok ? await settleIn(work, round, [visit]) : kept)
}

/** The id, unless the ledger refused. */
const unlessRefused = (id: string, posted: Result<unknown>): Result<string> => (posted.ok ? done(id) : posted)

/** Moves goods, in the order of their items so that two works never wait for each other, until one is refused: then nothing of the work stays. */
async function eachIn(givings: readonly Giving[], move: (giving: Giving) => Promise<Result<unknown>>): Promise<Result<unknown>> {
  for (const giving of givings.toSorted((one, other) => (one.item < other.item ? -1 : 1))) {
    const moved = await move(giving)
    if (!moved.ok) return moved
  }
  return done(null)
}

/**
 * Posts the cash and the store's goods of visits that are not posted yet, and tells the plan that the round has visits.
 * A village's actor sees neither the township's fund nor its task: what a village records is settled when the township ends the round.
 */
async function settleIn(work: Work, round: Round, visits: readonly Visit[]): Promise<Result<unknown>> {
  const first = visits[0]
  if (!first || !holds(work.actor, round.place)) return done(null)
  await tellPlanIn(work, round, first)
  // Goods go out of the store at once; cash waits for the round to have a fund.
  const cashOf = (visit: Visit) => (visit.fund === null ? cashPostings(visit, round.fund) : [])
  const goodsOf = (visit: Visit) => (visit.posted ? [] : givingsOf(visit))
  const due = visits.filter(visit => cashOf(visit).length + goodsOf(visit).length > 0)
  if (due.length === 0) return done(null)
  await markPosted(work.session, work.actor.county, due.map(visit => visit.id), round.fund)
  const posted = await postIn(work, due.flatMap(cashOf))
  return posted.ok ? eachIn(due.flatMap(goodsOf), giving => giveIn(work, giving)) : posted
}

/** The reverse of what stands in the ledger for these visits. */
async function reverseIn(work: Work, visits: readonly Visit[]): Promise<Result<unknown>> {
  const standing = visits.filter(visit => visit.posted)
  const postings = standing.flatMap(visit => reversePostings(visit, visit.fund, work.today))
  const posted = postings.length === 0 ? done(null) : await postIn(work, postings)
  return posted.ok ? eachIn(standing.flatMap(givingsOf), giving => takeGoodsBackIn(work, giving, work.today)) : posted
}

/** Whether a visit may still be touched by this actor: the round is open, and a village leaves alone what the township posted. */
const touchFaults = (work: Work, round: Round, visit: Visit): Refusal[] => [
  ...(round.state === 'open' ? [] : [notOpen(round)]), ...(visit.posted && !holds(work.actor, round.place) ? [postedAlready] : []),
]

/** Writes a visit anew: the posting of what stood there is reversed, and a new one made. */
export async function changeVisitIn(work: Work, id: string, input: VisitChange): Promise<Result<string>> {
  const parsed = visitChange.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const earlier = await selectVisit(work.session, work.actor.county, id)
  const round = earlier && await selectRound(work.session, work.actor.county, earlier.round)
  if (!earlier || !round) return refused(noVisit(id))
  const faults = [...touchFaults(work, round, earlier), ...visitFaults(round, parsed.data, work.today), ...await goodsFaultsIn(work, parsed.data.goods, round.goods_each)]
  if (faults.length > 0) return refused(...faults)
  const told = await withTaskIn(work, { ...earlier, ...contentOf(parsed.data), posted: false, fund: null, version: earlier.version + 1 })
  if (!told.ok) return told
  const visit = told.value
  if (!await updateVisit(work.session, work.actor.county, visit, parsed.data.version)) return refused(changedMeanwhile)
  work.record({ action: 'visits.visit.change', subject: id, place: visit.place, before: written(earlier), after: written(visit) })
  const reversed = await reverseIn(work, [earlier])
  return unlessRefused(id, reversed.ok ? await settleIn(work, round, [visit]) : reversed)
}

/** Takes visits back: marked, counted by no figure, their postings reversed. */
async function withdrawIn(work: Work, visits: readonly Visit[]): Promise<Result<unknown>> {
  await withdrawVisits(work.session, work.actor.county, visits.map(visit => visit.id), work.actor.account, at(work))
  for (const visit of visits) {
    work.record({ action: 'visits.visit.remove', subject: visit.id, place: visit.place, before: written(visit) })
    // A task that is done already stays done: somebody helped.
    if (visit.task !== null) await dropTaskIn(work, visit.task, '走访登记已撤销')
  }
  return reverseIn(work, visits)
}

/** Removes a visit. When it was the round's last, the plan's task opens again. */
export async function removeVisitIn(work: Work, id: string): Promise<Result<string>> {
  const visit = await selectVisit(work.session, work.actor.county, id)
  const round = visit && await selectRound(work.session, work.actor.county, visit.round)
  if (!visit || !round) return refused(noVisit(id))
  const faults = touchFaults(work, round, visit)
  if (faults.length > 0) return refused(...faults)
  const posted = await withdrawIn(work, [visit])
  // A village sees its own visits alone and must not reopen the township's task: only who holds the round's place knows that it is empty.
  const empty = holds(work.actor, round.place) && (await selectVisits(work.session, work.actor.county, round.id)).length === 0
  if (posted.ok && empty) await tellPlanIn(work, round, null)
  return unlessRefused(id, posted)
}

/** Removes a round with all its visits; the plan's task opens again. Only for those who hold the round's whole place. */
export async function removeRoundIn(work: Work, id: string): Promise<Result<string>> {
  const round = await selectRound(work.session, work.actor.county, id)
  if (!round || round.state === 'removed') return refused(noRound(id))
  if (!holds(work.actor, round.place)) return refused(outsideArea(round.place))
  const result = await withdrawIn(work, await selectVisits(work.session, work.actor.county, id))
  if (!result.ok) return result
  if (!await moveRound(work.session, work.actor.county, id, ['open', 'closed'], 'removed', at(work), round.closing_note)) return refused(changedMeanwhile)
  await tellPlanIn(work, round, null)
  work.record({ action: 'visits.round.remove', subject: id, place: round.place, before: round })
  return done(id)
}

/**
 * Ends a round, which settles what villages recorded, or opens it again. Only for those who hold the round's place.
 * What was not spent never left the fund; who was not reached and what differs from the standard needs a note.
 */
export async function moveRoundIn(work: Work, id: string, input: RoundMove): Promise<Result<string>> {
  const parsed = roundMove.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const { state: to, note } = parsed.data
  const round = await selectRound(work.session, work.actor.county, id)
  if (!round || round.state === 'removed') return refused(noRound(id))
  if (!holds(work.actor, round.place)) return refused(outsideArea(round.place))
  const visits = await selectVisits(work.session, work.actor.county, id)
  const closing = closingOf(round, { planned: await selectPlanned(work.session, work.actor.county, [id]), visits })
  const faults = [...screenSecret('note', note), ...(to === 'closed' && note === null && needsNote(closing) ? [unexplained(closing)] : [])]
  if (faults.length > 0) return refused(...faults)
  await moveRound(work.session, work.actor.county, id, ['open', 'closed'], to, at(work), note)
  work.record({ action: `visits.round.${to === 'open' ? 'reopen' : 'close'}`, subject: id, place: round.place, before: { state: round.state }, after: { state: to, note } })
  return unlessRefused(id, await settleIn(work, round, visits))
}

export const openRound = (house: House, actor: Actor, input: RoundInput, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'visits.write', work => openRoundIn(work, input), options)

export const changeRound = (house: House, actor: Actor, id: string, input: RoundChange, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'visits.write', work => changeRoundIn(work, id, input), options)

export const recordVisit = (house: House, actor: Actor, input: VisitInput & { round: string; evidence?: readonly VisitEvidence[] }, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'visits.write', work => recordVisitIn(work, input), options)

export const changeVisit = (house: House, actor: Actor, id: string, input: VisitChange, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'visits.write', work => changeVisitIn(work, id, input), options)

export const removeVisit = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'visits.write', work => removeVisitIn(work, id), options)

export const removeRound = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'visits.write', work => removeRoundIn(work, id), options)

export const moveRoundTo = (house: House, actor: Actor, id: string, input: RoundMove, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'visits.write', work => moveRoundIn(work, id, input), options)

export type Paging = { readonly page: number; readonly size: number }

/** The rounds of a year, newest first; removed ones only when asked for. */
export const rounds = (
  house: House, actor: Actor, filter: RoundFilter, { page, size }: Paging,
): Promise<Result<{ rows: RoundLine[]; total: number } & Paging>> =>
  read(house, actor, 'visits.read', async work => ({ ...await pageRounds(work.session, actor.county, filter, size, (page - 1) * size), page, size }))

/** A round with whom it plans to visit and its visits; `reserved_fen` is what other rounds still mean to give out of the same fund. */
export async function round(house: House, actor: Actor, id: string): Promise<Result<RoundView & { readonly reserved_fen: number }>> {
  const found = await read(house, actor, 'visits.read', async work => {
    const row = await selectRound(work.session, actor.county, id)
    if (!row) return undefined
    return {
      row, planned: await selectPlanned(work.session, actor.county, [id]), visits: await selectVisits(work.session, actor.county, id),
      reserved_fen: row.fund === null ? 0 : await selectReserved(work.session, actor.county, row.fund, id),
    }
  })
  if (!found.ok) return found
  if (!found.value) return refused(noRound(id))
  const { row, planned, visits, reserved_fen } = found.value
  return done({ ...viewOf(row, planned, visits), reserved_fen })
}
