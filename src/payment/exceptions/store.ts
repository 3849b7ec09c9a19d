import type { Day } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { Session } from '../../db/db.ts'
import { runNumber } from '../payment.ts'
import type { ExceptionDecision, ExceptionKind, PaymentException } from './exceptions.ts'

/** What was decided of the same person, benefit and cause in a run before this one. */
export type EarlierDecision = { readonly decision: ExceptionDecision; readonly reason: string; readonly decided_by: string; readonly decided_on: Day; readonly run: string }

export type ExceptionRow = PaymentException & {
  readonly amount_fen: Fen
  /** Whether the decision is the earlier one, which still stands. */
  readonly stands: boolean
  readonly earlier: EarlierDecision | null
  readonly decision: ExceptionDecision | null
  readonly reason: string | null
  readonly decided_by: string | null
  readonly decided_at: Date | null
}

export async function insertExceptions(session: Session, county: string, run: string, rows: readonly PaymentException[]): Promise<void> {
  if (rows.length === 0) return
  const sent = rows.map(({ text, ...row }) => ({ ...row, text_zh: text.zh, text_en: text.en }))
  await session.query(
    `INSERT INTO payment_exception (county_code, run, number, place_code, person, name, kind, benefit, text_zh, text_en, lines, receivables)
     SELECT $1, $2, e.number, e.place, e.person, e.name, e.kind, e.benefit, e.text_zh, e.text_en, e.lines, e.receivables
     FROM json_to_recordset($3::text::json) AS e(number integer, place text, person uuid, name text, kind text, benefit text, text_zh text, text_en text,
       lines integer[], receivables integer[])`,
    [county, run, JSON.stringify(sent)],
  )
}

/** Judgements by hand that were made in their own run, of runs that were not discarded; the latest of a person, benefit and cause is what holds. */
const JUDGED = `payment_exception o JOIN payment_run j ON j.county_code = o.county_code AND j.id = o.run AND j.state <> 'discarded'
       WHERE o.county_code = $1 AND o.kind = 'by-hand' AND o.decision IS NOT NULL AND o.decided_in IS NULL`

/**
 * Takes over into a new draft what was judged by hand before, not earlier than `since`: paying alone, and only while nothing was learned of the person after the
 * run was prepared in which it was judged. Leaving out is for that run alone. @returns how many
 */
export async function takeOverJudged(session: Session, county: string, run: string, since: Date): Promise<number> {
  const { affected } = await session.query(
    `UPDATE payment_exception e SET decision = d.decision, reason = d.reason, decided_by = d.decided_by, decided_by_name = d.decided_by_name, decided_at = d.decided_at, decided_in = d.run
     FROM (SELECT DISTINCT ON (o.person, o.benefit, o.text_zh) o.person, o.benefit, o.text_zh, o.decision, o.reason, o.decided_by, o.decided_by_name, o.decided_at, o.run, j.prepared_at
       FROM ${JUDGED} AND o.person IN (SELECT person FROM payment_exception WHERE county_code = $1 AND run = $2 AND kind = 'by-hand')
       ORDER BY o.person, o.benefit, o.text_zh, o.decided_at DESC) d
     WHERE e.county_code = $1 AND e.run = $2 AND e.kind = 'by-hand' AND e.person = d.person AND e.benefit = d.benefit AND e.text_zh = d.text_zh
       AND d.decision = 'pay' AND d.decided_at >= $3
       AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.county_code = $1 AND f.person = e.person AND f.recorded_at > d.prepared_at AND f.kind NOT IN ('note', 'certificate'))`,
    [county, run, since],
  )
  return affected
}

type StoredEarlier = Omit<EarlierDecision, 'run'> & { readonly year: number; readonly number: number }
type StoredException = Omit<ExceptionRow, 'text' | 'earlier'> & { readonly text_zh: string; readonly text_en: string; readonly earlier: StoredEarlier | null }

const earlierOf = ({ year, number, ...earlier }: StoredEarlier): EarlierDecision => ({ ...earlier, run: runNumber(year, number) })

/** A run's exceptions, each with the sum of its lines and what was decided of it before. */
export async function selectExceptions(session: Session, county: string, run: string): Promise<ExceptionRow[]> {
  const { rows } = await session.query<StoredException>(
    `SELECT e.number, e.place_code AS place, e.person, e.name, e.kind, e.benefit, e.text_zh, e.text_en, e.lines, e.receivables, e.decision, e.reason,
       e.decided_by_name AS decided_by, e.decided_at, e.decided_in IS NOT NULL AS stands, b.earlier,
       (SELECT coalesce(sum(l.amount_fen), 0)::bigint FROM payment_line l WHERE l.county_code = e.county_code AND l.run = e.run AND l.number = ANY(e.lines)) AS amount_fen
     FROM payment_exception e JOIN payment_run r ON r.county_code = e.county_code AND r.id = e.run LEFT JOIN LATERAL (
       SELECT json_build_object('decision', o.decision, 'reason', o.reason, 'decided_by', o.decided_by_name, 'year', j.year, 'number', j.number,
         'decided_on', to_char(o.decided_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')) AS earlier
       FROM ${JUDGED} AND e.kind = 'by-hand' AND o.person = e.person AND o.benefit = e.benefit AND o.text_zh = e.text_zh AND o.decided_at <= r.prepared_at
       ORDER BY o.decided_at DESC LIMIT 1) b ON true
     WHERE e.county_code = $1 AND e.run = $2 ORDER BY e.number`,
    [county, run],
  )
  return rows.map(({ text_zh, text_en, earlier, ...row }) => ({ ...row, text: { zh: text_zh, en: text_en }, earlier: earlier && earlierOf(earlier) }))
}

export type OpenException = { readonly number: number; readonly name: string; readonly kind: ExceptionKind; readonly text: Text }

