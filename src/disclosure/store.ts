import type { Day } from '../base/day.ts'
import type { Session } from '../db/db.ts'
import type { NoticeState, ObjectionVerdict } from './disclosure.ts'
import type { AnswerInput } from './schemas.ts'

export type NoticeRecord = {
  readonly id: string
  readonly kind: string
  readonly place: string
  readonly title: string
  readonly subject_kind: string | null
  readonly subject: string | null
  readonly content: string
  readonly content_hash: string
  readonly row_count: number
  readonly omitted: number
  readonly state: NoticeState
  readonly prepared_by: string
  readonly prepared_by_name: string
  readonly published_by_name: string | null
  readonly published_on: Day | null
  readonly ends_on: Day | null
  readonly unknown_days: readonly Day[]
  readonly taken_down_on: Day | null
  readonly closed_by_name: string | null
  readonly closed_on: Day | null
  readonly withdrawn_reason: string | null
  readonly objections: number
  readonly unanswered: number
  readonly upheld: number
}

const COLUMNS = `n.id, n.kind, n.place_code AS place, n.title, n.subject_kind, n.subject, n.content_hash, n.row_count, n.omitted, n.state,
  n.prepared_by, n.prepared_by_name, n.published_by_name, n.published_on, n.ends_on, to_jsonb(n.unknown_days) AS unknown_days, n.taken_down_on,
  n.closed_by_name, n.closed_on, n.withdrawn_reason, coalesce(o.objections, 0) AS objections, coalesce(o.unanswered, 0) AS unanswered, coalesce(o.upheld, 0) AS upheld`
const COUNTED = `LEFT JOIN LATERAL (SELECT count(*) AS objections, count(*) FILTER (WHERE result IS NULL) AS unanswered, count(*) FILTER (WHERE result = 'upheld') AS upheld
    FROM disclosure_objection WHERE county_code = n.county_code AND notice = n.id) o ON true`

export type NewNotice = Pick<NoticeRecord, 'id' | 'kind' | 'place' | 'title' | 'subject_kind' | 'subject' | 'content' | 'content_hash' | 'row_count' | 'omitted' | 'prepared_by' | 'prepared_by_name'> & {
  readonly phone: string
  readonly address: string
  readonly prepared_at: Date
}

export async function insertNotice(session: Session, county: string, notice: NewNotice): Promise<void> {
  await session.query(
    `INSERT INTO disclosure_notice (county_code, id, place_code, kind, title, subject_kind, subject, content, content_hash, row_count, omitted, phone, address, state,
       prepared_by, prepared_by_name, prepared_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'draft', $14, $15, $16)`,
    [county, notice.id, notice.place, notice.kind, notice.title, notice.subject_kind, notice.subject, notice.content, notice.content_hash, notice.row_count, notice.omitted,
      notice.phone, notice.address, notice.prepared_by, notice.prepared_by_name, notice.prepared_at],
  )
}

export type NoticeFilter = { readonly place: string; readonly state: NoticeState | ''; readonly kind: string }
export type NoticeSummary = Omit<NoticeRecord, 'content'>

