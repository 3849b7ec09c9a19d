import type { Database, Session } from './db.ts'
import { PROGRAM_ROLE } from './db.ts'
import { openEmbedded, type EmbeddedOptions } from './embedded.ts'
import { migrate } from './migrate.ts'
import { openServer } from './server.ts'

const businessTables = async (session: Session): Promise<{ name: string; guarded: boolean }[]> =>
  (await session.query<{ name: string; guarded: boolean }>(
    `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS guarded
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'county_code' AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  )).rows

/** The program's role without a scope must see nothing anywhere; otherwise the program does not start. */
export async function assertNoScopeNoRows(database: Database): Promise<void> {
  await database.transaction(async session => {
    const tables = await businessTables(session)
    const open = tables.filter(table => !table.guarded).map(table => table.name)
    if (open.length > 0) throw new Error(`tables without forced row-level security: ${open.join(', ')}`)
    await session.query(`SET LOCAL ROLE ${PROGRAM_ROLE}`)
    // One statement for all tables: the program asks at every start.
    const seen = tables.map(({ name }) => `SELECT '${name}' AS name WHERE EXISTS (SELECT 1 FROM ${name})`)
    const { rows } = await session.query<{ name: string }>(seen.join(' UNION ALL '))
    if (rows.length > 0) throw new Error(`the role ${PROGRAM_ROLE} sees rows of ${rows.map(row => row.name).join(', ')} without a scope: refusing to start`)
  })
}

export type Where = EmbeddedOptions | { readonly url: string }

/** Opens a database, brings its schema up to date, and makes sure that row-level security holds. */
export async function openDatabase(where: Where): Promise<Database> {
  const database = 'url' in where ? openServer(where.url) : await openEmbedded(where)
  try {
    await migrate(database)
    await assertNoScopeNoRows(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
