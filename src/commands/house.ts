import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { House } from '../access/house.ts'
import { foundInstallation, readInstallation } from '../access/actions.ts'
import type { Actor, Role } from '../base/actor.ts'
import type { Database } from '../db/db.ts'
import { openDatabase } from '../db/open.ts'
import type { Figure } from '../figures/figures.ts'
import type { LawBook } from '../law/law.ts'
import { loadLaw } from '../law/load.ts'
import { allFigures } from '../registry.ts'
import { fileStore } from '../vault/files.ts'
import { createKeys, openWithFile } from '../vault/keys.ts'
import type { Vault } from '../vault/vault.ts'
import { readEnvironment } from './environment.ts'

/** The data folders of the package, wherever it was put. */
export const ROOT = resolve(import.meta.dirname, '../..')

export type OpenedHouse = {
  readonly house: House & { readonly law: LawBook }
  readonly law: LawBook
  readonly demo: boolean
  /** The counties that this database serves. */
  readonly counties: readonly { code: string; name: string; name_en: string }[]
  readonly figures: readonly Figure[]
  close(): Promise<void>
}

export type HouseOptions = {
  /** The directory of the embedded database; without it `DATABASE_URL`. */
  readonly data?: string | undefined
  /** What to make of a database that holds nothing yet; without it such a database is refused. */
  readonly create?: { readonly demo: boolean } | undefined
  readonly log: (text: string) => void
}

type Keys = { vault: Vault; demo: boolean }

/** A demo reads the invented notice beside the law; nothing else ever does. */
const lawOf = (demo: boolean): LawBook => loadLaw(demo ? [join(ROOT, 'law'), join(ROOT, 'demo/law')] : [join(ROOT, 'law')])

async function keysOf(database: Database, keyFile: string, options: HouseOptions): Promise<Keys> {
  const installed = await readInstallation(database)
  if (installed) {
    if (!existsSync(keyFile)) throw new Error(`找不到密钥文件 ${keyFile}；用 TONGXIN_KEY_FILE 指明它在哪里。/ The key file ${keyFile} is missing; name it with TONGXIN_KEY_FILE.`)
    return { vault: await openWithFile(installed.wrapped, keyFile), demo: installed.demo }
  }
  if (!options.create) throw new Error('这个数据库还是空的；先用 serve 或 demo 建立。/ This database is empty; make it with serve or demo first.')
  const { vault, wrapped, phrase } = await createKeys(keyFile)
  await foundInstallation(database, { demo: options.create.demo, wrapped, now: Date.now() })
  if (!options.create.demo) {
    options.log(`恢复口令（只显示这一次，请抄在纸上，另处保管）/ recovery phrase, shown once, keep it on paper elsewhere:\n  ${phrase}`)
    options.log(`密钥文件 / key file: ${keyFile}。两者都丢失，身份证号、账号、电话和附件将无法恢复。/ If both are lost, sealed fields and files are gone.`)
  }
  return { vault, demo: options.create.demo }
}

/** Opens database, keys, files and law for a command or the server. Throws a sentence when it cannot. */
export async function openHouse(options: HouseOptions): Promise<OpenedHouse> {
  const environment = readEnvironment(process.env)
  const directory = options.data ?? (environment.DATABASE_URL ? join(ROOT, 'data', 'server') : join(ROOT, 'data', 'office'))
  const keyFile = resolve(environment.TONGXIN_KEY_FILE ?? `${resolve(directory)}.key`)
  const url = options.data === undefined ? environment.DATABASE_URL : undefined
  const database = await openDatabase(url ? { url } : { data: join(resolve(directory), 'database'), progress: options.log })
  try {
    const { vault, demo } = await keysOf(database, keyFile, options)
    const law = lawOf(demo)
    const house = { database, vault, law, files: fileStore(join(resolve(directory), 'files'), vault), clock: () => Date.now(), random: (bytes: number) => randomBytes(bytes) }
    const { counties } = (await readInstallation(database))!
    return { house, law, demo, counties, figures: allFigures(ROOT), close: () => database.close() }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The command line as an actor over a whole county: what it may do is a role's, and the journal says that it was the command line. */
export const commandActor = (county: string, role: Role): Actor => ({
  account: 'command-line', login: 'command-line', name: '命令行', role, county, place: county, scope: [county],
})
