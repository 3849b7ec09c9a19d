import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Another process has the directory open. The sentence names both. */
export class InUse extends Error {}

/** A name in the operating system that dies with the process that holds it. */
function lockName(directory: string): string {
  const key = createHash('sha256').update(directory).digest('hex').slice(0, 32)
  if (process.platform === 'win32') return `\\\\.\\pipe\\tongxin-${key}`
  return process.platform === 'linux' ? `\0tongxin-${key}` : join(tmpdir(), `tongxin-${key}.sock`)
}

const answers = (name: string): Promise<boolean> => new Promise(resolve => {
  const socket = connect(name, () => { socket.destroy(); resolve(true) })
  socket.on('error', () => resolve(false))
})

function holder(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim()
  } catch {
    return '?'
  }
}

/**
 * Takes a directory for this process by listening on a name derived from its real path. The system frees the name when the
 * process ends however it ends, so a lock is never stolen by its age. The pid file is for the message alone.
 * @returns how to let go. Throws `InUse` when another process has it.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  mkdirSync(dirname(directory), { recursive: true })
  const real = join(realpathSync(dirname(directory)), directory.slice(dirname(directory).length + 1))
  const name = lockName(real)
  const pidFile = `${real}.pid`
  // Only where the name is a file can it outlive its process; then nobody answers behind it.
  if (name.startsWith(tmpdir()) && !(await answers(name))) rmSync(name, { force: true })
  const server = createServer(socket => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', () => reject(new InUse(
      `${real} 正被另一个进程（${holder(pidFile)}）使用，请先停止它。/ ${real} is open in another process (${holder(pidFile)}); stop it first.`)))
    server.listen(name, resolve)
  })
  server.unref()
  writeFileSync(pidFile, String(process.pid))
  return async () => {
    rmSync(pidFile, { force: true })
    await new Promise<void>(resolve => { server.close(() => resolve()) })
  }
}
