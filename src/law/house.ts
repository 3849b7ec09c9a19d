import type { House, Work } from '../access/house.ts'
import type { Day } from '../base/day.ts'
import type { Refusal } from '../base/result.ts'
import type { DataFile } from './data-file.ts'
import type { LawBook } from './law.ts'

/** The package's law that stands, and what is wrong with the folder when that is no longer the same. */
export type LawStanding = {
  readonly hash: string
  /** Since when it stands; the law of an earlier day while the folder cannot be read. */
  readonly since: Day
  /** Why the folder as it is now was not taken; empty while it is what stands. */
  readonly faults: readonly Refusal[]
}

/** The house with its law: what actions that decide or plan ask for. */
export type LawHouse = House & {
  /** The package's law: names of benefits, sources. Who decides by law asks for that of the county. */
  readonly law: LawBook
  /** The law of the county that the work is done for: the package's, and what the county entered and another person approved. */
  lawOf(work: Pick<Work, 'session' | 'actor'>): Promise<LawBook>
  /** The files that the package's law was read from, and their cases. */
  readonly lawFiles: readonly DataFile[]
  readonly lawStanding: LawStanding
}
