import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { readInstallation } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import { dayOf, type Day } from '../base/day.ts'
import { RefusedInput, type Refusal } from '../base/result.ts'
import { scoped, type Database, type Session } from '../db/db.ts'
import type { Reading } from './book.ts'
import type { DataFile } from './data-file.ts'
import type { LawHouse, LawStanding } from './house.ts'
import type { LawBook } from './law.ts'
import { hashOfFiles, lawFolders, readLaw, readMore, type LawText } from './load.ts'
import { insertTexts, lockVersion, selectHashedTexts, selectKept, selectKeptHash, selectTexts, selectVersion, updateVersion, upsertKept } from './store.ts'

/** Everything wrong with folders of law, in pieces, so that a server can do other work between them. It stands in a higher room, with the rules. */
export type LawCheck = (folders: readonly (readonly DataFile[])[]) => Iterable<readonly Refusal[]>

export type LawPlace = { readonly database: Database; readonly directories: readonly string[]; readonly check: LawCheck; readonly now: () => number }

export const hashOfText = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What a county entered, after the package's files, each named by the county and the version that it made. */
async function readCounty(session: Session, law: LawText, county: string, version: number): Promise<Reading> {
  const texts = await selectTexts(session, county, version)
  return readMore(law, texts.map(({ version: made, path, text }) => ({ path: `${county}/${made}/${path}`, text })))
}

/** The package's law as it last stood without a fault, and each county's law on top of it. */
export class LawInUse {
  #law: LawText
  #since: Day
  #faults: readonly Refusal[]
  readonly #counties = new Map<string, { readonly hash: string; readonly on: LawText; readonly book: LawBook }>()

  constructor(law: LawText, since: Day, faults: readonly Refusal[] = []) {
    this.#law = law
    this.#since = since
    this.#faults = faults
  }

