import type { Fen } from '../../base/money.ts'
import type { Session } from '../../db/db.ts'

export type Wrong = { readonly run: string; readonly place: string; readonly stated_fen: Fen; readonly found_fen: Fen }

/** Lines whose approval is not in the ledger at their amount, or is there though they were not approved. */
export async function selectWrongApprovals(session: Session, county: string): Promise<Wrong[]> {
  return (await session.query<Wrong>(
    `SELECT l.run, 'line ' || l.number AS place, CASE WHEN l.state IN ('open', 'discarded') THEN 0 ELSE l.amount_fen END AS stated_fen, coalesce(p.amount_fen, 0) AS found_fen
     FROM payment_line l LEFT JOIN posting p ON p.county_code = l.county_code AND p.key = 'run:' || l.run || ':line:' || l.number || ':approve'
       AND p.debit = 'expense:' || l.benefit AND p.credit = 'payable' AND p.person = l.person AND p.period = l.period
     WHERE l.county_code = $1 AND coalesce(p.amount_fen, 0) <> CASE WHEN l.state IN ('open', 'discarded') THEN 0 ELSE l.amount_fen END
     UNION ALL
     SELECT r.run, 'receivable ' || r.number, CASE WHEN r.state = 'open' THEN r.amount_fen ELSE 0 END, coalesce(p.amount_fen, 0)
     FROM receivable r LEFT JOIN posting p ON p.county_code = r.county_code AND p.key = 'run:' || r.run || ':receivable:' || r.number
       AND p.debit = 'receivable' AND p.credit = 'expense:' || r.benefit AND p.person = r.person AND p.period = r.period
     WHERE r.county_code = $1 AND coalesce(p.amount_fen, 0) <> CASE WHEN r.state = 'open' THEN r.amount_fen ELSE 0 END
     ORDER BY 1, 2 LIMIT 100`,
    [county],
  )).rows
}

/** Attempts whose way through the ledger is not the way they went. */
export async function selectWrongSendings(session: Session, county: string): Promise<Wrong[]> {
  return (await session.query<Wrong>(
    `SELECT s.run, 'serial ' || s.serial || ' ' || e.event AS place, CASE WHEN e.event = 'send' OR s.state = e.then THEN s.amount_fen ELSE 0 END AS stated_fen,
       coalesce(p.amount_fen, 0) AS found_fen
     FROM payment_sending s
     CROSS JOIN (VALUES ('send', 'sent', 'payable', 'in-transit'), ('confirm', 'confirmed', 'in-transit', 'bank'), ('return', 'returned', 'in-transit', 'payable')) AS e(event, "then", debit, credit)
     LEFT JOIN posting p ON p.county_code = s.county_code AND p.key = 'sending:' || s.serial || ':' || e.event AND p.debit = e.debit AND p.credit = e.credit
     WHERE s.county_code = $1 AND coalesce(p.amount_fen, 0) <> CASE WHEN e.event = 'send' OR s.state = e.then THEN s.amount_fen ELSE 0 END
     ORDER BY 1, 2 LIMIT 100`,
    [county],
  )).rows
}

