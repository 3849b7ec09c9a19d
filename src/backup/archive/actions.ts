import { createHash } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { z } from 'zod'
import { done, refused, type Result } from '../../base/result.ts'
import { PROGRAM_ROLE, type Session } from '../../db/db.ts'
import { applied } from '../../db/migrate.ts'
import { allPages, Counting, differences, holdStill, shapesIn, type Page, type TableShape } from '../../db/rows.ts'
import { archiveHash, beginArchive, BrokenArchive, readHead, readPieces, type ArchiveDraft } from '../../vault/archive.ts'
import type { WrappedKeys } from '../../vault/keys.ts'
import { readSealed, sealedNames } from '../../vault/sealed-files.ts'
import type { Vault } from '../../vault/vault.ts'
import { BACKUP_REASONS, type Backup, type BackupProgress, type BackupReason, type Holding } from '../backup.ts'
import type { BackupHouse } from '../house.ts'
import { alreadyThere, broken, noSuchBackup } from '../refusals.ts'
import { standing } from '../store.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

const base64 = z.string().transform(text => new Uint8Array(Buffer.from(text, 'base64')))
const headSchema = z.object({
  what: z.literal('tongxin-backup'), made_at: z.string(), reason: z.enum(BACKUP_REASONS), program: z.string(), demo: z.boolean(),
  schema: z.record(z.string(), z.string()),
  keys: z.object({ by_file: base64, by_phrase: base64, phrase_salt: base64 }),
  holds: z.array(z.object({
    county: z.string(), name: z.string(), journal: z.object({ number: z.number(), hash: z.string() }), runs: z.number(),
    last_run: z.object({ year: z.number(), number: z.number(), state: z.string() }).nullable(), last_serial: z.string().nullable(),
  })),
})
/** What a backup says of itself. The keys in it are wrapped: by the key file and by the phrase, neither of which is here. */
export type BackupHead = z.infer<typeof headSchema>

const sumSchema = z.object({ rows: z.number(), sum: z.string() })
const contentsSchema = z.object({
  tables: z.record(z.string(), sumSchema), files: z.object({ count: z.number(), sum: z.string() }),
})
type Contents = z.infer<typeof contentsSchema>
const shapesSchema = z.array(z.object({ name: z.string(), by_county: z.boolean(), columns: z.array(z.object({ name: z.string(), type: z.string() })) }))

/** One piece of an archive: the shapes of its tables first, then rows, then files, and at the end what there should have been. */
export type Piece =
  | { readonly kind: 'shapes'; readonly shapes: readonly TableShape[] }
  | { readonly kind: 'rows'; readonly page: Page }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'contents'; readonly contents: Contents }

const MARKS = { shapes: 's', rows: 'r', file: 'f', contents: 'c' } as const
const FILE_NAME_LENGTH = 32
const marked = (mark: string, ...parts: readonly Uint8Array[]): Buffer => Buffer.concat([Buffer.from(mark), ...parts])

async function encode(piece: Piece): Promise<Uint8Array> {
  switch (piece.kind) {
    case 'shapes': return marked(MARKS.shapes, Buffer.from(JSON.stringify(piece.shapes)))
    case 'rows': return marked(MARKS.rows, await pack(`${piece.page.table}\n${piece.page.lines.join('\n')}`))
    case 'file': return marked(MARKS.file, Buffer.from(piece.name), piece.bytes)
    case 'contents': return marked(MARKS.contents, Buffer.from(JSON.stringify(piece.contents)))
  }
}

