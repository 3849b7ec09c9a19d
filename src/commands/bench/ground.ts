import type { Database } from '../../db/db.ts'
import { postgresPrograms, startLocalServer } from '../../db/local-server.ts'
import { openDatabase } from '../../db/open.ts'
import { onServer, ownDatabase } from '../../db/own-database.ts'
import { BadArguments } from '../command.ts'

/** As an office's server is set: what is written is on the disk when it is said to be, and there is memory for the work. */
const SETTINGS = ['shared_buffers=512MB', 'max_wal_size=4GB', 'work_mem=64MB']

export type Ground = { readonly database: Database; readonly url: string; readonly version: string }

async function inOwnDatabase<T>(server: string, work: (ground: Ground) => Promise<T>): Promise<T> {
  const [answer] = await onServer<{ server_version: string }>(server, 'SHOW server_version')
  const { url, drop } = await ownDatabase(server, 'tongxin_bench')
  try {
    const database = await openDatabase({ url })
    try { return await work({ database, url, version: answer!.server_version }) } finally { await database.close() }
  } finally {
    await drop()
  }
}

/** Does the work in an empty database of its own on the server named, or on a temporary one of this machine; nothing is left of either. */
export async function onGround<T>(url: string | undefined, work: (ground: Ground) => Promise<T>): Promise<T> {
  if (url !== undefined) return inOwnDatabase(url, work)
  const programs = postgresPrograms()
  if (programs === undefined) throw new BadArguments('没有 DATABASE_URL，这台机器上也没有 PostgreSQL。/ There is no DATABASE_URL, and no PostgreSQL on this machine.')
  const { superuser, stop } = await startLocalServer(programs, SETTINGS)
  try { return await inOwnDatabase(superuser, work) } finally { stop() }
}