/** What nobody has decided yet, of these kinds. */
export async function selectOpen(session: Session, county: string, run: string, kinds: readonly ExceptionKind[]): Promise<OpenException[]> {
  const { rows } = await session.query<Omit<OpenException, 'text'> & { text_zh: string; text_en: string }>(
    `SELECT number, name, kind, text_zh, text_en FROM payment_exception
     WHERE county_code = $1 AND run = $2 AND decision IS NULL AND kind = ANY($3::text[]) ORDER BY number`,
    [county, run, kinds],
  )
  return rows.map(({ text_zh, text_en, ...row }) => ({ ...row, text: { zh: text_zh, en: text_en } }))
}

export type Decided = { readonly decision: ExceptionDecision; readonly reason: string; readonly by: string; readonly by_name: string; readonly at: Date }

export async function decideRows(session: Session, county: string, run: string, numbers: readonly number[], { decision, reason, by, by_name, at }: Decided): Promise<void> {
  await session.query(
    `UPDATE payment_exception SET decision = $4, reason = $5, decided_by = $6, decided_by_name = $7, decided_at = $8, decided_in = NULL
     WHERE county_code = $1 AND run = $2 AND number = ANY($3::integer[])`,
    [county, run, numbers, decision, reason, by, by_name, at],
  )
}

/** Takes the lines and receivables of exceptions out of a draft. */
export async function leaveOut(session: Session, county: string, run: string, numbers: readonly number[]): Promise<void> {
  await session.query(
    `UPDATE payment_line l SET state = 'discarded', left_out_by = e.number
     FROM (SELECT number, unnest(lines) AS line FROM payment_exception WHERE county_code = $1 AND run = $2 AND number = ANY($3::integer[])) e
     WHERE l.county_code = $1 AND l.run = $2 AND l.number = e.line AND l.state = 'open'`,
    [county, run, numbers],
  )
  await session.query(
    `UPDATE receivable r SET state = 'discarded', left_out_by = e.number
     FROM (SELECT number, unnest(receivables) AS receivable FROM payment_exception WHERE county_code = $1 AND run = $2 AND number = ANY($3::integer[])) e
     WHERE r.county_code = $1 AND r.run = $2 AND r.number = e.receivable AND r.state = 'proposed'`,
    [county, run, numbers],
  )
}

/** Open exceptions that spoke only of what has been left out since. */
export async function selectSettled(session: Session, county: string, run: string): Promise<number[]> {
  const { rows } = await session.query<{ number: number }>(
    `SELECT e.number FROM payment_exception e
     WHERE e.county_code = $1 AND e.run = $2 AND e.decision IS NULL AND cardinality(e.lines) + cardinality(e.receivables) > 0
       AND NOT EXISTS (SELECT 1 FROM payment_line l WHERE l.county_code = $1 AND l.run = $2 AND l.number = ANY(e.lines) AND l.left_out_by IS NULL)
       AND NOT EXISTS (SELECT 1 FROM receivable r WHERE r.county_code = $1 AND r.run = $2 AND r.number = ANY(e.receivables) AND r.left_out_by IS NULL)
     ORDER BY e.number`,
    [county, run],
  )
  return rows.map(row => row.number)
}

/** The person's account beside the last one to which money of theirs came; both sealed. */
export type PayeeRow = {
  readonly person: string; readonly place: string; readonly name: string; readonly account: Uint8Array | null; readonly holder: string
  readonly last_place: string | null; readonly last_holder: string | null; readonly last_account: Uint8Array | null; readonly last_on: Day | null
}

/**
 * Payees whose card says more than their name and a first account: without an account, with somebody else's, or changed since it was made.
 * For those alone it looks for the last attempt that arrived, one by one along the person's lines.
 */
export async function selectPayees(session: Session, county: string, persons: readonly string[]): Promise<PayeeRow[]> {
  return (await session.query<PayeeRow>(
    `SELECT p.id AS person, p.place_code AS place, p.name, p.account, coalesce(p.account_holder, p.name) AS holder,
       last.place_code AS last_place, last.account_holder AS last_holder, last.account AS last_account, last.settled_on AS last_on
     FROM person p LEFT JOIN LATERAL (
       SELECT s.place_code, s.account_holder, s.account, s.settled_on
       FROM payment_line l JOIN payment_sending s ON s.county_code = l.county_code AND s.run = l.run AND s.number = l.number AND s.state = 'confirmed'
       WHERE l.county_code = $1 AND l.person = p.id AND l.state = 'confirmed' ORDER BY s.settled_on DESC, s.serial DESC LIMIT 1) last ON true
     WHERE p.county_code = $1 AND p.id = ANY($2::uuid[]) AND (p.account IS NULL OR p.account_holder <> p.name OR p.version > 1)`,
    [county, persons],
  )).rows
}

/** A draft's sums made anew over what is left in it, with the hash that then stands over its lines. */
export async function resetDraft(session: Session, county: string, run: string, hash: string): Promise<void> {
  const { affected } = await session.query(
    `UPDATE payment_run r SET line_count = l.count, amount_fen = l.sum, receivable_count = b.count, receivable_fen = b.sum, lines_hash = $3, version = version + 1
     FROM (SELECT count(*), coalesce(sum(amount_fen), 0) AS sum FROM payment_line WHERE county_code = $1 AND run = $2 AND left_out_by IS NULL) l,
       (SELECT count(*), coalesce(sum(amount_fen), 0) AS sum FROM receivable WHERE county_code = $1 AND run = $2 AND left_out_by IS NULL) b
     WHERE r.county_code = $1 AND r.id = $2 AND r.state = 'draft'`,
    [county, run, hash],
  )
  if (affected !== 1) throw new Error(`the run ${run} is not a draft`)
}
