import type { Fen } from '../../base/money.ts'
import type { Session } from '../../db/db.ts'

/** What the fund `f` of a statement holds: its last row. */
export const BALANCE = `coalesce((SELECT b.balance_fen FROM fund_balance b WHERE b.county_code = f.county_code AND b.fund = f.id ORDER BY b.number DESC LIMIT 1), 0)`

type BalanceChange = {
  readonly fund: string; readonly change_fen: Fen; readonly reference: { readonly kind: string; readonly id: string }; readonly by: string; readonly at: Date
}

/** Nobody else changes this balance until the work ends. @returns false when the fund is out of sight */
export async function lockFund(session: Session, county: string, id: string): Promise<boolean> {
  return (await session.query(`SELECT 1 FROM fund WHERE county_code = $1 AND id = $2 FOR UPDATE`, [county, id])).rows.length === 1
}

/** Adds the next row of a fund that this work has locked, where enough is left; false where not. Its own statement: it must see what was added before the lock was got. */
export async function insertBalance(session: Session, county: string, { fund, change_fen, reference, by, at }: BalanceChange): Promise<boolean> {
  const { affected } = await session.query(
    `INSERT INTO fund_balance (county_code, fund, number, place_code, change_fen, balance_fen, reference_kind, reference, changed_at, changed_by)
     SELECT f.county_code, f.id, coalesce(l.number, 0) + 1, f.place_code, $3, coalesce(l.balance_fen, 0) + $3, $4, $5, $6, $7
     FROM fund f LEFT JOIN LATERAL (
       SELECT b.number, b.balance_fen FROM fund_balance b WHERE b.county_code = f.county_code AND b.fund = f.id ORDER BY b.number DESC LIMIT 1) l ON true
     WHERE f.county_code = $1 AND f.id = $2 AND coalesce(l.balance_fen, 0) + $3::bigint >= 0`,
    [county, fund, change_fen, reference.kind, reference.id, at, by],
  )
  return affected === 1
}

/** Funds whose balance is not what the ledger says, and rows that do not follow from the one before. */
export async function selectWrongBalances(session: Session, county: string): Promise<{ id: string; name: string; kept_fen: Fen; ledger_fen: Fen }[]> {
  return (await session.query<{ id: string; name: string; kept_fen: Fen; ledger_fen: Fen }>(
    `WITH ledger AS (
       SELECT fund, sum(CASE WHEN debit = 'fund:' || fund THEN amount_fen WHEN credit = 'fund:' || fund THEN -amount_fen ELSE 0 END) AS total
       FROM posting WHERE county_code = $1 AND fund IS NOT NULL GROUP BY fund),
     step AS (
       SELECT fund, number, balance_fen, change_fen + coalesce(lag(balance_fen) OVER rising, 0) AS due_fen, row_number() OVER rising AS place
       FROM fund_balance WHERE county_code = $1 WINDOW rising AS (PARTITION BY fund ORDER BY number))
     SELECT f.id, f.name, ${BALANCE} AS kept_fen, coalesce(l.total, 0)::bigint AS ledger_fen
     FROM fund f LEFT JOIN ledger l ON l.fund = f.id
     WHERE f.county_code = $1 AND ${BALANCE} <> coalesce(l.total, 0)
     UNION ALL
     SELECT f.id, f.name, s.balance_fen, s.due_fen
     FROM step s JOIN fund f ON f.county_code = $1 AND f.id = s.fund
     WHERE s.balance_fen <> s.due_fen OR s.number <> s.place
     ORDER BY 1, 3`,
    [county],
  )).rows
}
