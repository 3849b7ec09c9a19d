import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { Database } from '../../src/db/db.ts'
import type { Embedded } from '../../src/db/embedded.ts'
import { openDatabase } from '../../src/db/open.ts'

/** The database to go on with, and the one that stands where the backup was taken. */
export type Backup = { readonly database: Database; restore(): Promise<Database> }

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('server')! })
  await client.connect()
  await client.query(sql)
  await client.end()
}

/** Copies a whole database as it stands. A server copies only what nobody has open. */
export async function backUp(database: Database, url: string | undefined): Promise<Backup & { readonly restored_url: string | undefined }> {
  if (url === undefined) {
    const image = await (database as Embedded).dump() // what `testDatabase` opens without a server
    return { database, restored_url: undefined, restore: async () => { await database.close(); return openDatabase({ data: 'memory', image }) } }
  }
  const [own, name] = [new URL(url), `test_${randomUUID().replaceAll('-', '')}`]
  await database.close()
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${own.pathname.slice(1)}`)
  const copy = new URL(url)
  copy.pathname = `/${name}`
  const again = await openDatabase({ url })
  return { database: again, restored_url: copy.href, restore: async () => { await again.close(); return openDatabase({ url: copy.href }) } }
}
