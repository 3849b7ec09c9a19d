import { once } from 'node:events'
import type { Socket } from 'node:net'
import type pg from 'pg'

/** What goes into a column; null is NULL. */
export type CopyValue = string | number | null

const SPECIAL = /[\\\n\r\t]/
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const written = (value: CopyValue): string => {
  if (value === null) return '\\N'
  return typeof value === 'string' && SPECIAL.test(value) ? value.replaceAll(/[\\\n\r\t]/g, letter => ESCAPED[letter]!) : String(value)
}

/** Rows that travel in one message: enough that messages cost nothing, few enough that memory holds one of them. */
const ROWS_A_MESSAGE = 1000

/** Rows as COPY reads them: tabs between columns, a line a row. */
export function* copyText(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let text = ''
  let held = 0
  for (const row of rows) {
    // Hundreds of thousands of rows: no array is made for each.
    for (let index = 0; index < row.length; index++) text += (index === 0 ? '' : '\t') + written(row[index]!)
    text += '\n'
    if (++held < ROWS_A_MESSAGE) continue
    yield Buffer.from(text)
    text = ''
    held = 0
  }
  if (held > 0) yield Buffer.from(text)
}

/** pg's connection as it is: the messages of COPY stand in it, and not in its types. */
type Connection = { readonly stream: Socket; query(text: string): void; sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void; sendCopyFail(message: string): void }

/** One COPY FROM STDIN, as pg asks of whatever it is to submit. */
class CopyFrom {
  readonly done: Promise<number>
  readonly #sql: string
  readonly #chunks: Iterable<Buffer>
  readonly #settle: { resolve(rows: number): void; reject(error: Error): void }
  #rows = 0
  #failed: Error | undefined

  constructor(sql: string, chunks: Iterable<Buffer>) {
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    this.done = promise
    this.#settle = { resolve, reject }
    this.#sql = sql
    this.#chunks = chunks
  }

  submit(connection: unknown): void {
    (connection as Connection).query(this.#sql)
  }

  handleCopyInResponse(connection: Connection): void {
    this.#send(connection).catch((error: Error) => {
      // What went wrong while rows were made is what the caller is told, not that the server was told to stop.
      this.#failed ??= error
      connection.sendCopyFail('the rows could not be made')
    })
  }

  async #send(connection: Connection): Promise<void> {
    for (const chunk of this.#chunks) {
      if (this.#failed) return
      connection.sendCopyFromChunk(chunk)
      // Also lets the server's word in between.
      if (connection.stream.writableNeedDrain) await Promise.race([once(connection.stream, 'drain'), this.done.catch(() => undefined)])
    }
    connection.endCopyFrom()
  }

  handleCommandComplete(message: { readonly text: string }): void {
    this.#rows = Number(/^COPY (\d+)$/.exec(message.text)?.[1] ?? 0)
  }

  handleError(error: Error): void {
    this.#failed ??= error
    this.#settle.reject(this.#failed)
  }

  handleReadyForQuery(): void {
    if (!this.#failed) this.#settle.resolve(this.#rows)
  }
}

/** Takes rows, as `copyText` writes them, into a table by COPY. @returns how many */
export function copyInto(client: pg.ClientBase, table: string, columns: readonly string[], chunks: Iterable<Buffer>): Promise<number> {
  return client.query(new CopyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`, chunks)).done
}
