import type { Session } from '../../db/db.ts'

export type OwnSessionRow = { token_hash: string; opened_at: Date; seen_at: Date; device: string | null }

/** The sessions of an account that are not over: seen and opened since. */
export async function selectSessions(session: Session, county: string, account: string, seenSince: Date, openedSince: Date): Promise<OwnSessionRow[]> {
  return (await session.query<OwnSessionRow>(
    `SELECT token_hash, opened_at, seen_at, device FROM session
     WHERE county_code = $1 AND account = $2 AND closed_at IS NULL AND seen_at >= $3 AND opened_at >= $4 ORDER BY seen_at DESC, token_hash`,
    [county, account, seenSince, openedSince],
  )).rows
}

export async function selectToured(session: Session, county: string, account: string): Promise<boolean> {
  return (await session.query<{ toured: boolean }>(`SELECT toured_at IS NOT NULL AS toured FROM account WHERE county_code = $1 AND id = $2`, [county, account])).rows[0]?.toured === true
}

export async function markToured(session: Session, county: string, account: string, now: Date): Promise<void> {
  await session.query(`UPDATE account SET toured_at = $3 WHERE county_code = $1 AND id = $2`, [county, account, now])
}
