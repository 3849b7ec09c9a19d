import type { Session } from '../db/db.ts'
import type { Day } from '../base/day.ts'
import type { Text } from '../base/result.ts'
import type { Owner } from './duties.ts'
import type { Proof, RecordReference, SourceKind, StoredTask } from './plan.ts'

export async function planOf(session: Session, county: string, place: string, year: number): Promise<string | undefined> {
  return (await session.query<{ id: string }>(`SELECT id FROM plan WHERE county_code = $1 AND place_code = $2 AND year = $3`,
    [county, place, year])).rows[0]?.id
}

type PlanRow = { readonly id: string; readonly place: string; readonly year: number; readonly adopted_on: Day; readonly document: string | null }

export async function insertPlan(session: Session, county: string, plan: PlanRow): Promise<void> {
  await session.query(`INSERT INTO plan (county_code, id, place_code, year, adopted_on, document) VALUES ($1, $2, $3, $4, $5, $6)`,
    [county, plan.id, plan.place, plan.year, plan.adopted_on, plan.document])
}

export type ItemRow = {
  readonly id: string; readonly plan: string; readonly place: string; readonly number: number; readonly duty: string | null; readonly title: Text
  readonly sentence: Text; readonly windows: readonly string[]; readonly owner: Owner; readonly owner_name: string | null; readonly target: readonly string[]
}
export type StoredItem = ItemRow & { readonly version: number }

export async function insertItems(session: Session, county: string, items: readonly ItemRow[]): Promise<void> {
  await session.query(
    `INSERT INTO plan_item (county_code, id, plan, place_code, number, duty, title, sentence, windows, owner_role, owner_name, target)
     SELECT $1, id, plan, place, number, duty, title, sentence, windows, owner, owner_name, target FROM jsonb_to_recordset($2::jsonb)
       AS item (id uuid, plan uuid, place text, number integer, duty text, title jsonb, sentence jsonb, windows jsonb, owner text,
         owner_name text, target jsonb)`,
    [county, JSON.stringify(items)],
  )
}

const ITEM = `i.id, i.plan, i.place_code AS place, i.number, i.duty, i.title, i.sentence, i.windows, i.owner_role AS owner, i.owner_name, i.target, i.version`

export async function selectItems(session: Session, county: string, place: string, year: number): Promise<StoredItem[]> {
  return (await session.query<StoredItem>(
    `SELECT ${ITEM} FROM plan_item i JOIN plan p ON p.county_code = i.county_code AND p.id = i.plan
     WHERE i.county_code = $1 AND i.place_code LIKE $2 || '%' AND p.year = $3 ORDER BY i.place_code, i.number`,
    [county, place, year],
  )).rows
}

export async function selectItem(session: Session, county: string, id: string): Promise<StoredItem | undefined> {
  return (await session.query<StoredItem>(`SELECT ${ITEM} FROM plan_item i WHERE i.county_code = $1 AND i.id = $2`, [county, id])).rows[0]
}

/** Writes an item again as the next version, if nobody did since `version` was read. */
export async function updateItem(session: Session, county: string, item: StoredItem): Promise<boolean> {
  return (await session.query(
    `UPDATE plan_item SET title = $4::jsonb, sentence = $5::jsonb, owner_role = $6, owner_name = $7, version = version + 1
     WHERE county_code = $1 AND id = $2 AND version = $3`,
    [county, item.id, item.version, JSON.stringify(item.title), JSON.stringify(item.sentence), item.owner, item.owner_name],
  )).affected === 1
}

/** What an item's new owner is to do: its tasks at the item's own place that nothing proves yet. */
export async function handOnTasks(session: Session, county: string, item: Pick<ItemRow, 'id' | 'place' | 'owner' | 'owner_name'>): Promise<number> {
  return (await session.query(
    `UPDATE task t SET owner_role = $4, owner_name = $5, version = version + 1 WHERE t.county_code = $1 AND t.plan_item = $2 AND t.place_code = $3
       AND t.dropped_on IS NULL AND NOT EXISTS (SELECT 1 FROM progress p WHERE ${PROVES})`,
    [county, item.id, item.place, item.owner, item.owner_name],
  )).affected
}

export type NewTask = {
  readonly id: string; readonly place: string; readonly year: number; readonly plan_item: string | null; readonly number: number | null
  readonly duty: string | null; readonly window: string | null; readonly title: Text; readonly from: Day; readonly to: Day; readonly owner: Owner
  readonly owner_name: string | null; readonly closes_by: readonly string[]; readonly source_kind: SourceKind; readonly source: string
}

export async function insertTasks(session: Session, county: string, tasks: readonly NewTask[], now: Date): Promise<void> {
  await session.query(
    `INSERT INTO task (county_code, id, place_code, year, plan_item, number, duty, window_id, title, from_day, to_day, owner_role, owner_name, closes_by,
       source_kind, source, added_at)
     SELECT $1, id, place, year, plan_item, number, duty, "window", title, "from", "to", owner, owner_name, closes_by, source_kind, source, $3
     FROM jsonb_to_recordset($2::jsonb) AS task (id uuid, place text, year integer, plan_item uuid, number integer, duty text, "window" text, title jsonb,
       "from" date, "to" date, owner text, owner_name text, closes_by jsonb, source_kind text, source text)`,
    [county, JSON.stringify(tasks), now],
  )
}

/** A record proves the task it was brought for; else every task of its year, at its place or above, that such a record closes on that day or in that window. */
export const PROVES = `p.county_code = t.county_code AND p.year = t.year AND p.withdrawn_at IS NULL
  AND left(p.place_code, length(t.place_code)) = t.place_code
  AND (p.task = t.id OR (p.task IS NULL AND t.closes_by ? p.record_kind AND (p.duty IS NULL OR p.duty = t.duty)
    AND (p.window_id = t.window_id OR (p.window_id IS NULL AND p.happened_on BETWEEN t.from_day AND t.to_day))))`

