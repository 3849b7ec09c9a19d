import { act, read, type ActOptions } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import type { Actor } from '../base/actor.ts'
import { addDays, yearOf, type Day } from '../base/day.ts'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import { isId, placeFaults } from '../evidence/within.ts'
import { writeDocx } from '../paper/docx.ts'
import { addTaskIn, dropTaskIn, progressIn, tasksNamedIn, withdrawProgressIn } from '../plan/actions.ts'
import { changedMeanwhile } from '../plan/plan.ts'
import { meetingPaper, paperTitle } from './minutes.ts'
import { changeFaults, decisionFaults, foundingFaults, meetingFaults, membersOn, minutesFaults, type Member } from './organization.ts'
import type { DecisionInput, GroupChange, GroupInput, MeetingChange, MeetingInput, MemberInput } from './schema.ts'
import {
  endMembers, groupNamed, insertDecision, insertGroup, insertMeeting, insertMembers, insertVersion, meetingDeciding, selectDecisions, selectGroup, selectGroups, selectMeeting,
  selectMeetings, selectMembers, selectVersions, updateMeeting, withdrawMeeting, type DecisionRow, type GroupRow, type MeetingRow, type VersionRow,
} from './store.ts'

/** The duty that a group's changes and meetings serve, and the records that prove it. */
const DUTY = 'leading-group'
const CHANGE = 'organization.group-change'
const MEETING = 'organization.meeting'

const at = (work: Work) => new Date(work.now)
const absent = (place: string, value: string, zh: string, en: string): Refusal => ({ code: 'not-found', place, value, message: { zh, en } })
const noGroup = (id: string) => absent('group', id, '没有这个领导小组，或不在您的辖区内。', 'There is no such leading group, or it is not in your places.')
const noMeeting = (id: string) => absent('meeting', id, '没有这次会议，或不在您的辖区内。', 'There is no such meeting, or it is not in your places.')
const sameName = (name: string): Refusal => ({ code: 'duplicate', place: 'name', value: name,
  message: { zh: '这个地方已经有同名的领导小组。', en: 'This place has a group of that name already.' }, next: { zh: '请登记调整。', en: 'Record an adjustment.' } })

const groupIn = async (work: Work, id: string): Promise<GroupRow | undefined> => (isId(id) ? selectGroup(work.session, work.actor.county, id) : undefined)

const joining = (work: Work, members: readonly MemberInput[], from: Day): Member[] => members.map(member => ({ ...member, id: work.id(), from, to: null }))

/** Writes a version of the group (established or adjusted on a day by a document) and tells the plan. */
async function addVersionIn(work: Work, group: { id: string; place: string }, version: Omit<VersionRow, 'id'>, joins: readonly Member[],
  leaves: readonly string[]) {
  const id = work.id()
  await insertVersion(work.session, work.actor.county, group, { ...version, id }, at(work))
  if (leaves.length > 0) await endMembers(work.session, work.actor.county, leaves, addDays(version.on, -1))
  if (joins.length > 0) await insertMembers(work.session, work.actor.county, group, joins)
  work.record({ action: `organization.group.${version.kind === 'established' ? 'establish' : 'adjust'}`, subject: group.id, place: group.place,
    after: { ...version, joins, leaves } })
  await progressIn(work, { duty: DUTY, place: group.place, year: yearOf(version.on), record: { kind: CHANGE, id }, on: version.on })
}

/** Establishes a leading group with its first members. Answers its id. */
export async function establishGroupIn(work: Work, input: GroupInput): Promise<Result<string>> {
  const faults = [...placeFaults(work.actor, input.place), ...foundingFaults(input, work.today)]
  if (faults.length > 0) return refused(...faults)
  if (await groupNamed(work.session, work.actor.county, input.place, input.name)) return refused(sameName(input.name))
  const group = { id: work.id(), place: input.place, name: input.name }
  await insertGroup(work.session, work.actor.county, group)
  await addVersionIn(work, group, { kind: 'established', on: input.on, document: input.document, reason: null }, joining(work, input.members, input.on), [])
  return done(group.id)
}

export const establishGroup = (house: House, actor: Actor, input: GroupInput, options?: ActOptions) =>
  act(house, actor, 'organization.write', work => establishGroupIn(work, input), options)

/** Adjusts a group on a day: `leaves` are ids of members, whose last day is the day before. Answers the group's id. */
export async function adjustGroupIn(work: Work, id: string, change: GroupChange): Promise<Result<string>> {
  const group = await groupIn(work, id)
  if (!group) return refused(noGroup(id))
  const [latest] = (await selectVersions(work.session, work.actor.county, id)).slice(-1)
  if (change.after !== undefined && change.after !== latest?.id) return refused(changedMeanwhile)
  const faults = changeFaults(change, await selectMembers(work.session, work.actor.county, id), group.changed_on, work.today)
  if (faults.length > 0) return refused(...faults)
  const { on, document, reason } = change
  await addVersionIn(work, group, { kind: 'adjusted', on, document, reason: reason ?? null }, joining(work, change.joins, on), change.leaves)
  return done(id)
}

