import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { act } from '../access/actions.ts'
import { may } from '../access/roles.ts'
import { forbidden } from '../access/refusals.ts'
import type { Actor } from '../base/actor.ts'
import { done, refused, type Result, type Text } from '../base/result.ts'
import { BrokenArchive } from '../vault/archive.ts'
import { backupHead, checkBackup, writeBackup } from './archive/actions.ts'
import { backupName, isBackupName, isUnfinished, outdated, reasonOfName, type Backup, type BackupFile, type BackupProgress, type BackupState } from './backup.ts'
import type { BackupHouse } from './house.ts'
import { noSuchBackup, underWay } from './refusals.ts'

type Reason = 'nightly' | 'asked'
const FAILED: Text = { zh: '备份没有做成，请看运行日志；常见原因是磁盘已满或目录不可写。', en: 'The backup was not made; see the log. Often the disk is full or the folder may not be written.' }

/**
 * The backups of a running program: one at a time, into one folder, with the newest of each reason kept. The database stays open
 * to its people meanwhile; the embedded one makes them wait while its rows are read.
 */
export class Backups {
  readonly #house: BackupHouse
  readonly #folder: string
  readonly #kept: number
  readonly #log: (text: string) => void
  #running: BackupProgress | null = null
  #last: BackupState['last'] = null
  #work: Promise<unknown> = Promise.resolve()

  constructor(house: BackupHouse, place: { folder: string; kept: number; log: (text: string) => void }) {
    this.#house = house
    this.#folder = place.folder
    this.#kept = place.kept
    this.#log = place.log
  }

  async #make(actor: Actor, reason: Reason): Promise<Backup> {
    // What a process that was ended left half written; nobody else writes into this folder.
    for (const left of (await readdir(this.#folder).catch(() => [])).filter(isUnfinished)) await rm(join(this.#folder, left), { force: true })
    const name = backupName(this.#house.clock(), reason)
    const made = await writeBackup(this.#house, join(this.#folder, name), { reason, progress: progress => { this.#running = progress } })
    if (!made.ok) throw new Error(made.refusals.map(refusal => refusal.message.zh).join('\n'))
    const { sha256, bytes, rows, files } = made.value
    const noted = await act(this.#house, actor, 'backup.make', async work => {
      work.record({ action: 'backup.make', subject: name, place: actor.place, after: { sha256, bytes, rows, files, reason } })
      return done(null)
    })
    if (!noted.ok) throw new Error('the backup could not be entered into the journal')
    await this.#tidy(reason)
    return made.value
  }

  async #tidy(reason: Reason): Promise<void> {
    for (const name of outdated(await readdir(this.#folder), reason, this.#kept)) await rm(join(this.#folder, name), { force: true })
  }

  /** Makes one now. Refuses while another is being made; throws what goes wrong after it was noted. */
  async make(actor: Actor, reason: Reason): Promise<Result<Backup>> {
    if (!may(actor.role, 'backup.make')) return forbidden(actor.role, 'backup.make')
    if (this.#running) return refused(underWay)
    this.#running = { done: 0, total: 1, text: { zh: '正在开始', en: 'beginning' } }
    const at = new Date(this.#house.clock()).toISOString()
    try {
      const made = await this.#make(actor, reason)
      this.#last = { at, file: made.file, fault: null }
      return done(made)
    } catch (error) {
      this.#last = { at, file: null, fault: FAILED }
      throw error
    } finally {
      this.#running = null
    }
  }

  /** Begins one and answers at once; `state` tells how far it is and how it went. */
  async begin(actor: Actor): Promise<Result<{ started: true }>> {
    if (!may(actor.role, 'backup.make')) return forbidden(actor.role, 'backup.make')
    if (this.#running) return refused(underWay)
    this.#work = this.make(actor, 'asked').catch((error: unknown) => this.#log(`backup: ${error instanceof Error ? error.stack ?? error.message : String(error)}`))
    return done({ started: true })
  }

  async #file(name: string): Promise<BackupFile> {
    const path = join(this.#folder, name)
    const head = await backupHead(path).catch((error: unknown) => {
      if (error instanceof BrokenArchive) return undefined
      throw error
    })
    return { name, bytes: (await stat(path)).size, made_at: head?.made_at ?? null, reason: reasonOfName(name) ?? null, holds: head?.holds ?? [] }
  }

  /** The newest first. */
  async state(actor: Actor): Promise<Result<BackupState>> {
    if (!may(actor.role, 'backup.make')) return forbidden(actor.role, 'backup.make')
    const names = (await readdir(this.#folder).catch(() => [])).filter(isBackupName).toSorted().toReversed()
    return done({ folder: this.#folder, kept: this.#kept, running: this.#running, last: this.#last, backups: await Promise.all(names.map(name => this.#file(name))) })
  }

  /** Where a backup of the folder lies, for whoever carries it away. */
  async path(actor: Actor, name: string): Promise<Result<{ path: string; bytes: number }>> {
    if (!may(actor.role, 'backup.make')) return forbidden(actor.role, 'backup.make')
    const path = join(this.#folder, name)
    const found = isBackupName(name) ? await stat(path).catch(() => undefined) : undefined
    return found ? done({ path, bytes: found.size }) : refused(noSuchBackup(name))
  }

  /** Whether a backup of the folder is whole, read from its first byte to its last. */
  async check(actor: Actor, name: string): Promise<Result<{ sha256: string }>> {
    const found = await this.path(actor, name)
    if (!found.ok) return found
    const checked = await checkBackup(found.value.path, this.#house.vault)
    return checked.ok ? done({ sha256: checked.value.sha256 }) : checked
  }

  /** The night's: whether one was made on this day already. */
  async madeOn(day: string): Promise<boolean> {
    const names = await readdir(this.#folder).catch(() => [])
    return names.some(name => name.startsWith(`tongxin-${day.replaceAll('-', '')}-`) && reasonOfName(name) === 'nightly')
  }

  /** Waits for the one under way. */
  settled = async (): Promise<void> => { await this.#work }
}
