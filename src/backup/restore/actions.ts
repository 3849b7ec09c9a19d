import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import type { Database } from '../../db/db.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { lockDirectory } from '../../db/lock.ts'
import { migrate, MIGRATIONS, strangeSteps } from '../../db/migrate.ts'
import { assertNoScopeNoRows } from '../../db/open.ts'
import { differences, loadPages, type Page } from '../../db/rows.ts'
import { openServer } from '../../db/server.ts'
import { archiveHash } from '../../vault/archive.ts'
import { openWithFile, wrapAnew, type KeyHolder } from '../../vault/keys.ts'
import { keepSealed } from '../../vault/sealed-files.ts'
import type { Vault } from '../../vault/vault.ts'
import { backupHead, checkBackup, piecesOf, readable, type BackupHead } from '../archive/actions.ts'
import type { Holding } from '../backup.ts'
import { newerProgram, noKey, notEmpty, occupied, wrongKey } from '../refusals.ts'
import { occupant, setKeysByFile } from '../store.ts'

/** Where to: a directory of an embedded database, or a server with the directory of its files. */
type Target = { readonly directory: string; readonly replace: boolean } | { readonly url: string; readonly files: string }

export type RestoreInput = {
  readonly file: string
  readonly target: Target
  readonly keyFile: string
  /** The recovery phrase, when the key file is lost. */
  readonly phrase: string | undefined
  readonly now: number
  readonly log: (text: string) => void
}

export type Restored = {
  readonly sha256: string
  readonly made_at: string
  readonly holds: readonly Holding[]
  /** What stood in the directory before, under its new name. */
  readonly replaced: string | null
}

type Read = { readonly head: BackupHead; readonly sha256: string; readonly contents: { readonly tables: Parameters<typeof differences>[0] }; readonly vault: Vault }

/** With a phrase the keys are wrapped anew for this machine's key file, which is made where there is none. */
async function openKeys(head: BackupHead, input: RestoreInput): Promise<Result<{ vault: Vault; by_file: Uint8Array }>> {
  const { phrase, keyFile } = input
  if (phrase === undefined && !existsSync(keyFile)) return refused(noKey(keyFile))
  const holder: KeyHolder = phrase === undefined ? { keyFile } : { phrase }
  try {
    const wrapped = await wrapAnew(head.keys, holder, keyFile)
    return done({ vault: await openWithFile(wrapped, keyFile), by_file: wrapped.by_file })
  } catch {
    return refused(phrase === undefined ? wrongKey('key', keyFile) : wrongKey('phrase', undefined))
  }
}

async function* rowsOf(input: RestoreInput, vault: Vault): AsyncGenerator<Page> {
  for await (const piece of piecesOf(input.file, vault)) if (piece.kind === 'rows') yield piece.page
}

/** Rows and keys go in by one transaction, read back before it ends; then the schema is brought to this program's. */
async function fill(database: Database, input: RestoreInput, read: Read, by_file: Uint8Array, files: string): Promise<void> {
  await migrate(database, MIGRATIONS, new Map(Object.entries(read.head.schema)))
  for await (const piece of piecesOf(input.file, read.vault)) if (piece.kind === 'file') await keepSealed(files, piece.name, piece.bytes)
  await database.transaction(async session => {
    const shapes = await shapesOf(input, read.vault)
    const wrong = differences(read.contents.tables, await loadPages(session, shapes, rowsOf(input, read.vault)))
    if (wrong.length > 0) throw new Error(`what was restored is not what the backup holds: ${wrong.map(({ table, rows }) => `${table} ${rows.join(' / ')}`).join(', ')}`)
    await setKeysByFile(session, by_file)
  })
  await migrate(database)
  await assertNoScopeNoRows(database)
  await database.analyze()
}

async function shapesOf(input: RestoreInput, vault: Vault) {
  for await (const piece of piecesOf(input.file, vault)) if (piece.kind === 'shapes') return piece.shapes
  return []
}

const RESTORING = '.restoring'