const TASKS = `SELECT t.id, t.place_code AS place, t.year, t.number, t.plan_item, t.duty, t.window_id AS window, t.title, t.from_day AS from, t.to_day AS to,
    t.owner_role AS owner, t.owner_name, t.closes_by, t.source_kind, t.source, t.dropped_on, t.dropped_reason, t.version, proof.records,
    proof.done_on
  FROM task t CROSS JOIN LATERAL (SELECT count(*)::integer AS records, min(p.happened_on) AS done_on FROM progress p WHERE ${PROVES}) proof`

export async function selectTasks(session: Session, county: string, place: string, year: number): Promise<StoredTask[]> {
  return (await session.query<StoredTask>(
    `${TASKS} WHERE t.county_code = $1 AND t.place_code LIKE $2 || '%' AND t.year = $3 ORDER BY t.to_day, t.number, t.place_code, t.id`, [county, place, year],
  )).rows
}

/** What is open on a day: a duty's tasks of that year or later, since an earlier year's are that year's shortcomings; any other task for ever. */
export async function selectDue(session: Session, county: string, place: string, on: Day, year: number): Promise<StoredTask[]> {
  return (await session.query<StoredTask>(
    `${TASKS} WHERE t.county_code = $1 AND t.place_code LIKE $2 || '%' AND t.from_day <= $3 AND t.dropped_on IS NULL AND proof.records = 0
       AND (t.year >= $4 OR t.source_kind <> 'duty') ORDER BY t.to_day, t.number, t.place_code, t.id`,
    [county, place, on, year],
  )).rows
}

export async function selectTask(session: Session, county: string, id: string): Promise<StoredTask | undefined> {
  return (await session.query<StoredTask>(`${TASKS} WHERE t.county_code = $1 AND t.id = $2`, [county, id])).rows[0]
}

export async function selectTasksNamed(session: Session, county: string, ids: readonly string[]): Promise<StoredTask[]> {
  return (await session.query<StoredTask>(`${TASKS} WHERE t.county_code = $1 AND t.id = ANY($2::uuid[])`, [county, ids])).rows
}

export async function selectProofs(session: Session, county: string, id: string): Promise<Proof[]> {
  return (await session.query<Proof>(
    `SELECT p.record_kind AS kind, p.record AS id, min(p.happened_on) AS "on", bool_and(p.task IS NOT NULL) AS by_hand FROM task t JOIN progress p ON ${PROVES}
     WHERE t.county_code = $1 AND t.id = $2 GROUP BY p.record_kind, p.record ORDER BY 3, 1, 2`,
    [county, id],
  )).rows
}

type ChangedTask = Pick<StoredTask, 'id' | 'year' | 'title' | 'from' | 'to' | 'owner' | 'owner_name' | 'version'>

/** Writes a task again as the next version, if nobody did since `version` was read. */
export async function updateTask(session: Session, county: string, task: ChangedTask): Promise<boolean> {
  return (await session.query(
    `UPDATE task SET year = $4, title = $5::jsonb, from_day = $6, to_day = $7, owner_role = $8, owner_name = $9, version = version + 1
     WHERE county_code = $1 AND id = $2 AND version = $3`,
    [county, task.id, task.version, task.year, JSON.stringify(task.title), task.from, task.to, task.owner, task.owner_name],
  )).affected === 1
}

export async function dropTask(session: Session, county: string, id: string, on: Day | null, reason: string | null): Promise<void> {
  await session.query(`UPDATE task SET dropped_on = $3, dropped_reason = $4 WHERE county_code = $1 AND id = $2`, [county, id, on, reason])
}

export type ProgressRow = {
  readonly id: string; readonly place: string; readonly year: number; readonly task: string | null; readonly duty: string | null
  readonly window: string | null; readonly record: RecordReference; readonly on: Day
}

/** Adds a proof, unless the same record already proves the same; answers whether it was added. */
export async function insertProgress(session: Session, county: string, row: ProgressRow, now: Date): Promise<boolean> {
  const { affected } = await session.query(
    `INSERT INTO progress (county_code, id, place_code, year, task, duty, window_id, record_kind, record, happened_on, noted_at)
     SELECT $1, $2::uuid, $3, $4::integer, $5::uuid, $6::text, $7::text, $8::text, $9::text, $10::date, $11::timestamptz
     WHERE NOT EXISTS (SELECT 1 FROM progress WHERE county_code = $1 AND record = $9::text AND record_kind = $8::text AND withdrawn_at IS NULL
       AND year = $4::integer AND task IS NOT DISTINCT FROM $5::uuid AND duty IS NOT DISTINCT FROM $6::text AND window_id IS NOT DISTINCT FROM $7::text)`,
    [county, row.id, row.place, row.year, row.task, row.duty, row.window, row.record.kind, row.record.id, row.on, now],
  )
  return affected > 0
}

/** Takes back every proof of a record; answers how many. */
export async function withdrawRecord(session: Session, county: string, record: RecordReference, now: Date): Promise<number> {
  return (await session.query(
    `UPDATE progress SET withdrawn_at = $4 WHERE county_code = $1 AND record = $2 AND record_kind = $3 AND withdrawn_at IS NULL`,
      [county, record.id, record.kind, now],
  )).affected
}

/** Takes back what was brought for one task by hand; answers how many. */
export async function withdrawByTask(session: Session, county: string, task: string, now: Date): Promise<number> {
  return (await session.query(`UPDATE progress SET withdrawn_at = $3 WHERE county_code = $1 AND task = $2 AND withdrawn_at IS NULL`,
    [county, task, now])).affected
}
