import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../../src/db/open.ts'

/** Where PostgreSQL's own programs are: the newest of Debian's folders, or the PATH; undefined when this machine has none. */
export function postgresPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map(version => join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')]
  return folders.find(folder => folder !== '' && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const probe = createServer()
  probe.once('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
})

/** PostgreSQL refuses to run as root: then its programs run as the user that Debian made for it. */
const numberOf = (flag: '-u' | '-g'): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
const identity = (): { uid: number; gid: number } | undefined => (process.getuid?.() === 0 ? { uid: numberOf('-u'), gid: numberOf('-g') } : undefined)

function runAsPostgres(program: string, args: readonly string[], directory: string): void {
  const run = spawnSync(program, [...args], { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], ...identity() })
  if (run.status !== 0) throw new Error(`${program} ended with ${run.status}: ${run.stderr} ${run.error?.message ?? ''}`)
}

const CONFIGURATION = (port: number, directory: string) =>
  `-p ${port} -c listen_addresses=127.0.0.1 -k ${directory} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=128MB`

/** The role of the tests is what an office would give the program: it may make databases and roles, and is no superuser. */
async function makeTemplate(superuser: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuser })
  await client.connect()
  await client.query(`CREATE ROLE tongxin_test LOGIN CREATEDB CREATEROLE`)
  await client.query(`CREATE DATABASE tongxin_template OWNER tongxin_test`)
  await client.end()
  const template = new URL(url)
  template.pathname = '/tongxin_template'
  const database = await openDatabase({ url: template.href })
  await database.close()
}

/** Starts a server of its own for this run, with a migrated template. Answers its URL, and how to end it. */
export async function startPostgres(programs: string): Promise<{ url: string; stop(): void }> {
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-postgres-'))
  const owner = identity()
  if (owner) chownSync(directory, owner.uid, owner.gid)
  const data = join(directory, 'data')
  const port = await freePort()
  runAsPostgres(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], directory)
  const log = join(directory, 'log')
  const stop = () => {
    try { runAsPostgres(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], directory) } finally { rmSync(directory, { recursive: true, force: true }) }
  }
  try {
    runAsPostgres(join(programs, 'pg_ctl'), ['-D', data, '-l', log, '-w', '-o', CONFIGURATION(port, directory), 'start'], directory)
    const url = `postgres://tongxin_test@127.0.0.1:${port}/postgres`
    await makeTemplate(`postgres://postgres@127.0.0.1:${port}/postgres`, url)
    return { url, stop }
  } catch (error) {
    const said = existsSync(log) ? readFileSync(log, 'utf8') : ''
    stop()
    throw new Error(`the tests' PostgreSQL did not start: ${said}`, { cause: error })
  }
}
