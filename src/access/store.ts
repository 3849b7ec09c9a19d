import type { Session } from '../db/db.ts'
import type { Role } from '../base/actor.ts'

export type AccountRow = {
  id: string; county_code: string; place_code: string; login: string; name: string; role: Role
  password: string | null; password_once: boolean; password_changed_at: Date | null
  failures: number; locked_until: Date | null; closed_at: Date | null
}
export type SessionRow = AccountRow & { opened_at: Date; seen_at: Date }

const ACCOUNT = 'a.id, a.county_code, a.place_code, a.login, a.name, a.role, a.password, a.password_once, a.password_changed_at, a.failures, a.locked_until, a.closed_at'

export async function counties(session: Session): Promise<{ code: string; name: string; name_en: string }[]> {
  return (await session.query<{ code: string; name: string; name_en: string }>(`SELECT code, name, name_en FROM county ORDER BY code`)).rows
}

export async function accountByLogin(session: Session, county: string, login: string): Promise<AccountRow | undefined> {
  return (await session.query<AccountRow>(`SELECT ${ACCOUNT} FROM account a WHERE a.county_code = $1 AND a.login = $2`, [county, login])).rows[0]
}

/** The accounts in sight, with the names of their places. */
export async function listAccounts(session: Session, county: string): Promise<(AccountRow & { place_name: string })[]> {
  return (await session.query<AccountRow & { place_name: string }>(
    `SELECT ${ACCOUNT}, coalesce(p.name, a.place_code) AS place_name
     FROM account a LEFT JOIN place p ON p.county_code = a.county_code AND p.place_code = a.place_code
     WHERE a.county_code = $1 ORDER BY a.place_code, a.login`,
    [county],
  )).rows
}

