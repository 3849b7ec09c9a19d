import { act, read, type ActOptions } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import type { Actor } from '../base/actor.ts'
import { yearOf } from '../base/day.ts'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import { evidenceOfIn, keepEvidenceIn } from '../evidence/actions.ts'
import { isUnder } from '../places/places.ts'
import { progressIn, withdrawProgressIn } from '../plan/actions.ts'
import { missingEvidence, recordKind, SUBJECT_KIND, type Activity, type ActivityEvidence, type ActivityInput } from './activity.ts'
import { contentFaults, dutiesOf, idsIn, stored, type Content } from './check.ts'
import type { Kind } from './kinds.ts'
import { activityKinds } from './load.ts'
import { changedMeanwhile, evidenceWanting, noActivity, noKind, noSuchParty, notYet, outsideArea } from './refusals.ts'
import {
  insertActivity, pageActivities, selectActivity, selectKnown, selectNames, setEvidenceMissing, updateActivity, withdrawActivity, type ActivityFilter,
} from './store.ts'

const kindOf = (id: string): Kind | undefined => activityKinds().find(kind => kind.id === id)

/** Households, persons and places that a record names and the actor cannot find. */
async function strangersIn(work: Work, kind: Kind, content: Content): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  for (const sort of ['households', 'persons', 'places'] as const) {
    const named = idsIn(kind, content, sort)
    if (named.length === 0) continue
    const known = await selectKnown(work.session, work.actor.county, sort, named.map(({ id }) => id))
    refusals.push(...named.filter(({ id }) => !known.has(id)).map(({ place, id }) => noSuchParty(place, id)))
  }
  return refusals
}

/** Everything wrong with what is to be recorded; ids are looked up once they can be ids. */
async function faultsIn(work: Work, kind: Kind, place: string, content: Content): Promise<Refusal[]> {
  const { scope } = work.actor
  const faults = [
    ...(scope.some(prefix => isUnder(place, prefix)) ? [] : [outsideArea(place, scope)]), ...contentFaults(kind, content),
    ...(content.held_on > work.today ? [notYet(content.held_on, work.today)] : []),
  ]
  return faults.length > 0 ? faults : strangersIn(work, kind, content)
}

/** A record with its evidence is told to the plan: tasks of its duties close. Without, they stay open. */
async function tellPlanIn(work: Work, kind: Kind, activity: Activity): Promise<void> {
  if (activity.evidence_missing.length > 0) return
  const record = { kind: recordKind(kind.id), id: activity.id }
  for (const duty of dutiesOf(kind, activity)) {
    await progressIn(work, { duty, place: activity.place, year: yearOf(activity.held_on), record, on: activity.held_on })
  }
}

async function keepAllIn(work: Work, activity: Activity, files: readonly ActivityEvidence[]): Promise<Result<unknown>> {
  for (const file of files) {
    const kept = await keepEvidenceIn(work, { ...file, place: activity.place, subject: { kind: SUBJECT_KIND, id: activity.id } })
    if (!kept.ok) return kept
  }
  return done(null)
}

const written = ({ kind, held_on, fields, parties, version }: Activity) => ({ kind, held_on, fields, parties, version })

/** Records something that was done. Refuses all offences at once. @returns its id */
export async function recordActivityIn(work: Work, input: ActivityInput): Promise<Result<string>> {
  const kind = kindOf(input.kind)
  if (!kind) return refused(noKind(input.kind, activityKinds().map(known => known.id)))
  const content = { held_on: input.held_on, fields: input.fields ?? {}, parties: input.parties ?? {} }
  const faults = await faultsIn(work, kind, input.place, content)
  if (faults.length > 0) return refused(...faults)
  const evidence = input.evidence ?? []
  const activity: Activity = {
    ...stored(content), id: work.id(), kind: kind.id, place: input.place, evidence_missing: missingEvidence(kind, evidence.map(file => file.kind)), version: 1,
  }
  await insertActivity(work.session, work.actor.county, activity, work.actor.account, new Date(work.now))
  work.record({ action: 'activity.activity.record', subject: activity.id, place: activity.place, after: written(activity) })
  const kept = await keepAllIn(work, activity, evidence)
  if (!kept.ok) return kept
  await tellPlanIn(work, kind, activity)
  return done(activity.id)
}

type Found = { readonly activity: Activity; readonly kind: Kind }

async function findIn(work: Work, id: string): Promise<Result<Found>> {
  const activity = await selectActivity(work.session, work.actor.county, id)
  if (!activity) return refused(noActivity(id))
  const kind = kindOf(activity.kind)
  return kind ? done({ activity, kind }) : refused(noKind(activity.kind, activityKinds().map(known => known.id)))
}

