import { yearOf } from '../src/base/day.ts'
import { HISTORY_FROM } from './options.ts'
import { accountScenes } from './history-accounts.ts'
import { activityScenes } from './history-activities.ts'
import { changeScenes } from './history-changes.ts'
import { confirmationScenes } from './history-confirmations.ts'
import { noticeScenes } from './history-disclosure.ts'
import { moneyScenes } from './history-money.ts'
import { organizationScenes } from './history-organization.ts'
import { paymentScenes } from './history-payments.ts'
import { deductionScene } from './history-recovery.ts'
import { rosterScenes } from './history-roster.ts'
import { visitScenes } from './history-visits.ts'
import type { Scene, Stage } from './stage.ts'

/** Everything that happens, day after day. On one day the roster changes before money moves. */
export function inventHistory(stage: Stage): Scene[] {
  const first = yearOf(HISTORY_FROM)
  const years = Array.from({ length: yearOf(stage.options.until) - first + 1 }, (_, index) => first + index)
  const scenes = [
    ...moneyScenes(years), ...organizationScenes(stage, years), ...rosterScenes(stage, years), ...changeScenes,
    ...confirmationScenes(years), ...accountScenes(stage), ...noticeScenes(stage), ...visitScenes(stage, years), ...activityScenes(stage, years), ...paymentScenes(stage, years), deductionScene,
  ]
  // The sort is stable: scenes of one day stay in this order.
  return scenes.filter(scene => scene.day >= HISTORY_FROM).toSorted((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)))
}
