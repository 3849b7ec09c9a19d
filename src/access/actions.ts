import { AsyncLocalStorage } from 'node:async_hooks'
import { argon2, createHash, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Actor, Role } from '../base/actor.ts'
import { dayOf } from '../base/day.ts'
import { uuid7 } from '../base/id.ts'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import { scoped, type Database, type Session } from '../db/db.ts'
import { writeEntries } from '../journal/actions.ts'
import type { Entry } from '../journal/journal.ts'
import type { House, Work } from './house.ts'
import { FAILURES_MAX, IDLE_MILLISECONDS, LOCK_MILLISECONDS, passwordFault, SESSION_MILLISECONDS } from './passwords.ts'
import { alreadyDone, forbidden, lockedOut, sameMoment, signedOut, weakPassword, wrongSignIn } from './refusals.ts'
import { may, type Permission } from './roles.ts'
import {
  accountByLogin, answerCommand, claimCommand, clearFailures, closeSession, countAttempt, counties, insertAccount, insertCounty, insertInstallation, insertSession,
  installation, listAccounts, scopeCodes, sessionByToken, setClockShift, setPassword, touchSession, type AccountRow,
} from './store.ts'

/** Carries a refusal (or a finished preview) out of a transaction, so that it rolls back. */
class RolledBack extends Error {
  readonly result: Result<unknown>
  constructor(result: Result<unknown>) {
    super('rolled back')
    this.result = result
  }
}

function workIn(house: House, actor: Actor, session: Session, entries: Entry[]): Work {
  const now = house.clock()
  return {
    session, actor, vault: house.vault, files: house.files, now, today: dayOf(now),
    id: () => uuid7(house.clock(), house.random(10)),
    record: entry => void entries.push(entry),
  }
}

const scopeOf = (actor: Actor) => ({ county: actor.county, places: actor.scope })

/** Reads within the actor's scope. Refuses a role that may not. */
export async function read<T>(house: House, actor: Actor, permission: Permission, work: (work: Work) => Promise<T>): Promise<Result<T>> {
  if (!may(actor.role, permission)) return forbidden(actor.role, permission)
  return scoped(house.database, scopeOf(actor), async session => done(await work(workIn(house, actor, session, []))))
}

export type ActOptions = {
  /** The real action, rolled back. */
  readonly preview?: boolean
  /** Idempotency key: a repeat by the same account answers what the first answered, and does nothing. */
  readonly key?: string | undefined
}

/** The key under which a request came: it is that of each thing done for it in turn that has no key of its own. */
const request = new AsyncLocalStorage<{ readonly key: string; acts: number }>()

/** Does what one request asks for, so that the same request, sent again, acts once. */
export const underKey = <T>(key: string | undefined, work: () => Promise<T>): Promise<T> => (key === undefined ? work() : request.run({ key, acts: 0 }, work))

/** The key of an action: its own, or its turn in the request's. A preview leaves nothing that could be there twice. */
function keyed(options: ActOptions): ActOptions {
  const here = request.getStore()
  if (options.key !== undefined || options.preview || here === undefined) return options
  here.acts += 1
  return { ...options, key: `${here.key}#${here.acts}` }
}

/** Whether a value is the same after JSON: only then a repeat can be answered with it. */
const isPlain = (value: unknown): boolean => value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value)
  || (Array.isArray(value) ? value.every(isPlain) : typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain))

async function perform<T>(house: House, actor: Actor, work: (work: Work) => Promise<Result<T>>, options: ActOptions, session: Session): Promise<Result<T>> {
  const entries: Entry[] = []
  const now = new Date(house.clock())
  if (options.key !== undefined) {
    const earlier = await claimCommand(session, actor.county, actor.account, options.key, actor.place, now)
    // What stands there was written below, from a value of this very action's type.
    if (earlier !== undefined) return earlier === null ? refused(alreadyDone) : done(JSON.parse(earlier) as T)
  }
  const result = await work(workIn(house, actor, session, entries))
  if (!result.ok) throw new RolledBack(result)
  if (entries.length === 0) throw new Error('an action wrote nothing into the journal')
  await writeEntries(session, actor, now.getTime(), entries)
  if (options.key !== undefined && isPlain(result.value)) await answerCommand(session, actor.county, actor.account, options.key, JSON.stringify(result.value ?? null))
  if (options.preview) throw new RolledBack(result)
  return result
}

