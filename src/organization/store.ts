import type { Day } from '../base/day.ts'
import type { Session } from '../db/db.ts'
import type { Member } from './organization.ts'
import type { MeetingChange, MeetingInput } from './schema.ts'

export type GroupRow = { readonly id: string; readonly place: string; readonly name: string; readonly changed_on: Day }
export type VersionRow = {
  readonly id: string; readonly kind: 'established' | 'adjusted'; readonly on: Day; readonly document: string; readonly reason: string | null
}

const GROUPS = `SELECT g.id, g.place_code AS place, g.name,
  (SELECT max(v.happened_on) FROM group_version v WHERE v.county_code = g.county_code AND v.leading_group = g.id) AS changed_on FROM leading_group g`

export async function selectGroups(session: Session, county: string, place: string): Promise<GroupRow[]> {
  return (await session.query<GroupRow>(`${GROUPS} WHERE g.county_code = $1 AND g.place_code LIKE $2 || '%' ORDER BY g.place_code, g.name`,
    [county, place])).rows
}

export async function selectGroup(session: Session, county: string, id: string): Promise<GroupRow | undefined> {
  return (await session.query<GroupRow>(`${GROUPS} WHERE g.county_code = $1 AND g.id = $2`, [county, id])).rows[0]
}

export async function groupNamed(session: Session, county: string, place: string, name: string): Promise<string | undefined> {
  return (await session.query<{ id: string }>(`SELECT id FROM leading_group WHERE county_code = $1 AND place_code = $2 AND name = $3`,
    [county, place, name])).rows[0]?.id
}

export async function insertGroup(session: Session, county: string, group: { id: string; place: string; name: string }): Promise<void> {
  await session.query(`INSERT INTO leading_group (county_code, id, place_code, name) VALUES ($1, $2, $3, $4)`, [county, group.id, group.place, group.name])
}

export async function insertVersion(session: Session, county: string, group: { id: string; place: string }, version: VersionRow, now: Date): Promise<void> {
  await session.query(
    `INSERT INTO group_version (county_code, id, leading_group, place_code, kind, happened_on, document, reason, recorded_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [county, version.id, group.id, group.place, version.kind, version.on, version.document, version.reason, now],
  )
}

export async function selectVersions(session: Session, county: string, group: string): Promise<VersionRow[]> {
  return (await session.query<VersionRow>(
    `SELECT id, kind, happened_on AS on, document, reason FROM group_version WHERE county_code = $1 AND leading_group = $2 ORDER BY happened_on`,
      [county, group],
  )).rows
}

export async function insertMembers(session: Session, county: string, group: { id: string; place: string }, members: readonly Member[]): Promise<void> {
  await session.query(
    `INSERT INTO group_member (county_code, id, leading_group, place_code, name, office, role, from_day)
     SELECT $1, id, $2, $3, name, office, role, "from" FROM jsonb_to_recordset($4::jsonb) AS member (id uuid, name text, office text, role text, "from" date)`,
    [county, group.id, group.place, JSON.stringify(members)],
  )
}

export async function endMembers(session: Session, county: string, ids: readonly string[], lastDay: Day): Promise<void> {
  await session.query(`UPDATE group_member SET to_day = greatest($3::date, from_day) WHERE county_code = $1 AND id = ANY($2::uuid[])`, [county, ids, lastDay])
}

export async function selectMembers(session: Session, county: string, group: string): Promise<Member[]> {
  return (await session.query<Member>(
    `SELECT id, name, office, role, from_day AS from, to_day AS to FROM group_member WHERE county_code = $1 AND leading_group = $2
     ORDER BY array_position(ARRAY['head', 'deputy', 'office-director', 'member'], role), from_day, id`,
    [county, group],
  )).rows
}

type NewMeeting = Omit<MeetingInput, 'decisions'> & { readonly id: string; readonly place: string }

export async function insertMeeting(session: Session, county: string, meeting: NewMeeting, now: Date): Promise<void> {
  await session.query(
    `INSERT INTO meeting (county_code, id, leading_group, place_code, held_on, topic, chair, attendees, absent, summary, venue, recorder, agenda, observers, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11, $12, $13::jsonb, $14::jsonb, $15)`,
    [county, meeting.id, meeting.group, meeting.place, ...toldIn(meeting), now],
  )
}

const toldIn = (meeting: Omit<MeetingChange, 'version'>) => [
  meeting.held_on, meeting.topic, meeting.chair, JSON.stringify(meeting.attendees), JSON.stringify(meeting.absent), meeting.summary ?? null, meeting.venue ?? null,
  meeting.recorder ?? null, JSON.stringify(meeting.agenda ?? []), JSON.stringify(meeting.observers ?? []),
]

/** Writes the minutes again as the next version, if nobody did since `version` was read. */
export async function updateMeeting(session: Session, county: string, id: string, change: MeetingChange): Promise<boolean> {
  return (await session.query(
    `UPDATE meeting SET held_on = $4, topic = $5, chair = $6, attendees = $7::jsonb, absent = $8::jsonb, summary = $9, venue = $10, recorder = $11,
       agenda = $12::jsonb, observers = $13::jsonb, version = version + 1
     WHERE county_code = $1 AND id = $2 AND version = $3 AND withdrawn_at IS NULL`,
    [county, id, change.version, ...toldIn(change)],
  )).affected === 1
}

export type DecisionRow = {
  readonly id: string; readonly meeting: string; readonly place: string; readonly text: string; readonly owner: string; readonly owner_name: string | null
  readonly due_on: Day; readonly task: string
}

export async function insertDecision(session: Session, county: string, decision: DecisionRow): Promise<void> {
  await session.query(
    `INSERT INTO decision (county_code, id, meeting, place_code, text, owner_role, owner_name, due_on, task) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [county, decision.id, decision.meeting, decision.place, decision.text, decision.owner, decision.owner_name, decision.due_on, decision.task],
  )
}

