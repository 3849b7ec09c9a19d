import { resolve } from 'node:path'
import { RefusedInput } from '../base/result.ts'
import { ruleFaults } from '../entitlement/check.ts'
import { lawFaults } from '../entitlement/law-check.ts'
import type { LawBook } from '../law/law.ts'
import { lawFolders, readLaw } from '../law/load.ts'

// Not through house.ts, which would open the database's modules.
const ROOT = resolve(import.meta.dirname, '../..')

/** The package's law, and the demo's invented notice that stands on top of it. */
export const LAW = resolve(ROOT, 'law')
export const DEMO_LAW = resolve(ROOT, 'demo/law')

/**
 * The law for who decides without a database: never the demo's. Its cases are the proof, not the law, and `law check` is
 * there for them; but when it cannot be used, everything that is wrong is said. Throws `RefusedInput`.
 */
export function packageLaw(): LawBook {
  const folders = lawFolders([LAW])
  const { book, files } = readLaw(folders.flat())
  if (book && book.benefits.size > 0 && ruleFaults(book, files).length === 0) return book
  throw new RefusedInput([...lawFaults(folders)].flat())
}
