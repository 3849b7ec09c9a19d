import type { Text } from '../base/result.ts'

/** Where a county's records stand in a backup: what a person compares with paper and with the bank. Needs no key to read. */
export type Holding = {
  readonly county: string
  readonly name: string
  readonly journal: { readonly number: number; readonly hash: string }
  readonly runs: number
  /** The last run, and the highest serial that went to a bank; null before the first. */
  readonly last_run: { readonly year: number; readonly number: number; readonly state: string } | null
  readonly last_serial: string | null
}

/** Why a backup was made: by the night, at a person's word, or by the command line. */
export const BACKUP_REASONS = ['nightly', 'asked', 'command'] as const
export type BackupReason = typeof BACKUP_REASONS[number]

/** A backup that was written, read back and found whole. */
export type Backup = {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly made_at: string
  readonly rows: number
  readonly files: number
  readonly holds: readonly Holding[]
}

/** A file of the backup folder, as its head says; `unreadable` when that says nothing. */
export type BackupFile = {
  readonly name: string
  readonly bytes: number
  readonly made_at: string | null
  readonly reason: BackupReason | null
  readonly holds: readonly Holding[]
}

/** How far a backup is: `done` of `total` tables and files. */
export type BackupProgress = { readonly done: number; readonly total: number; readonly text: Text }

/** What the page asks: where backups go, what is being made, how the last one went, what is there. */
export type BackupState = {
  readonly folder: string
  /** How many are kept of each reason; older ones go when a new one is whole. */
  readonly kept: number
  readonly running: BackupProgress | null
  /** The last one since the program started; `fault` says why it was not made. */
  readonly last: { readonly at: string; readonly file: string | null; readonly fault: Text | null } | null
  readonly backups: readonly BackupFile[]
}

const NAME = /^tongxin-\d{8}-\d{6}-(nightly|asked)\.backup$/
export const isBackupName = (name: string): boolean => NAME.test(name)
/** A backup that was not written to its end. */
export const isUnfinished = (name: string): boolean => /^tongxin-\d{8}-\d{6}-(nightly|asked)\.backup\.\d+\.part$/.test(name)
export const reasonOfName = (name: string): BackupReason | undefined => NAME.exec(name)?.[1] as BackupReason | undefined // two of them

const SHANGHAI_MILLISECONDS = 8 * 3_600_000

/** `tongxin-20260630-013000-nightly.backup`: Shanghai's day and time; names sort as they were made. */
export const backupName = (now: number, reason: 'nightly' | 'asked'): string =>
  `tongxin-${new Date(now + SHANGHAI_MILLISECONDS).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}-${reason}.backup`

/** Which of the folder's files go when a new one is whole: the oldest beyond those kept, each reason for itself. */
export const outdated = (names: readonly string[], reason: BackupReason, kept: number): string[] =>
  names.filter(name => reasonOfName(name) === reason).toSorted().toReversed().slice(kept)
