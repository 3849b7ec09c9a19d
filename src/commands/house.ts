import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fillTownship } from '../../demo/fill.ts'
import { TOWNSHIP_DEFAULTS, type TownshipOptions } from '../../demo/options.ts'
import { endHistory, foundInstallation, readInstallation } from '../access/actions.ts'
import type { BackupHouse } from '../backup/house.ts'
import type { Actor, Role } from '../base/actor.ts'
import type { Database } from '../db/db.ts'
import { openDatabase } from '../db/open.ts'
import type { Progress } from '../desk/progress.ts'
import { lawFaults } from '../entitlement/law-check.ts'
import type { Figure } from '../figures/figures.ts'
import { openLaw, withLaw, type LawInUse, type LawPlace } from '../law/actions.ts'
import type { LawHouse } from '../law/house.ts'
import { allFigures } from '../registry.ts'
import { fileStore } from '../vault/files.ts'
import { createKeys, openWithFile } from '../vault/keys.ts'
import type { Vault } from '../vault/vault.ts'
import { BadArguments } from './command.ts'
import { readEnvironment } from './environment.ts'

/** The data folders of the package, wherever it was put. */
export const ROOT = resolve(import.meta.dirname, '../..')

/** As package.json says. */
export const PROGRAM_VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version // a file of ours

export type OpenedHouse = {
  readonly house: LawHouse & BackupHouse
  readonly where: Where
  readonly demo: boolean
  /** The counties that this database serves. */
  readonly counties: readonly { code: string; name: string; name_en: string }[]
  readonly figures: readonly Figure[]
  /** The law as it stands, and where it is read again from. */
  readonly law: { readonly inUse: LawInUse; readonly place: LawPlace }
  close(): Promise<void>
}

export type HouseOptions = {
  /** The directory of the embedded database; without it `DATABASE_URL`. */
  readonly data?: string | undefined
  /** A server other than that of `DATABASE_URL`. */
  readonly url?: string | undefined
  /** Where the key file is, when not where the environment or the directory's name says. */
  readonly keyFile?: string | undefined
  /** What to make of a database that holds nothing yet; without it such a database is refused. */
  readonly create?: { readonly demo: boolean; readonly township?: TownshipOptions } | undefined
  /** Whether the law that was kept stands in for a folder that cannot be read; without it such a folder is refused. */
  readonly lastGoodLaw?: boolean
  readonly log: (text: string) => void
  readonly progress?: ((progress: Progress) => void) | undefined
}

type Installation = NonNullable<Awaited<ReturnType<typeof readInstallation>>>
/** Where everything of a database is. */
export type Where = {
  readonly directory: string; readonly keyFile: string; readonly url: string | undefined; readonly files: string
  readonly backups: string; readonly backups_kept: number
}

/** `data` undefined: the server of `DATABASE_URL`, or without one the office's own directory in the package. */
export function whereIs(data: string | undefined, server?: string): Where {
  const environment = readEnvironment(process.env)
  const url = data === undefined ? server ?? environment.DATABASE_URL : undefined
  const directory = resolve(data ?? join(ROOT, 'data', url ? 'server' : 'office'))
  return {
    directory, url, keyFile: resolve(environment.TONGXIN_KEY_FILE ?? `${directory}.key`),
    files: url && environment.TONGXIN_FILES !== undefined ? resolve(environment.TONGXIN_FILES) : join(directory, 'files'),
    backups: resolve(environment.TONGXIN_BACKUPS ?? `${directory}.backups`), backups_kept: environment.TONGXIN_BACKUPS_KEPT,
  }
}

/** What `move` leaves in a directory whose office goes on elsewhere: two books of one office would be worse than none. */
export const MOVED_FILE = 'moved.json'

/** What a `restore --replace` that was ended between its two renames left beside a directory that is gone: the office that stood there, under its other names. */
function asideOf(directory: string): readonly string[] {
  const [parent, prefix] = [dirname(directory), `${basename(directory)}.before-`]
  if (existsSync(join(directory, 'database')) || !existsSync(parent)) return []
  return readdirSync(parent).filter(name => name.startsWith(prefix) && existsSync(join(parent, name, 'database'))).map(name => join(parent, name)).toSorted()
}

/** An empty new office in the place of one that is only out of sight would be found out when it is too late. */
function refuseAside(directory: string): void {
  const last = asideOf(directory).at(-1)
  if (last === undefined) return
  const called = readEnvironment(process.env).TONGXIN_CALLED
  throw new BadArguments([
    `--data ${directory}：这里没有数据库，旁边有 ${last}。上次 restore --replace 做到一半停了，原来的数据完好地在那里；没有新建空的。`,
    `  做完恢复：${called} restore --data ${directory} 备份文件`, `  用回原来的：把 ${last} 改名为 ${directory}`, '  确实要新建：先把它移到别处。',
    `There is no database here, but ${last} stands beside it: a restore --replace was ended half way, and what was there before is whole. Nothing new was made.`,
    `  To finish: ${called} restore --data ${directory} FILE; to go back: rename ${last} to ${directory}; to begin anew after all: move it away first.`,
  ].join('\n'))
}

