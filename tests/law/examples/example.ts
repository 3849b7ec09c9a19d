import { resolve } from 'node:path'
import type { BenefitEntry, LawBook } from '../../../src/law/law.ts'
import { lawFiles, readLaw } from '../../../src/law/load.ts'

/** One thing that a part of the engine does, asked of the part alone: what it says, and what it must say. */
export type Example = readonly [title: string, told: () => unknown, expected: unknown]

let read: LawBook | undefined
/** The law. Rules are made ready once for a book: whoever asks anew has them made anew. */
export const freshBook = (): LawBook => ({ ...(read ??= readLaw(lawFiles([resolve(import.meta.dirname, '../../../law')])).book!) })

/** The law with one benefit's declaration changed. */
export const withEntry = (id: string, change: Partial<BenefitEntry>): LawBook =>
  ({ ...freshBook(), benefits: new Map([...freshBook().benefits].map(([key, entry]) => [key, key === id ? { ...entry, ...change } : entry])) })

/** What a call is refused with. */
export function thrown(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'nothing'
}