export const adjustGroup = (house: House, actor: Actor, id: string, change: GroupChange, options?: ActOptions) =>
  act(house, actor, 'organization.write', work => adjustGroupIn(work, id, change), options)

/** Every decision of a meeting becomes a task, open from the meeting to its due day. */
async function addDecisionsIn(work: Work, meeting: { id: string; place: string }, input: Pick<MeetingInput, 'held_on' | 'decisions'>): Promise<Result<string[]>> {
  const tasks: string[] = []
  for (const { text, owner, owner_name, due_on } of input.decisions) {
    const id = work.id()
    const task = await addTaskIn(work, {
      place: meeting.place, title: { zh: text, en: text }, from: input.held_on, to: due_on, owner, owner_name: owner_name ?? null,
        source: { kind: 'decision', id },
    })
    if (!task.ok) return task
    await insertDecision(work.session, work.actor.county,
      { id, meeting: meeting.id, place: meeting.place, text, owner, owner_name: owner_name ?? null, due_on, task: task.value })
    tasks.push(task.value)
  }
  return done(tasks)
}

/** Records a meeting of a group with its decisions. Minutes are kept as evidence of `{kind: 'organization.meeting', id}`. */
export async function recordMeetingIn(work: Work, input: MeetingInput): Promise<Result<{ id: string; tasks: string[] }>> {
  const group = await groupIn(work, input.group)
  const faults = [...(group ? [] : [noGroup(input.group)]), ...meetingFaults(input, work.today)]
  if (!group || faults.length > 0) return refused(...faults)
  const meeting = { ...input, id: work.id(), place: group.place }
  await insertMeeting(work.session, work.actor.county, meeting, at(work))
  work.record({ action: 'organization.meeting.record', subject: meeting.id, place: group.place, after: meeting })
  const tasks = await addDecisionsIn(work, meeting, input)
  if (!tasks.ok) return tasks
  await progressIn(work, { duty: DUTY, place: group.place, year: yearOf(input.held_on), record: { kind: MEETING, id: meeting.id }, on: input.held_on })
  return done({ id: meeting.id, tasks: tasks.value })
}

export const recordMeeting = (house: House, actor: Actor, input: MeetingInput, options?: ActOptions) =>
  act(house, actor, 'organization.write', work => recordMeetingIn(work, input), options)

/** Writes the minutes of a meeting anew; its decisions stay. What it proves moves with its day. */
export async function changeMeetingIn(work: Work, id: string, change: MeetingChange): Promise<Result<string>> {
  const meeting = isId(id) ? await selectMeeting(work.session, work.actor.county, id) : undefined
  if (!meeting || meeting.withdrawn) return refused(noMeeting(id))
  const faults = minutesFaults(change, await selectDecisions(work.session, work.actor.county, [id]), work.today)
  if (faults.length > 0) return refused(...faults)
  if (!await updateMeeting(work.session, work.actor.county, id, change)) return refused(changedMeanwhile)
  work.record({ action: 'organization.meeting.change', subject: id, place: meeting.place, before: meeting, after: { ...change, version: change.version + 1 } })
  if (change.held_on !== meeting.held_on) {
    await withdrawProgressIn(work, { kind: MEETING, id })
    await progressIn(work, { duty: DUTY, place: meeting.place, year: yearOf(change.held_on), record: { kind: MEETING, id }, on: change.held_on })
  }
  return done(id)
}

export const changeMeeting = (house: House, actor: Actor, id: string, change: MeetingChange, options?: ActOptions) =>
  act(house, actor, 'organization.write', work => changeMeetingIn(work, id, change), options)

/** A decision that the minutes gain later: it is a task at once. Answers the task. */
export async function addDecisionIn(work: Work, id: string, decision: DecisionInput): Promise<Result<string>> {
  const meeting = isId(id) ? await selectMeeting(work.session, work.actor.county, id) : undefined
  if (!meeting || meeting.withdrawn) return refused(noMeeting(id))
  const faults = decisionFaults(decision, meeting.held_on)
  if (faults.length > 0) return refused(...faults)
  const added = await addDecisionsIn(work, meeting, { held_on: meeting.held_on, decisions: [decision] })
  if (!added.ok) return added
  work.record({ action: 'organization.meeting.decide', subject: id, place: meeting.place, after: { ...decision, task: added.value[0] } })
  return done(added.value[0]!) // one decision, one task
}

export const addDecision = (house: House, actor: Actor, id: string, decision: DecisionInput, options?: ActOptions) =>
  act(house, actor, 'organization.write', work => addDecisionIn(work, id, decision), options)

