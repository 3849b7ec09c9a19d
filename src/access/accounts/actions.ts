import { act, findAccount, givePasswordIn, insertAccountIn, read } from '../actions.ts'
import type { House, Work } from '../house.ts'
import { oneTimePassword } from '../passwords.ts'
import { clearFailures, closeSessions } from '../store.ts'
import type { Actor, Role } from '../../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { lastActor } from '../../journal/actions.ts'
import { placeFault, type AccountLine, type AccountState } from './accounts.ts'
import {
  accountChanged, accountClosed, accountOpen, lastAdministrator, loginTaken, noSuchAccount, noSuchPlace, notLocked, ownAccount, ownPassword,
} from './refusals.ts'
import { accountQuery, type AccountChange, type AccountInput, type AccountQuery, type AccountStep } from './schemas.ts'
import { countStandings, isPlaceOpen, lockAccount, lockSecurityAdministrators, pageAccounts, selectAccount, setClosed, updateAccount, type AccountListRow } from './store.ts'

function stateOf(row: AccountListRow, now: number): AccountState {
  if (row.closed_at) return 'closed'
  if (row.locked_until && row.locked_until.getTime() > now) return 'locked'
  return row.password_once ? 'once' : 'active'
}

const lineOf = (row: AccountListRow, now: number): AccountLine => ({
  id: row.id, login: row.login, name: row.name, role: row.role, place: row.place_code, state: stateOf(row, now), version: row.version,
  signed_in_at: row.signed_in_at?.toISOString() ?? null,
  locked_until: stateOf(row, now) === 'locked' ? row.locked_until!.toISOString() : null,
})

export type AccountList = { readonly rows: readonly AccountLine[]; readonly total: number; readonly page: number; readonly size: number }

/** A page of the accounts in sight. No answer carries a password. */
export const accountList = (house: House, actor: Actor, query: AccountQuery): Promise<Result<AccountList>> =>
  read(house, actor, 'accounts.manage', async work => {
    const { page, size, ...filter } = accountQuery.parse(query)
    const { rows, total } = await pageAccounts(work.session, actor.county, new Date(work.now), filter, size, (page - 1) * size)
    return { rows: rows.map(row => lineOf(row, work.now)), total, page, size }
  })

/** One account as it stands now. */
export async function account(house: House, actor: Actor, id: string): Promise<Result<AccountLine>> {
  const found = await read(house, actor, 'accounts.manage', async work => {
    const row = await selectAccount(work.session, actor.county, id)
    return row ? done(lineOf(row, work.now)) : refused(noSuchAccount(id))
  })
  return found.ok ? found.value : found
}

async function whereFaults(work: Work, role: Role, place: string): Promise<Refusal[]> {
  const inSight = work.actor.scope.some(prefix => place.startsWith(prefix))
  if (!inSight || !await isPlaceOpen(work.session, work.actor.county, place, work.today)) return [noSuchPlace(place)]
  const fault = placeFault(role, place)
  return fault ? [{ code: 'invalid', place: 'place', value: place, message: fault }] : []
}

/** Adds an account. Its one-time password is in this answer and nowhere else. */
export async function addAccount(house: House, actor: Actor, input: AccountInput): Promise<Result<{ id: string; password: string }>> {
  const password = oneTimePassword(house.random)
  // A login is one person's in the whole database, also where the administrator does not look.
  const taken = await findAccount(house, input.login) !== undefined
  return act(house, actor, 'accounts.manage', async work => {
    const faults = [...(taken ? [loginTaken(input.login)] : []), ...await whereFaults(work, input.role, input.place)]
    if (faults.length > 0) return refused(...faults)
    const id = await insertAccountIn(work, { ...input, password, once: true })
    return id.ok ? done({ id: id.value, password }) : id
  })
}