/** PostgreSQL's words for two people at one moment. */
const UNIQUE_VIOLATION = '23505'
const TRY_AGAIN = ['40001', '40P01']
const TRIES = 3

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/**
 * The one way to write: checks the role, opens one transaction in the actor's scope, does the work, adds its entries to
 * the county's journal and commits. A refusal, a throw or a preview leaves nothing behind.
 * Work that records no entry is a bug and throws.
 */
export async function act<T>(
  house: House, actor: Actor, permission: Permission, work: (work: Work) => Promise<Result<T>>, options: ActOptions = {},
): Promise<Result<T>> {
  if (!may(actor.role, permission)) return forbidden(actor.role, permission)
  const once = keyed(options)
  for (let attempt = 1; ; attempt++) {
    try {
      return await scoped(house.database, scopeOf(actor), session => perform(house, actor, work, once, session))
    } catch (error) {
      if (error instanceof RolledBack) return error.result as Result<T> // thrown above, with this action's own result
      if (TRY_AGAIN.includes(codeOf(error)) && attempt < TRIES) continue
      if (codeOf(error) === UNIQUE_VIOLATION) return refused(sameMoment)
      throw error
    }
  }
}

const argon = promisify(argon2)
/** OWASP's smallest argon2id: 19 MiB, two passes, one lane. Stored with each password, so that it can be raised later. */
const ARGON = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG_BYTES = 32

const argonTag = (password: string, salt: Buffer, cost: typeof ARGON): Promise<Buffer> =>
  argon('argon2id', { message: Buffer.from(password.normalize('NFKC')), nonce: salt, tagLength: TAG_BYTES, ...cost })

/** `argon2id$memory$passes$parallelism$salt$tag` */
async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  const tag = await argonTag(password, Buffer.from(salt), ARGON)
  return ['argon2id', ARGON.memory, ARGON.passes, ARGON.parallelism, Buffer.from(salt).toString('base64'), tag.toString('base64')].join('$')
}

async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = stored.split('$')
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  return timingSafeEqual(await argonTag(password, Buffer.from(salt ?? '', 'base64'), cost), Buffer.from(tag ?? '', 'base64'))
}

export const wholeCounty = (county: string) => ({ county, places: [county] })
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

async function actorOf(session: Session, row: AccountRow): Promise<Actor> {
  const scope = await scopeCodes(session, row.county_code, row.place_code)
  return { account: row.id, login: row.login, name: row.name, role: row.role, county: row.county_code, place: row.place_code, scope: scope.length > 0 ? scope : [row.place_code] }
}

/** The account of a login in whichever county of this database has it. */
export async function findAccount(house: House, login: string): Promise<AccountRow | undefined> {
  for (const county of await house.database.transaction(counties)) {
    const row = await scoped(house.database, wholeCounty(county.code), session => accountByLogin(session, county.code, login))
    if (row) return row
  }
  return undefined
}

/** Nobody has signed in: whoever stands at the door is not yet the person whose login they typed. */
const atTheDoor = (row: AccountRow): Actor => ({
  account: 'sign-in', login: 'sign-in', name: '登录入口', role: row.role, county: row.county_code, place: row.place_code, scope: [row.place_code],
})

const journalLock = (house: House, row: AccountRow, until: Date): Promise<unknown> =>
  scoped(house.database, wholeCounty(row.county_code), session => writeEntries(session, atTheDoor(row), house.clock(), [
    { action: 'access.account.lock', subject: row.id, place: row.place_code, after: { login: row.login, failures: FAILURES_MAX, locked_until: until.toISOString() } },
  ]))

