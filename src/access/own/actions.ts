import { act, checkPassword, findAccount, givePasswordIn, read, tokenHash } from '../actions.ts'
import type { House } from '../house.ts'
import { IDLE_MILLISECONDS, passwordDueOn, passwordFault, SESSION_MILLISECONDS } from '../passwords.ts'
import { weakPassword } from '../refusals.ts'
import { closeSessions } from '../store.ts'
import type { Actor } from '../../base/actor.ts'
import { dayOf, type Day } from '../../base/day.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import type { PasswordInput } from './schemas.ts'
import { markToured, selectSessions, selectToured } from './store.ts'

/** How a password stands: whether it is only for once, and from which day its owner is reminded. Without one (a demo) there is no such day. */
export type PasswordStanding = { readonly once: boolean; readonly changed_on: Day | null; readonly due_on: Day | null }

export async function passwordStanding(house: House, actor: Actor): Promise<PasswordStanding> {
  const row = await findAccount(house, actor.login)
  if (!row?.password || !row.password_changed_at) return { once: false, changed_on: null, due_on: null }
  const at = row.password_changed_at.getTime()
  return { once: row.password_once, changed_on: dayOf(at), due_on: passwordDueOn(at) }
}

export type OwnAccount = {
  readonly login: string
  readonly password: PasswordStanding
  readonly sessions: readonly { readonly id: string; readonly opened_at: string; readonly seen_at: string; readonly device: string | null; readonly here: boolean }[]
}

/** A session is named by the beginning of its token's hash: enough to tell them apart, of no use to anybody. */
const ID_DIGITS = 12

/** One's own account: its password's age, and where one is signed in. */
export async function ownAccount(house: House, actor: Actor, token: string): Promise<Result<OwnAccount>> {
  const password = await passwordStanding(house, actor)
  return read(house, actor, 'places.read', async work => {
    const rows = await selectSessions(work.session, actor.county, actor.account, new Date(work.now - IDLE_MILLISECONDS), new Date(work.now - SESSION_MILLISECONDS))
    return {
      login: actor.login, password,
      sessions: rows.map(row => ({
        id: row.token_hash.slice(0, ID_DIGITS), opened_at: row.opened_at.toISOString(), seen_at: row.seen_at.toISOString(), device: row.device, here: row.token_hash === tokenHash(token),
      })),
    }
  })
}

const noPassword: Refusal = {
  code: 'state', place: 'current', message: { zh: '示例数据库的人没有密码。', en: 'The people of a demo have no password.' },
}
const samePassword: Refusal = {
  code: 'invalid', place: 'password', message: { zh: '新密码和现在的一样。', en: 'The new password is the one you have.' },
}
const wrongCurrent: Refusal = {
  code: 'invalid', place: 'current',
  message: { zh: '现在的密码不对。', en: 'The present password is wrong.' }, next: { zh: '连续输错五次，账号将锁定十五分钟。', en: 'After five failures the account is locked for fifteen minutes.' },
}

/** Changes one's own password. Every other session of the account ends: whoever else knew the old one is out. */
export async function changePassword(house: House, actor: Actor, token: string, input: PasswordInput): Promise<Result<null>> {
  const row = await findAccount(house, actor.login)
  if (!row?.password) return refused(noPassword)
  const wrong = await checkPassword(house, row, input.current)
  const weak = passwordFault(input.password, actor.login)
  const faults = [
    ...(wrong ? [wrong.code === 'throttled' ? { ...wrong, place: 'current' } : wrongCurrent] : []),
    ...(weak ? [weakPassword('password', weak)] : []),
    ...(input.password.normalize('NFKC') === input.current.normalize('NFKC') ? [samePassword] : []),
  ]
  if (faults.length > 0) return refused(...faults)
  return act(house, actor, 'places.read', async work => {
    await givePasswordIn(work, actor.account, input.password, false)
    const ended = await closeSessions(work.session, actor.county, actor.account, tokenHash(token), new Date(work.now))
    work.record({ action: 'access.password.change', subject: actor.account, place: actor.place, after: { sessions_ended: ended } })
    return done(null)
  })
}

/** Ends one's sessions everywhere but here. @returns how many */
export const endOtherSessions = (house: House, actor: Actor, token: string): Promise<Result<number>> =>
  act(house, actor, 'places.read', async work => {
    const ended = await closeSessions(work.session, actor.county, actor.account, tokenHash(token), new Date(work.now))
    work.record({ action: 'access.session.end-others', subject: actor.account, place: actor.place, after: { sessions_ended: ended } })
    return done(ended)
  })

/** Whether the tour of the desk shows itself: once for each account, on whatever machine. A demo's people are everybody's; there it is asked for. */
export const isTourDue = (house: House, actor: Actor, demo: boolean): Promise<Result<boolean>> =>
  read(house, actor, 'places.read', async work => !demo && !(await selectToured(work.session, actor.county, actor.account)))

/** Somebody has seen the tour, or has sent it away. */
export async function endTour(house: House, actor: Actor): Promise<Result<null>> {
  const due = await isTourDue(house, actor, false)
  if (!due.ok || !due.value) return due.ok ? done(null) : due
  return act(house, actor, 'places.read', async work => {
    await markToured(work.session, actor.county, actor.account, new Date(work.now))
    work.record({ action: 'access.tour.end', subject: actor.account, place: actor.place })
    return done(null)
  })
}