export async function insertAccount(session: Session, row: Omit<AccountRow, 'password_changed_at' | 'failures' | 'locked_until' | 'closed_at'> & { now: Date }): Promise<void> {
  await session.query(
    `INSERT INTO account (county_code, id, place_code, login, name, role, password, password_once, password_changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.county_code, row.id, row.place_code, row.login, row.name, row.role, row.password, row.password_once, row.now],
  )
}

/**
 * Counts an attempt before the password is looked at, and locks at the limit: guesses sent at once are counted like
 * guesses sent one by one. `refused` when the account was locked, `last` when this attempt is the one that locks it.
 */
export async function countAttempt(session: Session, county: string, id: string, limit: { now: Date; failuresMax: number; lockedUntil: Date }): Promise<'counted' | 'last' | 'refused'> {
  const { rows } = await session.query<{ locked: boolean }>(
    `UPDATE account SET failures = CASE WHEN failures + 1 >= $4 THEN 0 ELSE failures + 1 END,
       locked_until = CASE WHEN failures + 1 >= $4 THEN $5::timestamptz END
     WHERE county_code = $1 AND id = $2 AND (locked_until IS NULL OR locked_until <= $3::timestamptz)
     RETURNING locked_until IS NOT NULL AS locked`,
    [county, id, limit.now, limit.failuresMax, limit.lockedUntil],
  )
  if (rows[0] === undefined) return 'refused'
  return rows[0].locked ? 'last' : 'counted'
}

export async function clearFailures(session: Session, county: string, id: string): Promise<void> {
  await session.query(`UPDATE account SET failures = 0, locked_until = NULL WHERE county_code = $1 AND id = $2`, [county, id])
}

/** Opens a session, and remembers when its account last signed in. */
export async function insertSession(session: Session, row: { county: string; tokenHash: string; place: string; account: string; device: string | null; now: Date }): Promise<void> {
  await session.query(
    `INSERT INTO session (county_code, token_hash, place_code, account, device, opened_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [row.county, row.tokenHash, row.place, row.account, row.device, row.now],
  )
  await session.query(`UPDATE account SET signed_in_at = $3 WHERE county_code = $1 AND id = $2`, [row.county, row.account, row.now])
}

export async function sessionByToken(session: Session, county: string, tokenHash: string): Promise<SessionRow | undefined> {
  return (await session.query<SessionRow>(
    `SELECT ${ACCOUNT}, s.opened_at, s.seen_at FROM session s JOIN account a ON a.county_code = s.county_code AND a.id = s.account
     WHERE s.county_code = $1 AND s.token_hash = $2 AND s.closed_at IS NULL AND a.closed_at IS NULL`,
    [county, tokenHash],
  )).rows[0]
}

export async function touchSession(session: Session, county: string, tokenHash: string, now: Date): Promise<void> {
  await session.query(`UPDATE session SET seen_at = $3 WHERE county_code = $1 AND token_hash = $2`, [county, tokenHash, now])
}

export async function closeSession(session: Session, county: string, tokenHash: string, now: Date): Promise<void> {
  await session.query(`UPDATE session SET closed_at = $3 WHERE county_code = $1 AND token_hash = $2 AND closed_at IS NULL`, [county, tokenHash, now])
}

/** Ends every open session of an account, but for one where a token is kept. @returns how many */
export async function closeSessions(session: Session, county: string, account: string, kept: string | null, now: Date): Promise<number> {
  return (await session.query(
    `UPDATE session SET closed_at = $4 WHERE county_code = $1 AND account = $2 AND closed_at IS NULL AND token_hash IS DISTINCT FROM $3`, [county, account, kept, now],
  )).affected
}

/** Gives an account another password; `once` when it must be changed before anything else. What was locked is open again. */
export async function setPassword(session: Session, county: string, id: string, password: string, once: boolean, now: Date): Promise<void> {
  await session.query(
    `UPDATE account SET password = $3, password_once = $4, password_changed_at = $5, failures = 0, locked_until = NULL WHERE county_code = $1 AND id = $2`,
    [county, id, password, once, now],
  )
}

/** A place's own code and those of the places that were merged into it or into what lies under it. */
export async function scopeCodes(session: Session, county: string, place: string): Promise<string[]> {
  return (await session.query<{ place_code: string }>(
    `WITH RECURSIVE under AS (
       SELECT place_code FROM place WHERE county_code = $1 AND place_code = $2
       UNION
       SELECT p.place_code FROM place p JOIN under u ON p.county_code = $1 AND left(p.successor_code, length(u.place_code)) = u.place_code)
     SELECT place_code FROM under`,
    [county, place],
  )).rows.map(row => row.place_code)
}

/** Claims a command's key: undefined when it is new, else what it answered (null while it has not). Waits for one that is under way. */
export async function claimCommand(session: Session, county: string, account: string, key: string, place: string, now: Date): Promise<string | null | undefined> {
  const { affected } = await session.query(
    `INSERT INTO command (county_code, account, key, place_code, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (county_code, account, key) DO NOTHING`,
    [county, account, key, place, now],
  )
  if (affected === 1) return undefined
  return (await session.query<{ outcome: string | null }>(
    `SELECT outcome FROM command WHERE county_code = $1 AND account = $2 AND key = $3`, [county, account, key],
  )).rows[0]?.outcome ?? null
}

export async function answerCommand(session: Session, county: string, account: string, key: string, outcome: string): Promise<void> {
  await session.query(`UPDATE command SET outcome = $4 WHERE county_code = $1 AND account = $2 AND key = $3`, [county, account, key, outcome])
}

export async function insertCounty(session: Session, code: string, name: string, nameEnglish: string): Promise<void> {
  await session.query(`INSERT INTO county (code, name, name_en) VALUES ($1, $2, $3) ON CONFLICT (code) DO NOTHING`, [code, name, nameEnglish])
}

export type InstallationRow = {
  demo: boolean; clock_shift_milliseconds: number; keys_by_file: Uint8Array; keys_by_phrase: Uint8Array; phrase_salt: Uint8Array
}

export async function installation(session: Session): Promise<InstallationRow | undefined> {
  return (await session.query<InstallationRow>(
    `SELECT demo, clock_shift_milliseconds, keys_by_file, keys_by_phrase, phrase_salt FROM installation`,
  )).rows[0]
}

export async function insertInstallation(session: Session, demo: boolean, now: Date, keys: { by_file: Uint8Array; by_phrase: Uint8Array; phrase_salt: Uint8Array }): Promise<void> {
  await session.query(
    `INSERT INTO installation (demo, made_at, keys_by_file, keys_by_phrase, phrase_salt) VALUES ($1, $2, $3, $4, $5)`,
    [demo, now, keys.by_file, keys.by_phrase, keys.phrase_salt],
  )
}

export async function setClockShift(session: Session, milliseconds: number): Promise<void> {
  await session.query(`UPDATE installation SET clock_shift_milliseconds = $1`, [milliseconds])
}