/** An attempt counts before the password is looked at; a right one clears the count. An unknown login costs the same time. */
export async function checkPassword(house: House, row: AccountRow | undefined, password: string): Promise<Refusal | undefined> {
  const [now, until] = [new Date(house.clock()), new Date(house.clock() + LOCK_MILLISECONDS)]
  const counted = row === undefined ? 'counted' : await scoped(house.database, wholeCounty(row.county_code), session =>
    countAttempt(session, row.county_code, row.id, { now, failuresMax: FAILURES_MAX, lockedUntil: until }))
  if (counted === 'refused') return lockedOut(row?.locked_until ?? until)
  const right = row?.password ? await isPassword(password, row.password) : (await hashPassword(password, new Uint8Array(16)), false)
  if (!right || !row) {
    if (row && counted === 'last') await journalLock(house, row, until)
    return wrongSignIn
  }
  await scoped(house.database, wholeCounty(row.county_code), session => clearFailures(session, row.county_code, row.id))
  return undefined
}

/**
 * Who a login and a password are. Without a password only where `demo` says that nobody has one.
 * Refuses with `signed-out` (wrong) or `throttled` (locked).
 */
export async function identify(house: House, demo: boolean, login: string, password: string | undefined): Promise<Result<Actor>> {
  const row = await findAccount(house, login)
  if (!(demo && row && password === undefined)) {
    const refusal = await checkPassword(house, row, password ?? '')
    if (refusal) return refused(refusal)
  }
  if (!row || row.closed_at) return refused(wrongSignIn)
  return done(await scoped(house.database, wholeCounty(row.county_code), session => actorOf(session, row)))
}

/** Opens a session: the token goes to the browser's cookie, its hash to the database. `device` is what the browser says it is. */
export async function openSession(house: House, actor: Actor, device: string | null = null): Promise<string> {
  const token = `${actor.county}.${Buffer.from(house.random(32)).toString('base64url')}`
  await scoped(house.database, wholeCounty(actor.county), async session => {
    const now = house.clock()
    await insertSession(session, { county: actor.county, tokenHash: tokenHash(token), place: actor.place, account: actor.account, device: device?.slice(0, 200) ?? null, now: new Date(now) })
    await writeEntries(session, actor, now, [{ action: 'access.session.open', subject: actor.account, place: actor.place }])
  })
  return token
}

/** Who a token is, if its session is neither idle too long nor too old, and whether their password is still the one they were given; keeps it awake. */
export async function sessionOf(house: House, token: string): Promise<Result<{ readonly actor: Actor; readonly password_once: boolean }>> {
  const county = /^(\d{6})\.[\w-]{43}$/.exec(token)?.[1]
  if (county === undefined) return refused(signedOut)
  const now = house.clock()
  return scoped(house.database, wholeCounty(county), async session => {
    const row = await sessionByToken(session, county, tokenHash(token))
    if (!row || now - row.seen_at.getTime() > IDLE_MILLISECONDS || now - row.opened_at.getTime() > SESSION_MILLISECONDS) return refused(signedOut)
    if (now - row.seen_at.getTime() > 60_000) await touchSession(session, county, tokenHash(token), new Date(now))
    return done({ actor: await actorOf(session, row), password_once: row.password_once })
  })
}

/** Who a token is. */
export async function sessionActor(house: House, token: string): Promise<Result<Actor>> {
  const found = await sessionOf(house, token)
  return found.ok ? done(found.value.actor) : found
}

export async function endSession(house: House, actor: Actor, token: string): Promise<void> {
  await scoped(house.database, wholeCounty(actor.county), async session => {
    await closeSession(session, actor.county, tokenHash(token), new Date(house.clock()))
    await writeEntries(session, actor, house.clock(), [{ action: 'access.session.close', subject: actor.account, place: actor.place }])
  })
}

const newHash = (work: Work, password: string): Promise<string> => hashPassword(password, Buffer.from(work.id().replaceAll('-', ''), 'hex'))

