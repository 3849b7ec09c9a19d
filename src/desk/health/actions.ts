import { read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import type { Result } from '../../base/result.ts'
import { journalHead, lastEntryAt } from '../../journal/actions.ts'
import { differencesIn } from '../../payment/consistency/actions.ts'
import { CLOCK_MILLISECONDS_MAX, COMPARISON_MILLISECONDS_MAX, DISK_BYTES_MIN, type Health, type Machine } from './health.ts'
import { selectDatabase } from './store.ts'

async function healthIn(house: House, work: Work, machine: Machine): Promise<Health> {
  const before = machine.clock()
  const { now: databaseNow, ...database } = await selectDatabase(work.session)
  const at = await lastEntryAt(work.session, work.actor.county)
  const { last, rows } = await differencesIn(work)
  const disk = await machine.disk()
  return {
    office_now: new Date(work.now).toISOString(),
    program: { version: machine.version, runtime: machine.runtime, started_at: new Date(machine.started_at).toISOString() },
    database: { kind: house.database.kind, ...database },
    disk: { ...disk, low: disk.free_bytes < DISK_BYTES_MIN },
    comparison: last ? { ...last, differences: rows.length, late: work.now - Date.parse(last.at) > COMPARISON_MILLISECONDS_MAX } : null,
    clock: {
      now: new Date(before).toISOString(), database_ahead_milliseconds: databaseNow.getTime() - before,
      went_back: at !== undefined && at.getTime() > work.now + CLOCK_MILLISECONDS_MAX, journal_at: at?.toISOString() ?? null,
    },
    journal: await journalHead(work.session, work.actor.county),
  }
}

/** How the program is. It is one for the whole county, and says nothing of anybody: it is read whole whoever may ask. */
export const health = (house: House, actor: Actor, machine: Machine): Promise<Result<Health>> =>
  read(house, { ...actor, place: actor.county, scope: [actor.county] }, 'health.read', work => healthIn(house, work, machine))
