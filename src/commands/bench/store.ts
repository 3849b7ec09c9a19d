import type { Session } from '../../db/db.ts'

/** The statements of `bench --suite pay`: invented persons and a run for the ledger to refer to, and the plain ways of writing the same rows. */

/** Persons numbered from nought on, in the villages of a list by turns. */
export async function insertPersons(session: Session, county: string, villages: readonly string[], persons: number): Promise<void> {
  await session.query(
    `INSERT INTO person (county_code, id, place_code, name, name_pinyin, name_initials, sex, born, identity_number, identity_index, created_at, updated_at)
     SELECT $1, ('01890000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ($2::text[])[1 + n % cardinality($2::text[])], '示例' || n, 'shili' || n, 'sl', 'male', '1950-01-01',
       ''::bytea, n::text, now(), now()
     FROM generate_series(0, $3::integer - 1) AS n`,
    [county, villages, persons],
  )
}

/** The id under which `insertPersons` enters a number. */
export const personId = (number: number): string => `01890000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

export async function insertRun(session: Session, county: string, id: string, place: string, months: { from: string; to: string }): Promise<void> {
  await session.query(
    `INSERT INTO payment_run (county_code, id, place_code, year, number, from_month, to_month, state, known_on, line_count, amount_fen, receivable_count, receivable_fen, findings,
       lines_hash, law_hash, prepared_by, prepared_by_name, prepared_at)
     VALUES ($1, $2, $3, 2025, 1, $4, $5, 'draft', '2025-08-31', 0, 0, 0, 0, '{"entries": [], "held": 0}'::jsonb, $6, $6, 'bench', '测', now())`,
    [county, id, place, months.from, months.to, '0'.repeat(64)],
  )
}

export const POSTING_COLUMNS = [
  'county_code', 'key', 'place_code', 'posted_on', 'posted_at', 'posted_by', 'debit', 'credit', 'amount_fen', 'fund', 'person', 'benefit', 'period', 'reference_kind', 'reference', 'memo',
] as const

/** One line, one statement. */
export const INSERT_ONE = `INSERT INTO posting (${POSTING_COLUMNS.join(', ')}) VALUES (${POSTING_COLUMNS.map((_, index) => `$${index + 1}`).join(', ')})`

/** What the plain ways do without: they write as the owner, whom no policy binds. */
export const AS_OWNER = ['BEGIN', 'ALTER TABLE posting NO FORCE ROW LEVEL SECURITY', 'SET LOCAL ROLE tongxin_owner'] as const
export const OWNER_DONE = ['RESET ROLE', 'ALTER TABLE posting FORCE ROW LEVEL SECURITY', 'COMMIT'] as const

/** Every round begins with an empty ledger. */
export const EMPTY_LEDGER = 'TRUNCATE posting CASCADE'