/** A lock leaves its process id beside; it says nothing of what is in a directory. */
export const contentOf = async (directory: string): Promise<string[]> =>
  (await readdir(directory).catch(() => [])).filter(name => name !== 'database.pid')

/** What a process that was ended left beside a directory: `word` is how it names what is not whole yet. */
export async function clearAside(directory: string, word: string = RESTORING): Promise<void> {
  const [parent, prefix] = [dirname(directory), `${basename(directory)}${word}-`]
  for (const left of (await readdir(parent).catch(() => [])).filter(name => name.startsWith(prefix))) await rm(join(parent, left), { recursive: true, force: true })
}

/** The new directory takes the old one's name only when it is whole; the old one stays under another. */
export async function takePlace(aside: string, directory: string, now: number): Promise<string | null> {
  const old = (await contentOf(directory)).length > 0
  const kept = `${directory}.before-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}`
  if (old) await rename(directory, kept)
  else if (existsSync(directory)) await rm(join(directory, 'database.pid'), { force: true }).then(() => rmdir(directory))
  await rename(aside, directory)
  return old ? kept : null
}

async function restoreDirectory(input: RestoreInput, directory: string, read: Read, by_file: Uint8Array): Promise<string | null> {
  const unlock = await lockDirectory(`${directory}${RESTORING}`)
  const unlockOld = existsSync(join(directory, 'database')) ? await lockDirectory(join(directory, 'database')).catch(async (error: unknown) => { await unlock(); throw error }) : undefined
  try {
    await clearAside(directory)
    const aside = `${directory}${RESTORING}-${process.pid}`
    await mkdir(aside)
    const database = await openEmbedded({ data: join(aside, 'database'), progress: input.log })
    try {
      await fill(database, input, read, by_file, join(aside, 'files'))
    } finally {
      await database.close()
    }
    return await takePlace(aside, directory, input.now)
  } catch (error) {
    await clearAside(directory)
    throw error
  } finally {
    await unlockOld?.()
    await unlock()
  }
}

async function restoreServer(input: RestoreInput, target: { url: string; files: string }, read: Read, by_file: Uint8Array): Promise<Refusal | undefined> {
  const database = openServer(target.url)
  try {
    const found = await database.transaction(session => occupant(session, new Map(Object.entries(read.head.schema))))
    if (found !== undefined) return occupied(found)
    await fill(database, input, read, by_file, target.files)
    return undefined
  } finally {
    await database.close()
  }
}

async function readWhole(input: RestoreInput): Promise<Result<Read & { by_file: Uint8Array }>> {
  // Damage first: what a damaged head says means nothing.
  const head = await readable(input.file, async () => { await archiveHash(input.file); return backupHead(input.file) })
  if (!head.ok) return head
  const strange = strangeSteps(new Map(Object.entries(head.value.schema)))
  if (strange.length > 0) return refused(newerProgram(strange))
  const keys = await openKeys(head.value, input)
  if (!keys.ok) return keys
  const checked = await checkBackup(input.file, keys.value.vault)
  return checked.ok ? done({ head: head.value, ...checked.value, ...keys.value }) : checked
}

/**
 * Puts a backup where nothing is: the file is read whole and held against its hash first, the database is made aside and renamed
 * when it is there. Refuses a directory that holds something unless told to replace it.
 */
export async function restoreBackup(input: RestoreInput): Promise<Result<Restored>> {
  const { target } = input
  if ('directory' in target && !target.replace) {
    const found = await contentOf(target.directory)
    if (found.length > 0) return refused(notEmpty(target.directory, found))
  }
  const read = await readWhole(input)
  if (!read.ok) return read
  const { head, sha256, by_file } = read.value
  input.log(`备份完好，正在恢复 ${head.made_at} 的数据… / the backup is whole; restoring what stood at ${head.made_at} …`)
  if ('url' in target) {
    const refusal = await restoreServer(input, target, read.value, by_file)
    return refusal ? refused(refusal) : done({ sha256, made_at: head.made_at, holds: head.holds, replaced: null })
  }
  return done({ sha256, made_at: head.made_at, holds: head.holds, replaced: await restoreDirectory(input, target.directory, read.value, by_file) })
}