function whereOf(options: HouseOptions): Where {
  const where = { ...whereIs(options.data, options.url), ...(options.keyFile === undefined ? {} : { keyFile: options.keyFile }) }
  const moved = join(where.directory, MOVED_FILE)
  if (!where.url && existsSync(moved)) {
    const { to } = JSON.parse(readFileSync(moved, 'utf8')) as { to: string } // written by `move`
    throw new BadArguments(`--data ${where.directory}：这个数据库已经搬到 ${to}，这里只作留存；确实要在这里继续，请先删去 ${moved}。/ This database was moved to ${to} and is kept as it was; to go on here after all, remove ${moved}.`)
  }
  if (!where.url) refuseAside(where.directory)
  if (!where.url && !options.create && !existsSync(join(where.directory, 'database'))) {
    throw new BadArguments(`--data ${where.directory}：这里没有数据库；先用 init、serve 或 demo 建立。/ there is no database here; make it with init, serve or demo first.`)
  }
  return where
}

const open = (where: Where, options: HouseOptions): Promise<Database> =>
  openDatabase(where.url ? { url: where.url } : { data: join(where.directory, 'database'), progress: options.log })

/** A demo reads the invented notice beside the law; nothing else ever does. */
const lawDirectories = (demo: boolean) => (demo ? [join(ROOT, 'law'), join(ROOT, 'demo/law')] : [join(ROOT, 'law')])

/** A demo whose filling was cut short has no end of history yet. It holds nothing that anybody entered, so it is made again. */
const unfinished = (installed: { demo: boolean; clock_shift_milliseconds: number } | undefined): boolean =>
  installed !== undefined && installed.demo && installed.clock_shift_milliseconds === 0

async function openWhole(where: Where, options: HouseOptions): Promise<Database> {
  const database = await open(where, options)
  if (!unfinished(await readInstallation(database))) return database
  await database.close()
  if (where.url || !options.create?.demo) {
    throw new BadArguments('这个示例数据库没有建完；请删去后重建。/ This demo was not finished; remove it and make it again.')
  }
  for (const part of ['database', 'files']) rmSync(join(where.directory, part), { recursive: true, force: true })
  return open(where, options)
}

async function makeKeys(database: Database, keyFile: string, demo: boolean, log: HouseOptions['log']): Promise<Vault> {
  const { vault, wrapped, phrase } = await createKeys(keyFile)
  await foundInstallation(database, { demo, wrapped, now: Date.now() })
  if (demo) return vault
  log(`恢复口令（只显示这一次，请抄在纸上，另处保管）/ recovery phrase, shown once, keep it on paper elsewhere:\n  ${phrase}`)
  log(`密钥文件 / key file: ${keyFile}。两者都丢失，身份证号、账号、电话和附件将无法恢复。/ If both are lost, sealed fields and files are gone.`)
  return vault
}

async function vaultOf(database: Database, where: Where, installed: Installation | undefined, options: HouseOptions): Promise<Vault> {
  if (!installed) return makeKeys(database, where.keyFile, options.create!.demo, options.log)
  if (!existsSync(where.keyFile)) {
    throw new BadArguments(`找不到密钥文件 ${where.keyFile}；用 TONGXIN_KEY_FILE 指明它在哪里。/ The key file is missing; name it with TONGXIN_KEY_FILE.`)
  }
  return openWithFile(installed.wrapped, where.keyFile)
}

async function lawFor(database: Database, demo: boolean, options: HouseOptions): Promise<OpenedHouse['law']> {
  const place: LawPlace = { database, directories: lawDirectories(demo), check: lawFaults, now: Date.now }
  return { place, inUse: await openLaw(place, { fallBack: options.lastGoodLaw ?? false }) }
}

async function houseOn(database: Database, where: Where, options: HouseOptions): Promise<OpenedHouse> {
  const before = await readInstallation(database)
  if (!before && !options.create) throw new BadArguments('这个数据库还是空的；先用 serve 或 demo 建立。/ This database is empty; make it with serve or demo first.')
  // Before anything is made: without a law that can be read nothing begins.
  const law = await lawFor(database, before?.demo ?? options.create!.demo, options)
  const vault = await vaultOf(database, where, before, options)
  const files = fileStore(where.files, vault)
  const houseAt = (clock: () => number): LawHouse => withLaw({ database, vault, files, clock, random: bytes => randomBytes(bytes) }, law.inUse)
  if (!before && options.create?.demo) {
    const end = await fillTownship(houseAt(Date.now), options.create.township ?? TOWNSHIP_DEFAULTS, options.progress ?? (() => undefined))
    await database.analyze()
    await endHistory(database, end, Date.now())
  }
  const { demo, counties, clock_shift_milliseconds, wrapped } = (await readInstallation(database))!
  // The house's law is read anew at each use: a copy of its properties would hold it still.
  const house = Object.assign(houseAt(() => Date.now() + clock_shift_milliseconds), { installation: { files: where.files, wrapped, demo, program: PROGRAM_VERSION } })
  return { house, where, demo, counties, figures: allFigures(ROOT, law.inUse.law.book), law, close: () => database.close() }
}

/** Opens database, keys, files and law for a command or the server. Throws a sentence when it cannot. */
export async function openHouse(options: HouseOptions): Promise<OpenedHouse> {
  const where = whereOf(options)
  const database = await openWhole(where, options)
  try {
    return await houseOn(database, where, options)
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The command line as an actor over a whole county: what it may do is a role's, and the journal says that it was the command line. */
export const commandActor = (county: string, role: Role): Actor => ({
  account: 'command-line', login: 'command-line', name: '命令行', role, county, place: county, scope: [county],
})
