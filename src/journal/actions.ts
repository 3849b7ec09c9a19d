import { createHash } from 'node:crypto'
import type { Actor } from '../base/actor.ts'
import type { Session } from '../db/db.ts'
import { canonical, GENESIS, hashedText, type ChainFault, type Entry, type Head, type Row } from './journal.ts'
import {
  append, countEntries, lockHead, readChain, readEntries, readHead, readLastActor, readLastAt, readNumberOf, readNumbersOf, selectOpenings, type EntryFilter,
} from './store.ts'

const hashOf = (row: Omit<Row, 'hash'>): string => createHash('sha256').update(hashedText(row)).digest('hex')
const text = (value: unknown): string | null => (value === undefined || value === null ? null : canonical(value))

/**
 * Adds entries to the actor's county's chain, in the transaction of the work they describe.
 * @returns the head after them
 */
export async function writeEntries(session: Session, actor: Actor, now: number, entries: readonly Entry[]): Promise<Head> {
  let head = await lockHead(session, actor.county, GENESIS)
  const rows = entries.map(entry => {
    const row = {
      county_code: actor.county, number: head.number + 1, place_code: entry.place, at: new Date(now),
      account: actor.account, actor: actor.name, role: actor.role, action: entry.action, subject: entry.subject,
      before: text(entry.before), after: text(entry.after), previous_hash: head.hash,
    }
    head = { number: row.number, hash: hashOf(row) }
    return { ...row, hash: head.hash }
  })
  if (rows.length > 0) await append(session, rows)
  return head
}

/** Where the county's chain stands; number 0 before its first entry. Anchors (runs, documents, backups) store it. */
export async function journalHead(session: Session, county: string): Promise<Head> {
  return await readHead(session, county) ?? { number: 0, hash: GENESIS }
}

const PAGE = 5000

/** A known earlier head must still be a row of this chain: only so is a wholly recomputed chain found out. */
function anchorFault(row: Row, anchors: readonly Head[]): ChainFault | undefined {
  return anchors.some(anchor => anchor.number === row.number && anchor.hash !== row.hash) ? { number: row.number, fault: 'other-chain' } : undefined
}

function rowFault(row: Row, before: Head): ChainFault | undefined {
  if (row.number !== before.number + 1) return { number: before.number + 1, fault: 'missing' }
  if (row.previous_hash !== before.hash) return { number: row.number, fault: 'reordered' }
  return hashOf(row) === row.hash ? undefined : { number: row.number, fault: 'changed' }
}

/**
 * Reads a county's whole chain and recomputes it. Anchors are heads known from before (`--head`, approved runs, issued documents).
 * @returns the number of rows, and the first fault if there is one
 */
export async function verifyChain(session: Session, county: string, anchors: readonly Head[]): Promise<{ rows: number; fault?: ChainFault }> {
  let head: Head = { number: 0, hash: GENESIS }
  for (;;) {
    const rows = await readChain(session, county, head.number, PAGE)
    for (const row of rows) {
      const fault = rowFault(row, head) ?? anchorFault(row, anchors)
      if (fault) return { rows: head.number, fault }
      head = { number: row.number, hash: row.hash }
    }
    if (rows.length < PAGE) break
  }
  const recorded = await journalHead(session, county)
  const furthest = Math.max(recorded.number, ...anchors.map(anchor => anchor.number))
  if (furthest > head.number) return { rows: head.number, fault: { number: head.number + 1, fault: 'truncated' } }
  return recorded.hash === head.hash ? { rows: head.number } : { rows: head.number, fault: { number: head.number, fault: 'other-chain' } }
}

/** The number of the row whose hash this is; undefined when the chain has none. */
export const numberOfHash = (session: Session, county: string, hash: string): Promise<number | undefined> => readNumberOf(session, county, hash)

/** Under which number of the journal an action on each subject stands, the last one where there are several. */
export const numbersOfAction = async (session: Session, county: string, action: string, subjects: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  new Map((await readNumbersOf(session, county, action, subjects)).map(({ subject, number }) => [subject, number]))

/** Who last did something to a subject. */
export const lastActor = (session: Session, county: string, subject: string): Promise<string | undefined> => readLastActor(session, county, subject)

/** A page of what was done, the last first, in the scope of whoever looks. */
export const entriesOf = async (session: Session, county: string, filter: EntryFilter, limit: number, offset: number): Promise<{ rows: readonly Row[]; total: number }> =>
  ({ rows: await readEntries(session, county, filter, limit, offset), total: await countEntries(session, county, filter) })

/** When the chain was last written. */
export const lastEntryAt = (session: Session, county: string): Promise<Date | undefined> => readLastAt(session, county)

/** How often some actions were done since a moment in the scope of whoever looks. */
export async function openingsOf(session: Session, county: string, actions: readonly string[], since: Date): Promise<{ total: number; odd: number; most: number; most_by: string | null }> {
  const rows = await selectOpenings(session, county, actions, since)
  const sum = (of: (row: { total: number; odd: number }) => number) => rows.reduce((total, row) => total + of(row), 0)
  return { total: sum(row => row.total), odd: sum(row => row.odd), most: rows[0]?.total ?? 0, most_by: rows[0]?.actor ?? null }
}
