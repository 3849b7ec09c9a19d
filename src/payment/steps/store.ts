import type { Session } from '../../db/db.ts'
import type { ToldPostings } from '../../ledger/sets/sets.ts'
import type { Allocation, Need } from './funds.ts'

/** JSON as `JSON.stringify` writes it, one value after another. */
const TEXT = (column: string) => `to_json(${column})::text`
const OR_NULL = (column: string) => `coalesce(to_json(${column})::text, 'null')`
const EARLIER = [OR_NULL('l.before_rate_fen'), OR_NULL('l.before_rate_source'), OR_NULL('l.before_run')]
const LINE_VALUES = [
  'l.number', ...['l.place_code', 'l.person', 'l.name', 'l.benefit', 'l.category', 'l.period', 'l.kind'].map(TEXT), 'l.amount_fen', 'l.entitled_fen', 'l.posted_before_fen',
  ...['l.source', 'l.article', 'l.arithmetic'].map(TEXT), OR_NULL('l.rate_fen'), ...['l.rate_source', 'l.confidence', 'l.provisional'].map(TEXT),
  `CASE WHEN l.due_on IS NOT NULL THEN concat_ws(',', ${[TEXT('l.due_on'), ...EARLIER].join(', ')}) END`,
].join(', ')
const RECEIVABLE_VALUES = [
  `'"receivable"'`, 'l.number', ...['l.place_code', 'l.person', 'l.name', 'l.benefit', 'l.period'].map(TEXT), 'l.amount_fen', 'l.entitled_fen', 'l.posted_before_fen',
  ...['l.reason', 'l.provisional'].map(TEXT),
  `CASE WHEN l.rate_source IS NOT NULL THEN concat_ws(',', ${[OR_NULL('l.rate_fen'), TEXT('l.rate_source'), ...EARLIER].join(', ')}) END`,
].join(', ')

/** The hash over a run's lines and receivables: of the very text that `hashedLines` makes, made where they lie. */
export async function selectHash(session: Session, county: string, run: string): Promise<string> {
  return (await session.query<{ hash: string }>(
    `SELECT encode(sha256(convert_to(concat_ws(E'\\n',
       (SELECT string_agg('[' || concat_ws(',', ${LINE_VALUES}) || ']', E'\\n' ORDER BY l.number) FROM payment_line l WHERE l.county_code = $1 AND l.run = $2 AND l.left_out_by IS NULL),
       (SELECT string_agg('[' || concat_ws(',', ${RECEIVABLE_VALUES}) || ']', E'\\n' ORDER BY l.number) FROM receivable l WHERE l.county_code = $1 AND l.run = $2 AND l.left_out_by IS NULL)
     ), 'UTF8')), 'hex') AS hash`,
    [county, run],
  )).rows[0]!.hash
}

/** How many lines and receivables rest on rates that no notice states, and the sources of the lines'. */
export async function selectDerived(session: Session, county: string, run: string): Promise<{ rows: number; sources: string[] }> {
  return (await session.query<{ rows: number; sources: string[] }>(
    `SELECT count(*) AS rows, coalesce(array_agg(DISTINCT d.source) FILTER (WHERE d.source IS NOT NULL), '{}') AS sources FROM (
       SELECT rate_source AS source FROM payment_line WHERE county_code = $1 AND run = $2 AND state = 'open' AND provisional
       UNION ALL SELECT NULL FROM receivable WHERE county_code = $1 AND run = $2 AND state = 'proposed' AND provisional) d`,
    [county, run],
  )).rows[0]!
}

/** For how many lines and receivables of a draft something else is posted now than when it was prepared. Added up, not joined: a planner knows nothing of rows that have just come. */
export async function countPostedSince(session: Session, county: string, { id, from, to }: { id: string; from: string; to: string }): Promise<number> {
  return (await session.query<{ changed: number }>(
    `SELECT count(*) AS changed FROM (
       SELECT m.person, m.benefit, m.period FROM (
         SELECT person, benefit, period, posted_before_fen AS fen, 1 AS claimed FROM payment_line WHERE county_code = $1 AND run = $2 AND state = 'open'
         UNION ALL SELECT person, benefit, period, posted_before_fen, 1 FROM receivable WHERE county_code = $1 AND run = $2 AND state = 'proposed'
         UNION ALL SELECT person, benefit, period, CASE WHEN debit = 'expense:' || benefit THEN -amount_fen ELSE amount_fen END, 0
         FROM posting WHERE county_code = $1 AND period BETWEEN $3 AND $4 AND person IS NOT NULL AND 'expense:' || benefit IN (debit, credit)) m
       GROUP BY m.person, m.benefit, m.period HAVING sum(m.claimed) > 0 AND sum(m.fen) <> 0) c`,
    [county, id, from, to],
  )).rows[0]!.changed
}

/** What a draft needs, benefit by benefit. */
export async function selectNeeds(session: Session, county: string, run: string): Promise<Need[]> {
  return (await session.query<Need>(
    `SELECT benefit, sum(amount_fen)::bigint AS amount_fen FROM payment_line WHERE county_code = $1 AND run = $2 AND state = 'open' GROUP BY benefit ORDER BY benefit`, [county, run],
  )).rows
}

export async function insertAllocations(session: Session, county: string, run: { id: string; place: string }, allocations: readonly Allocation[]): Promise<void> {
  await session.query(
    `INSERT INTO payment_allocation (county_code, run, benefit, place_code, fund, amount_fen)
     SELECT $1, $2, a.benefit, $3, a.fund, a.amount_fen FROM json_to_recordset($4::text::json) AS a(benefit text, fund uuid, amount_fen bigint)`,
    [county, run.id, run.place, JSON.stringify(allocations)],
  )
}

/** From which fund an approved run pays each benefit. */
export async function selectAllocations(session: Session, county: string, run: string): Promise<Allocation[]> {
  return (await session.query<Allocation>(
    `SELECT benefit, fund, amount_fen FROM payment_allocation WHERE county_code = $1 AND run = $2 ORDER BY benefit`, [county, run],
  )).rows
}

/** What an approval posts for people: `approvalPostings` without what is set aside, told where the lines lie. */
export const approvalOf = (run: string): ToldPostings => ({
  parameters: [run],
  select: `SELECT 'run:' || l.run::text || ':line:' || l.number || ':approve' AS key, l.place_code, 'expense:' || l.benefit AS debit, 'payable' AS credit, l.amount_fen,
       a.fund, l.person, l.benefit, l.period
     FROM payment_line l JOIN payment_allocation a ON a.county_code = l.county_code AND a.run = l.run AND a.benefit = l.benefit
     WHERE l.county_code = $1 AND l.run = $2::uuid AND l.state = 'open'
     UNION ALL
     SELECT 'run:' || r.run::text || ':receivable:' || r.number, r.place_code, 'receivable', 'expense:' || r.benefit, r.amount_fen, NULL, r.person, r.benefit, r.period
     FROM receivable r WHERE r.county_code = $1 AND r.run = $2::uuid AND r.state = 'proposed'`,
})

export async function approveLines(session: Session, county: string, run: string): Promise<number> {
  const lines = await session.query(`UPDATE payment_line SET state = 'approved' WHERE county_code = $1 AND run = $2 AND state = 'open'`, [county, run])
  const receivables = await session.query(`UPDATE receivable SET state = 'open' WHERE county_code = $1 AND run = $2 AND state = 'proposed'`, [county, run])
  return lines.affected + receivables.affected
}
