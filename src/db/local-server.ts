import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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

/** `superuser`: where everything is allowed. Ended with `stop`, it leaves nothing behind. */
type LocalServer = { readonly superuser: string; stop(): void }

/** Starts a PostgreSQL server for this process alone, on a free port, with settings as `-c` takes them. */
export async function startLocalServer(programs: string, settings: readonly string[]): Promise<LocalServer> {
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-postgres-'))
  const owner = identity()
  if (owner) chownSync(directory, owner.uid, owner.gid)
  const data = join(directory, 'data')
  const port = await freePort()
  const log = join(directory, 'log')
  const stop = () => {
    try { runAsPostgres(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], directory) } finally { rmSync(directory, { recursive: true, force: true }) }
  }
  runAsPostgres(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], directory)
  const given = [`-p ${port}`, `-k ${directory}`, ...['listen_addresses=127.0.0.1', ...settings].map(setting => `-c ${setting}`)].join(' ')
  try {
    runAsPostgres(join(programs, 'pg_ctl'), ['-D', data, '-l', log, '-w', '-o', given, 'start'], directory)
    return { superuser: `postgres://postgres@127.0.0.1:${port}/postgres`, stop }
  } catch (error) {
    const said = existsSync(log) ? readFileSync(log, 'utf8') : ''
    stop()
    throw new Error(`the local PostgreSQL did not start: ${said}`, { cause: error })
  }
}