/** Refuses what would leave nobody to keep the accounts, and what somebody would do to themselves. */
async function powerFaults(work: Work, row: AccountListRow): Promise<Refusal[]> {
  if (row.id === work.actor.account) return [ownAccount]
  if (row.role !== 'security-administrator' || row.closed_at) return []
  return (await lockSecurityAdministrators(work.session, work.actor.county)).some(id => id !== row.id) ? [] : [lastAdministrator]
}

const shown = (row: { name: string; role: Role; place: string }) => ({ name: row.name, role: row.role, place: row.place })

/** Changes name, role and place. Whoever gets another role or place signs in anew. */
export const changeAccount = (house: House, actor: Actor, id: string, input: AccountChange): Promise<Result<null>> =>
  act(house, actor, 'accounts.manage', async work => {
    const row = await lockAccount(work.session, actor.county, id)
    if (!row) return refused(noSuchAccount(id))
    if (row.version !== input.version) return refused(accountChanged(row, await lastActor(work.session, actor.county, id) ?? '', row.place_name))
    const moved = row.role !== input.role || row.place_code !== input.place
    const faults = [...(moved ? await powerFaults(work, row) : []), ...await whereFaults(work, input.role, input.place)]
    if (faults.length > 0) return refused(...faults)
    await updateAccount(work.session, actor.county, id, input)
    if (moved) await closeSessions(work.session, actor.county, id, null, new Date(work.now))
    work.record({ action: 'access.account.change', subject: id, place: input.place, before: shown({ ...row, place: row.place_code }), after: shown(input) })
    return done(null)
  })

type Stepping = (work: Work, row: AccountListRow, state: AccountState) => Promise<Refusal[]>

const STEPS: Readonly<Record<AccountStep, Stepping>> = {
  async disable(work, row, state) {
    if (state === 'closed') return [accountClosed]
    const faults = await powerFaults(work, row)
    if (faults.length > 0) return faults
    await setClosed(work.session, work.actor.county, row.id, new Date(work.now))
    await closeSessions(work.session, work.actor.county, row.id, null, new Date(work.now))
    return []
  },
  async enable(work, row, state) {
    if (state !== 'closed') return [accountOpen]
    if (row.id === work.actor.account) return [ownAccount]
    await setClosed(work.session, work.actor.county, row.id, null)
    return []
  },
  async unlock(work, row, state) {
    if (state !== 'locked') return [notLocked]
    await clearFailures(work.session, work.actor.county, row.id)
    return []
  },
}

/** Disables, enables or unlocks an account. */
export const stepAccount = (house: House, actor: Actor, id: string, step: AccountStep): Promise<Result<null>> =>
  act(house, actor, 'accounts.manage', async work => {
    const row = await lockAccount(work.session, actor.county, id)
    if (!row) return refused(noSuchAccount(id))
    const faults = await STEPS[step](work, row, stateOf(row, work.now))
    if (faults.length > 0) return refused(...faults)
    work.record({ action: `access.account.${step}`, subject: id, place: row.place_code, after: { login: row.login, name: row.name } })
    return done(null)
  })

/** Gives somebody who forgot theirs a one-time password: in this answer and nowhere else. They are signed out everywhere, and no longer locked. */
export async function giveOneTimePassword(house: House, actor: Actor, id: string): Promise<Result<{ password: string }>> {
  const password = oneTimePassword(house.random)
  return act(house, actor, 'accounts.manage', async work => {
    const row = await lockAccount(work.session, actor.county, id)
    if (!row) return refused(noSuchAccount(id))
    if (row.closed_at) return refused(accountClosed)
    if (id === actor.account) return refused(ownPassword)
    await givePasswordIn(work, id, password, true)
    await closeSessions(work.session, actor.county, id, null, new Date(work.now))
    work.record({ action: 'access.password.give', subject: id, place: row.place_code, after: { login: row.login, name: row.name } })
    return done({ password })
  })
}

/** How the accounts in sight stand; those that nobody signed in with since, and whose role and place nobody touched since. */
export const accountStandingsIn = (work: Work, idleSince: Date, reviewedSince: Date) => countStandings(work.session, work.actor.county, new Date(work.now), idleSince, reviewedSince)
