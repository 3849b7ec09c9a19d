import type { Actor } from '../base/actor.ts'
import type { Day } from '../base/day.ts'
import type { Database, Session } from '../db/db.ts'
import type { Entry } from '../journal/journal.ts'
import type { FileStore, Vault } from '../vault/vault.ts'

/** What every action needs of the outside world. Clock and randomness are here so that nobody reads them elsewhere. */
export type House = {
  readonly database: Database
  readonly vault: Vault
  readonly files: FileStore
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
}

/** One piece of work inside one scoped transaction. */
export type Work = {
  readonly session: Session
  readonly actor: Actor
  readonly vault: Vault
  readonly files: FileStore
  readonly now: number
  readonly today: Day
  id(): string
  /** What the journal will hold of this work, written when it commits. */
  record(entry: Entry): void
}
