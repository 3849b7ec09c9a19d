import type { Session } from '../../db/db.ts'
import type { BudgetRow } from './budgets.ts'

/** Rows of these funds' budgets, in the order in which they were entered. */
export async function selectBudgets(session: Session, county: string, funds: readonly string[]): Promise<BudgetRow[]> {
  return (await session.query<BudgetRow>(
    `SELECT fund, number, kind, purpose, change_fen, document, decided_on, recorded_by_name FROM fund_budget
     WHERE county_code = $1 AND fund = ANY($2::uuid[]) ORDER BY fund, number`,
    [county, funds],
  )).rows
}

export async function insertBudget(session: Session, county: string, place: string, row: BudgetRow, by: string, at: Date): Promise<void> {
  await session.query(
    `INSERT INTO fund_budget (county_code, fund, number, place_code, kind, purpose, change_fen, document, decided_on, recorded_at, recorded_by, recorded_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [county, row.fund, row.number, place, row.kind, row.purpose, row.change_fen, row.document, row.decided_on, at, by, row.recorded_by_name],
  )
}