const withdrawProgress = (work: Work, { kind, activity }: Found) => withdrawProgressIn(work, { kind: recordKind(kind.id), id: activity.id })

export type ActivityChange = Content & { readonly version: number }

/** Writes a record anew; its kind and place stay. `version` is the one that was read. */
export async function changeActivityIn(work: Work, id: string, change: ActivityChange): Promise<Result<string>> {
  const found = await findIn(work, id)
  if (!found.ok) return found
  const { activity: earlier, kind } = found.value
  const faults = await faultsIn(work, kind, earlier.place, change)
  if (faults.length > 0) return refused(...faults)
  const activity: Activity = { ...earlier, ...stored(change), version: earlier.version + 1 }
  if (!await updateActivity(work.session, work.actor.county, activity, change.version)) return refused(changedMeanwhile)
  work.record({ action: 'activity.activity.change', subject: id, place: activity.place, before: written(earlier), after: written(activity) })
  await withdrawProgress(work, found.value)
  await tellPlanIn(work, kind, activity)
  return done(id)
}

/** Takes a record back: it stays, marked; no figure counts it, and the tasks it closed open again. */
export async function removeActivityIn(work: Work, id: string): Promise<Result<string>> {
  const found = await findIn(work, id)
  if (!found.ok) return found
  const { activity } = found.value
  if (!await withdrawActivity(work.session, work.actor.county, id, work.actor.account, new Date(work.now))) return refused(changedMeanwhile)
  work.record({ action: 'activity.activity.remove', subject: id, place: activity.place, before: written(activity) })
  await withdrawProgress(work, found.value)
  return done(id)
}

/** After its evidence was uploaded: closes the tasks of the record. Refuses `no-evidence`, naming what is missing. */
export async function completeActivityIn(work: Work, id: string): Promise<Result<string>> {
  const found = await findIn(work, id)
  if (!found.ok) return found
  const { activity, kind } = found.value
  const held = await evidenceOfIn(work, { kind: SUBJECT_KIND, id })
  const missing = missingEvidence(kind, held.map(piece => piece.kind))
  if (missing.length > 0) return refused(evidenceWanting(missing))
  await setEvidenceMissing(work.session, work.actor.county, id, missing)
  work.record({ action: 'activity.activity.complete', subject: id, place: activity.place, after: { evidence: held.map(piece => piece.id) } })
  await tellPlanIn(work, kind, { ...activity, evidence_missing: missing })
  return done(id)
}

export const recordActivity = (house: House, actor: Actor, input: ActivityInput, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'activity.write', work => recordActivityIn(work, input), options)

export const changeActivity = (house: House, actor: Actor, id: string, change: ActivityChange, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'activity.write', work => changeActivityIn(work, id, change), options)

export const removeActivity = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'activity.write', work => removeActivityIn(work, id), options)

export const completeActivity = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'activity.write', work => completeActivityIn(work, id), options)

export type Paging = { readonly page: number; readonly size: number }

/** Records in the actor's area, newest first. */
export const activities = (
  house: House, actor: Actor, filter: ActivityFilter, { page, size }: Paging,
): Promise<Result<{ rows: Activity[]; total: number } & Paging>> =>
  read(house, actor, 'activity.read', async work => ({ ...await pageActivities(work.session, actor.county, filter, size, (page - 1) * size), page, size }))

/** What the roster and the county call whom a record names by id. */
async function namesIn(work: Work, { kind: id, ...content }: Activity): Promise<Record<string, string>> {
  const kind = kindOf(id)
  const names: Record<string, string> = {}
  if (!kind) return names
  for (const sort of ['households', 'persons', 'places'] as const) {
    const ids = idsIn(kind, content, sort).map(each => each.id)
    if (ids.length > 0) Object.assign(names, Object.fromEntries(await selectNames(work.session, work.actor.county, sort, ids)))
  }
  return names
}

/** A record, and the names of whom it names by id. */
export type ActivityView = Activity & { readonly names: Readonly<Record<string, string>> }

export async function activity(house: House, actor: Actor, id: string): Promise<Result<ActivityView>> {
  const found = await read(house, actor, 'activity.read', async work => {
    const row = await selectActivity(work.session, actor.county, id)
    return row ? { ...row, names: await namesIn(work, row) } : undefined
  })
  return found.ok && found.value === undefined ? refused(noActivity(id)) : found as Result<ActivityView> // undefined is refused above
}

/** What can be recorded, and what each kind asks. */
export const kinds = (house: House, actor: Actor): Promise<Result<readonly Kind[]>> => read(house, actor, 'activity.read', async () => activityKinds())