/** What hangs or waits first, the latest first. */
export async function pageNotices(session: Session, county: string, filter: NoticeFilter, limit: number, offset: number): Promise<{ rows: NoticeSummary[]; total: number }> {
  const { rows } = await session.query<NoticeSummary & { total: number }>(
    `SELECT ${COLUMNS}, count(*) OVER () AS total FROM disclosure_notice n ${COUNTED}
     WHERE n.county_code = $1 AND starts_with(n.place_code, $2) AND ($3 = '' OR n.state = $3) AND ($4 = '' OR n.kind = $4)
     ORDER BY n.state NOT IN ('draft', 'published'), n.prepared_at DESC, n.place_code, n.id LIMIT $5 OFFSET $6`,
    [county, filter.place, filter.state, filter.kind, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Every notice of a subject but those discarded, the latest of a place first. */
export async function selectOfSubject(session: Session, county: string, kind: string, subject: string): Promise<NoticeSummary[]> {
  return (await session.query<NoticeSummary>(
    `SELECT ${COLUMNS} FROM disclosure_notice n ${COUNTED}
     WHERE n.county_code = $1 AND n.subject_kind = $2 AND n.subject = $3 AND n.state <> 'discarded' ORDER BY n.place_code, n.prepared_at DESC, n.id DESC`, [county, kind, subject],
  )).rows
}

export async function selectNotice(session: Session, county: string, id: string): Promise<NoticeRecord | undefined> {
  return (await session.query<NoticeRecord>(`SELECT ${COLUMNS}, n.content FROM disclosure_notice n ${COUNTED} WHERE n.county_code = $1 AND n.id = $2`, [county, id])).rows[0]
}

/** Holds a notice against others until this transaction ends. */
export async function lockNotice(session: Session, county: string, id: string): Promise<void> {
  await session.query('SELECT 1 FROM disclosure_notice WHERE county_code = $1 AND id = $2 FOR UPDATE', [county, id])
}

/** Where the township's last notice took objections. */
export async function lastContact(session: Session, county: string, township: string): Promise<{ phone: string; address: string } | undefined> {
  return (await session.query<{ phone: string; address: string }>(
    `SELECT phone, address FROM disclosure_notice WHERE county_code = $1 AND starts_with(place_code, $2) ORDER BY prepared_at DESC, id DESC LIMIT 1`, [county, township],
  )).rows[0]
}

/** The notices whose days are over and that still hang or wait for their end. */
export async function selectOver(session: Session, county: string, today: Day): Promise<NoticeSummary[]> {
  return (await session.query<NoticeSummary>(
    `SELECT ${COLUMNS} FROM disclosure_notice n ${COUNTED} WHERE n.county_code = $1 AND n.state = 'published' AND n.ends_on < $2
       AND (n.taken_down_on IS NULL OR coalesce(o.unanswered, 0) = 0) ORDER BY n.place_code, n.id`, [county, today],
  )).rows
}

type By = { readonly account: string; readonly name: string }
export async function setPublished(session: Session, county: string, id: string, by: By, days: { on: Day; to: Day; unknown: readonly Day[] }): Promise<void> {
  await session.query(
    `UPDATE disclosure_notice SET state = 'published', published_by = $3, published_by_name = $4, published_on = $5, ends_on = $6, unknown_days = $7::date[]
     WHERE county_code = $1 AND id = $2`, [county, id, by.account, by.name, days.on, days.to, days.unknown],
  )
}

export async function setTakenDown(session: Session, county: string, id: string, on: Day): Promise<void> {
  await session.query('UPDATE disclosure_notice SET taken_down_on = $3 WHERE county_code = $1 AND id = $2 AND taken_down_on IS NULL', [county, id, on])
}

type Closing = { readonly state: NoticeState; readonly on: Day; readonly reason?: string }
export async function setClosed(session: Session, county: string, id: string, by: By, { state, on, reason }: Closing): Promise<void> {
  await session.query(
    `UPDATE disclosure_notice SET state = $3, closed_by = $4, closed_by_name = $5, closed_on = $6, withdrawn_reason = $7 WHERE county_code = $1 AND id = $2`,
    [county, id, state, by.account, by.name, on, reason ?? null],
  )
}

export type ObjectionRecord = {
  readonly id: string
  readonly place: string
  readonly notice: string
  readonly number: number
  readonly row: number | null
  readonly raised_on: Day
  readonly raised_by: string
  readonly text: string
  readonly recorded_by: string
  readonly recorded_by_name: string
  readonly result: ObjectionVerdict | null
  readonly answer: string | null
  readonly answered_by_name: string | null
  readonly answered_on: Day | null
}
const OBJECTION = `id, place_code AS place, notice, number, row_number AS row, raised_on, raised_by, text, recorded_by, recorded_by_name, result, answer, answered_by_name, answered_on`

export async function selectObjections(session: Session, county: string, notice: string): Promise<ObjectionRecord[]> {
  return (await session.query<ObjectionRecord>(`SELECT ${OBJECTION} FROM disclosure_objection WHERE county_code = $1 AND notice = $2 ORDER BY number`, [county, notice])).rows
}

export async function selectObjection(session: Session, county: string, id: string): Promise<ObjectionRecord | undefined> {
  return (await session.query<ObjectionRecord>(`SELECT ${OBJECTION} FROM disclosure_objection WHERE county_code = $1 AND id = $2 FOR UPDATE`, [county, id])).rows[0]
}

type NewObjection = Pick<ObjectionRecord, 'id' | 'place' | 'notice' | 'number' | 'row' | 'raised_on' | 'raised_by' | 'text' | 'recorded_by' | 'recorded_by_name'>
export async function insertObjection(session: Session, county: string, one: NewObjection, at: Date): Promise<void> {
  await session.query(
    `INSERT INTO disclosure_objection (county_code, id, place_code, notice, number, row_number, raised_on, raised_by, text, recorded_by, recorded_by_name, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [county, one.id, one.place, one.notice, one.number, one.row, one.raised_on, one.raised_by, one.text, one.recorded_by, one.recorded_by_name, at],
  )
}

export async function setAnswer(session: Session, county: string, id: string, by: By, { result, text }: AnswerInput, on: Day): Promise<void> {
  await session.query(
    `UPDATE disclosure_objection SET result = $3, answer = $4, answered_by = $5, answered_by_name = $6, answered_on = $7 WHERE county_code = $1 AND id = $2`,
    [county, id, result, text, by.account, by.name, on],
  )
}

/** Every text as it is kept, with its hash: what `verify` holds against each other. */
export async function selectTexts(session: Session, county: string): Promise<{ id: string; content: string; content_hash: string }[]> {
  return (await session.query<{ id: string; content: string; content_hash: string }>(
    'SELECT id, content, content_hash FROM disclosure_notice WHERE county_code = $1 ORDER BY id', [county],
  )).rows
}
