import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { Database } from '../../src/db/db.ts'
import { LawInUse, withLaw } from '../../src/law/actions.ts'
import type { LawHouse } from '../../src/law/house.ts'
import { readFolders } from '../../src/law/load.ts'
import { fileStore } from '../../src/vault/files.ts'
import type { Vault } from '../../src/vault/vault.ts'

export const ROOT = resolve(import.meta.dirname, '../..')

/** The package's law with the invented notice of the demo. */
const lawOfTests = (): LawInUse => new LawInUse(readFolders([join(ROOT, 'law'), join(ROOT, 'demo/law')]), '2024-06-30')

/** The house of tests on a database, with the files of a directory. Knows nothing of a test that runs, so that a process of its own can open it. */
export const houseOn = (database: Database, directory: string, vault: Vault, clock: () => number): LawHouse =>
  withLaw({ database, vault, files: fileStore(join(directory, 'files'), vault), clock, random: count => randomBytes(count) }, lawOfTests())
