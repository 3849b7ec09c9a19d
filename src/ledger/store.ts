import type { Day, Month } from '../base/day.ts'
import type { Fen } from '../base/money.ts'
import type { Session } from '../db/db.ts'
import { BALANCE } from './balances/store.ts'
import type { Fund, Posted, Posting } from './ledger.ts'

const FUND = `f.id, f.place_code AS place, f.name, f.source, f.level, f.donor, f.purpose, f.year, ${BALANCE} AS balance_fen`

export async function selectFunds(session: Session, county: string): Promise<Fund[]> {
  return (await session.query<Fund>(`SELECT ${FUND} FROM fund f WHERE f.county_code = $1 ORDER BY f.year, f.place_code, f.name`, [county])).rows
}

export async function selectFund(session: Session, county: string, id: string): Promise<Fund | undefined> {
  return (await session.query<Fund>(`SELECT ${FUND} FROM fund f WHERE f.county_code = $1 AND f.id = $2`, [county, id])).rows[0]
}

/** @returns false when the place has a fund of this name and year already */
export async function insertFund(session: Session, county: string, fund: Omit<Fund, 'balance_fen'>, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `INSERT INTO fund (county_code, id, place_code, name, source, level, donor, purpose, year, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (county_code, place_code, year, name) DO NOTHING`,
    [county, fund.id, fund.place, fund.name, fund.source, fund.level, fund.donor, fund.purpose, fund.year, at],
  )
  return affected === 1
}

/** Adds postings. @returns the keys that were not there before */
export async function insertPostings(session: Session, county: string, postings: readonly Posting[], at: Date, account: string): Promise<Set<string>> {
  const rows = postings.map(({ reference, ...posting }) => ({ ...posting, reference_kind: reference.kind, reference: reference.id }))
  const { rows: inserted } = await session.query<{ key: string }>(
    `INSERT INTO posting (county_code, key, place_code, posted_on, posted_at, posted_by, debit, credit, amount_fen, fund, person, benefit, period, reference_kind, reference, memo)
     SELECT $1, r.key, r.place, r."on", $3, $4, r.debit, r.credit, r.amount_fen, r.fund, r.person, r.benefit, r.period, r.reference_kind, r.reference, r.memo
     FROM json_to_recordset($2::text::json) AS r(key text, place text, "on" date, debit text, credit text, amount_fen bigint, fund uuid, person uuid, benefit text,
       period text, reference_kind text, reference text, memo text)
     ON CONFLICT (county_code, key) DO NOTHING RETURNING key`,
    [county, JSON.stringify(rows), at, account],
  )
  return new Set(inserted.map(row => row.key))
}

type StoredPosting = Omit<Posting, 'reference'> & { readonly reference_kind: string; readonly reference: string }
const POSTING = `p.key, p.posted_on AS "on", p.debit, p.credit, p.amount_fen, p.place_code AS place, p.fund, p.person, p.benefit, p.period, p.reference_kind, p.reference, p.memo`

const posting = ({ reference_kind, reference, ...row }: StoredPosting): Posting => ({ ...row, reference: { kind: reference_kind, id: reference } })

export async function selectByKeys(session: Session, county: string, keys: readonly string[]): Promise<Posting[]> {
  return (await session.query<StoredPosting>(
    `SELECT ${POSTING} FROM posting p WHERE p.county_code = $1 AND p.key = ANY($2::text[])`, [county, keys],
  )).rows.map(posting)
}

export async function selectByReference(session: Session, county: string, kind: string, ids: readonly string[]): Promise<Posting[]> {
  return (await session.query<StoredPosting>(
    `SELECT ${POSTING} FROM posting p WHERE p.county_code = $1 AND p.reference_kind = $2 AND p.reference = ANY($3::text[]) ORDER BY p.posted_at, p.key`, [county, kind, ids],
  )).rows.map(posting)
}

/** What expense accounts hold for people's benefits of these periods; sums of nothing are left out. `persons` null: of all in sight. */
export async function selectPosted(session: Session, county: string, from: Month, to: Month, persons: readonly string[] | null): Promise<Posted[]> {
  return (await session.query<Posted>(
    `SELECT p.person, p.benefit, p.period, sum(CASE WHEN p.debit = 'expense:' || p.benefit THEN p.amount_fen ELSE -p.amount_fen END)::bigint AS amount_fen
     FROM posting p
     WHERE p.county_code = $1 AND p.period BETWEEN $2 AND $3 AND p.person IS NOT NULL AND ($4::uuid[] IS NULL OR p.person = ANY($4::uuid[]))
       AND 'expense:' || p.benefit IN (p.debit, p.credit)
     GROUP BY p.person, p.benefit, p.period
     HAVING sum(CASE WHEN p.debit = 'expense:' || p.benefit THEN p.amount_fen ELSE -p.amount_fen END) <> 0`,
    [county, from, to, persons],
  )).rows
}

export type PayingFund = Fund & { readonly benefit: string }

/** By benefit the fund that last paid people for a month since `from`. */
export async function selectPayingFunds(session: Session, county: string, from: Month): Promise<PayingFund[]> {
  return (await session.query<PayingFund>(
    `SELECT DISTINCT ON (paid.benefit) paid.benefit, ${FUND}
     FROM (SELECT p.benefit, p.fund, max(p.posted_on) AS last FROM posting p
       WHERE p.county_code = $1 AND p.period >= $2 AND p.person IS NOT NULL AND p.fund IS NOT NULL AND p.debit = 'expense:' || p.benefit
       GROUP BY p.benefit, p.fund) paid
     JOIN fund f ON f.county_code = $1 AND f.id = paid.fund ORDER BY paid.benefit, paid.last DESC, f.id`,
    [county, from],
  )).rows
}

export type Balance = { readonly account: string; readonly fund: string | null; readonly balance_fen: Fen }

/** Debits less credits of every account, fund by fund, to a day. */
export async function selectBalances(session: Session, county: string, to: Day): Promise<Balance[]> {
  return (await session.query<Balance>(
    `SELECT b.account, b.fund, sum(b.amount_fen)::bigint AS balance_fen FROM (
       SELECT debit AS account, fund, amount_fen FROM posting WHERE county_code = $1 AND posted_on <= $2::date
       UNION ALL SELECT credit, fund, -amount_fen FROM posting WHERE county_code = $1 AND posted_on <= $2::date) b
     GROUP BY b.account, b.fund ORDER BY b.account, b.fund`,
    [county, to],
  )).rows
}
