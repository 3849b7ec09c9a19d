import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { imageBytes } from '../../tests/harness/image.ts'
import { runScript } from '../../tests/harness/process.ts'
import { openEmbedded, StatementStopped, type Embedded } from './embedded.ts'
import { InUse } from './lock.ts'

const EMBEDDED = JSON.stringify(new URL('./embedded.ts', import.meta.url).href)

function directory(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-embedded-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'database')
}

/** A directory begins from the image here, so that each test does not wait for initdb. */
async function open(data: string, statementMilliseconds?: number): Promise<Embedded> {
  const database = await openEmbedded({ data, image: await imageBytes(), statementMilliseconds })
  onTestFinished(() => database.close())
  return database
}

const makeNotes = (database: Embedded) => database.transaction(session => session.query('CREATE TABLE note (number integer PRIMARY KEY)'))
const addNote = (database: Embedded, number: number) => database.transaction(session => session.query('INSERT INTO note VALUES ($1)', [number]))
const notes = async (database: Embedded): Promise<number[]> =>
  database.transaction(async session => (await session.query<{ number: number }>('SELECT number FROM note ORDER BY 1')).rows.map(row => row.number))

describe('the embedded database', () => {
  test('n commits cause at least n real fsync calls', async () => {
    const database = await open(directory())
    await makeNotes(database)
    const before = await database.fsyncs()
    for (let number = 1; number <= 40; number++) await addNote(database, number)
    expect(await database.fsyncs() - before).toBeGreaterThanOrEqual(40)
  })

  test('it says itself that fsync is on', async () => {
    const database = await open(directory())
    const { rows } = await database.transaction(session => session.query<{ fsync: string }>('SHOW fsync'))
    expect(rows[0]?.fsync).toBe('on')
  })

  test('a second process is refused and told which one has it; when that one is killed, the directory is free', async () => {
    const data = directory()
    const holder = runScript(
      `import { openEmbedded } from ${EMBEDDED}; const database = await openEmbedded({ data: process.argv[2] })
       await database.transaction(session => session.query('CREATE TABLE note (number integer PRIMARY KEY)')); console.log('open'); setInterval(() => {}, 1000)`, [data])
    await holder.line(/^open$/)
    const refusal = await openEmbedded({ data }).then(() => undefined, (error: unknown) => error)
    expect(refusal).toBeInstanceOf(InUse)
    expect(String(refusal)).toContain(String(holder.process.pid))
    expect(String(refusal)).toContain(data)
    await holder.kill()
    const database = await open(data)
    expect(await notes(database)).toEqual([])
  })

  test('a second opening in one process is refused too', async () => {
    const data = directory()
    await open(data)
    await expect(openEmbedded({ data })).rejects.toBeInstanceOf(InUse)
  })

  test('a kill during the first start leaves nothing that looks like a database, and the next start works', async () => {
    const data = directory()
    const first = runScript(
      `import { openEmbedded } from ${EMBEDDED}; await openEmbedded({ data: process.argv[2], progress: () => { console.log('making'); } })`, [data])
    await first.line(/^making$/)
    await new Promise(resolve => { setTimeout(resolve, 1200) })
    await first.kill()
    expect(existsSync(data)).toBe(false)
    const database = await open(data)
    await makeNotes(database)
    expect(await notes(database)).toEqual([])
    expect(readdirSync(join(data, '..')).filter(name => name.includes('.new-'))).toEqual([])
  })

  test('kill -9 in a stream of transactions loses nothing that was said to be committed', async () => {
    const data = directory()
    const database = await openEmbedded({ data, image: await imageBytes() })
    await makeNotes(database)
    await database.close()
    let committed = 0
    for (let round = 1; round <= 3; round++) {
      const writer = runScript(
        `import { openEmbedded } from ${EMBEDDED}; const [data, from] = process.argv.slice(2); const database = await openEmbedded({ data })
         for (let number = Number(from); ; number++) { await database.transaction(session => session.query('INSERT INTO note VALUES ($1)', [number])); console.log(number) }`,
        [data, String(committed + 1)])
      await writer.line(new RegExp(`^${committed + 20 * round + 1}$`))
      await writer.kill()
      const said = Math.max(...writer.lines.map(Number).filter(Number.isInteger))
      const again = await openEmbedded({ data })
      const kept = await notes(again)
      await again.close()
      // One more may have been committed whose answer the kill cut off.
      expect(kept.length).toBeGreaterThanOrEqual(said)
      expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => index + 1))
      committed = kept.length
    }
  })

  test('a runaway query is stopped, the event loop stays free, and committed rows are kept', async () => {
    const database = await open(directory(), 1500)
    await makeNotes(database)
    await addNote(database, 1)
    let ticks = 0
    const ticking = setInterval(() => { ticks += 1 }, 50)
    const runaway = database.transaction(async session => {
      await session.query('INSERT INTO note VALUES (2)')
      await session.query('SELECT count(*) FROM generate_series(1, 100000000) a, generate_series(1, 1000) b')
    })
    await expect(runaway).rejects.toBeInstanceOf(StatementStopped)
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(10)
    expect(await notes(database)).toEqual([1])
    await addNote(database, 3)
    expect(await notes(database)).toEqual([1, 3])
  })

  test('a throw rolls back, and the next transaction begins clean', async () => {
    const database = await open('memory')
    await makeNotes(database)
    await expect(database.transaction(async session => {
      await session.query('INSERT INTO note VALUES (1)')
      throw new Error('thought better of it')
    })).rejects.toThrow('thought better of it')
    await expect(database.transaction(session => session.query('SELECT nothing'))).rejects.toMatchObject({ code: '42703' })
    expect(await notes(database)).toEqual([])
  })

  test('transactions begun together run one after another', async () => {
    const database = await open('memory')
    await makeNotes(database)
    await Promise.all([3, 1, 2].map(number => database.transaction(async session => {
      const { rows } = await session.query<{ count: number }>('SELECT count(*) AS count FROM note')
      await session.query('INSERT INTO note VALUES ($1)', [number * 10 + rows[0]!.count])
    })))
    expect(await notes(database)).toEqual([11, 22, 30].toSorted((a, b) => a - b))
  })
})