async function decode(bytes: Uint8Array): Promise<Piece> {
  const rest = Buffer.from(bytes.subarray(1))
  switch (String.fromCharCode(bytes[0] ?? 0)) {
    case MARKS.shapes: return { kind: 'shapes', shapes: shapesSchema.parse(JSON.parse(rest.toString('utf8'))) }
    case MARKS.rows: {
      const [table, ...lines] = (await unpack(rest)).toString('utf8').split('\n')
      return { kind: 'rows', page: { table: table!, lines } }
    }
    case MARKS.file: return { kind: 'file', name: rest.toString('latin1', 0, FILE_NAME_LENGTH), bytes: rest.subarray(FILE_NAME_LENGTH) }
    case MARKS.contents: return { kind: 'contents', contents: contentsSchema.parse(JSON.parse(rest.toString('utf8'))) }
    default: throw new BrokenArchive('damaged')
  }
}

/** The pieces of a backup. Throws `BrokenArchive` at the first that does not open. */
export async function* piecesOf(path: string, vault: Vault): AsyncGenerator<Piece> {
  for await (const bytes of readPieces(path, vault)) yield await decode(bytes)
}

/** Adds up the files like rows: a line of name and content each. */
class FileCounting {
  readonly #counting = new Counting()
  count = 0
  add(name: string, bytes: Uint8Array): void {
    this.count += 1
    this.#counting.add({ table: 'files', lines: [`${name} ${createHash('sha256').update(bytes).digest('hex')}`] })
  }

