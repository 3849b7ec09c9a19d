import type { Day } from '../src/base/day.ts'

export type TownshipOptions = {
  /** How many persons draw a regular benefit of their own; the categories keep their proportions. */
  readonly people: number
  /** Another seed, another township: names, people and what happened differ. */
  readonly seed: string
  /** The last day of the invented history. */
  readonly until: Day
}

/** A typical town's 262 (law.md section 4) and a history to the middle of 2026. */
export const TOWNSHIP_DEFAULTS: TownshipOptions = { people: 262, seed: 'tongxin', until: '2026-06-30' }
export const HISTORY_FROM: Day = '2023-01-01'