export type MeetingRow = {
  readonly id: string; readonly group: string; readonly place: string; readonly held_on: Day; readonly topic: string; readonly chair: string
  readonly attendees: readonly string[]; readonly absent: readonly { name: string; reason: string }[]; readonly summary: string | null
  readonly venue: string | null; readonly recorder: string | null; readonly agenda: readonly string[]; readonly observers: readonly string[]; readonly version: number
  readonly withdrawn: boolean
}

const MEETINGS = `SELECT id, leading_group AS "group", place_code AS place, held_on, topic, chair, attendees, absent, summary, venue, recorder, agenda, observers, version,
  withdrawn_at IS NOT NULL AS withdrawn FROM meeting`

export async function selectMeeting(session: Session, county: string, id: string): Promise<MeetingRow | undefined> {
  return (await session.query<MeetingRow>(`${MEETINGS} WHERE county_code = $1 AND id = $2`, [county, id])).rows[0]
}

export async function selectMeetings(session: Session, county: string, place: string, from: Day, to: Day): Promise<MeetingRow[]> {
  return (await session.query<MeetingRow>(
    `${MEETINGS} WHERE county_code = $1 AND place_code LIKE $2 || '%' AND held_on BETWEEN $3 AND $4 AND withdrawn_at IS NULL ORDER BY held_on DESC, id`,
      [county, place, from, to],
  )).rows
}

export async function selectDecisions(session: Session, county: string, meetings: readonly string[]): Promise<DecisionRow[]> {
  return (await session.query<DecisionRow>(
    `SELECT id, meeting, place_code AS place, text, owner_role AS owner, owner_name, due_on, task FROM decision
     WHERE county_code = $1 AND meeting = ANY($2::uuid[]) ORDER BY due_on, id`,
    [county, meetings],
  )).rows
}

export async function withdrawMeeting(session: Session, county: string, id: string, now: Date, reason: string): Promise<void> {
  await session.query(`UPDATE meeting SET withdrawn_at = $3, withdrawn_reason = $4 WHERE county_code = $1 AND id = $2`, [county, id, now, reason])
}

export async function meetingDeciding(session: Session, county: string, decision: string): Promise<string | undefined> {
  return (await session.query<{ meeting: string }>(`SELECT meeting FROM decision WHERE county_code = $1 AND id = $2`, [county, decision])).rows[0]?.meeting
}
