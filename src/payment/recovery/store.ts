import type { Session } from '../../db/db.ts'
import type { Closing, ClosingState, DeductedLine, OpenReceivable } from './recovery.ts'

const SUMS = `coalesce((SELECT sum(c.amount_fen) FROM receivable_closing c WHERE c.county_code = r.county_code AND c.run = r.run AND c.number = r.number AND c.state = 'decided'), 0)::bigint AS closed_fen,
  coalesce((SELECT sum(c.amount_fen) FROM receivable_closing c WHERE c.county_code = r.county_code AND c.run = r.run AND c.number = r.number AND c.state = 'proposed'), 0)::bigint AS proposed_fen`
const RECEIVABLE = `r.run, r.number, r.place_code AS place, r.person, r.name, r.benefit, r.period, r.amount_fen, ${SUMS}, r.reason`

/** One that stands, locked: whoever else would close it waits. */
export async function lockReceivable(session: Session, county: string, run: string, number: number): Promise<OpenReceivable | undefined> {
  await session.query(`SELECT 1 FROM receivable r WHERE r.county_code = $1 AND r.run = $2 AND r.number = $3 AND r.state = 'open' FOR UPDATE`, [county, run, number])
  return (await session.query<OpenReceivable>(
    `SELECT ${RECEIVABLE} FROM receivable r WHERE r.county_code = $1 AND r.run = $2 AND r.number = $3 AND r.state = 'open'`, [county, run, number],
  )).rows[0]
}

/** Those of a place that stand, the oldest first; `whole` also those that are closed. */
export async function pageReceivables(session: Session, county: string, asked: { place: string; whole: boolean; person: string | null }, limit: number, offset: number): Promise<{ rows: OpenReceivable[]; total: number }> {
  const { rows } = await session.query<OpenReceivable & { total: number }>(
    `SELECT x.*, count(*) OVER () AS total FROM (
       SELECT ${RECEIVABLE} FROM receivable r WHERE r.county_code = $1 AND r.state = 'open' AND starts_with(r.place_code, $2) AND ($3::uuid IS NULL OR r.person = $3)) x
     WHERE $4 OR x.closed_fen < x.amount_fen ORDER BY x.period, x.run, x.number LIMIT $5 OFFSET $6`,
    [county, asked.place, asked.person, asked.whole, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

const CLOSING = `c.id, c.run, c.number, r.name, r.benefit, r.period, c.place_code AS place, c.person, c.kind, c.amount_fen, c.document, c.reason, c.fund, c.line_run, c.line_number, c.state,
  c.proposed_by, c.proposed_by_name, c.proposed_at, c.decided_by_name, c.decided_at, c.answer`
const FROM_CLOSING = 'FROM receivable_closing c JOIN receivable r ON r.county_code = c.county_code AND r.run = c.run AND r.number = c.number'

export async function selectClosing(session: Session, county: string, id: string): Promise<Closing | undefined> {
  return (await session.query<Closing>(`SELECT ${CLOSING} ${FROM_CLOSING} WHERE c.county_code = $1 AND c.id = $2 FOR UPDATE OF c`, [county, id])).rows[0]
}

export async function selectClosings(session: Session, county: string, state: ClosingState | null): Promise<Closing[]> {
  return (await session.query<Closing>(
    `SELECT ${CLOSING} ${FROM_CLOSING} WHERE c.county_code = $1 AND ($2::text IS NULL OR c.state = $2) ORDER BY c.proposed_at DESC, c.id LIMIT 500`, [county, state],
  )).rows
}

type NewClosing = Pick<Closing, 'id' | 'run' | 'number' | 'place' | 'person' | 'kind' | 'amount_fen' | 'document' | 'reason' | 'fund' | 'line_run' | 'line_number' | 'proposed_by' | 'proposed_by_name' | 'proposed_at'>

export async function insertClosing(session: Session, county: string, one: NewClosing): Promise<void> {
  await session.query(
    `INSERT INTO receivable_closing (county_code, id, place_code, run, number, person, kind, amount_fen, document, reason, fund, line_run, line_number, state, proposed_by, proposed_by_name, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'proposed', $14, $15, $16)`,
    [county, one.id, one.place, one.run, one.number, one.person, one.kind, one.amount_fen, one.document, one.reason, one.fund, one.line_run, one.line_number,
      one.proposed_by, one.proposed_by_name, one.proposed_at],
  )
}

export async function answerClosing(session: Session, county: string, id: string, answer: { state: ClosingState; by: string | null; name: string | null; at: Date | null; answer: string | null }): Promise<void> {
  await session.query(
    `UPDATE receivable_closing SET state = $3, decided_by = $4, decided_by_name = $5, decided_at = $6, answer = $7 WHERE county_code = $1 AND id = $2`,
    [county, id, answer.state, answer.by, answer.name, answer.at, answer.answer],
  )
}

/** The line, locked, with the fund that its benefit's money was set aside from. */
export async function lockLine(session: Session, county: string, run: string, number: number): Promise<DeductedLine | undefined> {
  return (await session.query<DeductedLine>(
    `SELECT l.person, l.benefit, l.period, l.state, l.amount_fen, l.offset_fen,
       (SELECT a.fund FROM payment_allocation a WHERE a.county_code = l.county_code AND a.run = l.run AND a.benefit = l.benefit) AS fund
     FROM payment_line l WHERE l.county_code = $1 AND l.run = $2 AND l.number = $3 FOR UPDATE`,
    [county, run, number],
  )).rows[0]
}

/** Of a line from which all is taken nothing goes to the bank: it is withdrawn. */
export async function deductLine(session: Session, county: string, run: string, number: number, amount: number): Promise<void> {
  await session.query(
    `UPDATE payment_line SET offset_fen = offset_fen + $4::bigint, state = CASE WHEN offset_fen + $4::bigint = amount_fen THEN 'withdrawn' ELSE state END
     WHERE county_code = $1 AND run = $2 AND number = $3`,
    [county, run, number, amount],
  )
}
