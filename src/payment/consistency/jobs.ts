import { countyCodes } from '../../access/actions.ts'
import type { Actor } from '../../base/actor.ts'
import { dayOf, type Day } from '../../base/day.ts'
import type { Job } from '../../jobs/jobs.ts'
import type { LawHouse } from '../../law/house.ts'
import { compare } from './actions.ts'

const LOOK_MILLISECONDS = 600_000
/** When nobody works: 2 in the morning in Shanghai, or as soon after as the program runs. */
const HOUR = 2
const SHANGHAI_MILLISECONDS = 8 * 3_600_000

const byItself = (county: string): Actor => ({ account: 'calendar', login: 'calendar', name: '夜间核对', role: 'county-office', county, place: county, scope: [county] })

/** Compares every county once a night. */
export function consistencyJob(house: LawHouse, log: (text: string) => void): Job {
  let done: Day | undefined
  return {
    name: 'consistency', every_milliseconds: LOOK_MILLISECONDS,
    async run() {
      const now = house.clock()
      const [today, hour] = [dayOf(now), new Date(now + SHANGHAI_MILLISECONDS).getUTCHours()]
      if (done === today || hour < HOUR) return
      for (const county of await countyCodes(house)) {
        const found = await compare(house, byItself(county))
        if (found.ok && found.value.differences > 0) log(`核对 ${county}：${found.value.differences} 处不一致 / ${found.value.differences} differences in ${county}`)
      }
      done = today
    },
  }
}
