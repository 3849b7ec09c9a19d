import type { Session } from '../../db/db.ts'

/** What the database says of itself. */
export async function selectDatabase(session: Session): Promise<{ version: string; bytes: number; now: Date }> {
  return (await session.query<{ version: string; bytes: number; now: Date }>(
    `SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes, clock_timestamp() AS now`,
  )).rows[0]!
}
