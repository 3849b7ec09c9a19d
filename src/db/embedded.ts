import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Answer, Database, Session } from './db.ts'
import type { WorkerAnswer, WorkerCall, WorkerInput } from './embedded-worker.ts'
import { lockDirectory } from './lock.ts'

/** A statement ran longer than allowed: the worker was stopped and opened again, and its transaction is gone. */
export class StatementStopped extends Error {
  readonly code = '57014'
}

/** What the embedded database says beyond the port: for housekeeping and for tests. */
export type Embedded = Database & {
  /** How often the file system was really synced. */
  fsyncs(): Promise<number>
  /** The whole data directory, to begin another database with. */
  dump(): Promise<Uint8Array>
}

export type EmbeddedOptions = {
  /** The data directory, or `memory` for a test. */
  readonly data: string
  readonly image?: Uint8Array | undefined
  readonly progress?: ((text: string) => void) | undefined
  /** A statement longer than this is stopped with its whole worker (PGlite knows no timeout of its own). */
  readonly statementMilliseconds?: number | undefined
}

type Waiting = { resolve(value: unknown): void; reject(error: Error): void }
const STATEMENT_MILLISECONDS = 120_000
const VACUUM_MILLISECONDS = 6 * 3_600_000

/** A server does this by itself beside its work (autosummarize); here nobody would, and what an index has not looked at is read whole. */
const SUMMARIZE = `SELECT brin_summarize_new_values(c.oid) FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'brin' AND c.relkind = 'i'`

type NewCall = { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] } | { readonly kind: 'dump' | 'close' | 'fsyncs' }

/** The engine's code, compiled once for all workers of this process: what one has warmed up the next finds warm. */
let compiled: Promise<WebAssembly.Module> | undefined
const compile = (): Promise<WebAssembly.Module> =>
  compiled ??= readFile(join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), 'pglite.wasm')).then(bytes => WebAssembly.compile(bytes))

/** One worker and the calls it has not answered. */
class Engine {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #last = 0
  stopped = false

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (answer: WorkerAnswer) => this.#answered(answer))
    worker.on('error', error => this.#fail(error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', code => this.#fail(new Error(`the embedded database ended with code ${code}`)))
  }

  static async start(input: Omit<WorkerInput, 'code'>): Promise<Engine> {
    const engine = new Engine(new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: { ...input, code: await compile() } satisfies WorkerInput }))
    await new Promise<unknown>((resolve, reject) => engine.#waiting.set(0, { resolve, reject }))
    return engine
  }

  #answered(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('error' in answer) waiting?.reject(Object.assign(new Error(answer.error.message), { code: answer.error.code, detail: answer.error.detail }))
    else waiting?.resolve(answer.value)
  }

  #fail(error: Error): void {
    this.stopped = true
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
  }

  call(call: NewCall): Promise<unknown> {
    if (this.stopped) return Promise.reject(new StatementStopped('the embedded database was stopped'))
    const id = ++this.#last
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ ...call, id } satisfies WorkerCall)
    })
  }

  async stop(reason: Error): Promise<void> {
    this.#fail(reason)
    await this.#worker.terminate()
  }
}

/** A new directory is made beside and renamed when it is whole: a kill while it is made leaves nothing that looks like a database. */
async function makeDirectory(options: EmbeddedOptions): Promise<void> {
  const parent = dirname(options.data)
  const prefix = `${basename(options.data)}.new-`
  for (const left of readdirSync(parent).filter(name => name.startsWith(prefix))) rmSync(join(parent, left), { recursive: true, force: true })
  if (existsSync(options.data)) return
  options.progress?.('正在建立数据库（第一次约需十秒）… / making the database (about ten seconds, once) …')
  const draft = join(parent, `${prefix}${process.pid}`)
  const engine = await Engine.start({ directory: draft, ...(options.image ? { image: options.image } : {}) })
  await engine.call({ kind: 'query', sql: 'CHECKPOINT', parameters: [] })
  await engine.call({ kind: 'close' })
  await engine.stop(new Error('closed'))
  renameSync(draft, options.data)
}

class EmbeddedDatabase implements Embedded {
  readonly kind = 'embedded'
  readonly #options: EmbeddedOptions
  readonly #unlock: () => Promise<void>
  readonly #housekeeping: NodeJS.Timeout
  #engine: Engine
  #queue: Promise<unknown> = Promise.resolve()

  constructor(options: EmbeddedOptions, engine: Engine, unlock: () => Promise<void>) {
    this.#options = options
    this.#engine = engine
    this.#unlock = unlock
    this.#housekeeping = setInterval(() => void this.#alone(() => this.#query('VACUUM ANALYZE', [])), VACUUM_MILLISECONDS)
    this.#housekeeping.unref()
  }

  static input = (options: EmbeddedOptions): Omit<WorkerInput, 'code'> => (options.data === 'memory' ? (options.image ? { image: options.image } : {}) : { directory: options.data })

  /** One transaction after another: the engine has one session. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work, work)
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  async #query<Row>(sql: string, parameters: readonly unknown[]): Promise<Answer<Row>> {
    const limit = this.#options.statementMilliseconds ?? STATEMENT_MILLISECONDS
    const engine = this.#engine
    const timer = setTimeout(() => void engine.stop(new StatementStopped(`a statement ran longer than ${limit} ms and was stopped`)), limit)
    try {
      return await engine.call({ kind: 'query', sql, parameters }) as Answer<Row> // the caller says what its statement returns
    } finally {
      clearTimeout(timer)
    }
  }

  async #awake(): Promise<void> {
    if (this.#engine.stopped) this.#engine = await Engine.start(EmbeddedDatabase.input(this.#options))
  }

  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      await this.#awake()
      await this.#query('BEGIN', [])
      try {
        const value = await work({ query: (sql, parameters = []) => this.#query(sql, parameters) })
        await this.#query('COMMIT', [])
        return value
      } catch (error) {
        if (!this.#engine.stopped) await this.#query('ROLLBACK', [])
        throw error
      }
    })
  }

  analyze = (): Promise<void> => this.#alone(async () => {
    await this.#query('ANALYZE', [])
    await this.#query(SUMMARIZE, [])
  })
  fsyncs = async (): Promise<number> => Number(await this.#engine.call({ kind: 'fsyncs' }))
  dump = (): Promise<Uint8Array> => this.#alone(async () => {
    // The files alone are taken: what is still in memory would be missing, and the rest be read from the log at every start.
    await this.#query('CHECKPOINT', [])
    return await this.#engine.call({ kind: 'dump' }) as Uint8Array // see embedded-worker.ts `answer`
  })

  close(): Promise<void> {
    clearInterval(this.#housekeeping)
    return this.#alone(async () => {
      if (!this.#engine.stopped) {
        if (this.#options.data !== 'memory') {
          await this.#query(SUMMARIZE, [])
          await this.#query('CHECKPOINT', [])
          await this.#engine.call({ kind: 'close' })
        }
        await this.#engine.stop(new Error('closed'))
      }
      await this.#unlock()
    })
  }
}

/** Opens a data directory (making it when it is new), for this process alone. Throws `InUse` when another has it. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const memory = options.data === 'memory'
  const unlock = memory ? async () => undefined : await lockDirectory(options.data)
  try {
    if (!memory) await makeDirectory(options)
    return new EmbeddedDatabase(options, await Engine.start(EmbeddedDatabase.input(options)), unlock)
  } catch (error) {
    await unlock()
    throw error
  }
}
