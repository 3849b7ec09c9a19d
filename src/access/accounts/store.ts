import type { Role } from '../../base/actor.ts'
import type { Session } from '../../db/db.ts'

export type AccountListRow = {
  id: string; login: string; name: string; role: Role; place_code: string; version: number
  password_once: boolean; signed_in_at: Date | null; locked_until: Date | null; closed_at: Date | null
}
const COLUMNS = 'a.id, a.login, a.name, a.role, a.place_code, a.version, a.password_once, a.signed_in_at, a.locked_until, a.closed_at'

/** How an account stands at `$3`, as accounts.ts names it. */
const STATE = `CASE WHEN a.closed_at IS NOT NULL THEN 'closed' WHEN a.locked_until > $2::timestamptz THEN 'locked' WHEN a.password_once THEN 'once' ELSE 'active' END`

type Filter = { readonly place: string; readonly role: string; readonly state: string; readonly query: string }

/** A page of the accounts in sight: those in use first, by place and login. */
export async function pageAccounts(session: Session, county: string, now: Date, filter: Filter, limit: number, offset: number): Promise<{ rows: AccountListRow[]; total: number }> {
  const { rows } = await session.query<AccountListRow & { total: number }>(
    `SELECT ${COLUMNS}, count(*) OVER () AS total FROM account a
     WHERE a.county_code = $1 AND left(a.place_code, length($3)) = $3 AND ($4 = '' OR a.role = $4) AND ($5 = '' OR ${STATE} = $5)
       AND ($6 = '' OR strpos(a.login, lower($6)) > 0 OR strpos(a.name, $6) > 0)
     ORDER BY a.closed_at IS NOT NULL, a.place_code, a.login LIMIT $7 OFFSET $8`,
    [county, now, filter.place, filter.role, filter.state, filter.query, limit, offset],
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

/** An account, kept for this transaction: whoever would change it too waits. */
export async function lockAccount(session: Session, county: string, id: string): Promise<(AccountListRow & { place_name: string }) | undefined> {
  return (await session.query<AccountListRow & { place_name: string }>(
    `SELECT ${COLUMNS}, coalesce((SELECT p.name FROM place p WHERE p.county_code = $1 AND p.place_code = a.place_code), a.place_code) AS place_name
     FROM account a WHERE a.county_code = $1 AND a.id = $2 FOR UPDATE OF a`,
    [county, id],
  )).rows[0]
}

export async function selectAccount(session: Session, county: string, id: string): Promise<AccountListRow | undefined> {
  return (await session.query<AccountListRow>(`SELECT ${COLUMNS} FROM account a WHERE a.county_code = $1 AND a.id = $2`, [county, id])).rows[0]
}

/** Every security administrator in sight who is not disabled, kept in one order: two who would disable each other wait. */
export async function lockSecurityAdministrators(session: Session, county: string): Promise<string[]> {
  return (await session.query<{ id: string }>(
    `SELECT id FROM account WHERE county_code = $1 AND role = 'security-administrator' AND closed_at IS NULL ORDER BY id FOR UPDATE`, [county],
  )).rows.map(row => row.id)
}

export async function updateAccount(session: Session, county: string, id: string, to: { name: string; role: Role; place: string }): Promise<void> {
  await session.query(`UPDATE account SET name = $3, role = $4, place_code = $5, version = version + 1 WHERE county_code = $1 AND id = $2`, [county, id, to.name, to.role, to.place])
}

export async function setClosed(session: Session, county: string, id: string, closedAt: Date | null): Promise<void> {
  await session.query(`UPDATE account SET closed_at = $3, version = version + 1 WHERE county_code = $1 AND id = $2`, [county, id, closedAt])
}

/** Whether a place stands in the county on a day: not closed. */
export async function isPlaceOpen(session: Session, county: string, code: string, day: string): Promise<boolean> {
  return (await session.query(`SELECT 1 FROM place WHERE county_code = $1 AND place_code = $2 AND (to_day IS NULL OR to_day >= $3::date)`, [county, code, day])).rows.length > 0
}

/** How the accounts in sight stand: one look for the security administrator. */
export async function countStandings(session: Session, county: string, now: Date, idleSince: Date, reviewedSince: Date): Promise<{ open: number; locked: number; once: number; idle: number; unreviewed: number }> {
  return (await session.query<{ open: number; locked: number; once: number; idle: number; unreviewed: number }>(
    `SELECT count(*) AS open, count(*) FILTER (WHERE a.locked_until > $2::timestamptz) AS locked, count(*) FILTER (WHERE a.password_once) AS once,
       count(*) FILTER (WHERE NOT a.password_once AND (a.signed_in_at IS NULL OR a.signed_in_at < $3::timestamptz)) AS idle,
       count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.county_code = a.county_code AND j.subject = a.id::text
         AND j.action IN ('access.account.add', 'access.account.change') AND j.at >= $4::timestamptz)) AS unreviewed
     FROM account a WHERE a.county_code = $1 AND a.closed_at IS NULL`,
    [county, now, idleSince, reviewedSince],
  )).rows[0]!
}
