import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** Runs one statement over a connection of its own, outside any transaction and any scope: what making and dropping databases needs. */
export async function onServer<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try { return (await client.query<Row>(sql)).rows } finally { await client.end() }
}

/** Its address, and how to be rid of it. */
type OwnDatabase = { readonly url: string; drop(): Promise<void> }

/**
 * Makes a database of a name that nothing else has on the server, empty or as a copy of another there that nobody has open.
 *
 * Whoever opened it closes it before it is dropped. It is not dropped WITH (FORCE): PostgreSQL then demands the right to
 * end each process in it, autovacuum's own too, which a role that is no superuser lacks. Without, it ends those by itself
 * and waits for connections that are just closing.
 */
export async function ownDatabase(server: string, prefix: string, template?: string): Promise<OwnDatabase> {
  const name = `${prefix}_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `CREATE DATABASE ${name}${template === undefined ? '' : ` TEMPLATE ${template}`}`)
  const own = new URL(server)
  own.pathname = `/${name}`
  return { url: own.href, drop: async () => { await onServer(server, `DROP DATABASE ${name}`) } }
}
