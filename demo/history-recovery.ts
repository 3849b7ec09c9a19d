import { addDays, monthOf, type Day } from '../src/base/day.ts'
import { must } from '../src/base/result.ts'
import { personPayments } from '../src/payment/actions.ts'
import { decideClosing, proposeClosing, receivables } from '../src/payment/recovery/actions.ts'
import { benefitsFund } from './history-money.ts'
import type { Scene, Stage } from './stage.ts'

/** How what went out after a death is closed, by the year of the death; of any other year it is still to come back. */
const CLOSED_BY: Readonly<Record<string, 'refund' | 'write-off'>> = { 2023: 'refund', 2024: 'write-off' }
/** By then the run that found it has been approved, and the family has been asked. */
const [PROPOSED_DAYS, DECIDED_DAYS] = [45, 50]

/** A death was reported late: what was paid since then comes back, or the county lets it go. */
export function recoverLater(stage: Stage, person: string, died: Day, knownOn: Day): void {
  const kind = CLOSED_BY[died.slice(0, 4)]
  if (kind === undefined) return
  const proposed: string[] = []
  stage.later({
    day: addDays(knownOn, PROPOSED_DAYS),
    play: async () => {
      const clerk = await stage.actor('clerk')
      const fund = await benefitsFund(stage, monthOf(knownOn), 'central')
      for (const { run, number, amount_fen } of must(await receivables(stage.house, clerk, { person, size: 100 })).rows) {
        proposed.push(must(await proposeClosing(stage.house, clerk, kind === 'refund'
          ? { kind, run, number, amount_fen, fund, document: '示例农商行进账单（虚构）', reason: '家属已退回去世后多发的钱' }
          : { kind, run, number, amount_fen, document: `示例退役军人函〔${knownOn.slice(0, 4)}〕3号`, reason: '本人去世，没有家属和遗产，无法追回' })))
      }
    },
  })
  stage.later({
    day: addDays(knownOn, DECIDED_DAYS),
    play: async () => {
      const decider = await stage.actor(kind === 'refund' ? 'reviewer' : 'county')
      for (const id of proposed) must(await decideClosing(stage.house, decider, id, { accept: true }))
    },
  })
}

/**
 * Who lives and was paid beyond a grade found better agrees that a month's excess is deducted from the line that is approved and not yet sent;
 * what is left stays to come back. A run is approved on this day: what is put off to a day is played before the scenes of that day.
 */
export const deductionScene: Scene = {
  day: '2026-06-08',
  play: async stage => {
    const clerk = await stage.actor('clerk')
    for (const { run, number, person, amount_fen } of must(await receivables(stage.house, clerk, { size: 100 })).rows) {
      const line = must(await personPayments(stage.house, clerk, person)).find(one => one.state === 'approved')
      if (!line) continue
      const id = must(await proposeClosing(stage.house, clerk, {
        kind: 'offset', run, number, amount_fen, line: { run: line.run, number: line.number }, document: '本人同意抵扣的书面意见（示例）', reason: '复查后等级下调，多发的从本月抚恤金中抵扣',
      }))
      return must(await decideClosing(stage.house, await stage.actor('leader'), id, { accept: true }))
    }
  },
}
