import { inject } from 'vitest'
import type { Database } from '../../src/db/db.ts'
import type { Embedded } from '../../src/db/embedded.ts'
import { openDatabase } from '../../src/db/open.ts'
import { ownDatabase } from '../../src/db/own-database.ts'

/** The database to go on with, and the one that stands where the backup was taken. */
export type Backup = { readonly database: Database; restore(): Promise<Database> }

/** Copies a whole database as it stands. A server copies only what nobody has open. */
export async function backUp(database: Database, url: string | undefined): Promise<Backup & { readonly restored_url: string | undefined }> {
  if (url === undefined) {
    const image = await (database as Embedded).dump() // what `testDatabase` opens without a server
    return { database, restored_url: undefined, restore: async () => { await database.close(); return openDatabase({ data: 'memory', image }) } }
  }
  await database.close()
  const copy = await ownDatabase(inject('server')!, 'test', new URL(url).pathname.slice(1))
  const again = await openDatabase({ url })
  return { database: again, restored_url: copy.url, restore: async () => { await again.close(); return openDatabase({ url: copy.url }) } }
}