/** Takes a meeting back that was entered in error: what it proved is open again, its decisions' open tasks are dropped. */
export async function withdrawMeetingIn(work: Work, id: string, reason: string): Promise<Result<string>> {
  const meeting = isId(id) ? await selectMeeting(work.session, work.actor.county, id) : undefined
  if (!meeting || meeting.withdrawn) return refused(noMeeting(id))
  const faults = screenSecret('reason', reason)
  if (faults.length > 0) return refused(...faults)
  await withdrawMeeting(work.session, work.actor.county, id, at(work), reason)
  work.record({ action: 'organization.meeting.withdraw', subject: id, place: meeting.place, before: meeting, after: { reason } })
  await withdrawProgressIn(work, { kind: MEETING, id })
  for (const decision of await selectDecisions(work.session, work.actor.county, [id])) {
    const dropped = await dropTaskIn(work, decision.task, reason)
    if (!dropped.ok && dropped.refusals.some(refusal => refusal.code !== 'state')) return dropped
  }
  return done(id)
}

export const removeMeeting = (house: House, actor: Actor, id: string, reason: string, options?: ActOptions) =>
  act(house, actor, 'organization.write', work => withdrawMeetingIn(work, id, reason), options)

export type GroupView = GroupRow & { readonly versions: readonly VersionRow[]; readonly members: readonly Member[] }

/** The groups under a place, with their versions and who is a member on a day. */
export async function groupsIn(work: Work, { place, on }: { place: string; on: Day }): Promise<GroupView[]> {
  const views: GroupView[] = []
  for (const group of await selectGroups(work.session, work.actor.county, place)) {
    const versions = await selectVersions(work.session, work.actor.county, group.id)
    views.push({ ...group, versions, members: membersOn(await selectMembers(work.session, work.actor.county, group.id), on) })
  }
  return views
}

export const groups = (house: House, actor: Actor, query: { place: string; on?: Day | undefined }): Promise<Result<GroupView[]>> =>
  read(house, actor, 'organization.read', work => groupsIn(work, { place: query.place, on: query.on ?? work.today }))

/** A group with everybody who was ever in it: its versions are made from that. */
export async function group(house: House, actor: Actor, id: string): Promise<Result<GroupView>> {
  const found = await read(house, actor, 'organization.read', async work => {
    const row = await groupIn(work, id)
    const { session } = work
    return row ? { ...row, versions: await selectVersions(session, actor.county, id), members: await selectMembers(session, actor.county, id) } : undefined
  })
  return found.ok && found.value === undefined ? refused(noGroup(id)) : found as Result<GroupView> // undefined is refused above
}

export type MeetingView = MeetingRow & { readonly decisions: readonly (DecisionRow & { readonly state: string })[] }

async function viewsIn(work: Work, meetings: readonly MeetingRow[]): Promise<MeetingView[]> {
  const decisions = await selectDecisions(work.session, work.actor.county, meetings.map(meeting => meeting.id))
  const tasks = await tasksNamedIn(work, decisions.map(decision => decision.task))
  return meetings.map(meeting => ({
    ...meeting,
    decisions: decisions.filter(decision => decision.meeting === meeting.id).map(decision => {
      // Who has it, and until when, is the task's to say: it may have been handed on since.
      const task = tasks.find(each => each.id === decision.task)
      return { ...decision, owner: task?.owner ?? decision.owner, owner_name: task?.owner_name ?? decision.owner_name, due_on: task?.to ?? decision.due_on, state: task?.state ?? 'open' }
    }),
  }))
}

/** The meetings of a year under a place, newest first, each with its decisions and how far they are. */
export const meetingsIn = async (work: Work, { place, year }: { place: string; year: number }): Promise<MeetingView[]> =>
  viewsIn(work, await selectMeetings(work.session, work.actor.county, place, `${year}-01-01`, `${year}-12-31`))

export async function meeting(house: House, actor: Actor, id: string): Promise<Result<MeetingView>> {
  const found = await read(house, actor, 'organization.read', async work => {
    const row = isId(id) ? await selectMeeting(work.session, actor.county, id) : undefined
    return row && !row.withdrawn ? (await viewsIn(work, [row]))[0] : undefined
  })
  return found.ok && found.value === undefined ? refused(noMeeting(id)) : found as Result<MeetingView> // undefined is refused above
}

/** The meeting that decided it. */
export async function meetingOf(house: House, actor: Actor, decision: string): Promise<Result<{ meeting: string }>> {
  const found = await read(house, actor, 'organization.read', async work => (isId(decision) ? meetingDeciding(work.session, actor.county, decision) : undefined))
  if (!found.ok) return found
  return found.value === undefined ? refused(noMeeting(decision)) : done({ meeting: found.value })
}

/** The meeting's paper as a file: 纪要 in the form of official documents. */
export async function exportMeeting(house: House, actor: Actor, id: string): Promise<Result<{ name: string; bytes: Uint8Array }>> {
  const found = await meeting(house, actor, id)
  if (!found.ok) return found
  const named = await group(house, actor, found.value.group)
  if (!named.ok) return named
  return done({ name: `${paperTitle(named.value.name)}（${found.value.held_on}）.docx`, bytes: await writeDocx(meetingPaper(found.value, named.value.name)) })
}

export const meetings = (house: House, actor: Actor, query: { place: string; year: number }): Promise<Result<MeetingView[]>> =>
  read(house, actor, 'organization.read', work => meetingsIn(work, query))
