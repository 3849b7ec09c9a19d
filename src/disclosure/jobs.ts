import { countyCodes } from '../access/actions.ts'
import type { House } from '../access/house.ts'
import type { Actor } from '../base/actor.ts'
import type { Job } from '../jobs/jobs.ts'
import { endOver } from './ending/actions.ts'

const LOOK_MILLISECONDS = 600_000

const byItself = (county: string): Actor => ({ account: 'calendar', login: 'calendar', name: '到期自动办理', role: 'clerk', county, place: county, scope: [county] })

/** Takes lists down on the day after their last, and ends them: looked at every ten minutes, so that no restart costs a day. */
export const disclosureJob = (house: House): Job => ({
  name: 'disclosure', every_milliseconds: LOOK_MILLISECONDS,
  async run() {
    for (const county of await countyCodes(house)) await endOver(house, byItself(county))
  },
})
