import type { Day } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { Session } from '../../db/db.ts'
import type { FundRow } from './statements.ts'

/** Movements of funds' own accounts: not the lines of a run that name the fund they are paid from. */
const OF_FUNDS = `FROM posting p WHERE p.county_code = $1 AND p.fund = ANY($2::uuid[]) AND (p.debit LIKE 'fund:%' OR p.credit LIKE 'fund:%')`

/** The key of what a run sets aside names the benefit (payment/postings.ts). */
const ROW = `p.key, p.fund, p.posted_on AS "on", p.debit LIKE 'fund:%' AS "into", CASE WHEN p.debit LIKE 'fund:%' THEN p.credit ELSE p.debit END AS other,
  coalesce(p.benefit, substring(p.key FROM '^run:[0-9a-f-]+:fund:([a-z0-9-]+)$')) AS benefit, p.amount_fen, p.place_code AS place, p.memo, p.reference_kind, p.reference`

export async function selectFundRows(session: Session, county: string, funds: readonly string[], from: Day, to: Day): Promise<FundRow[]> {
  return (await session.query<FundRow>(
    `SELECT ${ROW} ${OF_FUNDS} AND p.posted_on BETWEEN $3::date AND $4::date ORDER BY p.posted_on, p.posted_at, p.key`, [county, funds, from, to],
  )).rows
}

/** What each fund held when a day began. */
export async function selectOpenings(session: Session, county: string, funds: readonly string[], from: Day): Promise<{ fund: string; opening_fen: Fen }[]> {
  return (await session.query<{ fund: string; opening_fen: Fen }>(
    `SELECT p.fund, sum(CASE WHEN p.debit LIKE 'fund:%' THEN p.amount_fen ELSE -p.amount_fen END)::bigint AS opening_fen ${OF_FUNDS} AND p.posted_on < $3::date GROUP BY p.fund`,
    [county, funds, from],
  )).rows
}

export type FundSum = Pick<FundRow, 'fund' | 'into' | 'other' | 'benefit' | 'amount_fen'>

/** The same rows added up by what they were for. */
export async function selectFundSums(session: Session, county: string, funds: readonly string[]): Promise<FundSum[]> {
  return (await session.query<FundSum>(
    `SELECT r.fund, r."into", r.other, r.benefit, sum(r.amount_fen)::bigint AS amount_fen FROM (SELECT ${ROW} ${OF_FUNDS}) r GROUP BY r.fund, r."into", r.other, r.benefit`,
    [county, funds],
  )).rows
}