  contents = (): Contents['files'] => ({ count: this.count, sum: this.#counting.sums()['files']?.sum ?? '' })
}

/** Where every county's records stand, in the view of this transaction. */
export async function holdings(session: Session): Promise<Holding[]> {
  const { rows } = await session.query<{ code: string; name: string }>('SELECT code, name FROM county ORDER BY code')
  const found: Holding[] = []
  await session.query(`SET LOCAL ROLE ${PROGRAM_ROLE}`)
  for (const { code, name } of rows) {
    await session.query(`SET LOCAL app.county = '${code}'`)
    await session.query(`SET LOCAL app.scope = '${code}'`)
    const { number, hash, runs, last_run, last_serial } = await standing(session, code)
    found.push({ county: code, name, journal: { number: number ?? 0, hash: hash ?? '' }, runs, last_run, last_serial })
  }
  await session.query('RESET ROLE')
  return found
}

export type Steps = {
  readonly reason: BackupReason
  readonly progress?: ((progress: BackupProgress) => void) | undefined
}

const keysText = (keys: WrappedKeys) => Object.fromEntries((['by_file', 'by_phrase', 'phrase_salt'] as const).map(name => [name, Buffer.from(keys[name]).toString('base64')]))

async function headIn(session: Session, house: BackupHouse, reason: BackupReason) {
  return {
    what: 'tongxin-backup', made_at: new Date(house.clock()).toISOString(), reason, program: house.installation.program, demo: house.installation.demo,
    schema: Object.fromEntries(await applied(session)), keys: keysText(house.installation.wrapped), holds: await holdings(session),
  }
}

/** The whole database as it stands at one moment; others write on meanwhile, on a server. */
async function writeRows(house: BackupHouse, path: string, { reason, progress }: Steps, total: (tables: number) => number) {
  return house.database.transaction(async session => {
    await holdStill(session)
    const [head, shapes] = [await headIn(session, house, reason), await shapesIn(session)]
    const draft = await beginArchive(path, head, house.vault)
    const counting = new Counting()
    const seen = new Set<string>()
    try {
      await draft.put(await encode({ kind: 'shapes', shapes }))
      for await (const page of allPages(session, shapes)) {
        counting.add(page)
        seen.add(page.table)
        progress?.({ done: seen.size, total: total(shapes.length), text: { zh: '正在抄写数据', en: 'writing the records' } })
        await draft.put(await encode({ kind: 'rows', page }))
      }
    } catch (error) {
      await draft.abandon()
      throw error
    }
    return { draft, tables: counting.sums(), shapes: shapes.length, holds: head.holds, made_at: head.made_at }
  })
}

async function writeFiles(draft: ArchiveDraft, directory: string, names: readonly string[], each: (done: number) => void): Promise<Contents['files']> {
  const counting = new FileCounting()
  for (const name of names) {
    const bytes = await readSealed(directory, name)
    counting.add(name, bytes)
    await draft.put(await encode({ kind: 'file', name, bytes }))
    each(counting.count)
  }
  return counting.contents()
}

/** What was written is read back from the disk before it gets its name. */
async function writeWhole(house: BackupHouse, part: string, steps: Steps): Promise<Omit<Backup, 'file'>> {
  const before = await sealedNames(house.installation.files)
  const { draft, tables, shapes, holds, made_at } = await writeRows(house, part, steps, count => count + before.length + 1)
  try {
    // Files are never changed and are there before their rows: whatever the rows speak of is among them.
    const names = await sealedNames(house.installation.files)
    const total = shapes + names.length + 1
    const files = await writeFiles(draft, house.installation.files, names, count =>
      steps.progress?.({ done: shapes + count, total, text: { zh: '正在抄写附件', en: 'writing the files' } }))
    await draft.put(await encode({ kind: 'contents', contents: { tables, files } }))
    const written = await draft.finish()
    steps.progress?.({ done: total - 1, total, text: { zh: '正在回读核验', en: 'reading it back' } })
    const { sha256 } = await readThrough(part, house.vault)
    if (sha256 !== written.sha256) throw new Error(`the disk gives back other bytes than were written to ${part}`)
    return { ...written, made_at, holds, files: files.count, rows: Object.values(tables).reduce((sum, table) => sum + table.rows, 0) }
  } catch (error) {
    await draft.abandon().catch(() => undefined)
    throw error
  }
}

/** Makes one backup: written beside, read back whole, then named. Refuses a name that is taken. */
export async function writeBackup(house: BackupHouse, path: string, steps: Steps): Promise<Result<Backup>> {
  if (await stat(path).then(() => true, () => false)) return refused(alreadyThere(path))
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.${process.pid}.part`
  await rm(part, { force: true })
  try {
    const made = await writeWhole(house, part, steps)
    await rename(part, path)
    return done({ file: path, ...made })
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** The head of a backup; throws `BrokenArchive` when the file has none. */
export async function backupHead(path: string): Promise<BackupHead> {
  const read = headSchema.safeParse(await readHead(path))
  if (!read.success) throw new BrokenArchive('not-an-archive')
  return read.data
}

/** Reads a backup from the first byte to the last and holds it against what it should have. Throws `BrokenArchive`. */
async function readThrough(path: string, vault: Vault): Promise<{ sha256: string; contents: Contents }> {
  const sha256 = await archiveHash(path)
  const [rows, files] = [new Counting(), new FileCounting()]
  let contents: Contents | undefined
  for await (const piece of piecesOf(path, vault)) {
    if (contents) throw new BrokenArchive('damaged')
    if (piece.kind === 'rows') rows.add(piece.page)
    if (piece.kind === 'file') files.add(piece.name, piece.bytes)
    if (piece.kind === 'contents') contents = piece.contents
  }
  const same = contents && differences(rows.sums(), contents.tables).length === 0 && JSON.stringify(files.contents()) === JSON.stringify(contents.files)
  if (!same) throw new BrokenArchive('damaged')
  return { sha256, contents: contents! }
}

/** Whether a backup is whole, byte by byte and row by row. */
export async function checkBackup(path: string, vault: Vault): Promise<Result<{ sha256: string; contents: Contents }>> {
  return readable(path, () => readThrough(path, vault))
}

/** Reading a backup; what is wrong with the file comes back as a refusal. */
export async function readable<T>(path: string, work: () => Promise<T>): Promise<Result<T>> {
  try {
    return done(await work())
  } catch (error) {
    if (error instanceof BrokenArchive) return refused(broken(error.fault, path))
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EACCES', 'EISDIR'].includes(String(error.code))) return refused(noSuchBackup(path))
    throw error
  }
}
