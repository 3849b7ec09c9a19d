import pg from 'pg'
import { copyInto, copyText } from './copy.ts'
import type { Answer, Database, Session } from './db.ts'
import { READERS } from './parse.ts'

const CONNECTIONS_MAX = 10
const STATEMENT_MILLISECONDS = 120_000

/** The same readers as the embedded database, on this pool alone. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') => (format !== 'binary' && READERS[type]) || pg.types.getTypeParser(type, format ?? 'text'),
}

const sessionOn = (client: pg.PoolClient): Session => ({
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Answer<Row>> {
    // The extended protocol takes one statement a call, with parameters or without: nothing can be slipped in behind it.
    const one: pg.QueryConfig & { queryMode: 'extended' } = { text: sql, values: [...parameters], queryMode: 'extended' }
    const result = await client.query(one)
    return { rows: result.rows, affected: result.rowCount ?? 0 }
  },
  copy: (table, columns, rows) => copyInto(client, table, columns, copyText(rows)),
})

/** A PostgreSQL server (15 or later) behind the port. */
export function openServer(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url, max: CONNECTIONS_MAX, types, application_name: 'tongxin',
    // No statement of the program runs long enough to be worth compiling: where the planner thinks so, compiling it takes two seconds.
    options: `-c timezone=UTC -c statement_timeout=${STATEMENT_MILLISECONDS} -c jit=off`,
  })
  // An idle connection that breaks is replaced at its next use; without a listener it would end the program.
  pool.on('error', () => undefined)
  return {
    kind: 'server',
    async transaction(work) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query('BEGIN')
        const value = await work(sessionOn(client))
        await client.query('COMMIT')
        return value
      } catch (error) {
        await client.query('ROLLBACK').catch((fault: Error) => { broken = fault })
        throw error
      } finally {
        client.release(broken)
      }
    },
    async analyze() {
      await pool.query('ANALYZE')
    },
    close: () => pool.end(),
  }
}
