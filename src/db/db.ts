import type { CopyValue } from './copy.ts'

/** One statement's answer: its rows, and how many rows it touched. */
export type Answer<Row> = { readonly rows: Row[]; readonly affected: number }

/**
 * One connection inside one transaction. Statements are PostgreSQL, one per call, written whole, `$1` parameters.
 * bigint columns come back as numbers (a value beyond 2^53 is a bug and throws), date columns as `YYYY-MM-DD`,
 * timestamptz as Date, jsonb parsed, bytea as Uint8Array. Arrays are passed as JavaScript arrays.
 */
export interface Session {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Answer<Row>>
  /**
   * Rows in bulk by COPY, on a PostgreSQL server alone; table and columns are written out by the caller's store. PostgreSQL refuses
   * COPY into a table with policies: rows go into a table of the transaction's own, and from there by a statement that policies bind.
   * @returns how many
   */
  copy?(table: string, columns: readonly string[], rows: Iterable<readonly CopyValue[]>): Promise<number>
}

/** The embedded database and a PostgreSQL server behind one port. */
export interface Database {
  readonly kind: 'embedded' | 'server'
  /** Runs the work in one transaction; a throw rolls back. On the embedded database transactions queue one behind another. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>
  /** Fresh statistics, after many rows came at once: without them a plan can be a hundred times slower. */
  analyze(): Promise<void>
  close(): Promise<void>
}

/** Which county and which places a transaction may see: place-code prefixes. An empty list sees nothing. */
export type Scope = { readonly county: string; readonly places: readonly string[] }

/** The role that the program takes in every transaction; it owns nothing and policies bind it. */
export const PROGRAM_ROLE = 'tongxin_program'

const digits = (code: string): string => {
  if (!/^\d{2,12}$/.test(code)) throw new Error(`not a place code: ${code}`)
  return code
}

/** A transaction as the unprivileged role, seeing the scope alone. Everything the program does for a person goes through here. */
export function scoped<T>(database: Database, scope: Scope, work: (session: Session) => Promise<T>): Promise<T> {
  const county = scope.county === '' ? '' : digits(scope.county)
  const places = scope.places.map(digits).join(',')
  return database.transaction(async session => {
    // SET LOCAL, three in one statement: every transaction begins with them.
    await session.query(`SELECT set_config('role', $1, true), set_config('app.county', $2, true), set_config('app.scope', $3, true)`, [PROGRAM_ROLE, county, places])
    return work(session)
  })
}