/** Runs of which the bank files, the ledger and the lines do not add up to the same. */
export async function selectWrongTotals(session: Session, county: string): Promise<(Wrong & { what: string })[]> {
  return (await session.query<Wrong & { what: string }>(
    `WITH line AS (SELECT run, sum(amount_fen) AS due, sum(entitled_fen - posted_before_fen) AS difference, count(*) AS lines,
         coalesce(sum(amount_fen) FILTER (WHERE state = 'sent'), 0) AS sent, coalesce(sum(amount_fen) FILTER (WHERE state = 'confirmed'), 0) AS confirmed
       FROM payment_line WHERE county_code = $1 GROUP BY run),
     file AS (SELECT run, coalesce(sum(amount_fen) FILTER (WHERE state = 'sent'), 0) AS sent, coalesce(sum(amount_fen) FILTER (WHERE state = 'confirmed'), 0) AS confirmed
       FROM payment_sending WHERE county_code = $1 GROUP BY run),
     ledger AS (SELECT reference AS run, sum(amount_fen) AS approved FROM posting
       WHERE county_code = $1 AND reference_kind = 'payment.run' AND credit = 'payable' AND starts_with(debit, 'expense:') GROUP BY reference),
     held AS (SELECT r.id AS run, r.place_code, w.what, w.stated::bigint AS stated_fen, w.found::bigint AS found_fen
       FROM payment_run r
       LEFT JOIN line ON line.run = r.id
       LEFT JOIN file ON file.run = r.id
       LEFT JOIN ledger ON ledger.run = r.id::text
       CROSS JOIN LATERAL (VALUES
         ('lines', r.amount_fen, coalesce(line.due, 0)),
         ('line count', r.line_count, coalesce(line.lines, 0)),
         ('entitlement', r.amount_fen, coalesce(line.difference, 0)),
         ('ledger', CASE WHEN r.state IN ('draft', 'checked', 'discarded') THEN 0 ELSE r.amount_fen END, coalesce(ledger.approved, 0)),
         ('bank file under way', coalesce(line.sent, 0), coalesce(file.sent, 0)),
         ('bank file confirmed', coalesce(line.confirmed, 0), coalesce(file.confirmed, 0)),
         ('confirmed whole', CASE WHEN r.state = 'confirmed' THEN r.amount_fen ELSE coalesce(line.confirmed, 0) END, coalesce(line.confirmed, 0))
       ) AS w(what, stated, found)
       WHERE r.county_code = $1)
     SELECT run, place_code AS place, what, stated_fen, found_fen FROM held WHERE stated_fen <> found_fen ORDER BY run, what LIMIT 100`,
    [county],
  )).rows
}

/** Payable, in transit and set aside, as the ledger has them and as the lines say. */
export async function selectWrongAccounts(session: Session, county: string): Promise<{ account: string; stated_fen: Fen; found_fen: Fen }[]> {
  return (await session.query<{ account: string; stated_fen: Fen; found_fen: Fen }>(
    `WITH moved AS (
       SELECT debit AS account, sum(amount_fen) AS amount FROM posting WHERE county_code = $1 AND reference_kind = 'payment.run' GROUP BY debit
       UNION ALL SELECT credit, -sum(amount_fen) FROM posting WHERE county_code = $1 AND reference_kind = 'payment.run' GROUP BY credit),
     balance AS (SELECT account, sum(amount) AS amount FROM moved GROUP BY account),
     line AS (SELECT coalesce(sum(amount_fen) FILTER (WHERE state IN ('approved', 'returned')), 0) AS payable,
         coalesce(sum(amount_fen) FILTER (WHERE state = 'sent'), 0) AS transit FROM payment_line WHERE county_code = $1)
     SELECT a.account, a.stated::bigint AS stated_fen, coalesce(b.amount, 0)::bigint AS found_fen
     FROM line CROSS JOIN LATERAL (VALUES ('payable', -line.payable), ('in-transit', -line.transit), ('bank', line.payable + line.transit)) AS a(account, stated)
     LEFT JOIN balance b ON b.account = a.account
     WHERE a.stated <> coalesce(b.amount, 0) ORDER BY 1`,
    [county],
  )).rows
}

/** Movements that name a run which is not there. */
export async function selectOrphans(session: Session, county: string): Promise<{ key: string; place: string }[]> {
  return (await session.query<{ key: string; place: string }>(
    `SELECT p.key, p.place_code AS place FROM posting p
     WHERE p.county_code = $1 AND p.reference_kind = 'payment.run'
       AND NOT EXISTS (SELECT 1 FROM payment_run r WHERE r.county_code = p.county_code AND r.id::text = p.reference) ORDER BY p.key LIMIT 100`,
    [county],
  )).rows
}

export async function selectAnchors(session: Session, county: string): Promise<{ number: number; hash: string }[]> {
  return (await session.query<{ number: number; hash: string }>(
    `SELECT anchor_number AS number, anchor_hash AS hash FROM payment_run WHERE county_code = $1 AND anchor_hash IS NOT NULL ORDER BY anchor_number`, [county],
  )).rows
}

export async function selectAllRuns(session: Session, county: string): Promise<{ id: string; year: number; number: number; lines_hash: string; line_count: number }[]> {
  return (await session.query<{ id: string; year: number; number: number; lines_hash: string; line_count: number }>(
    `SELECT id, year, number, lines_hash, line_count FROM payment_run WHERE county_code = $1 ORDER BY year, number`, [county],
  )).rows
}
