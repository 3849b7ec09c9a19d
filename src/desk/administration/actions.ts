import { accountStandingsIn } from '../../access/accounts/actions.ts'
import { read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, type Result } from '../../base/result.ts'
import { entriesOf, journalHead, openingsOf } from '../../journal/actions.ts'
import { health } from '../health/actions.ts'
import type { Machine } from '../health/health.ts'
import { auditChecks, IDLE_DAYS, OPENINGS_DAYS, REVIEW_DAYS, securityChecks, systemChecks, type Check } from './administration.ts'

const DAY_MILLISECONDS = 86_400_000
const OPENINGS = ['roster.person.reveal', 'roster.person.paper', 'roster.account.reveal', 'roster.account.proof']

/** When something was last done in the county, whoever did it. */
async function lastOf({ session, actor }: Work, action: string): Promise<number | null> {
  const { rows: [last] } = await entriesOf(session, actor.county, { from: null, until: null, who: '', action, place: '', subject: '' }, 1, 0)
  return last ? last.at.getTime() : null
}

async function systemIn(house: House, actor: Actor, machine: Machine): Promise<Result<readonly Check[]>> {
  const found = await health(house, actor, machine)
  if (!found.ok) return found
  // The backup is the whole county's, like the health of the machine.
  return read(house, whole(actor), 'health.read', async work => systemChecks(found.value, await lastOf(work, 'backup.make')))
}

const whole = (actor: Actor): Actor => ({ ...actor, place: actor.county, scope: [actor.county] })
const before = (work: Work, days: number): Date => new Date(work.now - days * DAY_MILLISECONDS)

/** What each of the three administrators keeps an eye on; nothing for others, whose desk is their work. */
export async function checksOf(house: House, actor: Actor, machine: Machine): Promise<Result<readonly Check[]>> {
  if (actor.role === 'system-administrator') return systemIn(house, actor, machine)
  if (actor.role === 'security-administrator') {
    return read(house, actor, 'accounts.manage', async work => securityChecks(await accountStandingsIn(work, before(work, IDLE_DAYS), before(work, REVIEW_DAYS))))
  }
  if (actor.role !== 'audit-administrator') return done([])
  // The chain is one for the county; how numbers were looked at is told of the auditor's own places.
  const chain = await read(house, whole(actor), 'journal.read', async work => ({ at: await lastOf(work, 'journal.chain.check'), entries: (await journalHead(work.session, actor.county)).number }))
  if (!chain.ok) return chain
  return read(house, actor, 'journal.read', async work => auditChecks(chain.value.at, chain.value.entries, await openingsOf(work.session, actor.county, OPENINGS, before(work, OPENINGS_DAYS)), work.now))
}