type NewAccount = { readonly place: string; readonly login: string; readonly name: string; readonly role: Role; readonly password: string | null; readonly once?: boolean }

/** Adds an account inside another work. `password` null: nobody signs in with one; `once`: it must be changed before anything else. */
export async function insertAccountIn(work: Work, input: NewAccount): Promise<Result<string>> {
  const fault = input.password === null ? undefined : passwordFault(input.password, input.login)
  if (fault !== undefined) return refused(weakPassword('password', fault))
  const id = work.id()
  const password = input.password === null ? null : await newHash(work, input.password)
  await insertAccount(work.session, {
    id, county_code: work.actor.county, place_code: input.place, login: input.login, name: input.name, role: input.role, password, password_once: input.once ?? false, now: new Date(work.now),
  })
  work.record({ action: 'access.account.add', subject: id, place: input.place, after: { login: input.login, name: input.name, role: input.role } })
  return done(id)
}

/** Gives an account another password inside another work; whoever calls says so in the journal. */
export async function givePasswordIn(work: Work, id: string, password: string, once: boolean): Promise<void> {
  await setPassword(work.session, work.actor.county, id, await newHash(work, password), once, new Date(work.now))
}

type Installation = {
  readonly demo: boolean
  /** Added to the real clock; not zero in a demo alone. */
  readonly clock_shift_milliseconds: number
  readonly wrapped: { by_file: Uint8Array; by_phrase: Uint8Array; phrase_salt: Uint8Array }
  readonly counties: readonly { code: string; name: string; name_en: string }[]
}

/** What this database is, its wrapped keys, and its counties; undefined while it holds nothing. */
export const readInstallation = (database: Database): Promise<Installation | undefined> =>
  database.transaction(async session => {
    const row = await installation(session)
    if (!row) return undefined
    return {
      demo: row.demo, clock_shift_milliseconds: row.clock_shift_milliseconds, wrapped: { by_file: row.keys_by_file, by_phrase: row.keys_by_phrase, phrase_salt: row.phrase_salt },
      counties: await counties(session),
    }
  })

/** Marks a new database: what it is stays so for ever. */
export const foundInstallation = (database: Database, input: { demo: boolean; now: number } & Pick<Installation, 'wrapped'>): Promise<void> =>
  database.transaction(session => insertInstallation(session, input.demo, new Date(input.now), input.wrapped))

/** Lets a demo's clock stand where its invented history ended. A real database's clock is never moved. */
export const endHistory = (database: Database, end: number, now: number): Promise<void> =>
  database.transaction(async session => {
    if (!(await installation(session))?.demo) throw new Error('only a demo has a clock of its own')
    await setClockShift(session, end - now)
  })

/** Enters a county, before any of its places and accounts. */
export const foundCounty = (database: Database, county: { code: string; name: string; name_en: string }): Promise<void> =>
  database.transaction(session => insertCounty(session, county.code, county.name, county.name_en))

/** The counties of the database as they are now: work that a server does by itself asks at each turn, since an office is set up while it runs. */
export const countyCodes = async (house: Pick<House, 'database'>): Promise<string[]> => (await house.database.transaction(counties)).map(county => county.code)

/** Whether anybody may sign in yet. */
export async function hasAccounts(house: House): Promise<boolean> {
  for (const county of await house.database.transaction(counties)) {
    const rows = await scoped(house.database, wholeCounty(county.code), session => listAccounts(session, county.code))
    if (rows.length > 0) return true
  }
  return false
}

/** The accounts a demo offers for signing in without a password. */
export async function demoPeople(house: House): Promise<{ login: string; name: string; role: Role; place: string; place_name: string }[]> {
  const all = await house.database.transaction(counties)
  const lists = await Promise.all(all.map(county => scoped(house.database, wholeCounty(county.code), session => listAccounts(session, county.code))))
  return lists.flat().map(row => ({ login: row.login, name: row.name, role: row.role, place: row.place_code, place_name: row.place_name }))
}
