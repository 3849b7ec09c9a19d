import type { Fen } from '../../base/money.ts'
import type { Session } from '../../db/db.ts'
import type { PaymentLine, Receivable } from '../payment.ts'
import { LINE, RECEIVABLE, TOGETHER } from '../store.ts'

export type Wrong = { readonly run: string; readonly place: string; readonly stated_fen: Fen; readonly found_fen: Fen }

/** A row of a run among those of other runs. */
type Of<Row> = Row & { readonly run: string }

/** The lines of runs, each run's in their order; of those that were left out of it a run no longer speaks. */
export async function selectLinesOf(session: Session, county: string, runs: readonly string[]): Promise<Of<PaymentLine>[]> {
  const { rows } = await session.query<{ lines: string }>(
    `SELECT json_agg(line ORDER BY line.number)::text AS lines
     FROM (SELECT l.run, ${LINE} FROM payment_line l WHERE l.county_code = $1 AND l.run = ANY($2::uuid[]) AND l.left_out_by IS NULL) line
     GROUP BY line.run, line.number / $3::integer ORDER BY line.run, line.number / $3::integer`,
    [county, runs, TOGETHER],
  )
  return rows.flatMap(row => JSON.parse(row.lines) as Of<PaymentLine>[]) // the columns of LINE
}

export async function selectReceivablesOf(session: Session, county: string, runs: readonly string[]): Promise<Of<Receivable>[]> {
  return (await session.query<Of<Receivable>>(
    `SELECT run, ${RECEIVABLE} FROM receivable WHERE county_code = $1 AND run = ANY($2::uuid[]) AND left_out_by IS NULL ORDER BY run, number`, [county, runs],
  )).rows
}

export type SentRow = { readonly serial: string; readonly number: number; readonly amount_fen: Fen; readonly state: 'sent' | 'confirmed' | 'returned'; readonly reversed: boolean }

/** Every attempt of runs. */
export async function selectAttemptsOf(session: Session, county: string, runs: readonly string[]): Promise<Of<SentRow>[]> {
  return (await session.query<Of<SentRow>>(
    `SELECT run, serial, number, amount_fen, state, reversed_on IS NOT NULL AS reversed FROM payment_sending WHERE county_code = $1 AND run = ANY($2::uuid[]) ORDER BY serial`, [county, runs],
  )).rows
}

export async function selectFundsOf(session: Session, county: string, runs: readonly string[]): Promise<Of<{ readonly benefit: string; readonly fund: string }>[]> {
  return (await session.query<Of<{ readonly benefit: string; readonly fund: string }>>(
    `SELECT run, benefit, fund FROM payment_allocation WHERE county_code = $1 AND run = ANY($2::uuid[]) ORDER BY run, benefit`, [county, runs],
  )).rows
}

/** Runs of which the bank files, the ledger and the lines do not add up to the same. */
export async function selectWrongTotals(session: Session, county: string): Promise<(Wrong & { what: string })[]> {
  return (await session.query<Wrong & { what: string }>(
    `WITH line AS (SELECT run, sum(amount_fen) AS due, sum(entitled_fen - posted_before_fen) AS difference, count(*) AS lines,
         coalesce(sum(amount_fen - offset_fen) FILTER (WHERE state = 'sent'), 0) AS sent, coalesce(sum(amount_fen - offset_fen) FILTER (WHERE state = 'confirmed'), 0) AS confirmed,
         coalesce(sum(amount_fen) FILTER (WHERE state IN ('confirmed', 'withdrawn')), 0) AS whole
       FROM payment_line WHERE county_code = $1 AND left_out_by IS NULL GROUP BY run),
     file AS (SELECT run, coalesce(sum(amount_fen) FILTER (WHERE state = 'sent'), 0) AS sent, coalesce(sum(amount_fen) FILTER (WHERE state = 'confirmed'), 0) AS confirmed
       FROM payment_sending WHERE county_code = $1 GROUP BY run),
     ledger AS (SELECT reference AS run, sum(amount_fen) AS approved FROM posting
       WHERE county_code = $1 AND reference_kind = 'payment.run' AND credit = 'payable' AND starts_with(debit, 'expense:') GROUP BY reference),
     aside AS (SELECT run, sum(amount_fen) AS funds FROM payment_allocation WHERE county_code = $1 GROUP BY run),
     held AS (SELECT r.id AS run, r.place_code, w.what, w.stated::bigint AS stated_fen, w.found::bigint AS found_fen
       FROM payment_run r
       LEFT JOIN line ON line.run = r.id
       LEFT JOIN file ON file.run = r.id
       LEFT JOIN ledger ON ledger.run = r.id::text
       LEFT JOIN aside ON aside.run = r.id
       CROSS JOIN LATERAL (VALUES
         ('lines', r.amount_fen, coalesce(line.due, 0)),
         ('line count', r.line_count, coalesce(line.lines, 0)),
         ('entitlement', r.amount_fen, coalesce(line.difference, 0)),
         ('ledger', CASE WHEN r.state IN ('draft', 'checked', 'discarded') THEN 0 ELSE r.amount_fen END, coalesce(ledger.approved, 0)),
         ('funds', CASE WHEN r.state IN ('draft', 'checked', 'discarded') THEN 0 ELSE r.amount_fen END, coalesce(aside.funds, 0)),
         ('bank file under way', coalesce(line.sent, 0), coalesce(file.sent, 0)),
         ('bank file confirmed', coalesce(line.confirmed, 0), coalesce(file.confirmed, 0)),
         ('confirmed whole', CASE WHEN r.state = 'confirmed' THEN r.amount_fen ELSE coalesce(line.whole, 0) END, coalesce(line.whole, 0))
       ) AS w(what, stated, found)
       WHERE r.county_code = $1)
     SELECT run, place_code AS place, what, stated_fen, found_fen FROM held WHERE stated_fen <> found_fen ORDER BY run, what LIMIT 100`,
    [county],
  )).rows
}

