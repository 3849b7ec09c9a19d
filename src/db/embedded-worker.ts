import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { fsyncSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { READERS } from './parse.ts'

/** `code`: the engine, compiled. `directory` undefined: in memory, for tests. `image`: a dumped data directory to begin with. */
export type WorkerInput = { readonly code: WebAssembly.Module; readonly directory?: string; readonly image?: Uint8Array }
export type WorkerCall =
  | { readonly id: number; readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly id: number; readonly kind: 'dump' | 'close' | 'fsyncs' }
export type WorkerAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly code: string; readonly detail: string } }

let fsyncs = 0

/**
 * PGlite's file system with a real fsync: as shipped it has none, and a confirmed payment could be lost with the power.
 * It reaches into an object that is not public, so the version is pinned and a test counts the calls.
 */
class SyncedFS extends NodeFS {
  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options)
    const preRun = (module: { NODEFS?: { stream_ops?: { fsync?: (stream: { nfd: number }) => number } } }) => {
      const operations = module.NODEFS?.stream_ops
      if (!operations) throw new Error('this PGlite has no NODEFS.stream_ops: fsync cannot be made real')
      operations.fsync = stream => {
        fsyncSync(stream.nfd)
        fsyncs += 1
        return 0
      }
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...[emscriptenOpts.preRun ?? []].flat(), preRun] } }
  }
}

/** PGlite's own parameters without `-F` (which turns fsync off), and a small write-ahead log. */
const START = [
  '--single', '-O', '-j',
  ...['search_path=public', 'exit_on_error=false', 'log_checkpoints=false', 'max_worker_processes=0', 'max_parallel_workers=0',
    'max_parallel_workers_per_gather=0', 'io_method=sync', 'max_parallel_maintenance_workers=0', 'max_wal_size=128MB', 'timezone=UTC',
  ].flatMap(setting => ['-c', setting]),
]
const synced = (on: boolean) => ['-c', `fsync=${on ? 'on' : 'off'}`, '-c', 'wal_sync_method=fsync']

async function start(input: WorkerInput): Promise<PGlite> {
  return PGlite.create({
    ...(input.directory === undefined ? {} : { fs: new SyncedFS(input.directory) }),
    ...(input.image ? { loadDataDir: new Blob([new Uint8Array(input.image)]) } : {}),
    pgliteWasmModule: input.code,
    parsers: READERS,
    startParams: [...START, ...synced(input.directory !== undefined)],
  })
}

async function answer(database: PGlite, call: WorkerCall): Promise<unknown> {
  switch (call.kind) {
    case 'query': {
      const result = await database.query(call.sql, [...call.parameters])
      return { rows: result.rows, affected: result.affectedRows ?? result.rows.length }
    }
    case 'dump': return new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer())
    case 'fsyncs': return fsyncs
    case 'close': return database.close()
  }
}

const faultOf = (error: unknown) => ({
  message: error instanceof Error ? error.message : String(error),
  code: error instanceof Error && 'code' in error ? String(error.code) : '',
  detail: error instanceof Error && 'detail' in error ? String(error.detail) : '',
})

const port = parentPort
if (!port) throw new Error('this file runs as a worker')
const database = await start(workerData as WorkerInput) // what embedded.ts gave it
// One call at a time: the session is one, and BEGIN must not meet another's statement.
let queue = Promise.resolve()
port.on('message', (call: WorkerCall) => {
  queue = queue.then(async () => {
    try {
      port.postMessage({ id: call.id, value: await answer(database, call) } satisfies WorkerAnswer)
    } catch (error) {
      port.postMessage({ id: call.id, error: faultOf(error) } satisfies WorkerAnswer)
    }
  })
})
port.postMessage({ id: 0, value: 'ready' } satisfies WorkerAnswer)
