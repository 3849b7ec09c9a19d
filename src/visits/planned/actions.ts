import { act, read, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { addDays } from '../../base/day.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { refusalsOf } from '../../http/router.ts'
import { isUnder } from '../../places/places.ts'
import { placesIn } from '../../places/actions.ts'
import { writePrinted } from '../../sheets/write.ts'
import { dayFaults } from '../checks.ts'
import { elsewhere, noRound, noSuchVisited, notOpen, notPlanned, outsideArea, visitedAlready } from '../refusals.ts'
import { attemptInput, planInput, visitorsInput, type AttemptInput, type PlanInput, type VisitorsInput } from '../schemas.ts'
import { signOffSheet } from '../sign-off.ts'
import { selectRound, selectVisitedHousehold, selectVisits } from '../store.ts'
import { suggest, type Suggestion } from '../suggest.ts'
import { viewOf, type Round, type RoundView } from '../visits.ts'
import {
  deletePlanned, insertPlanned, selectCandidates, selectCoverage, selectHouseholdsUnder, selectOpenRounds, selectPlanned, selectVisitsOfRounds, selectVisitsTo,
  updateTried, updateVisitors, type CandidateFilter, type Coverage, type PastVisit,
} from './store.ts'

const holds = (actor: Actor, place: string): boolean => actor.scope.some(prefix => isUnder(place, prefix))
const at = (work: Work): Date => new Date(work.now)

/** The round, if it is open and this actor may plan in it. */
async function ownRoundIn(work: Work, id: string): Promise<Result<Round>> {
  const round = await selectRound(work.session, work.actor.county, id)
  if (!round || round.state === 'removed') return refused(noRound(id))
  const faults = [...(holds(work.actor, round.place) ? [] : [outsideArea(round.place)]), ...(round.state === 'open' ? [] : [notOpen(round)])]
  return faults.length > 0 ? refused(...faults) : done(round)
}

const screenAll = (field: string, names: readonly string[]): Refusal[] => names.flatMap((name, index) => screenSecret(`${field}.${index}`, name))

/** Plans households to be visited in a round; those planned already stay as they are. @returns how many were added */
export async function planHouseholdsIn(work: Work, id: string, input: PlanInput): Promise<Result<number>> {
  const parsed = planInput.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const round = await ownRoundIn(work, id)
  if (!round.ok) return round
  const { households, visitors } = parsed.data
  const known = new Set(await selectHouseholdsUnder(work.session, work.actor.county, round.value.place, households))
  const faults = [...households.filter(each => !known.has(each)).map(each => noSuchVisited('household', each)), ...screenAll('visitors', visitors)]
  if (faults.length > 0) return refused(...faults)
  const added = await insertPlanned(work.session, work.actor.county, round.value, households, visitors, work.actor.account, at(work), work.today)
  work.record({ action: 'visits.plan.add', subject: id, place: round.value.place, after: { households: added, visitors } })
  return done(added.length)
}

/** Takes a household out of what a round plans, unless it was visited. */
export async function unplanHouseholdIn(work: Work, id: string, household: string): Promise<Result<string>> {
  const round = await ownRoundIn(work, id)
  if (!round.ok) return round
  const visit = (await selectVisits(work.session, work.actor.county, id)).find(each => each.household === household)
  if (visit) return refused(visitedAlready(visit.head, round.value))
  if (!await deletePlanned(work.session, work.actor.county, id, household)) return refused(notPlanned(household))
  work.record({ action: 'visits.plan.remove', subject: id, place: round.value.place, before: { household } })
  return done(household)
}

/** Names who goes to the households planned in a place. @returns to how many */
export async function assignVisitorsIn(work: Work, id: string, input: VisitorsInput): Promise<Result<number>> {
  const parsed = visitorsInput.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const round = await ownRoundIn(work, id)
  if (!round.ok) return round
  const { place, visitors } = parsed.data
  const faults = screenAll('visitors', visitors)
  if (faults.length > 0) return refused(...faults)
  const assigned = await updateVisitors(work.session, work.actor.county, id, place, visitors)
  work.record({ action: 'visits.plan.assign', subject: id, place: round.value.place, after: { place, visitors, assigned } })
  return done(assigned)
}

/** Notes that somebody came in vain. A household that nobody planned is planned by it; one that was visited stays visited. */
export async function recordAttemptIn(work: Work, id: string, input: AttemptInput): Promise<Result<string>> {
  const parsed = attemptInput.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const { county, account } = work.actor
  const { household, tried, on, note } = parsed.data
  const round = await selectRound(work.session, county, id)
  if (!round) return refused(noRound(id))
  const [found, visits] = [await selectVisitedHousehold(work.session, county, household, on), await selectVisits(work.session, county, id)]
  const faults = [
    ...(round.state === 'open' ? [] : [notOpen(round)]), ...dayFaults(round, 'on', on, work.today), ...screenSecret('note', note),
    ...(found ? [] : [noSuchVisited('household', household)]), ...(found && !isUnder(found.place, round.place) ? [elsewhere(round, found.place)] : []),
    ...(found && visits.some(visit => visit.household === household) ? [visitedAlready(found.head, round)] : []),
  ]
  if (faults.length > 0 || !found) return refused(...faults)
  await insertPlanned(work.session, county, round, [household], [], account, at(work), work.today)
  await updateTried(work.session, county, id, household, tried, on, note)
  work.record({ action: 'visits.plan.attempt', subject: id, place: found.place, after: { household, tried, on } })
  return done(household)
}

export const planHouseholds = (house: House, actor: Actor, id: string, input: PlanInput, options: ActOptions = {}): Promise<Result<number>> =>
  act(house, actor, 'visits.write', work => planHouseholdsIn(work, id, input), options)

export const unplanHousehold = (house: House, actor: Actor, id: string, household: string, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'visits.write', work => unplanHouseholdIn(work, id, household), options)

export const assignVisitors = (house: House, actor: Actor, id: string, input: VisitorsInput, options: ActOptions = {}): Promise<Result<number>> =>
  act(house, actor, 'visits.write', work => assignVisitorsIn(work, id, input), options)

export const recordAttempt = (house: House, actor: Actor, id: string, input: AttemptInput, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'visits.write', work => recordAttemptIn(work, id, input), options)

export type Suggestions = { readonly rows: readonly Suggestion[]; readonly total: number }

/** Whom to visit in a round first, and how many there are: those in hardship, then those missed, then those visited longest ago. */
export async function suggestions(house: House, actor: Actor, id: string, { count, ...filter }: CandidateFilter & { count: number }): Promise<Result<Suggestions>> {
  const found = await read(house, actor, 'visits.read', async work => {
    const row = await selectRound(work.session, actor.county, id)
    if (!row) return undefined
    const candidates = await selectCandidates(work.session, actor.county, row, filter, work.today)
    return { rows: suggest(candidates, count, work.today), total: candidates.length }
  })
  if (!found.ok) return found
  return found.value ? done(found.value) : refused(noRound(id))
}

/** How long a round that is over stays on the phones, for visits that come late. */
const LATE_DAYS = 30

/** The open rounds with the households and visits in the actor's places: what a phone takes along. */
export const workOf = (house: House, actor: Actor): Promise<Result<RoundView[]>> => read(house, actor, 'visits.read', async work => {
  const rounds = await selectOpenRounds(work.session, actor.county, addDays(work.today, -LATE_DAYS))
  const ids = rounds.map(round => round.id)
  const [planned, visits] = [await selectPlanned(work.session, actor.county, ids), await selectVisitsOfRounds(work.session, actor.county, ids)]
  return rounds.map(round => viewOf(round, planned.filter(each => each.round === round.id), visits.filter(visit => visit.round === round.id)))
})

/** Every visit to a person and the person's household. */
export const visitsTo = (house: House, actor: Actor, person: string): Promise<Result<PastVisit[]>> =>
  read(house, actor, 'visits.read', work => selectVisitsTo(work.session, actor.county, person))

/** How many of each village's entitled households somebody came to in a year. */
export const coverage = (house: House, actor: Actor, place: string, year: number): Promise<Result<Coverage[]>> =>
  read(house, actor, 'visits.read', work => selectCoverage(work.session, actor.county, place, year, work.today))

/** The sheet that households sign, of a round or of one village in it. */
export async function signOffFile(house: House, actor: Actor, id: string, place: string): Promise<Result<{ name: string; bytes: Uint8Array }>> {
  const found = await read(house, actor, 'visits.read', async work => {
    const round = await selectRound(work.session, actor.county, id)
    if (!round) return undefined
    const view = viewOf(round, await selectPlanned(work.session, actor.county, [id]), await selectVisits(work.session, actor.county, id))
    const names = new Map((await placesIn(work)).map(each => [each.code, each.name]))
    return signOffSheet(view, code => names.get(code) ?? code, place)
  })
  if (!found.ok) return found
  return found.value ? done({ name: `${found.value.title}.xlsx`, bytes: await writePrinted([found.value]) }) : refused(noRound(id))
}
