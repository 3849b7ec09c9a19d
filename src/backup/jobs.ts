import { countyCodes } from '../access/actions.ts'
import type { House } from '../access/house.ts'
import type { Actor } from '../base/actor.ts'
import { dayOf } from '../base/day.ts'
import type { Job } from '../jobs/jobs.ts'
import type { Backups } from './actions.ts'

const LOOK_MILLISECONDS = 600_000
/** Before the night's comparison, so that this is in the backup of the night after: 1 in the morning in Shanghai, or as soon as the program runs. */
const HOUR = 1
const SHANGHAI_MILLISECONDS = 8 * 3_600_000

const byItself = (county: string): Actor =>
  ({ account: 'calendar', login: 'calendar', name: '夜间备份', role: 'system-administrator', county, place: county, scope: [county] })

/** One backup a day; a run that fails is logged and comes again after the pause. */
export function backupJob(backups: Backups, house: Pick<House, 'database' | 'clock'>, log: (text: string) => void): Job {
  return {
    name: 'backup', every_milliseconds: LOOK_MILLISECONDS,
    async run() {
      const now = house.clock()
      if (new Date(now + SHANGHAI_MILLISECONDS).getUTCHours() < HOUR || await backups.madeOn(dayOf(now))) return
      // The journal's line is a county's; before the first there is nothing to lose.
      const [county] = await countyCodes(house)
      if (county === undefined) return
      const made = await backups.make(byItself(county), 'nightly')
      if (made.ok) log(`夜间备份 / nightly backup: ${made.value.file} sha256 ${made.value.sha256}`)
    },
  }
}