/** Payable, in transit, set aside and to come back, as the ledger has them and as the lines, receivables and closings say. */
export async function selectWrongAccounts(session: Session, county: string): Promise<{ account: string; stated_fen: Fen; found_fen: Fen }[]> {
  return (await session.query<{ account: string; stated_fen: Fen; found_fen: Fen }>(
    `WITH moved AS (
       SELECT debit AS account, sum(amount_fen) AS amount FROM posting WHERE county_code = $1 AND reference_kind IN ('payment.run', 'payment.closing') GROUP BY debit
       UNION ALL SELECT credit, -sum(amount_fen) FROM posting WHERE county_code = $1 AND reference_kind IN ('payment.run', 'payment.closing') GROUP BY credit),
     balance AS (SELECT account, sum(amount) AS amount FROM moved GROUP BY account),
     line AS (SELECT coalesce(sum(amount_fen - offset_fen) FILTER (WHERE state IN ('approved', 'returned')), 0) AS payable,
         coalesce(sum(amount_fen - offset_fen) FILTER (WHERE state = 'sent'), 0) AS transit FROM payment_line WHERE county_code = $1),
     owing AS (SELECT coalesce((SELECT sum(amount_fen) FROM receivable WHERE county_code = $1 AND state = 'open'), 0)
         - coalesce((SELECT sum(amount_fen) FROM receivable_closing WHERE county_code = $1 AND state = 'decided'), 0) AS amount)
     SELECT a.account, a.stated::bigint AS stated_fen, coalesce(b.amount, 0)::bigint AS found_fen
     FROM line CROSS JOIN owing CROSS JOIN LATERAL (VALUES ('payable', -line.payable), ('in-transit', -line.transit), ('bank', line.payable + line.transit),
       ('receivable', owing.amount)) AS a(account, stated)
     LEFT JOIN balance b ON b.account = a.account
     WHERE a.stated <> coalesce(b.amount, 0) ORDER BY 1`,
    [county],
  )).rows
}

/** Lines whose deduction is not the sum of its decisions. */
export async function selectWrongOffsets(session: Session, county: string): Promise<{ run: string; number: number; stated_fen: Fen; found_fen: Fen }[]> {
  return (await session.query<{ run: string; number: number; stated_fen: Fen; found_fen: Fen }>(
    `SELECT l.run, l.number, coalesce(c.amount, 0)::bigint AS stated_fen, l.offset_fen AS found_fen
     FROM payment_line l LEFT JOIN (
       SELECT line_run, line_number, sum(amount_fen) AS amount FROM receivable_closing WHERE county_code = $1 AND state = 'decided' AND line_run IS NOT NULL
       GROUP BY line_run, line_number) c ON c.line_run = l.run AND c.line_number = l.number
     WHERE l.county_code = $1 AND l.offset_fen <> coalesce(c.amount, 0) ORDER BY l.run, l.number LIMIT 100`,
    [county],
  )).rows
}

/** Lines, attempts, receivables and movements that name a run which is not there. */
export async function selectStrays(session: Session, county: string): Promise<{ kind: string; run: string }[]> {
  return (await session.query<{ kind: string; run: string }>(
    `WITH named AS (
       SELECT DISTINCT 'posting' AS kind, reference AS run FROM posting WHERE county_code = $1 AND reference_kind = 'payment.run'
       UNION ALL SELECT DISTINCT 'line', run::text FROM payment_line WHERE county_code = $1
       UNION ALL SELECT DISTINCT 'sending', run::text FROM payment_sending WHERE county_code = $1)
     SELECT n.kind, n.run FROM named n WHERE n.run NOT IN (SELECT id::text FROM payment_run WHERE county_code = $1) ORDER BY 1, 2 LIMIT 100`,
    [county],
  )).rows
}

export async function selectAnchors(session: Session, county: string): Promise<{ number: number; hash: string }[]> {
  return (await session.query<{ number: number; hash: string }>(
    `SELECT anchor_number AS number, anchor_hash AS hash FROM payment_run WHERE county_code = $1 AND anchor_hash IS NOT NULL ORDER BY anchor_number`, [county],
  )).rows
}

export type VerifiedRun = { readonly id: string; readonly year: number; readonly number: number; readonly place: string; readonly lines_hash: string; readonly line_count: number }

export async function selectAllRuns(session: Session, county: string): Promise<VerifiedRun[]> {
  return (await session.query<VerifiedRun>(
    `SELECT id, year, number, place_code AS place, lines_hash, line_count FROM payment_run WHERE county_code = $1 ORDER BY year, number`, [county],
  )).rows
}
