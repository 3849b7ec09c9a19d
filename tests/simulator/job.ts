import { addMonths, type Month } from '../../src/base/day.ts'
import type { Where } from '../../src/db/open.ts'
import type { Snapshot, Village } from './village.ts'

/** What a process of its own is to do, until somebody ends it: a month's run after another, each step said when it is done. */
export type Job = {
  readonly where: Where
  /** Of key file and files. */
  readonly directory: string
  readonly village: Village
  /** The real moment at which the clock stood at `begins`. */
  readonly started: number
  readonly begins: number
  /** The step to begin with, and the run of its month if it is known. */
  readonly from: number
  readonly run: string | null
  /** The step before which it ends by itself. */
  readonly until: number
}
/** What it says of the village when it has opened the database, and at its end. */
export type Standing = { readonly snapshot: Snapshot; readonly faults: readonly unknown[] }
/** What it says of a step that is done. */
export type Acknowledged = { readonly step: number; readonly run: string; readonly state: string; readonly answer: unknown }

const FIRST_MONTH: Month = '2022-01'
export const STEP_NAMES = ['prepare', 'check', 'approve', 'send', 'half', 'whole', 'reissue', 'end'] as const
export type StepName = typeof STEP_NAMES[number]
export const stepName = (step: number): StepName => STEP_NAMES[step % STEP_NAMES.length]!
export const monthOfStep = (step: number): Month => addMonths(FIRST_MONTH, Math.floor(step / STEP_NAMES.length))

/** In every month the bank is busy once: the first attempt of the first line. */
export const fails = ({ number, attempt }: { readonly number: number; readonly attempt: number }): boolean => number === 1 && attempt === 1