  get law(): LawText { return this.#law }
  get standing(): LawStanding { return { hash: this.#law.book.hash, since: this.#since, faults: this.#faults } }

  take(law: LawText, since: Day): void {
    if (law.book.hash !== this.#law.book.hash) this.#since = since
    this.#law = law
    this.#faults = []
  }

  /** The folder is not what stands, and this is why. */
  keep(faults: readonly Refusal[]): void { this.#faults = faults }

  /** A county's law. What it has come to is read in the transaction that decides, so that what another process approved holds here too. */
  async of({ session, actor: { county } }: Pick<Work, 'session' | 'actor'>): Promise<LawBook> {
    const on = this.#law
    const { version, hash } = await selectVersion(session, county)
    if (version === 0) return on.book
    const known = this.#counties.get(county)
    if (known?.hash === hash && known.on === on) return known.book
    const { book, faults } = await readCounty(session, on, county, version)
    // Approval and every change of the package have read them together.
    if (!book) throw new RefusedInput(faults)
    this.#counties.set(county, { hash, on, book })
    return book
  }
}

export const withLaw = (house: House, inUse: LawInUse): LawHouse => ({
  ...house,
  get law() { return inUse.law.book },
  get lawFiles() { return inUse.law.files },
  get lawStanding() { return inUse.standing },
  lawOf: work => inUse.of(work),
})

/** A county's law as it was after a version. */
export async function lawAtIn(house: LawHouse, work: Work, version: number): Promise<LawBook> {
  const { book, faults } = await readCounty(work.session, { files: house.lawFiles, book: house.law }, work.actor.county, version)
  if (!book) throw new RefusedInput(faults)
  return book
}

/** Lets nobody else change the county's law before this transaction ends: what is read of it now stays so. */
export const holdLawIn = (work: Work): Promise<unknown> => lockVersion(work.session, work.actor.county)

/** Adds approved files to the county's law, for ever. Answers the version that they make, and the hash of each. */
export async function enterTextsIn(work: Work, proposal: string, files: readonly DataFile[]): Promise<{ readonly version: number; readonly texts: readonly { readonly path: string; readonly hash: string }[] }> {
  const { session, actor: { county, place } } = work
  const before = await lockVersion(session, county)
  const version = before.version + 1
  const texts = files.toSorted((one, other) => (one.path < other.path ? -1 : 1)).map(({ path, text }) => ({ path, text, hash: hashOfText(text) }))
  await insertTexts(session, { county, place, proposal, version }, texts)
  await updateVersion(session, county, { version, hash: chained(before.hash, texts) })
  return { version, texts: texts.map(({ path, hash }) => ({ path, hash })) }
}

/** What a version of the county's law comes to: the one before it, and the texts that it added. */
const chained = (before: string, texts: readonly { readonly path: string; readonly hash: string }[]): string =>
  hashOfText([before, ...texts.map(({ path, hash }) => `${path} ${hash}`)].join('\n'))

/** Holds the county's approved texts against their hashes and against its version. Answers how many there are, and the first that is not what was approved. */
export async function verifyLawIn({ session, actor: { county } }: Work): Promise<{ readonly texts: number; readonly fault?: string }> {
  const texts = await selectHashedTexts(session, county)
  const changed = texts.find(({ text, hash }) => hashOfText(text) !== hash)
  if (changed) return { texts: texts.length, fault: `${county}/${changed.version}/${changed.path}` }
  const versions = [...Map.groupBy(texts, ({ version }) => version).values()]
  const hash = versions.reduce((before, added) => chained(before, added), '')
  return (await selectVersion(session, county)).hash === hash ? { texts: texts.length } : { texts: texts.length, fault: `law_version ${county}` }
}

/** What the counties entered must read with a new package too. */
async function countyFaults(database: Database, law: LawText): Promise<Refusal[]> {
  const faults: Refusal[] = []
  for (const { code } of (await readInstallation(database))?.counties ?? []) {
    faults.push(...await scoped(database, { county: code, places: [code] }, async session =>
      (await readCounty(session, law, code, (await selectVersion(session, code)).version)).faults))
  }
  return faults
}

/** The folders' law, or everything that is wrong with it, alone or with what a county entered. */
async function examine({ database, check }: LawPlace, folders: readonly (readonly DataFile[])[]): Promise<LawText | { readonly faults: readonly Refusal[] }> {
  const faults: Refusal[] = []
  for (const found of check(folders)) {
    faults.push(...found)
    await setImmediate()
  }
  const files = folders.flat()
  const { book } = readLaw(files)
  if (book) faults.push(...await countyFaults(database, { files, book }))
  return book && faults.length === 0 ? { files, book } : { faults }
}

async function keepLaw({ database, now }: LawPlace, { files, book }: LawText): Promise<void> {
  const row = { proof_hash: hashOfFiles(files), law_hash: book.hash, files: gzipSync(JSON.stringify(files)), taken_at: new Date(now()) }
  await database.transaction(session => upsertKept(session, row))
}

/** The law that was kept, as far as this program can still read it. */
async function keptLaw(database: Database): Promise<(LawText & { readonly since: Day }) | undefined> {
  const kept = await database.transaction(selectKept)
  if (!kept) return undefined
  const files = JSON.parse(gunzipSync(kept.files).toString('utf8')) as DataFile[] // keepLaw wrote it
  const { book } = readLaw(files)
  return book && { files, book, since: dayOf(kept.taken_at.getTime()) }
}

/**
 * The law to begin with. The folder's, checked unless it is the very one that was kept. When it has faults: with `fallBack`
 * the kept one, the faults beside it; else throws `RefusedInput` with all of them.
 */
export async function openLaw(place: LawPlace, options: { readonly fallBack: boolean }): Promise<LawInUse> {
  const folders = lawFolders(place.directories)
  const today = dayOf(place.now())
  if (await place.database.transaction(selectKeptHash) === hashOfFiles(folders.flat())) {
    const { book } = readLaw(folders.flat())
    if (book) return new LawInUse({ files: folders.flat(), book }, today)
  }
  const found = await examine(place, folders)
  if (!('faults' in found)) {
    await keepLaw(place, found)
    return new LawInUse(found, today)
  }
  const kept = options.fallBack ? await keptLaw(place.database) : undefined
  if (!kept) throw new RefusedInput(found.faults)
  return new LawInUse(kept, kept.since, found.faults)
}

/** Reads the folders again: they are taken when nothing is wrong with them, else what stood before is kept. */
export async function reopenLaw(place: LawPlace, inUse: LawInUse): Promise<'taken' | 'kept'> {
  const found = await examine(place, lawFolders(place.directories))
  if ('faults' in found) {
    inUse.keep(found.faults)
    return 'kept'
  }
  await keepLaw(place, found)
  inUse.take(found, dayOf(place.now()))
  return 'taken'
}
