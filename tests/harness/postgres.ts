import { startLocalServer } from '../../src/db/local-server.ts'
import { openDatabase } from '../../src/db/open.ts'
import { onServer } from '../../src/db/own-database.ts'

/** Tests ask nothing of the disk. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'shared_buffers=128MB']

/** The role of the tests is what an office would give the program: it may make databases and roles, and is no superuser. */
async function makeTemplate(superuser: string, url: string): Promise<void> {
  await onServer(superuser, 'CREATE ROLE tongxin_test LOGIN CREATEDB CREATEROLE')
  await onServer(superuser, 'CREATE DATABASE tongxin_template OWNER tongxin_test')
  const template = new URL(url)
  template.pathname = '/tongxin_template'
  const database = await openDatabase({ url: template.href })
  await database.close()
}

/** Starts a server of its own for this run, with a migrated template. Answers its URL, and how to end it. */
export async function startPostgres(programs: string): Promise<{ url: string; stop(): void }> {
  const { superuser, stop } = await startLocalServer(programs, SETTINGS)
  try {
    const url = new URL(superuser)
    url.username = 'tongxin_test'
    await makeTemplate(superuser, url.href)
    return { url: url.href, stop }
  } catch (error) {
    stop()
    throw error
  }
}
